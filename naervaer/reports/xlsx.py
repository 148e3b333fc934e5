"""Tables as a workbook: a sheet each, numbers as numbers, and names always as text."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from naervaer.charts.table import Kind, Table, without_pictures
from naervaer.i18n import t
from naervaer.model import Language


FORMATS = {Kind.PERCENT: '0.0" %"', Kind.POINTS: "+0.0;\u22120.0;0.0", Kind.DAYS: "#,##0.0", Kind.COUNT: "#,##0"}
WIDEST = 60  # characters


def workbook(tables: Sequence[Table], language: Language) -> bytes:
    """The tables as an .xlsx file. Texts are written as strings, so a name that begins with "=" is never a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
        for place, table in enumerate(map(without_pictures, tables), start=1):
            sheet = book.add_worksheet(t(language, "download.sheet", n=place) if len(tables) > 1 else None)
            sheet.write_string(0, 0, table.caption)
            for column, head in enumerate(table.columns):
                sheet.write_string(2, column, head.heading, heading)
                texts = [str(row[column]) for row in table.rows] if head.kind is Kind.TEXT else []
                sheet.set_column(column, column, min(WIDEST, max([len(head.heading), 10, *map(len, texts)]) + 2))
            for line, row in enumerate(table.rows, start=3):
                for column, (head, value) in enumerate(zip(table.columns, row, strict=True)):
                    _write(sheet, line, column, head.kind, value, formats, language)
            sheet.freeze_panes(3, 1)
    return out.getvalue()


def _write(
    sheet: Any, line: int, column: int, kind: Kind, value: Any, formats: dict[Kind, Any], language: Language
) -> None:
    if value is None:
        sheet.write_string(line, column, t(language, "table.missing"))
    elif kind in formats:
        sheet.write_number(line, column, value, formats[kind])
    else:
        sheet.write_string(line, column, str(value))
