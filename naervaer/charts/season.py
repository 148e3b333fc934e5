"""What each month of the year has, all years together."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, config, percent_label
from naervaer.figures.sentences import months_of_year
from naervaer.i18n import percent, t
from naervaer.model import Language


HEIGHT = 280  # pixels


def season(rates: Sequence[tuple[int, float]], language: Language) -> Chart:
    """A bar per month or quarter of the year.

    rates: number of the period's first calendar month (1-12), and the rate in percent.
    """
    frame = pd.DataFrame(rates, columns=["month", "rate"])
    long, short = (
        [months_of_year(language, month, len(frame), size) for month in frame["month"]] for size in ("long", "short")
    )
    highest, lowest = frame["rate"].idxmax(), frame["rate"].idxmin()
    alt = t(
        language,
        "chart.season_alt",
        high=percent(language, frame["rate"][highest]),
        high_month=long[highest],
        low=percent(language, frame["rate"][lowest]),
        low_month=long[lowest],
    )
    headings = [Column(t(language, "chart.month")), Column(t(language, "chart.rate"), Kind.PERCENT)]
    numbers = table(t(language, "chart.season_caption"), headings, frame[["rate"]].assign(name=long)[["name", "rate"]])
    values = [
        {"name": label, "rate": round(rate, 4), "text": percent(language, rate), "long": month}
        for label, month, rate in zip(short, long, frame["rate"], strict=True)
    ]
    return Chart(_spec(values, language), alt, numbers)


def _spec(values: list[dict[str, Any]], language: Language) -> dict[str, Any]:
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "bar", "color": AFTER, "cornerRadiusEnd": 3},
                "encoding": {
                    "x": {
                        "field": "name",
                        "type": "nominal",
                        "sort": None,
                        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
                    },
                    "y": {
                        "field": "rate",
                        "type": "quantitative",
                        "axis": {
                            "title": t(language, "chart.rate"),
                            "labelExpr": percent_label(language),
                            "tickCount": 5,
                        },
                    },
                    "tooltip": [
                        {"field": "long", "title": t(language, "chart.month")},
                        {"field": "text", "title": t(language, "chart.rate")},
                    ],
                },
            }
        ],
    }
