"""Before anyone has uploaded anything, each page says what to do; none shows a number or a traceback."""

import pytest

from naervaer.i18n import t
from naervaer.model import Language
from pages.components import visit as arrival
from tests.pages.municipality import save, unit
from tests.pages.visiting import PAGES, pictures, said, sent, speak, tables, visit


WHAT_TO_DO = {
    "overview": "Her er det ingen tall ennå. Last opp et regneark",
    "before_after": "Ingen tiltak er registrert ennå. Registrer et tiltak",
    "trend": "Her er det ingen tall ennå. Last opp et regneark",
    "power": "Her er det ingen tall ennå. Last opp et regneark",
    "method": "Her er det ingen tall ennå. Last opp et regneark",
    "initiatives": "Ingen tiltak er registrert ennå. Fyll ut under",
    "initiative": "Ingen tiltak er registrert ennå. Registrer et tiltak",
    "programmes": "Fem står klare; lag deres eget",
    "slides": "Ingen tiltak er registrert ennå. Registrer et tiltak",
    "review": "Her er det ingen tall ennå. Last opp et regneark",
    "sources": "Her er det ingen tall ennå. Last opp et regneark",
    "targets": "Her er det ingen tall ennå. Last opp et regneark",
    "unit": "Her er det ingen tall ennå. Last opp et regneark",
    "unit_comparison": "Her er det ingen tall ennå. Last opp et regneark",
    "units": "Her er det ingen tall ennå. Last opp et regneark",
    "upload": "Ingenting er lastet opp ennå. Velg en fil over, eller last ned malen.",
}

# What the words mean and how often they are wrong is said without a single figure of the municipality's.
SAID_ALWAYS = {"Svarene, og hva de betyr", "Svar i oppdiktede kommuner der fasiten er kjent, av 100 tilfeller"}

every_page = pytest.mark.parametrize("page", PAGES)


@every_page
def test_it_says_what_to_do_and_shows_no_number_and_no_empty_table(page):
    here = visit(page)
    assert WHAT_TO_DO[page] in said(here)
    assert not here.exception and not here.error and not here.warning
    assert not pictures(here) and tables(here).keys() <= (SAID_ALWAYS if page == "method" else set())
    assert "%" not in said(here) or page == "programmes"  # what a programme takes in is no figure of anybody's


@pytest.mark.parametrize("page", ["overview", "before_after", "trend", "power", "method"])
def test_it_has_a_link_to_where_it_can_be_done(page):
    (link,) = visit(page).get("page_link")
    assert link.proto.page == ("initiatives" if page == "before_after" else "upload")


@every_page
def test_it_is_whole_in_every_language(page):
    here = visit(page)
    seen = {said(here)}
    for language in (Language.DA, Language.EN):
        seen.add(said(speak(here, language)))
        assert not here.exception
        assert here.title[0].value == t(language, f"{page}.title")
        assert f"document.documentElement.lang = '{language}'" in sent(here)
    assert len(seen) == 3


def test_a_municipality_that_is_gone_leaves_the_empty_house_and_no_page_that_runs_for_ever(monkeypatch):
    """As when a copy of a store without it has taken the store's place while the page was open."""
    save(unit("Lia skole", "Skole", 8.0))
    here = visit("units")
    assert WHAT_TO_DO["units"] not in said(here)
    monkeypatch.setattr(arrival, "_municipality_names", dict)
    here.run()
    assert not here.exception and WHAT_TO_DO["units"] in said(here)
