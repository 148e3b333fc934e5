"""A list of activities is read from a paste or a workbook; what cannot be read is told with its cell."""

import io
from datetime import date

import openpyxl
import pytest

from naervaer.ingest import pasted, read_activities, read_cells
from tests.ingest.test_privacy import identity_number


UNITS = {"lia barnehage": 1, "moen barnehage": 2}
KINDS = {"samling": "gathering"}
LIST = """Planlagt\tHoldt\tType\tTema\tEnheter\tInvitert\tMøtt\tAvlyst
20.08.2015\t20.08.2015\tSamling\tRolleavklaring\tLia barnehage, Moen barnehage\t12\t10\t
15.10.2015\t\tSamling\tSamtaler\t\t12\t\tja
"""


def read(text):
    return read_activities(pasted(text), UNITS, KINDS)


def codes(found):
    return [(one.code, one.cell) for one in found]


def test_rows_copied_from_a_spreadsheet_are_read():
    (first, second), told = read(LIST)
    assert (first.planned_on, first.held_on) == (date(2015, 8, 20), date(2015, 8, 20))
    assert (first.kind, first.theme, first.unit_ids) == ("gathering", "Rolleavklaring", (1, 2))
    assert (first.invited, first.attended, first.cancelled) == (12, 10, False)
    assert (second.held_on, second.unit_ids, second.invited, second.cancelled) == (None, (), 12, True)
    assert told == []


def test_danish_and_english_headings_and_semicolons():
    danish, _ = read("Dato;Afholdt;Emne;Fremmødte\n2019-03-01;01-03-2019;Sygemelding;9")
    english, _ = read("Planned;Held;Topic;Came\n01/03/2019;;Role training;")
    assert (danish[0].held_on, danish[0].theme, danish[0].attended) == (date(2019, 3, 1), "Sygemelding", 9)
    assert (english[0].planned_on, english[0].theme) == (date(2019, 3, 1), "Role training")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("snart\tSamling\tTema\t\t", ("ACTIVITY_DAY", "A2")),
        ("\tSamling\tTema\t\t", ("ACTIVITY_WITHOUT_DAY", "A2")),
        ("20.08.2015\tSamling\tTema\tUkjent enhet\t", ("ACTIVITY_UNIT", "D2")),
        ("20.08.2015\tSamling\tTema\t\tmange", ("ACTIVITY_NUMBER", "E2")),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_cell_and_left_out(line, expected):
    found, told = read(f"Planlagt\tType\tTema\tEnhet\tInvitert\n{line}\n21.08.2015\tSamling\tEt tema\t\t")
    assert codes(told) == [expected]
    assert [one.theme for one in found] == ["Et tema"]


def test_a_list_about_somebody_is_refused_whole_and_says_nothing_of_it():
    found, told = read("Planlagt\tTema\n20.08.2015\tRolleavklaring\n21.08.2015\tSamtale med Kari Nordli")
    assert found == [] and codes(told) == [("ACTIVITIES_ABOUT_A_PERSON", "B3")]
    assert "Nordli" not in str(told)


def test_without_headings_nothing_is_guessed():
    assert codes(read("20.08.2015\tRolleavklaring")[1]) == [("ACTIVITIES_WITHOUT_HEADINGS", "")]


def workbook(*rows):
    book = openpyxl.Workbook()
    book.active.title = "Aktiviteter"
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_with_its_dates_and_numbers():
    content = workbook(
        ["Aktiviteter 2015"], ["Planlagt", "Tema", "Invitert"], [date(2015, 8, 20), "Rolleavklaring", 12]
    )
    ((name, rows),), refused = read_cells(content, "aktiviteter.xlsx")
    assert refused is None and name == "Aktiviteter"
    (activity,), told = read_activities(rows, UNITS, KINDS, name)
    assert (activity.planned_on, activity.theme, activity.invited) == (date(2015, 8, 20), "Rolleavklaring", 12)
    assert told == []


def test_a_workbook_with_an_identity_number_is_refused_and_what_is_no_workbook_is_told():
    sheets, refused = read_cells(workbook(["Planlagt", "Tema"], ["20.08.2015", identity_number(3)]), "a.xlsx")
    assert sheets == [] and refused.code == "ACTIVITIES_ABOUT_A_PERSON"
    assert read_cells(b"", "a.xlsx")[1].code == "EMPTY"
    assert read_cells(b"PK\x03\x04 broken", "a.xlsx")[1] is not None
