"""What is taken along from a page is masked for outside, although the page itself may show smaller groups."""

import csv
from datetime import date

import pytest

from naervaer import store
from naervaer.charts import Chart
from naervaer.i18n import t
from naervaer.model import Language, Measure
from naervaer.reports import csv as csv_printer
from pages.components import chart
from pages.components.chart import Open
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import sent, tables, visit
from tests.reports import fjellvik


@pytest.fixture
def taken(monkeypatch):
    """What each door on the page would let out, in the order of the page."""
    doors = []

    def downloads(table, language, *, filename, chart=None, outside):
        doors.append((chart or table) if isinstance(outside, Open) else outside())

    monkeypatch.setattr(chart, "downloads", downloads)
    return doors


def texts(door):
    table = door.table if isinstance(door, Chart) else door
    content = csv_printer.text(table, Language.EN).decode("utf-8-sig")
    return [cell for row in csv.reader(content.splitlines()) for cell in row]


PAGES = ["before_after", "trend", "unit", "unit_comparison", "overview", "method", "initiatives", "initiative"]


@pytest.mark.parametrize("page", PAGES)
def test_no_file_of_a_page_holds_a_unit_under_ten(page, taken):
    fjellvik.filled()
    unit = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"][fjellvik.SMALL]
    here = visit(page)
    if page in ("unit", "trend"):
        taken.clear()
        here.selectbox(key="unit").select(str(unit)).run()
    assert not here.exception and not here.error
    assert taken or page == "initiative", "that page has none before something is planned"
    for door in taken:
        if door is not None:
            found = texts(door)
            assert not [cell for cell in found if cell.startswith(("31.7", "23.3"))]


def test_the_page_itself_shows_it(taken):
    fjellvik.filled()
    assert fjellvik.SMALL in sent(visit("before_after"))


SEVEN = ("31,7", "31.7", "28,5", "28.5")  # the unit of seven, and ten percent lower: its target


@pytest.mark.parametrize("page", ["overview", "targets", "trend", "review", "method"])
def test_no_sum_that_is_a_single_unit_under_ten_leaves_the_page(page, taken):
    """An area of one such unit is its figure: as a level, as a target counted from it, and as its months."""
    libraries = [unit("Hovedbiblioteket", "Bibliotek", 31.7, employees=7, years=(2021, 2025))]
    schools = [
        unit(f"Lia skole {place}", "Skole", 6.0 + place / 4, employees=30, years=(2021, 2025)) for place in range(14)
    ]
    save(*libraries, *schools)
    target = store.Target(date(2025, 1, 1), Measure.ABSENCE, area="Bibliotek", change_percent=-10.0, base_year=2024)
    store.save_target(target, municipality=SOLVIK, who="Kari")
    here = visit(page)
    if page == "trend":
        here.selectbox(key="area").select("Bibliotek").run()
    if page == "review":
        here.multiselect(key="areas").set_value(["Bibliotek"]).run()
    assert not here.exception and not here.error
    assert taken
    shown = sent(here)
    assert page == "method" or any(trace in shown for trace in SEVEN), "inside it may be seen"
    for door in taken[-1:] if page in ("trend", "review") else taken:
        found = [] if door is None else texts(door)
        assert not [cell for cell in found if cell.startswith(SEVEN)]


def test_a_verdict_that_only_those_inside_may_see_is_not_in_the_list_taken_along(taken):
    """One unit of seven takes part: inside it has a verdict, outside nothing may be said of it."""
    schools = [
        unit(f"Lia skole {place}", "Skole", 6.0 + place / 4, employees=30, years=(2021, 2025)) for place in range(14)
    ]
    seven = unit("Rødgrana", "Bolig", 20.0, after=8.0, since="2024-07", employees=7, years=(2021, 2025))
    save(*schools, seven, starts=[("Rødgrana", "Turnus", "2024-07-01")])
    here = visit("initiatives")
    too_few = t(Language.NB, "verdict.too_few")
    assert too_few not in str(tables(here)), "inside there is a verdict"
    assert too_few in texts(taken[-1])


def test_a_number_with_its_cell_is_taken_along_without_the_small_unit(taken):
    """Of seven, and of a month in which a unit of twenty had eight; each version of the number, too."""
    schools = [unit(f"Lia skole {place}", "Skole", 6.0, employees=30) for place in range(12)]
    few = [(*row[:5], 8 if row[2] == "2025-02-01" else row[5]) for row in unit("Furua", "Skole", 41.2)]
    save(*schools, few, unit("Rødgrana", "Bolig", 31.7, employees=7), unit("Bjørka", "Bolig", 7.0, employees=12))
    units = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    here = visit("sources")
    for month, hidden in (("2025-01-01", {"63,4": "Rødgrana"}), ("2025-02-01", {"63,4": "Rødgrana", "82,4": "Furua"})):
        taken.clear()
        here.selectbox(key="period").select(month).run()
        (door,) = taken
        assert all(lost in sent(here) for lost in ("63,4", "82,4")), "inside they may be seen"
        assert {lost: lost in str(door.rows) for lost in ("63,4", "82,4")} == {
            lost: lost not in hidden for lost in ("63,4", "82,4")
        }
        assert "12,0" in str(door.rows) and {row[0] for row in door.rows} == set(units.index)
    here.selectbox(key="unit").select(str(units["Rødgrana"])).run()
    taken.clear()
    here.selectbox(key="period").select("2025-01-01").run()
    assert "63,4" in sent(here)
    assert len(taken) == 2 and not any("63,4" in str(door.rows) for door in taken)
    taken.clear()
    here.selectbox(key="unit").select(str(units["Lia skole 3"])).run()
    assert len(taken) == 2 and all("12,0" in str(door.rows) for door in taken)


def test_who_is_not_shown_is_a_longer_list_outside(taken):
    schools = [unit(f"Lia skole {place}", "Skole", 6.0, employees=30, years=(2021, 2025)) for place in range(14)]
    small = [
        unit(name, "Bolig", 20.0, after=8.0, since="2024-07", employees=n, years=(2021, 2025))
        for name, n in (("Rødgrana", 7), ("Hasselen", 6), ("Lønna", 4), ("Bjørka", 30), ("Furua", 30))
    ]
    starts = [(rows[0][0], "Turnus", "2024-07-01") for rows in small]
    save(*schools, *small, starts=starts)
    here = visit("before_after")
    caption = t(Language.NB, "before_after.not_shown_caption")
    inside = {row["Enhet"] for row in tables(here)[caption]}
    (door,) = [door for door in taken if not isinstance(door, Chart) and door.caption == caption]
    outside = {row[0] for row in door.rows}
    assert inside < outside and "Rødgrana" in outside - inside
