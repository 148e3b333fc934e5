"""The menu: its sections open with the keyboard and shut nobody out, on a wide screen and a narrow one."""

import pytest

from naervaer.i18n import t
from naervaer.model import Language
from tests.browser.test_pages import opened
from tests.browser.visit import settle, violations
from tests.menu import menu


def opened_with_the_keyboard(page):
    opened(page, "/")
    page.get_by_role("button", name=t(Language.NB, "menu.analysis"), exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name=t(Language.NB, "before_after.title"), exact=True).wait_for()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_an_open_section_shuts_nobody_out(page, colours):
    page.emulate_media(color_scheme=colours)
    opened_with_the_keyboard(page)
    assert violations(page) == []


def test_a_page_is_reached_with_the_keyboard(page):
    opened_with_the_keyboard(page)
    wanted = page.get_by_role("menuitem", name=t(Language.NB, "trend.title"), exact=True)
    for _ in range(len(menu())):
        if wanted.evaluate("item => item === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=t(Language.NB, "trend.title")).wait_for()


def test_the_menu_of_a_narrow_screen_shuts_nobody_out(page):
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, "/")
    page.get_by_role("button", name=t(Language.NB, "built_in.expand_sidebar")).click()
    page.get_by_role("link", name=t(Language.NB, "trend.title"), exact=True).wait_for()
    settle(page)
    assert violations(page) == []
