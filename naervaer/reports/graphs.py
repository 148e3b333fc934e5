"""The graphs of an answer: the same figures as on the pages, few enough to be read from the back of a room."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from naervaer.analysis.before_after import AREA, INITIATIVE, REST, SHOWN, BeforeAfter
from naervaer.charts import drawings
from naervaer.charts import season as season_chart
from naervaer.charts.expected import expected_range
from naervaer.charts.table import Column, Kind, Table, captioned, table
from naervaer.figures import Answer, sentences
from naervaer.i18n import month_short, period, t
from naervaer.model import Granularity, Language, Measure
from naervaer.reports.outline import Graph, Role, Series, Shape


# Rows of names that a slide holds at 11 points or more.
ROWS_IN_A_GRAPH = 13
GRAPHS_IN_A_SLIDE = 2
YEARS_BESIDE = 6
LETTERS_IN_A_NAME = {1: 42, 2: 26}  # with one graph on the slide, with two


def values(column: pd.Series) -> tuple[float | None, ...]:
    """A column's numbers; missing ones are None."""
    return tuple(None if pd.isna(value) else float(value) for value in column)


def expected(answer: Answer, language: Language, measure: Measure = Measure.ABSENCE) -> Graph | None:
    """Before, expected without the initiative with its range, and what the units had; None without an estimate."""
    chart = drawings.expected(answer, language, measure)
    if chart is None or answer.found is None:
        return None
    rows = chart.table.rows
    roles = (Role.BEFORE, Role.COMPARISON, Role.AFTER)[-len(rows) :]
    ends = sorted(measure.of(end) for end in expected_range(answer.found["expected"]))
    ranges = [ends if role is Role.COMPARISON else None for role in roles]
    return Graph(
        _shape(Shape.BARS, measure),
        Kind.PERCENT,
        tuple(row[0] for row in rows),
        (
            Series(
                _rate(language, measure),
                Role.AFTER,
                tuple(row[1] for row in rows),
                tuple(ends[0] if ends else None for ends in ranges),
                tuple(ends[1] if ends else None for ends in ranges),
                roles,
            ),
        ),
        chart.alt,
        chart.table,
        from_zero=measure is Measure.ABSENCE,
    )


def _shape(shape: Shape, measure: Measure) -> Shape:
    """Bars begin at nothing, which attendance is far from: it is drawn as points."""
    return shape if measure is Measure.ABSENCE else Shape.POINTS


