"""Units of one kind: who stands out is said in words, nobody is ranked, and one too small is nowhere."""

import numpy as np
import pytest

from naervaer import store
from tests.pages.municipality import SOLVIK, months, save
from tests.pages.visiting import pictures, said, sent, tables, visit
from tests.plain import funnel


NAMES = [
    f"{name} barnehage"
    for name in (
        "Bekken",
        "Elva",
        "Fossen",
        "Granheim",
        "Haugen",
        "Lia",
        "Myra",
        "Nesset",
        "Solbakken",
        "Tangen",
        "Åsen",
        "Ås",
    )
]
HIGH = "Lia barnehage"


def kindergartens(n=12, high=22.0):
    rng = np.random.default_rng(2)
    rows = []
    for number, name in enumerate(NAMES[:n]):
        possible = 300 + 40 * number
        level = high if name == HIGH else rng.uniform(7.5, 9.5)
        for month in months(2024, 2025):
            rows.append((name, "Oppvekst", month, round(possible * level / 100, 1), possible, 15 + number))
    return rows


def in_a_year(rows):
    """Lost and possible days of each unit in 2025."""
    sums = {}
    for name, _, month, lost, possible, _ in rows:
        if month.startswith("2025"):
            before = sums.get(name, (0, 0))
            sums[name] = (before[0] + lost, before[1] + possible)
    return sums


def table(here):
    return tables(here)["Enhetene etter navn, siste 12 måneder"]


def test_who_stands_out_is_the_first_thing_said():
    save(kindergartens())
    here = visit("unit_comparison")
    assert "Barnehager: 1 av 12 enheter skiller seg ut" in said(here)
    assert f"{HIGH} (22,0\xa0%, høyere)" in said(here)


def test_the_same_as_reckoned_slowly():
    rows = kindergartens(high=13)
    save(rows)
    here = visit("unit_comparison")
    slow = funnel(in_a_year(rows))
    words = {"stands_out": "Skiller seg ut", "maybe_chance": "Kan være tilfeldig", "usual": "Vanlig"}
    assert {row["Enhet"]: row["Vurdering"] for row in table(here)} == {
        name: words[place] for name, place in slow.items()
    }


def test_units_stand_by_name_and_no_other_order_is_offered():
    save(kindergartens())
    here = visit("unit_comparison")
    assert [row["Enhet"] for row in table(here)] == sorted(NAMES)
    assert "Dette er ingen rangering" in said(here)
    assert {group.key for group in here.get("button_group")} == {"measure"}


def test_fewer_than_ten_units_are_listed_and_not_judged():
    save(kindergartens(9))
    here = visit("unit_comparison")
    assert "Det er 9 enheter med tall for hele det siste året, og det trengs minst 10" in said(here)
    assert "Tallene står i tabellen, uten vurdering." in said(here)
    assert not pictures(here) and "Vurdering" not in table(here)[0] and len(table(here)) == 9


def test_where_every_unit_is_too_small_no_table_is_spoken_of():
    tiny = [(name, "Oppvekst", month, 7.3, 100, 3) for name in NAMES[:4] for month in months(2024, 2025)]
    save(tiny)
    here = visit("unit_comparison")
    assert "Barnehager: Ingen enhet kan vises med tall for hele det siste året." in said(here)
    assert "4 enheter vises ikke" in said(here)
    assert not tables(here) and "tabellen" not in said(here)


def test_a_units_own_page_speaks_of_no_table_of_units():
    save(kindergartens(9))
    assert "det trengs minst 10" in said(unit_page(NAMES[0])) and "tabellen" not in said(unit_page(NAMES[0]))


def test_a_unit_without_a_whole_year_is_left_out_and_counted():
    rows = [row for row in kindergartens() if row[0] != "Åsen barnehage" or row[2] != "2025-06-01"]
    save(rows)
    here = visit("unit_comparison")
    assert "1 enhet er ikke med, fordi den ikke har dagsverk for alle de siste 12 månedene" in said(here)
    assert "Åsen barnehage" not in {row["Enhet"] for row in table(here)}


def test_a_tiny_unit_is_counted_and_its_figures_are_nowhere():
    tiny = [("Ørliten barnehage", "Oppvekst", month, 37.3, 100, 3) for month in months(2024, 2025)]
    save(kindergartens(), tiny)
    here = visit("unit_comparison")
    assert "vises ikke, fordi" in said(here)
    assert "Ørliten" not in sent(here) and "37,3" not in sent(here) and "37.3" not in sent(here)


