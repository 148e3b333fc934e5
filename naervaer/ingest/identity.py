"""One unit or several: the same code under a new name is one unit, the same name with two codes or areas is two."""

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.distinct import distinct
from naervaer.ingest.merging import Merged
from naervaer.ingest.notes import TELLS, Findings
from naervaer.ingest.units import UnitNames


# More codes with several names than this are no codes of units, but of something units share.
MOST_RENAMED_SHARE = 0.2


def identified(rows: Merged, names: UnitNames, findings: Findings) -> Merged:
    """The rows with one name for each unit."""
    if not len(rows.unit):
        return rows
    for other in (rows.code, rows.area):
        _tell_apart(rows, other, names, findings)
    _join_renamed(rows, names, findings)
    return rows


def _tell_apart(rows: Merged, other: NDArray[np.int32], names: UnitNames, findings: Findings) -> None:
    """A name that stands for one period with two codes (or in two areas) is that of two units."""
    known = np.flatnonzero((rows.unit >= 0) & (other >= 0))
    pairs = distinct(rows.unit[known], other[known])[0]
    units, counts = np.unique(pairs[:, 0], return_counts=True) if len(pairs) else (np.array([]), np.array([]))
    for unit in units[counts > 1].tolist():
        own = known[rows.unit[known] == unit]
        times = distinct(rows.period[own], rows.part[own], rows.sheet[own])[0]
        both = distinct(rows.period[own], rows.part[own], rows.sheet[own], other[own])[0]
        if len(both) == len(times):
            continue
        called = []
        for code in np.unique(other[own]).tolist():
            mine = own[other[own] == code]
            of_area = other is rows.area
            name = f"{names.list[code]} / {names.list[unit]}" if of_area else f"{names.list[unit]} ({names.list[code]})"
            rows.unit[mine] = names.place(name)
            called.append(name)
        first = int(own[0])
        places = [int(at[first]) for at in rows.at.values() if at[first] >= 0]
        cell = rows.cell(first, *rows.at) if places else ""
        findings.add("SAME_NAME", TELLS, rows.words[rows.sheet[first]], cell, unit=names.list[unit], names=called[:4])


def _join_renamed(rows: Merged, names: UnitNames, findings: Findings) -> None:
    """One code whose names never stand for the same period is one unit that got a new name."""
    known = np.flatnonzero((rows.unit >= 0) & (rows.code >= 0) & (rows.period >= 0))
    pairs = distinct(rows.code[known], rows.unit[known])[0]
    codes, counts = np.unique(pairs[:, 0], return_counts=True) if len(pairs) else (np.array([]), np.array([]))
    several = codes[counts > 1].tolist()
    if len(several) > max(1, MOST_RENAMED_SHARE * len(codes)):
        return
    for code in several:
        own = known[rows.code[known] == code]
        times = distinct(rows.period[own], rows.part[own])[0]
        both = distinct(rows.period[own], rows.part[own], rows.unit[own])[0]
        units = np.unique(rows.unit[own]).tolist()
        last = {unit: int(rows.period[own][rows.unit[own] == unit].max()) for unit in units}
        called = sorted(units, key=last.__getitem__)
        values = {"code": names.list[code], "names": [names.list[unit] for unit in called]}
        if len(both) > len(times) and not _repeated(rows, own):
            continue
        options = {"single": "", "several": ""}
        answer = findings.suggest("RENAMED_UNIT", f"RENAMED_UNIT:{names.list[code]}", options, "", "", **values)
        if answer == "single":
            rows.unit[own] = called[-1]


def _repeated(rows: Merged, own: NDArray[np.int64]) -> bool:
    """Whether what the names have in common are the same numbers, so that it is one unit spelled in two ways."""
    keys, back = distinct(rows.period[own], rows.part[own])
    for values in rows.value.values():
        low, high = np.full(len(keys), np.inf), np.full(len(keys), -np.inf)
        known = np.isfinite(values[own])
        np.minimum.at(low, back[known], values[own][known])
        np.maximum.at(high, back[known], values[own][known])
        if (high - low > 1e-9).any():
            return False
    return True
