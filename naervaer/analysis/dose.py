"""The change beside what was done: a description with its uncertainty, never a proof.

Units are not dealt out to do all steps or some. Those that do all may be the ones with time, a stable leader or good
figures from before, so a difference between the groups is no effect of the steps. Only units that may be shown singly
are summed, so no sum can give a hidden one away.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from naervaer.analysis.before_after import SHOWN
from naervaer.analysis.pooled_change import PooledChange, Sides, pooled_change


FEWEST_UNITS = 3  # on each side before two groups are set beside each other (METHODS 2.5: so many for a clear verdict)
FEWEST_FOR_DOSE = 6  # units before anything is said of more and less


@dataclass(frozen=True)
class Beside:
    """Two groups of units and how their changes differ.

    more, fewer    the groups' changes; None where a group is too small to be summed
    n_more, n_fewer  units in each with figures
    difference_pp  change of `more` minus change of `fewer`, percentage points, with its 95 % interval; None where
                   either group has fewer than FEWEST_UNITS
    """

    more: PooledChange | None
    fewer: PooledChange | None
    n_more: int
    n_fewer: int
    difference_pp: float | None
    ci95_pp: tuple[float, float] | None


def by_completion(units: pd.DataFrame, done: Mapping[int, bool]) -> Beside:
    """Units that did all steps (more) beside those that did some (fewer).

    units: BeforeAfter.units. done: unit_id to whether it did all; units without an entry are in neither group.
    """
    shown = units[(units["state"] == SHOWN) & units["lost_before"].notna()]
    said = shown["unit_id"].map(done)
    return _beside(shown, (said == True).to_numpy(), (said == False).to_numpy())  # noqa: E712


@dataclass(frozen=True)
class Dose:
    """More and less of something against the change.

    beside   the units with more than the middle one beside the others; None where all have the same or too few have any
    middle   the dose that divides them: `more` are above it
    rank     Spearman's rank correlation of dose and change: below 0, more of it goes with a larger fall
    ci95     of rank, after Bonett & Wright 2000 (Psychometrika 65:23); None under FEWEST_FOR_DOSE units
    """

    beside: Beside | None
    middle: float
    rank: float | None
    ci95: tuple[float, float] | None


def by_dose(units: pd.DataFrame, doses: Mapping[int, float]) -> Dose:
    """How much each unit got of something (such as gatherings held) against its change.

    units: BeforeAfter.units. doses: unit_id to how much; units without an entry count as not known.
    """
    shown = units[(units["state"] == SHOWN) & units["lost_before"].notna()]
    dose = shown["unit_id"].map(doses).astype(float)
    shown, dose = shown[dose.notna()], dose.dropna()
    if len(shown) < FEWEST_FOR_DOSE or dose.nunique() < 2:
        return Dose(None, float(dose.median()) if len(dose) else 0.0, None, None)
    middle = float(dose.median())
    if middle == dose.max():  # most have the most: the few with less stand beside them
        middle = float(dose[dose < middle].max())
    high = (dose > middle).to_numpy()
    rank = float(np.corrcoef(dose.rank(), shown["change_pp"].rank())[0, 1]) if shown["change_pp"].nunique() > 1 else 0.0
    half = special.ndtri(0.975) * np.sqrt((1 + rank**2 / 2) / (len(shown) - 3))
    bent = np.arctanh(np.clip(rank, -0.999, 0.999))
    return Dose(_beside(shown, high, ~high), middle, rank, (float(np.tanh(bent - half)), float(np.tanh(bent + half))))


def _beside(shown: pd.DataFrame, more: np.ndarray, fewer: np.ndarray) -> Beside:
    sides = Sides(
        lost_before=shown["lost_before"].to_numpy(dtype=float),
        possible_before=shown["possible_before"].to_numpy(dtype=float),
        lost_after=shown["lost_after"].to_numpy(dtype=float),
        possible_after=shown["possible_after"].to_numpy(dtype=float),
        periods=shown["n_periods"].to_numpy(),
    )
    first, second = pooled_change(sides, more), pooled_change(sides, fewer)
    difference, interval = None, None
    if first is not None and second is not None and min(first.n_units, second.n_units) >= FEWEST_UNITS:
        difference = first.change_pp - second.change_pp
        interval = _of_difference(first, second, difference)
    return Beside(first, second, int(more.sum()), int(fewer.sum()), difference, interval)


def _of_difference(first: PooledChange, second: PooledChange, difference: float) -> tuple[float, float] | None:
    """95 % of a difference of two independent sums, with Welch's degrees of freedom."""
    variances = [one.se_pp**2 for one in (first, second) if one.se_pp is not None]
    if len(variances) < 2:
        return None
    if sum(variances) == 0:
        return difference, difference
    parts = sum(variance**2 / (one.n_units - 1) for variance, one in zip(variances, (first, second), strict=True))
    half = float(special.stdtrit(sum(variances) ** 2 / parts, 0.975) * np.sqrt(sum(variances)))
    return difference - half, difference + half
