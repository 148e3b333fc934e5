"""Units by their size and rate, with the limits that chance and ordinary variation keep them within."""

from typing import Any

import numpy as np
import pandas as pd

from naervaer.analysis.cost import DAYS_IN_A_POSITION
from naervaer.analysis.funnel import ACTION, WARNING, Funnel, Place
from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, EARLIER_YEARS, INK, PAGE, TEAL, config, percent_label
from naervaer.charts.trend import apart
from naervaer.figures.unit_comparison import Compared, positions, said
from naervaer.i18n import number, percent, t
from naervaer.model import Language, Measure


HEIGHT = 420  # pixels
POINTS_DRAWN = 60  # sizes at which the limits are drawn
LOOKS = {
    Place.USUAL: ("circle", EARLIER_YEARS, 90),
    Place.MAYBE_CHANCE: ("square", TEAL, 110),
    Place.STANDS_OUT: ("diamond", INK, 220),
}


def funnel(found: Compared, language: Language, measure: Measure = Measure.ABSENCE) -> Chart:
    """A mark for each unit. Raises ValueError where the units are not compared."""
    if found.funnel is None:
        raise ValueError("units that are not compared have no limits")
    return Chart(
        _spec(found, found.funnel, language, measure),
        " ".join(said(found, language, measure)),
        numbers(found, language, measure),
    )


def numbers(found: Compared, language: Language, measure: Measure = Measure.ABSENCE) -> Any:
    """The units by name, with their size, rate and, where they are compared, where they lie."""
    units = found.units
    columns = {
        Column(t(language, "field.unit")): units["unit"],
        Column(t(language, "field.service_area")): units["area"].replace("", None),
        Column(t(language, "unit_comparison.size"), Kind.COUNT): positions(units["possible"]),
        Column(t(language, f"measure.{measure}_pct"), Kind.PERCENT): measure.of(units["rate_pct"]),
    }
    if found.funnel is not None:
        columns[Column(t(language, "unit_comparison.place"))] = [
            t(language, f"unit_comparison.place_{place}") for place in units["place"]
        ]
    frame = pd.DataFrame({place: list(values) for place, values in enumerate(columns.values())})
    return table(t(language, "unit_comparison.caption"), list(columns), frame)


def _spec(found: Compared, limits: Funnel, language: Language, measure: Measure) -> dict[str, Any]:
    units = found.units
    x: dict[str, Any] = {
        "field": "size",
        "type": "quantitative",
        "scale": {"zero": False, "padding": 14},
        "axis": {"title": t(language, "unit_comparison.size"), "grid": False, "tickCount": 6, "format": "d"},
    }
    y: dict[str, Any] = {
        "field": "rate",
        "type": "quantitative",
        "scale": {"zero": measure is Measure.ABSENCE},
        "axis": {"title": t(language, f"measure.{measure}_pct"), "labelExpr": percent_label(language), "tickCount": 6},
    }
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [*_limits(units, limits, x, y, language, measure), *_marks(units, x, y, language, measure)],
    }


def _limits(
    units: pd.DataFrame, limits: Funnel, x: dict[str, Any], y: dict[str, Any], language: Language, measure: Measure
) -> list[dict[str, Any]]:
    """The centre and both limits, from the smallest unit to the largest; closer in the limits are nearly level."""
    sizes = np.geomspace(units["possible"].min() * 0.9, units["possible"].max() * 1.05, POINTS_DRAWN)
    lines = [("centre", np.full(len(sizes), limits.centre), [1, 0])]
    for name, confidence, dash in (("warning", WARNING, [6, 4]), ("action", ACTION, [1, 0])):
        lines += [(name, edge, dash) for edge in limits.limits(sizes, confidence)]
    return [
        {
            "data": {
                "values": [
                    {"size": round(size / DAYS_IN_A_POSITION, 3), "rate": round(float(measure.of(100 * rate)), 4)}
                    for size, rate in zip(sizes, rates, strict=True)
                ]
            },
            "mark": {
                "type": "line",
                "strokeDash": dash,
                "strokeWidth": 2.5 if name == "centre" else 1.5,
                "color": AFTER if name == "centre" else EARLIER_YEARS,
            },
            "encoding": {"x": x, "y": y},
        }
        for name, rates, dash in lines
    ]


def _marks(
    units: pd.DataFrame, x: dict[str, Any], y: dict[str, Any], language: Language, measure: Measure
) -> list[dict[str, Any]]:
    words = {place: t(language, f"unit_comparison.place_{place}") for place in LOOKS}
    values = [
        {
            "unit": row.unit,
            "size": round(row.possible / DAYS_IN_A_POSITION, 3),
            "rate": round(float(measure.of(row.rate_pct)), 4),
            "text": percent(language, measure.of(row.rate_pct)),
            "positions": number(language, row.possible / DAYS_IN_A_POSITION, 0),
            "place": words[row.place],
            "area": LOOKS[row.place][2],
        }
        for row in units.itertuples(index=False)
    ]
    domain = list(words.values())
    legend = {"title": None, "orient": "top", "labelLimit": 300, "symbolStrokeWidth": 1.5}
    channels = {
        "shape": [look for look, _, _ in LOOKS.values()],
        "fill": [PAGE, *(colour for _, colour, _ in list(LOOKS.values())[1:])],
        "stroke": [colour for _, colour, _ in LOOKS.values()],
    }
    looks = {
        channel: {"field": "place", "type": "nominal", "scale": {"domain": domain, "range": scale}, "legend": legend}
        for channel, scale in channels.items()
    }
    size = {"field": "area", "type": "quantitative", "scale": None, "legend": None}
    marks = {
        "data": {"values": values},
        "mark": {"type": "point", "strokeWidth": 1.8, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y,
            **looks,
            "size": size,
            "tooltip": [
                {"field": "unit", "title": t(language, "field.unit")},
                {"field": "text", "title": t(language, f"measure.{measure}_pct")},
                {"field": "positions", "title": t(language, "unit_comparison.size")},
                {"field": "place", "title": t(language, "unit_comparison.place")},
            ],
        },
    }
    named = [row for row in values if row["place"] == words[Place.STANDS_OUT]]
    heights = apart([row["rate"] for row in named], max(row["rate"] for row in values))
    middle = units["possible"].max() / DAYS_IN_A_POSITION / 2
    names = [
        {"unit": row["unit"], "size": row["size"], "rate": round(height, 4), "left": bool(row["size"] > middle)}
        for row, height in zip(named, heights, strict=True)
    ]
    sides = ((False, "left", 13), (True, "right", -13))
    texts: list[dict[str, Any]] = [
        {
            "data": {"values": [row for row in names if row["left"] is left]},
            "mark": {"type": "text", "align": align, "dx": shift, "fontWeight": "bold", "limit": 180},
            "encoding": {"x": x, "y": y, "text": {"field": "unit"}},
        }
        for left, align, shift in sides
        if any(row["left"] is left for row in names)
    ]
    return [marks, *texts]
