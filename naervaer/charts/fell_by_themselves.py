"""The units highest one year, and what they had the year after without any initiative."""

from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, BEFORE, COMPARISON, config, percent_label
from naervaer.i18n import NO_BREAK, month_short, number, percent, signed, t
from naervaer.model import Language


ROW = 46  # pixels

COLUMNS = ["first", "last", "before_pct", "after_pct", "all_after_pct", "change_pp", "expected_pp"]


def fell_by_themselves(years: pd.DataFrame, n: int, language: Language) -> Chart:
    """A row per year in which the n highest were picked, the newest first.

    years: COLUMNS: first and last day of the year they were picked in; rates in percent in that year, the year after,
    and of all units the year after; their change and the change chance leads to expect, in percentage points.
    """
    names = [_year(row.first, row.last, language) for row in years.itertuples(index=False)]
    frame = years.assign(name=names)
    alt = t(language, "chart.fell_alt", n=n)
    said = [
        t(
            language,
            "chart.fell_alt_row",
            year=row.name,
            before=percent(language, row.before_pct),
            after=percent(language, row.after_pct),
        )
        for row in frame.itertuples(index=False)
    ]
    headings = [
        Column(t(language, "chart.picked_in")),
        Column(t(language, "chart.that_year"), Kind.PERCENT),
        Column(t(language, "chart.year_after"), Kind.PERCENT),
        Column(t(language, "chart.change"), Kind.POINTS),
        Column(t(language, "chart.fall_expected"), Kind.POINTS),
        Column(t(language, "chart.all_year_after"), Kind.PERCENT),
    ]
    shown = frame[["name", "before_pct", "after_pct", "change_pp", "expected_pp", "all_after_pct"]]
    numbers = table(t(language, "chart.fell_caption", n=n), headings, shown)
    return Chart(_spec(frame, language), " ".join([alt, *said]), numbers)


def _year(first: pd.Timestamp, last: pd.Timestamp, language: Language) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{month_short(language, first.date())}–{month_short(language, last.date())}".replace(" ", NO_BREAK)


def _spec(frame: pd.DataFrame, language: Language) -> dict[str, Any]:
    kinds = {"before_pct": "that_year", "after_pct": "year_after", "all_after_pct": "all_year_after"}
    dots = [
        {
            "name": row["name"],
            "kind": t(language, f"chart.{kind}"),
            "rate": round(row[column], 4),
            "text": number(language, row[column]),
            "change": signed(language, row["change_pp"]),
        }
        for row in frame.to_dict("records")
        for column, kind in kinds.items()
    ]
    lines = [
        {"name": row.name, "before": round(row.before_pct, 4), "after": round(row.after_pct, 4)}
        for row in frame.itertuples(index=False)
    ]
    order = list(frame["name"])
    y = {
        "field": "name",
        "type": "nominal",
        "sort": order,
        "axis": {"title": None, "labelLimit": 170, "labelFlush": False},
    }
    domain = [t(language, f"chart.{kind}") for kind in kinds.values()]
    legend = {"title": None, "orient": "top", "columns": 1, "labelLimit": 320, "symbolSize": 130}
    by_kind = {"field": "kind", "type": "nominal", "sort": None}
    x = {"field": "rate", "type": "quantitative", "scale": {"zero": False, "padding": 20}}
    return {
        "config": config(language),
        "height": {"step": ROW},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"values": dots},
                "mark": {"type": "point", "size": 170, "strokeWidth": 2.5, "opacity": 1},
                "encoding": {
                    "y": y,
                    "x": {**x, "axis": {"title": t(language, "chart.rate"), "labelExpr": percent_label(language)}},
                    "stroke": {
                        **by_kind,
                        "scale": {"domain": domain, "range": [BEFORE, AFTER, COMPARISON]},
                        "legend": legend,
                    },
                    "fill": {
                        **by_kind,
                        "scale": {"domain": domain, "range": ["transparent", AFTER, COMPARISON]},
                        "legend": legend,
                    },
                    "shape": {
                        **by_kind,
                        "scale": {"domain": domain, "range": ["circle", "circle", "diamond"]},
                        "legend": legend,
                    },
                    "tooltip": [
                        {"field": "name", "title": t(language, "chart.picked_in")},
                        {"field": "kind", "title": t(language, "chart.figure")},
                        {"field": "text", "title": t(language, "chart.rate")},
                        {"field": "change", "title": t(language, "chart.change")},
                    ],
                },
            },
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "strokeWidth": 2.5, "color": BEFORE, "opacity": 0.55},
                "encoding": {
                    "y": {"field": "name", "type": "nominal", "sort": order},
                    "x": {"field": "before", "type": "quantitative"},
                    "x2": {"field": "after"},
                },
            },
        ],
    }
