"""Which months before the start tell a unit's usual level.

Units are often chosen because their last year was bad, and fall back by themselves. A baseline as far before that
year as the after-window is behind it is unbiased (Chabé-Ferret 2015, J Econometrics 185:110); a long history thins
the bad year out.
"""

import numpy as np

from naervaer.analysis.study import Study


# Years, from METHODS 2.g.
LONG_HISTORY = 3  # with so much history all of it is used, the last year too
SHORT_HISTORY = 2  # with less the unit is left out of the verdict
LONGEST = 5  # older months say little about today
FEWEST = 1  # a baseline is at least one year

FULL, SKIP = "full", "skip_last_12"


def by_rule(study: Study, first: int) -> np.ndarray:
    """(U, T) each unit's baseline for an after-window that begins `first` periods after the start."""
    year = study.per_year
    enough = study.history >= SHORT_HISTORY * year
    full = enough & (study.history >= LONG_HISTORY * year) & (2 * first < year)
    return np.where(full[:, None], fixed(study, FULL), fixed(study, SKIP) & enough[:, None])


def fixed(study: Study, kind: str) -> np.ndarray:
    """(U, T) one baseline for every unit: FULL the five years before the start, SKIP five years but not the last."""
    skipped = study.per_year if kind == SKIP else 0
    return whole(study, -(LONGEST * study.per_year + skipped), -1 - skipped)


def whole(study: Study, first: int, last: int) -> np.ndarray:
    """(U, T) the not-started periods first..last (relative to the start) of units that have at least a year of them."""
    inside = study.not_started & (study.since >= first) & (study.since <= last)
    return inside & (inside.sum(1) >= FEWEST * study.per_year)[:, None]


def named(study: Study, judged: np.ndarray, first: int) -> str:
    """The rule that decides for most of the judged units."""
    long = (study.history[judged] >= LONG_HISTORY * study.per_year).mean() > 0.5
    return FULL if long and 2 * first < study.per_year else SKIP
