"""A rate over time: the periods, the rolling twelve months, and the same months of earlier years."""

from datetime import date
from typing import Any

import pandas as pd

from naervaer.charts import Chart
from naervaer.charts.table import Column, Kind, table
from naervaer.charts.theme import AFTER, EARLIER_YEARS, START, config, percent_label
from naervaer.i18n import month_short, percent, period, t
from naervaer.model import Granularity, Language


HEIGHT = 360  # pixels


def trend(series: pd.DataFrame, starts: pd.DataFrame, granularity: Granularity, language: Language) -> Chart:
    """A series over time with the initiatives' starts marked.

    series: period_start (datetime), rate_pct, rolling_pct (last 12 months), year_earlier_pct (the same period a year
    earlier), all in percent, NaN where missing; ordered in time. starts: initiative, start (datetime), one row each.
    """
    frame = series.assign(
        period=[period(language, day.date(), granularity) for day in series["period_start"]],
        change=series["rate_pct"] - series["year_earlier_pct"],
    )
    return Chart(
        spec=_spec(frame, starts, language),
        alt=_alt(frame, starts, language),
        table=table(
            t(language, "chart.trend_caption"),
            [
                Column(t(language, "chart.period")),
                Column(t(language, "chart.rate"), Kind.PERCENT),
                Column(t(language, "chart.year_before"), Kind.PERCENT),
                Column(t(language, "chart.change"), Kind.POINTS),
                Column(t(language, "chart.rolling"), Kind.PERCENT),
            ],
            frame[["period", "rate_pct", "year_earlier_pct", "change", "rolling_pct"]].iloc[::-1],
        ),
    )


def years(series: pd.DataFrame, language: Language) -> Chart:
    """The months of each year laid over each other, the newest year drawn strongest.

    series as for `trend`, monthly.
    """
    frame = series.assign(
        year=series["period_start"].dt.year,
        month=[t(language, f"month.long_{day.month}") for day in series["period_start"]],
    )
    newest = int(frame["year"].max())
    wide = frame.pivot_table(index=frame["period_start"].dt.month, columns="year", values="rate_pct", aggfunc="first")
    wide.insert(0, "month", [t(language, f"month.long_{number}") for number in wide.index])
    return Chart(
        spec=_years_spec(frame, newest, language),
        alt=_years_alt(frame, newest, language),
        table=table(
            t(language, "chart.years_caption"),
            [Column(t(language, "chart.month")), *(Column(str(year), Kind.PERCENT) for year in wide.columns[1:])],
            wide,
        ),
    )


def _years_alt(frame: pd.DataFrame, newest: int, language: Language) -> str:
    this_year = frame[frame["year"] == newest].dropna(subset=["rate_pct", "year_earlier_pct"])
    lower = int((this_year["rate_pct"] < this_year["year_earlier_pct"]).sum())
    drawn = t(language, "chart.years_alt", newest=str(newest), first=str(int(frame["year"].min())))
    return f"{drawn} {t(language, 'chart.years_alt_point', newest=str(newest), lower=lower, n=len(this_year))}"


def _alt(frame: pd.DataFrame, starts: pd.DataFrame, language: Language) -> str:
    known = frame.dropna(subset=["rate_pct"])
    if known.empty:
        return t(language, "chart.nothing")
    first, last = known.iloc[0], known.iloc[-1]
    sentences = [
        t(
            language,
            "chart.trend_alt",
            first=first["period"],
            last=last["period"],
            first_rate=percent(language, first["rate_pct"]),
            last_rate=percent(language, last["rate_pct"]),
        )
    ]
    rolling = frame.dropna(subset=["rolling_pct"])
    if not rolling.empty:
        sentences.append(
            t(language, "chart.trend_alt_rolling", rate=percent(language, rolling.iloc[-1]["rolling_pct"]))
        )
    sentences += [
        t(language, "chart.trend_alt_start", initiative=row.initiative, month=month_short(language, row.start.date()))
        for row in starts.itertuples(index=False)
    ]
    return " ".join(sentences)


def _local(day: date | pd.Timestamp) -> str:
    # With a clock time Vega reads a date in the reader's own zone; without one it reads UTC and may land a month early.
    return f"{day:%Y-%m-%d}T00:00:00"


