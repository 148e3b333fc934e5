"""The import template people download: drop-downs, checked cells and one filled row, in each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from naervaer.example.formats import DAY_FORM, MADE_ON, MONTH_FORM
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.programme import find, standing


ROWS = 20_000  # rows made ready with drop-downs and checks; more can be filled in
UNITS = 2_000  # units that can be listed for the drop-downs
AREAS = 9
STEPS = 3
RULES = 4
FIRST_DAY = date(2000, 1, 1)
# White on both is 4.5:1 or better (WCAG 2.1, 1.4.3).
MUST_FILL, MAY_FILL = "#1F4E5F", "#4F7180"
NUMBERS = ("month", "day", "number")
PALE, GREY, RED = "#F1F4F6", "#5A6572", "#F8D7D3"


@dataclass(frozen=True)
class Column:
    """One column of a sheet: the keys of its heading and its help, whether it must be filled in, and what it holds."""

    heading: str
    help: str
    must: bool
    width: int
    holds: str
    example: str | float | date | None = None


ABSENCE = (
    Column("field.unit", "template.help_unit", True, 34, "unit", "template.example_unit"),
    Column("field.service_area", "template.help_area", False, 22, "area", "template.area_1"),
    Column("field.period", "template.help_period", True, 17, "month", date(2026, 3, 1)),
    Column("field.lost_days", "template.help_lost_days", True, 18, "number", 38.5),
    Column("field.possible_days", "template.help_possible_days", True, 18, "number", 301.0),
    Column("field.employees", "template.help_employees", False, 16, "number", 18.0),
    Column("field.fte", "template.help_fte", False, 15, "number", 14.3),
    Column("template.short_days", "template.help_short_days", False, 18, "number", 12.0),
    Column("template.long_days", "template.help_long_days", False, 18, "number", 26.5),
)
INITIATIVES = (
    Column("field.unit", "template.help_unit", True, 34, "unit", "template.example_unit"),
    Column("template.initiative", "template.help_initiative", True, 34, "text", "template.example_initiative"),
    Column("template.programme", "template.help_programme", False, 34, "programme", "reflection_groups"),
    Column("template.aim", "template.help_aim", False, 40, "text", "template.example_aim"),
    Column("template.start", "template.help_start", True, 14, "day", date(2026, 1, 15)),
    Column("template.end", "template.help_end", False, 14, "day"),
    Column("template.pause_from", "template.help_pause_from", False, 14, "day"),
    Column("template.pause_until", "template.help_pause_until", False, 14, "day"),
    Column("template.role", "template.help_role", False, 18, "role"),
    Column("template.reason", "template.help_reason", False, 40, "text"),
)
UNIT_LIST = (
    Column("field.unit", "template.help_unit", True, 34, "text", "template.example_unit"),
    Column("field.service_area", "template.help_area", False, 22, "area", "template.area_1"),
)


def write_templates(folder: Path) -> list[Path]:
    """The template in every language, written into `folder`; returns their paths."""
    paths = [folder / f"naervaer_{language}.xlsx" for language in Language]
    for language, path in zip(Language, paths, strict=True):
        write_template(language, path)
    return paths


def write_template(language: Language, path: Path) -> None:
    """One language's template: how to, absence, initiatives, and the units for the drop-downs."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": t(language, "template.title"), "created": MADE_ON})
        _how_to(book, book.add_worksheet(t(language, "template.how_sheet")), language)
        absence = _sheet(book, "template.absence_sheet", ABSENCE, ROWS, language)
        absence.conditional_format(
            1, 3, ROWS, 4, {"type": "formula", "criteria": "=$D2>$E2", "format": book.add_format({"bg_color": RED})}
        )
        _sheet(book, "template.initiatives_sheet", INITIATIVES, ROWS, language)
        _sheet(book, "template.units_sheet", UNIT_LIST, UNITS, language)


def _sheet(book: xlsxwriter.Workbook, name: str, columns: Sequence[Column], rows: int, language: Language) -> Worksheet:
    sheet = book.add_worksheet(t(language, name))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 34)
    sheet.set_default_row(18)
    for place, column in enumerate(columns):
        form = {
            "num_format": _form(column, language),
            "indent": 1,
            "align": "right" if column.holds in NUMBERS else "left",
        }
        sheet.set_column(place, place, column.width, book.add_format(form))
        sheet.write_string(0, place, t(language, column.heading), _heading(book, column))
        example = book.add_format({**form, "italic": True, "font_color": GREY, "bg_color": PALE})
        _write(sheet, place, _example(column, language), example)
        check = _check(column, language)
        if check:
            sheet.data_validation(1, place, rows, place, check)
    return sheet


