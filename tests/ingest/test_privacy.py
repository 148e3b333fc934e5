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
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from naervaer import i18n, ingest
from naervaer.ingest.privacy import is_identity_number, is_person_name, names_a_person, numbers_in
from naervaer.ingest.understanding import Understood, understand
from naervaer.model import Language, Outcome


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
NAMES = ("Kari Nordli", "Ola Berg", "Anne Hansen", "Per Moe")


def halves(seed: int) -> list[tuple[str, str]]:
    """An identity number over two columns."""
    number = identity_number(seed)
    return [("F", number[:6]), ("G", number[6:])]


UNITS = ("Solvang barnehage", "Granli skole", "Havna sykehjem", "Torpet bolig")


def read_with(
    cells: dict[str, Any],
    sheet: str = "",
    comment: str = "",
    footer: str = "",
    title: str = "",
    defined: str = "",
    choices: str = "",
) -> Understood:
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
    if footer:
        table.oddFooter.center.text = footer.removeprefix("&C")
    if choices:
        table.add_data_validation(DataValidation("list", formula1=f'"Lia,{choices}"', sqref="H2"))
    if defined:
        book.defined_names["liste"] = DefinedName("liste", attr_text=f'"{defined}"')
    book.properties.title = title
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
        {"cells": {"F7": f"{NUMBER[:6]}\u2009{NUMBER[6:]}"}},
        {"cells": {"F7": " ".join(NUMBER)}},
        {"cells": {"F7": f"{NUMBER[:6]}\u200b-{NUMBER[6:]}"}},
        {"cells": {"F7": f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]} {NUMBER[6:]}"}},
        {"cells": {"F7": "Sendt 0103850118 i går"}},
        {"cells": {f"{column}{row}": part for row in range(2, 7) for column, part in halves(row)}},
        {"cells": {f"F{row}": code for row, code in enumerate(("P76", "L84", "R74", "A04"), 2)}},
        {"cells": {f"F{row}": code for row, code in enumerate(("Depresjon", "Angst", "P76 Depressiv lidelse"), 2)}},
        {"cells": {f"F{row}": f"{name} ({70000 + row})" for row, name in enumerate(NAMES, 2)}},
        {"cells": {"F1": "Medarbeider", "F2": "Siw B.", "F3": "Tenzin D.", "F4": "Ylva R."}},
        {"cells": {"F1": "Initialer", "F2": "SB", "F3": "TD", "F4": "YR"}},
        {"cells": {"F1": NAMES[0], "G1": NAMES[1], "H1": NAMES[2], "I1": NAMES[3], "F2": 1, "G2": 2, "H2": 1, "I2": 2}},
        {"cells": {"A1": "x"}, "sheet": f"Liste {NUMBER}"},
        {"cells": {"A1": "x"}, "sheet": "Kari Hansen"},
        {"cells": {"A3": "Kari Hansen"}},
        {"cells": {}, "footer": f"&CSkrevet ut {NUMBER}"},
        {"cells": {}, "title": f"Liste {NUMBER}"},
        {"cells": {}, "defined": NUMBER},
        {"cells": {}, "choices": NUMBER},
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
        "thin space",
        "spread digits",
        "invisible sign",
        "date with points",
        "cpr in a sentence",
        "halves",
        "codes of diagnoses",
        "diagnoses",
        "names with numbers",
        "one person a row",
        "initials",
        "persons as columns",
        "name of a sheet",
        "person as a sheet",
        "person as a unit",
        "footer",
        "properties",
        "defined name",
        "choices in a cell",
    ],
)
def test_a_workbook_with_persons_is_refused_whole(found: dict[str, Any]) -> None:
    message, arrays = read_with(**found).packed()
    assert message["outcome"] == "refuse"
    assert {one["code"] for one in message["findings"]} == {"PERSON_DATA"}
    assert not arrays and not any(message["initiatives"].values()) and not message["texts"]
    assert NUMBER not in repr(message), "what stood in the cell is repeated"


# So many that a few are identity numbers by chance.
LONG = [random.Random(seed).randrange(10**10, 10**11) for seed in range(600)]


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
        {"F1": "Dim 2"} | {f"F{row}": value for row, value in enumerate(LONG, 2)},
        {"F1": "Enhetskode", "F2": "A12", "F3": "A13", "F4": "B07", "F5": "B08"},
        {"F1": "Type", "F2": "Psykisk helse", "F3": "Kreftkoordinator", "F4": "Angstmestring"},
    ],
    ids=[
        "organisation",
        "account",
        "phone",
        "cost centre",
        "ean",
        "leader",
        "amount",
        "empty column",
        "eleven digits",
        "unit codes",
        "kinds of help",
    ],
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


def test_a_given_name_beside_a_surname_is_a_person_wherever_it_stands() -> None:
    assert names_a_person("Oppfølging av Kari Hansen") and names_a_person("Sykmelding_Hansen, Kari 2025")
    assert not names_a_person("Kari Hansen barnehage") and not names_a_person("Marie Plathe")
    assert not names_a_person("Solvik kommune sykefravær 2025")


def test_a_file_called_after_a_person_is_refused_and_the_name_not_kept() -> None:
    imported = ingest.read(b"Enhet;Tapte dagsverk\nA;1\n", "Sykmelding Kari Hansen.csv")
    assert imported.outcome is Outcome.REFUSE and "Hansen" not in repr(imported)


def test_an_identity_number_in_the_file_name_is_not_kept() -> None:
    imported = ingest.read(b"Enhet;Tapte dagsverk\nA;1\n", f"Fravær {NUMBER}.csv")
    assert imported.outcome is Outcome.REFUSE and NUMBER not in repr(imported)


def test_each_place_but_a_cell_has_a_sentence_of_its_own() -> None:
    found = [
        read_with({"A1": "x"}, sheet=f"Liste {NUMBER}"),
        read_with({}, comment=f"Gjelder {NUMBER}"),
        understand(b"Enhet;Tapte dagsverk", f"{NUMBER}.csv", {}, lambda stage, fraction: None),
    ]
    sentences = [i18n.finding(Language.NB, one.findings.found[0]) for one in found]
    assert len(set(sentences)) == 3 and not any("«»" in said or NUMBER in said for said in sentences)


def test_rows_with_the_days_of_one_person_are_refused() -> None:
    lines = [
        "Hvem;Periode;Tapte dager;Arbeidsdager",
        *(f"{who};mars 2020;2;21" for who in ("KN", "OB", "AH", "PM", "SB")),
    ]
    assert ingest.read("\n".join(lines).encode(), "liste.csv").outcome is Outcome.REFUSE
    places = [line.replace(";", " barnehage;", 1) for line in lines[1:]]
    assert ingest.read("\n".join([lines[0], *places]).encode(), "liste.csv").outcome is not Outcome.REFUSE
