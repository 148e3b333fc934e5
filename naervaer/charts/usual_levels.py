"""Each unit's last year, and the level another year is to be expected to have; by name, never by how high."""

from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, BEFORE, COMPARISON, ROW_HEIGHT, config, percent_label
from naervaer.i18n import percent, t
from naervaer.model import Language


LABEL_WIDTH = 260  # pixels, as beside the units before and after


def usual_levels(units: pd.DataFrame, language: Language) -> Chart:
    """A ring for the last year, a dot for the usual level, a tick for the kind.

    units: unit, rate_pct, usual_pct, centre_pct (percent), high (bool), one row each, in the order they are drawn.
    """
    known = units.dropna(subset=["usual_pct"])
    words = {True: t(language, "review.surely"), False: t(language, "review.not_surely")}
    columns = [
        Column(t(language, "chart.unit")),
        Column(t(language, "chart.last_year"), Kind.PERCENT),
        Column(t(language, "chart.usual_level"), Kind.PERCENT),
        Column(t(language, "chart.kind_level"), Kind.PERCENT),
        Column(t(language, "review.judgement")),
    ]
    rows = known.assign(word=[words[bool(high)] for high in known["high"]])
    nearer = int(((known["rate_pct"] - known["usual_pct"]).abs() > 0.05).sum())
    alt = t(language, "chart.usual_levels_alt", n=len(known), high=int(known["high"].sum()), nearer=nearer)
    numbers = table(
        t(language, "chart.usual_levels_caption"),
        columns,
        rows[["unit", "rate_pct", "usual_pct", "centre_pct", "word"]],
    )
    return Chart(_spec(known, language), alt, numbers)


def _spec(known: pd.DataFrame, language: Language) -> dict[str, Any]:
    names = {
        "rate_pct": (t(language, "chart.last_year"), BEFORE, "circle", "transparent"),
        "usual_pct": (t(language, "chart.usual_level"), AFTER, "circle", AFTER),
        "centre_pct": (t(language, "chart.kind_level"), COMPARISON, "diamond", COMPARISON),
    }
    values = [
        {
            # Two units of one name are two rows.
            "row": f"{place}",
            "unit": row["unit"],
            "kind": name,
            "rate": round(float(row[field]), 4),
            "text": percent(language, row[field]),
        }
        for place, row in enumerate(known.to_dict("records"))
        for field, (name, *_) in names.items()
    ]
    lines = [
        {"row": f"{place}", "from": round(float(row["rate_pct"]), 4), "to": round(float(row["usual_pct"]), 4)}
        for place, row in enumerate(known.to_dict("records"))
    ]
    order = [f"{place}" for place in range(len(known))]
    y: dict[str, Any] = {
        "field": "row",
        "type": "nominal",
        "sort": order,
        "axis": {
            "title": None,
            "labelLimit": LABEL_WIDTH,
            "labelExpr": f"{[str(unit) for unit in known['unit']]}[toNumber(datum.value)]",
            "grid": False,
        },
    }
    x: dict[str, Any] = {
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": t(language, "chart.rate"), "labelExpr": percent_label(language), "tickCount": 6},
    }
    domain = [name for name, *_ in names.values()]
    legend = {"title": None, "orient": "top", "labelLimit": 300}
    channels = {"stroke": 1, "shape": 2, "fill": 3}
    looks = {
        channel: {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": domain, "range": [look[place] for look in names.values()]},
            "legend": legend,
        }
        for channel, place in channels.items()
    }
    return {
        "config": config(language),
        "height": max(3, len(known)) * ROW_HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "point", "size": 90, "strokeWidth": 2.2, "opacity": 1},
                "encoding": {
                    "y": y,
                    "x": {**x, "field": "rate"},
                    **looks,
                    "tooltip": [
                        {"field": "unit", "title": t(language, "chart.unit")},
                        {"field": "kind", "title": t(language, "chart.series")},
                        {"field": "text", "title": t(language, "chart.rate")},
                    ],
                },
            },
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "strokeWidth": 1.5, "color": BEFORE},
                "encoding": {"y": y, "x": {**x, "field": "from"}, "x2": {"field": "to"}},
            },
        ],
    }
