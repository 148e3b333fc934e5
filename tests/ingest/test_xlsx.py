"""The facts an .xlsx tells beside its values, and that every cell comes back from every way of writing one."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from naervaer.ingest import xlsx
from naervaer.ingest.kinds import RefusedError
from naervaer.ingest.workbook import EPOCH, Kind, Workbook
from naervaer.ingest.xlsx import read_xlsx


def read(content: bytes) -> Workbook:
    return read_xlsx(content, lambda fraction: None)


def cells_of(workbook: Workbook, sheet: int = 0) -> dict[tuple[int, int], Any]:
    """Every cell that holds anything, by its own row and column."""
    found: dict[tuple[int, int], Any] = {}
    here = workbook.sheets[sheet]
    for at, column in zip(here.at, here.columns, strict=True):
        for row, kind, number, text in zip(here.rows, column.kind, column.number, column.text, strict=True):
            if kind != Kind.EMPTY:
                found[int(row), at] = (
                    workbook.texts[text] if text >= 0 else Kind(kind) if number != number else float(number)
                )
    return found


def written(fill: Any) -> bytes:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


VALUES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(float),
    st.integers(-(10**14), 10**14).map(float),
    st.decimals(-1000, 100000, places=2).map(float),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
        lambda text: text.strip() == text
    ),
)


@given(
    cells=st.dictionaries(st.tuples(st.integers(0, 40), st.integers(0, 40)), VALUES, min_size=1, max_size=60),
    inline=st.booleans(),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_cell_comes_back(cells: dict[tuple[int, int], Any], inline: bool) -> None:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "constant_memory": inline}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet()
        for (row, column), value in sorted(cells.items()):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)
    found = cells_of(read(stream.getvalue()))
    assert found == {
        place: pytest.approx(value, rel=1e-15) if isinstance(value, float) else value for place, value in cells.items()
    }


def test_what_stands_beside_the_values() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Enhet"
        sheet["A1"].alignment = Alignment(indent=2)
        sheet["B1"], sheet["B1"].number_format = 0.083, "0.0%"
        sheet["C1"] = "=B1*2"
        sheet["D1"], sheet["D1"].data_type = "#DIV/0!", "e"
        sheet["E1"] = datetime(2018, 5, 1)
        sheet["A2"] = "gjemt"
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.merge_cells("A3:C3")
        sheet["A3"] = "over tre"

    workbook = read(written(fill))
    (sheet,) = workbook.sheets
    assert sheet.columns[sheet.at.index(1)].percent[0]
    assert cells_of(workbook)[0, 2] is Kind.NO_VALUE
    assert cells_of(workbook)[0, 3] == "#DIV/0!"
    assert sheet.columns[3].kind[0] == Kind.ERROR
    assert cells_of(workbook)[0, 4] == (date(2018, 5, 1) - EPOCH).days
    assert sheet.indent[0][0] == 2
    assert sheet.hidden_rows == {1} and sheet.hidden_columns == {3}
    assert sheet.merged == ((2, 0, 2, 2),)


def test_dates_of_the_calendar_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert isinstance(book.active, Worksheet)
    book.active["A1"] = datetime(2018, 5, 1)
    stream = io.BytesIO()
    book.save(stream)
    assert cells_of(read(stream.getvalue()))[0, 0] == (date(2018, 5, 1) - EPOCH).days


def with_sheet(content: bytes, xml: bytes) -> bytes:
    """The workbook with the XML of its only sheet changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return stream.getvalue()


PLAIN = written(lambda sheet: sheet.append([1, 2]))
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="2"><c r="B2"><v>7.5</v></c></row>',
        b"<row><c/><c><v>0</v></c></row><row><c/><c><v>7.5</v></c></row>",
        b'<row spans="1:2" r="2"><c t="n" r="B2"><v>7.5</v></c></row>',
        b"<row r='2'><c r='B2' s='0'><v>7.5</v></c></row>",
        b'<row r="2">\n <c r="B2" t="n">\n  <v>7.5</v>\n </c>\n</row>',
        b'<!-- a note --><row r="2"><c r="B2"><f>1+1</f><v>7.5</v></c></row>',
        b'<row r="2"><c r="B2"><v>0.75E1</v></c></row>',
        b'<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="B2"><v>7.5</v></c></row>',
        b'<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>7.5</v></c></row>',
        b'<row r="2" ph="a>b"><c r="B2"><v>7.5</v></c></row>',
    ],
)
@pytest.mark.parametrize("chunk", [xlsx.CHUNK, 40], ids=["in one stretch", "in many"])
def test_other_ways_of_writing_the_same_cell(rows: bytes, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "CHUNK", chunk)
    sheet = b"<worksheet " + NAMESPACE + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    assert cells_of(read(with_sheet(PLAIN, sheet)))[1, 1] == 7.5


@pytest.mark.parametrize("chunk", [64, 200, 1_000])
def test_a_sheet_is_the_same_however_many_stretches_it_is_read_in(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 40):
            sheet.append([f"Enhet {row} & co", row / 7, None if row % 3 else f" {row} ", "=1/0", datetime(2018, 5, 1)])
            sheet.row_dimensions[row].hidden = row % 5 == 0
        sheet.cell(60, 8, "langt nede").alignment = Alignment(indent=1)

    content = written(fill)
    whole = read(content)
    monkeypatch.setattr(xlsx, "CHUNK", chunk)
    parts = read(content)
    assert cells_of(parts) == cells_of(whole)
    assert parts.sheets[0].hidden_rows == whole.sheets[0].hidden_rows == set(range(4, 39, 5))
    assert parts.sheets[0].indent[7].tolist() == whole.sheets[0].indent[7].tolist() == [0] * 39 + [1]


@pytest.mark.parametrize(
    "text",
    [
        b"<t>Lia barnehage</t>",
        b'<t xml:space="preserve">Lia barnehage</t>',
        b"<r><t>Lia </t></r><r><rPr><b/></rPr><t>barnehage</t></r>",
        b"<t>Lia barne<!-- -->hage</t>",
        b"<t><![CDATA[Lia barnehage]]></t>",
        b"<t>Lia&#32;barnehage</t>",
        b"<t>Lia barnehage</t><rPh><t>lia</t></rPh>",
    ],
)
def test_ways_of_writing_a_text_in_its_cell(text: bytes) -> None:
    cell = b'<row r="2"><c r="B2" t="inlineStr"><is>' + text + b'</is></c><c r="C2" t="inlineStr"/></row>'
    sheet = b"<worksheet " + NAMESPACE + b"><sheetData>" + cell + b"</sheetData></worksheet>"
    assert cells_of(read(with_sheet(PLAIN, sheet))) == {(1, 1): "Lia barnehage"}


def test_a_prefix_before_every_tag() -> None:
    sheet = NAMESPACE.replace(b"xmlns=", b"xmlns:x=")
    sheet = (
        b"<x:worksheet "
        + sheet
        + b'><x:sheetData><x:row r="2"><x:c r="B2"><x:v>7.5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert cells_of(read(with_sheet(PLAIN, sheet)))[1, 1] == 7.5


def test_a_wrong_dimension_is_not_believed() -> None:
    sheet = (
        b"<worksheet "
        + NAMESPACE
        + b'><dimension ref="A1:A1"/><sheetData><row r="2"><c r="B2"><v>7.5</v></c></row></sheetData></worksheet>'
    )
    assert cells_of(read(with_sheet(PLAIN, sheet)))[1, 1] == 7.5


def test_entities_are_refused() -> None:
    with pytest.raises(RefusedError):
        read(with_sheet(PLAIN, b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'))
