"""Excel workbooks (.xlsx and .xlsm, also Strict Open XML), read as columns straight from their XML.

Why not a library: none of them tells a percent format, a failed calculation, a formula never calculated, a hidden row
and
an indentation together with the values; the fast ones reserve memory for every cell up to the farthest one, so that a
file of eight kilobytes ends the process; the careful ones take twenty times as long. Here only cells that exist cost
anything, and the XML is scanned with whole-array operations, a few megabytes at a time (ECMA-376 part 1, 18.3 and
18.4).
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.kinds import MOST_COLUMNS, MOST_SHEETS, MOST_UNPACKED, RefusedError
from naervaer.ingest.workbook import Column, Kind, Sheet, Texts, Workbook


# Unpacked bytes scanned at a time: large enough for whole-array work, small enough to stay far under the file's own
# size.
CHUNK = 1024 * 1024
MOST_CELLS = 80_000_000
# A part that is read as a whole (styles, names of sheets) is small in every real workbook.
MOST_SMALL_PART = 64 * 1024 * 1024
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# Excel's day 0 as days since 1970, in its two calendars; the first also counts 29 February 1900, which matters to no
# one here.
DAYS_1900, DAYS_1904 = -25_569, -24_107

# Number formats that are built in and stand in no list (18.8.30).
_DATE_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_TIME_FORMATS = {18, 19, 20, 21, 45, 46, 47}
_PERCENT_FORMATS = {9, 10}

_PAD = bytes(32)


def read_xlsx(content: bytes, progress: Callable[[float], None]) -> Workbook:
    """All sheets of the workbook; raises RefusedError for one that is damaged, hostile or larger than any real one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _Package(package).workbook(progress)
    except (
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
        ElementTree.ParseError,
    ) as error:
        raise RefusedError("NOT_READ") from error


@dataclass
class _Style:
    """What a cell's format says of its number."""

    percent: bool = False
    date: bool = False
    time: bool = False
    indent: int = 0


@dataclass
class _Cells:
    """Cells met so far, in chunks."""

    row: list[NDArray[np.int32]] = field(default_factory=list)
    column: list[NDArray[np.int16]] = field(default_factory=list)
    kind: list[NDArray[np.uint8]] = field(default_factory=list)
    number: list[NDArray[np.float64]] = field(default_factory=list)
    text: list[NDArray[np.int32]] = field(default_factory=list)
    style: list[NDArray[np.uint16]] = field(default_factory=list)
    formula: list[NDArray[np.bool_]] = field(default_factory=list)
    count: int = 0
    hidden_rows: set[int] = field(default_factory=set)


