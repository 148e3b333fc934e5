"""Which level of an organisation the units are: a parent row is never counted beside its children."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.columns import TIME, Role
from naervaer.ingest.distinct import different
from naervaer.ingest.facts import GRANULARITIES, Reading
from naervaer.ingest.merging import Merged
from naervaer.ingest.notes import REFUSES, Findings, cell_at
from naervaer.ingest.numbers import percent_of_texts
from naervaer.ingest.periods import plain
from naervaer.ingest.privacy import is_place
from naervaer.ingest.rows import Rows, levels, sums_below, under
from naervaer.ingest.units import codes_below, leading_codes
from naervaer.ingest.workbook import Kind
from naervaer.model import MONTHS_IN, cell_name, spelling_key


# Fewer "units" of one person each may be a municipality's smallest offices; more of them are a list of persons.
FEWEST_PERSONS = 5
SHARE_OF_PERSONS = 0.8
# No month has more days from Monday to Friday.
MOST_WORKING_DAYS = 23
# The level no row stands under another from; it is what is read until a person chooses another.
LOWEST = "lowest"
# No row is part of another: what looked like levels are units beside each other.
EVERY = "every"
# So many names tell a person which level is meant.
NAMES_OF_A_LEVEL = 3
# Sums are looked for among the rows below each row; more rows than this are an export, not a tree.
MOST_ROWS_OF_A_TREE = 3_000
ADDED = ("lost_days", "possible_days", "lost_hours", "possible_hours")


def choose_level(rows: Rows, found: list[Role], reading: Reading) -> None:
    """Leave out the rows that other rows are part of, by how far in they stand, their numbers or their codes.

    The lowest level is read until a person has chosen another; what lies under a level chosen is in its numbers.
    """
    unit = next((at for at, role in enumerate(found) if role.what == "unit"), None)
    if unit is None or len(rows.kept) < 3 or any(role.what in (*TIME, "measure_label", "part") for role in found):
        return
    lines = _lines(rows, found, reading, unit)
    parents = {parent for line in lines or [] for parent in line}
    if lines is None or not parents:
        return
    sheet, kept = reading.sheet, rows.kept
    leaf = np.array([at not in parents for at in range(len(kept))])
    options = _options(lines, leaf, lambda chosen: _names(reading, unit, kept[chosen]))
    answer = reading.findings.suggest(
        "LEVEL_CHOICE",
        f"LEVEL_CHOICE:{sheet.name}",
        options,
        sheet.name,
        cell_at(sheet, int(kept[sorted(parents)[0]]), unit),
        n=len(parents),
        units=int(leaf.sum()),
    )
    if answer == EVERY:
        return
    chosen = _chosen(answer, lines, leaf)
    above = {parent for at in np.flatnonzero(chosen).tolist() for parent in lines[at]}
    rows.parents = {int(kept[at]): tuple(int(kept[parent]) for parent in line) for at, line in enumerate(lines)}
    rows.skipped += [(int(kept[at]), "parent" if at in above else "below") for at in np.flatnonzero(~chosen).tolist()]
    rows.kept, rows.section = kept[chosen], rows.section[chosen]


def _options(
    lines: list[tuple[int, ...]], leaf: NDArray[np.bool_], named: Callable[[NDArray[np.bool_]], str]
) -> dict[str, str]:
    """The levels of a tree that may be read, each with the names that tell a person which it is."""
    depth = np.array([len(line) for line in lines])
    options = {LOWEST: named(leaf)}
    for level in range(int(depth.max())):
        at_level = (depth == level) | (leaf & (depth < level))
        if at_level.sum() > 1 and not leaf[depth == level].all():
            options[f"level_{level + 1}"] = named(depth == level)
    if len(options) == 1:
        options[EVERY] = ""
    return options


def _chosen(answer: str, lines: list[tuple[int, ...]], leaf: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rows of the level answered; a row without a level below it stands for itself on every lower one."""
    if answer == LOWEST:
        return leaf
    depth = np.array([len(line) for line in lines])
    level = int(answer.removeprefix("level_")) - 1
    return (depth == level) | (leaf & (depth < level))


def _lines(rows: Rows, found: list[Role], reading: Reading, unit: int) -> list[tuple[int, ...]] | None:
    """For each row the rows it stands under, outermost first; None where the table is no tree."""
    depth = levels(reading.sheet, unit, rows.kept, reading.texts)
    if depth is not None:
        return under(depth)
    if len(rows.kept) > MOST_ROWS_OF_A_TREE:
        return None
    additive = [at for at, role in enumerate(found) if role.measure and role.measure.name in ADDED]
    if additive:
        numbers = [percent_of_texts(reading.sheet, at, rows.kept, reading.values) for at in additive]
        if (sums := sums_below(np.stack(numbers, axis=1))) is not None:
            return sums
    return codes_below(leading_codes(reading, found, unit, rows.kept))


def _names(reading: Reading, unit: int, rows: NDArray[np.int64]) -> str:
    """The first names of a level and how many it has, as an answer to choose: "Oppvekst, Helse (2)"."""
    cells = reading.sheet.columns[unit]
    texts = [reading.texts[cells.text[row]].strip() for row in rows[:NAMES_OF_A_LEVEL] if cells.kind[row] == Kind.TEXT]
    return f"{', '.join(texts)}{' …' if len(rows) > len(texts) else ''} ({len(rows)})"