def _spec(frame: pd.DataFrame, starts: pd.DataFrame, language: Language) -> dict[str, Any]:
    one, rolling = t(language, "chart.rate"), t(language, "chart.rolling")
    names = [one] if frame["rolling_pct"].isna().all() else [one, rolling]
    values = [
        {
            "day": _local(row.period_start),
            "period": row.period,
            "series": name,
            "rate": None if pd.isna(value) else round(value, 4),
            "text": t(language, "table.missing") if pd.isna(value) else percent(language, value),
            "before": t(language, "table.missing")
            if pd.isna(row.year_earlier_pct)
            else percent(language, row.year_earlier_pct),
        }
        for row in frame.itertuples(index=False)
        for name, value in ((one, row.rate_pct), (rolling, row.rolling_pct))
        if name in names
    ]
    x = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"grid": False, "labelOverlap": True, "format": "%Y", "tickCount": "year"},
    }
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": [one, rolling], "range": [EARLIER_YEARS, AFTER]},
        "legend": {
            "title": None,
            "orient": "top",
            "values": names,
            "symbolType": "stroke",
            "symbolStrokeWidth": 3,
            "labelLimit": 300,
        },
    }
    lines = {
        "data": {"values": values},
        "encoding": {
            "x": x,
            "y": {
                "field": "rate",
                "type": "quantitative",
                "title": t(language, "chart.rate"),
                "axis": {"labelExpr": percent_label(language), "tickCount": 6},
                "scale": {"zero": True},
            },
            "color": colour,
        },
        "layer": [
            {
                "mark": {"type": "line", "point": {"size": 26}, "invalid": "break-paths-show-domains"},
                "encoding": {
                    "strokeWidth": {"condition": {"test": f"datum.series == '{rolling}'", "value": 3.5}, "value": 1.5},
                    "tooltip": [
                        {"field": "period", "title": t(language, "chart.period")},
                        {"field": "series", "title": t(language, "chart.series")},
                        {"field": "text", "title": t(language, "chart.rate")},
                        {"field": "before", "title": t(language, "chart.year_before")},
                    ],
                },
            }
        ],
    }
    marks = [
        {"day": _local(row.start), "initiative": row.initiative, "month": month_short(language, row.start.date())}
        for row in starts.itertuples(index=False)
    ]
    started = {
        "data": {"values": marks},
        "encoding": {"x": {"field": "day", "type": "temporal"}},
        "layer": [
            {
                "mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.5, "color": START},
                "encoding": {
                    "tooltip": [
                        {"field": "initiative", "title": t(language, "chart.initiative")},
                        {"field": "month", "title": t(language, "chart.start")},
                    ]
                },
            },
            {
                "mark": {
                    "type": "text",
                    "angle": 270,
                    "align": "left",
                    "baseline": "bottom",
                    "dx": 5,
                    "dy": -3,
                    "color": START,
                    "limit": 170,
                },
                "encoding": {"text": {"field": "initiative"}, "y": {"value": "height"}},
            },
        ],
    }
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [lines, started] if marks else [lines],
    }


def _years_spec(frame: pd.DataFrame, newest: int, language: Language) -> dict[str, Any]:
    values = [
        {
            "month": row.period_start.month,
            "year": str(row.year),
            "newest": row.year == newest,
            "rate": None if pd.isna(row.rate_pct) else round(row.rate_pct, 4),
            "period": f"{row.month} {row.year}",
            "text": t(language, "table.missing") if pd.isna(row.rate_pct) else percent(language, row.rate_pct),
        }
        for row in frame.itertuples(index=False)
    ]
    months = [t(language, f"month.short_{number}") for number in range(1, 13)]
    return {
        "config": config(language),
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": values},
                "encoding": {
                    "x": {
                        "field": "month",
                        "type": "ordinal",
                        "title": None,
                        "axis": {"labelExpr": f"{months}[datum.value - 1]", "labelAngle": 0, "labelOverlap": True},
                    },
                    "y": {
                        "field": "rate",
                        "type": "quantitative",
                        "title": t(language, "chart.rate"),
                        "axis": {"labelExpr": percent_label(language), "tickCount": 6},
                        "scale": {"zero": True},
                    },
                    "detail": {"field": "year"},
                    "tooltip": [
                        {"field": "period", "title": t(language, "chart.period")},
                        {"field": "text", "title": t(language, "chart.rate")},
                    ],
                },
                "layer": [
                    {
                        "mark": {"type": "line", "point": {"size": 26}, "invalid": "break-paths-show-domains"},
                        "encoding": {
                            "color": {"condition": {"test": "datum.newest", "value": AFTER}, "value": EARLIER_YEARS},
                            "strokeWidth": {"condition": {"test": "datum.newest", "value": 3.5}, "value": 1.2},
                        },
                    },
                    {
                        # The year stands at its last point, so that no legend has to be matched by colour.
                        "transform": [
                            {"filter": "datum.rate != null"},
                            {"joinaggregate": [{"op": "max", "field": "month", "as": "last"}], "groupby": ["year"]},
                            {"filter": "datum.month == datum.last"},
                        ],
                        "mark": {"type": "text", "align": "left", "dx": 8},
                        "encoding": {
                            "text": {"field": "year"},
                            "color": {"condition": {"test": "datum.newest", "value": AFTER}, "value": EARLIER_YEARS},
                        },
                    },
                ],
            }
        ],
    }
