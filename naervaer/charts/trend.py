"""A rate over time: the periods, the rolling twelve months, what is usual, and the same months of earlier years."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from naervaer.analysis.study import PANDEMIC
from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, COMPARISON, EARLIER_YEARS, GRID, INK, START, TARGET, config, percent_label
from naervaer.figures.trends import OverTime, pandemic, unusual
from naervaer.i18n import listing, month_short, percent, period, t
from naervaer.model import MONTHS_IN, Granularity, Language, Measure


HEIGHT = 380  # pixels
LETTERS = 17  # pixels a line of text needs
DASHES = ([8, 4], [2, 3], [10, 3, 2, 3], [5, 5])  # lines of others, told apart


@dataclass(frozen=True)
class Line:
    """A line with a name: `values` has period_start (datetime) and rate_pct, absence in percent.

    level  each number holds for the whole of its period, or for a longer one that the period lies in: drawn flat
    """

    name: str
    values: pd.DataFrame
    level: bool = False


def trend(
    found: OverTime,
    starts: pd.DataFrame,
    language: Language,
    measure: Measure = Measure.ABSENCE,
    *,
    target: Line | None = None,
    lines: Sequence[Line] = (),
) -> Chart:
    """A series over time with what is usual, the initiatives' starts, the target as steps and others' lines dashed.

    starts: initiative, start (datetime), one row each. target and lines have a value for each period of the series.
    """
    frame = _frame(found, language, measure)
    usual = [name for name in ("lower", "upper") if frame[name].notna().any()]
    columns = {
        "period": Column(t(language, "chart.period")),
        "rate": Column(t(language, f"measure.{measure}_pct"), Kind.PERCENT),
        "year_earlier": Column(t(language, "chart.year_before"), Kind.PERCENT),
        "change": Column(t(language, "chart.change"), Kind.POINTS),
        "rolling": Column(t(language, "chart.rolling"), Kind.PERCENT),
        **{name: Column(t(language, f"chart.usual_{name}"), Kind.PERCENT) for name in usual},
    }
    for place, line in enumerate([*([target] if target else []), *lines]):
        columns[f"line_{place}"] = Column(line.name, Kind.PERCENT)
        frame[f"line_{place}"] = _drawn(line, measure)[1].to_numpy()
    if (frame["note"] != "").any():
        columns["note"] = Column(t(language, "chart.note"))
    shown = frame[list(columns)].iloc[::-1]
    return Chart(
        spec=_spec(found, frame, starts, language, measure, target, lines),
        alt=_alt(frame, starts, language, measure),
        table=table(t(language, f"chart.trend_caption_{measure}"), list(columns.values()), shown),
    )


def _frame(found: OverTime, language: Language, measure: Measure) -> pd.DataFrame:
    """One row per period as it is shown, with what is usual and what there is to note."""
    series, usual = found.series, found.usual
    edges = np.sort(measure.of(usual[["lower", "upper"]].to_numpy(float)), axis=1)
    way = np.zeros(len(series), int)
    if found.chart is not None:
        way[found.since :] = unusual(found.chart.labels)
    way[: found.judged] = 0
    months = MONTHS_IN[found.granularity]
    frame = pd.DataFrame(
        {
            "day": series["period_start"],
            "end": series["period_start"] + pd.DateOffset(months=months),
            "point": series["period_start"],
            "period": [period(language, day.date(), found.granularity) for day in series["period_start"]],
            "rate": measure.of(series["rate_pct"]),
            "year_earlier": measure.of(series["year_earlier_pct"]),
            "change": measure.change(series["rate_pct"] - series["year_earlier_pct"]),
            "rolling": measure.of(series["rolling_pct"]),
            "lower": edges[:, 0],
            "middle": measure.of(usual["middle"]),
            "upper": edges[:, 1],
            "way": measure.change(way),
            "preliminary": series["preliminary"],
            "pandemic": pandemic(series["period_start"], found.granularity),
        }
    )
    if months > 1:  # the point of a longer period stands in the middle of it, or it would be taken for its first month
        frame["point"] += (frame["end"] - frame["day"]) / 2
    frame["note"] = [_note(row, language) for row in frame.itertuples(index=False)]
    return frame


def _note(row: Any, language: Language) -> str:
    words = ["unusual_high"] * (row.way > 0) + ["unusual_low"] * (row.way < 0)
    words += ["preliminary"] * bool(row.preliminary) + ["pandemic"] * bool(row.pandemic)
    return listing(language, [t(language, f"chart.{word}") for word in words])


def _alt(frame: pd.DataFrame, starts: pd.DataFrame, language: Language, measure: Measure) -> str:
    known = frame.dropna(subset=["rate"])
    if known.empty:
        return t(language, "chart.nothing")
    first, last = known.iloc[0], known.iloc[-1]
    sentences = [
        t(
            language,
            "chart.trend_alt",
            measure=t(language, f"measure.{measure}_the"),
            first=first["period"],
            last=last["period"],
            first_rate=percent(language, first["rate"]),
            last_rate=percent(language, last["rate"]),
        )
    ]
    rolling = frame["rolling"].dropna()
    if not rolling.empty:
        sentences.append(t(language, "chart.trend_alt_rolling", rate=percent(language, rolling.iloc[-1])))
    for word, rows in (("high", frame[frame["way"] > 0]), ("low", frame[frame["way"] < 0])):
        if not rows.empty:
            sentences.append(t(language, f"chart.trend_alt_{word}", periods=listing(language, list(rows["period"]))))
    sentences += [
        t(language, "chart.trend_alt_start", initiative=row.initiative, month=month_short(language, row.start.date()))
        for row in starts.itertuples(index=False)
    ]
    return " ".join(sentences)


def local(day: date | pd.Timestamp) -> str:
    """A day as Vega reads it: with a clock time in the reader's own zone; without one it may land a month early."""
    return f"{day:%Y-%m-%d}T00:00:00"


