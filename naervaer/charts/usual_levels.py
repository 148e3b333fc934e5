"""Each unit's last year, and the level another year is to be expected to have; by name, never by how high."""

from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, captioned, table
from naervaer.charts.theme import AFTER, BEFORE, COMPARISON, ROW_HEIGHT, config, percent_label
from naervaer.i18n import percent, t
from naervaer.model import Language, Measure


RATES = ["rate_pct", "usual_pct", "centre_pct"]
LABEL_WIDTH = 260  # pixels, as beside the units before and after


def usual_levels(units: pd.DataFrame, language: Language, measure: Measure = Measure.ABSENCE) -> Chart:
    """A ring for the last year, a dot for the usual level, a tick for the kind.

    units: unit, rate_pct, usual_pct, centre_pct (percent of absence), high (bool), one row each, in the order they are
    drawn.
    """
    known = units.dropna(subset=["usual_pct"]).copy()
    known[RATES] = measure.of(known[RATES])
    words = {True: t(language, f"review.surely_{measure}"), False: t(language, f"review.not_surely_{measure}")}
    columns = [
        Column(t(language, "chart.unit")),
        Column(t(language, "chart.last_year"), Kind.PERCENT),
        Column(t(language, "chart.usual_level"), Kind.PERCENT),
        Column(t(language, "chart.kind_level"), Kind.PERCENT),
        Column(t(language, "review.judgement")),
    ]
    rows = known.assign(word=[words[bool(high)] for high in known["high"]])
    nearer = int(((known["rate_pct"] - known["usual_pct"]).abs() > 0.05).sum())
    alt = t(language, f"chart.usual_levels_alt_{measure}", n=len(known), high=int(known["high"].sum()), nearer=nearer)
    caption = captioned(t(language, "chart.usual_levels_caption"), language, measure)
    return Chart(_spec(known, language, measure), alt, table(caption, columns, rows[["unit", *RATES, "word"]]))


def _spec(known: pd.DataFrame, language: Language, measure: Measure) -> dict[str, Any]:
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
        "scale": {"zero": measure is Measure.ABSENCE},
        "axis": {"title": t(language, f"measure.{measure}_pct"), "labelExpr": percent_label(language), "tickCount": 6},
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
                        {"field": "text", "title": t(language, f"measure.{measure}_pct")},
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