def test_the_limits_hold_only_units_that_are_shown():
    """A pooled rate with the hidden unit in it, less the shown ones, would be its own."""
    tiny = [("Ørliten barnehage", "Oppvekst", month, 90, 100, 3) for month in months(2024, 2025)]
    rows = kindergartens(high=9)
    save(rows, tiny)
    shown = {row["Enhet"] for row in table(visit("unit_comparison"))}
    sums = [days for name, days in in_a_year(rows).items() if name in shown]
    centre = 100 * sum(lost for lost, _ in sums) / sum(possible for _, possible in sums)
    assert f"Samlet lå de på {centre:.1f}".replace(".", ",") in said(visit("unit_comparison"))


def test_a_break_in_the_last_year_leaves_nobody_to_compare():
    save(kindergartens())
    since = store.read("units", municipality=SOLVIK)["last_period"].max().date().replace(month=6)
    store.save_break(since, "Nytt system", municipality=SOLVIK, who="Kari")
    assert "Ingen enhet kan vises med tall for hele det siste året" in said(visit("unit_comparison"))


def test_as_attendance_the_same_unit_stands_out_on_the_other_side():
    save(kindergartens())
    here = visit("unit_comparison")
    here.sidebar.button_group(key="measure").set_value("attendance").run()
    assert f"{HIGH} (78,0\xa0%, lavere)" in said(here)


@pytest.mark.parametrize("page", ["unit_comparison", "unit"])
def test_a_name_leads_to_the_units_own_page(page):
    save(kindergartens())
    here = visit("unit_comparison")
    assert "unit?unit=Lia+barnehage" in sent(here)


def unit_page(name):
    here = visit("unit")
    units = store.read("units", municipality=SOLVIK)
    here.selectbox(key="unit").select(str(units.loc[units["unit"] == name, "unit_id"].item())).run()
    return here


def test_a_units_page_says_where_it_lies_and_what_it_took_part_in():
    save(kindergartens(), starts=[(HIGH, "Refleksjonsgrupper", "2025-01-01")])
    here = unit_page(HIGH)
    assert not here.exception
    assert here.title[0].value == f"Enhet: {HIGH}"
    assert "sykefraværet 22,0\xa0%" in said(here)
    assert "Blant 12 enheter (Barnehager) skiller den seg ut: 22,0\xa0%" in said(here)
    assert "**Refleksjonsgrupper**" in said(here) and "Med fra januar 2025." in said(here)
    assert "Det er tall fra januar 2024 til desember 2025." in said(here)
    assert "Vi sier ikke hva som er vanlig her" not in said(here)


def test_a_units_page_tells_its_names():
    save(kindergartens())
    units = store.read("units", municipality=SOLVIK)
    unit_id = int(units.loc[units["unit"] == HIGH, "unit_id"].item())
    since = units["last_period"].max().date().replace(month=6)
    store.rename_unit(unit_id, "Lia oppvekstsenter", since, municipality=SOLVIK, who="Kari")
    assert "Fra juni 2025: heter Lia oppvekstsenter (også: Lia barnehage)." in said(unit_page("Lia oppvekstsenter"))


def test_a_tiny_units_page_has_no_figure():
    tiny = [("Ørliten barnehage", "Oppvekst", month, 37.3, 100, 3) for month in months(2024, 2025)]
    save(kindergartens(), tiny)
    here = unit_page("Ørliten barnehage")
    assert "Tallene for denne enheten er skjult" in said(here)
    assert not pictures(here) and "37,3" not in sent(here) and "37.3" not in sent(here)


def test_a_note_is_written_refused_where_it_is_about_a_person_and_taken_back():
    save(kindergartens())
    here = unit_page(HIGH)
    here.text_input(key="notes.note").input("Ola Nordmann, født 01.02.1980, ble sykmeldt").run()
    here.button(key="notes.save").click().run()
    assert here.error and store.read("unit_notes", municipality=SOLVIK, unit_id=1).empty
    here.text_input(key="notes.note").input("Flyttet til *nytt* bygg").run()
    here.button(key="notes.save").click().run()
    assert not here.error and "Flyttet til *nytt* bygg" in said(here)
    here.button(key="notes.undo.1").click().run()
    assert "Ingen notater om enheten." in said(here)
