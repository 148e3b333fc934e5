"""A rate over time: what is missing is a gap, the newest stands first in the table, starts and signals are marked."""

import numpy as np
import pandas as pd
import pytest

from naervaer.charts.side_by_side import side_by_side
from naervaer.charts.trend import Line, apart, trend, years
from naervaer.i18n import t
from naervaer.model import Granularity, Language, Measure
from tests.charts import exhibits


def one(language=Language.NB):
    return t(language, "measure.absence_pct")


def rolling(language=Language.NB):
    return t(language, "chart.rolling")


def headings(chart):
    return [column.heading for column in chart.table.columns]


def in_table(chart, heading):
    """A column of the table, the oldest first."""
    place = headings(chart).index(heading)
    return [None if row[place] is None else round(row[place], 4) for row in chart.table.rows[::-1]]


def test_a_missing_month_is_a_gap_and_never_nought():
    rates = exhibits.line(exhibits.trend(Language.NB, missing=[3]), one())
    assert rates["2024-02-01"] is None
    assert 0 not in rates.values() and len(rates) == 16


def test_a_gap_breaks_the_line():
    """Otherwise Vega-Lite draws straight on from the month before it to the month after."""
    marks = [
        layer["mark"]
        for draw in (exhibits.trend, exhibits.trend_with_limits, exhibits.years, exhibits.side_by_side)
        for layer in exhibits.layers(draw("nb").spec)
        if isinstance(layer.get("mark"), dict) and layer["mark"]["type"] == "line"
    ]
    assert {mark["invalid"] for mark in marks} == {"break-paths-show-domains"}


def test_a_missing_month_says_so_in_the_table_and_where_one_points():
    chart = exhibits.trend(Language.NB, missing=[3])
    (february,) = (row for row in chart.table.rows if row[0] == "februar 2024")
    assert february[1] is None
    assert [row["text"] for row in exhibits.figures(chart) if row["day"].startswith("2024-02")] == ["mangler"]


def test_the_table_holds_what_is_drawn_newest_first():
    chart = exhibits.trend(Language.NB, missing=[3])
    assert chart.table.rows[0][0] == "februar 2025"
    for name in (one(), rolling()):
        assert list(exhibits.line(chart, name).values()) == in_table(chart, name)


def test_the_change_is_against_the_same_month_a_year_before():
    newest = exhibits.trend(Language.NB).table.rows[0]
    assert newest[3] == pytest.approx(newest[1] - newest[2])
    oldest = exhibits.trend(Language.NB).table.rows[-1]
    assert oldest[2] is None and oldest[3] is None


def test_there_is_no_line_of_twelve_months_before_there_are_twelve():
    short = exhibits.trend(Language.NB, periods=8)
    assert exhibits.line(short, rolling()) == {}
    assert "12" not in short.alt


def test_a_month_is_drawn_where_it_is_in_every_time_zone():
    """A day without a clock time is read as UTC, and lands in the month before west of Greenwich."""
    assert {row["day"][10:] for row in exhibits.figures(exhibits.trend(Language.NB))} == {"T00:00:00"}


def test_a_start_is_a_number_whose_meaning_stands_under_the_chart():
    spec = exhibits.trend(Language.NB).spec
    marks = spec["layer"][-1]["data"]["values"]
    assert [(mark["day"][:7], mark["number"]) for mark in marks] == [("2024-09", "1")]
    assert spec["title"]["text"] == ["1: Refleksjonsgrupper, fra sep. 2024"]


def test_starts_of_one_month_share_a_number():
    days = pd.to_datetime(["2024-09-01", "2024-11-01", "2024-09-15"])
    starts = pd.DataFrame({"initiative": ["Lederkurs", "NED", "Kaffe"], "start": days})
    spec = trend(exhibits.over_time(), starts, Language.NB).spec
    assert spec["title"]["text"] == ["1: Lederkurs, Kaffe, fra sep. 2024", "2: NED, fra nov. 2024"]


def test_without_initiatives_nothing_is_marked():
    chart = trend(exhibits.over_time(), exhibits.starts().iloc[:0], Language.NB)
    assert len(chart.spec["layer"]) == 2 and "title" not in chart.spec


def test_nothing_known_is_said_and_not_drawn_as_nought():
    chart = exhibits.trend(Language.NB, missing=range(16))
    assert chart.alt == "Ingen tall å tegne."
    assert {row["rate"] for row in exhibits.figures(chart)} == {None}


def test_periods_are_called_what_they_are():
    quarters = exhibits.series().iloc[2:14:3].assign(rolling_pct=float("nan"))
    chart = trend(exhibits.over_time(quarters, Granularity.QUARTER), exhibits.starts(), Language.DA)
    assert [row[0] for row in chart.table.rows] == [
        "4. kvartal 2024",
        "3. kvartal 2024",
        "2. kvartal 2024",
        "1. kvartal 2024",
    ]


