"""A view is an address: a colleague opens the same one, also as the very first request after a restart."""

from urllib.parse import urlencode

import pytest

from tests.browser.server import running
from tests.browser.visit import settle, violations, watched


VIEWS = {
    "trend": (
        {"area": "Barnehage", "view": "Ved siden av andre", "compare": "Sykehjem", "granularity": "Kvartal"},
        "Utvikling: Barnehage",
        "Sykehjem",
    ),
    "unit_comparison": ({"kind": "Skoler"}, "Enheter sammenliknet", "av de 10 enhetene"),
    "unit": ({"unit": "Tuftene bofellesskap", "measure": "Nærvær"}, "Enhet: Tuftene bofellesskap", "nærværet"),
    "review": ({"areas": "Sykehjem", "fall": "20"}, "Analysegjennomgang", "enheter i Sykehjem"),
}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory, example):
    """Nobody has been here before."""
    path = tmp_path_factory.mktemp("fresh") / "store.duckdb"
    path.write_bytes(example.read_bytes())
    with running(path) as server:
        yield server


@pytest.mark.parametrize("name", VIEWS)
def test_an_address_opens_the_view_it_was_taken_from(browser, fresh, name):
    chosen, heading, seen = VIEWS[name]
    with watched(browser, fresh.address) as page:
        page.goto(f"/{name}?{urlencode(chosen)}")
        settle(page)
        assert page.get_by_role("heading", level=1).inner_text() == heading
        assert seen in page.locator("[data-testid=stMain]").inner_text()
        assert {key for key in chosen if f"{key}=" in page.url} == chosen.keys()
        assert violations(page) == []


def test_from_area_to_unit_to_month_to_cell(browser, fresh):
    """The way a question goes: an area's curve, its units, one of them, a month of it, the cell its number stood in."""
    with watched(browser, fresh.address) as page:
        page.goto(f"/trend?{urlencode({'area': 'Barnehage'})}")
        settle(page)
        page.get_by_role("link", name="Se enhetene ved siden av hverandre").click()
        page.get_by_role("heading", level=1, name="Enheter sammenliknet").wait_for()
        settle(page)
        row = page.get_by_role("table").get_by_role("rowheader").first
        name = row.inner_text()
        row.get_by_role("link").click()
        page.get_by_role("heading", level=1, name=f"Enhet: {name}").wait_for()
        settle(page)
        page.get_by_role("table").get_by_role("rowheader").first.get_by_role("link").click()
        page.get_by_role("heading", level=1, name="Hvor kommer tallet fra?").wait_for()
        settle(page)
        assert name in page.locator("[data-testid=stMain]").inner_text()


def test_the_slides_of_the_review_keep_what_was_chosen(browser, fresh):
    """The browser drops the choices of a page that is left; those of the slides have names of their own."""
    with watched(browser, fresh.address) as page:
        page.goto(f"/review?{urlencode({'areas': ['Barnehage', 'Sykehjem'], 'fall': '25'}, doseq=True)}")
        settle(page)
        page.get_by_role("link", name="Lag lysbilder av gjennomgangen").click()
        page.wait_for_url("**/slides**")
        settle(page)
        assert "deck_fall=25" in page.url
        assert "enheter i Barnehage og Sykehjem." in page.locator("[data-testid=stMain]").inner_text()