def without_parents(rows: Merged, names: list[str], findings: Findings) -> Merged:
    """The rows without units that bear the name of an area that other units are in: they are counted in those units."""
    # Names are compared once each and rows by number: a large file has a million rows and a thousand names.
    keys = np.array([*(spelling_key(name) for name in names), ""])  # -1, no name, reaches the empty one
    _, number = np.unique(keys, return_inverse=True)
    unit, area, nothing = number[rows.unit], number[rows.area], number[-1]
    parents = np.isin(unit, np.unique(area[(area != unit) & (area != nothing)]))
    if not parents.any() or parents.all():
        return rows
    sheet, cell = _where(rows, np.flatnonzero(parents))
    above, below = (list(dict.fromkeys(names[place] for place in rows.unit[own])) for own in (parents, ~parents))
    options = {option: _some(own) for option, own in ((LOWEST, below), ("level_1", above))}
    answer = findings.suggest(
        "LEVEL_CHOICE", f"LEVEL_CHOICE:{sheet}", options, sheet, cell, n=len(above), units=len(below)
    )
    if answer == LOWEST:
        return rows.only(~parents)
    # What an area has no row of its own for stays counted in its units.
    counted = np.isin(area, np.unique(unit[parents])) & ~parents
    return rows.only(~counted)


def without_sums(rows: Merged, names: list[str], findings: Findings) -> Merged:
    """The rows without units that other units are part of, where periods stand in the rows: by their days in all
    periods, else by their codes where there are no days.
    """
    units, of_row = different(rows.unit)
    if not 3 <= len(units) <= MOST_ROWS_OF_A_TREE or any(found.code == "LEVEL_CHOICE" for found in findings.told()):
        return rows
    first = np.full(len(units), len(of_row))
    np.minimum.at(first, of_row, np.arange(len(of_row)))
    order = np.argsort(first, kind="stable")
    lines = _lines_of_units(rows, names, of_row, order, first)
    if lines is None:
        return rows
    parents = {parent for line in lines for parent in line}
    leaf = np.array([at not in parents for at in range(len(order))])
    called = [names[place] for place in units[order]]
    options = _options(lines, leaf, lambda chosen: _some([called[at] for at in np.flatnonzero(chosen)]))
    sheet, cell = _where(rows, first[order[sorted(parents)]])
    values = {"n": len(parents), "units": int(leaf.sum())}
    answer = findings.suggest("LEVEL_CHOICE", f"LEVEL_CHOICE:{sheet}", options, sheet, cell, **values)
    if answer == EVERY:
        return rows
    chosen = np.zeros(len(units), bool)
    chosen[order] = _chosen(answer, lines, leaf)
    above = np.full(len(units), -1, np.int32)
    above[order] = [units[order[line[-1]]] if line else -1 for line in lines]
    rows.area = np.where(rows.area < 0, above[of_row], rows.area).astype(np.int32)
    return rows.only(chosen[of_row])


def _lines_of_units(
    rows: Merged, names: list[str], of_row: NDArray[np.int64], order: NDArray[np.int64], first: NDArray[np.int64]
) -> list[tuple[int, ...]] | None:
    """For each unit in the order met the units it stands under, outermost first; None where none is part of another."""
    periods, of_period = different(rows.period)
    kinds, of_kind = different(rows.part)
    at = of_period * len(kinds) + of_kind
    added = []
    for measure in ("lost_days", "possible_days"):
        values = np.full((len(order), len(periods) * len(kinds)), np.nan)
        values[of_row, at] = rows.value[measure]
        added.append(values[order])
    both = np.concatenate(added, axis=1)
    if np.isfinite(both).any():
        return sums_below(both)
    own = rows.code[first[order]]
    codes = [names[place] if place >= 0 else "" for place in own]
    if len({len(code) for code in codes}) == 1:
        return None  # 2100 and 2110 may well be neighbours; 21 and 210 are not
    return codes_below(codes)


def _some(called: list[str]) -> str:
    return f"{', '.join(called[:NAMES_OF_A_LEVEL])}{' …' if len(called) > NAMES_OF_A_LEVEL else ''} ({len(called)})"


def look_for_single_persons(rows: Merged, names: list[str], findings: Findings) -> None:
    """Refuse a file in which nearly every "unit" is one person, whatever it is called: it has one employee, or no more
    possible days or full-time positions than one person and no name of a place of work.
    """
    if not len(rows.unit):
        return
    with np.errstate(invalid="ignore"):
        several = np.unique(rows.unit[rows.value["employees"] > 1])
    places = np.array([_is_of_a_place(name) for name in names] + [False])
    for measure, most in _of_one_person(rows).items():
        values = rows.value[measure]
        known = np.isfinite(values)
        units, place = np.unique(rows.unit[known], return_inverse=True)
        share = np.zeros(len(units))
        np.maximum.at(share, place, values[known] / most[known])
        single = (share <= 1) & ((measure == "employees") | ~(places[units] | np.isin(units, several)))
        if single.sum() >= FEWEST_PERSONS and single.mean() >= SHARE_OF_PERSONS:
            sheet, cell = _where(rows, np.flatnonzero(known))
            column = cell.rstrip("0123456789")
            n = len(units)
            findings.add("PERSON_DATA", REFUSES, sheet, cell, what="names", where="column", column=column, n=n)
            return


def _of_one_person(rows: Merged) -> dict[str, NDArray[np.float64]]:
    """The most that one person can have of each measure in each row's period."""
    months = np.array([MONTHS_IN.get(granularity, 12) for granularity in GRANULARITIES])[np.maximum(rows.period, 0) % 8]
    one = np.ones(len(rows.unit))
    return {"employees": one, "fte": one, "possible_days": MOST_WORKING_DAYS * months}


def _is_of_a_place(name: str) -> bool:
    return is_place(plain(name).replace("/", " ").split())


def _where(rows: Merged, chosen: NDArray[np.int64]) -> tuple[str, str]:
    """Sheet and first cell of the first of the rows."""
    first = int(chosen[0])
    places = [int(at[first]) for at in rows.at.values() if at[first] >= 0]
    return rows.words[rows.sheet[first]], cell_name(min(places)) if places else ""
