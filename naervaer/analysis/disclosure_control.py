"""Hides groups so small that a figure says something about a person, and the next figure that would give them away.

The rule is NAV's: statistics on fewer than five persons are personal data and are masked, and over several periods the
highest head count decides (navikt/pia-sykefravarsstatistikk, Konstanter.kt). A published total minus the units shown
beside it must not give a hidden unit back either; every such subtraction is tried here as linear algebra, not only the
obvious ones.
"""

import warnings
from dataclasses import dataclass

import numpy as np


FEWEST_EMPLOYEES = 5  # NAV, as above
# For files that leave the house and are read by those who know the unit: twice NAV's limit, because one who was among
# nine and knows of most of the others learns about the rest (dominance: Hundepool et al. 2012, Statistical Disclosure
# Control, ch. 4).
FEWEST_OUTSIDE = 10
DAYS_PER_EMPLOYEE = 230  # possible days a year; five employees are 1 150 days (METHODS section 1)

TOO_FEW = "too_few"
PROTECTS_OTHERS = "protects_others"


@dataclass(frozen=True)
class Mask:
    """What may not be shown.

    hidden    (U,) "" for a unit that may be shown, else TOO_FEW or PROTECTS_OTHERS
    withheld  (G,) sums that may not be shown
    """

    hidden: np.ndarray
    withheld: np.ndarray


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
    sizes: np.ndarray, present: np.ndarray, groups: np.ndarray, limit: float, already: np.ndarray | None = None
) -> Mask:
    """Hide units under the limit, then what is needed so that no shown sum and unit together give them back.

    sizes    (U,) persons; NaN is unknown and counts as large enough
    present  (U, T) unit-periods that enter the sums
    groups   (G, U) which units each shown sum is made of
    already  (U,) units that are hidden elsewhere and so stay hidden
    """
    sensitive = sizes < limit
    hidden = sensitive.copy() if already is None else sensitive | already
    withheld = np.zeros(len(groups), bool)
    if sensitive.any():
        patterns = np.unique(present[:, present.any(0)], axis=1).T
        while any([_audit(pattern, groups, sizes, sensitive, hidden, withheld, limit) for pattern in patterns]):
            pass
    reasons = np.where(sensitive, TOO_FEW, np.where(hidden, PROTECTS_OTHERS, "")).astype(object)
    return Mask(reasons, withheld)


def may_be_summed(
    sizes: np.ndarray, hidden: np.ndarray, present: np.ndarray, groups: np.ndarray, limit: float
) -> np.ndarray:
    """(G,) sums that give no hidden unit away, beside units of which the (U,) hidden ones, and only they, stay unseen.

    For sums over other unit-periods than the mask was made for. Arguments as for protect.
    """
    mask = protect(sizes, present, groups, limit, hidden)
    shown_already = (mask.hidden != "") & ~hidden
    return np.asarray(~mask.withheld & ~(groups & shown_already).any(1))


def may_stand_beside(
    sizes: np.ndarray, hidden: np.ndarray, groups: np.ndarray, beside: np.ndarray, limit: float
) -> np.ndarray:
    """(G,) sums that give no hidden unit away beside the sums (B, U) `beside`, which are shown already, and beside all
    units but the (U,) hidden ones, of which all can be looked up. The first ones count most: a later one gives way.
    """
    sensitive, shown = hidden & (sizes < limit), beside
    may = np.zeros(len(groups), bool)
    for place, group in enumerate(groups):
        with_it = np.vstack([shown, group])
        may[place] = _leak(with_it, sizes, sensitive, hidden, np.ones(len(with_it), bool), limit) is None
        shown = with_it if may[place] else shown
    return may


def _audit(
    pattern: np.ndarray,
    groups: np.ndarray,
    sizes: np.ndarray,
    sensitive: np.ndarray,
    hidden: np.ndarray,
    withheld: np.ndarray,
    limit: float,
) -> bool:
    """Hide or withhold one thing more (in place) where the units present give something away; was there anything?"""
    inside = groups & pattern
    leak = _leak(inside, sizes, sensitive & pattern, hidden & pattern, ~withheld, limit)
    if leak is None:
        return False
    weight = np.where(np.isnan(sizes), np.inf, sizes)
    in_leak = pattern & ~hidden & (np.abs(leak @ inside) > 1e-9)
    if in_leak.any():
        hidden[np.flatnonzero(in_leak)[np.argmin(weight[in_leak])]] = True
    else:
        sums = np.flatnonzero(np.abs(leak) > 1e-9)
        withheld[sums[np.argmin([inside[group].sum() for group in sums])]] = True
    return True


def _leak(
    inside: np.ndarray, sizes: np.ndarray, sensitive: np.ndarray, hidden: np.ndarray, shown: np.ndarray, limit: float
) -> np.ndarray | None:
    """(G,) how the shown sums combine into something too small, or None."""
    for group in np.flatnonzero(shown):
        behind = inside[group] & hidden
        if (behind & sensitive).any() and sizes[behind].sum() < limit:
            return np.eye(len(shown))[group]
    behind = np.flatnonzero(hidden)
    equations = np.where(shown[:, None], inside[:, behind], False).astype(float)
    if not equations.any():
        return None
    solution = np.linalg.pinv(equations)
    known = np.isclose(np.einsum("hg,gh->h", solution, equations), 1) & sensitive[behind]
    return solution[np.argmax(known)] if known.any() else None