def apart(rates: Sequence[float], span: float) -> list[float]:
    """Where to write a text beside each rate so that no two lie over each other; span is that of the upright axis."""
    gap = span * LETTERS / HEIGHT
    order = np.argsort(rates, kind="stable")
    places = np.array(rates, float)
    for below, above in itertools.pairwise(order):
        places[above] = max(places[above], places[below] + gap)
    # The whole stack is moved down by what it was pushed up, so that the texts stay near what they name.
    return list(places - (places - np.array(rates, float)).mean()) if len(rates) else []


def number_or_none(value: float) -> float | None:
    """A number as JSON carries it."""
    return None if pd.isna(value) else round(float(value), 4)


TIME = {
    "field": "day",
    "type": "temporal",
    "title": None,
    "axis": {"grid": False, "labelOverlap": True, "format": "%Y", "tickCount": "year"},
}


def rate_axis(language: Language, measure: Measure) -> dict[str, Any]:
    """The upright axis: from nought for absence; attendance would be a line under the ceiling."""
    return {
        "field": "rate",
        "type": "quantitative",
        "title": t(language, f"measure.{measure}_pct"),
        "axis": {"labelExpr": percent_label(language), "tickCount": 6},
        "scale": {"zero": measure is Measure.ABSENCE},
    }


