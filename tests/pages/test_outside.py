"""What is taken along from a page is masked for outside, although the page itself may show smaller groups."""

import csv

import pytest

from naervaer import store
from naervaer.charts import Chart
from naervaer.model import Language
from naervaer.reports import csv as csv_printer
from pages.components import chart
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import sent, visit
from tests.reports import fjellvik


@pytest.fixture
def taken(monkeypatch):
    """What each door on the page would let out, in the order of the page."""
    doors = []

    def downloads(table, language, *, filename, chart=None, outside=None):
        doors.append(outside() if outside else chart or table)

    monkeypatch.setattr(chart, "downloads", downloads)
    return doors


def texts(door):
    table = door.table if isinstance(door, Chart) else door
    content = csv_printer.text(table, Language.EN).decode("utf-8-sig")
    return [cell for row in csv.reader(content.splitlines()) for cell in row]


PAGES = ["before_after", "trend", "unit", "unit_comparison", "overview"]


@pytest.mark.parametrize("page", PAGES)
def test_no_file_of_a_page_holds_a_unit_under_ten(page, taken):
    fjellvik.filled()
    unit = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"][fjellvik.SMALL]
    here = visit(page)
    if page in ("unit", "trend"):
        taken.clear()
        here.selectbox(key="unit").select(str(unit)).run()
    assert not here.exception and not here.error
    assert taken
    for door in taken:
        if door is not None:
            found = texts(door)
            assert not [cell for cell in found if cell.startswith(("31.7", "23.3"))]


def test_the_page_itself_shows_it(taken):
    fjellvik.filled()
    assert fjellvik.SMALL in sent(visit("before_after"))
