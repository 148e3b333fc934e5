"""Each unit before and after, sorted by change: a ring for before, a dot for after, a line between them."""

import json
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, captioned, table
from naervaer.charts.theme import AFTER, BEFORE, COMPARISON, ROW_HEIGHT, config, percent_label
from naervaer.i18n import percent, points, t
from naervaer.model import Language, Measure


LABEL_WIDTH = 260  # pixels for a unit's name; a longer one ends in … and stands whole in the tooltip and the table


def before_after(
    rows: pd.DataFrame, language: Language, measure: Measure = Measure.ABSENCE, *, like_for_like: bool = True
) -> Chart:
    """Before and after for units, with the pooled rows of the area and of the rest of the municipality first.

    rows: name, before_pct, after_pct, change_pp, months (text), pooled ("unit" | "area" | "rest"), one row each. Rates
    of absence in percent, changes in percentage points; they are shown in the measure. Rows without both sides belong
    with those that cannot be shown, not here.
    like_for_like: whether the two sides are the same months of two years; where they are not, the headings say so.
    """
    rows = rows.sort_values("change_pp", kind="stable")
    pooled = rows[rows["pooled"] != "unit"].sort_values("pooled", kind="stable")
    units = rows[rows["pooled"] == "unit"].copy()
    ordered = pd.concat([pooled, units])
    for frame in (ordered, pooled, units):
        frame[["before_pct", "after_pct"]] = measure.of(frame[["before_pct", "after_pct"]])
        frame["change_pp"] = measure.change(frame["change_pp"])
    months = t(language, "chart.months_compared" if like_for_like else "chart.months_set_against")
    caption = t(language, "chart.before_after_caption" if like_for_like else "chart.before_after_caption_unlike")
    columns = [
        Column(t(language, "chart.unit")),
        Column(t(language, "chart.before"), Kind.PERCENT),
        Column(t(language, "chart.after"), Kind.PERCENT),
        Column(t(language, "chart.change"), Kind.POINTS),
        Column(months),
    ]
    return Chart(
        spec=_spec(ordered, months, language, measure),
        alt=_alt(units, pooled, language),
        table=table(
            captioned(caption, language, measure),
            columns,
            ordered[["name", "before_pct", "after_pct", "change_pp", "months"]],
        ),
    )


def _alt(units: pd.DataFrame, pooled: pd.DataFrame, language: Language) -> str:
    sentence = t(
        language,
        "chart.before_after_alt",
        n=len(units),
        lower=int((units["change_pp"] < 0).sum()),
        higher=int((units["change_pp"] > 0).sum()),
    )
    said = [
        t(
            language,
            "chart.before_after_alt_row",
            name=row.name,
            before=percent(language, row.before_pct),
            after=percent(language, row.after_pct),
        )
        for row in pooled.itertuples(index=False)
    ]
    return " ".join([sentence, *said])


def _spec(rows: pd.DataFrame, months: str, language: Language, measure: Measure) -> dict[str, Any]:
    sides = [t(language, "chart.before"), t(language, "chart.after"), t(language, "chart.after_others")]
    pooled = [row.name for row in rows.itertuples(index=False) if row.pooled != "unit"]
    takes_part = "datum.pooled != 'rest'"
    bold = f"indexof({json.dumps(pooled)}, datum.value) >= 0"
    x = {
        "type": "quantitative",
        "scale": {"zero": measure is Measure.ABSENCE},
        "title": t(language, f"measure.{measure}_pct"),
    }
    side = {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": sides, "range": [BEFORE, AFTER, COMPARISON]},
        "legend": {"title": None, "orient": "top", "labelLimit": 400, "symbolStrokeWidth": 2},
    }
    # Shape and filling tell the sides apart as well as colour does (WCAG 1.4.1).
    filling = {**side, "scale": {"domain": sides, "range": ["transparent", AFTER, COMPARISON]}}
    shape = {**side, "scale": {"domain": sides, "range": ["circle", "circle", "diamond"]}}
    return {
        "config": config(language),
        "height": {"step": ROW_HEIGHT},
        "autosize": {"type": "fit-x", "contains": "padding"},
        # The data stand inside the layer, not on top: there Streamlit leaves them in the specification instead of
        # turning them into a second Arrow table on every rerun.
        "layer": [
            {
                "data": {"values": _values(rows, language)},
                "encoding": {
                    "y": {
                        "field": "name",
                        "type": "nominal",
                        "sort": None,
                        "axis": {
                            "title": None,
                            "labelLimit": LABEL_WIDTH,
                            "labelBaseline": "middle",
                            "labelFlush": False,
                            "labelFontWeight": {"condition": {"test": bold, "value": "bold"}, "value": "normal"},
                            "grid": True,
                        },
                    },
                    "tooltip": [
                        {"field": "name", "title": t(language, "chart.unit")},
                        {"field": "before_text", "title": sides[0]},
                        {"field": "after_text", "title": sides[1]},
                        {"field": "change_text", "title": t(language, "chart.change")},
                        {"field": "months", "title": months},
                    ],
                },
                "layer": [
                    {
                        "mark": {"type": "rule", "strokeWidth": 3},
                        "encoding": {
                            "x": {
                                "field": "before_pct",
                                "axis": {"labelExpr": percent_label(language), "orient": "top", "tickCount": 6},
                                **x,
                            },
                            "x2": {"field": "after_pct"},
                            "color": {"condition": {"test": takes_part, "value": AFTER}, "value": COMPARISON},
                            "opacity": {"value": 0.45},
                        },
                    },
                    {
                        "transform": [
                            {"calculate": _sides(sides), "as": "point"},
                            {"flatten": ["point"]},
                            {"calculate": "datum.point.side", "as": "side"},
                            {"calculate": "datum.point.rate", "as": "rate"},
                        ],
                        "mark": {"type": "point", "size": 110, "strokeWidth": 2, "opacity": 1},
                        "encoding": {
                            "x": {"field": "rate", **x},
                            "stroke": side,
                            "fill": filling,
                            "shape": shape,
                        },
                    },
                ],
            }
        ],
    }


def _sides(sides: list[str]) -> str:
    """The Vega expression that makes two points of a row: before, and after (of those in it, or of the others)."""
    before, after, others = map(json.dumps, sides)
    return (
        f"[{{side: {before}, rate: datum.before_pct}}, "
        f"{{side: datum.pooled == 'rest' ? {others} : {after}, rate: datum.after_pct}}]"
    )


def _values(rows: pd.DataFrame, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name,
            "pooled": row.pooled,
            "before_pct": round(row.before_pct, 4),
            "after_pct": round(row.after_pct, 4),
            "before_text": percent(language, row.before_pct),
            "after_text": percent(language, row.after_pct),
            "change_text": points(language, row.change_pp),
            "months": row.months,
        }
        for row in rows.itertuples(index=False)
    ]
