"""What came of an initiative can be taken along: the half-years, and the change beside what was done."""

from datetime import date

import pytest

from naervaer import store
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.store import Milestone
from pages.components import chart
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import tables, visit
from tests.reports import fjellvik


@pytest.fixture
def taken(monkeypatch):
    """What each door on the page lets out: file name to table."""
    doors = {}

    def downloads(table, language, *, filename, chart=None, outside):
        doors[filename] = outside()

    monkeypatch.setattr(chart, "downloads", downloads)
    return doors


def result():
    here = visit("initiative")
    next(one for one in here.get("button_group") if one.key == "section").set_value("result").run()
    assert not here.exception
    return here


def test_the_half_years_are_a_file_with_the_units_that_may_leave(taken):
    fjellvik.filled()
    here = result()
    shown = tables(here)[t(Language.NB, "result.lasting_caption")]
    file = taken["Refleksjonsgrupper varighet"]
    assert [row[0] for row in file.rows] == [row["Regnet fra oppstart"] for row in shown]
    assert len(shown) == 2 and len(file.columns) == len(shown[0]) == 5


def test_the_change_beside_the_steps_is_a_file(taken):
    initiative = fjellvik.filled()
    units = store.read("participations", municipality=SOLVIK)["unit_id"]
    steps = [
        Milestone(int(unit), "1", date(2024, 8, 1), date(2024, 8, 15) if place % 2 else None)
        for place, unit in enumerate(units)
    ]
    store.save_rows(Milestone, initiative, [], steps, municipality=SOLVIK, who="Kari")
    here = result()
    shown = tables(here)[t(Language.NB, "beside.steps_caption")]
    file = taken["Refleksjonsgrupper etter trinn"]
    assert [row["Gruppe"] for row in shown] == ["Gjorde alle trinn", "Gjorde noen av trinnene"]
    assert [row[0] for row in file.rows] == [row["Gruppe"] for row in shown]
    assert sum(row[1] for row in file.rows) < 7, "the unit of seven is in no group that leaves the house"
