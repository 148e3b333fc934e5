"""Does a workbook carry persons? Then it is refused whole, and told which column, never what stood in it.

Identity numbers: the Norwegian fødselsnummer, D-number (day + 40) and the synthetic series (month + 40, + 65 or + 80)
have two
control digits (folkeregisterforskriften § 2-2-1); the Danish CPR number is a date and four digits (CPR-loven).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.notes import REFUSES, Findings, cell_at
from naervaer.ingest.periods import plain
from naervaer.ingest.tables import Table
from naervaer.ingest.words import exact_meanings, meanings, reference, row_kind
from naervaer.ingest.workbook import Column, Kind, Sheet, Workbook


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
# Among so many numbers of eleven digits, so few identity numbers are there by chance.
FEWEST_OF_A_KIND, SHARE_BY_CHANCE = 20, 0.05
# So large a share of a column of codes is of the form of a diagnosis before it is one of diagnoses.
SHARE_OF_DIAGNOSES = 0.8
# So large a share of the numbers in a column could each be an identity number before they are taken for them.
SHARE_OF_ALIKE = 0.9

_ELEVEN = re.compile(
    r"(?<![\d.,-])(\d{6})[ ./-]{0,3}(\d{5})(?![\d,-]|\.\d)"
    r"|(?<![\d.,-])(\d{2})[ ./-](\d{2})[ ./-](\d{2}|\d{4})[ ./-]{1,3}(\d{5})(?!\d)"
    r"|(?<!\d)(\d{6})[ ](\d{3})[ ](\d{2})(?!\d)|(?<!\d)(\d{4})[ ](\d{2})[ ](\d{5})(?!\d)"
    r"|(?<!\d)((?:\d ){10}\d)(?!\d)"
)
# A decimal number is no identity number, so a point alone between the date and the rest is none.
_DECIMAL = re.compile(r"\d{6}\.\d{5}")
_CPR = re.compile(r"(?<![\d.-])(\d{6})\s?-\s?(\d{4})(?![\d-])|(?<![\d.-])(\d{6})[ ]?(\d{4})(?!\d)")
_TEN = re.compile(r"\D*(\d{10})\D*")
_ALONE = re.compile(r"\d{11}")
# ICPC-2 ("P76") and ICD-10 ("F32.1", "J069").
_DIAGNOSIS = re.compile(r"[A-Z]\d{2}(?:\.?\d{1,2})?")
_WITH_DECIMAL = re.compile(r"[A-Z]\d{2}\.\d{1,2}")
_LEADING_DIAGNOSIS = re.compile(r"^[a-z]\d{2}(?:\.?\d{1,2})?\s*[-:]?\s+")
# Columns of which the words are stored.
STORED = frozenset({"dimension:unit", "dimension:area", "dimension:initiative"})
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
    """Look for identity numbers in a text, however it spaces them."""
    if sum(map(str.isdigit, text)) < 10:
        return Numbers(False, False)
    text = plain(text)  # full-width digits, dashes and invisible signs as they are usually written
    for match in _ELEVEN.finditer(text):
        digits = "".join(letter for group in match.groups() if group for letter in group if letter.isdigit())
        if len(digits) == 13:
            digits = digits[:4] + digits[6:]  # a year of four digits
        if not _DECIMAL.fullmatch(match.group()) and is_identity_number(digits):
            return Numbers(True, False)
    for match in _CPR.finditer(text):
        first, last = (match[1], match[2]) if match[1] else (match[3], match[4])
        alone = (
            match.group().isdigit() and match.group() == text
        )  # ten digits alone are judged with the rest of their column
        if is_cpr_date(first) and (match[1] or (_cpr_control(first + last) and not alone)):
            return Numbers(True, False)
    ten = _TEN.fullmatch(text)
    return Numbers(False, ten is not None and could_be_identity(ten[1]))


def could_be_identity(digits: str) -> bool:
    """Ten digits that could be a CPR number, or a fødselsnummer that lost its first zero."""
    return is_cpr_date(digits) or is_identity_number(f"0{digits}")


def look_for_persons(workbook: Workbook, tables: list[tuple[Sheet, list[Table]]], findings: Findings) -> bool:
    """Refuse a workbook with persons in a cell, a heading, a comment or a hidden sheet; True when there are any."""
    before = len(findings.found)
    facts = _Facts.of(workbook.texts)
    for sheet, on_sheet in tables:
        heads, words = (_heads_by_column(sheet, on_sheet, said) for said in (exact_meanings, meanings))
        for column in range(len(sheet.columns)):
            _look_in_column(sheet, column, heads[column], facts, findings)
            _look_for_diagnoses(sheet, column, words[column], workbook.texts, facts, findings)
        _look_in_halves(sheet, workbook.texts, findings)
        _look_at_headings(sheet, on_sheet, workbook.texts, findings)
    _look_outside(workbook, findings)
    return len(findings.found) > before


@dataclass(frozen=True)
class _Facts:
    """What each of the workbook's texts shows, one entry a text: `sure` and `maybe` as in Numbers, `certain` for ten
    digits whose control is right too, `eleven` for eleven digits and nothing else, `health` for a diagnosis in words.
    """

    sure: NDArray[np.bool_]
    maybe: NDArray[np.bool_]
    certain: NDArray[np.bool_]
    eleven: NDArray[np.bool_]
    health: NDArray[np.bool_]

    @classmethod
    def of(cls, texts: list[str]) -> "_Facts":
        found = [numbers_in(text) for text in texts]
        certain = [one.maybe and _certain(re.sub(r"\D", "", text)) for one, text in zip(found, texts, strict=True)]
        return cls(
            np.array([one.sure for one in found], bool),
            np.array([one.maybe for one in found], bool),
            np.array(certain, bool),
            np.array([bool(_ALONE.fullmatch(text.strip())) for text in texts], bool),
            np.array([says_diagnosis(text) for text in texts], bool),
        )


def _certain(ten: str) -> bool:
    return (is_cpr_date(ten) and _cpr_control(ten)) or is_identity_number(f"0{ten}")


def _look_outside(workbook: Workbook, findings: Findings) -> None:
    """Comments, headers, properties and the names of the sheets."""
    whole = {note for _, note in workbook.notes if _ALONE.fullmatch(note)}
    by_chance = _by_chance(sum(numbers_in(note).sure for note in whole), len(whole))
    for sheet, note in workbook.notes:
        if numbers_in(note).sure and not (by_chance and note in whole):
            findings.add("PERSON_DATA", REFUSES, sheet, "", what="identity", where="comment", column="", n=1)
            break
    names = [sheet.name for sheet in workbook.sheets]
    persons = sum(map(is_person_name, names))
    if any(numbers_in(name).sure or names_a_person(name) for name in names) or (
        persons >= FEWEST_NAMES and persons >= SHARE_OF_NAMES * len(names)
    ):
        findings.add("PERSON_DATA", REFUSES, "", "", what="identity", where="sheet_name", column="", n=1)


def _by_chance(hits: int, n: int) -> bool:
    """Of many long numbers of another kind a few pass both controls: one in four hundred."""
    return n >= FEWEST_OF_A_KIND and hits <= SHARE_BY_CHANCE * n


def _heads_by_column(sheet: Sheet, tables: list[Table], said: Callable[[str], frozenset[str]]) -> list[frozenset[str]]:
    heads: list[frozenset[str]] = [frozenset()] * len(sheet.columns)
    for table in tables:
        for column, head in enumerate(table.heads):
            for text in head:
                heads[column] |= said(text)
    return heads


def _look_in_column(sheet: Sheet, column: int, said: frozenset[str], facts: _Facts, findings: Findings) -> None:
    cells = sheet.columns[column]
    text = np.flatnonzero(cells.kind == Kind.TEXT)
    places = cells.text[text]
    digits = _written_numbers(cells.number, cells.kind)
    different, back = np.unique(cells.number[digits], return_inverse=True)
    written = [f"{value:.0f}" for value in different]
    sure = np.array([len(one) >= 10 and is_identity_number(one.zfill(11)) for one in written], bool)[back]
    maybe = np.array([len(one) <= 10 and could_be_identity(one.zfill(10)) for one in written], bool)[back]
    certain = np.array([len(one) <= 10 and _certain(one.zfill(10)) for one in written], bool)[back]
    hits = np.concatenate([text[facts.sure[places]], digits[sure]])
    likely = np.concatenate([text[facts.maybe[places]], digits[maybe]])
    n_certain = int(facts.certain[places].sum() + certain.sum())
    n_eleven = int(facts.eleven[places].sum() + (cells.number[digits] >= 1e10).sum())
    given = max(len(text) + len(digits), 1)
    other = any(f"dimension:{name}" in said for name in _OTHER_NUMBERS)
    found = len(hits) >= (SHARE_IN_OTHER_NUMBERS * given if other else 1) and not _by_chance(len(hits), n_eleven)
    beside = 1 if len(likely) < given else 0  # the heading of a column that stands in no table
    alike = not other and len(likely) >= max(1, SHARE_OF_ALIKE * (given - beside))
    if (len(hits) and found) or (alike and (len(likely) >= FEWEST_NAMES or n_certain == len(likely))):
        rows = hits if len(hits) and found else likely
        letter = cell_at(sheet, 0, column).rstrip("0123456789")
        cell = cell_at(sheet, int(rows.min()), column)
        findings.add(
            "PERSON_DATA", REFUSES, sheet.name, cell, what="identity", where="column", column=letter, n=len(rows)
        )


# Halves are looked for in the first rows only: a list of persons shows itself there.
MOST_HALVES = 2_000


def _look_in_halves(sheet: Sheet, texts: list[str], findings: Findings) -> None:
    """A date in one column and the rest of the number in the next."""
    for left, (first, second) in enumerate(pairwise(_digits(column, texts) for column in sheet.columns)):
        both = [row for row in first.keys() & second.keys() if len(first[row]) <= 6 and len(second[row]) <= 5]
        hits = [row for row in both if is_identity_number(first[row].zfill(6) + second[row].zfill(5))]
        cprs = [row for row in both if len(second[row]) == 4 and is_cpr_date(first[row].zfill(6))]
        joined = hits if len(hits) >= max(FEWEST_NAMES, SHARE_IN_OTHER_NUMBERS * len(both)) else []
        if len(cprs) >= max(FEWEST_NAMES, SHARE_OF_ALIKE * len(both)) and all(
            _cpr_control(first[row].zfill(6) + second[row]) for row in cprs[:FEWEST_NAMES]
        ):
            joined = cprs
        if joined:
            letter = cell_at(sheet, 0, left + 1).rstrip("0123456789")
            cell = cell_at(sheet, min(joined), left + 1)
            findings.add(
                "PERSON_DATA", REFUSES, sheet.name, cell, what="identity", where="column", column=letter, n=len(joined)
            )


def _digits(cells: Column, texts: list[str]) -> dict[int, str]:
    """The first whole numbers of a column by their rows, as they are written."""
    found = {}
    rows = np.flatnonzero((cells.kind == Kind.TEXT) | (cells.kind == Kind.NUMBER))[:MOST_HALVES]
    given = (values[rows].tolist() for values in (cells.kind == Kind.TEXT, cells.text, cells.number))
    for row, is_text, place, number in zip(rows.tolist(), *given, strict=True):
        text = texts[place].strip() if is_text else f"{number:.0f}"
        if text.isascii() and text.isdigit() and (is_text or number.is_integer()):
            found[row] = text
    return found


@cache
def says_diagnosis(text: str) -> bool:
    """The whole of a text, or its code and the words after it, is a diagnosis: "Depresjon", "P76 Depressiv lidelse"."""
    said = _LEADING_DIAGNOSIS.sub("", plain(text))
    words = reference("persons")["diagnoses"]
    return said in words or (said != plain(text) and any(word in words for word in re.split(r"[\W_]+", said)))


def _look_for_diagnoses(
    sheet: Sheet, column: int, said: frozenset[str], texts: list[str], facts: _Facts, findings: Findings
) -> None:
    """A column of diagnosis codes or of diagnoses in words, whatever its heading says."""
    cells = sheet.columns[column]
    rows = np.flatnonzero(cells.kind == Kind.TEXT)
    if len(rows) < FEWEST_NAMES - 1 or any(
        found.code == "PERSON_DATA" and found.sheet == sheet.name for found in findings.found
    ):
        return
    different, counts = np.unique(cells.text[rows], return_counts=True)
    words = [texts[code].strip() for code in different]
    of_form = np.array([bool(_DIAGNOSIS.fullmatch(word)) for word in words], bool)
    decimals = sum(bool(_WITH_DECIMAL.fullmatch(word)) for word in words)
    n = int(counts[of_form].sum())
    # Codes of units have the same form: a unit's code stands in a column called so, and once for each of its periods.
    named = {"dimension:code", "dimension:unit", "dimension:area", "dimension:cost_centre"} & said
    chapters = {word[0] for word, fits in zip(words, of_form, strict=True) if fits}
    codes = n >= SHARE_OF_DIAGNOSES * (len(rows) - 1) and of_form.sum() >= FEWEST_NAMES and len(chapters) > 1
    health = facts.health[different]
    if (codes and (not named or decimals >= FEWEST_NAMES)) or health.sum() >= FEWEST_NAMES - 1:
        cell = cell_at(sheet, int(rows[np.isin(cells.text[rows], different[of_form | health])][0]), column)
        letter = cell.rstrip("0123456789")
        findings.add(
            "PERSON_DATA", REFUSES, sheet.name, cell, what="health", where="column", column=letter, n=len(rows)
        )


def _written_numbers(number: NDArray[np.float64], kind: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Whole numbers of ten or eleven digits; nine where a leading zero was lost."""
    with np.errstate(invalid="ignore"):
        return np.flatnonzero((kind == Kind.NUMBER) & (number >= 1e8) & (number < 1e11) & (number == np.floor(number)))


