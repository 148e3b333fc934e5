"""Does a workbook carry persons? Then it is refused whole, and told which column, never what stood in it.

Identity numbers: the Norwegian fødselsnummer, D-number (day + 40) and the synthetic series (month + 40, + 65 or + 80)
have two
control digits (folkeregisterforskriften § 2-2-1); the Danish CPR number is a date and four digits (CPR-loven).
"""

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.notes import REFUSES, Findings, cell_at
from naervaer.ingest.periods import plain
from naervaer.ingest.tables import Table
from naervaer.ingest.words import exact_meanings, reference
from naervaer.ingest.workbook import Kind, Sheet, Workbook


# Weights of the two control digits of a fødselsnummer.
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Accounts and organisation numbers pass one of the two controls, and now and then both: in such a column most cells
# must.
SHARE_IN_OTHER_NUMBERS = 0.5
# So large a share of a column of names begins with a given name before it is a list of persons.
SHARE_OF_NAMES = 0.5
FEWEST_NAMES = 3

_ELEVEN = re.compile(
    r"(?<![\d.,-])(\d{6})[ \u00a0-]?(\d{5})(?![\d,-]|\.\d)"
    r"|(?<![\d.,-])(\d{2})[ .](\d{2})[ .](\d{2})[ .-](\d{5})(?!\d)"
    r"|(?<!\d)(\d{6})[ \u00a0](\d{3})[ \u00a0](\d{2})(?!\d)"
)
_CPR = re.compile(r"(?<![\d.-])(\d{6})-(\d{4})(?![\d-])|(?<![\d.-])(\d{6})[ \u00a0](\d{4})(?!\d)")
_TEN = re.compile(r"\D*(\d{10})\D*")
_OTHER_NUMBERS = ("account", "organisation_number", "cost_centre", "contact", "code")


def is_identity_number(digits: str) -> bool:
    """Eleven digits that are a fødselsnummer, a D-number or one of the synthetic series: a date that can be and
    both controls.
    """
    numbers = [int(digit) for digit in digits]
    if sum(map(int.__mul__, FIRST_WEIGHTS, numbers)) % 11 or sum(map(int.__mul__, SECOND_WEIGHTS, numbers)) % 11:
        return False
    day, month = int(digits[:2]), int(digits[2:4])
    months = [month - added for added in (0, 40, 65, 80) if 1 <= month - added <= 12]
    return bool(months) and 1 <= (day - 40 if day > 40 else day) <= 31


def is_cpr_date(digits: str) -> bool:
    """Six digits that are a day: every CPR number begins with one."""
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


def _cpr_control(digits: str) -> bool:
    """Numbers before 2007 have a control digit."""
    return sum(map(int.__mul__, CPR_WEIGHTS, map(int, digits))) % 11 == 0


@dataclass(frozen=True)
class Numbers:
    """What identity numbers a text holds.

    sure   a fødselsnummer, or a CPR number with its hyphen
    maybe  ten digits that could be a CPR number
    """

    sure: bool
    maybe: bool


def numbers_in(text: str) -> Numbers:
    """Look for identity numbers in a text."""
    if sum(map(str.isdigit, text)) < 10:
        return Numbers(False, False)
    for match in _ELEVEN.finditer(text):
        if is_identity_number("".join(group for group in match.groups() if group)):
            return Numbers(True, False)
    for match in _CPR.finditer(text):
        first, last = (match[1], match[2]) if match[1] else (match[3], match[4])
        if is_cpr_date(first) and (match[1] or _cpr_control(first + last)):
            return Numbers(True, False)
    ten = _TEN.fullmatch(text)
    return Numbers(False, ten is not None and is_cpr_date(ten[1]))


def look_for_persons(workbook: Workbook, tables: list[tuple[Sheet, list[Table]]], findings: Findings) -> bool:
    """Refuse a workbook with persons in a cell, a heading, a comment or a hidden sheet; True when there are any."""
    before = len(findings.found)
    of_texts = [numbers_in(text) for text in workbook.texts]
    sure = np.array([one.sure for one in of_texts] or [False])
    maybe = np.array([one.maybe for one in of_texts] or [False])
    for sheet, on_sheet in tables:
        heads = _heads_by_column(sheet, on_sheet)
        for column in range(len(sheet.columns)):
            _look_in_column(sheet, column, heads[column], sure, maybe, findings)
        _look_at_headings(sheet, on_sheet, workbook.texts, findings)
    for sheet_name, note in workbook.notes:
        if numbers_in(note).sure or numbers_in(plain(note)).sure:
            findings.add("PERSON_DATA", REFUSES, sheet_name, "", what="identity", where="comment", column="–", n=1)
            break
    if any(numbers_in(sheet.name).sure for sheet in workbook.sheets):
        findings.add("PERSON_DATA", REFUSES, "", "", what="identity", where="sheet_name", column="–", n=1)
    return len(findings.found) > before


