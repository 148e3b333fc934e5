"""A newer file that changes old months shows what it changes before it replaces anything."""

import pytest

from naervaer import store
from pages.components import chart
from tests.pages.test_correcting import figures, named, saved, upload, workbook
from tests.pages.visiting import said, sent, tables, visit


CAPTION = "Tall som blir endret, de største endringene først"


@pytest.fixture(autouse=True)
def stored():
    saved(named(upload(visit("upload"), workbook(figures(2025)))))


def again(rows):
    here = upload(visit("upload"), workbook(rows), "nyere.xlsx")
    here.selectbox(key="upload.destination").select("solvik").run()
    return here


def revised():
    rows = figures(2025)
    rows[1][2] = 25  # January of the first unit: 11 before
    rows[5][2] = 12.4  # February of the second: 12 before
    rows[7][2] += 14.4
    return [*rows[:-1], ["Lia barnehage", "04.2025", 9, 200, 12]]


def test_each_change_stands_old_and_new_with_the_largest_first():
    here = again(revised())
    assert "2 tall blir endret, 4 er like dem som er lagret, 1 er nye." in said(here)
    assert "Størst endring: Lia barnehage, januar 2025, fra 5,5\u00a0% til 12,5\u00a0%." in said(here)
    first, second = tables(here)[CAPTION]
    assert (first["Enhet"], first["Prosent, lagret"], first["Prosent, i filen"]) == (
        "Lia barnehage",
        "5,5\u00a0%",
        "12,5\u00a0%",
    )
    assert second["Enhet"] == "Elvebakken barnehage"


def january():
    return store.read("panel", municipality="solvik", granularity="month", part="total")["lost_days"].max()


def test_nothing_is_replaced_before_it_is_saved_and_the_older_comes_back_when_undone():
    here = again(revised())
    assert january() == 13
    saved(here)
    assert january() == 25
    here.button(key="history.2").click().run()
    assert january() == 13


def test_a_file_with_the_same_numbers_says_so():
    here = again([*figures(2025), ["", "", "", "", ""]])
    assert "0 tall blir endret, 6 er like dem som er lagret, 0 er nye." in said(here)
    assert CAPTION not in tables(here)


def test_a_file_of_other_months_says_nothing():
    assert "tall blir endret" not in said(again(figures(2026)))


def test_the_rehearsal_leaves_nothing_behind():
    before = store.version()
    again([["Enhet", "Periode", "Tapte dagsverk", "Mulige dagsverk"], ["Helt ny skole", "01.2025", 5, 100]])
    assert store.version() == before
    assert len(store.read("units", municipality="solvik")) == 2


def test_what_another_browser_has_undone_is_said_and_not_done_twice():
    here = visit("upload")
    store.undo_upload(1, municipality="solvik", who="Ola")
    here.button(key="history.1").click().run()
    assert "Opplastingen er angret fra før" in said(here)
    here.button(key="history.1").click().run()
    assert january() == 13


def staff(employees, lost, people=True):
    heading = ["Enhet", "Periode", "Tapte dagsverk", "Mulige dagsverk", *(["Ansatte"] if people else [])]
    rows = [
        [unit, f"{month:02}.2025", days, 200, *([n] if people else [])]
        for (unit, n), days in zip(employees.items(), lost, strict=True)
        for month in range(1, 13)
    ]
    return [heading, *rows]


EMPLOYEES = {"Arkivet": 3, "Personal": 12, "IKT": 30, "Innkjøp": 9, "Lønn": 8}


@pytest.fixture
def doors(monkeypatch):
    """What could be taken along."""
    found = []
    monkeypatch.setattr(chart, "downloads", lambda *_, outside=None, **__: found.append(outside and outside()))
    return found


@pytest.fixture
def differences(doors):
    """A file that names five units of which the store has known more: their row of the table by unit."""
    store.undo_upload(1, municipality="solvik", who="Ola")
    first = upload(visit("upload"), workbook(staff(EMPLOYEES, [74.6, 11, 12, 13, 14])), "første.xlsx")
    first.selectbox(key="upload.destination").select("solvik").run()
    saved(first)
    return again(staff(EMPLOYEES, [1, 2, 3, 4, 5], people=False))


def stored_rates(rows):
    """Unit to the stored rates that are told of it; nothing where they are hidden."""
    told = {unit: {row["Prosent, lagret"] for row in rows if row["Enhet"] == unit} for unit in EMPLOYEES}
    return {unit: {rate for rate in rates if "%" in rate} for unit, rates in told.items()}


def test_what_is_stored_of_a_hidden_unit_is_not_told_to_a_file_that_only_names_it(differences):
    """Neither of the small unit, also where the file has no head counts, nor of the one that protects it."""
    told = stored_rates(tables(differences)[CAPTION])
    assert {unit for unit, rates in told.items() if not rates} == {"Arkivet", "Lønn"}
    assert "37,3" not in sent(differences)
    # Where a hidden unit stood among the others would tell how large its change is.
    assert [row["Enhet"] for row in tables(differences)[CAPTION]][-1] == "Lønn"


def test_in_what_is_taken_along_no_unit_under_ten_has_a_figure(differences, doors):
    taken = doors[-1]
    rates = {row[0] for row in taken.rows if any(isinstance(value, float) and value == value for value in row[2:])}
    assert rates == {"Personal", "IKT"}
