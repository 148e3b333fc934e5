"""The chance by number of units: the table holds what is drawn, the aim is a line, and the choice a ring."""

import pytest

from naervaer.charts.power import AIM, power
from naervaer.model import Language
from tests.charts import exhibits


def test_the_table_holds_what_is_drawn_a_row_per_number_of_units():
    chart = exhibits.power(Language.NB)
    assert chart.table.rows == ((3, 0.4, 1.0), (9, 30.0, 42.0), (18, pytest.approx(55), 70.0))
    drawn = {(row["line"], row["n"]): row["chance"] for row in exhibits.values(chart)}
    assert drawn["Etter 12 måneder", 9] == 0.3 and drawn["Etter 24 måneder", 18] == 0.7
    assert len(drawn) == len(exhibits.CHANCES)


def test_only_the_chosen_number_has_a_ring():
    assert {row["n"] for row in exhibits.values(exhibits.power(Language.NB)) if row["chosen"]} == {9}


def test_the_aim_is_drawn():
    aim = exhibits.power(Language.NB).spec["layer"][-1]["data"]["values"]
    assert aim == [{"aim": AIM}]


def test_without_a_second_year_there_is_one_line():
    chart = power([(12, 3, 0.1), (12, 4, 0.2)], 4, Language.EN)
    assert [column.heading for column in chart.table.columns] == ["Units taking part", "Chance after 12 months"]
    assert chart.alt == "The chance of a clear answer, by how many units take part. With 4 units: 20% after 12 months."