def test_what_is_unusual_is_marked_noted_and_said():
    chart = exhibits.trend_with_limits(Language.NB)
    marks = {
        row["day"][:7]: row["way"]
        for layer in exhibits.layers(chart.spec)
        for row in layer.get("data", {}).get("values", ())
        if "way" in row
    }
    assert marks["2025-09"] == "triangle-up" and marks["2026-07"] == "triangle-down"
    notes = {row[0]: row[headings(chart).index("Merknad")] for row in chart.table.rows}
    assert notes["september 2025"] == "uvanlig høyt"
    assert notes["desember 2026"] == "foreløpig"
    assert "Uvanlig høyt: september 2025." in chart.alt


def test_what_is_usual_follows_the_season():
    chart = exhibits.trend_with_limits(Language.NB)
    low, high = (in_table(chart, t(Language.NB, f"chart.usual_{edge}")) for edge in ("lower", "upper"))
    january, july = 72, 78
    assert low[january] > high[july]
    assert high[january] == high[january + 12]


def test_the_pandemic_and_what_lies_before_a_break_are_shaded_with_their_reason():
    shades = exhibits.values(exhibits.trend_with_limits(Language.NB))
    assert [(shade["text"], shade["day"][:7], shade["end"][:7]) for shade in shades] == [
        ("Ikke sammenliknbart: Nytt system", "2019-01", "2019-04"),
        ("Pandemien", "2020-03", "2022-04"),
    ]


def corners(chart, name):
    """The day and the number at each corner of a line, in the order it is drawn."""
    of = {
        layer["data"]["values"][0]["series"]: layer["data"]["values"]
        for layer in chart.spec["layer"]
        if "series" in layer.get("data", {}).get("values", [{}])[0] and layer.get("mark", {}).get("type") == "line"
    }
    return [(row["day"][:10], row["rate"]) for row in of[name]]


def test_quarters_are_levels_and_their_points_lie_in_the_middle():
    """A slope from one quarter to the next would be months that nobody has counted."""
    quarters = exhibits.series(first="2024-01", periods=16, missing=[3]).iloc[::3].reset_index(drop=True)
    chart = trend(exhibits.over_time(quarters, Granularity.QUARTER), exhibits.starts(), Language.NB)
    drawn = corners(chart, one())
    assert [day for day, _ in drawn[:4]] == ["2024-01-01", "2024-04-01", "2024-04-01", "2024-07-01"]
    assert drawn[0][1] == drawn[1][1] == round(quarters["rate_pct"][0], 4)
    assert drawn[2][1] is None and drawn[3][1] is None
    assert drawn[-1] == ("2025-07-01", round(quarters["rate_pct"].iloc[-1], 4))
    assert [row["day"][:10] for row in exhibits.figures(chart)][:2] == ["2024-02-15", "2024-05-16"]


def test_a_line_of_longer_periods_is_a_level_through_each_of_them():
    found = exhibits.over_time(exhibits.series(first="2024-01", periods=6))
    values = pd.DataFrame({"period_start": found.series["period_start"], "rate_pct": [8.0, 8.0, 8.0, 6.5, 6.5, 6.5]})
    months, quarters = (
        trend(found, exhibits.starts(), Language.NB, lines=[Line("KS", values, level=level)]) for level in (False, True)
    )
    assert len(corners(months, "KS")) == 6
    drawn = corners(quarters, "KS")
    assert drawn[5:7] == [("2024-04-01", 8.0), ("2024-04-01", 6.5)] and drawn[-1] == ("2024-07-01", 6.5)


def test_what_is_usual_is_as_flat_as_the_quarters_it_is_of():
    chart = exhibits.quarters_with_limits(Language.NB)
    (band,) = (layer for layer in exhibits.layers(chart.spec) if layer.get("mark", {}).get("type") == "area")
    rows = band["data"]["values"]
    assert rows[0]["upper"] == rows[1]["upper"] and rows[1]["day"] == rows[2]["day"] != rows[0]["day"]


def test_the_target_goes_in_steps_and_others_lines_are_dashed():
    chart = exhibits.trend_with_limits(Language.NB)
    assert ("2022-01-01", 7.5) in corners(chart, "Mål") and ("2022-01-01", 7.0) in corners(chart, "Mål")
    of = {
        layer["data"]["values"][0]["series"]: layer
        for layer in chart.spec["layer"]
        if "series" in layer.get("data", {}).get("values", [{}])[0]
    }
    scale = of["Landet"]["encoding"]["strokeDash"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True))["Landet"] != [1, 0]
    assert in_table(chart, "Mål")[0] == 7.5 and in_table(chart, "Mål")[-1] == 7.0


