"""Panels for the tests, from rows in words."""

import numpy as np
import pandas as pd

from naervaer.analysis.panel import Panel, panel


MEASURES = ("lost_days", "possible_days", "rate_pct", "employees", "fte")


def frame(rows):
    """Rows of the query `panel` from dicts with unit, month ("2015-07") and measures; unit names serve as keys."""
    table = pd.DataFrame(rows)
    table["unit_id"] = table["unit"]
    table["period_start"] = pd.to_datetime(table["month"].astype(str) + "-01")
    for column in ("area", *MEASURES):
        if column not in table:
            table[column] = "" if column == "area" else np.nan
    return table


def starts(of_units):
    """Starts from {"Solbakken": "2015-07"}."""
    return pd.DataFrame(
        {"unit_id": list(of_units), "start_date": pd.to_datetime([f"{month}-01" for month in of_units.values()])},
    )


def build(rows, of_units=None, **settings) -> Panel:
    return panel(frame(rows), starts(of_units or {}), **settings)


def months(first, count):
    return [str(np.datetime64(first, "M") + month) for month in range(count)]


SEASON = (
    1.18,
    1.15,
    1.06,
    0.98,
    0.95,
    0.9,
    0.72,
    0.82,
    0.98,
    1.06,
    1.1,
    1.1,
)  # made up: high in winter, low in July, as sick leave is
WORKDAYS = (21, 20, 22, 19, 19, 21, 22, 22, 21, 23, 21, 20)


def seasonal(unit, level, employees, first="2013-01", count=48, start=None, factor=1.0, **more):
    """A unit whose rate is the same every year but for `factor` from `start` on."""
    since = np.datetime64(start or "9999-01", "M")
    rows = []
    for month in months(first, count):
        calendar = int(month[5:]) - 1
        changed = factor if np.datetime64(month, "M") >= since else 1.0
        possible = employees * WORKDAYS[calendar] * 0.8
        lost = possible * level * SEASON[calendar] * changed
        row = {"unit": unit, "month": month, "lost_days": lost, "possible_days": possible, "employees": employees}
        rows.append({**row, **more})
    return rows
