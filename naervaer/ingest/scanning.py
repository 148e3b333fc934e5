"""Rows of a sheet's XML as arrays of cells (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73).

Everything here is done to all cells of a stretch at once. What is written in an unusual way is found by the usual way
not fitting, and only that is looked at by itself.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.kinds import MOST_COLUMNS, RefusedError
from naervaer.ingest.workbook import Column, Kind, Texts


MOST_CELLS = 80_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
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

_PAD = bytes(32)
_OPENS, _CLOSES, _QUOTE = ord("<"), ord(">"), ord('"')
# The signs after a tag's name: a space, >, / or a line break.
_ENDS_NAME = np.isin(np.arange(256), list(b" >/\t\n\r"))
# The first so many letters of a word of eight, the lowest first.
_FIRST_LETTERS = np.array([(1 << 8 * letters) - 1 for letters in range(9)], np.uint64)
_POWERS = 10.0 ** np.arange(23)
_DIGITS = 10 ** np.arange(1, 9)

_RUN = re.compile(rb"<t(?:\s[^>]*)?>(.*?)</t>", re.DOTALL)
_PHONETIC = re.compile(rb"<rPh.*?</rPh>", re.DOTALL)
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,8})[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\$?([A-Z]{1,3})\$?\d+[\"']")
_STYLE = re.compile(rb"\ss\s*=\s*[\"'](\d{1,5})[\"']")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHARACTER = re.compile(r"&#(x?)([0-9A-Fa-f]+);")


@dataclass(frozen=True)
class Formats:
    """What the formats of a workbook say of their cells' numbers; the arrays have a place for each format.

    first_day     the workbook's day 0 as days since 1970
    uncalculated  the workbook was written by a program that leaves the calculating to Excel: its zeros are no results
    """

    percent: NDArray[np.bool_]
    date: NDArray[np.bool_]
    time: NDArray[np.bool_]
    indent: NDArray[np.int16]
    first_day: int
    uncalculated: bool


@dataclass(frozen=True)
class Stretch:
    """Some whole rows of a sheet. The arrays of cells have a line for each column and a place for each row.

    rows      the sheet's own number of each row that holds anything, ascending, from 0
    at        the sheet's own number of each column that holds anything, ascending, from 0
    kind, number, text, percent, formula   as in workbook.Column
    indent    levels of indentation
    hidden    the sheet's own numbers of the hidden rows
    last_row  the number of the last row, also of an empty one
    """

    rows: NDArray[np.int64]
    at: NDArray[np.int64]
    kind: NDArray[np.uint8]
    number: NDArray[np.float64]
    text: NDArray[np.int32]
    percent: NDArray[np.bool_]
    formula: NDArray[np.bool_]
    indent: NDArray[np.int16]
    hidden: frozenset[int]
    last_row: int


@dataclass(frozen=True)
class _Tags:
    """Some XML and its tags.

    letters  its bytes, and some more that are 0
    words    the eight letters from each place on, as one number
    at       where each tag begins
    first    the first letter of each tag's name; "/" for a tag that closes
    """

    xml: bytes
    letters: NDArray[np.uint8]
    words: NDArray[np.uint64]
    at: NDArray[np.int64]
    first: NDArray[np.uint8]

    @classmethod
    def of(cls, xml: bytes) -> "_Tags":
        padded = xml + _PAD
        letters = np.frombuffer(padded, np.uint8)
        words: NDArray[np.uint64] = np.ndarray((len(padded) - 8,), "<u8", padded, strides=(1,))
        at = np.flatnonzero(letters[: len(xml)] == _OPENS)
        return cls(padded, letters, words, at, letters[1:][at])

    def named(self, letter: str) -> NDArray[np.int64]:
        """The tags whose whole name is this one letter."""
        found = np.flatnonzero(self.first == ord(letter))
        return found[_ENDS_NAME[self.letters[2:][self.at[found]]]]

    def following(self, tags: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where the tag after each of these begins; the end of the XML after the last."""
        return np.append(self.at, len(self.xml) - len(_PAD))[tags + 1]

    def ends(self, tags: NDArray[np.int64], usually: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where these tags end: where they usually do when all of them do, else looked for."""
        if (self.letters[usually] == _CLOSES).all():
            return usually
        close = np.flatnonzero(self.letters == _CLOSES)
        place = np.searchsorted(close, self.at[tags])
        if len(close) == 0 or place.max(initial=0) >= len(close):
            raise RefusedError("NOT_READ")
        return close[place]


@dataclass
class _Cells:
    """The cells of a stretch in the order they are written; what stands in them is filled in step by step."""

    tag: NDArray[np.int64]
    close: NDArray[np.int64]
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    style: NDArray[np.uint16]
    type: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    number: NDArray[np.float64]
    text: NDArray[np.int32]
    formula: NDArray[np.bool_]


class Scanner:
    """Scans the sheets of a workbook."""

    def __init__(self, texts: Texts, shared: NDArray[np.int32], formats: Formats) -> None:
        self.texts = texts
        self.shared = shared
        self.formats = formats
        self.inlined = _Inlined(texts)

    def scan(self, xml: bytes, last_row: int = -1) -> Stretch:
        """The cells of some whole rows.

        last_row  the number of the row before these, from which rows without a number are counted
        """
        tags = _Tags.of(xml)
        if (tags.first == ord("!")).any():
            bare = _CDATA.sub(_escaped, _COMMENT.sub(b"", xml)).replace(b"<!", b"")
            return self.scan(bare, last_row)
        opens_row = np.flatnonzero(tags.first == ord("r"))
        after = tags.at[opens_row]
        opens_row = opens_row[(tags.letters[after + 2] == ord("o")) & (tags.letters[after + 3] == ord("w"))]
        rows, hidden = _row_numbers(tags, opens_row, last_row)
        cells = _cells(tags, opens_row, rows)
        self._fill(tags, cells)
        return self._stretch(cells, hidden, int(rows[-1]) if len(rows) else last_row)

    def _fill(self, tags: _Tags, cells: _Cells) -> None:
        """Kind, number, place of text and "has a formula" of each cell."""
        cells.formula[np.searchsorted(cells.tag, tags.named("f"), side="right") - 1] = True
        is_value = tags.named("v")
        start = tags.ends(is_value, tags.at[is_value] + 2) + 1
        end = tags.following(is_value)
        owner = np.searchsorted(cells.tag, is_value, side="right") - 1
        told = cells.type[owner]
        numeric = (told == _NUMBER) | (told == _SHARED)
        self._fill_numbers(tags, cells, start[numeric], end[numeric], owner[numeric])
        for place in np.flatnonzero(~numeric & (told != _INLINE)).tolist():
            self._fill_written(cells, int(owner[place]), unescaped(tags.xml[start[place] : end[place]]))
        self._fill_inline(tags, cells)
        cells.kind[cells.formula & (cells.kind == Kind.EMPTY) & (cells.type != _STRING)] = Kind.NO_VALUE

    def _fill_numbers(
        self,
        tags: _Tags,
        cells: _Cells,
        start: NDArray[np.int64],
        end: NDArray[np.int64],
        owner: NDArray[np.int64],
    ) -> None:
        """Numbers, and texts that are given as the number of a shared one."""
        value, good = _decimals(tags.words, start, end - start)
        for odd in np.flatnonzero(~good).tolist():
            value[odd] = _slow_number(tags.xml[start[odd] : end[odd]])
        shared = cells.type[owner] == _SHARED
        fine = np.isfinite(value)
        plain = fine & ~shared
        cells.number[owner[plain]] = value[plain]
        cells.kind[owner[plain]] = Kind.NUMBER
        if not shared.any():
            return
        place = np.where(fine[shared], value[shared], -1).astype(np.int64)
        known = (place >= 0) & (place < len(self.shared))
        own = owner[shared][known]
        text = self.shared[place[known]]
        cells.text[own] = text
        cells.kind[own] = np.where(text >= 0, Kind.TEXT, Kind.EMPTY)

    def _fill_written(self, cells: _Cells, own: int, written: str) -> None:
        """A value that stands in the cell itself: the result of a text formula, an error, true or false, a date."""
        kind = cells.type[own]
        if kind == _ERROR:
            cells.kind[own], cells.text[own] = Kind.ERROR, self.texts.place(written)
        elif kind == _BOOLEAN:
            cells.kind[own], cells.text[own] = Kind.TEXT, self.texts.place("TRUE" if written == "1" else "FALSE")
        elif kind == _DAY and re.match(r"\d{4}-\d\d-\d\d", written):
            cells.kind[own], cells.number[own] = Kind.DATE, float(np.datetime64(written[:10]).astype(np.int64))
        elif written:
            cells.kind[own], cells.text[own] = Kind.TEXT, self.texts.place(written)

    def _fill_inline(self, tags: _Tags, cells: _Cells) -> None:
        """Texts that stand in the cells themselves; usually one plain text, `<is><t>…</t></is>`."""
        inline = np.flatnonzero(cells.type == _INLINE)
        if not len(inline):
            return
        at = cells.tag[inline]
        within, told, closes, closes_too = (tags.first.take(at + after, mode="clip") for after in range(1, 5))
        start = tags.at.take(at + 2, mode="clip") + 3
        plain = (within == ord("i")) & (told == ord("t")) & (closes == ord("/")) & (closes_too == ord("/"))
        plain &= tags.letters[start - 1] == _CLOSES
        start = np.where(plain, start, cells.close[inline] + 1)
        of_next = np.append(tags.at[cells.tag], len(tags.xml) - len(_PAD))[inline + 1]
        end = np.where(plain, tags.at.take(at + 3, mode="clip"), of_next)
        inlined, xml = self.inlined, tags.xml
        spans = zip(start.tolist(), end.tolist(), strict=True)
        text = np.array([inlined[xml[first:last]] for first, last in spans], np.int32)
        cells.text[inline] = text
        cells.kind[inline] = np.where(text >= 0, Kind.TEXT, Kind.EMPTY)

    def _stretch(self, cells: _Cells, hidden: frozenset[int], last_row: int) -> Stretch:
        """The cells that hold anything, each in its column's line and its row's place."""
        kept = np.flatnonzero(cells.kind != Kind.EMPTY)
        kind, number, formula = cells.kind[kept], cells.number[kept], cells.formula[kept]
        formats = self.formats
        style = np.minimum(cells.style[kept], len(formats.percent) - 1)
        if formats.uncalculated:
            kind[formula & (kind == Kind.NUMBER) & (number == 0)] = Kind.NO_VALUE
        _to_days_and_hours(formats, style, kind, number)
        number[(kind != Kind.NUMBER) & (kind != Kind.DATE)] = np.nan
        rows, place = ordered(cells.row[kept])
        column = cells.column[kept]
        at = np.flatnonzero(np.bincount(column))
        if len(at) > MOST_COLUMNS or len(at) * len(rows) > MOST_CELLS:
            raise RefusedError("TOO_LARGE")
        line = np.zeros(at.max(initial=0) + 1, np.int64)
        line[at] = np.arange(len(at))
        where = line[column] * len(rows) + place
        shape = (len(at), len(rows))

        def put(values: NDArray[Any], nothing: float) -> NDArray[Any]:
            return _spread(values, where, len(at) * len(rows), nothing).reshape(shape)

        return Stretch(
            rows=rows,
            at=at,
            kind=put(kind, Kind.EMPTY),
            number=put(number, np.nan),
            text=put(cells.text[kept], -1),
            percent=put(formats.percent[style], 0),
            formula=put(formula, 0),
            indent=put(formats.indent[style], 0) if formats.indent.any() else np.broadcast_to(np.int16(0), shape),
            hidden=hidden,
            last_row=last_row,
        )


def joined(
    stretches: list[Stretch],
) -> tuple[NDArray[np.int64], list[int], list[Column], dict[int, NDArray[np.int16]], frozenset[int]]:
    """Rows, column numbers, columns, indentation and hidden rows of a whole sheet; raises RefusedError."""
    row = np.concatenate([stretch.rows for stretch in stretches] or [np.empty(0, np.int64)])
    rows, place = ordered(row)
    at = np.unique(np.concatenate([stretch.at for stretch in stretches] or [np.empty(0, np.int64)]))
    if len(at) > MOST_COLUMNS or len(at) * len(rows) > MOST_CELLS:
        raise RefusedError("TOO_LARGE")
    line = np.full((len(stretches), len(at)), -1)
    for own, stretch in zip(line, stretches, strict=True):
        own[np.searchsorted(at, stretch.at)] = np.arange(len(stretch.at))

    in_order = len(rows) == len(row) and (row[1:] > row[:-1]).all()
    columns, indent = [], {}
    for number, column in enumerate(at.tolist()):
        fields = [_below_each_other(stretches, line[:, number], *field) for field in _FIELDS]
        if not in_order:
            given = np.flatnonzero(fields[0])
            fields = [
                _spread(cells[given], place[given], len(rows), nothing)
                for cells, (_, nothing, _) in zip(fields, _FIELDS, strict=True)
            ]
        *cells, levels = fields
        columns.append(Column(*cells))
        if levels.any():
            indent[column] = levels
    hidden = frozenset().union(*(stretch.hidden for stretch in stretches))
    return rows, at.tolist(), columns, indent, hidden


# The arrays of a stretch: what a column has where nothing stands, and its type.
_FIELDS: tuple[tuple[str, float, type], ...] = (
    ("kind", Kind.EMPTY, np.uint8),
    ("number", np.nan, np.float64),
    ("text", -1, np.int32),
    ("percent", False, np.bool_),
    ("formula", False, np.bool_),
    ("indent", 0, np.int16),
)


def _below_each_other(
    stretches: list[Stretch], line: NDArray[np.int64], what: str, nothing: float, kind: type
) -> NDArray[Any]:
    cells = [
        getattr(stretch, what)[own] if own >= 0 else np.full(len(stretch.rows), nothing, kind)
        for stretch, own in zip(stretches, line.tolist(), strict=True)
    ]
    return np.concatenate(cells)


def _spread(cells: NDArray[Any], place: NDArray[np.int64], n_rows: int, nothing: float) -> NDArray[Any]:
    """The cells at their places; the later of two at one place."""
    spread = np.full(n_rows, nothing, cells.dtype)
    spread[place] = cells
    return spread


class _Inlined(dict[bytes, int]):
    """The places of texts by what is written in a cell: a plain text's letters, or all of the XML; -1 for no text."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def __missing__(self, written: bytes) -> int:
        text = text_of(written) if written.startswith(b"<") else unescaped(written)
        place = self.texts.place(text) if text else -1
        if len(self) < MOST_INLINED:
            self[written] = place
        return place


def _row_numbers(tags: _Tags, opens_row: NDArray[np.int64], last_row: int) -> tuple[NDArray[np.int64], frozenset[int]]:
    """The number of each row, from 0, and the numbers of those that are hidden."""
    letters, at = tags.letters, tags.at[opens_row]
    usual = (letters[at + 4] == 32) & (letters[at + 5] == ord("r")) & (letters[at + 6] == ord("="))
    usual &= letters[at + 7] == _QUOTE
    start = at + 8
    length = np.zeros(len(at), np.int64)
    counting = usual.copy()
    for _ in range(8):
        counting &= letters[start + length] != _QUOTE
        length += counting
    number, good = _decimals(tags.words, start, length)
    rows = np.where(usual & good, number, 0).astype(np.int64) - 1
    close = tags.ends(opens_row, tags.following(opens_row) - 1)
    for place in np.flatnonzero(~usual | ~good).tolist():
        told = _ROW_NUMBER.search(tags.xml, at[place], close[place])
        rows[place] = int(told[1]) - 1 if told else (rows[place - 1] if place else last_row) + 1
    if len(rows) and rows.max() >= LAST_ROW:
        raise RefusedError("NOT_READ")
    # Looked for only where anything stands behind the number: it takes as long as the rest of this.
    if (close == start + length + 1).all() or b"hidden=" not in tags.xml:
        return rows, frozenset()
    spans = zip(rows.tolist(), at.tolist(), close.tolist(), strict=True)
    return rows, frozenset(row for row, first, last in spans if _HIDDEN.search(tags.xml, first, last))


def _cells(tags: _Tags, opens_row: NDArray[np.int64], rows: NDArray[np.int64]) -> _Cells:
    """Where the cells are written, and their rows, columns, styles and types."""
    tag = tags.named("c")
    n = len(tag)
    first = np.searchsorted(tag, opens_row)  # the first cell of each row
    if n and (not len(first) or first[0] > 0):
        raise RefusedError("NOT_READ")
    of_each = np.diff(first, append=n)
    cells = _Cells(
        tag=tag,
        close=tags.ends(tag, tags.following(tag) - 1),
        row=np.repeat(rows, of_each),
        column=np.zeros(n, np.int64),
        style=np.zeros(n, np.uint16),
        type=np.zeros(n, np.uint8),
        kind=np.zeros(n, np.uint8),
        number=np.full(n, np.nan),
        text=np.full(n, -1, np.int32),
        formula=np.zeros(n, bool),
    )
    digits = np.repeat(np.searchsorted(_DIGITS, rows + 1, side="right") + 1, of_each)
    cells.column, attributes_at = _references(tags.letters, tags.at[tag], digits)
    _attributes(tags, cells, attributes_at)
    if cells.column.max(initial=0) >= LAST_COLUMN:
        raise RefusedError("NOT_READ")
    return cells


def _references(
    letters: NDArray[np.uint8], at: NDArray[np.int64], digits: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The column of each cell written the usual way (`<c r="AB12"`), -1 for the others; and where its other
    attributes start.
    """
    usual = letters[2:][at] == 32
    for place, sign in enumerate(b'r="', 3):
        usual &= letters[place:][at] == sign
    at = at + 6
    column = np.zeros(len(at), np.int64)
    for _ in range(3):
        letter = letters[at]
        more = (letter >= ord("A")) & (letter <= ord("Z"))
        if not more.any():
            break
        column = np.where(more, column * 26 + letter - 64, column)
        at = at + more
    at = at + digits
    usual &= letters[np.minimum(at, len(letters) - 1)] == _QUOTE
    usual &= column > 0
    return np.where(usual, column - 1, -1), at + 1


def _attributes(tags: _Tags, cells: _Cells, start: NDArray[np.int64]) -> None:
    """Style and type of each cell. What follows the reference is one of a few texts, each looked at once."""
    xml, column, close = tags.xml, cells.column, cells.close
    usual = column >= 0
    for place in np.flatnonzero(~usual).tolist():
        told = xml[tags.at[cells.tag[place]] : close[place]]
        reference = _REFERENCE.search(told)
        if reference:
            column[place] = column_number(reference[1])
        else:
            goes_on = place > 0 and cells.row[place - 1] == cells.row[place]
            column[place] = column[place - 1] + 1 if goes_on else 0
        cells.style[place], cells.type[place] = _style_and_type(told)
    left = np.flatnonzero(usual)
    length = close[left] - start[left]
    key = _mixed(tags.words, start[left], length)
    while len(left):
        same = key == key[0]
        told = xml[start[left[0]] : close[left[0]]]
        cells.style[left[same]], cells.type[left[same]] = _style_and_type(told)
        left, key = left[~same], key[~same]


def _style_and_type(told: bytes) -> tuple[int, int]:
    style, kind = _STYLE.search(told), _TYPE.search(told)
    return min(int(style[1]), 65_535) if style else 0, _TYPES.get(kind[1], _STRING) if kind else _NUMBER


def _mixed(words: NDArray[np.uint64], start: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for each stretch of up to 40 letters, the same for the same letters."""
    mixed = length.astype(np.uint64)
    for eighth in range(min(5, int(-(-length.max(initial=0) // 8)))):
        left = np.clip(length - 8 * eighth, 0, 8)
        at = np.minimum(start + 8 * eighth, len(words) - 1)
        mixed = (mixed ^ (words[at] & _FIRST_LETTERS[left])) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _to_days_and_hours(
    formats: Formats, style: NDArray[np.uint16], kind: NDArray[np.uint8], number: NDArray[np.float64]
) -> None:
    """Dates as days since 1970, durations as hours."""
    if formats.date.any():
        dates = np.flatnonzero(formats.date[style] & (kind == Kind.NUMBER))
        number[dates] += formats.first_day
        kind[dates[np.abs(number[dates]) < 200_000]] = Kind.DATE
    if formats.time.any():
        number[np.flatnonzero(formats.time[style] & (kind == Kind.NUMBER))] *= 24


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


def ordered(row: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different rows in order, and the place among them of each row given."""
    if (row[1:] >= row[:-1]).all():
        new = np.flatnonzero(np.r_[np.full(min(len(row), 1), True), row[1:] > row[:-1]])
        return row[new], np.repeat(np.arange(len(new)), np.diff(new, append=len(row)))
    rows, place = np.unique(row, return_inverse=True)
    return rows, place


def column_number(letters: bytes) -> int:
    """The number of a column by its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def text_of(item: bytes) -> str:
    """The text of a rich or plain string, its runs joined and readings of Japanese signs left out (18.4.8)."""
    if b"<rPh" in item:
        item = _PHONETIC.sub(b"", item)
    return unescaped(b"".join(_RUN.findall(item)))


def unescaped(written: bytes) -> str:
    """XML's and Excel's own ways of writing special signs undone."""
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
