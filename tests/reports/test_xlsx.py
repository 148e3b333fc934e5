"""A table as a workbook: numbers are numbers, names are text, nothing is a formula."""

import io

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from naervaer.charts.table import Column, Kind, Table
from naervaer.model import Language
from naervaer.reports import footer
from naervaer.reports.xlsx import printed, workbook
from tests.reports import fjellvik
from tests.reports.exhibit import NAMES, RATES, exhibit
from tests.reports.test_decks import made


HEADINGS, FIRST = 3, 4  # rows of the sheet, counted as Excel does


def read_back(tables, language=Language.NB):
    return openpyxl.load_workbook(io.BytesIO(workbook(tables, language)))


@pytest.fixture(scope="module")
def sheet():
    return read_back([exhibit()]).active


def column(sheet, number):
    return [row[number - 1] for row in sheet.iter_rows(min_row=FIRST)]


def test_the_caption_stands_over_the_headings(sheet):
    assert sheet["A1"].value == "Enhetene før og etter"
    assert [cell.value for cell in sheet[HEADINGS]] == ["Enhet", "=Fravær", "Endring", "Dager", "Enheter"]


def test_nothing_is_a_formula(sheet):
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_names_are_text_as_they_were(sheet):
    cells = column(sheet, 1)
    assert {cell.data_type for cell in cells} == {"s"}
    # A carriage return is written in Excel's own way of escaping it (ECMA-376 part 1, 22.9.2.19).
    assert [unescape(cell.value) for cell in cells] == NAMES


def test_numbers_are_numbers_to_the_last_decimal(sheet):
    back = [cell.value for cell in column(sheet, 2)]
    for value, rate in zip(back, RATES, strict=True):
        if rate is not None:
            assert value == pytest.approx(rate, abs=1e-9)
    assert {cell.data_type for cell in column(sheet, 4)} == {"n"}


@pytest.mark.parametrize(("language", "word"), [("nb", "mangler"), ("da", "mangler"), ("en", "missing")])
def test_what_is_missing_is_the_word_and_nought_is_nought(language, word):
    cells = column(read_back([exhibit()], Language(language)).active, 2)
    assert cells[RATES.index(None)].value == word
    assert (cells[RATES.index(0.0)].value, cells[RATES.index(0.0)].data_type) == (0, "n")


def test_a_percent_is_written_as_one_and_not_multiplied_by_a_hundred(sheet):
    """Excel's own percent format would show 8.25 as 825 %."""
    formats = {cell.number_format for cell in column(sheet, 2) if cell.data_type == "n"}
    assert formats == {'0.0" %"'}


def test_a_fall_has_a_minus_and_a_rise_a_plus(sheet):
    (code,) = {cell.number_format for cell in column(sheet, 3) if cell.data_type == "n"}
    rise, fall, _ = code.split(";")
    assert rise.startswith("+") and fall.startswith("\u2212")


def test_sparklines_are_left_out(sheet):
    assert "Over tid" not in [cell.value for cell in sheet[HEADINGS]]
    assert not [cell for row in sheet.iter_rows() for cell in row if "base64" in str(cell.value)]


def test_the_headings_stay_when_one_scrolls(sheet):
    assert sheet.freeze_panes == "B4"


def test_several_tables_are_a_sheet_each_in_the_readers_language():
    assert read_back([exhibit(), exhibit()], Language.DA).sheetnames == ["Tabel 1", "Tabel 2"]


def test_a_table_without_rows_has_its_headings():
    empty = Table("Ingen", (Column("Enhet"), Column("Fravær", Kind.PERCENT)), ())
    assert [cell.value for cell in read_back([empty]).active[HEADINGS]] == ["Enhet", "Fravær"]


def test_a_decks_workbook_begins_with_what_its_numbers_are():
    deck = made("steering", fjellvik.filled())
    book = openpyxl.load_workbook(io.BytesIO(printed(deck)))
    first = [row[0] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert first[0].startswith("Refleksjonsgrupper") and first[1] == footer.of(deck)
    assert all(line in first for line in deck.masked)
    assert any(line and line.startswith("Sykefraværsprosent") for line in first)


def test_a_decks_workbook_holds_every_pictures_numbers_once_and_no_formula():
    deck = made("steering", fjellvik.filled())
    book = openpyxl.load_workbook(io.BytesIO(printed(deck)))
    captions = [sheet["A1"].value for sheet in book.worksheets[1:]]
    wanted = {graph.table.caption for one in deck.slides for graph in one.graphs}
    wanted |= {table.caption for table in deck.sources}
    assert wanted <= set(captions) and len(captions) == len(set(captions))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
