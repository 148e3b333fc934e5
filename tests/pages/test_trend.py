"""Utvikling: whose curve it is, what stands beside it, and what may not be seen there."""

from datetime import date

import pytest

from naervaer import store
from naervaer.model import Granularity, Language, Measure, Reach
from tests.pages.municipality import SOLVIK, months, save, unit
from tests.pages.visiting import drawn, pictures, said, sent, speak, tables, visit
from tests.store.build import imported


TINY = unit("Kommunearkivet", "Stab", 37.3, employees=3)
LINES = "Sykefravær siste 12 måneder, ved slutten av hver periode"
FIGURES = "Sykefravær per periode, nyeste først"


@pytest.fixture(autouse=True)
def three_areas():
    stab = [unit(name, "Stab", 5.0, employees=20) for name in ("Personal", "Økonomi", "IKT")]
    save(unit("Lia barnehage", "Barnehage", 10.0), unit("Lia skole", "Skole", 6.0), TINY, *stab)


def choose(here, key, value):
    widget = next(
        one for kind in (here.selectbox, here.multiselect, here.button_group) for one in kind if one.key == key
    )
    widget.set_value(value).run()
    assert not here.exception
    return here


def test_on_paper_too_it_says_whose_curve_it_is():
    here = choose(visit("trend"), "area", "Barnehage")
    assert here.title[0].value == "Utvikling: Barnehage"


def test_several_lie_beside_each_other_with_a_column_each():
    here = choose(choose(visit("trend"), "view", "beside"), "compare", ["Skole", "Lia barnehage"])
    (table,) = (rows for caption, rows in tables(here).items() if caption == LINES)
    assert list(table[0]) == ["Periode", "Hele kommunen", "Skole", "Lia barnehage"]
    assert (table[0]["Skole"], table[0]["Lia barnehage"]) == ("6,0\xa0%", "10,0\xa0%")


def test_one_too_small_is_not_among_them_and_it_is_said():
    here = choose(choose(visit("trend"), "view", "beside"), "compare", ["Skole", "Kommunearkivet"])
    assert "Ett av valgene vises ikke, fordi det har for få ansatte." in said(here)
    assert "37,3" not in sent(here) and "37.3" not in sent(here)


def test_more_than_six_are_never_drawn():
    names = ["Barnehage", "Skole", "Lia barnehage", "Lia skole", "Personal", "Økonomi", "IKT"]
    here = choose(choose(visit("trend"), "view", "beside"), "compare", names)
    assert "Seks linjer er det meste" in said(here)
    (table,) = (rows for caption, rows in tables(here).items() if caption == LINES)
    assert len(table[0]) <= 1 + 6


def test_half_years_are_summed_from_months():
    here = choose(visit("trend"), "granularity", "half_year")
    assert [row["Periode"] for row in tables(here)[FIGURES]] == [
        "2. halvår 2025",
        "1. halvår 2025",
        "2. halvår 2024",
        "1. halvår 2024",
    ]


def test_the_target_stands_beside_in_steps():
    target = store.Target(since=date(2025, 1, 1), form=Measure.ABSENCE, percent=7.5, area="Barnehage")
    store.save_target(target, municipality=SOLVIK, who="Kari")
    here = choose(visit("trend"), "area", "Barnehage")
    rows = {row["Periode"]: row["Mål"] for row in tables(here)[FIGURES]}
    assert (rows["desember 2024"], rows["januar 2025"]) == ("mangler", "7,5\xa0%")


def wanted(percent, area=None):
    target = store.Target(since=date(2025, 1, 1), form=Measure.ABSENCE, percent=percent, area=area)
    store.save_target(target, municipality=SOLVIK, who="Kari")


def test_beside_each_other_each_has_its_target_and_those_with_one_level_share_it():
    wanted(7.5)
    wanted(9.0, area="Barnehage")
    here = choose(choose(visit("trend"), "view", "beside"), "compare", ["Skole", "Barnehage"])
    newest = tables(here)[LINES][0]
    assert newest["Mål, Hele kommunen og Skole"] == "7,5\xa0%"
    assert newest["Mål, Barnehage"] == "9,0\xa0%"
    assert choose(here, "measure", "attendance") and "Mål, Barnehage: 91,0\xa0%." in pictures(here)[0].alt
    here = choose(choose(here, "measure", "absence"), "compare", ["Skole"])
    assert list(tables(here)[LINES][0]) == ["Periode", "Hele kommunen", "Skole", "Mål"]


def test_a_line_of_others_is_marked_where_it_is_something_else():
    values = [store.LineValue(Granularity.MONTH, date.fromisoformat(month), 6.6) for month in months(2024, 2025)]
    store.save_external_line(
        store.ExternalLine("Landet", Reach.NATIONAL, values, certified="doctor"), municipality=SOLVIK, who="Kari"
    )
    here = visit("trend")
    assert "Det er ikke sagt om «Landet» og kommunens egne tall er det samme" in said(here)
    assert tables(here)[FIGURES][0]["Landet"] == "6,6\xa0%"


def test_a_break_is_told_and_nothing_stands_across_it():
    store.save_break(date(2025, 1, 1), "Nytt *system*", municipality=SOLVIK, who="Kari")
    here = visit("trend")
    assert "Tallene fra januar 2025 kan ikke sammenliknes med dem før: Nytt *system*." in said(here)
    assert {row["Samme periode året før"] for row in tables(here)[FIGURES]} == {"mangler"}
    assert "enn de 12 månedene før" not in said(here)


def test_parts_are_a_view_where_the_figures_have_them():
    assert visit("trend").button_group(key="view").options == ["Over tid", "År mot år", "Ved siden av andre"]
    lines = "\n".join(
        f"Lia skole  Skole  {month}  {part}  {days}  200"
        for month in months(2024, 2025)
        for part, days in (("short", 3), ("long", 9))
    )
    store.save_upload(
        imported(f"unit  service_area  period_start  part  lost_days  possible_days\n{lines}", fingerprint="parts"),
        municipality=SOLVIK,
        who="Kari",
    )
    here = choose(choose(visit("trend"), "area", "Skole"), "view", "parts_short_long")
    (table,) = tables(here).values()
    assert (table[0]["korttid"], table[0]["langtid"]) == ("1,5\xa0%", "4,5\xa0%")
    wanted(7.5)
    (table,) = tables(here.run()).values()
    assert table[0]["Mål for hele fraværet"] == "7,5\xa0%"


@pytest.mark.parametrize("view", ["time", "years"])
def test_every_view_is_whole_in_every_language_and_measure(view):
    here = choose(visit("trend"), "view", view)
    for language in Language:
        speak(here, language)
        choose(here, "measure", "attendance")
        assert pictures(here) and drawn(here)
        choose(here, "measure", "absence")