def units(answer: Answer, language: Language, measure: Measure = Measure.ABSENCE) -> list[Graph]:
    """Each shown unit before and after, the largest fall first; where they are too many, the service areas instead.

    Of attendance the change of each is drawn.
    """
    compared = answer.compared
    shown = compared.units[compared.units["state"] == SHOWN].sort_values("change_pp", kind="stable")
    if len(shown) > ROWS_IN_A_GRAPH * GRAPHS_IN_A_SLIDE:
        areas = _areas(compared, language, measure)
        return [areas] if areas else []
    chart = drawings.before_after(answer, language, measure)
    parts = 1 if len(shown) <= ROWS_IN_A_GRAPH else GRAPHS_IN_A_SLIDE
    each = -(-len(shown) // parts) or 1
    called = shown["unit"].map(lambda name: shortened(str(name), LETTERS_IN_A_NAME[parts]))
    shown = shown.assign(unit=called)
    return [
        _rows(part["unit"], part, chart.alt, chart.table, language, measure)
        for part in (shown.iloc[first : first + each] for first in range(0, len(shown), each))
    ]


def _rows(
    names: pd.Series, groups: pd.DataFrame, alt: str, numbers: Table, language: Language, measure: Measure
) -> Graph:
    """A row for each name: before and after, or of attendance what it rose or fell by."""
    if measure is Measure.ABSENCE:
        return _two_sides(names, groups, alt, numbers, Shape.BARS, language, measure)
    change = Series(t(language, "chart.change"), Role.AFTER, values(measure.change(groups["change_pp"])))
    return Graph(Shape.BARS, Kind.POINTS, tuple(map(str, names)), (change,), alt, numbers)


def shortened(name: str, letters: int) -> str:
    """A name on one line: units differ at its beginning or at its end, and the table beside has it whole."""
    if len(name) <= letters:
        return name
    end = letters // 3
    return f"{name[: letters - end - 1].rstrip()}…{name[-end:].lstrip()}"


def all_units(answer: Answer, language: Language, measure: Measure = Measure.ABSENCE) -> Table:
    """Every shown unit, its area and the rest of the municipality, as on the page."""
    return drawings.before_after(answer, language, measure).table


def _areas(compared: BeforeAfter, language: Language, measure: Measure) -> Graph | None:
    areas = compared.pooled[(compared.pooled["group"] == AREA) & compared.pooled["change_pp"].notna()]
    areas = areas.sort_values("change_pp", kind="stable").head(ROWS_IN_A_GRAPH)
    if areas.empty:
        return None
    alt = t(language, "deck.areas_alt")
    names = areas["area"].where(areas["area"] != "", t(language, "before_after.no_area"))
    return _rows(names, areas, alt, _numbers(alt, names, areas, language, measure), language, measure)


def against_rest(compared: BeforeAfter, language: Language, measure: Measure = Measure.ABSENCE) -> Graph | None:
    """The units that take part beside the rest of the municipality; None where neither may be shown."""
    names = {INITIATIVE: "deck.taking_part", REST: "deck.rest"}
    both = compared.pooled[compared.pooled["group"].isin(list(names)) & compared.pooled["change_pp"].notna()]
    if both.empty:
        return None
    said = both["group"].map(lambda group: t(language, names[group]))
    key = "deck.against_rest_caption" if measure is Measure.ABSENCE else "deck.against_rest_caption_attendance"
    numbers = _numbers(t(language, key), said, both, language, measure)
    shape = _shape(Shape.COLUMNS, measure)
    return _two_sides(said, both, t(language, "deck.against_rest_alt"), numbers, shape, language, measure)


def _numbers(caption: str, names: pd.Series, groups: pd.DataFrame, language: Language, measure: Measure) -> Table:
    headings = [
        Column(t(language, "chart.unit")),
        Column(t(language, "chart.before"), Kind.PERCENT),
        Column(t(language, "chart.after"), Kind.PERCENT),
        Column(t(language, "chart.change"), Kind.POINTS),
    ]
    before, after = (measure.of(groups[side]) for side in ("before_pct", "after_pct"))
    change = measure.change(groups["change_pp"])
    frame = pd.DataFrame({"name": names, "before": before, "after": after, "change": change})
    return table(caption, headings, frame)


def _two_sides(
    names: pd.Series,
    groups: pd.DataFrame,
    alt: str,
    numbers: Table,
    shape: Shape,
    language: Language,
    measure: Measure,
) -> Graph:
    sides = (
        Series(t(language, "chart.before"), Role.BEFORE, values(measure.of(groups["before_pct"]))),
        Series(t(language, "chart.after"), Role.AFTER, values(measure.of(groups["after_pct"]))),
    )
    from_zero = measure is Measure.ABSENCE
    return Graph(shape, Kind.PERCENT, tuple(map(str, names)), sides, alt, numbers, from_zero=from_zero)


def years(answer: Answer, language: Language, measure: Measure = Measure.ABSENCE) -> Graph | None:
    """The difference from what was expected, year by year around the start; None when there is only one year."""
    chart = drawings.event_time(answer, language, measure)
    if chart is None:
        return None
    found = answer.found["event_time"] if answer.found else []
    rows = list(zip([window["window"].startswith("-") for window in found], chart.table.rows, strict=True))
    sides = tuple(
        Series(t(language, name), role, _where(rows, before, 1), _where(rows, before, 2), _where(rows, before, 3))
        for name, role, before in (
            ("deck.before_start", Role.BEFORE, True),
            ("deck.after_start", Role.AFTER, False),
        )
    )
    return Graph(Shape.POINTS, Kind.POINTS, tuple(row[0] for _, row in rows), sides, chart.alt, chart.table)


def _where(rows: Sequence[tuple[bool, tuple[Any, ...]]], before: bool, place: int) -> tuple[float | None, ...]:
    """A column's numbers on one side of the start, None on the other."""
    return tuple(row[place] if is_before is before else None for is_before, row in rows)


def rolling(
    found: Mapping[str, pd.DataFrame],
    granularity: Granularity,
    language: Language,
    measure: Measure = Measure.ABSENCE,
) -> Graph | None:
    """The last 12 months over time, a line each; None where no line has two points.

    found: name to a frame with period_start and rolling_pct (percent), the one it is about first.
    """
    frames = {
        name: measure.of(frame.set_index("period_start")["rolling_pct"])
        for name, frame in found.items()
        if frame["rolling_pct"].notna().sum() > 1
    }
    if not frames:
        return None
    wide = pd.DataFrame(frames).dropna(how="all").sort_index()
    months = granularity is Granularity.MONTH
    names = [
        month_short(language, day.date()) if months else period(language, day.date(), granularity) for day in wide.index
    ]
    lines = tuple(
        Series(name, Role.AFTER if place == 0 else Role.EARLIER, values(wide[name])) for place, name in enumerate(wide)
    )
    headings = [Column(t(language, "chart.period")), *(Column(name, Kind.PERCENT) for name in wide)]
    alt = t(language, "deck.rolling_alt" if measure is Measure.ABSENCE else "deck.rolling_alt_attendance")
    numbers = table(alt, headings, wide.assign(named=names)[["named", *wide]])
    days = tuple(day.date() for day in wide.index)
    from_zero = measure is Measure.ABSENCE
    return Graph(Shape.LINES, Kind.PERCENT, tuple(names), lines, alt, numbers, days, from_zero)


def same_period_over_years(
    series: pd.DataFrame, granularity: Granularity, language: Language, measure: Measure = Measure.ABSENCE
) -> Graph | None:
    """The newest period beside the same one of earlier years; None where there is no earlier one to set it beside.

    series: period_start, rate_pct (percent).
    """
    known = series.dropna(subset=["rate_pct"])
    if known.empty:
        return None
    newest = known["period_start"].max()
    alike = known[known["period_start"].dt.month == newest.month].tail(YEARS_BESIDE)
    if len(alike) < 2:
        return None
    names = [period(language, day.date(), granularity) for day in alike["period_start"]]
    roles = tuple(Role.AFTER if day == newest else Role.EARLIER for day in alike["period_start"])
    rates = measure.of(alike["rate_pct"])
    caption, rate = captioned(t(language, "deck.same_period_caption"), language, measure), _rate(language, measure)
    headings = [Column(t(language, "chart.period")), Column(rate, Kind.PERCENT)]
    numbers = table(caption, headings, pd.DataFrame({"name": names, "rate": rates.to_numpy()}))
    drawn = Series(rate, Role.AFTER, values(rates), roles=roles)
    shape, from_zero = _shape(Shape.COLUMNS, measure), measure is Measure.ABSENCE
    return Graph(shape, Kind.PERCENT, tuple(names), (drawn,), caption, numbers, from_zero=from_zero)


def _rate(language: Language, measure: Measure) -> str:
    return t(language, f"measure.{measure}_pct")


def parts_over_years(found: Mapping[str, pd.DataFrame], granularity: Granularity, language: Language) -> Graph | None:
    """The parts of the absence in the newest period and the same one of earlier years; found: name to its series."""
    wide = pd.DataFrame({name: frame.set_index("period_start")["rate_pct"] for name, frame in found.items()}).dropna()
    if wide.empty:
        return None
    newest = wide.index.max()
    alike = wide[wide.index.month == newest.month].tail(YEARS_BESIDE)
    names = [period(language, day.date(), granularity) for day in alike.index]
    roles = (Role.AFTER, Role.COMPARISON)
    drawn = tuple(Series(name, role, values(alike[name])) for name, role in zip(alike, roles, strict=True))
    caption = t(language, "deck.parts_caption")
    headings = [Column(t(language, "chart.period")), *(Column(name, Kind.PERCENT) for name in alike)]
    numbers = table(caption, headings, alike.assign(named=names)[["named", *alike]])
    return Graph(Shape.COLUMNS, Kind.PERCENT, tuple(names), drawn, caption, numbers)


def intervals(found: Mapping[str, pd.DataFrame], granularity: Granularity, language: Language) -> Graph | None:
    """How long the absence lasts in the newest period, beside the same one a year earlier where it is known; found: the
    interval's name to its series. None without a period that has them all.
    """
    wide = pd.DataFrame({name: frame.set_index("period_start")["rate_pct"] for name, frame in found.items()}).dropna()
    if wide.empty:
        return None
    newest = wide.index.max()
    sides = [(newest - pd.DateOffset(years=1), Role.BEFORE), (newest, Role.AFTER)]
    known = [
        (period(language, day.date(), granularity), role, wide.loc[day]) for day, role in sides if day in wide.index
    ]
    caption = t(language, "deck.intervals_caption")
    headings = [Column(t(language, "chart.interval")), *(Column(name, Kind.PERCENT) for name, _, _ in known)]
    rates = pd.DataFrame({name: rates.to_numpy() for name, _, rates in known})
    numbers = table(caption, headings, pd.concat([pd.Series(list(wide), name="interval"), rates], axis=1))
    drawn = tuple(Series(name, role, values(rates)) for name, role, rates in known)
    return Graph(Shape.COLUMNS, Kind.PERCENT, tuple(wide), drawn, caption, numbers)


def season(found: Sequence[tuple[int, float]], language: Language, measure: Measure = Measure.ABSENCE) -> Graph | None:
    """The rate of each period of the year, all whole years together; found: first month and percent. None without."""
    if not found:
        return None
    chart = season_chart.season(found, language, measure)
    names = tuple(sentences.months_of_year(language, month, len(found)) for month, _ in found)
    drawn = Series(_rate(language, measure), Role.AFTER, tuple(float(measure.of(rate)) for _, rate in found))
    shape = Shape.BARS if measure is Measure.ABSENCE else Shape.LINES
    from_zero = measure is Measure.ABSENCE
    return Graph(shape, Kind.PERCENT, names, (drawn,), chart.alt, chart.table, from_zero=from_zero)
