"""Which rows of a table are units, and what the others are: sections, totals, means, parents, notes."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.columns import is_measure_label
from naervaer.ingest.distinct import different
from naervaer.ingest.tables import Looks, Table
from naervaer.ingest.words import row_kind
from naervaer.ingest.workbook import Kind, Sheet


# A label longer than this without a number beside it is a sentence.
LONGEST_HEADING = 80


@dataclass
class Rows:
    """The rows of a table, as places in the sheet.

    kept      rows that hold a unit's numbers
    label     the text place of each body row's label, -1 for none; same length as the table's body
    section   for each row kept the text place of the section it stands in, -1 for none
    skipped   (row, kind) for total, mean, target, forecast, change, comparison, parent, section
    parents   for each row kept the rows it stands under, outermost first; empty without a hierarchy
    """

    kept: NDArray[np.int64]
    label: NDArray[np.int32]
    section: NDArray[np.int32]
    skipped: list[tuple[int, str]] = field(default_factory=list)
    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)


def sort_rows(
    table: Table,
    sheet: Sheet,
    look: NDArray[np.uint8],
    texts: list[str],
    labels: list[int],
    measures: list[int],
    long: bool,
    said: list[int],
) -> Rows:
    """Sort the body rows of a table.

    labels    places of the columns whose text names the row, the unit's first
    measures  places of the columns of numbers
    long      periods stand in the rows, so a row without numbers is a gap, never a section
    said      places of the columns that say what is measured; their "Totalt" is a part, not a total row
    """
    body = table.body
    label = _labels(sheet, body, labels)
    valued, years = np.zeros(len(body), bool), np.zeros(len(body), bool)
    given = np.zeros(len(body), np.int64)
    for column, cells in enumerate(look[:, body]):
        given += cells != Looks.NOTHING
        if column in measures:
            valued |= (cells == Looks.VALUE) | (cells == Looks.MARK)
            years |= cells == Looks.PERIOD
    valued |= years & (label >= 0)
    kinds = _kinds(label, texts)
    if labels and not said:
        kinds = _parts_of_the_row_above(label, valued, kinds, texts)
    if labels:
        kinds = _kinds_written_once(sheet, labels[0], body, valued, kinds, texts)
    if said:
        label = np.where(label >= 0, label, _labels(sheet, body, said))
    skipped: list[tuple[int, str]] = []
    section = np.full(len(body), -1, np.int32)
    if not long and not valued.all():
        section, told = _sections(sheet, body, label, valued, given, kinds, texts)
        skipped += told
    counted = valued & (kinds == "")
    skipped += [(int(body[at]), str(kinds[at])) for at in np.flatnonzero(valued & (kinds != "") & (kinds != "note"))]
    counted |= valued & (kinds == "note")
    if long:
        counted |= ~valued & (given >= 3) & (kinds == "")
    kept = np.flatnonzero(counted)
    return Rows(body[kept], label, section[kept], sorted(skipped))


def _labels(sheet: Sheet, body: NDArray[np.int64], columns: list[int]) -> NDArray[np.int32]:
    label = np.full(len(body), -1, np.int32)
    for column in columns:
        cells = sheet.columns[column]
        open_still = (label < 0) & (cells.kind[body] == Kind.TEXT)
        label[open_still] = cells.text[body][open_still]
    return label


def _kinds(label: NDArray[np.int32], texts: list[str]) -> NDArray[np.str_]:
    codes, back = different(label)
    return np.array([row_kind(texts[code]) if code >= 0 else "" for code in codes], dtype="U12")[back]


def _parts_of_the_row_above(
    label: NDArray[np.int32], valued: NDArray[np.bool_], kinds: NDArray[np.str_], texts: list[str]
) -> NDArray[np.str_]:
    """ "Korttid" and "Langtid" below a unit's own numbers are parts of them, not units."""
    codes, back = different(label)
    says_measure = np.array([code >= 0 and is_measure_label(texts[code]) for code in codes])[back]
    named = valued & (label >= 0) & ~says_measure
    below = np.maximum.accumulate(named) & valued & says_measure
    return np.where(below & (kinds == ""), "other", kinds)


def _kinds_written_once(
    sheet: Sheet,
    column: int,
    body: NDArray[np.int64],
    valued: NDArray[np.bool_],
    kinds: NDArray[np.str_],
    texts: list[str],
) -> NDArray[np.str_]:
    """What a label that is written once for several rows makes of those below it: a total's "Mulige dagsverk" is a
    total's, too.
    """
    places = np.flatnonzero(valued)
    if not len(places):
        return kinds
    below = sheet.columns[column].kind[body[places]] == Kind.EMPTY
    written = _kinds(filled(sheet, column, body[places]), texts)
    kinds = kinds.copy()
    kinds[places] = np.where(below & (kinds[places] == "") & (written != "note"), written, kinds[places])
    return kinds


def filled(sheet: Sheet, column: int, kept: NDArray[np.int64]) -> NDArray[np.int32]:
    """A column of labels; one that is written once for several rows (merged, or mostly empty) is given to each of
    them.
    """
    cells = sheet.columns[column]
    text = np.where(cells.kind[kept] == Kind.TEXT, cells.text[kept], -1).astype(np.int32)
    empty = text < 0
    if not empty.any() or empty.all():
        return text
    own = sheet.at[column]
    merged = [span for span in sheet.merged if span[1] <= own <= span[3] and span[2] > span[0]]
    whole = cells.text[: kept[-1] + 1].copy()
    whole[cells.kind[: kept[-1] + 1] != Kind.TEXT] = -1
    if merged:
        numbers = sheet.rows
        for first, _, last, _ in merged:
            covered = np.flatnonzero((numbers[kept] >= first) & (numbers[kept] <= last) & empty)
            top = np.searchsorted(numbers, first)
            if top < len(whole) and numbers[top] == first:
                text[covered] = whole[top]
    elif empty.mean() >= 0.5:
        place = np.maximum.accumulate(np.where(whole >= 0, np.arange(len(whole)), -1))
        source = place[kept]
        text = np.where((text < 0) & (source >= 0), whole[np.maximum(source, 0)], text).astype(np.int32)
    return text


