"""A table as CSV: opens in Excel in the reader's language, keeps its numbers, and runs nothing."""

import csv

import pytest

from naervaer.charts.table import Column, Kind, Table
from naervaer.model import Language
from naervaer.reports.csv import text
from tests.reports.exhibit import FORMULAS, NAMES, RATES, exhibit


every_language = pytest.mark.parametrize("language", Language)
DELIMITER = {Language.NB: ";", Language.DA: ";", Language.EN: ","}
MISSING = {Language.NB: "mangler", Language.DA: "mangler", Language.EN: "missing"}


def read_back(language, table=None):
    content = text(table or exhibit(), language).decode("utf-8-sig")
    return list(csv.reader(content.splitlines(keepends=True), delimiter=DELIMITER[language]))


def as_number(field, language):
    return float(field if language is Language.EN else field.replace(",", "."))


@every_language
def test_it_begins_with_the_mark_that_tells_excel_it_is_utf_8(language):
    content = text(exhibit(), language)
    assert content.startswith(b"\xef\xbb\xbf") and not content[3:].startswith(b"\xef\xbb\xbf")
    assert "Ærø" in content.decode("utf-8-sig")


@every_language
def test_every_row_has_the_columns_of_the_heading(language):
    rows = read_back(language)
    assert {len(row) for row in rows} == {5} and len(rows) == 1 + len(NAMES)


@every_language
def test_numbers_are_exact_to_the_fourth_decimal(language):
    back = [row[1] for row in read_back(language)[1:]]
    for field, rate in zip(back, RATES, strict=True):
        if rate is not None:
            assert as_number(field, language) == pytest.approx(rate, abs=0.00005)


@every_language
def test_a_number_has_no_thousand_mark_and_no_percent_sign(language):
    """Both would make it a text in a spreadsheet."""
    back = [field for row in read_back(language)[1:] for field in row[1:]]
    assert not [field for field in back if field != MISSING[language] and not set(field) <= set("-0123456789,.")]


@every_language
def test_what_is_missing_is_the_word_and_nought_is_nought(language):
    back = [row[1] for row in read_back(language)[1:]]
    assert back[RATES.index(None)] == MISSING[language]
    assert back[RATES.index(0.0)] == "0"


@every_language
@pytest.mark.parametrize("name", FORMULAS, ids=repr)
def test_a_name_that_would_run_is_kept_as_text(language, name):
    table = Table("", (Column("Enhet"),), ((name,),))
    assert f"'{name}".encode() in text(table, language)


def test_a_heading_that_would_run_is_kept_as_text():
    assert read_back(Language.NB)[0][1] == "'=Fravær"


def test_other_names_come_back_as_they_were():
    assert [row[0] for row in read_back(Language.NB)[1:]][6:] == NAMES[6:]


def test_a_negative_number_is_a_number_and_no_formula():
    assert read_back(Language.NB)[1][2] == "-9,4248"


@every_language
def test_sparklines_are_left_out(language):
    assert "Over tid" not in read_back(language)[0]
    assert "base64" not in text(exhibit(), language).decode()


def test_a_whole_hundred_keeps_its_noughts():
    table = Table("", (Column("Dager", Kind.DAYS),), ((100.0,), (1200.0,)))
    assert [row[0] for row in read_back(Language.NB, table)[1:]] == ["100", "1200"]
