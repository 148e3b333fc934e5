"""Units beside each other: by name, with what they are told apart by, and a judgement only where there is one."""

from dataclasses import replace

import pytest

from naervaer.charts import funnel
from naervaer.figures.unit_comparison import NoComparison
from naervaer.model import Language, Measure
from tests.charts import exhibits


def test_the_unit_that_stands_out_is_named_on_the_picture_and_no_other():
    spec = exhibits.funnel(Language.NB).spec
    named = [
        row["unit"] for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]
    ]
    assert named == ["Enhet 07"]


def test_what_is_drawn_is_what_the_table_says():
    chart = exhibits.funnel(Language.NB)
    (marks,) = (layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "point")
    drawn = [(row["unit"], row["rate"], row["place"]) for row in marks["data"]["values"]]
    assert drawn == [(row[0], row[3], row[4]) for row in chart.table.rows]


def test_the_limits_narrow_as_units_grow_and_meet_none():
    lines = [
        layer["data"]["values"]
        for layer in exhibits.funnel(Language.NB).spec["layer"]
        if layer["mark"]["type"] == "line"
    ]
    centre, low, high, lower, higher = ([row["rate"] for row in line] for line in lines)
    assert lower[0] < low[0] < centre[0] < high[0] < higher[0]
    assert higher[-1] - lower[-1] < higher[0] - lower[0]


def test_as_attendance_the_table_and_the_limits_turn_over():
    chart = funnel.funnel(exhibits.compared(), Language.NB, Measure.ATTENDANCE)
    assert chart.table.rows[7][3] == pytest.approx(81)
    centre = chart.spec["layer"][0]["data"]["values"][0]["rate"]
    assert centre == pytest.approx(100 - 100 * exhibits.compared().funnel.centre, abs=1e-3)


def test_units_that_are_not_compared_have_no_picture_and_no_judgement():
    alone = replace(exhibits.compared(), funnel=None, why=NoComparison.FEW_UNITS)
    with pytest.raises(ValueError, match="not compared"):
        funnel.funnel(alone, Language.NB)
    assert len(funnel.numbers(alone, Language.NB).columns) == 4


def test_a_unit_nothing_can_be_said_of_is_not_among_the_levels():
    chart = exhibits.usual_levels(Language.NB)
    assert [row[0] for row in chart.table.rows] == ["Lia barnehage", "Lia barnehage", "=Myra «barnehage»"]
    assert {row["unit"] for row in exhibits.values(chart)} == {"Lia barnehage", "=Myra «barnehage»"}


def test_two_units_of_one_name_are_two_rows():
    rows = {row["row"] for row in exhibits.values(exhibits.usual_levels(Language.NB))}
    assert rows == {"0", "1", "2"}