class _Package:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.texts = Texts()
        self.names = {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}
        self.inlined: dict[bytes, int] = {}
        self.unpacked = sum(part.file_size for part in package.infolist()) or 1
        self.read_so_far = 0

    def workbook(self, progress: Callable[[float], None]) -> Workbook:
        self.progress = progress
        main = self._main_part()
        root = self._tree(main)
        related = self._related(main)
        shared = next((target for kind, target in related.values() if kind == "sharedstrings"), "")
        self.shared = self._shared_strings(shared) if shared else np.empty(0, np.int32)
        styles = next((target for kind, target in related.values() if kind == "styles"), "")
        self.styles = self._styles(styles) if styles else [_Style()]
        workbook_properties = next((node for node in root.iter() if _local(node) == "workbookPr"), None)
        self.first_day = (
            DAYS_1904 if workbook_properties is not None and _true(workbook_properties.get("date1904")) else DAYS_1900
        )
        calculation = next((node for node in root.iter() if _local(node) == "calcPr"), None)
        # Written by a program that leaves the calculating to Excel: its zeros are no results.
        self.uncalculated = calculation is not None and _true(calculation.get("fullCalcOnLoad"))
        sheets, notes = [], []
        if sum(_local(node) == "sheet" for node in root.iter()) > MOST_SHEETS:
            raise RefusedError("TOO_LARGE")
        for node in root.iter():
            if _local(node) != "sheet":
                continue
            identity = next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == "id"), "")
            kind, target = related.get(identity, ("", ""))
            if kind != "worksheet" or target.lower() not in self.names:
                continue
            name = node.get("name", "")
            sheet, told = self._sheet(name, target, node.get("state", "visible") == "visible")
            sheets.append(sheet)
            notes += told
        return Workbook("xlsx", sheets, self.texts.list, notes)

    def _main_part(self) -> str:
        for kind, target in self._related("").values():
            if kind == "officedocument":
                return target
        return "xl/workbook.xml"

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: identity → (kind, target)."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels.lower() not in self.names:
            return {}
        found = {}
        for node in self._tree(rels):
            target = node.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2].lower(), whole)
        return found

    def _bytes(self, part: str) -> bytes:
        info = self.package.getinfo(self.names[part.lower()])
        if info.file_size > MOST_SMALL_PART:
            raise RefusedError("TOO_LARGE")
        with self.package.open(info) as stream:
            content = stream.read(MOST_SMALL_PART + 1)
        if len(content) > MOST_SMALL_PART:
            raise RefusedError("TOO_LARGE")
        return _without_entities(content)

    def _tree(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._bytes(part))

    def _chunks(self, part: str) -> Iterator[bytes]:
        """The part a stretch at a time; the next is unpacked while this one is scanned."""
        info = self.package.getinfo(self.names[part.lower()])
        with self.package.open(info) as stream, ThreadPoolExecutor(1) as ahead:
            coming = ahead.submit(stream.read, CHUNK)
            while piece := coming.result():
                coming = ahead.submit(stream.read, CHUNK)
                self.read_so_far += len(piece)
                if self.read_so_far > MOST_UNPACKED:
                    raise RefusedError("TOO_LARGE")
                self.progress(min(self.read_so_far / self.unpacked, 1.0))
                yield piece

    def _shared_strings(self, part: str) -> NDArray[np.int32]:
        """The place in `texts` of every shared string, -1 for an empty one."""
        if part.lower() not in self.names:
            return np.empty(0, np.int32)
        places: list[int] = []
        rest = b""
        for piece in self._chunks(part):
            whole = _plain_tags(rest + piece, first=not places and not rest)
            cut = whole.rfind(b"</si>")
            if cut < 0:
                rest = whole
                continue
            places += [self._place(item) for item in _ITEM.findall(whole[: cut + 5])]
            rest = whole[cut + 5 :]
        return np.array(places, np.int32)

    def _place(self, item: bytes) -> int:
        text = _text_of(item)
        return self.texts.place(text) if text else -1

    def _styles(self, part: str) -> list[_Style]:
        root = self._tree(part)
        formats = {
            int(node.get("numFmtId", -1)): node.get("formatCode", "")
            for node in root.iter()
            if _local(node) == "numFmt"
        }
        cells = next((node for node in root.iter() if _local(node) == "cellXfs"), None)
        return [_style(node, formats) for node in (cells if cells is not None else [])] or [_Style()]

    def _sheet(self, name: str, part: str, visible: bool) -> tuple[Sheet, list[tuple[str, str]]]:
        head, tail, cells = b"", b"", _Cells()
        rest, inside = b"", False
        for piece in self._chunks(part):
            whole = _plain_tags(rest + piece, first=not inside and not rest)
            if not inside:
                start = _SHEET_DATA.search(whole)
                if start is None:
                    rest = whole
                    if len(rest) > MOST_SMALL_PART:
                        raise RefusedError("TOO_LARGE")
                    continue
                head, whole, inside = whole[: start.start()], whole[start.end() :], True
                if start.group().endswith(b"/>"):
                    tail, whole = whole, b""
            if tail:
                tail += whole
                if len(tail) > 16 * CHUNK:
                    raise RefusedError("TOO_LARGE")
                rest = b""
                continue
            end = whole.find(b"</sheetData>")
            cut = end if end >= 0 else whole.rfind(b"</row>") + 6
            if end < 0 and cut < 6:
                rest = whole
                if len(rest) > 16 * CHUNK:
                    raise RefusedError("TOO_LARGE")
                continue
            self._scan(whole[:cut], cells)
            rest = whole[cut:]
            if end >= 0:
                tail, rest = rest, b""
        if not inside:
            tail = rest
        related = self._related(part).values()
        notes = [(name, _text_of(match)) for match in _HEADER_FOOTER.findall(tail)]
        for kind, target in related:
            if kind in ("comments", "threadedcomment", "drawing", "vmldrawing") and target.lower() in self.names:
                notes += _notes(name, self._bytes(target))
        drawings = sum(kind in ("drawing", "image") for kind, _ in related)
        return self._columns(name, visible, head, tail, cells, drawings), notes

    @cached_property
    def _percent(self) -> NDArray[np.bool_]:
        return np.array([style.percent for style in self.styles])

    def _columns(self, name: str, visible: bool, head: bytes, tail: bytes, cells: _Cells, drawings: int) -> Sheet:
        merged = tuple(_span(match) for match in _MERGE.findall(tail))
        hidden = frozenset(
            column for first, last in _hidden_columns(head) for column in range(first, min(last, LAST_COLUMN))
        )
        facts = {
            "visible": visible,
            "hidden_rows": frozenset(cells.hidden_rows),
            "hidden_columns": hidden,
            "merged": merged,
            "drawings": drawings,
        }
        if not cells.count:
            return Sheet(name, np.empty(0, np.int64), [], [], **facts)  # type: ignore[arg-type]
        row = np.concatenate(cells.row)
        column = np.concatenate(cells.column)
        kind = np.concatenate(cells.kind)
        number = np.concatenate(cells.number)
        text = np.concatenate(cells.text)
        style = np.minimum(np.concatenate(cells.style), len(self.styles) - 1)
        formula = np.concatenate(cells.formula)
        if self.uncalculated:
            kind[formula & (kind == Kind.NUMBER) & (number == 0)] = Kind.NO_VALUE
        self._dates(kind, number, style)
        number[(kind != Kind.NUMBER) & (kind != Kind.DATE)] = np.nan
        percent = self._percent[style]
        rows, place = _places(row)
        at = np.flatnonzero(np.bincount(column))
        if len(at) > MOST_COLUMNS or len(at) * len(rows) > MOST_CELLS:
            raise RefusedError("TOO_LARGE")
        columns = []
        indent = {}
        levels = np.array([own.indent for own in self.styles], np.int16)
        for here, chosen in enumerate(_of_each(column, at)):
            own = Column.empty(len(rows))
            where = place[chosen]
            own.kind[where] = kind[chosen]
            own.number[where] = number[chosen]
            own.text[where] = text[chosen]
            own.percent[where] = percent[chosen]
            own.formula[where] = formula[chosen]
            columns.append(own)
            if levels.any() and levels[style[chosen]].any():
                indent[int(at[here])] = np.zeros(len(rows), np.int16)
                indent[int(at[here])][where] = levels[style[chosen]]
        return Sheet(name, rows, [int(own) for own in at], columns, indent=indent, **facts)  # type: ignore[arg-type]

    def _dates(self, kind: NDArray[np.uint8], number: NDArray[np.float64], style: NDArray[np.uint16]) -> None:
        """Dates as days since 1970; durations as hours."""
        dates = np.array([own.date for own in self.styles])[style] & (kind == Kind.NUMBER)
        times = np.array([own.time for own in self.styles])[style] & (kind == Kind.NUMBER)
        number[dates] += self.first_day
        kind[dates & (np.abs(number) < 200_000)] = Kind.DATE
        number[times] *= 24

    def _scan(self, chunk: bytes, cells: _Cells) -> None:
        """The cells of some whole rows."""
        if b"<!" in chunk:
            chunk = _CDATA.sub(_escaped, _COMMENT.sub(b"", chunk))
        padded = chunk + _PAD
        letters = np.frombuffer(padded, np.uint8)
        words: NDArray[np.uint64] = np.ndarray((len(padded) - 8,), "<u8", padded, strides=(1,))
        tag = np.flatnonzero(letters[: len(chunk)] == 60)
        first = letters[tag + 1]
        cell = _named(letters, tag, first, 99)
        opens_row = np.flatnonzero(first == 114)
        after = tag[opens_row]
        opens_row = opens_row[(letters[after + 2] == 111) & (letters[after + 3] == 119)]
        if cells.count + len(cell) > MOST_CELLS:
            raise RefusedError("TOO_LARGE")
        close = _closing(letters[: len(chunk)], tag)
        rows = self._rows(padded, letters, words, tag[opens_row], close[opens_row], cells)
        of_row = np.searchsorted(opens_row, cell) - 1
        if len(cell) and of_row.min(initial=0) < 0:
            raise RefusedError("NOT_READ")
        if not len(cell):
            return
        row = rows[of_row]
        column, attributes_at = _references(letters, tag[cell], row)
        odd = np.flatnonzero(column < 0)
        style, kind_name = self._attributes(padded, words, attributes_at, close[cell], odd, tag[cell], column, of_row)
        if column.max() >= LAST_COLUMN or row.max() >= LAST_ROW:
            raise RefusedError("NOT_READ")
        kind, number, text, formula = self._contents(chunk, words, tag, close, cell, letters, first, kind_name)
        kept = kind != Kind.EMPTY
        cells.row.append(row[kept].astype(np.int32))
        cells.column.append(column[kept].astype(np.int16))
        cells.kind.append(kind[kept])
        cells.number.append(number[kept])
        cells.text.append(text[kept])
        cells.style.append(style[kept])
        cells.formula.append(formula[kept])
        cells.count += int(kept.sum())

    def _rows(
        self,
        padded: bytes,
        letters: NDArray[np.uint8],
        words: NDArray[np.uint64],
        at: NDArray[np.int64],
        close: NDArray[np.int64],
        cells: _Cells,
    ) -> NDArray[np.int64]:
        """The number of each row, from 0."""
        usual = (letters[at + 4] == 32) & (letters[at + 5] == 114) & (letters[at + 6] == 61) & (letters[at + 7] == 34)
        start = at + 8
        length = np.zeros(len(at), np.int64)
        counting = usual.copy()
        for _ in range(8):
            counting &= letters[start + length] != 34
            length += counting
        number, good = _decimals(words, start, length)
        rows = np.where(usual & good, number, 0).astype(np.int64) - 1
        for place in np.flatnonzero(~usual | ~good):
            told = _ROW_NUMBER.search(padded, at[place], close[place])
            above = rows[place - 1 : place] if place else cells.row[-1][-1:] if cells.row else rows[:0]
            rows[place] = int(told[1]) - 1 if told else above.max(initial=-1) + 1
        if b"hidden=" in padded:
            for row, begin, end in zip(rows.tolist(), at.tolist(), close.tolist(), strict=True):
                if _HIDDEN.search(padded, begin, end):
                    cells.hidden_rows.add(row)
        return rows

    def _attributes(
        self,
        padded: bytes,
        words: NDArray[np.uint64],
        start: NDArray[np.int64],
        close: NDArray[np.int64],
        odd: NDArray[np.int64],
        tag: NDArray[np.int64],
        column: NDArray[np.int64],
        of_row: NDArray[np.int64],
    ) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
        """Style and type of each cell. What follows the reference is one of a few texts, each looked at once."""
        style = np.zeros(len(start), np.uint16)
        kind = np.zeros(len(start), np.uint8)
        for place in odd.tolist():
            told = padded[tag[place] : close[place]]
            reference = _REFERENCE.search(told)
            if reference:
                column[place] = _column_number(reference[1])
            else:
                column[place] = column[place - 1] + 1 if place and of_row[place - 1] == of_row[place] else 0
            style[place], kind[place] = _style_and_type(told)
        usual = np.ones(len(start), bool)
        usual[odd] = False
        left = np.flatnonzero(usual)
        length = close[left] - start[left]
        key = _mixed(words, start[left], length)
        while len(left):
            same = key == key[0]
            told = padded[start[left[0]] : close[left[0]]]
            style[left[same]], kind[left[same]] = _style_and_type(told)
            left, key = left[~same], key[~same]
        return style, kind

    def _contents(
        self,
        chunk: bytes,
        words: NDArray[np.uint64],
        tag: NDArray[np.int64],
        close: NDArray[np.int64],
        cell: NDArray[np.int64],
        letters: NDArray[np.uint8],
        first: NDArray[np.uint8],
        kind_name: NDArray[np.uint8],
    ) -> tuple[NDArray[np.uint8], NDArray[np.float64], NDArray[np.int32], NDArray[np.bool_]]:
        """Kind, number, place of text and "has a formula" of each cell."""
        n = len(cell)
        kind = np.zeros(n, np.uint8)
        number = np.full(n, np.nan)
        text = np.full(n, -1, np.int32)
        is_value = _named(letters, tag, first, 118)
        is_formula = _named(letters, tag, first, 102)
        formula = np.zeros(n, bool)
        formula[np.searchsorted(cell, is_formula, side="right") - 1] = True
        start = close[is_value] + 1
        end = np.append(tag, len(chunk))[is_value + 1]
        mine = np.searchsorted(cell, is_value, side="right") - 1
        told = kind_name[mine]
        numeric = (told == _NUMBER) | (told == _SHARED)
        begins, ends = start[numeric], end[numeric]
        value, good = _decimals(words, begins, ends - begins)
        for place in np.flatnonzero(~good).tolist():
            value[place] = _slow_number(chunk[begins[place] : ends[place]])
        owners = mine[numeric]
        shared = told[numeric] == _SHARED
        number[owners[~shared]] = value[~shared]
        fine = np.isfinite(value) & ~shared
        kind[owners[fine]] = Kind.NUMBER
        places = np.where(np.isfinite(value[shared]), value[shared], -1).astype(np.int64)
        known = (places >= 0) & (places < len(self.shared))
        text[owners[shared][known]] = self.shared[places[known]]
        kind[owners[shared][known]] = np.where(text[owners[shared][known]] >= 0, Kind.TEXT, Kind.EMPTY)
        self._written(chunk, start, end, mine, told, kind, number, text)
        inline = np.flatnonzero(kind_name == _INLINE)
        stop = np.append(tag[cell[1:]], len(chunk))
        for place in inline.tolist():
            text[place] = self._inline(chunk[close[cell[place]] + 1 : stop[place]])
            kind[place] = Kind.TEXT if text[place] >= 0 else Kind.EMPTY
        empty = formula & (kind == Kind.EMPTY) & (kind_name != _STRING)
        kind[empty] = Kind.NO_VALUE
        return kind, number, text, formula

    def _written(
        self,
        chunk: bytes,
        start: NDArray[np.int64],
        end: NDArray[np.int64],
        mine: NDArray[np.int64],
        told: NDArray[np.uint8],
        kind: NDArray[np.uint8],
        number: NDArray[np.float64],
        text: NDArray[np.int32],
    ) -> None:
        """Values that stand in the cell itself: results of text formulas, errors, true and false, dates."""
        for place in np.flatnonzero((told != _NUMBER) & (told != _SHARED) & (told != _INLINE)).tolist():
            own, written = mine[place], _unescaped(chunk[start[place] : end[place]])
            if told[place] == _ERROR:
                kind[own], text[own] = Kind.ERROR, self.texts.place(written)
            elif told[place] == _BOOLEAN:
                kind[own], text[own] = Kind.TEXT, self.texts.place("TRUE" if written == "1" else "FALSE")
            elif told[place] == _DAY and re.match(r"\d{4}-\d\d-\d\d", written):
                kind[own], number[own] = Kind.DATE, float(np.datetime64(written[:10]).astype(np.int64))
            elif written:
                kind[own], text[own] = Kind.TEXT, self.texts.place(written)

    def _inline(self, item: bytes) -> int:
        place = self.inlined.get(item)
        if place is None:
            text = _text_of(item)
            place = self.texts.place(text) if text else -1
            if len(self.inlined) < MOST_INLINED:
                self.inlined[item] = place
        return place


