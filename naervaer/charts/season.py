"""What each month of the year has, all years together."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, config, percent_label
from naervaer.figures.sentences import months_of_year
from naervaer.i18n import percent, t
from naervaer.model import Language, Measure


HEIGHT = 280  # pixels


def season(rates: Sequence[tuple[int, float]], language: Language, measure: Measure = Measure.ABSENCE) -> Chart:
    """A bar per month or quarter of the year; attendance, which a bar from nought would not show, as a line.

    rates: number of the period's first calendar month (1-12), and the rate of absence in percent.
    """
    frame = pd.DataFrame(rates, columns=["month", "rate"])
    frame["rate"] = measure.of(frame["rate"])
    long, short = (
        [months_of_year(language, month, len(frame), size) for month in frame["month"]] for size in ("long", "short")
    )
    highest, lowest = frame["rate"].idxmax(), frame["rate"].idxmin()
    alt = t(
        language,
        "chart.season_alt",
        measure=t(language, f"measure.{measure}_the"),
        high=percent(language, frame["rate"][highest]),
        high_month=long[highest],
        low=percent(language, frame["rate"][lowest]),
        low_month=long[lowest],
    )
    headings = [Column(t(language, "chart.month")), Column(t(language, f"measure.{measure}_pct"), Kind.PERCENT)]
    key = "chart.season_caption" if measure is Measure.ABSENCE else "chart.season_caption_attendance"
    numbers = table(t(language, key), headings, frame[["rate"]].assign(name=long)[["name", "rate"]])
    values = [
        {"name": label, "rate": round(rate, 4), "text": percent(language, rate), "long": month}
        for label, month, rate in zip(short, long, frame["rate"], strict=True)
    ]
    return Chart(_spec(values, language, measure), alt, numbers)


def _spec(values: list[dict[str, Any]], language: Language, measure: Measure) -> dict[str, Any]:
    bar = {"type": "bar", "color": AFTER, "cornerRadiusEnd": 3}
    line = {"type": "line", "color": AFTER, "point": {"filled": True, "size": 80, "color": AFTER}}
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "mark": bar if measure is Measure.ABSENCE else line,
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
                            "title": t(language, f"measure.{measure}_pct"),
                            "labelExpr": percent_label(language),
                            "tickCount": 5,
                        },
                        "scale": {"zero": measure is Measure.ABSENCE},
                    },
                    "tooltip": [
                        {"field": "long", "title": t(language, "chart.month")},
                        {"field": "text", "title": t(language, f"measure.{measure}_pct")},
                    ],
                },
            }
        ],
    }
