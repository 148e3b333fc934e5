"""Hides groups so small that a figure says something about a person, and the next figure that would give them away.

The rule is NAV's: statistics on fewer than five persons are personal data and are masked, and over several periods the
highest head count decides (navikt/pia-sykefravarsstatistikk, Konstanter.kt). A total minus the units shown beside it
must not give a hidden unit back either.

Each unit that must be hidden is put in a block with others that are hidden with it, so many that the block is large
enough (microaggregation: Hundepool et al. 2012, Statistical Disclosure Control, ch. 3). A figure may be made of units
that are shown and of blocks, never of a part of a block. Then whatever is published, of whatever units and periods and
however it is combined, is the same when days are moved from one unit of a block to another in one period; so nothing
can tell whose they are. No sum needs to know of any other. tests/analysis/test_disclosure_control.py attacks it.
"""

import warnings
from collections.abc import Sequence

import numpy as np


FEWEST_EMPLOYEES = 5  # NAV, as above
# For files that leave the house and are read by those who know the unit: twice NAV's limit, because one who was among
# nine and knows of most of the others learns about the rest (dominance: Hundepool et al. 2012, ch. 4).
FEWEST_OUTSIDE = 10
DAYS_PER_EMPLOYEE = 230  # possible days a year; five employees are 1 150 days (METHODS section 1)

TOO_FEW = "too_few"
PROTECTS_OTHERS = "protects_others"

FREE = -1  # the block of a unit that is in none, and so may be shown


def size(employees: np.ndarray, fte: np.ndarray, possible: np.ndarray, per_year: int) -> np.ndarray:
    """(U,) persons per unit; NaN when nothing tells. Arguments are (U, T).

    The highest head count; else the highest full-time equivalents, which are never more than the persons; else possible
    days a year over DAYS_PER_EMPLOYEE.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a row without a single number has no maximum and no mean
        persons, positions = np.nanmax(employees, 1, initial=-np.inf), np.nanmax(fte, 1, initial=-np.inf)
        days = (
            np.nanmean(possible, 1) * per_year / DAYS_PER_EMPLOYEE
            if possible.shape[1]
            else np.full(len(possible), np.nan)
        )
    return np.where(persons >= 0, persons, np.where(positions >= 0, positions, days))


def protect(
    sizes: np.ndarray,
    present: np.ndarray,
    groups: Sequence[np.ndarray],
    limit: float,
    *,
    preferred: Sequence[np.ndarray] = (),
    within: np.ndarray | None = None,
) -> np.ndarray:
    """(U,) the block of each unit, FREE for one that may be shown; every unit under the limit is in a block.

    sizes      (U,) persons; NaN is unknown and counts as large enough
    present    (U, T) unit-periods that enter sums
    groups     G times (U,) the units of a sum that cannot be shown when it holds a part of a block: as few as can be
    preferred  K times (U,) the units of a sum that leaves out what it would hold but a part of: few, too
    within     (U,) blocks of a lower limit, each kept together in one block here; a file for outside must not tell
               those inside, who see more units, what the blocks there hide
    """
    n = len(sizes)
    block = np.full(n, FREE) if within is None else within.copy()
    persons = np.minimum(np.where(np.isnan(sizes), np.inf, sizes), limit)  # more than enough is as good as enough
    alone = (persons < limit) & (block == FREE)
    block[alone] = np.flatnonzero(alone)
    sums, n_lost = np.array([*groups, *preferred], float).reshape(-1, max(n, 1)), len(groups)
    for own in np.unique(block[block != FREE]):
        while (inside := block == own).any() and persons[inside].sum() < limit:
            other = _companions(inside, block, persons, sizes, present, sums, n_lost, limit)
            if other is None:
                break
            block[other] = own
    return block


def _companions(
    inside: np.ndarray,
    block: np.ndarray,
    persons: np.ndarray,
    sizes: np.ndarray,
    present: np.ndarray,
    sums: np.ndarray,
    n_lost: int,
    limit: float,
) -> np.ndarray | None:
    """(U,) the unit or block that costs least to be hidden together with a block, or None where nobody is left."""
    party = np.where(block == FREE, np.arange(len(block)), block)
    candidates = np.unique(party[present.any(1) & (persons > 0) & ~inside])
    if not len(candidates):
        return None

    def together(values: np.ndarray) -> np.ndarray:
        summed = np.zeros(values.shape)
        np.add.at(summed, party, values)
        return summed[candidates]

    # Sums that come to hold a part of a block and did not before.
    n, others = inside.sum(), together(np.ones(len(block)))
    held, held_by_others = (sums @ inside)[:, None], together(sums.T).T
    was = ((held > 0) & (held < n)) | ((held_by_others > 0) & (held_by_others < others))
    held = held + held_by_others
    split = (held > 0) & (held < n + others) & ~was
    lost = split[:n_lost]
    # Periods in which somebody of the block would stand too much alone, and in which not all of it would be there.
    there = present[inside].sum(0) + together(present)
    enough = persons[inside] @ present[inside] + together(persons[:, None] * present) >= limit
    cost = (
        together(np.where(np.isnan(sizes), np.inf, sizes)),
        ((there > 0) & (there < n + others[:, None])).sum(1),
        together(block == FREE),
        split[n_lost:].sum(0),
        (present[inside & (persons < limit)].any(0) & ~enough).sum(1),
        (sums[:n_lost] @ np.nan_to_num(sizes)) @ lost,
        lost.sum(0),
    )
    return np.asarray(party == candidates[np.lexsort(cost)[0]])


def splits(block: np.ndarray, units: np.ndarray) -> bool:
    """Whether a sum of the (U,) units would hold a part of a block."""
    inside = np.isin(block, block[units]) & (block != FREE)
    return bool((inside & ~units).any())


def countable(block: np.ndarray, sizes: np.ndarray, present: np.ndarray, limit: float) -> np.ndarray:
    """(U, T) unit-periods that may be counted in a sum: those of which enough people of the block are there.

    Where none of the units under the limit has figures, nobody is given away.
    """
    may = np.ones(present.shape, bool)
    for own in np.unique(block[block != FREE]):
        inside = np.flatnonzero(block == own)
        there = present[inside]
        persons = np.where(np.isnan(sizes[inside]), limit, sizes[inside])
        may[inside] = (persons @ there >= limit) | ~there[persons < limit].any(0)
    return may


def entire(block: np.ndarray, cells: np.ndarray, present: np.ndarray) -> np.ndarray:
    """(U, T) the unit-periods `cells` without those of blocks of which others are there (`present`) and not in them."""
    kept = cells.copy()
    for own in np.unique(block[block != FREE]):
        inside = np.flatnonzero(block == own)
        kept[inside] &= ~(present[inside] & ~cells[inside]).any(0)
    return kept