def _spec(
    found: OverTime,
    frame: pd.DataFrame,
    starts: pd.DataFrame,
    language: Language,
    measure: Measure,
    target: Line | None,
    lines: Sequence[Line],
) -> dict[str, Any]:
    one, rolling = t(language, f"measure.{measure}_pct"), t(language, "chart.rolling")
    names = {one: (EARLIER_YEARS, [1, 0])}
    if frame["rolling"].notna().any():
        names[rolling] = (AFTER, [1, 0])
    if frame["lower"].notna().any():
        names[t(language, "chart.usual")] = (GRID, [1, 0])
    if target is not None:
        names[target.name] = (TARGET, [1, 0])
    names |= {line.name: (COMPARISON, dash) for line, dash in zip(lines, DASHES, strict=False)}
    legend = {
        "title": None,
        "orient": "top",
        "symbolType": "stroke",
        "symbolStrokeWidth": 4,
        "symbolOpacity": 1,  # else it is as pale as the band
        "symbolSize": 500,
        "labelLimit": 300,
    }
    drawn = {
        "color": {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": list(names), "range": [colour for colour, _ in names.values()]},
            "legend": legend,
        },
        "strokeDash": {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": list(names), "range": [dash for _, dash in names.values()]},
            "legend": legend,
        },
    }
    layers = [*_shades(found, frame, language), *_band(found, frame, drawn, language, measure)]
    layers += _rates(found, frame, one, drawn, language, measure)
    layers += [_line(rolling, frame["point"], frame["rolling"], drawn, 4)] if rolling in names else []
    for line, width in [*([(target, 3)] if target else []), *((line, 2.5) for line in lines[: len(DASHES)])]:
        days, rates = _drawn(line, measure)
        if line.level or found.granularity is not Granularity.MONTH:
            days, rates = flat(days, frame["end"], rates)
        layers.append(_line(line.name, days, rates, drawn, width))
    layers += _marked(frame, language) + _started(starts)
    named = _legend_of_starts(starts, language)
    return {"config": config(language), "height": HEIGHT, **named, "layer": layers}


def _rates(
    found: OverTime, frame: pd.DataFrame, name: str, drawn: dict[str, Any], language: Language, measure: Measure
) -> list[dict[str, Any]]:
    """A point for each period; between months a line, through longer periods a level for each."""
    levels = found.granularity is not Granularity.MONTH
    steps = [_line(name, *flat(frame["day"], frame["end"], frame["rate"]), drawn, 1.5)] if levels else []
    return [*steps, _points(frame, name, drawn, language, measure, joined=not levels)]


def _points(
    frame: pd.DataFrame, name: str, drawn: dict[str, Any], language: Language, measure: Measure, *, joined: bool
) -> dict[str, Any]:
    missing = t(language, "table.missing")
    values = [
        {
            "day": local(row.point),
            "period": row.period,
            "series": name,
            "rate": number_or_none(row.rate),
            "text": missing if pd.isna(row.rate) else percent(language, row.rate),
            "before": missing if pd.isna(row.year_earlier) else percent(language, row.year_earlier),
            "preliminary": bool(row.preliminary),
        }
        for row in frame.itertuples(index=False)
    ]
    line = {
        "mark": {"type": "line", "invalid": "break-paths-show-domains", "strokeWidth": 1.5},
        "encoding": drawn,
    }
    return {
        "data": {"values": values},
        "encoding": {"x": TIME, "y": rate_axis(language, measure)},
        "layer": [
            *([line] if joined else []),
            {
                "mark": {"type": "point", "size": 26, "filled": False, "strokeWidth": 1.5, "opacity": 1},
                "encoding": {
                    "stroke": {"value": EARLIER_YEARS},
                    # A preliminary figure is a ring, a final one a dot.
                    "fill": {
                        "condition": {"test": "datum.preliminary", "value": "transparent"},
                        "value": EARLIER_YEARS,
                    },
                    "tooltip": [
                        {"field": "period", "title": t(language, "chart.period")},
                        {"field": "text", "title": name},
                        {"field": "before", "title": t(language, "chart.year_before")},
                    ],
                },
            },
        ],
    }


def _drawn(line: Line, measure: Measure) -> tuple[pd.Series, pd.Series]:
    return line.values["period_start"], measure.of(line.values["rate_pct"])


