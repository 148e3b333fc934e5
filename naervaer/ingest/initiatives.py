"""A sheet that tells which units took part in what, and from when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from naervaer.ingest.facts import Reading
from naervaer.ingest.notes import WARNS, cell_at
from naervaer.ingest.periods import period_of
from naervaer.ingest.tables import Table
from naervaer.ingest.words import exact_meanings, row_kind
from naervaer.ingest.workbook import EPOCH, Kind
from naervaer.model import tidy


@dataclass(frozen=True)
class Part:
    """One unit's part in one initiative, in plain values."""

    unit: str
    initiative: str
    start: str
    end: str | None
    programme: str | None
    aim: str | None
    sheet: str
    cell: str


def initiative_columns(table: Table, sheet_name: str) -> dict[str, int] | None:
    """The columns of a table of initiatives by what they are; None when it is no such table.

    It has a unit and a start, and either a column of initiatives or a sheet named for them.
    """
    said = [
        frozenset().union(*(exact_meanings(text) for text in head)) if head else frozenset() for head in table.heads
    ]
    found: dict[str, int] = {}
    for name in ("unit", "initiative", "programme", "start", "end", "aim"):
        for column, meanings in enumerate(said):
            if f"dimension:{name}" in meanings and column not in found.values():
                found[name] = column
                break
    named = "dimension:initiative" in exact_meanings(sheet_name)
    if "unit" in found and "start" in found and ("initiative" in found or named):
        return found
    return None


def read_initiatives(table: Table, columns: dict[str, int], reading: Reading) -> list[Part]:
    """Every row with a unit, an initiative and a start that can be read; the others are reported."""
    sheet, findings = reading.sheet, reading.findings
    parts = []
    for row in table.body.tolist():
        unit = _text(reading, row, columns["unit"])
        initiative = _text(reading, row, columns["initiative"]) if "initiative" in columns else sheet.name
        start_kind = sheet.columns[columns["start"]].kind[row]
        if not unit or row_kind(unit) in ("note", "example") or (not initiative and start_kind == Kind.EMPTY):
            continue
        start = _day(reading, row, columns["start"], last=False)
        if start is None or not initiative:
            column = columns["start"] if start is None else columns["initiative"]
            findings.add(
                "INITIATIVE_WITHOUT_START" if start is None else "INITIATIVE_WITHOUT_NAME",
                WARNS,
                sheet.name,
                cell_at(sheet, row, column),
                True,
                unit=tidy(unit),
            )
            continue
        end = _day(reading, row, columns["end"], last=True) if "end" in columns else None
        if end is not None and end < start:
            findings.add(
                "INITIATIVE_ENDS_BEFORE", WARNS, sheet.name, cell_at(sheet, row, columns["end"]), True, unit=tidy(unit)
            )
            continue
        if start > date.today():
            findings.add("NOT_HAPPENED_YET", WARNS, sheet.name, cell_at(sheet, row, columns["start"]))
        parts.append(
            Part(
                tidy(unit),
                tidy(initiative),
                start.isoformat(),
                end.isoformat() if end else None,
                _text(reading, row, columns["programme"]) or None if "programme" in columns else None,
                _text(reading, row, columns["aim"]) or None if "aim" in columns else None,
                sheet.name,
                cell_at(sheet, row, columns["unit"]),
            )
        )
    return parts


def _text(reading: Reading, row: int, column: int) -> str:
    cells = reading.sheet.columns[column]
    return reading.texts[cells.text[row]].strip() if cells.kind[row] == Kind.TEXT else ""


def _day(reading: Reading, row: int, column: int, last: bool) -> date | None:
    """A date cell as it is; a month or a year as its first day, or its last when it is an end."""
    cells = reading.sheet.columns[column]
    if cells.kind[row] == Kind.DATE:
        return EPOCH + timedelta(days=int(cells.number[row]))
    if cells.kind[row] == Kind.NUMBER and 1990 <= cells.number[row] <= 2079:
        return date(int(cells.number[row]), 12 if last else 1, 31 if last else 1)
    if cells.kind[row] != Kind.TEXT:
        return None
    text = reading.texts[cells.text[row]].strip()
    for pattern in ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    piece = period_of(text)
    if piece is None or not piece.whole():
        return None
    if not last:
        return piece.start()
    months = {"month": 1, "quarter": 3, "tertial": 4, "half_year": 6}.get(piece.covers(), 12)
    start = piece.start()
    end = start.year * 12 + start.month - 1 + months
    return date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