def _look_at_headings(sheet: Sheet, tables: list[Table], texts: list[str], findings: Findings) -> None:
    """Columns about one person, by their headings and by names of persons in them."""
    for table in tables:
        said = [
            frozenset().union(*(exact_meanings(text) for text in head)) if head else frozenset() for head in table.heads
        ]
        for column, own in enumerate(said):
            if not (sheet.columns[column].kind[table.body] != Kind.EMPTY).any():
                continue
            for what in ("identity", "employee_number", "health", "born"):
                if f"person:{what}" in own:
                    _refuse(sheet, table, column, what, findings)
        listed = any("person:absence_from" in own for own in said) and any("person:absence_to" in own for own in said)
        initiatives = any("dimension:initiative" in own for own in said)
        for column, own in enumerate(said):
            manager = "dimension:manager" in own or "dimension:contact" in own
            called = "person:one" in own and _are_single(sheet, table, column, texts)
            # One name alone is enough where it would be stored: a unit of one person is that person.
            kept = not STORED.isdisjoint(own) and any(map(names_a_person, _words(sheet, table, column, texts)))
            if (not manager and (called or kept or _are_persons(sheet, table, column, texts))) or (
                "person:name" in own and listed and not initiatives
            ):
                _refuse(sheet, table, column, "names", findings)
        # Persons across the top, or one on each line of the headings.
        names = [column for column, head in enumerate(table.heads) if any(map(is_person_name, head))]
        if len(names) >= FEWEST_NAMES and len(names) >= SHARE_OF_NAMES * len(table.heads):
            _refuse(sheet, table, names[0], "names", findings)


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
    different = _words(sheet, table, column, texts)
    if len(different) < FEWEST_NAMES:
        return False
    given = sum(map(is_given_name, different))
    if given >= FEWEST_GIVEN_NAMES and given >= SHARE_OF_GIVEN_NAMES * len(different):
        return True
    found = sum(map(is_person_name, different))
    return found >= FEWEST_NAMES and found >= SHARE_OF_NAMES * len(different)


