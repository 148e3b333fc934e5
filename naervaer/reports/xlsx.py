"""Tables as a workbook: a sheet each, numbers as numbers, and names always as text."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from naervaer.charts.table import Kind, Table, without_pictures
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import footer
from naervaer.reports.outline import Deck


FORMATS = {Kind.PERCENT: '0.0" %"', Kind.POINTS: "+0.0;\u22120.0;0.0", Kind.DAYS: "#,##0.0", Kind.COUNT: "#,##0"}
WIDEST = 60  # characters


def printed(deck: Deck) -> bytes:
    """The numbers behind every picture of a deck, after a sheet that says what they are and where they come from."""
    tables = [table for one in deck.slides for table in (*(graph.table for graph in one.graphs), one.table) if table]
    return workbook(list(dict.fromkeys([*tables, *deck.sources])), deck.language, about=_about(deck))


def _about(deck: Deck) -> list[str]:
    language = deck.language
    judged = [f"{one.label}: {one.title.said}" if one.label else one.title.said for one in deck.slides]
    definitions = t(language, "method.definitions_list").replace("**", "").splitlines()
    return [
        f"{deck.about} – {t(language, f'deck.{deck.audience}')}",
        footer.of(deck),
        "",
        *judged,
        "",
        *deck.masked,
        "",
        t(language, "method.definitions"),
        *[line.removeprefix("- ") for line in definitions],
    ]


def workbook(tables: Sequence[Table], language: Language, *, about: Sequence[str] = ()) -> bytes:
    """The tables as an .xlsx file. Texts are written as strings, so a name that begins with "=" is never a formula.

    about: lines of a first sheet.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        if about:
            first = book.add_worksheet(t(language, "deck.about_sheet"))
            first.set_column(0, 0, 2 * WIDEST, book.add_format({"text_wrap": True}))
            for line, text in enumerate(about):
                first.write_string(line, 0, text)
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
        for place, table in enumerate(map(without_pictures, tables), start=1):
            sheet = book.add_worksheet(t(language, "download.sheet", n=place) if len(tables) > 1 or about else None)
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
