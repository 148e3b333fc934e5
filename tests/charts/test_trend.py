"""A rate over time: what is missing is a gap, the newest stands first in the table, starts are marked."""

import pandas as pd
import pytest

from naervaer.charts.trend import trend, years
from naervaer.i18n import t
from naervaer.model import Granularity, Language
from tests.charts import exhibits


def drawn(chart, name):
    """One line's values by day, as drawn."""
    return {row["day"][:10]: row["rate"] for row in exhibits.values(chart) if row["series"] == name}


def one(language=Language.NB):
    return t(language, "chart.rate")


def rolling(language=Language.NB):
    return t(language, "chart.rolling")


def test_a_missing_month_is_a_gap_and_never_nought():
    chart = exhibits.trend(Language.NB, missing=[3])
    rates = drawn(chart, one())
    assert rates["2024-02-01"] is None
    assert 0 not in rates.values() and len(rates) == 16


def test_a_gap_breaks_the_line():
    """Otherwise Vega-Lite draws straight on from the month before it to the month after."""
    marks = [
        layer["mark"]
        for draw in (exhibits.trend, exhibits.years)
        for layer in exhibits.layers(draw("nb").spec)
        if isinstance(layer.get("mark"), dict) and layer["mark"]["type"] == "line"
    ]
    assert {mark["invalid"] for mark in marks} == {"break-paths-show-domains"}


def test_a_missing_month_says_so_in_the_table_and_where_one_points():
    chart = exhibits.trend(Language.NB, missing=[3])
    (february,) = (row for row in chart.table.rows if row[0] == "februar 2024")
    assert february[1] is None
    assert [row["text"] for row in exhibits.values(chart) if row["day"].startswith("2024-02")] == ["mangler", "mangler"]


def test_the_table_holds_what_is_drawn_newest_first():
    chart = exhibits.trend(Language.NB, missing=[3])
    oldest_first = chart.table.rows[::-1]
    assert chart.table.rows[0][0] == "februar 2025"
    for column, name in ((1, one()), (4, rolling())):
        in_table = [None if row[column] is None else round(row[column], 4) for row in oldest_first]
        assert list(drawn(chart, name).values()) == in_table


def test_the_change_is_against_the_same_month_a_year_before():
    newest = exhibits.trend(Language.NB).table.rows[0]
    assert newest[3] == pytest.approx(newest[1] - newest[2])
    oldest = exhibits.trend(Language.NB).table.rows[-1]
    assert oldest[2] is None and oldest[3] is None


def test_there_is_no_line_of_twelve_months_before_there_are_twelve():
    short = exhibits.trend(Language.NB, periods=8)
    assert {row["series"] for row in exhibits.values(short)} == {one()}
    assert "12" not in short.alt


def test_a_month_is_drawn_where_it_is_in_every_time_zone():
    """A day without a clock time is read as UTC, and lands in the month before west of Greenwich."""
    assert {row["day"][10:] for row in exhibits.values(exhibits.trend(Language.NB))} == {"T00:00:00"}


def test_a_start_is_marked_with_the_initiatives_name():
    _, started = exhibits.trend(Language.NB).spec["layer"]
    assert started["data"]["values"] == [
        {"day": "2024-09-01T00:00:00", "initiative": "Refleksjonsgrupper", "month": "sep. 2024"}
    ]


def test_without_initiatives_nothing_is_marked():
    nobody = exhibits.starts().iloc[:0]
    chart = trend(exhibits.series(), nobody, Granularity.MONTH, Language.NB)
    assert len(chart.spec["layer"]) == 1


def test_nothing_known_is_said_and_not_drawn_as_nought():
    nothing = exhibits.series(missing=range(16))
    chart = trend(nothing, exhibits.starts(), Granularity.MONTH, Language.NB)
    assert chart.alt == "Ingen tall å tegne."
    assert {row["rate"] for row in exhibits.values(chart)} == {None}


def test_periods_are_called_what_they_are():
    quarters = exhibits.series().iloc[2:14:3].assign(rolling_pct=float("nan"))
    chart = trend(quarters, exhibits.starts(), Granularity.QUARTER, Language.DA)
    assert [row[0] for row in chart.table.rows] == [
        "4. kvartal 2024",
        "3. kvartal 2024",
        "2. kvartal 2024",
        "1. kvartal 2024",
    ]


def test_years_lie_over_each_other_month_by_month():
    chart = exhibits.years(Language.NB, missing=[3])
    assert [column.heading for column in chart.table.columns] == ["Måned", "2023", "2024", "2025"]
    in_table = {
        (place, column.heading): row[number]
        for place, row in enumerate(chart.table.rows, start=1)
        for number, column in enumerate(chart.table.columns)
        if number and row[number] is not None
    }
    points = {(row["month"], row["year"]): row["rate"] for row in exhibits.values(chart) if row["rate"] is not None}
    assert {key: round(value, 4) for key, value in in_table.items()} == points
    assert (2, "2024") not in points and len(points) == 15


def test_only_the_newest_year_is_drawn_strongly():
    assert {row["year"] for row in exhibits.values(exhibits.years(Language.NB)) if row["newest"]} == {"2025"}


def test_a_year_that_has_no_figures_yet_is_not_made_up():
    series = pd.concat([exhibits.series(periods=14), exhibits.series(first="2025-01", periods=1, missing=[0])])
    chart = years(series, Language.NB)
    assert {row["rate"] for row in exhibits.values(chart) if row["year"] == "2025"} == {None}
