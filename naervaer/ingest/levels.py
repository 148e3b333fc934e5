"""Who a row is about, seen over the whole file: a service area beside its own units, or one person."""

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.merging import Merged
from naervaer.ingest.notes import REFUSES, WARNS, Findings
from naervaer.model import cell_name, spelling_key


# Fewer "units" of one person each may be a municipality's smallest offices; more of them are a list of persons.
FEWEST_PERSONS = 5
SHARE_OF_PERSONS = 0.8


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
    findings.add(
        "LEVEL_CHOICE",
        WARNS,
        sheet,
        cell,
        n=len(np.unique(rows.unit[parents])),
        units=len(np.unique(rows.unit[~parents])),
    )
    return rows.only(~parents)


def look_for_single_persons(rows: Merged, findings: Findings) -> None:
    """Refuse a file in which nearly every "unit" has one employee: its rows are persons, whatever they are called."""
    people = rows.value["employees"]
    known = np.isfinite(people)
    if not known.any():
        return
    units, place = np.unique(rows.unit[known], return_inverse=True)
    most = np.zeros(len(units))
    np.maximum.at(most, place, people[known])
    single = most <= 1
    if single.sum() >= FEWEST_PERSONS and single.mean() >= SHARE_OF_PERSONS:
        sheet, cell = _where(rows, np.flatnonzero(known))
        column = cell.rstrip("0123456789")
        findings.add("PERSON_DATA", REFUSES, sheet, cell, what="names", where="column", column=column, n=len(units))


def _where(rows: Merged, chosen: NDArray[np.int64]) -> tuple[str, str]:
    """Sheet and first cell of the first of the rows."""
    first = int(chosen[0])
    places = [int(at[first]) for at in rows.at.values() if at[first] >= 0]
    return rows.words[rows.sheet[first]], cell_name(min(places)) if places else ""
