"""Nobody is shut out of what opens, and the keyboard is enough: folded text, doors to files, the way through a page."""

import re

import pytest

from naervaer.i18n import t
from naervaer.model import Language
from tests.browser.test_pages import PAGES, opened
from tests.browser.visit import settle, violations


NB = Language.NB
AT_MOST = 120  # presses of a key: every month in a table of years is a link

# What marks the place of the keyboard: an outline or a ring on what has it, or on what lies close around it.
MARKED = """() => {
    for (let place = document.activeElement, steps = 0; place && steps < 3; place = place.parentElement, steps += 1) {
        const look = getComputedStyle(place);
        if (look.boxShadow !== "none") return true;
        if (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) return true;
    }
    return false;
}"""


def unfold(page):
    """Open everything on the page that opens with a click and stays a part of it."""
    page.evaluate("document.querySelectorAll('details.naervaer-folded').forEach(one => one.open = true)")
    for heading in page.locator("[data-testid=stExpander] summary").all()[:3]:
        heading.click()
        settle(page)


def until(page, wanted, key="Tab"):
    for _ in range(AT_MOST):
        if wanted.count() and wanted.first.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {wanted}")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_what_opens_shuts_nobody_out(page, address, colours):
    page.emulate_media(color_scheme=colours)
    opened(page, address)
    unfold(page)
    door = page.locator("[data-testid=stPopover] button")
    if door.count():
        door.first.click()
        settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_file_that_cannot_be_read_is_told_to_everybody(page, colours):
    page.emulate_media(color_scheme=colours)
    opened(page, "/upload")
    page.set_input_files(
        "[data-testid=stFileUploader] input[type=file]",
        {"name": "bilde.xlsx", "mimeType": "application/octet-stream", "buffer": b"\x89PNG not a workbook"},
    )
    page.get_by_text(t(NB, "upload.outcome.refuse")).wait_for()
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("address", ["/", "/trend", "/targets"])
def test_where_the_keyboard_is_can_be_seen(page, address):
    opened(page, address)
    for _ in range(20):
        page.keyboard.press("Tab")
        told = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(MARKED), told


def test_the_keyboard_leads_from_the_state_to_an_areas_curve_and_its_files(page):
    opened(page, "/")
    until(page, page.get_by_role("link", name="Barnehage", exact=True))
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=re.compile(t(NB, "trend.title"))).wait_for()
    settle(page)
    until(page, page.get_by_role("combobox", name=t(NB, "pick.area")))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    until(page, page.get_by_role("button", name=re.compile(t(NB, "download.title"))))
    page.keyboard.press("Enter")
    settle(page)
    until(page, page.get_by_role("button", name=t(NB, "download.csv")))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".csv")
    page.keyboard.press("Escape")


def test_the_page_says_its_language_again_when_it_is_changed(page):
    opened(page, "/")
    page.get_by_role("combobox", name=re.compile("Sprog")).click()
    page.get_by_role("option", name=t(Language.DA, "language.name")).click()
    settle(page)
    assert page.locator("html").get_attribute("lang") == "da"
    assert page.get_by_role("heading", level=1).inner_text() == t(Language.DA, "overview.title")
