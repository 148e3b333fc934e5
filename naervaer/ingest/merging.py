"""The blocks of all tables as one set of rows: one for each unit, period and part."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.facts import BAD_PERIOD, NO_PERIOD, ROUNDING, Block, period_named
from naervaer.ingest.notes import TELLS, Findings
from naervaer.ingest.units import UnitNames
from naervaer.model import MEASURES, cell_name


@dataclass
class Merged:
    """The rows; text stands as places in UnitNames' list, part and sheet as places in `words`."""

    unit: NDArray[np.int32]
    area: NDArray[np.int32]
    code: NDArray[np.int32]
    period: NDArray[np.int64]
    preliminary: NDArray[np.bool_]
    part: NDArray[np.int32]
    sheet: NDArray[np.int32]
    value: dict[str, NDArray[np.float64]]
    at: dict[str, NDArray[np.int64]]
    words: list[str]

    def only(self, keep: NDArray[np.bool_] | NDArray[np.int64]) -> "Merged":
        """The rows kept, or the rows in this order."""
        return Merged(
            self.unit[keep],
            self.area[keep],
            self.code[keep],
            self.period[keep],
            self.preliminary[keep],
            self.part[keep],
            self.sheet[keep],
            {name: values[keep] for name, values in self.value.items()},
            {name: places[keep] for name, places in self.at.items()},
            self.words,
        )

    def cell(self, row: int, *measures: str) -> str:
        """Where the first of these measures of a row stands."""
        return next((cell_name(self.at[name][row]) for name in measures if self.at[name][row] >= 0), "")


def together(blocks: list[Block]) -> Merged:
    """All blocks one after another."""
    words: list[str] = []

    def word(text: str) -> int:
        if text not in words:
            words.append(text)
        return words.index(text)

    lengths = [len(block.unit) for block in blocks]

    def column(name: str, kind: type) -> NDArray[np.generic]:
        return np.concatenate([getattr(block, name) for block in blocks]) if blocks else np.empty(0, kind)

    value = {}
    at = {}
    for measure in MEASURES:
        value[measure] = np.concatenate(
            [block.value.get(measure, np.full(size, np.nan)) for block, size in zip(blocks, lengths, strict=True)]
            or [np.empty(0)]
        )
        at[measure] = np.concatenate(
            [block.at.get(measure, np.full(size, -1)) for block, size in zip(blocks, lengths, strict=True)]
            or [np.empty(0)]
        ).astype(np.int64)
    return Merged(
        column("unit", np.int32),  # type: ignore[arg-type]
        column("area", np.int32),  # type: ignore[arg-type]
        column("code", np.int32),  # type: ignore[arg-type]
        column("period", np.int64),  # type: ignore[arg-type]
        column("preliminary", np.bool_),  # type: ignore[arg-type]
        np.repeat(np.array([word(block.part) for block in blocks], np.int32), lengths),
        np.repeat(np.array([word(block.sheet) for block in blocks], np.int32), lengths),
        value,
        at,
        words,
    )