def _sections(
    sheet: Sheet,
    body: NDArray[np.int64],
    label: NDArray[np.int32],
    valued: NDArray[np.bool_],
    given: NDArray[np.int64],
    kinds: NDArray[np.str_],
    texts: list[str],
) -> tuple[NDArray[np.int32], list[tuple[int, str]]]:
    """The section each row stands in: the last heading without numbers above it."""
    section = np.full(len(body), -1, np.int32)
    told: list[tuple[int, str]] = []
    if not valued.any():
        return section, told
    last = int(np.flatnonzero(valued)[-1])
    current = -1
    for at in range(last + 1):
        alone = not valued[at] and label[at] >= 0 and given[at] <= 2 and len(texts[label[at]]) <= LONGEST_HEADING
        if alone and kinds[at] in ("", "comparison") and _opens(sheet, body, valued, kinds, at):
            current = int(label[at])
            told.append((int(body[at]), "section"))
        section[at] = current
    return section, told


def _opens(sheet: Sheet, body: NDArray[np.int64], valued: NDArray[np.bool_], kinds: NDArray[np.str_], at: int) -> bool:
    """A heading stands first, after an empty row, after a total, or under another heading; else it is a unit
    without numbers.
    """
    if at == 0 or not valued[:at].any():
        return True
    gap = int(sheet.rows[body[at]] - sheet.rows[body[at - 1]]) > 1
    first_was_heading = not valued[0]
    return gap or kinds[at - 1] != "" or not valued[at - 1] or first_was_heading


def levels(sheet: Sheet, column: int, rows: NDArray[np.int64], texts: list[str]) -> NDArray[np.int64] | None:
    """How far in each row's label stands, by the cell's indentation or by leading spaces; None when all stand alike."""
    indent = sheet.indent.get(sheet.at[column])
    depth = indent[rows].astype(np.int64) if indent is not None else np.zeros(len(rows), np.int64)
    cells = sheet.columns[column]
    for at, row in enumerate(rows):
        if cells.kind[row] == Kind.TEXT:
            text = texts[cells.text[row]]
            depth[at] += len(text) - len(text.lstrip(" \u00a0\t\u2003"))
    return depth if len(np.unique(depth)) > 1 else None


def under(depth: NDArray[np.int64]) -> list[tuple[int, ...]]:
    """For each row the rows it stands under, outermost first, from how far in they stand."""
    found: list[tuple[int, ...]] = []
    stack: list[int] = []
    for at, level in enumerate(depth):
        while stack and depth[stack[-1]] >= level:
            stack.pop()
        found.append(tuple(stack))
        stack.append(at)
    return found


# In one column alone a sum may be chance: so large a share of the rows must fall into place, under several parents.
SHARE_IN_PLACE = 0.8


def sums_below(values: NDArray[np.float64]) -> list[tuple[int, ...]] | None:
    """For each row the rows it stands under, where a row is the sum of the rows right below it; None when no row is.

    values  rows x columns that may be added; a parent must hold in at least two columns, so that chance does not make
            one, and where there is one column only nearly all rows must fall into place
    """
    usable = values[:, np.isfinite(values).sum(axis=0) >= 3]
    if not usable.shape[1] or len(usable) < 3:
        return None
    needed = min(2, usable.shape[1])
    children = _children(usable, needed, fewest=2)
    if children:
        # Where some rows are sums, one that repeats the row below it is the sum of a single one.
        children = _children(usable, needed, fewest=1)
    above = {child: parent for parent, own in children.items() for child in own}
    if not children or (
        needed == 1 and (len(children) < 2 or len(children.keys() | above) < SHARE_IN_PLACE * len(usable))
    ):
        return None
    return [_line(at, above) for at in range(len(usable))]


def _children(usable: NDArray[np.float64], needed: int, fewest: int) -> dict[int, list[int]]:
    """The rows that each sum is made of, from the last row upwards."""
    open_nodes: list[int] = []
    children: dict[int, list[int]] = {}
    for at in range(len(usable) - 1, -1, -1):
        sum_so_far = np.zeros(usable.shape[1])
        for many, node in enumerate(reversed(open_nodes), 1):
            sum_so_far = sum_so_far + np.nan_to_num(usable[node])
            if many >= fewest and _same(usable[at], sum_so_far, many, needed):
                children[at] = [open_nodes.pop() for _ in range(many)]
                break
            if (sum_so_far > np.nan_to_num(usable[at], nan=np.inf) + 1).any():
                break
        open_nodes.append(at)
    return children


def _same(parent: NDArray[np.float64], total: NDArray[np.float64], many: int, needed: int) -> bool:
    given = np.isfinite(parent) & (parent > 0)
    return int(given.sum()) >= needed and bool((np.abs(parent - total)[given] <= 0.051 * many**0.5).all())


def _line(at: int, above: dict[int, int]) -> tuple[int, ...]:
    line: list[int] = []
    while at in above:
        at = above[at]
        line.insert(0, at)
    return tuple(line)
