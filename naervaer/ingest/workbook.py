"""A file as sheets of columns: what every reader gives and everything after it works on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray


EPOCH = date(1970, 1, 1)


class Kind(IntEnum):
    """What stands in a cell."""

    EMPTY = 0
    NUMBER = 1
    TEXT = 2
    DATE = 3
    ERROR = 4
    NO_VALUE = 5  # a formula that was never calculated


@dataclass
class Column:
    """One column of a sheet, one entry a row.

    kind     Kind
    number   the number; days since 1970 for a date; NaN for everything else
    text     the place in Workbook.texts of a text or an error's name; -1 for everything else
    percent  the number has a percent format, so 0.083 is shown as 8,3 %
    formula  the value was calculated
    """

    kind: NDArray[np.uint8]
    number: NDArray[np.float64]
    text: NDArray[np.int32]
    percent: NDArray[np.bool_]
    formula: NDArray[np.bool_]

    @classmethod
    def empty(cls, n_rows: int) -> "Column":
        """A column with nothing in it."""
        nothing = np.zeros(n_rows, bool)
        return cls(
            np.zeros(n_rows, np.uint8), np.full(n_rows, np.nan), np.full(n_rows, -1, np.int32), nothing, nothing.copy()
        )

    def taken(self, rows: NDArray[Any]) -> "Column":
        """The same column with only these rows, in this order."""
        return Column(self.kind[rows], self.number[rows], self.text[rows], self.percent[rows], self.formula[rows])


@dataclass
class Sheet:
    """One sheet with its empty rows and columns left out.

    rows     the sheet's own row number of each row, from 0
    at       the sheet's own column number of each column, from 0
    indent   levels of indentation of the cells of one column, by that column's number
    merged   first row, first column, last row, last column; the sheet's own numbers
    """

    name: str
    rows: NDArray[np.int64]
    at: list[int]
    columns: list[Column]
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    indent: dict[int, NDArray[np.int16]] = field(default_factory=dict)
    outline: dict[int, int] = field(default_factory=dict)
    drawings: int = 0


@dataclass
class Workbook:
    """The whole file. `texts` holds every text once; `notes` what stands outside the cells: comments, text boxes,
    headers.
    """

    kind: str
    sheets: list[Sheet]
    texts: list[str]
    notes: list[tuple[str, str]] = field(default_factory=list)


class Texts:
    """Every text once, in the order met."""

    def __init__(self) -> None:
        self.list: list[str] = []
        self._place: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where the text stands in the list; it is added when it is new."""
        found = self._place.get(text)
        if found is None:
            found = self._place[text] = len(self.list)
            self.list.append(text)
        return found


def sheet_of_rows(name: str, rows: Sequence[Sequence[Any]], texts: Texts, **facts: Any) -> Sheet:
    """A sheet from rows of Python values: None or "" for empty, numbers, dates, texts and Kind.ERROR or
    Kind.NO_VALUE for those.
    """
    n_rows = len(rows)
    width = max(map(len, rows), default=0)
    columns = [Column.empty(n_rows) for _ in range(width)]
    for place, row in enumerate(rows):
        for column, value in zip(columns, row, strict=False):
            _put(column, place, value, texts)
    return compact(Sheet(name, np.arange(n_rows), list(range(width)), columns, **facts))


def _put(column: Column, place: int, value: Any, texts: Texts) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        column.kind[place] = Kind.TEXT
        column.text[place] = texts.place(value)
    elif isinstance(value, Kind):
        column.kind[place] = value
    elif isinstance(value, bool):
        column.kind[place] = Kind.TEXT
        column.text[place] = texts.place(str(value).upper())
    elif isinstance(value, (datetime, date)):
        column.kind[place] = Kind.DATE
        day = value.date() if isinstance(value, datetime) else value
        column.number[place] = (day - EPOCH).days
    elif isinstance(value, (time, timedelta)):
        column.kind[place] = Kind.TEXT
        column.text[place] = texts.place(str(value))
    elif np.isfinite(value):
        column.kind[place] = Kind.NUMBER
        column.number[place] = value
    else:
        column.kind[place] = Kind.ERROR


def compact(sheet: Sheet) -> Sheet:
    """The sheet without rows and columns where nothing stands."""
    kept = [place for place, column in enumerate(sheet.columns) if column.kind.any()]
    sheet.columns = [sheet.columns[place] for place in kept]
    sheet.at = [sheet.at[place] for place in kept]
    used = np.zeros(len(sheet.rows), bool)
    for column in sheet.columns:
        used |= column.kind != Kind.EMPTY
    if not used.all():
        rows = np.flatnonzero(used)
        sheet.columns = [column.taken(rows) for column in sheet.columns]
        sheet.rows = sheet.rows[rows]
        sheet.indent = {at: levels[rows] for at, levels in sheet.indent.items()}
    return sheet


def place_of(at: Iterable[int], column: int) -> int:
    """Where the sheet's own column stands among the columns kept, -1 when it is empty."""
    return next((place for place, own in enumerate(at) if own == column), -1)
