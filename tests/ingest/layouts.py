"""One table of sick leave, written in every layout people use; what comes back must be the same table."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter


_MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}
MONTHS = {language: names.split(" ") for language, names in _MONTHS.items()}


@dataclass(frozen=True)
class Cell:
    """One unit in one month."""

    unit: str
    area: str
    month: date
    lost: float
    possible: float

    @property
    def rate(self) -> float:
        return round(100 * self.lost / self.possible, 1)


Sheets = dict[str, list[list[Any]]]


def units_of(cells: list[Cell]) -> list[str]:
    return list(dict.fromkeys(cell.unit for cell in cells))


def months_of(cells: list[Cell]) -> list[date]:
    return sorted({cell.month for cell in cells})


def find(cells: list[Cell], unit: str, month: date) -> Cell:
    return next(cell for cell in cells if (cell.unit, cell.month) == (unit, month))


def month_name(month: date, style: int) -> str:
    """The month in one of the ways people write it."""
    name = MONTHS["nb"][month.month - 1]
    return (
        f"{name} {month.year}",
        f"{name[:3]}.{month.year % 100:02d}",
        f"{month.month:02d}.{month.year}",
        f"{month.year}-{month.month:02d}",
        f"{MONTHS['da'][month.month - 1]} {month.year}",
        f"{MONTHS['en'][month.month - 1]} {month.year}",
    )[style]


def long(cells: list[Cell], style: int) -> Sheets:
    rows: list[list[Any]] = [
        ["Enhet", "Tjenesteområde", "Periode", "Tapte dagsverk", "Mulige dagsverk", "Sykefravær %"]
    ]
    rows += [[c.unit, c.area, month_name(c.month, style), c.lost, c.possible, c.rate] for c in cells]
    return {"Data": rows}


def long_year_and_month(cells: list[Cell], style: int) -> Sheets:
    rows: list[list[Any]] = [["Arbejdsplads", "År", "Måned", "Fraværsdagsværk", "Mulige dagsværk"]]
    rows += [[c.unit, c.month.year, MONTHS["da"][c.month.month - 1], c.lost, c.possible] for c in cells]
    return {"Data": rows}


def periods_as_columns(cells: list[Cell], style: int) -> Sheets:
    """Rates with months across the top, a title, a total row and a mean column."""
    months = months_of(cells)
    rows: list[list[Any]] = [
        ["Sykefravær i prosent"],
        [],
        ["Enhet", *(month_name(month, style) for month in months), "Snitt"],
    ]
    for unit in units_of(cells):
        own = [find(cells, unit, month).rate for month in months]
        rows.append([unit, *own, round(sum(own) / len(own), 1)])
    pooled = [sum(find(cells, unit, month).rate for unit in units_of(cells)) / len(units_of(cells)) for month in months]
    rows.append(["Snitt alle enheter", *(round(value, 1) for value in pooled)])
    return {"Ark1": rows}


def groups_of_columns(cells: list[Cell], style: int) -> Sheets:
    """Three columns a month under the month's name, then a sum."""
    months = months_of(cells)
    upper: list[Any] = [""]
    lower: list[Any] = ["Avdeling"]
    for month in months:
        upper += [month_name(month, style), "", ""]
        lower += ["Mulige dagsverk", "Tapte dagsverk", "%"]
    rows = [["Fravær per måned"], [], [*upper, "Sum", "", ""], [*lower, "Mulige dagsverk", "Tapte dagsverk", "%"]]
    for unit in units_of(cells):
        own = [find(cells, unit, month) for month in months]
        row: list[Any] = [unit]
        for c in own:
            row += [c.possible, c.lost, c.rate]
        possible, lost = sum(c.possible for c in own), sum(c.lost for c in own)
        rows.append([*row, round(possible, 1), round(lost, 1), round(100 * lost / possible, 1)])
    return {"Rapport": rows}


