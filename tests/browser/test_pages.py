"""Every page of the example municipality: opens by its own address, says its own language, and is open to everyone."""

import pytest

from naervaer.i18n import t
from naervaer.model import Language
from tests.browser.photograph import photograph
from tests.browser.server import running
from tests.browser.visit import settle, through_the_menu, violations, watched
from tests.menu import menu


# Address and page. The first page is the front door, which has no address of its own.
PAGES = {"/" if place == 0 else f"/{name}": name for place, (_, name) in enumerate(menu())}
CHARTS = ["/before_after", "/trend", "/method"]


def opened(page, address):
    page.goto(address)
    settle(page)
    assert page.locator("[data-testid=stException], [role=dialog]").count() == 0
    return page


def title(page):
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("address", PAGES)
def test_opens_by_its_own_address(page, address):
    opened(page, address)
    assert title(page).startswith(t(Language.NB, f"{PAGES[address]}.title"))
    assert page.locator("html").get_attribute("lang") == "nb"
    photograph(page, PAGES[address])


def test_a_deep_link_can_be_the_first_request_a_server_ever_gets(browser, example_copy):
    """A folder named pages/ makes Streamlit put "Page not found" over the page of the very first visitor."""
    with running(example_copy) as server, watched(browser, server.address) as page:
        opened(page, "/trend")
        assert title(page) == t(Language.NB, "trend.title")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_has_nothing_that_shuts_people_out(page, address, colours):
    page.emulate_media(color_scheme=colours)
    assert violations(opened(page, address)) == []


@pytest.mark.parametrize("address", CHARTS)
def test_draws_its_chart_and_the_table_under_it(page, address):
    opened(page, address)
    page.locator(".naervaer-chart svg.wide path").first.wait_for()
    assert page.get_by_role("table").first.get_by_role("row").count() > 2


@pytest.mark.parametrize("language", [Language.DA, Language.EN])
@pytest.mark.parametrize("address", PAGES)
def test_speaks_the_language_of_its_address(page, address, language):
    opened(page, f"{address}?language={t(language, 'language.name')}")
    assert title(page).startswith(t(language, f"{PAGES[address]}.title"))
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("address", PAGES)
def test_fits_a_narrow_screen(page, address):
    """WCAG 1.4.10: no sideways scrolling of the page at 320 pixels."""
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page, address)
    wider = page.evaluate("""() => {
        const main = document.querySelector('[data-testid=stMain]');
        return main.scrollWidth - main.clientWidth;
    }""")
    assert wider <= 0


def test_the_chosen_language_goes_along_to_the_next_page(page):
    opened(page, f"/?language={t(Language.DA, 'language.name')}")
    through_the_menu(page, "trend", Language.DA)
    assert page.locator("html").get_attribute("lang") == "da"


def test_the_overview_opens_the_initiative_one_points_at(page):
    initiative = "NED-verksteder"
    opened(page, "/")
    link = page.get_by_role("link", name=t(Language.NB, "overview.open_initiative"))
    page.locator("[data-testid=stVerticalBlock]").filter(has_text=initiative).filter(has=link).last.locator(
        link
    ).click()
    page.get_by_role("heading", level=1, name=t(Language.NB, "before_after.title")).wait_for()
    settle(page)
    assert page.get_by_role("combobox", name=t(Language.NB, "pick.initiative")).input_value() == initiative
