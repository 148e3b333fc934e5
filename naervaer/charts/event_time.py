"""The difference from what was expected, year by year before and after the start."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, captioned, table
from naervaer.charts.theme import AFTER, BEFORE, config
from naervaer.i18n import points, signed, t
from naervaer.model import Language, Measure


HEIGHT = 280  # pixels


def event_time(windows: Sequence[Mapping[str, Any]], language: Language, measure: Measure = Measure.ABSENCE) -> Chart:
    """A point with its range per year from the start; without an initiative all of them should lie around zero.

    windows: `event_time` of the analysis: window ("-24..-13", months from the start), effect_pp and ci95_pp in
    percentage points of absence, shown in the measure.
    """
    rows = [
        {
            "window": _name(window["window"], language),
            "after": not window["window"].startswith("-"),
            "effect": measure.change(window["effect_pp"]),
            **dict(zip(("low", "high"), _ends(window["ci95_pp"], measure), strict=True)),
        }
        for window in windows
    ]
    frame = pd.DataFrame(rows, columns=["window", "after", "effect", "low", "high"])
    said = [
        t(language, "chart.event_alt_row", window=row["window"], difference=points(language, row["effect"]))
        for row in rows
    ]
    headings = [
        Column(t(language, "chart.from_start")),
        Column(t(language, "chart.difference"), Kind.POINTS),
        Column(t(language, "chart.lowest"), Kind.POINTS),
        Column(t(language, "chart.highest"), Kind.POINTS),
    ]
    caption = captioned(t(language, "chart.event_caption"), language, measure)
    numbers = table(caption, headings, frame[["window", "effect", "low", "high"]])
    return Chart(_spec(rows, language), " ".join([t(language, "chart.event_alt"), *said]), numbers)


def _ends(range_pp: Sequence[float] | None, measure: Measure) -> list[float] | list[None]:
    """The lower and the upper end of a range in the measure; a single unit has none."""
    return [None, None] if range_pp is None else sorted(measure.change(end) for end in range_pp)


def _name(window: str, language: Language) -> str:
    """ "-24..-13" as "2. år før", "0-11" as "Første år etter"."""
    if window.startswith("-"):
        return t(language, "chart.years_before", n=-int(window.split("..")[0]) // 12)
    return t(language, "chart.years_after", n=int(window.split("-")[1]) // 12 + 1)


def _spec(rows: list[dict[str, Any]], language: Language) -> dict[str, Any]:
    values = [
        {
            **row,
            "text": points(language, row["effect"]),
            "range": ""  # a single unit has no range of its own
            if row["low"] is None
            else t(language, "chart.range", low=signed(language, row["low"]), high=signed(language, row["high"])),
        }
        for row in rows
    ]
    colour = {"condition": {"test": "datum.after", "value": AFTER}, "value": BEFORE}
    y = {"type": "quantitative", "scale": {"zero": True}}
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": [{"zero": 0}]},
                "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.7},
                "encoding": {"y": {"field": "zero", "type": "quantitative"}},
            },
            {
                "data": {"values": values},
                "encoding": {
                    "x": {
                        "field": "window",
                        "type": "nominal",
                        "sort": None,
                        "axis": {"title": None, "labelAngle": 0, "labelFontSize": 14, "labelFlush": False},
                    },
                    "tooltip": [
                        {"field": "window", "title": t(language, "chart.from_start")},
                        {"field": "text", "title": t(language, "chart.difference")},
                        {"field": "range", "title": t(language, "chart.range_title")},
                    ],
                },
                "layer": [
                    {
                        "mark": {"type": "rule", "strokeWidth": 3},
                        "encoding": {
                            "y": {
                                "field": "low",
                                "axis": {
                                    "title": t(language, "chart.difference"),
                                    "labelExpr": "datum.value == 0 ? '0' : format(datum.value, '+,.1~f')",
                                    "tickCount": 5,
                                },
                                **y,
                            },
                            "y2": {"field": "high"},
                            "color": colour,
                        },
                    },
                    {
                        "mark": {"type": "point", "size": 160, "strokeWidth": 2.5, "opacity": 1},
                        "encoding": {
                            "y": {"field": "effect", **y},
                            "stroke": colour,
                            "fill": {"condition": {"test": "datum.after", "value": AFTER}, "value": "transparent"},
                        },
                    },
                ],
            },
        ],
    }
