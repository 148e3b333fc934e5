"""The made-up municipality of the example in the store, and its rows as plain loops read them."""

from datetime import date

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.example.municipality import municipality, plan
from tests import plain
from tests.pages.municipality import SOLVIK
from tests.store.build import as_rows, imported


def saved():
    """Store the figures, whole and in their two parts; gives them as a frame, a row for each unit and month."""
    rows = municipality(plan("fjordvik.toml")).rows
    columns = {"area": "service_area", "month": "period_start"}
    rows = rows.rename(columns={old: new for old, new in columns.items() if old in rows})
    parts = [rows.assign(part="total")]
    parts += [
        rows.assign(part=part, lost_days=rows[f"{part}_days"], possible_days=np.nan) for part in ("short", "long")
    ]
    frame = pd.concat(parts, ignore_index=True)
    empty = imported()
    kept = frame[[column for column in frame if column in empty.rows.columns]]
    whole = empty.__class__(**{**vars(empty), "rows": as_rows(kept)})
    store.save_upload(whole, municipality=SOLVIK, who="Kari")
    return rows


def month_number(day):
    return 12 * day.year + day.month


def plainly(rows, days="lost_days"):
    """The same as rows of tests.plain; days: which of the lost days."""
    return [
        plain.Row(row["unit"], month_number(row["period_start"]), row[days], row["possible_days"])
        for row in rows.to_dict("records")
    ]


def date_of(month):
    """The first day of the month with this number."""
    return date((month - 1) // 12, (month - 1) % 12 + 1, 1)
