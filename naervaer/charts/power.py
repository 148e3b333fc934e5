"""The chance of a clear answer, by how many units take part."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, START, TARGET, config
from naervaer.i18n import chance, t
from naervaer.model import Language


HEIGHT = 400  # pixels
AIM = 0.8  # the chance that studies are planned for (Cohen 1988)

Chances = Sequence[tuple[int, int, float]]


def power(chances: Chances, chosen: int, language: Language) -> Chart:
    """A line for each time of following, over the number of units.

    chances: months followed, units, chance (0..1). chosen: how many units are chosen now.
    """
    frame = pd.DataFrame(chances, columns=["months", "n", "chance"])
    now = frame[frame["n"] == chosen]
    said = [
        t(language, "chart.power_alt_row", months=row.months, chance=chance(language, row.chance))
        for row in now.itertuples(index=False)
    ]
    lengths = sorted(set(frame["months"]))
    wide = frame.pivot(index="n", columns="months", values="chance")[lengths] * 100
    headings = [Column(t(language, "chart.units_taking_part"), Kind.COUNT)]
    headings += [Column(t(language, "chart.power_after", months=months), Kind.PERCENT) for months in lengths]
    numbers = table(t(language, "chart.power_caption"), headings, wide.reset_index())
    return Chart(_spec(frame, chosen, language), " ".join([t(language, "chart.power_alt", n=chosen), *said]), numbers)


def _spec(frame: pd.DataFrame, chosen: int, language: Language) -> dict[str, Any]:
    values = [
        {
            "n": row.n,
            "chance": round(row.chance, 4),
            "line": t(language, "chart.power_months", months=row.months),
            "text": chance(language, row.chance),
            "chosen": bool(row.n == chosen),
        }
        for row in frame.sort_values(["months", "n"]).itertuples(index=False)
    ]
    x = {
        "field": "n",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False, "padding": 14},
        "axis": {
            "title": t(language, "chart.units_taking_part"),
            "grid": False,
            "format": "d",
            "tickMinStep": 1,
            "labelOverlap": True,
        },
    }
    y = {"field": "chance", "type": "quantitative", "scale": {"domain": [0, 1]}}
    ten = t(language, "chart.of_ten_axis")
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "encoding": {"x": x},
                "layer": [
                    {
                        "mark": {"type": "line", "strokeWidth": 3, "color": AFTER},
                        "encoding": {
                            "y": {
                                **y,
                                "axis": {
                                    "title": t(language, "chart.power"),
                                    "labelExpr": f"format(datum.value * 10, 'd') + ' {ten}'",
                                    "tickCount": 5,
                                    "labelOverlap": False,
                                },
                            },
                            "strokeDash": {
                                "field": "line",
                                "type": "nominal",
                                "sort": None,
                                "scale": {"range": [[1, 0], [7, 5]]},
                                "legend": {
                                    "title": None,
                                    "orient": "top",
                                    "columns": 1,
                                    "symbolType": "stroke",
                                    "symbolStrokeWidth": 3,
                                    "symbolSize": 900,
                                    "labelLimit": 300,
                                },
                            },
                        },
                    },
                    {
                        "mark": {"type": "point", "filled": True, "size": 50, "color": AFTER, "opacity": 1},
                        "encoding": {
                            "y": y,
                            "tooltip": [
                                {"field": "n", "title": t(language, "chart.units_taking_part")},
                                {"field": "line", "title": t(language, "chart.series")},
                                {"field": "text", "title": t(language, "chart.power")},
                            ],
                        },
                    },
                    {
                        "transform": [{"filter": "datum.chosen"}],
                        "mark": {"type": "point", "size": 260, "strokeWidth": 2.5, "color": START, "opacity": 1},
                        "encoding": {"y": y},
                    },
                ],
            },
            {
                "data": {"values": [{"aim": AIM}]},
                "mark": {"type": "rule", "strokeDash": [3, 4], "strokeWidth": 2, "color": TARGET},
                "encoding": {"y": {"field": "aim", "type": "quantitative"}},
            },
        ],
    }
