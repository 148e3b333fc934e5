"""Where on a sheet the tables are: the rows of headings, the rows below them, and the lines of text above."""

from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.periods import FIRST_YEAR, LAST_YEAR, period_of, taken_from, tells_when_made
from naervaer.ingest.values import Is, two_values, value_of
from naervaer.ingest.words import meanings
from naervaer.ingest.workbook import Kind, Sheet, Workbook, compact


class Looks(IntEnum):
    """What a cell looks like, before it is known what its column is."""

    NOTHING = 0
    VALUE = 1
    MARK = 2
    PERIOD = 3
    WORDS = 4


# Rows without a number that are looked at as possible headings; a sheet with more of them is prose or a list.
MOST_CANDIDATES = 2_000
# Rows of headings above one table: a group of measures, a year, a month, a unit of measure.
MOST_HEADING_ROWS = 4


@dataclass
class Table:
    """One table: places of rows and columns in the sheet's own lists.

    header   the rows of headings, top first; may be empty
    body     the rows below, in order
    heads    for each column of the sheet its headings, top first
    titles   lines of text above the table and below the table before it
    """

    header: list[int]
    body: NDArray[np.int64]
    heads: list[tuple[str, ...]]
    titles: list[str] = field(default_factory=list)


def looks(workbook: Workbook) -> NDArray[np.uint8]:
    """What each of the workbook's texts looks like."""
    return np.array([_text_looks(text) for text in workbook.texts] or [Looks.NOTHING], np.uint8)


def _text_looks(text: str) -> Looks:
    if not text.strip():
        return Looks.NOTHING
    what = value_of(text).what
    if what in (Is.HIDDEN, Is.DASH, Is.ERROR):
        return Looks.MARK
    if period_of(text) is not None:
        return Looks.PERIOD
    if what is not Is.WORDS or two_values(text):
        return Looks.VALUE
    return Looks.WORDS


