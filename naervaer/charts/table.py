"""The table beside every chart: raw numbers with their kind, so that each printer can write them its own way."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from naervaer.charts.theme import AFTER
from naervaer.i18n import month, number, percent, signed, t
from naervaer.model import Language, Measure


class Kind(StrEnum):
    """What a column holds, and so how it is written."""

    TEXT = "text"
    PERCENT = "percent"
    POINTS = "points"
    DAYS = "days"
    COUNT = "count"
    MONTH = "month"
    SPARKLINE = "sparkline"


NUMBERS = {Kind.PERCENT, Kind.POINTS, Kind.DAYS, Kind.COUNT}


@dataclass(frozen=True)
class Column:
    """One column: its heading in the reader's language and what it holds."""

    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """A table of raw values. A missing value is None and is never written as 0.

    caption  what the table shows, one line
    rows     one tuple per row, a value per column: text, a number in the column's unit, or a date
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


def captioned(caption: str, language: Language, measure: Measure) -> str:
    """A caption that says so where the figures are of attendance: sick leave is what a reader takes them for."""
    if measure is Measure.ABSENCE:
        return caption
    return t(language, "measure.of", caption=caption, measure=t(language, f"measure.{measure}_pct").lower())


def without_pictures(table: Table) -> Table:
    """The same table for printers that write numbers and text only: columns of sparklines are left out."""
    kept = [place for place, column in enumerate(table.columns) if column.kind is not Kind.SPARKLINE]
    return Table(
        table.caption,
        tuple(table.columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table.rows),
    )


def table(caption: str, columns: Sequence[Column], frame: pd.DataFrame) -> Table:
    """A Table of a data frame's columns in order; NaN, NaT and NA become None."""
    values = frame.astype(object).where(frame.notna(), None)
    return Table(caption, tuple(columns), tuple(values.itertuples(index=False, name=None)))


def written(language: Language, kind: Kind, value: Any) -> str:
    """One value as it is written on screen and on paper; a dash and the word for missing when there is none."""
    if value is None:
        return t(language, "table.missing")
    if kind is Kind.PERCENT:
        return percent(language, value)
    if kind is Kind.POINTS:
        return signed(language, value)
    if kind is Kind.DAYS:
        return number(language, value, 0)
    if kind is Kind.COUNT:
        return number(language, value, 0)
    if kind is Kind.MONTH:
        return month(language, value if isinstance(value, date) else pd.Timestamp(value))
    if kind is Kind.SPARKLINE:
        return sparkline(value)
    return str(value)


SPARK_WIDTH, SPARK_HEIGHT = 120, 28  # pixels


def sparkline(values: Sequence[float | None]) -> str:
    """A small line of a series as the address of an SVG picture, broken where a value is missing; "" without a line."""
    known = [value for value in values if value is not None and value == value]
    if len(known) < 2:
        return ""
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (SPARK_WIDTH - 4) / (len(values) - 1)
    path, pen_up = [], True
    for place, value in enumerate(values):
        if value is None or value != value:
            pen_up = True
            continue
        x, y = 2 + place * step, 2 + (SPARK_HEIGHT - 4) * (1 - (value - low) / span)
        path.append(f"{'M' if pen_up else 'L'}{x:.1f} {y:.1f}")
        pen_up = False
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SPARK_WIDTH}" height="{SPARK_HEIGHT}">'
        f'<path d="{"".join(path)}" fill="none" stroke="{AFTER}" stroke-width="2"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
