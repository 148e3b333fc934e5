"""Columns of cells as columns of numbers, in the units the house counts in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.notes import TELLS, WARNS, Findings, cell_at
from naervaer.ingest.values import Is, Value, value_of
from naervaer.ingest.words import comparable, reference
from naervaer.ingest.workbook import Kind, Sheet


# Why a cell holds no number though something stands in it.
PROBLEMS = ("", "NOT_A_NUMBER", "NUMBER_STORED_AS_TEXT_BAD", "ERROR_CELL", "FORMULA_NO_VALUE", "ASKED")
_NUMBER, _TWO, _HIDDEN, _DASH = int(Is.NUMBER), int(Is.TWO_READINGS), int(Is.HIDDEN), int(Is.DASH)
RATES = ("rate_pct", "attendance_pct")

# No unit's sick leave is above this over a period, in percent; a table whose usual number is, holds something else.
MOST_ABSENCE = 45.0


@dataclass
class Numbers:
    """A column's numbers.

    value    NaN where there is none
    problem  place in PROBLEMS
    percent  the cell said it is a percent, by its format or a sign in its text
    """

    value: NDArray[np.float64]
    problem: NDArray[np.uint8]
    percent: NDArray[np.bool_]


@dataclass(frozen=True)
class Customs:
    """How a sheet writes its numbers, as far as it shows.

    comma  decimal comma (True), decimal point (False), not shown (None)
    dash   "zero", "nothing", or "" when a person must say
    """

    comma: bool | None
    dash: str


def values_of(texts: list[str]) -> list[Value]:
    """Every text of the workbook as a value."""
    return [value_of(text) for text in texts]


def numbers(
    sheet: Sheet,
    column: int,
    rows: NDArray[np.int64],
    values: list[Value],
    customs: Customs,
    findings: Findings,
    *,
    of_rates: bool = False,
) -> Numbers:
    """The numbers of a column in the rows given; what is hidden is told, what has two readings is asked.

    of_rates  "5,123" is 5.123 percent: thousands there are none
    """
    cells = sheet.columns[column]
    kind = cells.kind[rows]
    value = np.where(kind == Kind.NUMBER, cells.number[rows], np.nan)
    percent = cells.percent[rows] & (kind == Kind.NUMBER)
    problem = np.zeros(len(rows), np.uint8)
    problem[kind == Kind.DATE] = 1
    problem[kind == Kind.ERROR] = 3
    problem[kind == Kind.NO_VALUE] = 4
    text = np.flatnonzero(kind == Kind.TEXT)
    if len(text):
        _read_texts(text, sheet, column, rows, values, customs, findings, Numbers(value, problem, percent), of_rates)
    value[percent & (kind == Kind.NUMBER)] *= 100
    return Numbers(value, problem, percent)


def _read_texts(
    text: NDArray[np.int64],
    sheet: Sheet,
    column: int,
    rows: NDArray[np.int64],
    values: list[Value],
    customs: Customs,
    findings: Findings,
    into: Numbers,
    of_rates: bool,
) -> None:
    codes = sheet.columns[column].text[rows[text]]
    different, back = np.unique(codes, return_inverse=True)
    found = [values[code] for code in different]
    what = np.array([one.what for one in found])[back]
    number = np.array([one.number for one in found])
    if not of_rates and customs.comma is None and (what == _TWO).any():
        first = int(text[np.flatnonzero(what == _TWO)[0]])
        cell = cell_at(sheet, int(rows[first]), column)
        answer = findings.ask(
            "AMBIGUOUS_NUMBER",
            f"AMBIGUOUS_NUMBER:{sheet.name}",
            {"decimal": "", "thousand": ""},
            sheet.name,
            cell,
            column=cell.rstrip("0123456789"),
        )
        if answer == "thousand":
            number = np.array([one.grouped if one.what == _TWO else one.number for one in found])
        elif not answer:
            into.problem[text[what == _TWO]] = 5
            number = np.array([np.nan if one.what == _TWO else one.number for one in found])
    elif not of_rates and customs.comma is not None:
        number = np.array([_read_by_custom(one, customs.comma) for one in found])
    into.value[text] = number[back]
    into.percent[text] = np.array([one.percent for one in found])[back]
    into.problem[text[(what == int(Is.WORDS))]] = 1
    into.problem[text[what == int(Is.MALFORMED)]] = 2
    into.problem[text[what == int(Is.ERROR)]] = 3
    _read_dashes(text[what == _DASH], sheet, column, rows, customs, findings, into)
    _tell_hidden(text[what == _HIDDEN], sheet, column, rows, findings)


def _read_by_custom(one: Value, comma: bool) -> float:
    """A text with two readings, by the marks the rest of the sheet uses; only its own mark tells which of the two
    it has.
    """
    if one.what != _TWO:
        return one.number
    return one.number if one.comma is comma else one.grouped


def _read_dashes(
    places: NDArray[np.int64],
    sheet: Sheet,
    column: int,
    rows: NDArray[np.int64],
    customs: Customs,
    findings: Findings,
    into: Numbers,
) -> None:
    if not len(places):
        return
    cell = cell_at(sheet, int(rows[places[0]]), column)
    question = f"DASH_MEANING:{sheet.name}"
    meaning = customs.dash or findings.ask("DASH_MEANING", question, {"zero": "", "nothing": ""}, sheet.name, cell)
    if meaning == "zero":
        into.value[places] = 0.0
    elif meaning == "nothing":
        _count_hidden(len(places), cell, sheet, findings)


def _tell_hidden(
    places: NDArray[np.int64], sheet: Sheet, column: int, rows: NDArray[np.int64], findings: Findings
) -> None:
    if len(places):
        _count_hidden(len(places), cell_at(sheet, int(rows[places[0]]), column), sheet, findings)


def _count_hidden(n: int, cell: str, sheet: Sheet, findings: Findings) -> None:
    """One finding for each sheet, with how many cells in all."""
    for found in findings.found:
        if found.code == "SUPPRESSED" and found.sheet == sheet.name and isinstance(found.values, dict):
            found.values["n"] += n
            return
    findings.add("SUPPRESSED", TELLS, sheet.name, cell, n=n)


def customs_of(
    sheet: Sheet, texts: list[str], values: list[Value], columns: list[int], file_comma: bool | None
) -> Customs:
    """See how the sheet writes decimals, and what its legend or its zeros say of a dash."""
    seen = {True: 0, False: 0}
    zeros = False
    for column in columns:
        cells = sheet.columns[column]
        for code in np.unique(cells.text[cells.kind == Kind.TEXT]):
            one = values[code]
            if one.what == Is.NUMBER and one.comma is not None:
                seen[one.comma] += 1
            if one.what == Is.NUMBER and one.number == 0:
                zeros = True
        zeros = zeros or bool(((cells.kind == Kind.NUMBER) & (cells.number == 0)).any())
    comma = True if seen[True] and not seen[False] else False if seen[False] and not seen[True] else file_comma
    return Customs(comma, _legend(texts) or ("nothing" if zeros else ""))


def _legend(texts: list[str]) -> str:
    """ "- = null", "– betyr mangler": what the sheet itself says of its dash."""
    words = reference("rows")["dash"]
    for text in texts:
        said = comparable(text)
        if len(said) > 120 or said[:1] != "-" or not said.lstrip("- ").startswith(tuple(words["says"])):
            continue
        rest = said.lstrip("-").strip(" =:")
        # The longest word rules: "ikke fravær" is zero although "ikke" alone is nothing.
        longest = {
            meaning: max((len(word) for word in words[meaning] if word in rest), default=0)
            for meaning in ("nothing", "zero")
        }
        if any(longest.values()):
            return max(longest, key=longest.__getitem__)
    return ""


def percent_scale(
    columns: list[Numbers],
    quotients: list[NDArray[np.float64]],
    sheet: Sheet,
    findings: Findings,
    *,
    of_attendance: bool = False,
) -> None:
    """Fractions without a percent format: a whole table of rates under 1 is 0.083 for 8,3 %, said aloud.

    quotients      for columns that have days beside them the rate those give, which settles it
    of_attendance  the rates are of attendance: 0.92 is 92 %, for nobody attends a hundredth of the days
    """
    settled = [
        one.value[good] / given[good]
        for one, given in zip(columns, quotients, strict=True)
        if (good := ~one.percent & np.isfinite(one.value) & (given > 0)).any()
    ]
    if settled and float(np.median(np.concatenate(settled))) > 0.1:
        return
    plain = [one.value[~one.percent & np.isfinite(one.value)] for one in columns]
    together = np.concatenate(plain) if plain else np.array([])
    together = together[together != 0]
    if not len(together) or together.max() > 1:
        return
    most = (together >= 0.9).mean() > 0.5 and together.max() == 1
    if not of_attendance and (len(together) < 4 or most or float(np.median(together)) * 100 > MOST_ABSENCE):
        return  # 0,7 under "prosent" is 0,7 %: nobody has seventy
    for one in columns:
        one.value[~one.percent] *= 100
    findings.add("PERCENT_SCALE", WARNS, sheet.name, low=float(together.min()), high=float(together.max()))


def percent_of_texts(sheet: Sheet, column: int, rows: NDArray[np.int64], values: list[Value]) -> NDArray[np.float64]:
    """The plain numbers of a column without a word about those that are none; percents as percent numbers."""
    cells = sheet.columns[column]
    found = np.where(cells.kind[rows] == Kind.NUMBER, cells.number[rows], np.nan)
    found[cells.percent[rows]] *= 100
    for place in np.flatnonzero(cells.kind[rows] == Kind.TEXT):
        one = values[cells.text[rows[place]]]
        found[place] = one.number if one.what is Is.NUMBER else np.nan
    return found
