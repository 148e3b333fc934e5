"""How far each element is in use in each unit, assessment by assessment: numbers on a ground that darkens with them."""

from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, ROW_HEIGHT, config
from naervaer.i18n import month_short, percent, t
from naervaer.model import Language


COLUMNS = ["row", "item", "assessed_on", "degree_pct", "n"]
LABEL_WIDTH = 220  # pixels a unit's name may take
DEEPEST = 0.4  # opacity of the ground at 100 percent: the number on it keeps 4.5:1 on both pages (WCAG 1.4.3)
LIGHTEST = 0.04
BETWEEN = "\u2063"  # the invisible separator: no name of a unit or an element has it


def degrees(rows: pd.DataFrame, language: Language) -> Chart:
    """rows: COLUMNS in the order they are drawn; row is a unit, or all of them together; n how many units it is of."""
    newest = rows.sort_values("assessed_on").drop_duplicates(["row", "item"], keep="last")
    lowest, highest = newest.loc[newest["degree_pct"].idxmin()], newest.loc[newest["degree_pct"].idxmax()]
    alt = t(
        language,
        "degrees.alt",
        n=len(rows["row"].unique()),
        lowest=percent(language, lowest["degree_pct"], 0),
        lowest_item=lowest["item"],
        lowest_row=lowest["row"],
        highest=percent(language, highest["degree_pct"], 0),
        highest_item=highest["item"],
        highest_row=highest["row"],
    )
    headings = [
        Column(t(language, "plan.row")),
        Column(t(language, "degrees.element")),
        Column(t(language, "degrees.assessed"), Kind.MONTH),
        Column(t(language, "degrees.degree"), Kind.PERCENT),
        Column(t(language, "overview.units"), Kind.COUNT),
    ]
    numbers = table(t(language, "degrees.caption"), headings, rows[COLUMNS])
    return Chart(_spec(rows, language), alt, numbers)


def _spec(rows: pd.DataFrame, language: Language) -> dict[str, Any]:
    months = [month_short(language, value) for value in sorted(set(rows["assessed_on"]))]
    values = [
        {
            "row": one.row,
            "item": one.item,
            "month": month_short(language, one.assessed_on),
            "depth": round(LIGHTEST + (DEEPEST - LIGHTEST) * one.degree_pct / 100, 3),
            "degree": percent(language, one.degree_pct, 0),
        }
        for one in rows.itertuples(index=False)
    ]
    names = list(dict.fromkeys(rows["row"]))
    items = list(dict.fromkeys(rows["item"]))
    for value in values:
        value["line"] = f"{value['row']}{BETWEEN}{value['item']}"
    known = {value["line"] for value in values}
    lines = []
    for name in names:  # a unit's name stands over its elements, so that neither is cut off on a phone
        lines += [f"{name}{BETWEEN}", *(f"{name}{BETWEEN}{item}" for item in items)]
    over = f"split(datum.value, '{BETWEEN}')[1] == ''"
    return {
        "config": config(language),
        "height": {"step": ROW_HEIGHT},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"values": values},
                "encoding": {
                    "x": {
                        "field": "month",
                        "type": "nominal",
                        "sort": None,
                        "scale": {"domain": list(dict.fromkeys(months))},
                        "axis": {"title": None, "labelAngle": 0, "orient": "top"},
                    },
                    "y": {
                        "field": "line",
                        "type": "nominal",
                        "sort": None,
                        "scale": {"domain": [line for line in lines if line in known or line.endswith(BETWEEN)]},
                        "axis": {
                            "title": None,
                            "labelLimit": LABEL_WIDTH,
                            "labelFlush": False,
                            "labelExpr": f"split(datum.value, '{BETWEEN}')[{over} ? 0 : 1]",
                            "labelFontWeight": {"condition": {"test": over, "value": "bold"}, "value": "normal"},
                        },
                    },
                    "tooltip": [
                        {"field": "row", "title": t(language, "plan.row")},
                        {"field": "item", "title": t(language, "degrees.element")},
                        {"field": "month", "title": t(language, "degrees.assessed")},
                        {"field": "degree", "title": t(language, "degrees.degree")},
                    ],
                },
                "layer": [
                    {
                        "mark": {"type": "rect", "cornerRadius": 3},
                        "encoding": {
                            "color": {"value": AFTER},
                            "fillOpacity": {"field": "depth", "type": "quantitative", "scale": None, "legend": None},
                        },
                    },
                    {
                        "mark": {"type": "text", "fontSize": 13},
                        "encoding": {"text": {"field": "degree"}},
                    },
                ],
            }
        ],
    }