def test_as_attendance_everything_stands_on_its_head():
    absence, attendance = (trend(exhibits.unusual(), exhibits.starts(), Language.NB, measure) for measure in Measure)
    turned = [round(100 - value, 4) for value in in_table(absence, one())]
    assert in_table(attendance, "Nærvær i prosent") == pytest.approx(turned)
    upper = [round(100 - value, 4) for value in in_table(absence, t(Language.NB, "chart.usual_lower"))]
    assert in_table(attendance, t(Language.NB, "chart.usual_upper")) == pytest.approx(upper)
    assert "Uvanlig lavt: september 2025." in attendance.alt


def test_a_preliminary_month_is_a_ring():
    rings = {row["day"][:7] for row in exhibits.figures(exhibits.trend_with_limits(Language.NB)) if row["preliminary"]}
    assert rings == {"2026-11", "2026-12"}


def test_years_lie_over_each_other_month_by_month():
    chart = exhibits.years(Language.NB, missing=[3])
    assert [column.heading for column in chart.table.columns] == ["Periode", "2023", "2024", "2025"]
    tabled = {
        (place, column.heading): row[number]
        for place, row in enumerate(chart.table.rows)
        for number, column in enumerate(chart.table.columns)
        if number and row[number] is not None
    }
    points = {(row["place"], row["year"]): row["rate"] for row in exhibits.values(chart) if row["rate"] is not None}
    assert {key: round(value, 4) for key, value in tabled.items()} == points
    assert (1, "2024") not in points and len(points) == 15


def test_only_the_newest_year_is_drawn_strongly():
    assert {row["year"] for row in exhibits.values(exhibits.years(Language.NB)) if row["newest"]} == {"2025"}


def test_a_year_that_has_no_figures_yet_is_not_made_up():
    rows = pd.concat([exhibits.series(periods=14), exhibits.series(first="2025-01", periods=1, missing=[0])])
    chart = years(exhibits.over_time(rows.reset_index(drop=True)), Language.NB)
    assert {row["rate"] for row in exhibits.values(chart) if row["year"] == "2025"} == {None}


def test_quarters_of_each_year_are_called_quarters():
    quarters = exhibits.series(periods=16).iloc[2::3].reset_index(drop=True)
    chart = years(exhibits.over_time(quarters, Granularity.QUARTER), Language.NB)
    assert [row[0] for row in chart.table.rows] == ["1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal"]


def test_texts_beside_each_other_never_lie_over_each_other():
    places = apart([8.0, 8.1, 3.0, 8.05], 10)
    gaps = np.diff(np.sort(places))
    assert gaps.min() > 0.4 and np.argsort(places).tolist() == [2, 0, 3, 1]


def test_lines_are_told_apart_by_marks_and_dashes_as_well():
    chart = exhibits.side_by_side(Language.NB)
    channels = [
        layer["encoding"]
        for layer in exhibits.layers(chart.spec)
        if "strokeDash" in layer.get("encoding", {}) or "shape" in layer.get("encoding", {})
    ]
    scales = {
        name: channel[name]["scale"]["range"]
        for channel in channels
        for name in ("strokeDash", "shape")
        if name in channel
    }
    assert all(len({str(one) for one in scale}) == 3 for scale in scales.values()) and len(scales) == 2


def test_a_target_beside_several_is_a_step_with_its_level_and_a_column():
    values = exhibits.series(periods=30)[["period_start", "rolling_pct"]].set_axis(["period_start", "rate_pct"], axis=1)
    level = np.where(np.arange(30) < 20, np.nan, np.where(np.arange(30) < 25, 7.5, 7.0))
    wanted = Line("Mål", values.assign(rate_pct=level))
    chart = side_by_side([Line("Skole", values)], Granularity.MONTH, "Sykefravær", Language.NB, targets=[wanted])
    assert headings(chart) == ["Periode", "Skole", "Mål"]
    assert in_table(chart, "Mål")[18:] == [None, None, *[7.5] * 5, *[7.0] * 5]
    drawn = corners(chart, "Mål")
    assert drawn[0] == ("2025-07-01", 7.5) and drawn[-1][1] == 7.0
    texts = [layer["data"]["values"] for layer in chart.spec["layer"][2:] if layer["mark"]["type"] == "text"]
    assert [row["text"] for row in texts[-1]] == ["7,5\u00a0%", "7,0\u00a0%"]
    assert chart.alt.endswith("Mål: 7,0\u00a0%.")


def test_more_lines_than_can_be_told_apart_are_refused():
    line = Line("En", exhibits.series()[["period_start", "rate_pct"]])
    with pytest.raises(ValueError, match="told apart"):
        side_by_side([line] * 7, Granularity.MONTH, "For mange", Language.NB)
