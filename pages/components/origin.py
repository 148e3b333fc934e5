"""Where a number comes from: the address of the page that tells, and its tables of files, sheets and cells."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from naervaer.access import Visitor
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts.table import Column, Table, table
from naervaer.i18n import number, percent, period, t
from naervaer.model import MEASURES, Granularity, Language, cell_name
from pages.components import chart, clock, visit
from pages.components import table as table_component


KEPT = 4096  # addresses: those of a long table are asked for at every change on its page


def address(visitor: Visitor, *, unit: str = "", period: str = "") -> str:
    """Where to read of one unit, one period, or both, as they are shown."""
    return _address(tuple(visit.address(visitor).items()), unit, period)


@lru_cache(maxsize=KEPT)
def _address(here: tuple[tuple[str, str], ...], unit: str, period: str) -> str:
    chosen = {"unit": unit, "period": period}
    return f"sources?{urlencode({**dict(here), **{name: text for name, text in chosen.items() if text}})}"


def numbers(
    rows: pd.DataFrame,
    granularity: Granularity,
    caption: str,
    shown: frozenset[int],
    language: Language,
    *,
    filename: str,
    outside: Callable[[], frozenset[int]],
) -> None:
    """Draw the numbers of query sources with their places; the figures only of the series that may be shown.

    outside gives the series that may be shown outside the house, for the file.
    """
    made = _numbers(rows, granularity, caption, rows["series_id"].isin(shown), language)
    table_component.show(made, language, tall=True)

    def taken() -> Table:
        may_leave = rows["series_id"].isin(outside()) & ~_of_too_few(rows)
        return _numbers(rows, granularity, caption, may_leave, language)

    chart.downloads(made, language, filename=filename, outside=taken)


def _numbers(
    rows: pd.DataFrame, granularity: Granularity, caption: str, may_be_shown: pd.Series, language: Language
) -> Table:
    first = {
        Column(t(language, "field.unit")): rows["unit"],
        Column(t(language, "field.period")): [
            period(language, day.date(), granularity) for day in rows["period_start"]
        ],
    }
    return _table({**first, **_figures(rows, may_be_shown, language)}, caption)


def versions(
    rows: pd.DataFrame,
    caption: str,
    language: Language,
    *,
    may_be_shown: bool,
    filename: str,
    outside: Callable[[], bool],
) -> None:
    """Draw every version of one number, newest first: the one that counts, those it replaced and those undone.

    outside tells whether the unit may be shown outside the house, for the file.
    """
    made = _versions(rows, caption, pd.Series(may_be_shown, index=rows.index), language)
    table_component.show(made, language)
    chart.downloads(
        made,
        language,
        filename=filename,
        outside=lambda: _versions(rows, caption, ~_of_too_few(rows) & outside(), language),
    )


def _versions(rows: pd.DataFrame, caption: str, may_be_shown: pd.Series, language: Language) -> Table:
    states = [_state(row, language) for row in rows.itertuples(index=False)]
    return _table({Column(t(language, "sources.state")): states, **_figures(rows, may_be_shown, language)}, caption)


def _of_too_few(rows: pd.DataFrame) -> pd.Series:
    """Which numbers stand beside a head count of their own that is too small to leave the house: a unit that is large
    enough most of a year may have had few in a month.
    """
    return rows["employees"].fillna(rows["fte"]) < FEWEST_OUTSIDE


def _table(columns: dict[Column, Any], caption: str) -> Table:
    frame = pd.DataFrame({place: list(values) for place, values in enumerate(columns.values())})
    return table(caption, list(columns), frame)


def _figures(rows: pd.DataFrame, shown: pd.Series, language: Language) -> dict[Column, list[str | None]]:
    """A column for each measure that was given, its value with its cell; then sheet, file, and who brought it when."""
    columns: dict[Column, list[str | None]] = {}
    for measure in MEASURES:
        cells = zip(rows[measure], rows[f"{measure}_at"], shown, strict=True)
        written = [_figure(measure, *cell, language) for cell in cells]
        if any(written):
            columns[Column(t(language, f"field.{measure}"))] = written
    columns[Column(t(language, "sources.sheet"))] = list(rows["sheet"])
    columns[Column(t(language, "sources.file"))] = list(rows["filename"])
    columns[Column(t(language, "sources.brought"))] = [
        f"{clock.written(when)}, {who or t(language, 'history.someone')}"
        for when, who in zip(rows["uploaded_at"], rows["uploaded_by"], strict=True)
    ]
    return columns


def _figure(measure: str, value: float, at: int, may_be_shown: bool, language: Language) -> str | None:
    """A value with its cell, "88,5 (D12)"; the value hidden where the group is too small to be shown."""
    if pd.isna(value):
        return None
    if not may_be_shown:
        written = t(language, "sources.hidden")
    elif measure == "rate_pct":
        written = percent(language, value)
    else:
        written = number(language, value, 0 if measure == "employees" else 1)
    return f"{written} ({cell_name(at)})" if at >= 0 else written


def _state(row: Any, language: Language) -> str:
    if pd.notna(row.undone_at):
        return t(language, "sources.undone")
    return t(language, "sources.counts" if row.is_current else "sources.replaced")
