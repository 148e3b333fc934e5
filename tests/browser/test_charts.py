"""Charts in a real browser: one picture for a desk and one for a phone, read out as one, in the theme's own colours."""

import pytest

from naervaer.charts import theme
from naervaer.i18n import t
from naervaer.model import Language
from tests.browser.photograph import NARROW
from tests.browser.visit import settle


FIRST = ".naervaer-chart"
COLOUR = """name => {
    const mark = [...document.querySelectorAll('.naervaer-chart svg.wide [fill]')]
        .find(mark => mark.getAttribute('fill') === `var(--naervaer-${name})`);
    return getComputedStyle(mark).fill;
}"""


def opened(page):
    page.goto("/before_after")
    settle(page)
    return page.locator(FIRST).first


def rgb(colour):
    return "rgb({}, {}, {})".format(*(int(colour[place : place + 2], 16) for place in (1, 3, 5)))


def test_a_desk_sees_the_wide_picture_a_phone_the_narrow_one_and_paper_the_wide_one(page):
    chart = opened(page)
    wide, narrow = chart.locator("svg.wide"), chart.locator("svg.narrow")
    assert wide.is_visible() and narrow.is_hidden()
    page.set_viewport_size(NARROW)
    assert wide.is_hidden() and narrow.is_visible()
    page.emulate_media(media="print")
    assert wide.is_visible() and narrow.is_hidden()


def test_it_is_read_out_as_one_picture_with_its_point(page):
    opened(page)
    name = page.get_by_role("img").first.get_attribute("aria-label")
    assert name and name.endswith(".") and "titled" not in name


@pytest.mark.parametrize(("colours", "after"), [("light", theme.AFTER), ("dark", theme.DARK["after"])])
def test_its_colours_follow_the_page_at_once(page, colours, after):
    opened(page)
    page.emulate_media(color_scheme=colours)
    page.wait_for_function(f"({COLOUR})('after') === '{rgb(after)}'")


def test_a_mark_tells_its_values_to_a_pointer(page):
    opened(page)
    told = page.locator(f"{FIRST} svg.wide title").all_text_contents()
    assert any("%" in values for values in told)


def test_the_picture_can_be_taken_along(page):
    opened(page)
    page.get_by_role("button", name=t(Language.NB, "download.title")).first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=t(Language.NB, "download.png")).first.click()
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")