def _heads_by_column(sheet: Sheet, tables: list[Table]) -> list[frozenset[str]]:
    heads: list[frozenset[str]] = [frozenset()] * len(sheet.columns)
    for table in tables:
        for column, head in enumerate(table.heads):
            for text in head:
                heads[column] |= exact_meanings(text)
    return heads


def _look_in_column(
    sheet: Sheet,
    column: int,
    said: frozenset[str],
    sure: NDArray[np.bool_],
    maybe: NDArray[np.bool_],
    findings: Findings,
) -> None:
    cells = sheet.columns[column]
    text = np.flatnonzero(cells.kind == Kind.TEXT)
    hits = text[sure[cells.text[text]]]
    likely = text[maybe[cells.text[text]]]
    digits = _written_numbers(cells.number, cells.kind)
    hits = (
        np.concatenate([hits, digits[[_number_is_identity(cells.number[row]) for row in digits]]])
        if len(digits)
        else hits
    )
    ten = [row for row in digits.tolist() if cells.number[row] < 1e10 and is_cpr_date(f"{cells.number[row]:010.0f}")]
    likely = np.concatenate([likely, np.array(ten, np.int64)])
    given = max(len(text) + len(digits), 1)
    other = any(f"dimension:{name}" in said for name in _OTHER_NUMBERS)
    enough = SHARE_IN_OTHER_NUMBERS * given if other else 1
    cpr_like = not other and len(likely) >= 3 and len(likely) >= 0.9 * given
    if (len(hits) >= enough and len(hits)) or cpr_like:
        rows = hits if len(hits) else likely
        letter = cell_at(sheet, 0, column).rstrip("0123456789")
        cell = cell_at(sheet, int(rows.min()), column)
        findings.add(
            "PERSON_DATA", REFUSES, sheet.name, cell, what="identity", where="column", column=letter, n=len(rows)
        )


def _written_numbers(number: NDArray[np.float64], kind: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Whole numbers of ten or eleven digits; nine where a leading zero was lost."""
    with np.errstate(invalid="ignore"):
        return np.flatnonzero((kind == Kind.NUMBER) & (number >= 1e8) & (number < 1e11) & (number == np.floor(number)))


def _number_is_identity(value: float) -> bool:
    return value >= 1e9 and is_identity_number(f"{value:011.0f}")


def _look_at_headings(sheet: Sheet, tables: list[Table], texts: list[str], findings: Findings) -> None:
    """Columns about one person, by their headings and by names of persons in them."""
    for table in tables:
        said = [
            frozenset().union(*(exact_meanings(text) for text in head)) if head else frozenset() for head in table.heads
        ]
        for column, meanings in enumerate(said):
            if not (sheet.columns[column].kind[table.body] != Kind.EMPTY).any():
                continue
            for what in ("identity", "employee_number", "health", "born"):
                if f"person:{what}" in meanings:
                    _refuse(sheet, table, column, what, findings)
        listed = any("person:absence_from" in meanings for meanings in said) and any(
            "person:absence_to" in meanings for meanings in said
        )
        initiatives = any("dimension:initiative" in meanings for meanings in said)
        for column, meanings in enumerate(said):
            manager = "dimension:manager" in meanings or "dimension:contact" in meanings
            if (not manager and _are_persons(sheet, table, column, texts)) or (
                "person:name" in meanings and listed and not initiatives
            ):
                _refuse(sheet, table, column, "names", findings)


def _refuse(sheet: Sheet, table: Table, column: int, what: str, findings: Findings) -> None:
    rows = table.body[sheet.columns[column].kind[table.body] != Kind.EMPTY]
    letter = cell_at(sheet, 0, column).rstrip("0123456789")
    if any(
        found.code == "PERSON_DATA" and found.sheet == sheet.name and found.values.get("column") == letter
        for found in findings.found
    ):
        return
    findings.add(
        "PERSON_DATA",
        REFUSES,
        sheet.name,
        cell_at(sheet, int(rows[0]), column),
        what=what,
        where="column",
        column=letter,
        n=len(rows),
    )


def _are_persons(sheet: Sheet, table: Table, column: int, texts: list[str]) -> bool:
    cells = sheet.columns[column]
    rows = table.body[cells.kind[table.body] == Kind.TEXT]
    if len(rows) < FEWEST_NAMES:
        return False
    different = np.unique(cells.text[rows])[:500]
    if len(different) < FEWEST_NAMES:
        return False
    found = sum(is_person_name(texts[code]) for code in different)
    return found >= FEWEST_NAMES and found >= SHARE_OF_NAMES * len(different)


def is_person_name(text: str) -> bool:
    """Two to four words, one of the first two a given name, none of them a place of work."""
    words = [word.strip(".,") for word in plain(text.replace(",", " ")).split()]
    if not 2 <= len(words) <= 4 or any(any(letter.isdigit() for letter in word) for word in words):
        return False
    known = reference("persons")
    if any(word in known["work_words"] or word.endswith(tuple(known["work_endings"])) for word in words):
        return False
    return any(part in known["given_names"] for word in words[:2] for part in (word, *word.split("-")))
