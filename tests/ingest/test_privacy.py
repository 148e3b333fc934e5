"""Persons are refused whole; numbers that only look like persons are not.

The identity numbers are worked out here with the month raised by 80, as the tax authority's synthetic population has
it:
they can belong to nobody.
"""

import io
import random
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from naervaer import ingest
from naervaer.ingest.privacy import is_identity_number, is_person_name, numbers_in
from naervaer.ingest.understanding import Understood, understand
from naervaer.model import Outcome


def identity_number(seed: int, day: int = 0, month: int = 80) -> str:
    """A number with both control digits; add 40 to the day for a D-number."""
    chance = random.Random(seed)
    while True:
        date = f"{chance.randint(1, 28) + day:02d}{chance.randint(1, 12) + month:02d}{chance.randint(0, 99):02d}"
        digits = [int(digit) for digit in f"{date}{chance.randint(0, 999):03d}"]
        for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
            digits.append(-sum(map(int.__mul__, weights, digits)) % 11)
        if max(digits) < 10:
            return "".join(map(str, digits))


NUMBER = identity_number(1)
UNITS = ("Solvang barnehage", "Granli skole", "Havna sykehjem", "Torpet bolig")


def read_with(cells: dict[str, Any], sheet: str = "", comment: str = "") -> Understood:
    """A good table with these cells added, on its own sheet or on another that is hidden."""
    book = openpyxl.Workbook()
    table = book.active
    assert table is not None
    table.append(["Enhet", "Måned", "Tapte dagsverk", "Mulige dagsverk"])
    for unit in UNITS:
        table.append([unit, "januar 2015", 10.0, 100.0])
    if sheet:
        table = book.create_sheet(sheet)
        table.sheet_state = "hidden"
    for cell, value in cells.items():
        table[cell] = value
    if comment:
        table["B2"].comment = Comment(comment, "x")
    stream = io.BytesIO()
    book.save(stream)
    return understand(stream.getvalue(), "Fravær.xlsx", {}, lambda stage, fraction: None)


@pytest.mark.parametrize(
    "found",
    [
        {"cells": {"F7": NUMBER}},
        {"cells": {"F7": f"{NUMBER[:6]} {NUMBER[6:]}"}},
        {"cells": {"F7": int(identity_number(7))}},
        {"cells": {"F7": identity_number(2, day=40)}},
        {"cells": {"F7": f"Sendt for {NUMBER} i mars"}},
        {"cells": {"F7": "120385-1234"}},
        {"cells": {f"F{row}": f"{row:02d}0385{1000 + row}" for row in range(2, 6)}},
        {"cells": {"D9": NUMBER}, "sheet": "Skjult"},
        {"cells": {}, "comment": f"Gjelder {NUMBER}"},
        {"cells": {"F1": "Ansattnr", "F2": 70001, "F3": 70002}},
        {"cells": {"F1": "Diagnose", "F2": "L84"}},
        {"cells": {"A2": "Kari Nordli", "A3": "Ola Berg", "A4": "Hansen, Anne", "A5": "Per Olav Moe"}},
    ],
    ids=[
        "text",
        "spaced",
        "number",
        "d-number",
        "free text",
        "cpr",
        "cpr column",
        "hidden",
        "comment",
        "employees",
        "health",
        "names",
    ],
)
def test_a_workbook_with_persons_is_refused_whole(found: dict[str, Any]) -> None:
    message, arrays = read_with(**found).packed()
    assert message["outcome"] == "refuse"
    assert {one["code"] for one in message["findings"]} == {"PERSON_DATA"}
    assert not arrays and not message["participations"] and not message["texts"]
    assert NUMBER not in repr(message), "what stood in the cell is repeated"


@pytest.mark.parametrize(
    "cells",
    [
        {"F1": "Org.nr", "F2": "974758582", "F3": "974758590"},
        {"F1": "Kontonummer", "F2": "1503.12.34567", "F3": "15031234575", "F4": "15031234583"},
        {"F1": "Telefon", "F2": "67 00 10 20", "F3": "004767001020"},
        {"F1": "Koststed", "F2": "45991300000", "F3": "45991300001"},
        {"F1": "EAN", "F2": "5798000416888"},
        {"F1": "Leder", "F2": "Kari Nordli", "F3": "Ola Berg", "F4": "Anne Hansen", "F5": "Per Moe"},
        {"F1": "Beløp", "F2": 12345678901, "F3": 4512399999.5},
        {"F1": "Fødselsnummer"},
    ],
    ids=["organisation", "account", "phone", "cost centre", "ean", "leader", "amount", "empty column"],
)
def test_other_numbers_are_no_persons(cells: dict[str, Any]) -> None:
    read = read_with(cells)
    assert read.outcome() in (Outcome.ACCEPT, Outcome.ACCEPT_WITH_WARNINGS), [one.code for one in read.findings.found]
    assert read.rows is not None and len(read.rows.unit) == len(UNITS)


def test_an_identity_number_has_both_control_digits_and_a_day() -> None:
    assert is_identity_number(NUMBER)
    assert not is_identity_number(NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10))
    assert not is_identity_number("00000000000")


def test_a_decimal_number_is_no_identity_number() -> None:
    assert not numbers_in(f"{NUMBER[:6]}.{NUMBER[6:]}").sure
    assert not numbers_in("123456.78901").sure


def test_names_of_persons_and_of_places() -> None:
    assert is_person_name("Kari Nordli") and is_person_name("Nordli, Kari")
    assert not is_person_name("Kari Trestakk barnehage")
    assert not is_person_name("Solbakken")


def test_an_identity_number_in_the_file_name_is_not_kept() -> None:
    imported = ingest.read(b"Enhet;Tapte dagsverk\nA;1\n", f"Fravær {NUMBER}.csv")
    assert imported.outcome is Outcome.REFUSE and NUMBER not in repr(imported)
