"""Excel workbooks (.xlsx and .xlsm, also Strict Open XML), read as columns straight from their XML.

Why not a library: none of them tells a percent format, a failed calculation, a formula never calculated, a hidden row
and an indentation together with the values; the fast ones reserve memory for every cell up to the farthest one, so that
a file of eight kilobytes ends the process; the careful ones take twenty times as long. Here only cells that exist cost
anything, and the XML is scanned with whole-array operations, a megabyte at a time (ECMA-376 part 1, 18.3 and 18.4).
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.kinds import MOST_SHEETS, MOST_UNPACKED, RefusedError
from naervaer.ingest.scanning import (
    LAST_COLUMN,
    MOST_CELLS,
    Formats,
    Scanner,
    Stretch,
    column_number,
    joined,
    text_of,
    unescaped,
)
from naervaer.ingest.workbook import Sheet, Texts, Workbook


# Unpacked bytes scanned at a time: large enough for whole-array work, small enough to stay far under the file's own
# size.
CHUNK = 1024 * 1024
# A part that is read as a whole (styles, names of sheets) is small in every real workbook.
MOST_SMALL_PART = 64 * 1024 * 1024
# Excel's day 0 as days since 1970, in its two calendars; the first also counts 29 February 1900, which matters to no
# one here.
DAYS_1900, DAYS_1904 = -25_569, -24_107

# Number formats that are built in and stand in no list (18.8.30).
_DATE_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_TIME_FORMATS = {18, 19, 20, 21, 45, 46, 47}
_PERCENT_FORMATS = {9, 10}


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


class _Package:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.texts = Texts()
        self.names = {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}
        self.unpacked = sum(part.file_size for part in package.infolist()) or 1
        self.read_so_far = 0

    def workbook(self, progress: Callable[[float], None]) -> Workbook:
        self.progress = progress
        main = self._main_part()
        root = self._tree(main)
        related = self._related(main)
        shared = next((target for kind, target in related.values() if kind == "sharedstrings"), "")
        styles = next((target for kind, target in related.values() if kind == "styles"), "")
        self.scanner = Scanner(
            self.texts,
            self._shared_strings(shared) if shared else np.empty(0, np.int32),
            _formats(self._styles(styles) if styles else [_Style()], root),
        )
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
        rest, prefixed = b"", None
        for piece in self._chunks(part):
            whole = rest + piece
            prefixed = _prefixed(whole) if prefixed is None else prefixed
            whole = _without_prefix(whole) if prefixed else whole
            cut = whole.rfind(b"</si>")
            if cut < 0:
                rest = whole
                continue
            places += [self._place(item) for item in _ITEM.findall(whole[: cut + 5])]
            rest = whole[cut + 5 :]
        return np.array(places, np.int32)

    def _place(self, item: bytes) -> int:
        text = text_of(item)
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
        around = _Around()
        rows, at, columns, indent, hidden_rows = joined(self._stretches(part, around))
        hidden_columns = frozenset(
            column for first, last in _hidden_columns(around.head) for column in range(first, min(last, LAST_COLUMN))
        )
        related = self._related(part).values()
        notes = [(name, unescaped(match)) for match in _HEADER_FOOTER.findall(around.tail)]
        notes += [(name, said) for match in _CHOICES.findall(around.tail) for said in unescaped(match).split(",")]
        for kind, target in related:
            if kind in ("comments", "threadedcomment", "drawing", "vmldrawing") and target.lower() in self.names:
                notes += _notes(name, self._bytes(target))
        sheet = Sheet(
            name,
            rows,
            at,
            columns,
            visible=visible,
            hidden_rows=hidden_rows,
            hidden_columns=hidden_columns,
            merged=tuple(_span(match) for match in _MERGE.findall(around.tail)),
            indent=indent,
            drawings=sum(kind in ("drawing", "image") for kind, _ in related),
        )
        return sheet, notes

    def _stretches(self, part: str, around: "_Around") -> list[Stretch]:
        """The cells of a sheet."""
        found: list[Stretch] = []
        size = 0
        for xml in self._whole_rows(part, around):
            found.append(self.scanner.scan(xml, found[-1].last_row if found else -1))
            size += found[-1].kind.size
            if size > MOST_CELLS:
                raise RefusedError("TOO_LARGE")
        return found

    def _whole_rows(self, part: str, around: "_Around") -> Iterator[bytes]:
        """The rows of a sheet, as many whole ones at a time as a stretch of its XML holds."""
        rest, inside, prefixed = b"", False, None
        for piece in self._chunks(part):
            whole = rest + piece
            prefixed = _prefixed(whole) if prefixed is None else prefixed
            whole = _without_prefix(whole) if prefixed else whole
            if not inside:
                start = _SHEET_DATA.search(whole)
                if start is None:
                    rest = _no_longer_than(MOST_SMALL_PART, whole)
                    continue
                around.head, whole, inside = whole[: start.start()], whole[start.end() :], True
                if start.group().endswith(b"/>"):
                    around.tail, whole = whole, b""
            if around.tail:
                around.tail = _no_longer_than(16 * CHUNK, around.tail + whole)
                rest = b""
                continue
            last = whole.rfind(b"</row>")  # the rows' end is looked for behind the last row: the rest is long
            end = whole.find(b"</sheetData>", max(last, 0))
            if end < 0 and last < 0:
                rest = _no_longer_than(16 * CHUNK, whole)
                continue
            cut = end if end >= 0 else last + len(b"</row>")
            yield whole[:cut]
            rest = whole[cut:]
            if end >= 0:
                around.tail, rest = rest, b""
        if not inside:
            around.tail = rest


@dataclass
class _Around:
    """The XML of a sheet before and behind its rows."""

    head: bytes = b""
    tail: bytes = b""


_ITEM = re.compile(rb"<si(?:\s[^>]*)?(?:/>|>(.*?)</si>)", re.DOTALL)
_SHEET_DATA = re.compile(rb"<sheetData\s*/?>")
_MERGE = re.compile(rb"<mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_COLUMN = re.compile(rb"<col\s[^>]*>")
_HEADER_FOOTER = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>(.*?)</", re.DOTALL)
# What may be chosen in a cell, with commas between, and what is said of it.
_CHOICES = re.compile(rb'(?:<(?:\w+:)?formula[12]>"?|\b(?:prompt|promptTitle|error)=")([^"<]*)')
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_PREFIX = re.compile(rb"<(\w+):(?:worksheet|sst)[\s>]")
_ANY_TAG = re.compile(rb"<[^>]*>")


def _local(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def _true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _without_entities(content: bytes) -> bytes:
    """No part of a real workbook declares entities; one that does wants them expanded."""
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise RefusedError("NOT_READ")
    return content


def _no_longer_than(most: int, content: bytes) -> bytes:
    if len(content) > most:
        raise RefusedError("TOO_LARGE")
    return content


def _prefixed(content: bytes) -> bool:
    """A part's tags have a prefix, told from its first stretch; raises RefusedError for ways nobody writes XML."""
    _without_entities(content)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RefusedError("NOT_READ")
    prefix = _PREFIX.search(content[:4096])
    if prefix is not None and prefix[1] != b"x":
        raise RefusedError("NOT_READ")
    return prefix is not None


