"""The charts as a page would ask for them, of made-up units."""

from datetime import date

import numpy as np
import pandas as pd

from naervaer.analysis.control_chart import control_chart, signals
from naervaer.charts import before_after as of_before_after
from naervaer.charts import degrees as of_degrees
from naervaer.charts import fell_by_themselves as of_fell_by_themselves
from naervaer.charts import funnel as of_funnel
from naervaer.charts import plan as of_plan
from naervaer.charts import power as of_power
from naervaer.charts import season as of_season
from naervaer.charts import side_by_side as of_side_by_side
from naervaer.charts import trend as of_trend
from naervaer.charts import usual_levels as of_usual_levels
from naervaer.figures import unit_comparison as of_units
from naervaer.figures.trends import NoLimits, OverTime
from naervaer.i18n import t
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


def over_time(rows=None, granularity=Granularity.MONTH, *, chart=None, judged=0, breaks=(), **some):
    """A series as the pages have it; breaks are (day, reason)."""
    rows = series(**some) if rows is None else rows
    told = signals(chart.labels, judged) if chart else []
    return OverTime(
        series=rows.assign(preliminary=rows.get("preliminary", False)),
        granularity=granularity,
        base=granularity,
        chart=chart,
        why=None if chart else NoLimits.FEW_UNITS,
        since=0,
        judged=judged,
        signals=tuple(told),
        breaks=pd.DataFrame(
            {
                "since": pd.to_datetime([day for day, _ in breaks]),
                "reason": [reason for _, reason in breaks],
                "area": None,
            }
        ),
    )


def unusual():
    """Six years through the pandemic, with a high month and a low one among the last."""
    rng = np.random.default_rng(3)
    months = pd.date_range("2019-01-01", periods=96, freq="MS")
    rate = (8 + 2 * np.cos(2 * np.pi * np.arange(96) / 12)) * (1 + 0.02 * rng.normal(size=96))
    rate[80], rate[90] = 1.5 * rate[80], 0.6 * rate[90]
    days = pd.Series(rate)
    rows = pd.DataFrame(
        {
            "period_start": months,
            "rate_pct": rate,
            "rolling_pct": days.rolling(12).mean(),
            "year_earlier_pct": days.shift(12),
            "preliminary": np.arange(96) > 93,
        }
    )
    left_out = of_trend.pandemic(rows["period_start"], Granularity.MONTH).to_numpy()
    chart = control_chart(rate, 12, 72, left_out)
    return over_time(rows, chart=chart, judged=72, breaks=[("2019-04-01", "Nytt system")])


def trend(language, **some):
    return of_trend.trend(over_time(**some), starts(), language)


def trend_with_limits(language):
    days = unusual().series["period_start"]
    lines = {
        name: of_trend.Line(name, pd.DataFrame({"period_start": days, "rate_pct": rate}), level=name == "Mål")
        for name, rate in (("Mål", np.where(days.dt.year < 2022, 7.5, 7.0)), ("Landet", np.full(len(days), 6.6)))
    }
    return of_trend.trend(unusual(), starts(), language, target=lines["Mål"], lines=[lines["Landet"]])


def quarters_with_limits(language):
    rows = unusual().series.iloc[::3].reset_index(drop=True)
    chart = control_chart(rows["rate_pct"].to_numpy(), 4, 24)
    return of_trend.trend(over_time(rows, Granularity.QUARTER, chart=chart, judged=24), starts(), language)


def years(language, **some):
    return of_trend.years(over_time(**some), language)


def side_by_side(language):
    lines = [
        of_trend.Line(
            name, series(periods=30)[["period_start", "rolling_pct"]].set_axis(["period_start", "rate_pct"], axis=1)
        )
        for name in ("Barnehage", "Lia «sykehjem»", "=Skole")
    ]
    caption = t(language, "chart.side_by_side_absence")
    return of_side_by_side.side_by_side(lines, Granularity.MONTH, caption, language)


# months followed, units, chance
CHANCES = [(12, 3, 0.004), (12, 9, 0.3), (12, 18, 0.55), (24, 3, 0.01), (24, 9, 0.42), (24, 18, 0.7)]

# first and last month of the year they were picked in, percent that year and the next, all units the next, points
FELL = [
    ("2024-11-01", "2025-10-01", 14.04, 11.26, 9.1, -2.78, -2.4),
    ("2023-01-01", "2023-12-01", 16.0, 12.6, 9.9, -3.4, -3.1),
]

