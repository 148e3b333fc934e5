"""Pictures of a page for people to look at, when NAERVAER_SCREENSHOTS names a folder for them."""

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.visit import DESKTOP, settle


NARROW = {"width": 390, "height": 844}

# The page scrolls inside an element of its own, so a picture of the whole needs a window as high as what is in it.
CONTENT_HEIGHT = """() => Math.max(
    ...[...document.querySelectorAll('[data-testid=stMain], [data-testid=stSidebarContent]')]
        .map(part => part.scrollHeight + Math.max(0, part.getBoundingClientRect().top)))"""
HIGHEST = 6000


def photograph(page: Page, name: str) -> None:
    """Save <name>-desktop, -dark, -narrow and -print.png; nothing when no folder is named."""
    folder = os.environ.get("NAERVAER_SCREENSHOTS")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for kind, size, media in (
        ("desktop", DESKTOP, {"color_scheme": "light"}),
        ("dark", DESKTOP, {"color_scheme": "dark"}),
        ("narrow", NARROW, {"color_scheme": "light"}),
        ("print", DESKTOP, {"media": "print", "color_scheme": "light"}),
    ):
        page.emulate_media(**media)
        page.set_viewport_size(size)
        settle(page)
        height = min(HIGHEST, max(size["height"], int(page.evaluate(CONTENT_HEIGHT))))
        page.set_viewport_size({"width": size["width"], "height": height})
        settle(page)
        page.screenshot(path=Path(folder) / f"{name}-{kind}.png")
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(DESKTOP)
    settle(page)
