"""A kommunedirektør's two minutes: the paragraph, an area, and the same view as a link to a colleague."""

from urllib.parse import parse_qs, urlparse

from naervaer.i18n import t
from naervaer.model import Language
from tests.browser.visit import settle, watched


NB = Language.NB
AREA = "Barnehage"


def arrive(page, address="/"):
    page.goto(address)
    settle(page)
    return page


def asked(page):
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def table(page, caption):
    return page.locator("table").filter(has=page.locator("caption", has_text=t(NB, caption)))


def test_the_state_is_the_first_thing_read_and_an_area_leads_to_its_own_curve(page):
    arrive(page)
    assert "De siste 12 månedene" in page.locator(".naervaer-lead").first.inner_text()
    table(page, "overview.areas_caption").get_by_role("link", name=AREA).click()
    settle(page)
    assert urlparse(page.url).path.endswith("/trend")
    assert asked(page)["area"] == AREA
    assert page.get_by_role("heading", level=1).inner_text().startswith(t(NB, "trend.title"))
    assert page.get_by_role("combobox", name=t(NB, "pick.area")).input_value() == AREA


def test_attendance_holds_on_the_way_and_in_a_link(page, browser, server):
    arrive(page)
    page.get_by_role("radio", name=t(NB, "measure.attendance")).click()
    settle(page)
    assert "var nærværet" in page.locator(".naervaer-lead").first.inner_text()
    assert asked(page)["measure"] == t(NB, "measure.attendance")
    table(page, "overview.areas_caption").get_by_role("link", name=AREA).click()
    settle(page)
    assert "nærværet" in page.locator("main, [data-testid=stMain]").first.inner_text()
    with watched(browser, server.address) as colleague:
        arrive(colleague, page.url.removeprefix(server.address))
        assert "nærværet" in colleague.locator("[data-testid=stMain]").inner_text()
        assert asked(colleague)["area"] == AREA


def test_the_line_that_units_are_counted_against_is_part_of_the_address(page):
    arrive(page)
    field = page.get_by_label(t(NB, "overview.line_absence"))
    field.fill("12")
    field.press("Enter")
    settle(page)
    assert table(page, "overview.units_caption").get_by_role("columnheader", name="Over 12,0").count() == 1
    arrive(page, page.url)
    assert table(page, "overview.units_caption").get_by_role("columnheader", name="Over 12,0").count() == 1
