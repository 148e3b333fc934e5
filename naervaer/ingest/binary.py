"""Workbooks that the calamine library reads: .xls, .xlsb and .ods."""

import io
from collections.abc import Callable

import numpy as np
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from naervaer.ingest.kinds import MOST_COLUMNS, MOST_SHEETS, RefusedError
from naervaer.ingest.workbook import Sheet, Texts, Workbook, sheet_of_rows


def read_binary(content: bytes, kind: str, progress: Callable[[float], None]) -> Workbook:
    """All sheets of the file; raises python_calamine's CalamineError when it is damaged, PasswordError when it is
    locked, and RefusedError when the library gives up on it.
    """
    try:
        return _read(content, kind, progress)
    except BaseException as error:
        # What the library did not foresee is a panic of its language, and no Exception of ours.
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError("NOT_READ") from error


def _read(content: bytes, kind: str, progress: Callable[[float], None]) -> Workbook:
    texts = Texts()
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        sheets = []
        if len(book.sheets_metadata) > MOST_SHEETS:
            raise RefusedError("TOO_LARGE")
        of_cells = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        for number, about in enumerate(of_cells, 1):
            sheets.append(_sheet(book, about.name, about.visible is SheetVisibleEnum.Visible, texts))
            progress(number / len(of_cells))
    return Workbook(kind, sheets, texts.list)


def _sheet(book: CalamineWorkbook, name: str, visible: bool, texts: Texts) -> Sheet:
    found = book.get_sheet_by_name(name)
    if found.total_width > 8 * MOST_COLUMNS:
        raise RefusedError("TOO_LARGE")
    merged = tuple((*first, *last) for first, last in found.merged_cell_ranges or ())
    sheet = sheet_of_rows(name, found.to_python(), texts, visible=visible, merged=merged)
    row, column = found.start or (0, 0)
    sheet.rows = sheet.rows + np.int64(row)
    sheet.at = [at + column for at in sheet.at]
    return sheet