def _are_single(sheet: Sheet, table: Table, column: int, texts: list[str]) -> bool:
    """Under "Medarbeider": words that are neither places of work nor totals, most of them met only once or twice."""
    different = _words(sheet, table, column, texts)
    own = [text for text in different if not row_kind(text) and not is_place(plain(text).split())]
    return len(own) >= FEWEST_NAMES and len(own) >= SHARE_OF_NAMES * len(different)


def _words(sheet: Sheet, table: Table, column: int, texts: list[str]) -> list[str]:
    cells = sheet.columns[column]
    rows = table.body[cells.kind[table.body] == Kind.TEXT]
    return [texts[code] for code in np.unique(cells.text[rows])[:500]]


# One word alone is a name less surely: groups and houses bear them, too.
FEWEST_GIVEN_NAMES, SHARE_OF_GIVEN_NAMES = 4, 0.8


def is_given_name(text: str) -> bool:
    """One word, which is a given name."""
    return plain(text).strip(".,") in reference("persons")["given_names"]


_NUMBER_BESIDE = re.compile(r"^\(?\w{0,2}\d{2,10}\)?\s*[-–:,.]?\s+|\s*[-–,]?\s*\(?\w{0,2}\d{2,10}\)?$")


def is_person_name(text: str) -> bool:
    """Two to four words, one of the first two a given name or the last one a surname by its ending, none of them a
    place of work; a number before or after them is the person's.
    """
    said = _NUMBER_BESIDE.sub("", plain(text.replace(",", " ")))
    words = [word.strip(".,") for word in said.split()]
    if not 2 <= len(words) <= 4 or any(any(letter.isdigit() for letter in word) for word in words) or is_place(words):
        return False
    known = reference("persons")
    surnames = tuple(known["surname_endings"])
    return any(part in known["given_names"] for word in words[:2] for part in (word, *word.split("-"))) or any(
        word.endswith(surnames) and len(word) > 5 for word in (words[0], words[-1])
    )


def names_a_person(text: str) -> bool:
    """A given name beside a surname, surely: the name of no place of work, however long the text is."""
    known = reference("persons")
    words = re.findall(r"[^\W\d_]+", plain(text))
    surnames = [len(word) > 5 and word.endswith(tuple(known["surname_endings"])) for word in words]
    given = [word in known["given_names"] for word in words]
    beside = any((given[at] and surnames[at + 1]) or (surnames[at] and given[at + 1]) for at in range(len(words) - 1))
    return beside and not is_place(words)


def is_place(words: list[str]) -> bool:
    """One of the words, in small letters, is of a place of work: "barnehage", "Lia bofellesskap"."""
    known = reference("persons")
    return any(word in known["work_words"] or word.endswith(tuple(known["work_endings"])) for word in words)
