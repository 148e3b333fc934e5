"""Pictures of a page for people to look at, when NAERVAER_SCREENSHOTS names a folder for them."""

import os
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from tests.browser.visit import DESKTOP, settle


NARROW = {"width": 390, "height": 844}

# The page scrolls inside an element of its own, so a picture of the whole needs a window as high as what is in it.
CONTENT_HEIGHT = """() => Math.max(
    ...[...document.querySelectorAll('[data-testid=stMain], [data-testid=stSidebarContent]')]
        .map(part => part.scrollHeight + Math.max(0, part.getBoundingClientRect().top)))"""
HIGHEST = 6000


LIGHT = {"media": "screen", "color_scheme": "light"}


def photograph(page: Page, name: str, *, typed: bool = False) -> None:
    """Save <name>-desktop, -narrow, -print and -dark.png; nothing when no folder is named.

    A chart takes its colours when it is drawn, so the dark picture needs a reload; a page with something `typed` in it
    would lose that, and has no dark picture.
    """
    folder = os.environ.get("NAERVAER_SCREENSHOTS")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    _take(page, f"{folder}/{name}-desktop.png", DESKTOP, LIGHT)
    _take(page, f"{folder}/{name}-narrow.png", NARROW, LIGHT)
    _take(page, f"{folder}/{name}-print.png", DESKTOP, LIGHT | {"media": "print"})
    if not typed:
        page.emulate_media(color_scheme="dark")
        page.reload()
        _take(page, f"{folder}/{name}-dark.png", DESKTOP, LIGHT | {"color_scheme": "dark"})
    page.emulate_media(**LIGHT)
    page.set_viewport_size(DESKTOP)
    settle(page)


def _take(page: Page, path: str, size: ViewportSize, media: dict[str, str]) -> None:
    page.emulate_media(**media)
    page.set_viewport_size(size)
    settle(page)
    height = min(HIGHEST, max(size["height"], int(page.evaluate(CONTENT_HEIGHT))))
    page.set_viewport_size({"width": size["width"], "height": height})
    settle(page)
    page.screenshot(path=path)