def _without_prefix(content: bytes) -> bytes:
    return content.replace(b"<x:", b"<").replace(b"</x:", b"</")


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


def _formats(styles: list[_Style], root: ElementTree.Element) -> Formats:
    """The cells' formats together with what the workbook's own properties say of them."""
    properties = next((node for node in root.iter() if _local(node) == "workbookPr"), None)
    calculation = next((node for node in root.iter() if _local(node) == "calcPr"), None)
    return Formats(
        percent=np.array([style.percent for style in styles]),
        date=np.array([style.date for style in styles]),
        time=np.array([style.time for style in styles]),
        indent=np.array([style.indent for style in styles], np.int16),
        first_day=DAYS_1904 if properties is not None and _true(properties.get("date1904")) else DAYS_1900,
        uncalculated=calculation is not None and _true(calculation.get("fullCalcOnLoad")),
    )


def _notes(sheet: str, content: bytes) -> list[tuple[str, str]]:
    """The words of a part that stands beside the cells; each paragraph by itself, runs of it joined."""
    found = []
    for block in re.split(rb"</(?:comment|threadedComment|xdr:txBody|a:p|v:textbox)>", content):
        text = " ".join(unescaped(_ANY_TAG.sub(b"", block)).split())
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
    return int(match[1]) - 1, column_number(match[0]), int(match[3]) - 1, column_number(match[2])