def merged(rows: Merged, names: UnitNames, findings: Findings) -> Merged:
    """One row for each unit, period and part. What is given twice alike is kept once; what is given twice
    differently is asked.
    """
    if not len(rows.unit):
        return rows
    key = (rows.unit.astype(np.int64) * (rows.period.max() + 9) + rows.period) * len(rows.words) + rows.part
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0])
    if len(starts) == len(key):
        return rows
    group = np.empty(len(key), np.int64)
    group[order] = np.cumsum(np.r_[0, np.diff(key[order]) != 0])
    sizes = np.diff(np.r_[starts, len(order)])
    conflict = np.zeros(len(starts), bool)
    twice = np.zeros(len(starts), bool)
    result = rows.only(order[starts])
    for measure in MEASURES:
        values = rows.value[measure][order]
        given = np.isfinite(values)
        low = np.fmin.reduceat(values, starts)
        high = np.fmax.reduceat(values, starts)
        conflict |= (high - low > ROUNDING) & (measure not in ("employees", "fte"))
        twice |= np.add.reduceat(given.astype(np.int64), starts) > 1
        first = np.minimum.reduceat(np.where(given, np.arange(len(values)), len(values)), starts)
        source = order[np.minimum(first, len(order) - 1)]
        result.value[measure] = np.where(np.isfinite(low), rows.value[measure][source], np.nan)
        result.at[measure] = np.where(np.isfinite(low), rows.at[measure][source], -1)
    for name in ("area", "code"):
        values = getattr(rows, name)[order]
        setattr(result, name, np.maximum.reduceat(values, starts))
    _tell_twice(rows, order, starts, sizes, twice & ~conflict, names, findings)
    chosen = _ask(rows, order, starts, sizes, np.flatnonzero(conflict), names, findings)
    for place, row in chosen.items():
        for measure in MEASURES:
            result.value[measure][place] = rows.value[measure][row]
            result.at[measure][place] = rows.at[measure][row]
        conflict[place] = False
    # Rows in the order they were met in the file.
    kept = np.flatnonzero(~conflict)
    return result.only(kept[np.argsort(order[starts][kept], kind="stable")])


def _tell_twice(
    rows: Merged,
    order: NDArray[np.int64],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    twice: NDArray[np.bool_],
    names: UnitNames,
    findings: Findings,
) -> None:
    """The same numbers twice are told once for each pair of sheets."""
    counted: dict[tuple[int, int], tuple[int, int]] = {}
    for place in np.flatnonzero(twice):
        members = order[starts[place] : starts[place] + sizes[place]]
        pair = (int(rows.sheet[members[0]]), int(rows.sheet[members[-1]]))
        first, count = counted.get(pair, (int(members[-1]), 0))
        counted[pair] = (first, count + 1)
    for (first_sheet, sheet), (row, count) in counted.items():
        code = "DUPLICATE_IDENTICAL"
        values = {"n": count, "first_sheet": rows.words[first_sheet], "unit": names.list[rows.unit[row]]}
        findings.add(code, TELLS, rows.words[sheet], rows.cell(row, *MEASURES), **values)


def _ask(
    rows: Merged,
    order: NDArray[np.int64],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    places: NDArray[np.int64],
    names: UnitNames,
    findings: Findings,
) -> dict[int, int]:
    """Ask which of two different numbers is right; the rows answered for."""
    chosen = {}
    for place in places.tolist():
        members = order[starts[place] : starts[place] + sizes[place]].tolist()
        measure = _differing(rows, members)
        options: dict[str, Any] = {}
        for row in members:
            if np.isfinite(rows.value[measure][row]):
                where = f"{rows.words[rows.sheet[row]]}!{cell_name(rows.at[measure][row])}"
                options[where] = [float(rows.value[measure][row]), where]
        last = members[-1]
        question = "DUPLICATE_CONFLICT:" + "|".join(options)
        values = {
            "unit": names.list[rows.unit[last]],
            "period": period_named(rows.period[last]),
            "values": list(options.values()),
        }
        answer = findings.ask(
            "DUPLICATE_CONFLICT", question, options, rows.words[rows.sheet[last]], rows.cell(last, measure), **values
        )
        if answer:
            chosen[place] = members[list(options).index(answer)]
    return chosen


def _differing(rows: Merged, members: list[int]) -> str:
    for measure in MEASURES:
        values = rows.value[measure][members]
        values = values[np.isfinite(values)]
        if len(values) and values.max() - values.min() > ROUNDING:
            return measure
    raise AssertionError("a conflict has a measure that differs")


def with_period(rows: Merged) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Rows whose period is whole, and rows whose period cannot be."""
    return rows.period >= 0, rows.period == BAD_PERIOD


def without_period(rows: Merged) -> NDArray[np.bool_]:
    """Rows that say nothing of their year."""
    return rows.period == NO_PERIOD
