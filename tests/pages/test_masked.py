"""A unit with too few people is named where it takes part; its figures are nowhere, in words, tables or charts."""

import re

import pytest

from naervaer import store
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import PAGES, drawn, go, pictures, said, sent, tables, visit


# A rate no other unit has, in all the ways it could leak: as percent, written, as a fraction, as days of 200 possible.
TRACES = ("37.3", "37,3", "0.373", "74.6", "74,6", "41.7", "41,7", "0.417", "83.4", "83,4")
TINY = unit("Kommunearkivet", "Stab", 37.3, employees=3, after=41.7, since="2025-01")
STARTS = [
    ("Kommunearkivet", "Refleksjonsgrupper", "2025-01-01"),
    ("Lia barnehage", "Refleksjonsgrupper", "2025-01-01"),
    ("Bekken barnehage", "Refleksjonsgrupper", "2025-01-01"),
]


@pytest.fixture
def with_a_tiny_unit():
    save(
        TINY,
        unit("Personal", "Stab", 6.0, employees=12),
        unit("Økonomi", "Stab", 5.0, employees=15),
        unit("IKT", "Stab", 4.0, employees=18),
        unit("Lia barnehage", "Barnehage", 10.0, after=8.0, since="2025-01"),
        unit("Bekken barnehage", "Barnehage", 9.0, after=9.5, since="2025-01"),
        starts=STARTS,
    )


def traces(here):
    """Those that are sent; as a number of its own, because a coordinate of a drawing may end alike."""
    return re.findall("|".join(rf"(?<![\d.,]){re.escape(trace)}" for trace in TRACES), sent(here))


def unit_id(name):
    units = store.read("units", municipality=SOLVIK)
    return str(units.loc[units["unit"] == name, "unit_id"].item())


def test_the_traces_would_be_seen():
    """The same unit with people enough: then the figures are there to be found."""
    save(unit("Kommunearkivet", "Stab", 37.3, employees=30, after=41.7, since="2025-01"), starts=STARTS[:1])
    shown = "\n".join(sent(visit(page)) for page in ("before_after", "trend"))
    assert "37.3" in shown and "41,7" in shown
    assert traces(visit("trend"))


@pytest.mark.parametrize("page", PAGES)
def test_its_figures_are_nowhere(page, with_a_tiny_unit):
    here = visit(page)
    assert not here.exception
    assert traces(here) == []


def test_before_and_after_names_it_with_the_reason(with_a_tiny_unit):
    here = visit("before_after")
    assert {row["name"] for row in drawn(here)}.isdisjoint({"Kommunearkivet"})
    (hidden,) = (row for table in tables(here).values() for row in table if row["Enhet"] == "Kommunearkivet")
    assert hidden["Hvorfor"] == "Skjult, og ikke med i summene: for få ansatte"


def test_its_sum_with_the_others_does_not_give_it_away(with_a_tiny_unit):
    """The initiative's sum with it less the two shown units would be its own figure."""
    here = visit("before_after")
    shown = {"Lia barnehage", "Bekken barnehage"} <= {row["name"] for row in drawn(here)}
    assert not (shown and "De 3 enhetene som deltar gikk samlet" in said(here))


def test_chosen_alone_it_is_hidden_and_said_to_be(with_a_tiny_unit):
    here = visit("trend")
    here.selectbox(key="unit").select(unit_id("Kommunearkivet")).run()
    assert "Dette utvalget er skjult" in said(here)
    assert not pictures(here) and not tables(here)
    assert traces(here) == []


def test_every_other_choice_keeps_it_hidden_too(with_a_tiny_unit):
    here = visit("trend")
    for area in ("Stab", "Barnehage"):
        here.selectbox(key="area").select(area).run()
        assert not here.exception
        assert traces(here) == []
    go(here, "overview")
    assert traces(here) == []


def test_a_municipality_of_tiny_units_shows_no_figure_at_all():
    tiny = [unit(name, "Stab", 37.3, employees=1) for name in ("Arkivet", "Sekretariatet")]
    save(*tiny, starts=[("Arkivet", "Refleksjonsgrupper", "2025-01-01")])
    for page in ("overview", "before_after", "trend"):
        here = visit(page)
        assert not here.exception
        assert traces(here) == []
    assert "for få ansatte" in said(visit("before_after"))