def _heading(book: xlsxwriter.Workbook, column: Column) -> Format:
    fill = MUST_FILL if column.must else MAY_FILL
    look = {"bold": column.must, "font_color": "white", "bg_color": fill, "text_wrap": True, "valign": "vcenter"}
    side = "right" if column.holds in NUMBERS else "left"
    return book.add_format({**look, "align": side, "indent": 1, "border": 1, "border_color": "white"})


def _form(column: Column, language: Language) -> str:
    return {
        "month": MONTH_FORM[language],
        "day": DAY_FORM[language],
    }.get(column.holds, "General")


def _example(column: Column, language: Language) -> str | float | date | None:
    if not isinstance(column.example, str):
        return column.example
    programme = find(column.example)
    return programme.name[language] if programme else t(language, column.example)


def _write(sheet: Worksheet, place: int, cell: str | float | date | None, look: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(1, place, cell, look)
    else:
        sheet.write(1, place, cell, look)


def _check(column: Column, language: Language) -> dict[str, Any] | None:
    """What Excel offers or refuses in a column. Lists never refuse; a period in other words is only asked about."""
    if column.holds == "unit":
        units = t(language, "template.units_sheet")
        return {"validate": "list", "source": f"='{units}'!$A$3:$A${UNITS}", "show_error": False}
    if column.holds == "area":
        areas = [t(language, f"template.area_{number}") for number in range(1, AREAS + 1)]
        return {"validate": "list", "source": areas, "show_error": False}
    if column.holds == "programme":
        return {"validate": "list", "source": [each.name[language] for each in standing()], "show_error": False}
    if column.holds == "role":
        roles = [t(language, "template.role_part"), t(language, "template.role_comparison")]
        return {"validate": "list", "source": roles, "show_error": False}
    told = {"input_title": t(language, column.heading), "input_message": t(language, column.help)}
    refused = {"error_title": t(language, "template.check")}
    if column.holds == "month":
        late = {"validate": "date", "criteria": ">=", "value": FIRST_DAY, "error_type": "warning"}
        return {**late, **told, **refused, "error_message": t(language, "template.not_a_month")}
    if column.holds == "day":
        day = {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
        return {**day, **told, **refused, "error_message": t(language, "template.not_a_date")}
    if column.holds == "number":
        number = {"validate": "decimal", "criteria": ">=", "value": 0}
        return {**number, **told, **refused, "error_message": t(language, "template.not_a_number")}
    return None


def _how_to(book: xlsxwriter.Workbook, sheet: Worksheet, language: Language) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    for place, width in enumerate((26, 20, 104)):
        sheet.set_column(place, place, width)
    look = {"bold": True, "font_color": MUST_FILL}
    heading = book.add_format({**look, "font_size": 13, "bottom": 1, "bottom_color": MAY_FILL})
    name, grey = book.add_format({"bold": True}), book.add_format({"font_color": GREY})
    sheet.set_default_row(18)
    sheet.set_row(0, 34)
    sheet.write_string(0, 0, t(language, "template.title"), book.add_format({**look, "font_size": 20}))
    row = _told(sheet, 2, "how", [f"{number}." for number in range(1, STEPS + 1)], heading, language)
    for sheet_name, columns in (("template.absence_sheet", ABSENCE), ("template.initiatives_sheet", INITIATIVES)):
        row = _headed(sheet, row, t(language, sheet_name), heading)
        for column in columns:
            sheet.write_string(row, 0, t(language, column.heading), name)
            sheet.write_string(row, 1, t(language, "template.must" if column.must else "template.may"), grey)
            sheet.write_string(row, 2, t(language, column.help))
            row += 1
        row += 1
    _told(sheet, row, "rule", ["•"] * RULES, heading, language)


def _told(sheet: Worksheet, row: int, kind: str, marks: Sequence[str], heading: Format, language: Language) -> int:
    """Sentences under a heading, each with its mark; returns the row after the empty one that follows them."""
    row = _headed(sheet, row, t(language, f"template.{kind}_heading"), heading)
    for number, mark in enumerate(marks, 1):
        sheet.write_string(row, 0, f"{mark}  {t(language, f'template.{kind}_{number}')}")
        row += 1
    return row + 1


def _headed(sheet: Worksheet, row: int, text: str, heading: Format) -> int:
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, text, heading)
    for place in (1, 2):
        sheet.write_blank(row, place, None, heading)
    return row + 1
