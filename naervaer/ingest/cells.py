"""The cells of a file as texts, for lists that a person brings beside the figures. Runs where files are read."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from naervaer.ingest.kinds import RefusedError
from naervaer.ingest.privacy import numbers_in
from naervaer.ingest.understanding import open_workbook
from naervaer.ingest.workbook import EPOCH, Kind, Sheet


MOST_ROWS = 20_000  # far more activities than a municipality has in a year


def cells_of(content: bytes, filename: str) -> dict[str, Any]:
    """The sheets' rows of texts, each with the sheet's name; or the code of why nothing may be read.

    Dates are ISO days, whole numbers have no decimals. A file with an identity number anywhere is refused whole.
    """
    try:
        workbook = open_workbook(content, filename, lambda fraction: None)
    except RefusedError as refusal:
        return {"refused": refusal.code, "sheets": []}
    if any(numbers_in(text).sure for text in [filename, *workbook.texts, *(note for _, note in workbook.notes)]):
        return {"refused": "PERSON_DATA", "sheets": []}
    sheets = [{"name": sheet.name, "rows": _rows(sheet, workbook.texts)} for sheet in workbook.sheets if sheet.visible]
    return {"refused": None, "sheets": sheets}


def _rows(sheet: Sheet, texts: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in range(min(len(sheet.rows), MOST_ROWS)):
        written = []
        for column in sheet.columns:
            kind, number = column.kind[row], column.number[row]
            if kind == Kind.TEXT:
                written.append(texts[column.text[row]].strip())
            elif kind == Kind.DATE:
                written.append((EPOCH + timedelta(days=int(number))).isoformat())
            elif kind == Kind.NUMBER:
                written.append(f"{number:g}" if abs(number) < 1e15 else "")
            else:
                written.append("")
        rows.append(written)
    return rows
