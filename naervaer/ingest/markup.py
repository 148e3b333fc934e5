"""Tables written as HTML or as the XML of Excel 2003, which HR systems give the name .xls."""

import re
from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from naervaer.ingest.delimited import decoded
from naervaer.ingest.kinds import RefusedError
from naervaer.ingest.workbook import Kind, Sheet, Texts, Workbook, sheet_of_rows


_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
MOST_SPAN = 1_000


def read_html(content: bytes, filename: str, progress: Callable[[float], None]) -> Workbook:
    """Every table of a page as a sheet; raises RefusedError when there is none."""
    parser = _Tables()
    parser.feed(_html_text(content))
    parser.close()
    texts = Texts()
    stem = filename.rsplit(".", 1)[0]
    tables = [table for table in parser.tables if any(len(row) > 1 for row in table.rows)]
    if not tables:
        raise RefusedError("NO_TABLE")
    progress(0.5)
    rows: list[list[Any]] = [[line] for line in parser.lines]
    merged: list[tuple[int, int, int, int]] = []
    for table in tables:
        start = len(rows) + (1 if rows else 0)
        rows += [[]] if rows else []
        rows += table.rows
        merged += [(first + start, column, last + start, end) for first, column, last, end in table.merged]
    return Workbook(
        "html",
        [sheet_of_rows(stem, rows, texts, merged=tuple(merged))],
        texts.list,
        [(stem, note) for note in parser.notes],
    )


def _html_text(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:3] == b"\xef\xbb\xbf":
        return decoded(content)
    told = _CHARSET.search(content[:4096])
    if told:
        try:
            return content.decode(told[1].decode())
        except (LookupError, UnicodeDecodeError):
            return decoded(content)
    return decoded(content)


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.covered: set[tuple[int, int]] = set()


class _Tables(HTMLParser):
    """Collects tables, the text outside them, and comments."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.lines: list[str] = []
        self.notes: list[str] = []
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._silent += 1
        elif tag == "table":
            self._end_cell()
            table = _Table()
            self._open.append(table)
            self.tables.append(table)
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].rows.append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            if not self._open[-1].rows:
                self._open[-1].rows.append([])
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._cell = []
        elif tag in ("br", "p", "div") and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._cell is not None:
            self._cell.append(data)
        elif not self._open and data.strip() and len(self.lines) < 100:
            self.lines.append(" ".join(data.split()))

    def handle_comment(self, data: str) -> None:
        self.notes.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        table = self._open[-1]
        row = len(table.rows) - 1
        cells = table.rows[-1]
        while (row, len(cells)) in table.covered:
            cells.append(None)
        column = len(cells)
        tall, wide = self._span
        cells.append(re.sub(r"[ \t\r\n]+", " ", "".join(self._cell)).strip(" ") or None)
        cells += [None] * (wide - 1)
        if tall > 1 or wide > 1:
            table.merged.append((row, column, row + tall - 1, column + wide - 1))
            table.covered |= {(row + down, column + right) for down in range(1, tall) for right in range(wide)}
        self._cell = None


def _span(text: str | None) -> int:
    return min(max(int(text), 1), MOST_SPAN) if text and text.strip().isdigit() else 1


_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def read_xml2003(content: bytes, progress: Callable[[float], None]) -> Workbook:
    """The sheets of an XML Spreadsheet 2003; raises RefusedError for one with entities of its own or that is
    damaged.
    """
    reader = _Xml2003()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise RefusedError("NOT_A_SPREADSHEET") from error
    progress(0.5)
    texts = Texts()
    sheets = [_xml_sheet(sheet, texts) for sheet in reader.sheets]
    return Workbook("xml2003", sheets, texts.list, reader.notes)


def _no_entities(*_: Any) -> None:
    raise RefusedError("NOT_A_SPREADSHEET")


class _XmlSheet:
    def __init__(self, name: str) -> None:
        self.name = name
        self.visible = True
        self.rows: dict[int, dict[int, Any]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()


class _Xml2003:
    def __init__(self) -> None:
        self.sheets: list[_XmlSheet] = []
        self.notes: list[tuple[str, str]] = []
        self.percent: set[str] = set()
        self._row = self._column = self._col = -1
        self._kind = ""
        self._style = ""
        self._words: list[str] | None = None
        self._styled = ""
        self._in_comment = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "Style":
            self._styled = given.get("ID", "")
        elif (name == "NumberFormat" and "%" in given.get("Format", "")) or (
            name == "NumberFormat" and given.get("Format") == "Percent"
        ):
            self.percent.add(self._styled)
        elif name == "Worksheet":
            self.sheets.append(_XmlSheet(given.get("Name", "")))
            self._row = self._col = -1
        elif name == "Visible":
            self._words = []
        elif not self.sheets:
            return
        elif name == "Column":
            self._col = int(given["Index"]) - 1 if "Index" in given else self._col + 1
            if given.get("Hidden") == "1":
                self.sheets[-1].hidden_columns.add(self._col)
        elif name == "Row":
            self._row = int(given["Index"]) - 1 if "Index" in given else self._row + 1
            self._column = -1
            if given.get("Hidden") == "1":
                self.sheets[-1].hidden_rows.add(self._row)
        elif name == "Cell":
            self._column = int(given["Index"]) - 1 if "Index" in given else self._column + 1
            self._style = given.get("StyleID", "")
            wide, tall = int(given.get("MergeAcross", 0)), int(given.get("MergeDown", 0))
            if wide or tall:
                self.sheets[-1].merged.append((self._row, self._column, self._row + tall, self._column + wide))
            self._wide = wide
        elif name == "Comment":
            self._in_comment = True
        elif name == "Data":
            self._kind = given.get("Type", "String")
            self._words = []

    def data(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Cell":
            self._column += self._wide
        elif name == "Visible" and self._words is not None:
            self.sheets[-1].visible = "Hidden" not in "".join(self._words)
            self._words = None
        elif name == "Comment":
            self._in_comment = False
        elif name == "Data" and self._words is not None:
            text = "".join(self._words)
            self._words = None
            if self._in_comment:
                self.notes.append((self.sheets[-1].name, text))
            else:
                self.sheets[-1].rows.setdefault(self._row, {})[self._column] = self._value(text)

    def _value(self, text: str) -> Any:
        if self._kind == "Number":
            number = float(text)
            return f"{number * 100:.10g} %" if self._style in self.percent else number
        if self._kind == "DateTime":
            return datetime.fromisoformat(text)
        return Kind.ERROR if self._kind == "Error" else text


def _xml_sheet(sheet: _XmlSheet, texts: Texts) -> Sheet:
    if sheet.rows and (max(sheet.rows) > 1_048_576 or max(map(max, sheet.rows.values())) > 16_384):
        raise RefusedError("TOO_LARGE")
    numbers = sorted(sheet.rows)
    width = max((max(row) + 1 for row in sheet.rows.values()), default=0)
    if len(numbers) * width > 50_000_000:
        raise RefusedError("TOO_LARGE")
    rows = [[sheet.rows[number].get(column) for column in range(width)] for number in numbers]
    found = sheet_of_rows(
        sheet.name,
        rows,
        texts,
        visible=sheet.visible,
        merged=tuple(sheet.merged),
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(sheet.hidden_columns),
    )
    found.rows = found.rows * 0 + [numbers[place] for place in found.rows]
    return found
