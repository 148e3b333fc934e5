"""A workbook too large to keep: for measuring how long an import takes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

from naervaer.example.formats import MONTH_FORM
from naervaer.example.municipality import municipality, plan
from naervaer.model import Language


ROWS_IN_A_SHEET = 1_000_000  # of the 1,048,576 that an .xlsx sheet holds
FIELDS = ("unit", "area", "period", "part", "lost_days", "possible_days", "employees", "fte")
LAST_MONTH = np.datetime64("2026-10")


def write_large(path: Path, units: int = 400, months: int = 120) -> int:
    """A long workbook of made-up units with two rows a month, short and long spells; returns the number of rows.

    As in the workbooks people have, both rows of a unit's month repeat the same possible days, which count once.
    400 units and 120 months give 96,000 rows; 5,000 units give 1.2 million, on two sheets.
    """
    words = plan("fjordvik.toml")["words"]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        month_form = book.add_format({"num_format": MONTH_FORM[Language.NB]})
        for number, (unit, area, month, *rest) in enumerate(_rows(units, months)):
            row = number % ROWS_IN_A_SHEET + 1
            if row == 1:
                sheet = book.add_worksheet(f"{words['sheet']} {number // ROWS_IN_A_SHEET + 1}")
                sheet.write_row(0, 0, [words[field] for field in FIELDS])
            sheet.write_string(row, 0, unit)
            sheet.write_string(row, 1, area)
            sheet.write_datetime(row, 2, month, month_form)
            sheet.write_row(row, 3, rest)
    return number + 1


def _rows(units: int, months: int) -> Iterator[tuple[Any, ...]]:
    """The units of Fjordvik again and again, each time with a number behind the name and with figures of their own."""
    planned = plan("fjordvik.toml")
    words = planned["words"]
    planned |= {"initiative": [], "months": months, "first_month": (LAST_MONTH - months + 1).astype("datetime64[D]")}
    left = units * months
    turn = 0
    while left > 0:
        turn += 1
        rows = municipality({**planned, "seed": planned["seed"] + turn}).rows.head(left)
        left -= len(rows)
        for row in rows.itertuples(index=False):
            name, month = f"{row.unit} {turn}", row.period_start.to_pydatetime()
            for part, lost in ((words["part_short"], row.short_days), (words["part_long"], row.long_days)):
                yield name, row.area, month, part, lost, row.possible_days, row.employees, row.fte