SEASON = [(month, 9 + 2 * float(np.cos(np.pi * (month - 1) / 6))) for month in range(1, 13)]


def compared():
    """Twelve units of one kind, of which one lies far above the others."""
    possible = np.linspace(2000, 9000, 12)
    rate = np.array([8.0, 9.1, 7.4, 8.8, 9.9, 7.1, 8.2, 19.0, 8.9, 7.7, 8.4, 9.0])
    places = of_units.funnel(possible * rate / 100, possible)
    units = pd.DataFrame(
        {
            "unit_id": range(12),
            "unit": [f"Enhet {number:02}" for number in range(11)] + ["=Myra «barnehage»"],
            "area": "Oppvekst",
            "rate_pct": rate,
            "possible": possible,
            "place": places.place,
        }
    )
    first, last = pd.Timestamp("2025-01-01"), pd.Timestamp("2025-12-01")
    return of_units.Compared("kindergarten", units, places, None, 1, 2, first, last)


def funnel(language):
    return of_funnel.funnel(compared(), language)


def levels():
    return pd.DataFrame(
        {
            "unit": ["Lia barnehage", "Lia barnehage", "=Myra «barnehage»", "Ny barnehage"],
            "rate_pct": [12.5, 8.0, 9.0, 7.0],
            "usual_pct": [11.0, 8.2, 8.9, NAN],
            "centre_pct": [8.5, 8.5, 8.5, NAN],
            "high": [True, False, False, False],
        }
    )


def usual_levels(language):
    return of_usual_levels.usual_levels(levels(), language)


def power(language):
    return of_power.power(CHANCES, 9, language)


def fell_by_themselves(language):
    picked = pd.DataFrame(FELL, columns=of_fell_by_themselves.COLUMNS)
    picked = picked.assign(first=pd.to_datetime(picked["first"]), last=pd.to_datetime(picked["last"]))
    return of_fell_by_themselves.fell_by_themselves(picked, 10, language)


def season(language):
    return of_season.season(SEASON, language)


PLANNED = [
    ("Lia barnehage", "Avtalt", "1", date(2015, 8, 15), date(2015, 8, 20), "reached_late"),
    ("Lia barnehage", "Første samling", "2", date(2015, 10, 15), date(2015, 10, 15), "reached"),
    ("Lia barnehage", "Vurdert", "3", date(2016, 6, 15), None, "planned"),
    ("=Myra «barnehage»", "Avtalt", "1", date(2015, 8, 15), None, "late"),
    ("=Myra «barnehage»", "Første samling", "2", None, date(2015, 12, 1), "reached"),
    ("=Myra «barnehage»", "Vurdert", "3", date(2016, 6, 15), None, "dropped"),
]


def plan(language):
    rows = pd.DataFrame(PLANNED, columns=of_plan.COLUMNS).astype({"planned_on": object, "done_on": object})
    return of_plan.plan(rows, date(2016, 2, 1), "2015", language)


def degrees(language):
    rows = [
        (row, item, day, first + 25.0 * place, 1)
        for row, item, first in (("Engdal", "Data", 0), ("Engdal", "Plan", 25), ("=Myra «hus»", "Data", 50))
        for place, day in enumerate((date(2019, 3, 1), date(2019, 9, 1), date(2020, 3, 1)))
    ]
    return of_degrees.degrees(pd.DataFrame(rows, columns=of_degrees.COLUMNS), language)


CHARTS = [
    before_after,
    trend,
    trend_with_limits,
    years,
    side_by_side,
    funnel,
    usual_levels,
    power,
    fell_by_themselves,
    season,
    plan,
    degrees,
]


def layers(spec):
    """Every part of a specification, the whole one first."""
    yield spec
    for layer in spec.get("layer", []):
        yield from layers(layer)


def values(chart):
    """The rows that a chart draws its lines and dots from."""
    return next(layer["data"]["values"] for layer in layers(chart.spec) if "data" in layer)


def figures(chart):
    """The rows that a chart over time draws its periods from: those that tell what they are."""
    found = (layer["data"]["values"] for layer in layers(chart.spec) if "data" in layer)
    return next(rows for rows in found if rows and "text" in rows[0] and "rate" in rows[0])


def line(chart, name):
    """One line's values by day, as drawn."""
    rows = (row for layer in layers(chart.spec) if "data" in layer for row in layer["data"]["values"])
    return {row["day"][:10]: row["rate"] for row in rows if row.get("series") == name and "upper" not in row}


def everything(value):
    """Every single value inside lists and dicts."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [single for part in value for single in everything(part)]
    return [value]
