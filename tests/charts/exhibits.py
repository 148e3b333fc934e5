"""The charts as a page would ask for them, of made-up units."""

import numpy as np
import pandas as pd

from naervaer.charts import before_after as of_before_after
from naervaer.charts import trend as of_trend
from naervaer.model import Granularity


NAN = float("nan")

# name, before, after, pooled; the change is worked out, as the comparison does.
ROWS = [
    ("Barnehage, samlet (3)", 9.1234, 8.2468, "area"),
    ("Resten av kommunen (12)", 8.0, 8.1, "rest"),
    ("Bekken barnehage", 7.0, 7.0, "unit"),
    ("Lia barnehage", 12.34567, 9.87654, "unit"),
    ("=Myra «barnehage»", 6.0, 7.5, "unit"),
]


def rows():
    frame = pd.DataFrame(ROWS, columns=["name", "before_pct", "after_pct", "pooled"])
    return frame.assign(change_pp=frame["after_pct"] - frame["before_pct"], months="2025")


def series(first="2023-11", periods=16, missing=()):
    """A monthly series that swings; `missing` are the numbers of the periods without a figure."""
    rate = 8 + np.sin(np.arange(periods)) / 3
    rate[list(missing)] = NAN
    days = pd.Series(rate)
    return pd.DataFrame(
        {
            "period_start": pd.date_range(f"{first}-01", periods=periods, freq="MS"),
            "rate_pct": rate,
            "rolling_pct": days.rolling(12).mean(),
            "year_earlier_pct": days.shift(12),
        }
    )


def starts():
    return pd.DataFrame({"initiative": ["Refleksjonsgrupper"], "start": pd.to_datetime(["2024-09-01"])})


def before_after(language):
    return of_before_after.before_after(rows(), language)


def trend(language, **some):
    return of_trend.trend(series(**some), starts(), Granularity.MONTH, language)


def years(language, **some):
    return of_trend.years(series(**some), language)


CHARTS = [before_after, trend, years]


def layers(spec):
    """Every part of a specification, the whole one first."""
    yield spec
    for layer in spec.get("layer", []):
        yield from layers(layer)


def values(chart):
    """The rows that a chart draws its lines and dots from."""
    return next(layer["data"]["values"] for layer in layers(chart.spec) if "data" in layer)


def everything(value):
    """Every single value inside lists and dicts."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [single for part in value for single in everything(part)]
    return [value]
