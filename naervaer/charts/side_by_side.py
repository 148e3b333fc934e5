"""Several series over time: areas or units beside each other, or the parts of one, told apart by more than colour."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import LINES, TARGET, config
from naervaer.charts.trend import TIME, Line, apart, flat, local, number_or_none, rate_axis
from naervaer.i18n import percent, period, t
from naervaer.model import MONTHS_IN, Granularity, Language, Measure


HEIGHT = 380  # pixels
MOST = 6  # lines that can be told apart
DASHES = ([1, 0], [10, 4], [2, 3], [10, 3, 2, 3], [5, 5], [14, 4, 2, 4])
BAR = "M-1,-0.25H1V0.25H-1Z"  # a target in the legend: a piece of its line
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")


def side_by_side(
    lines: Sequence[Line],
    granularity: Granularity,
    caption: str,
    language: Language,
    measure: Measure = Measure.ABSENCE,
    *,
    targets: Sequence[Line] = (),
) -> Chart:
    """A line for each, in percent; the last value stands at its end, and each target is a green step with its name.

    Raises ValueError for more lines than can be told apart.
    """
    if len(lines) > MOST:
        raise ValueError("too many lines to be told apart")
    wide = pd.DataFrame(
        {place: line.values.set_index("period_start")["rate_pct"] for place, line in enumerate([*lines, *targets])}
    ).sort_index()
    shown = measure.of(wide).iloc[::-1]
    shown.insert(0, "period", [period(language, day.date(), granularity) for day in shown.index])
    headings = [Column(t(language, "chart.period"))]
    headings += [Column(line.name, Kind.PERCENT) for line in (*lines, *targets)]
    said = [*_said(lines, granularity, language, measure), *_targets_said(targets, language, measure)]
    return Chart(
        spec=_spec(lines, targets, granularity, language, measure),
        alt=" ".join([f"{caption}.", *said]),
        table=table(caption, headings, shown),
    )


def _said(lines: Sequence[Line], granularity: Granularity, language: Language, measure: Measure) -> list[str]:
    """The first and the last value of each."""
    sentences = []
    for line in lines:
        known = line.values.dropna(subset=["rate_pct"])
        if known.empty:
            sentences.append(t(language, "chart.line_unknown", name=line.name))
            continue
        first, last = known.iloc[0], known.iloc[-1]
        values = {"name": line.name, "first_rate": percent(language, measure.of(first["rate_pct"]))}
        values |= {"last_rate": percent(language, measure.of(last["rate_pct"]))}
        days = {"first": first["period_start"].date(), "last": last["period_start"].date()}
        values |= {name: period(language, day, granularity) for name, day in days.items()}
        sentences.append(t(language, "chart.line_said", **values))
    return sentences


def _targets_said(targets: Sequence[Line], language: Language, measure: Measure) -> list[str]:
    """What is wanted at the end."""
    known = [(line.name, line.values["rate_pct"].dropna()) for line in targets]
    return [
        t(language, "chart.target_said", target=name, rate=percent(language, measure.of(rates.iloc[-1])))
        for name, rates in known
        if len(rates)
    ]


def _target(
    line: Line, told: dict[str, Any], granularity: Granularity, language: Language, measure: Measure
) -> list[dict[str, Any]]:
    """A target as steps, with its level where it begins and wherever it changes."""
    known = line.values.dropna(subset=["rate_pct"])
    begins = known[known["rate_pct"].diff() != 0]
    # In front of the step, where the figures' own ends are not; above it where the figures begin with it.
    in_front = bool(len(known)) and known.index[0] > len(line.values) // 3
    days = known["period_start"].reset_index(drop=True)
    wanted = measure.of(known["rate_pct"]).reset_index(drop=True)
    corners = flat(days, days + pd.DateOffset(months=MONTHS_IN[granularity]), wanted)
    y = {"field": "rate", "type": "quantitative"}
    return [
        {
            "data": {
                "values": [
                    {"day": local(day), "series": line.name, "rate": number_or_none(rate)}
                    for day, rate in zip(*corners, strict=True)
                ]
            },
            "mark": {"type": "line", "invalid": "break-paths-show-domains", "strokeWidth": 3},
            "encoding": {"x": TIME, "y": y, "color": told["color"], "strokeDash": told["strokeDash"]},
        },
        {
            "data": {
                "values": [
                    {
                        "day": local(row.period_start),
                        "rate": number_or_none(measure.of(row.rate_pct)),
                        "text": percent(language, measure.of(row.rate_pct)),
                    }
                    for row in begins.itertuples(index=False)
                ]
            },
            "mark": {
                "type": "text",
                "align": "right" if in_front else "left",
                "dx": -6 if in_front else 0,
                "dy": 0 if in_front else -9,
                "color": TARGET,
                "fontWeight": "bold",
            },
            "encoding": {"x": TIME, "y": y, "text": {"field": "text"}},
        },
    ]


def _spec(
    lines: Sequence[Line], targets: Sequence[Line], granularity: Granularity, language: Language, measure: Measure
) -> dict[str, Any]:
    names = [line.name for line in (*lines, *targets)]
    n = len(targets)
    legend = {"title": None, "orient": "top", "symbolSize": 220, "symbolStrokeWidth": 0, "labelLimit": 300}
    scales = {
        "color": [*LINES[: len(lines)], *[TARGET] * n],
        "strokeDash": [*DASHES[: len(lines)], *DASHES[:n]],
        "shape": [*SHAPES[: len(lines)], *[BAR] * n],
    }
    told = {
        channel: {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": names, "range": scale},
            # Dashes in the legend would be drawn around its marks.
            "legend": None if channel == "strokeDash" else legend,
        }
        for channel, scale in scales.items()
    }
    values = [
        {
            "day": local(row.period_start),
            "period": period(language, row.period_start.date(), granularity),
            "series": line.name,
            "rate": number_or_none(measure.of(row.rate_pct)),
            "text": t(language, "table.missing")
            if pd.isna(row.rate_pct)
            else percent(language, measure.of(row.rate_pct)),
            # A mark at every point would be a thick line; one now and then tells the lines apart without colour.
            "marked": place % max(1, len(line.values) // 8) == 0,
        }
        for line in lines
        for place, row in enumerate(line.values[["period_start", "rate_pct"]].itertuples(index=False))
    ]
    known = [line.values.dropna(subset=["rate_pct"]) for line in lines]
    newest = [rows.iloc[-1] for rows in known if len(rows)]
    rates = [float(measure.of(row["rate_pct"])) for row in newest]
    shown = measure.of(pd.concat(known)["rate_pct"]) if known else pd.Series(dtype=float)
    span = shown.max() - (0 if measure is Measure.ABSENCE else shown.min())
    ends = [
        {"day": local(row["period_start"]), "rate": number_or_none(height), "text": percent(language, rate)}
        for row, rate, height in zip(newest, rates, apart(rates, span), strict=True)
    ]
    y = rate_axis(language, measure)
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "encoding": {"x": TIME, "y": y},
                "layer": [
                    {
                        "mark": {"type": "line", "invalid": "break-paths-show-domains", "strokeWidth": 3},
                        "encoding": {"color": told["color"], "strokeDash": told["strokeDash"]},
                    },
                    {
                        "transform": [{"filter": "datum.marked"}],
                        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                        "encoding": {
                            "color": told["color"],
                            "shape": told["shape"],
                            "tooltip": [
                                {"field": "period", "title": t(language, "chart.period")},
                                {"field": "series", "title": t(language, "chart.series")},
                                {"field": "text", "title": t(language, f"measure.{measure}_pct")},
                            ],
                        },
                    },
                ],
            },
            {
                "data": {"values": ends},
                "mark": {"type": "text", "align": "left", "dx": 8, "fontWeight": "bold"},
                "encoding": {
                    "x": TIME,
                    "y": {"field": "rate", "type": "quantitative"},
                    "text": {"field": "text"},
                },
            },
            *[layer for line in targets for layer in _target(line, told, granularity, language, measure)],
        ],
    }