def units_as_columns(cells: list[Cell], style: int) -> Sheets:
    units = units_of(cells)
    rows: list[list[Any]] = [["Sykefraværsprosent per enhet"], [], ["Måned", *units]]
    rows += [
        [month_name(month, style), *(find(cells, unit, month).rate for unit in units)] for month in months_of(cells)
    ]
    return {"Ark1": rows}


def sheet_for_each_unit(cells: list[Cell], style: int) -> Sheets:
    sheets: Sheets = {}
    for unit in units_of(cells):
        rows: list[list[Any]] = [["Måned", "Tapte dagsverk", "Mulige dagsverk"]]
        rows += [[month_name(c.month, style), c.lost, c.possible] for c in cells if c.unit == unit]
        sheets[unit] = rows
    return sheets


def sheet_for_each_measure(cells: list[Cell], style: int) -> Sheets:
    months, units = months_of(cells), units_of(cells)
    sheets: Sheets = {}
    for name, of in (("Tapte dagsverk", "lost"), ("Mulige dagsverk", "possible")):
        rows: list[list[Any]] = [["Enhet", *(month_name(month, style) for month in months)]]
        rows += [[unit, *(getattr(find(cells, unit, month), of) for month in months)] for unit in units]
        sheets[name] = rows
    return sheets


def sheet_for_each_year(cells: list[Cell], style: int) -> Sheets:
    """The year stands in the sheet's name only."""
    sheets: Sheets = {}
    for year in sorted({month.year for month in months_of(cells)}):
        rows: list[list[Any]] = [["Enhet", "Måned", "Tapte dagsverk", "Mulige dagsverk"]]
        rows += [[c.unit, MONTHS["nb"][c.month.month - 1], c.lost, c.possible] for c in cells if c.month.year == year]
        sheets[str(year)] = rows
    return sheets


def three_lines_a_unit(cells: list[Cell], style: int) -> Sheets:
    """Lost, possible and per cent under each other, the unit's name beside the first."""
    months = months_of(cells)
    rows: list[list[Any]] = [["Enhet", "Måltall", *(month_name(month, style) for month in months)]]
    for unit in units_of(cells):
        own = [find(cells, unit, month) for month in months]
        rows.append([unit, "Tapte dagsverk", *(c.lost for c in own)])
        rows.append(["", "Mulige dagsverk", *(c.possible for c in own)])
        rows.append(["", "Sykefravær %", *(c.rate for c in own)])
    return {"Ark1": rows}


def sections(cells: list[Cell], style: int) -> Sheets:
    """Service areas as headings between the rows, each with its printed total."""
    months = months_of(cells)
    rows: list[list[Any]] = [["Tapte dagsverk"], [], ["Enhet", *(month_name(month, style) for month in months)]]
    for area in dict.fromkeys(c.area for c in cells):
        rows.append([area])
        mine = units_of([c for c in cells if c.area == area])
        rows += [[unit, *(find(cells, unit, month).lost for month in months)] for unit in mine]
        sums = [round(sum(find(cells, unit, month).lost for unit in mine), 1) for month in months]
        rows.append([f"Sum {area}", *sums])
    return {"Ark1": rows}


DAYS = ("lost_days", "possible_days")
# Each layout with the measures it carries.
LAYOUTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "long": (long, (*DAYS, "rate_pct")),
    "long_year_and_month": (long_year_and_month, DAYS),
    "periods_as_columns": (periods_as_columns, ("rate_pct",)),
    "groups_of_columns": (groups_of_columns, (*DAYS, "rate_pct")),
    "units_as_columns": (units_as_columns, ("rate_pct",)),
    "sheet_for_each_unit": (sheet_for_each_unit, DAYS),
    "sheet_for_each_measure": (sheet_for_each_measure, DAYS),
    "sheet_for_each_year": (sheet_for_each_year, DAYS),
    "three_lines_a_unit": (three_lines_a_unit, (*DAYS, "rate_pct")),
    "sections": (sections, ("lost_days",)),
}


def workbook(sheets: Sheets, before: int = 0) -> bytes:
    """The sheets as an .xlsx, with so many empty rows above each table."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows, before):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(at, column, value)
    return stream.getvalue()
