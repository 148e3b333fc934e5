"""The made-up municipalities as the workbooks people have: a long sheet of absence and a sheet of initiatives."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from naervaer.example.formats import DAY_FORM, MADE_ON, MONTH_FORM
from naervaer.example.municipality import Municipality, examples, municipality, plan
from naervaer.i18n import month
from naervaer.model import Language, Participation
from naervaer.programme import find


MEASURES = ("lost_days", "possible_days", "employees", "fte", "short_days", "long_days")
PARTICIPATION_FIELDS = ("unit", "initiative", "programme", "aim", "start", "end")
WIDTHS = {"unit": 34, "area": 20, "period": 16, "initiative": 44, "programme": 38, "aim": 60}
OTHER_WIDTH = 17
TEXTS = ("unit", "area", "initiative", "programme", "aim")
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
    fields = ["unit", "area", "period", *(measure for measure in MEASURES if measure in words)]
    rows = made.rows.assign(period=_periods(made.rows["period_start"].dt.to_pydatetime(), words, language))[fields]
    joined = [_cells(participation, language) for participation in made.participations]
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": words["about"][0], "created": MADE_ON})
        _table(book, language, words, "sheet", fields, rows.itertuples(index=False))
        _table(book, language, words, "initiatives_sheet", PARTICIPATION_FIELDS, joined)
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
    language: Language,
    words: Mapping[str, Any],
    name: str,
    fields: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    sheet = book.add_worksheet(words[name])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, field in enumerate(fields):
        style = _style(field, language)
        heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "align": style["align"]}
        sheet.set_column(column, column, WIDTHS.get(field, OTHER_WIDTH), book.add_format(style))
        sheet.write_string(0, column, words[field], book.add_format(heading))
    last = 0
    for last, row in enumerate(rows, 1):
        sheet.write_row(last, 0, row)
    sheet.autofilter(0, 0, last, len(fields) - 1)


def _style(field: str, language: Language) -> dict[str, str]:
    if field in TEXTS:
        return {"align": "left"}
    forms = {"period": MONTH_FORM[language], "start": DAY_FORM[language], "end": DAY_FORM[language], "employees": "0"}
    return {"align": "right", "num_format": forms.get(field, "0.0")}