def flat(days: pd.Series, ends: pd.Series, rates: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Each number from the start of its period to the end: nothing is made up between one and the next."""
    corners = pd.concat([days, ends]).sort_index(kind="stable")
    return corners.reset_index(drop=True), rates.loc[corners.index].reset_index(drop=True)


def _line(name: str, days: pd.Series, rates: pd.Series, drawn: dict[str, Any], width: float) -> dict[str, Any]:
    values = [
        {"day": local(day), "series": name, "rate": number_or_none(rate)} for day, rate in zip(days, rates, strict=True)
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "line", "invalid": "break-paths-show-domains", "strokeWidth": width},
        "encoding": {"x": TIME, "y": {"field": "rate", "type": "quantitative"}, **drawn},
    }


def _band(
    found: OverTime, frame: pd.DataFrame, drawn: dict[str, Any], language: Language, measure: Measure
) -> list[dict[str, Any]]:
    """What is usual for the season: a band behind the figures."""
    known = frame.dropna(subset=["lower"])
    if known.empty:
        return []
    if found.granularity is not Granularity.MONTH:
        known = pd.concat([known, known.assign(day=known["end"])]).sort_index(kind="stable")
    values = [
        {
            "day": local(row.day),
            "series": t(language, "chart.usual"),
            "rate": number_or_none(row.lower),
            "upper": number_or_none(row.upper),
        }
        for row in known.itertuples(index=False)
    ]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "area", "opacity": 0.6},
            "encoding": {
                "x": TIME,
                "y": {**rate_axis(language, measure), "field": "rate"},
                "y2": {"field": "upper"},
                "color": drawn["color"],
            },
        }
    ]


def _shades(found: OverTime, frame: pd.DataFrame, language: Language) -> list[dict[str, Any]]:
    """The pandemic, and what lies before a break: shaded with their reason."""
    if frame.empty:
        return []
    first, last = frame["day"].iloc[0], frame["day"].iloc[-1] + pd.DateOffset(months=MONTHS_IN[found.granularity])
    spans = [
        (first, min(row.since, last), t(language, "chart.before_break", reason=row.reason), last)
        for row in found.breaks.itertuples(index=False)
        if first < row.since
    ]
    if frame["pandemic"].any():
        since, until = (pd.Timestamp(f"{month}-01") for month in PANDEMIC)
        until += pd.DateOffset(months=1)
        spans.append((max(first, since), min(until, last), t(language, "chart.the_pandemic"), last))
    values = [
        {
            "day": local(since),
            "end": local(until),
            "text": text,
            "late": bool(until > first + (end - first) * 2 / 3),
            # One above the other from the foot up, where absence seldom comes.
            "height": HEIGHT - 5 - LETTERS * row,
        }
        for row, (since, until, text, end) in enumerate(spans)
    ]
    if not values:
        return []
    text: dict[str, Any] = {"type": "text", "baseline": "bottom", "fontSize": 13, "limit": 300}
    height = {"field": "height", "type": "quantitative", "scale": None, "axis": None}
    shade: dict[str, Any] = {
        "mark": {"type": "rect", "color": EARLIER_YEARS, "opacity": 0.16},
        "encoding": {"x": TIME, "x2": {"field": "end"}},
    }
    early: dict[str, Any] = {
        "transform": [{"filter": "!datum.late"}],
        "mark": {**text, "align": "left", "dx": 4},
        "encoding": {"x": TIME, "y": height, "text": {"field": "text"}},
    }
    # A text near the right edge is written towards the left, or it would be cut.
    late: dict[str, Any] = {
        "transform": [{"filter": "datum.late"}],
        "mark": {**text, "align": "right", "dx": -4},
        "encoding": {"x": {**TIME, "field": "end"}, "y": height, "text": {"field": "text"}},
    }
    sides = [side for side, is_late in ((early, False), (late, True)) if is_late in {row["late"] for row in values}]
    return [{"data": {"values": values}, "layer": [shade, *sides]}]


def _marked(frame: pd.DataFrame, language: Language) -> list[dict[str, Any]]:
    """What is unusual: a triangle that points the way it lies."""
    values = [
        {
            "day": local(row.point),
            "rate": number_or_none(row.rate),
            "way": "triangle-up" if row.way > 0 else "triangle-down",
            "period": row.period,
            "text": f"{percent(language, row.rate)}, {row.note}",
        }
        for row in frame[frame["way"] != 0].itertuples(index=False)
    ]
    if not values:
        return []
    return [
        {
            "data": {"values": values},
            "mark": {"type": "point", "filled": True, "size": 150, "color": INK, "opacity": 1},
            "encoding": {
                "x": TIME,
                "y": {"field": "rate", "type": "quantitative"},
                "shape": {"field": "way", "type": "nominal", "scale": None, "legend": None},
                "tooltip": [
                    {"field": "period", "title": t(language, "chart.period")},
                    {"field": "text", "title": t(language, "chart.note")},
                ],
            },
        }
    ]


def _together(starts: pd.DataFrame) -> list[tuple[pd.Timestamp, str]]:
    """Starts in the order of time, those of one month together."""
    months = starts.assign(start=starts["start"].dt.to_period("M").dt.to_timestamp()) if len(starts) else starts
    return [(day, ", ".join(own["initiative"])) for day, own in months.groupby("start", sort=True)]


def _started(starts: pd.DataFrame) -> list[dict[str, Any]]:
    """A numbered line where initiatives started; what the numbers mean stands under the chart."""
    values = [
        {"day": local(day), "number": str(place), "initiative": names}
        for place, (day, names) in enumerate(_together(starts), start=1)
    ]
    if not values:
        return []
    line: dict[str, Any] = {"mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.5, "color": START}}
    number: dict[str, Any] = {
        "mark": {"type": "text", "dy": -9, "color": START, "fontWeight": "bold", "fontSize": 15},
        "encoding": {"text": {"field": "number"}, "y": {"value": 0}},
    }
    x = {"field": "day", "type": "temporal"}
    return [{"data": {"values": values}, "encoding": {"x": x}, "layer": [line, number]}]


def _legend_of_starts(starts: pd.DataFrame, language: Language) -> dict[str, Any]:
    """What the numbers on top mean, written under the chart so that it goes along into a file."""
    lines = [
        t(language, "chart.start_number", number=str(place), initiative=names, month=month_short(language, day.date()))
        for place, (day, names) in enumerate(_together(starts), start=1)
    ]
    look = {
        "orient": "bottom",
        "anchor": "start",
        "offset": 12,
        "fontSize": 13,
        "fontWeight": "normal",
        "lineHeight": 18,
    }
    return {"title": {"text": lines, "color": START, **look}} if lines else {}


def years(found: OverTime, language: Language, measure: Measure = Measure.ABSENCE) -> Chart:
    """The periods of each year laid over each other, the newest year drawn strongest."""
    frame = found.series.assign(
        year=found.series["period_start"].dt.year,
        place=(found.series["period_start"].dt.month - 1) // MONTHS_IN[found.granularity],
        name=[_part_of_year(language, day, found.granularity) for day in found.series["period_start"]],
        short=[_part_of_year(language, day, found.granularity, "short") for day in found.series["period_start"]],
        rate=measure.of(found.series["rate_pct"]),
    )
    newest = int(frame["year"].max())
    wide = frame.pivot_table(index="place", columns="year", values="rate", aggfunc="first")
    wide.insert(0, "name", frame.groupby("place")["name"].first().reindex(wide.index))
    headings = [Column(t(language, "chart.period")), *(Column(str(year), Kind.PERCENT) for year in wide.columns[1:])]
    return Chart(
        spec=_years_spec(frame, newest, language, measure),
        alt=_years_alt(frame, newest, found.granularity, language, measure),
        table=table(t(language, f"chart.years_caption_{measure}"), headings, wide),
    )


def _part_of_year(language: Language, day: date, granularity: Granularity, size: str = "long") -> str:
    """A month or a part of the year without its year: "januar", "1. kvartal"."""
    if granularity is Granularity.MONTH:
        return t(language, f"month.{size}_{day.month}")
    part = (day.month - 1) // MONTHS_IN[granularity] + 1
    return t(language, f"chart.part_{granularity}", part=part)


def _years_alt(frame: pd.DataFrame, newest: int, granularity: Granularity, language: Language, measure: Measure) -> str:
    this_year = frame[frame["year"] == newest].dropna(subset=["rate_pct", "year_earlier_pct"])
    lower = int((this_year["rate_pct"] < this_year["year_earlier_pct"]).sum())
    drawn = t(language, "chart.years_alt", newest=str(newest), first=str(int(frame["year"].min())))
    periods = t(language, f"trend.periods_{granularity}", n=len(this_year))
    values = {"newest": str(newest), "lower": lower, "n": len(this_year), "periods": periods}
    point = t(language, f"chart.years_alt_point_{measure}", **values)
    return f"{drawn} {point}"


def _years_spec(frame: pd.DataFrame, newest: int, language: Language, measure: Measure) -> dict[str, Any]:
    missing = t(language, "table.missing")
    known = frame.dropna(subset=["rate"])
    ends = known.groupby("year").tail(1)
    ends = ends[(ends["place"] == frame["place"].max()) | (ends["year"] == newest)]
    span = known["rate"].max() - (0 if measure is Measure.ABSENCE else known["rate"].min())
    labels = [
        {
            "place": int(row.place),
            "year": str(row.year),
            "newest": bool(row.year == newest),
            "rate": number_or_none(height),
        }
        for row, height in zip(ends.itertuples(index=False), apart(list(ends["rate"]), span), strict=True)
    ]
    values = [
        {
            "place": int(row.place),
            "year": str(row.year),
            "newest": bool(row.year == newest),
            "rate": number_or_none(row.rate),
            "period": f"{row.name} {row.year}",
            "text": missing if pd.isna(row.rate) else percent(language, row.rate),
        }
        for row in frame.itertuples(index=False)
    ]
    names = list(frame.groupby("place")["short"].first())
    colour = {"condition": {"test": "datum.newest", "value": AFTER}, "value": EARLIER_YEARS}
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "encoding": {
                    "x": {
                        "field": "place",
                        "type": "ordinal",
                        "title": None,
                        "axis": {"labelExpr": f"{names}[datum.value]", "labelAngle": 0, "labelOverlap": True},
                    },
                    "y": rate_axis(language, measure),
                    "detail": {"field": "year"},
                },
                "layer": [
                    {
                        "mark": {"type": "line", "invalid": "break-paths-show-domains"},
                        "encoding": {
                            "color": colour,
                            "strokeWidth": {"condition": {"test": "datum.newest", "value": 4}, "value": 1.3},
                        },
                    },
                    {
                        "mark": {"type": "point", "filled": True, "size": 30, "opacity": 1},
                        "encoding": {
                            "color": colour,
                            "tooltip": [
                                {"field": "period", "title": t(language, "chart.period")},
                                {"field": "text", "title": t(language, f"measure.{measure}_pct")},
                            ],
                        },
                    },
                ],
            },
            {
                # The year stands at its last point, so that no legend has to be matched by colour.
                "data": {"values": labels},
                "mark": {"type": "text", "align": "left", "dx": 8},
                "encoding": {
                    "x": {"field": "place", "type": "ordinal"},
                    "y": {"field": "rate", "type": "quantitative"},
                    "text": {"field": "year"},
                    "color": {**colour, "value": INK},  # letters ask for more contrast than lines (WCAG 1.4.3)
                },
            },
        ],
    }
