"""Every number can be followed back to its file, sheet and cell, and to what it was before."""

import re

import pytest

from naervaer import store
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.test_correcting import figures, named, saved, upload, workbook
from tests.pages.test_revisions import revised
from tests.pages.visiting import go, sent, tables, visit


LIA, JANUARY = "Lia barnehage", "2025-01-01"


@pytest.fixture
def stored():
    here = saved(named(upload(visit("upload"), workbook(figures(2025)), "første.xlsx")))
    here = upload(here, workbook(revised(), sheet="Ny"), "andre.xlsx")
    return saved(here)


def chosen(here, unit=LIA, period=JANUARY):
    go(here, "sources")
    units = store.read("units", municipality="solvik").set_index("unit")["unit_id"]
    here.selectbox(key="unit").select(str(units[unit])).run()
    return here.selectbox(key="period").select(period).run()


def test_a_number_is_told_with_file_sheet_and_cells(stored):
    ((caption, (row,)), *_) = tables(chosen(stored)).items()
    assert caption == "Tall og hvor de kommer fra: Lia barnehage, januar 2025"
    assert (row["Fil"], row["Ark"]) == ("andre.xlsx", "Ny")
    assert (row["Tapte dagsverk"], row["Mulige dagsverk"], row["Årsverk"]) == ("25,0 (C2)", "200,0 (D2)", "12,0 (E2)")


def test_its_earlier_versions_are_there_with_what_became_of_them(stored):
    here = chosen(stored)
    versions = tables(here)["Utgavene av tallet for Lia barnehage, januar 2025"]
    assert [(row["Utgave"], row["Fil"], row["Tapte dagsverk"]) for row in versions] == [
        ("gjelder", "andre.xlsx", "25,0 (C2)"),
        ("erstattet", "første.xlsx", "11,0 (C2)"),
    ]
    here = go(here, "upload")
    here.button(key="history.2").click().run()
    versions = tables(chosen(here))["Utgavene av tallet for Lia barnehage, januar 2025"]
    assert [row["Utgave"] for row in versions] == ["angret", "gjelder"]


def test_every_unit_of_a_period_can_be_seen(stored):
    here = go(stored, "sources").selectbox(key="period").select(JANUARY).run()
    ((_, rows),) = tables(here).items()
    assert [row["Enhet"] for row in rows] == ["Elvebakken barnehage", LIA]


def test_the_rows_of_trend_and_before_and_after_lead_there():
    years = dict(after=7.5, since="2025-01")
    save(unit("Lia & Ås barnehage", "Barnehage", 10.0, **years), starts=[("Lia & Ås barnehage", "NED", "2025-01-01")])
    trend = sent(visit("trend"))
    assert re.search(r'href=\\"sources\?[^"]*period=desember\+2025\\"', trend)
    assert re.search(r'href=\\"sources\?[^"]*unit=Lia\+%26\+%C3%85s\+barnehage', sent(visit("before_after")))


def test_the_figures_of_a_hidden_unit_are_not_told():
    save(unit("Kommunearkivet", "Stab", 37.3, employees=3), unit("IKT", "Stab", 4.0, employees=18))
    here = visit("sources")
    rows = {row["Enhet"]: row["Tapte dagsverk"] for row in next(iter(tables(here).values()))}
    assert rows["Kommunearkivet"] == "skjult: for få ansatte"
    assert "74,6" not in sent(here)


def test_a_unit_that_goes_on_as_another_is_told_under_the_name_its_file_has(stored):
    units = store.read("units", municipality="solvik").set_index("unit")["unit_id"]
    store.continue_unit(
        int(units[LIA]),
        int(units["Elvebakken barnehage"]),
        store.read("units", municipality="solvik")["last_period"].min().date(),
        municipality="solvik",
        who="Kari",
    )
    here = go(stored, "sources")
    here.selectbox(key="unit").select(str(units["Elvebakken barnehage"])).run()
    here.selectbox(key="period").select("").run()
    ((_, rows),) = tables(here).items()
    assert {row["Enhet"] for row in rows} == {LIA, "Elvebakken barnehage"}


def test_another_municipality_is_not_told_of(stored):
    assert store.read(
        "sources", municipality=SOLVIK + "x", granularity="month", part="total", unit_id=None, period_start=None
    ).empty


def test_every_part_and_length_of_time_can_be_followed_back():
    lines = ["Enhet;Periode;Korttid %;Langtid %;Antall ansatte"]
    lines += [
        f"{unit};{period};2,1;5,9;20" for unit in ("Lia", "Moen") for period in ("1. kvartal 2018", "hittil i år 2019")
    ]
    here = saved(named(upload(visit("upload"), "\n".join(lines).encode(), "deler.csv")))
    here = go(here, "sources").selectbox(key="part").select("long").run()
    ((_, (first, *_)), *_) = tables(here).items()
    assert first["Fil"] == "deler.csv" and "5,9\u00a0% (D2)" in first.values()
    here = here.checkbox(key="to_date").check().run()
    ((_, (first, *_)), *_) = tables(here).items()
    assert first["Periode"] == "hittil i 2019" and "5,9\u00a0% (D3)" in first.values()
