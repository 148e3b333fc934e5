"""A sheet's first cells as they stand, each with what it was taken for: what a person looks at before she agrees."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from naervaer.ingest.columns import TIME, Role
from naervaer.ingest.rows import Rows
from naervaer.ingest.tables import Table, cell_text
from naervaer.ingest.workbook import Column, Kind, Sheet
from naervaer.model import Finding, Severity, cell_name, cell_number


# What fits a screen and is enough to recognise one's own sheet; more would cost a large file time.
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 40, 20, 6
LONGEST_TEXT = 60

# What a cell of numbers was taken for, by the measure its column was read as.
OF_MEASURE = {
    "lost_days": "lost_days",
    "lost_hours": "lost_days",
    "possible_days": "possible_days",
    "possible_hours": "possible_days",
    "rate_pct": "rate_pct",
    "attendance_pct": "rate_pct",
    "attendance_days": "rate_pct",
    "days_per_fte": "rate_pct",
    "pair": "rate_pct",
    "employees": "employees",
    "fte": "fte",
    "undecided": "asked",
}
OF_ROLE = {
    "unit": "unit",
    "name": "unit",
    "area": "area",
    "level": "area",
    "code": "code",
    **dict.fromkeys(TIME, "period"),
    **dict.fromkeys(("measure_label", "measure", "part"), "label"),
    **dict.fromkeys(("initiative", "programme", "aim", "role", "reason"), "initiative"),
    **dict.fromkeys(("start", "end", "pause_from", "pause_until"), "start"),
}
# Columns about single people: said to be there, never shown.
ABOUT_PEOPLE = ("manager", "contact")


@dataclass
class Read:
    """One table of a sheet with what its columns and rows were taken for."""

    sheet: Sheet
    table: Table
    found: list[Role]
    rows: Rows | None


def pictures(tables: Iterable[Read], texts: list[str], findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """A picture of each visible sheet that was read: sheet, columns (column, kind) and rows (row, cells).

    A cell is [content, kind]; the content a text or a number, a third entry "%" where it is shown as a percent.
    """
    by_sheet: dict[str, list[Read]] = {}
    for one in tables:
        if one.sheet.visible:
            by_sheet.setdefault(one.sheet.name, []).append(one)
    marks = _marks(findings)
    return [_picture(read, texts, marks) for read in list(by_sheet.values())[:MOST_SHEETS]]


def _marks(findings: Iterable[Finding]) -> dict[tuple[str, str], str]:
    """Cells that a finding names as unusable or asks about."""
    kinds = {Severity.ASKS: "asked", Severity.REFUSES: "bad"}
    return {
        (found.sheet, found.cell): "bad" if found.drops_row else kinds[found.severity]
        for found in findings
        if found.cell and (found.drops_row or found.severity in kinds)
    }


def _picture(read: list[Read], texts: list[str], marks: dict[tuple[str, str], str]) -> dict[str, Any]:
    sheet = read[0].sheet
    shown = range(min(MOST_COLUMNS, len(sheet.columns)))
    kinds = {row: kinds for one in read for row, kinds in _kinds(one).items()}
    of_columns = [_of_column(read[0].found[at]) for at in shown]
    rows = []
    for row in range(min(MOST_ROWS, len(sheet.rows))):
        cells = [_cell(sheet, texts, row, at, kinds.get(row), marks, _about_people(read[0].found[at])) for at in shown]
        rows.append({"row": int(sheet.rows[row]) + 1, "cells": cells})
    return {
        "sheet": sheet.name,
        "columns": [
            {"column": cell_name(cell_number(0, sheet.at[at])).rstrip("1"), "kind": of_columns[at]} for at in shown
        ],
        "rows": rows,
        "can_be_corrected": read[0].rows is not None,
        "whole": len(sheet.rows) <= MOST_ROWS and len(sheet.columns) <= MOST_COLUMNS,
    }


def _kinds(read: Read) -> dict[int, list[str] | str]:
    """For each of the first rows one kind for all its cells, or one a column; rows outside the table are left out."""
    of_columns = [_of_column(role) for role in read.found]
    kinds: dict[int, list[str] | str] = {row: "heading" for row in read.table.header}
    body = [int(row) for row in read.table.body[:MOST_ROWS] if row < MOST_ROWS]
    if read.rows is None:
        return kinds | dict.fromkeys(body, of_columns)
    kept = set(read.rows.kept[:MOST_ROWS].tolist())
    kinds |= {row: of_columns if row in kept else "note" for row in body}
    kinds |= {row: "section" if why == "section" else "total" for row, why in read.rows.skipped if row < MOST_ROWS}
    return kinds


def _about_people(role: Role) -> bool:
    return role.what in ABOUT_PEOPLE or role.why == "person"


def _of_column(role: Role) -> str:
    if role.what == "measure" and role.measure is not None:
        return OF_MEASURE.get(role.measure.name, "asked")
    return OF_ROLE.get(role.what, "not_read")


def _cell(
    sheet: Sheet,
    texts: list[str],
    row: int,
    at: int,
    kind: list[str] | str | None,
    marks: dict[tuple[str, str], str],
    hidden: bool,
) -> list[Any]:
    cells = sheet.columns[at]
    if cells.kind[row] == Kind.EMPTY:
        return ["", "empty"]
    own = kind[at] if isinstance(kind, list) else kind or "note"
    own = marks.get((sheet.name, cell_name(cell_number(int(sheet.rows[row]), sheet.at[at]))), own)
    if hidden and own != "heading":
        return ["…", own]
    return [*_content(cells, texts, sheet, row, at, own)]


def _content(cells: Column, texts: list[str], sheet: Sheet, row: int, at: int, kind: str) -> Iterable[Any]:
    if cells.kind[row] == Kind.NUMBER:
        number = float(cells.number[row])
        return [100 * number, kind, "%"] if cells.percent[row] else [number, kind]
    if cells.kind[row] == Kind.ERROR:
        return [texts[cells.text[row]], kind]
    return [cell_text(sheet, texts, row, at)[:LONGEST_TEXT], kind]
