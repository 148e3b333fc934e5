"""The charts of the method page: the table holds what is drawn, and the words say the point."""

import pytest

from naervaer.charts.season import season
from naervaer.figures.sentences import months_of_year
from naervaer.model import Language
from tests.charts import exhibits


def test_each_year_has_its_three_dots_and_its_row():
    chart = exhibits.fell_by_themselves(Language.NB)
    dots = {(row["name"], row["kind"]): row["rate"] for row in exhibits.values(chart)}
    assert dots["2023", "Året de lå høyest"] == 16.0
    assert dots["2023", "Året etter, uten tiltak"] == 12.6
    assert dots["2023", "Alle enhetene, året etter"] == 9.9
    assert chart.table.rows[1] == ("2023", 16.0, 12.6, -3.4, -3.1, 9.9)
    assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}


def test_a_year_that_is_no_calendar_year_is_called_by_its_months():
    (first, *_) = exhibits.fell_by_themselves(Language.NB).table.rows
    assert first[0] == "nov.\u00a02024–okt.\u00a02025"


def test_every_month_is_a_bar_and_a_row():
    chart = exhibits.season(Language.NB)
    assert chart.table.rows[0] == ("januar", 11.0) and len(chart.table.rows) == 12
    assert [row["rate"] for row in exhibits.values(chart)] == pytest.approx(
        [row[1] for row in chart.table.rows], abs=1e-4
    )


def test_quarters_are_called_by_their_months():
    chart = season([(1, 11.0), (4, 9.0), (7, 7.0), (10, 10.0)], Language.NB)
    assert [row[0] for row in chart.table.rows] == ["januar–mars", "april–juni", "juli–september", "oktober–desember"]
    assert "høyest i januar–mars (11,0\u00a0%) og lavest i juli–september (7,0\u00a0%)" in chart.alt
    assert months_of_year(Language.NB, 1, 12) == "januar"
