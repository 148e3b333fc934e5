"""Sick leave or attendance: one choice that holds on every page and stands in every page's address."""

import numpy as np
import pytest

from naervaer.access import Role, Visitor
from naervaer.model import Language, Measure
from pages.components import visit as visit_component
from tests.pages.municipality import save, unit
from tests.pages.visiting import said, visit


@pytest.fixture(autouse=True)
def figures():
    save(unit("Lia barnehage", "Barnehage", 10.0, after=7.5, since="2025-01-01"))


def choose(here, measure):
    here.sidebar.get("button_group")[0].set_value(measure)
    return here.run()


def test_attendance_is_what_is_left_of_a_hundred():
    assert Measure.ATTENDANCE.of(7.5) == 92.5
    assert Measure.ATTENDANCE.of(Measure.ATTENDANCE.of(7.5)) == 7.5
    assert Measure.ABSENCE.of(7.5) == 7.5
    assert (Measure.ABSENCE.change(-2.5), Measure.ATTENDANCE.change(-2.5)) == (-2.5, 2.5)
    assert Measure.ATTENDANCE.of(np.array([7.5, np.nan]))[0] == 92.5


def test_less_absence_is_more_attendance_in_words():
    here = visit("trend")
    assert (
        "De siste 12 månedene (2025) var sykefraværet 7,5\u00a0%, 2,5 prosentpoeng lavere enn de 12 månedene før."
        in said(here)
    )
    assert "De siste 12 månedene (2025) var nærværet 92,5\u00a0%, 2,5 prosentpoeng høyere" in said(
        choose(here, "attendance")
    )


def test_the_choice_is_part_of_the_address_as_it_is_written_on_the_page():
    shown = Visitor("Kari", Role.READER, "solvik", Language.NB, Measure.ATTENDANCE)
    assert visit_component.address(shown)["measure"] == "Nærvær"
    assert "measure" not in visit_component.address(Visitor("Kari", Role.READER, "solvik", Language.NB))