# Texts that stand in the cells themselves and are kept as they are written: units and periods come again in every row.
MOST_INLINED = 50_000

# The types of a cell (18.18.11), as they are kept while scanning.
_NUMBER, _SHARED, _STRING, _INLINE, _ERROR, _BOOLEAN, _DAY = range(7)
_TYPES = {
    b"n": _NUMBER,
    b"s": _SHARED,
    b"str": _STRING,
    b"inlineStr": _INLINE,
    b"e": _ERROR,
    b"b": _BOOLEAN,
    b"d": _DAY,
}

_ITEM = re.compile(rb"<si(?:\s[^>]*)?(?:/>|>(.*?)</si>)", re.DOTALL)
_RUN = re.compile(rb"<t(?:\s[^>]*)?>(.*?)</t>", re.DOTALL)
_PHONETIC = re.compile(rb"<rPh.*?</rPh>", re.DOTALL)
_SHEET_DATA = re.compile(rb"<sheetData\s*/?>")
_MERGE = re.compile(rb"<mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_COLUMN = re.compile(rb"<col\s[^>]*>")
_HEADER_FOOTER = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", re.DOTALL)
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,8})[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\$?([A-Z]{1,3})\$?\d+[\"']")
_STYLE = re.compile(rb"\ss\s*=\s*[\"'](\d{1,5})[\"']")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
_PREFIX = re.compile(rb"<(\w+):(?:worksheet|sst)[\s>]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ANY_TAG = re.compile(rb"<[^>]*>")
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHARACTER = re.compile(r"&#(x?)([0-9A-Fa-f]+);")
_POWERS = 10.0 ** np.arange(23)


def _local(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def _true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _without_entities(content: bytes) -> bytes:
    """No part of a real workbook declares entities; one that does wants them expanded."""
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise RefusedError("NOT_READ")
    return content


def _plain_tags(content: bytes, first: bool) -> bytes:
    """The XML with its tags as they mostly are: UTF-8 and without a prefix."""
    if not first:
        return content.replace(b"<x:", b"<").replace(b"</x:", b"</") if b"<x:" in content else content
    _without_entities(content)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RefusedError("NOT_READ")
    prefix = _PREFIX.search(content[:4096])
    if prefix is None:
        return content
    if prefix[1] != b"x":
        raise RefusedError("NOT_READ")
    return content.replace(b"<x:", b"<").replace(b"</x:", b"</")


def _text_of(item: bytes) -> str:
    if b"<rPh" in item:
        item = _PHONETIC.sub(b"", item)
    return _unescaped(b"".join(_RUN.findall(item)))


def _unescaped(written: bytes) -> str:
    text = written.decode("utf-8", errors="replace")
    if "&" in text:
        text = _CHARACTER.sub(lambda match: _character(match), text)
        text = (
            text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", '"')
            .replace("&apos;", "'")
            .replace("&amp;", "&")
        )
    if "_x" in text:
        text = _EXCEL_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text


def _character(match: re.Match[str]) -> str:
    code = int(match[2], 16 if match[1] else 10)
    return chr(code) if code < 0x110000 else "\ufffd"


def _escaped(match: re.Match[bytes]) -> bytes:
    return match[1].replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _style(node: ElementTree.Element, formats: dict[int, str]) -> _Style:
    number = int(node.get("numFmtId") or 0)
    code = formats.get(number, "")
    # Colours and conditions in brackets, quoted words and escaped letters are no part of the number; [h] is.
    bare = re.sub(r"\"[^\"]*\"|\\.|_.|\[(?!h|m|s)[^\]]*\]", "", code.lower()).split(";")[0]
    date = number in _DATE_FORMATS or (
        bool(re.search(r"[dy]|mmm|(?<![hs:\]])m(?![ms:])", bare)) and not re.search(r"[#0?]", re.sub(r"\.0+", "", bare))
    )
    time = number in _TIME_FORMATS or (not date and bool(re.search(r"h|\[m|\[s|ss", bare)))
    alignment = next((child for child in node if _local(child) == "alignment"), None)
    indent = int(alignment.get("indent") or 0) if alignment is not None else 0
    return _Style(number in _PERCENT_FORMATS or "%" in bare, date and code != "general", time, indent)


def _notes(sheet: str, content: bytes) -> list[tuple[str, str]]:
    """The words of a part that stands beside the cells; each paragraph by itself, runs of it joined."""
    found = []
    for block in re.split(rb"</(?:comment|threadedComment|xdr:txBody|a:p|v:textbox)>", content):
        text = " ".join(_unescaped(_ANY_TAG.sub(b"", block)).split())
        if text:
            found.append((sheet, text))
    return found


def _hidden_columns(head: bytes) -> Iterator[tuple[int, int]]:
    for match in _COLUMN.findall(head):
        if _HIDDEN.search(match):
            first, last = re.search(rb"min=\"(\d+)\"", match), re.search(rb"max=\"(\d+)\"", match)
            if first and last:
                yield int(first[1]) - 1, int(last[1])


def _span(match: tuple[bytes, bytes, bytes, bytes]) -> tuple[int, int, int, int]:
    return int(match[1]) - 1, _column_number(match[0]), int(match[3]) - 1, _column_number(match[2])


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# The signs after a tag's name: a space, >, / or a line break.
_ENDS_NAME = np.isin(np.arange(256), list(b" >/\t\n\r"))


def _named(
    letters: NDArray[np.uint8], tag: NDArray[np.int64], first: NDArray[np.uint8], letter: int
) -> NDArray[np.int64]:
    """The tags whose whole name is this one letter."""
    found = np.flatnonzero(first == letter)
    return found[_ENDS_NAME[letters[tag[found] + 2]]]


def _closing(letters: NDArray[np.uint8], tag: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each tag ends."""
    close = np.flatnonzero(letters == 62)
    if len(close) == len(tag) and (close[:-1] < tag[1:]).all() and (close > tag).all():
        return close
    place = np.searchsorted(close, tag)
    if len(close) == 0 or place.max(initial=0) >= len(close):
        raise RefusedError("NOT_READ")
    return close[place]


def _references(
    letters: NDArray[np.uint8], tag: NDArray[np.int64], row: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The column of each cell written the usual way (`<c r="AB12"`), -1 for the others; and where its other
    attributes start.
    """
    usual = (letters[tag + 2] == 32) & (letters[tag + 3] == 114) & (letters[tag + 4] == 61) & (letters[tag + 5] == 34)
    at = tag + 6
    column = np.zeros(len(tag), np.int64)
    for _ in range(3):
        letter = letters[at]
        more = (letter >= 65) & (letter <= 90)
        if not more.any():
            break
        column = np.where(more, column * 26 + letter - 64, column)
        at = at + more
    digits = np.searchsorted(10 ** np.arange(1, 9), row + 1, side="right") + 1
    at = at + digits
    usual &= letters[np.minimum(at, len(letters) - 1)] == 34
    usual &= column > 0
    return np.where(usual, column - 1, -1), at + 1


def _style_and_type(told: bytes) -> tuple[int, int]:
    style, kind = _STYLE.search(told), _TYPE.search(told)
    return min(int(style[1]), 65_535) if style else 0, _TYPES.get(kind[1], _STRING) if kind else _NUMBER


def _mixed(words: NDArray[np.uint64], start: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for each stretch of up to 40 letters, the same for the same letters."""
    mixed = length.astype(np.uint64)
    for eighth in range(5):
        left = np.clip(length - 8 * eighth, 0, 8)
        if not left.any():
            break
        mask = np.where(
            left == 8,
            np.uint64(0xFFFFFFFFFFFFFFFF),
            (np.uint64(1) << (left.astype(np.uint64) * np.uint64(8))) - np.uint64(1),
        )
        at = np.minimum(start + 8 * eighth, len(words) - 1)
        mixed = (mixed ^ (words[at] & mask)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _decimals(
    words: NDArray[np.uint64], start: NDArray[np.int64], length: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Numbers written with up to 16 signs and 15 digits; the second array tells which those are.

    So short a number is a whole number divided by a power of ten, which floating point gives exactly rounded.
    """
    whole = np.zeros(len(start), np.int64)
    places = np.zeros(len(start), np.int64)
    after = np.zeros(len(start), bool)
    good = (length > 0) & (length <= 16)
    longest = int(length[good].max(initial=0))
    word = np.zeros(len(start), np.uint64)
    minus = np.zeros(len(start), bool)
    for sign in range(longest):
        if sign % 8 == 0:
            word = words[np.minimum(start + sign, len(words) - 1)]
        letter = (word & np.uint64(255)).astype(np.int64)
        word = word >> np.uint64(8)
        here = sign < length
        digit = here & (letter >= 48) & (letter <= 57)
        point = here & (letter == 46)
        if sign == 0:
            minus = here & (letter == 45)
            good &= digit | minus | ~here | point
        else:
            good &= digit | point | ~here
        good &= ~(point & after)
        whole = np.where(digit, whole * 10 + letter - 48, whole)
        places += digit & after
        after |= point
    good &= (whole < 10**15) & ~(minus & (length == 1))
    number = whole / _POWERS[np.minimum(places, 22)]
    return np.where(minus, -number, number), good


def _slow_number(written: bytes) -> float:
    try:
        return float(written)
    except ValueError:
        return float("nan")


def _of_each(column: NDArray[np.int16], at: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The cells of each column."""
    if len(at) <= 64:
        for own in at:
            yield np.flatnonzero(column == own)
        return
    order = np.argsort(column, kind="stable")
    ends = np.searchsorted(column[order], at, side="right")
    yield from np.split(order, ends[:-1])


def _places(row: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows that hold anything, in order, and the place among them of each cell's row."""
    if len(row) and (np.diff(row) >= 0).all():
        new = np.r_[True, np.diff(row) > 0]
        return row[new].astype(np.int64), np.cumsum(new) - 1
    rows, place = np.unique(row, return_inverse=True)
    return rows.astype(np.int64), place