def sheet_looks(sheet: Sheet, of_texts: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What each cell looks like; one row for each column of the sheet."""
    found = np.zeros((len(sheet.columns), len(sheet.rows)), np.uint8)
    for place, column in enumerate(sheet.columns):
        here = found[place]
        text = column.kind == Kind.TEXT
        here[text] = of_texts[column.text[text]]
        here[column.kind == Kind.NUMBER] = Looks.VALUE
        years = (column.number >= FIRST_YEAR) & (column.number <= LAST_YEAR) & (column.kind == Kind.NUMBER)
        years &= column.number == np.floor(column.number)
        here[years | (column.kind == Kind.DATE)] = Looks.PERIOD
        here[(column.kind == Kind.ERROR) | (column.kind == Kind.NO_VALUE)] = Looks.MARK
    _mark_months(sheet, found[:, :MOST_CANDIDATES])
    return found


# So many months beside each other, and no other number, are headings.
FEWEST_MONTHS = 2


def _mark_months(sheet: Sheet, found: NDArray[np.uint8]) -> None:
    """Rows of numbers like 201503 and nothing else are months across the top; one such number alone may be days."""
    n = found.shape[1]
    months = np.zeros(found.shape, bool)
    for place, column in enumerate(sheet.columns):
        number = np.where(column.kind[:n] == Kind.NUMBER, np.nan_to_num(column.number[:n]), 0)
        ranged = (number > FIRST_YEAR * 100) & (number < LAST_YEAR * 100 + 13)
        if ranged.any():
            months[place] = ranged & (number == np.floor(number)) & (number % 100 >= 1) & (number % 100 <= 12)
    rows = (months.sum(axis=0) >= FEWEST_MONTHS) & (months.sum(axis=0) == (found == Looks.VALUE).sum(axis=0))
    found[months & rows] = Looks.PERIOD


def cell_text(sheet: Sheet, texts: list[str], row: int, column: int) -> str:
    """A cell as a heading: its text, a whole number as written, a date as its month; empty for nothing."""
    cells = sheet.columns[column]
    if cells.kind[row] == Kind.TEXT:
        return texts[cells.text[row]]
    if cells.kind[row] == Kind.NUMBER:
        return f"{cells.number[row]:g}" if abs(cells.number[row]) < 1e6 else f"{cells.number[row]:.0f}"
    if cells.kind[row] == Kind.DATE:
        return str(np.datetime64(int(cells.number[row]), "D"))
    return ""


def side_by_side(sheet: Sheet, of_texts: NDArray[np.uint8], texts: list[str]) -> list[Sheet]:
    """The sheet, or its parts when an empty column stands between tables with the same headings."""
    breaks = [place for place in range(1, len(sheet.at)) if sheet.at[place] > sheet.at[place - 1] + 1]
    if not breaks:
        return [sheet]
    look = sheet_looks(sheet, of_texts)
    starts = [0]
    for place in breaks:
        if _stands_alone(sheet, look, texts, starts[-1], place):
            starts.append(place)
    ends = [*starts[1:], len(sheet.at)]
    return [_columns(sheet, start, end) for start, end in zip(starts, ends, strict=True)]


def _stands_alone(sheet: Sheet, look: NDArray[np.uint8], texts: list[str], left: int, right: int) -> bool:
    """To the right begins a column of words, under a row of headings that stand to the left, too."""
    words = np.flatnonzero(look[right] == Looks.WORDS)
    if len(words) < 3 or (look[right] == Looks.VALUE).any():
        return False
    for row in words[:5]:
        there = {cell_text(sheet, texts, int(row), column) for column in range(left, right)} - {""}
        here = [cell_text(sheet, texts, int(row), column) for column in range(right, len(sheet.at))]
        others = [text for text in here[1:] if text]
        if others and set(others) <= there and (look[right + 1, row + 1 :] == Looks.VALUE).any():
            return True
    return False


def _columns(sheet: Sheet, start: int, end: int) -> Sheet:
    """Some neighbouring columns of a sheet."""
    own = replace(sheet, at=sheet.at[start:end], columns=sheet.columns[start:end])
    return compact(replace(own, indent={at: levels for at, levels in sheet.indent.items() if at in own.at}))


def find_tables(sheet: Sheet, texts: list[str], look: NDArray[np.uint8]) -> list[Table]:
    """The tables of a sheet, from the top."""
    if not len(sheet.rows):
        return []
    blocks = _heading_blocks(sheet, texts, look)
    if not blocks:
        return []
    found: list[Table] = []
    ends = [block[0] for block in blocks[1:]] + [len(sheet.rows)]
    above = 0
    for block, end in zip(blocks, ends, strict=True):
        heads = _heads(sheet, texts, block)
        body = np.arange(block[-1] + 1, end)
        titles = _titles(sheet, texts, above, block[0])
        dated = any(taken_from(line)[0] for line in titles if not tells_when_made(line))
        same = found and not dated and [_last(head) for head in found[-1].heads] == [_last(head) for head in heads]
        if same:
            # The page's heading once more, or a new section under the same heading: one table goes on.
            found[-1].body = np.concatenate([found[-1].body, body])
        else:
            found.append(Table(block, body, heads, titles))
        above = block[-1] + 1
    return found


def _last(head: tuple[str, ...]) -> str:
    return head[-1] if head else ""


def _titles(sheet: Sheet, texts: list[str], first: int, end: int) -> list[str]:
    """Lines of text in the rows given; below a table only those after its last row of numbers."""
    lines = []
    for row in range(max(first, end - 40), end):
        cells = [cell_text(sheet, texts, row, column) for column in range(len(sheet.columns))]
        line = " ".join(cell for cell in cells if cell)
        if line and (first == 0 or sum(bool(cell) for cell in cells) <= 2):
            lines.append(line)
    return lines


def _heading_blocks(sheet: Sheet, texts: list[str], look: NDArray[np.uint8]) -> list[list[int]]:
    values = (look == Looks.VALUE).sum(axis=0)
    marks = (look == Looks.MARK).sum(axis=0)
    given = (look != Looks.NOTHING).sum(axis=0)
    candidates = np.flatnonzero((values == 0) & (given >= 2) & (given - marks >= 2))[:MOST_CANDIDATES]
    facts = (values > 0) | (marks > 0) & (given > marks)
    if not facts.any():
        # A sheet of initiatives has dates beside names, and not one number.
        dates = (look == Looks.PERIOD).sum(axis=0)
        facts = (dates > 0) & (given > dates)
    has_numbers = np.flatnonzero(facts)
    blocks: list[list[int]] = []
    first_heads: tuple[str, ...] = ()
    for row in candidates.tolist():
        if blocks and row <= blocks[-1][-1]:
            continue
        below = has_numbers[np.searchsorted(has_numbers, row + 1) :][:30]
        if not len(below):
            continue
        width = float(np.median(given[below]))
        cells = [cell_text(sheet, texts, row, column) for column in range(len(sheet.columns))]
        if _again(cells, first_heads):
            blocks.append([row])
            continue
        if not _is_heading(cells, look[:, row], width, int(marks[row]), bool(blocks), _gap(sheet, row)):
            continue
        block = _whole_block(sheet, texts, look, row, blocks[-1][-1] if blocks else -1)
        blocks.append(block)
        first_heads = first_heads or tuple(cells)
    if not blocks and len(has_numbers):
        blocks = _by_structure(sheet, texts, look, int(has_numbers[0]))
    return blocks


def _again(cells: list[str], first: tuple[str, ...]) -> bool:
    """The headings of the first table once more, but perhaps for the corner."""
    alike = sum(cell == other for cell, other in zip(cells, first, strict=False) if other)
    given = sum(bool(other) for other in first)
    return given >= 3 and alike >= given - 1 and sum(map(bool, cells)) == given


def _gap(sheet: Sheet, row: int) -> bool:
    """An empty row stands above."""
    return row == 0 or int(sheet.rows[row] - sheet.rows[row - 1]) > 1


def _is_heading(cells: list[str], look: NDArray[np.uint8], width: float, marks: int, later: bool, gap: bool) -> bool:
    given = [cell for cell in cells if cell]
    if given[0].strip().endswith(":") or marks:
        return False
    known = sum(bool(meanings(cell)) or kind == Looks.PERIOD for cell, kind in zip(cells, look, strict=True) if cell)
    if len(given) < 0.5 * width or known < 2:
        # Units as columns: the first heading says what the rows are, the others are names.
        names = len(given) >= 0.8 * width and len(set(given)) == len(given) and not later
        return names and bool(meanings(given[0])) and look[[bool(cell) for cell in cells]][0] != Looks.PERIOD
    periods = sum(kind == Looks.PERIOD for kind in look)
    worded = known - periods
    if later:
        return gap and known >= 0.6 * len(given) and (worded >= 2 or periods >= 3)
    return known >= 0.4 * len(given) and (worded >= 1 or periods >= 2)


def _whole_block(sheet: Sheet, texts: list[str], look: NDArray[np.uint8], row: int, after: int) -> list[int]:
    """The heading row with the rows of headings right above and below it."""
    block = [row]
    first_column = int(np.flatnonzero(look[:, row] != Looks.NOTHING)[0])
    while len(block) < MOST_HEADING_ROWS and block[0] - 1 > after and not _gap(sheet, block[0]):
        above = block[0] - 1
        given = np.flatnonzero(look[:, above] != Looks.NOTHING)
        plain = np.isin(look[given, above], (Looks.WORDS, Looks.PERIOD)).all()
        if not plain or not len(given) or given[-1] <= max(first_column, 0) or _is_meta(sheet, texts, above, given):
            break
        if _is_title(sheet, texts, above, given, first_column):
            break
        block.insert(0, above)
    while len(block) < MOST_HEADING_ROWS and block[-1] + 1 < len(sheet.rows) and not _gap(sheet, block[-1] + 1):
        below = block[-1] + 1
        given = np.flatnonzero(look[:, below] != Looks.NOTHING)
        plain = np.isin(look[given, below], (Looks.WORDS, Looks.PERIOD)).all()
        known = [
            bool(meanings(cell_text(sheet, texts, below, int(at)))) or look[at, below] == Looks.PERIOD for at in given
        ]
        # A group of headings above leaves most cells of the lower row to be known words.
        if (
            not plain
            or len(given) < 2
            or sum(known) < 0.8 * len(given)
            or not _explains(sheet, texts, look, block, given, below)
        ):
            break
        block.append(below)
    return block


def _is_title(sheet: Sheet, texts: list[str], row: int, given: NDArray[np.int64], label: int) -> bool:
    """A line over the labels, with at most a period beside it: "Statistikk over sykefravær | 2015"."""
    words = cell_text(sheet, texts, row, int(given[0]))
    names = any(meaning.startswith("dimension:") for meaning in meanings(words))
    return len(given) <= 2 and int(given[0]) == label and len(words.split()) > 1 and not names


def _is_meta(sheet: Sheet, texts: list[str], row: int, given: NDArray[np.int64]) -> bool:
    return cell_text(sheet, texts, row, int(given[0])).strip().endswith(":")


def _explains(
    sheet: Sheet, texts: list[str], look: NDArray[np.uint8], block: list[int], given: NDArray[np.int64], below: int
) -> bool:
    """The row goes on with the headings: it fills places the row above left open, or its words repeat."""
    open_above = [at for at in given if look[at, block[-1]] == Looks.NOTHING]
    words = [cell_text(sheet, texts, below, int(at)) for at in given]
    return len(open_above) >= 2 or (len(words) >= 4 and len(set(words)) <= len(words) / 2)


def _by_structure(sheet: Sheet, texts: list[str], look: NDArray[np.uint8], first: int) -> list[list[int]]:
    """Without a known word: the row of different texts right above the first row of numbers."""
    width = (look[:, first] != Looks.NOTHING).sum()
    if first == 0 or _gap(sheet, first):
        return []
    row = first - 1
    cells = [cell_text(sheet, texts, row, column) for column in range(len(sheet.columns))]
    given = [cell for cell in cells if cell]
    return [[row]] if len(given) >= max(2, 0.6 * width) and len(set(given)) == len(given) else []


def _heads(sheet: Sheet, texts: list[str], block: list[int]) -> list[tuple[str, ...]]:
    """The headings of each column; a heading that stands over several columns is given to each of them."""
    rows = [_filled(sheet, texts, row, last=row == block[-1]) for row in block]
    for above, below in pairwise(rows):
        _spread(above, below)
    heads = []
    for column in range(len(sheet.columns)):
        path = [row[column].strip() for row in rows]
        heads.append(tuple(text for place, text in enumerate(path) if text and text not in path[:place]))
    return heads


def _spread(above: list[str], below: list[str]) -> None:
    """A heading beside that of the labels stands over the headings below it up to the next one, merged or not."""
    places = [place for place, cell in enumerate(above) if cell]
    for place in range(places[0] + 2 if places else len(above), len(above)):
        if not above[place] and below[place] and above[place - 1] and below[place - 1] and place - 1 > places[0]:
            above[place] = above[place - 1]


def _filled(sheet: Sheet, texts: list[str], row: int, last: bool) -> list[str]:
    cells = [cell_text(sheet, texts, row, column) for column in range(len(sheet.columns))]
    own = int(sheet.rows[row])
    spans = [span for span in sheet.merged if span[0] <= own <= span[2] and span[3] > span[1]]
    for first_row, first, _, end in spans:
        source = next((place for place, at in enumerate(sheet.at) if at == first), None)
        if source is None or first_row != own:
            continue
        for place, at in enumerate(sheet.at):
            if first < at <= end and not cells[place]:
                cells[place] = cells[source]
    if not spans and not last:
        label = next((place for place, cell in enumerate(cells) if cell), 0)
        for place in range(max(label, 1) + 1, len(cells)):
            if not cells[place] and label >= 1:
                cells[place] = cells[place - 1]
    return cells
