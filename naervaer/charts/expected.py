"""What the units had, what was to be expected without the initiative, and how sure that is."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, captioned, table
from naervaer.charts.theme import AFTER, BEFORE, COMPARISON, config, percent_label
from naervaer.i18n import percent, points, t
from naervaer.model import Language, Measure


ROW = 56  # pixels: three rows that are read from the back of a room


def expected(
    estimate: Mapping[str, Any],
    before_pct: float | None,
    language: Language,
    measure: Measure = Measure.ABSENCE,
) -> Chart:
    """Three rows on one scale: before, expected without the initiative with its range, and what the units had.

    estimate: `expected` of the analysis: observed_pct, expected_pct (percent), effect_pp, ci95_pp (percentage points).
    before_pct: the units' rate in the same months a year earlier; None leaves that row out. All of them are of
    absence, and shown in the measure.
    """
    low, high = sorted(measure.change(end) for end in estimate["ci95_pp"])
    observed, wanted = measure.of(estimate["observed_pct"]), measure.of(estimate["expected_pct"])
    least, most = sorted(measure.of(end) for end in expected_range(estimate))
    before = None if before_pct is None else measure.of(before_pct)
    rows = [
        {"name": t(language, "chart.before_year"), "rate": before, "low": None, "high": None, "kind": "before"},
        {
            "name": t(language, "chart.expected"),
            "rate": wanted,
            "low": least,
            "high": most,
            "kind": "expected",
        },
        {"name": t(language, "chart.observed"), "rate": observed, "low": None, "high": None, "kind": "observed"},
    ]
    frame = pd.DataFrame([row for row in rows if row["rate"] is not None])
    alt = t(
        language,
        "chart.expected_alt",
        observed=percent(language, observed),
        expected=percent(language, wanted),
        difference=points(language, measure.change(estimate["effect_pp"])),
        low=points(language, low),
        high=points(language, high),
    )
    ranges = [_range(row.low, row.high, language) for row in frame.itertuples(index=False)]
    headings = [Column(t(language, "chart.figure")), Column(t(language, f"measure.{measure}_pct"), Kind.PERCENT)]
    headings.append(Column(t(language, "chart.range_title")))
    caption = captioned(t(language, "chart.expected_caption"), language, measure)
    numbers = table(caption, headings, frame[["name", "rate"]].assign(range=ranges))
    return Chart(_spec(frame, language, measure), alt, numbers)


def expected_range(estimate: Mapping[str, Any]) -> tuple[float, float]:
    """Between which percents of absence the expected rate lies: what the units had, less the ends of the difference."""
    low, high = estimate["ci95_pp"]
    return max(0.0, estimate["observed_pct"] - high), estimate["observed_pct"] - low


def _range(low: float | None, high: float | None, language: Language) -> str:
    """The range of what was expected; what was measured has none."""
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return ""
    return t(language, "chart.range", low=percent(language, low), high=percent(language, high))


def _spec(frame: pd.DataFrame, language: Language, measure: Measure) -> dict[str, Any]:
    kinds = ["before", "expected", "observed"]
    values = [
        {
            **{key: None if pd.isna(value) else value for key, value in row.items()},
            "text": percent(language, row["rate"]),
        }
        for row in frame.to_dict("records")
    ]
    colours = [BEFORE, COMPARISON, AFTER]
    x = {"type": "quantitative", "scale": {"zero": False, "nice": True, "padding": 30}}
    by_kind = {"field": "kind", "type": "nominal", "legend": None}
    return {
        "config": config(language),
        "height": {"step": ROW},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"values": values},
                "encoding": {
                    "y": {
                        "field": "name",
                        "type": "nominal",
                        "sort": list(frame["name"]),
                        "axis": {"title": None, "labelLimit": 320, "labelFontSize": 15, "labelFlush": False},
                    }
                },
                "layer": [
                    {
                        "mark": {"type": "bar", "height": 14, "cornerRadius": 7, "opacity": 0.35},
                        "encoding": {
                            "x": {
                                "field": "low",
                                "axis": {
                                    "title": t(language, f"measure.{measure}_pct"),
                                    "labelExpr": percent_label(language),
                                },
                                **x,
                            },
                            "x2": {"field": "high"},
                            "color": {**by_kind, "scale": {"domain": kinds, "range": colours}},
                        },
                    },
                    {
                        "mark": {"type": "point", "size": 220, "strokeWidth": 2.5, "opacity": 1},
                        "encoding": {
                            "x": {"field": "rate", **x},
                            "stroke": {**by_kind, "scale": {"domain": kinds, "range": colours}},
                            "fill": {
                                **by_kind,
                                "scale": {"domain": kinds, "range": ["transparent", COMPARISON, AFTER]},
                            },
                            "shape": {
                                **by_kind,
                                "scale": {"domain": kinds, "range": ["circle", "diamond", "circle"]},
                            },
                        },
                    },
                    {
                        "mark": {"type": "text", "dy": -18, "fontSize": 15, "fontWeight": "bold"},
                        "encoding": {"x": {"field": "rate", **x}, "text": {"field": "text"}},
                    },
                ],
            }
        ],
    }
