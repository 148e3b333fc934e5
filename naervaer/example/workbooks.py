"""The made-up municipalities as the workbooks people have: a long sheet of absence and a sheet of initiatives."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from naervaer.example.municipality import Municipality, examples, municipality, plan
from naervaer.i18n import month
from naervaer.model import Language, Participation
from naervaer.programme import find


# A file made twice is the same file, so the date it was made on is part of what it is.
MADE_ON = datetime(2026, 11, 21)
MEASURES = ("lost_days", "possible_days", "employees", "fte", "short_days", "long_days")
PARTICIPATION_FIELDS = ("unit", "initiative", "programme", "aim", "start", "end")
WIDTHS = {"unit": 34, "area": 20, "period": 16, "initiative": 44, "programme": 38, "aim": 60}
OTHER_WIDTH = 17
Cell = str | float | datetime | None


def write_examples(folder: Path) -> list[Path]:
    """Make every workbook of data/examples/examples.toml anew in `folder`; returns their paths."""
    paths = []
    for example in examples():
        planned = plan(example["plan"])
        for filename in example["files"]:
            paths.append(folder / filename)
            write(municipality(planned), planned["words"], Language(example["language"]), paths[-1])
    return paths


def write(made: Municipality, words: Mapping[str, Any], language: Language, path: Path) -> None:
    """One municipality as one workbook; `words` are its plan's headings, a measure without one is left out."""
    measures = [measure for measure in MEASURES if measure in words]
    periods = _periods(made.rows["period_start"].dt.to_pydatetime(), words, language)
    columns = [made.rows["unit"], made.rows["area"], periods, *(made.rows[measure] for measure in measures)]
    participations = (_cells(participation, language) for participation in made.participations)
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": words["about"][0], "created": MADE_ON})
        _table(book, words["sheet"], words, ["unit", "area", "period", *measures], zip(*columns, strict=True))
        _table(book, words["initiatives_sheet"], words, PARTICIPATION_FIELDS, participations)
        about = book.add_worksheet(words["about_sheet"])
        about.set_column(0, 0, 110)
        about.write_column(0, 0, words["about"])


def _periods(starts: Sequence[datetime], words: Mapping[str, Any], language: Language) -> list[Cell]:
    """Months as real dates, or written out where the plan asks for it: people do both."""
    return [month(language, start) for start in starts] if words.get("months_in_words") else list(starts)


def _cells(participation: Participation, language: Language) -> tuple[Cell, ...]:
    programme = find(participation.programme) if participation.programme else None
    return (
        participation.unit,
        participation.initiative,
        programme.name[language] if programme else None,
        participation.aim,
        datetime.combine(participation.start, time()),
        datetime.combine(participation.end, time()) if participation.end else None,
    )


def _table(
    book: xlsxwriter.Workbook,
    name: str,
    words: Mapping[str, Any],
    fields: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_footer(f"&L{words['about'][0]}&R&P / &N")
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for column, field in enumerate(fields):
        sheet.set_column(column, column, WIDTHS.get(field, OTHER_WIDTH))
        sheet.write_string(0, column, words[field], heading)
    styles = _styles(book, fields)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, last, column, cell, styles[column])
    sheet.autofilter(0, 0, last, len(fields) - 1)


def _styles(book: xlsxwriter.Workbook, fields: Sequence[str]) -> list[Any]:
    forms = {"period": "mmm yyyy", "start": "dd.mm.yyyy", "end": "dd.mm.yyyy", "employees": "0"}
    text = ("unit", "area", "initiative", "programme", "aim")
    return [book.add_format({} if field in text else {"num_format": forms.get(field, "0.0")}) for field in fields]


def _write(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, style)
    elif cell is not None:
        sheet.write_number(row, column, cell, style)
