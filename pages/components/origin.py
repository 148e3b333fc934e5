"""Where a number comes from: the address of the page that tells, and its tables of files, sheets and cells."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from naervaer.access import Visitor
from naervaer.charts.table import Column, table
from naervaer.i18n import number, percent, period, t
from naervaer.model import MEASURES, Granularity, Language, cell_name
from pages.components import clock, visit
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
    rows: pd.DataFrame, granularity: Granularity, caption: str, shown: frozenset[int], language: Language
) -> None:
    """Draw the numbers of query sources with their places; the figures only of the series that may be shown."""
    may_be_shown = rows["series_id"].isin(shown)
    first = {
        Column(t(language, "field.unit")): rows["unit"],
        Column(t(language, "field.period")): [
            period(language, day.date(), granularity) for day in rows["period_start"]
        ],
    }
    _draw({**first, **_figures(rows, may_be_shown, language)}, caption, language, tall=True)


def versions(rows: pd.DataFrame, caption: str, language: Language, *, may_be_shown: bool) -> None:
    """Draw every version of one number, newest first: the one that counts, those it replaced and those undone."""
    states = [_state(row, language) for row in rows.itertuples(index=False)]
    shown = pd.Series(may_be_shown, index=rows.index)
    _draw({Column(t(language, "sources.state")): states, **_figures(rows, shown, language)}, caption, language)


def _draw(columns: dict[Column, Any], caption: str, language: Language, *, tall: bool = False) -> None:
    frame = pd.DataFrame({place: list(values) for place, values in enumerate(columns.values())})
    table_component.show(table(caption, list(columns), frame), language, tall=tall)


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
