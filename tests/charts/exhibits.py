"""The charts as a page would ask for them, of made-up units."""

import numpy as np
import pandas as pd

from naervaer.charts import before_after as of_before_after
from naervaer.charts import fell_by_themselves as of_fell_by_themselves
from naervaer.charts import power as of_power
from naervaer.charts import season as of_season
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


# months followed, units, chance
CHANCES = [(12, 3, 0.004), (12, 9, 0.3), (12, 18, 0.55), (24, 3, 0.01), (24, 9, 0.42), (24, 18, 0.7)]

# first and last month of the year they were picked in, percent that year and the next, all units the next, points
FELL = [
    ("2024-11-01", "2025-10-01", 14.04, 11.26, 9.1, -2.78, -2.4),
    ("2023-01-01", "2023-12-01", 16.0, 12.6, 9.9, -3.4, -3.1),
]

SEASON = [(month, 9 + 2 * float(np.cos(np.pi * (month - 1) / 6))) for month in range(1, 13)]


def power(language):
    return of_power.power(CHANCES, 9, language)


def fell_by_themselves(language):
    picked = pd.DataFrame(FELL, columns=of_fell_by_themselves.COLUMNS)
    picked = picked.assign(first=pd.to_datetime(picked["first"]), last=pd.to_datetime(picked["last"]))
    return of_fell_by_themselves.fell_by_themselves(picked, 10, language)


def season(language):
    return of_season.season(SEASON, language)


CHARTS = [before_after, trend, years, power, fell_by_themselves, season]


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
