"""The plain change from the same months a year before, pooled, with an interval clustered by unit: shown, never judged.

It takes in that days come in spells and hang together over months, because a unit is one observation (Bertrand, Duflo &
Mullainathan 2004, QJE 119:249; ratio linearised as in Cochran 1977, ch. 6). It does not take in season, trends or
that the worst were chosen.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from naervaer.analysis.study import Study


SHORTEST_BEFORE = 1  # years with figures before the start (METHODS 2.a)
LONG_ENOUGH = 0.5  # years of like periods, as for a verdict (METHODS 2.5)


@dataclass(frozen=True)
class Sides:
    """(U,) days on both sides, like periods only; 0 for units without."""

    lost_before: np.ndarray
    possible_before: np.ndarray
    lost_after: np.ndarray
    possible_after: np.ndarray
    periods: np.ndarray

    @property
    def change(self) -> np.ndarray:
        """(U,) rate after minus rate before, fraction; NaN without figures."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.lost_after / self.possible_after - self.lost_before / self.possible_before)


def sides(study: Study, after: np.ndarray) -> Sides:
    """The cells `after` (U, T) that have figures one year earlier too, and those figures."""
    year = study.per_year
    lost, possible = np.zeros_like(study.lost), np.zeros_like(study.possible)
    lost[:, year:], possible[:, year:] = study.lost[:, :-year], study.possible[:, :-year]
    both = after & study.observed & (possible > 0)
    lost0, possible0, lost1, possible1 = (
        np.where(both, part, 0).sum(1) for part in (lost, possible, study.lost, study.possible)
    )
    return Sides(lost0, possible0, lost1, possible1, both.sum(1))


def first_year(study: Study) -> tuple[Sides, np.ndarray]:
    """Both sides of the first year after each start, and the (U,) units with half a year of like periods.

    Where no unit has been followed so long, those with any: the figures may be seen before they can be judged.
    """
    found = sides(study, study.window(0, study.per_year - 1) & study.started[:, None])
    any_at_all = (found.periods > 0) & (study.history >= SHORTEST_BEFORE * study.per_year)
    long_enough = any_at_all & (found.periods >= LONG_ENOUGH * study.per_year)
    return found, long_enough if long_enough.any() else any_at_all


@dataclass(frozen=True)
class PooledChange:
    """Percent and percentage points; relative is a fraction; standard error and interval None for one unit."""

    before_pct: float
    after_pct: float
    change_pp: float
    relative: float
    se_pp: float | None
    ci95_pp: tuple[float, float] | None
    n_units: int
    periods: int


def pooled_change(found: Sides, units: np.ndarray) -> PooledChange | None:
    """Summed days over summed days of the (U,) units, both sides; None without units."""
    if not units.any():
        return None
    lost0, possible0 = found.lost_before[units], found.possible_before[units]
    lost1, possible1 = found.lost_after[units], found.possible_after[units]
    before, after, n = lost0.sum() / possible0.sum(), lost1.sum() / possible1.sum(), int(units.sum())
    influence = (lost1 - after * possible1) / possible1.sum() - (lost0 - before * possible0) / possible0.sum()
    error, interval = None, None
    if n > 1:
        error = float(np.sqrt(n / (n - 1) * (influence**2).sum()))
        half = special.stdtrit(n - 1, 0.975) * error
        interval = (float(100 * (after - before - half)), float(100 * (after - before + half)))
    return PooledChange(
        before_pct=float(100 * before),
        after_pct=float(100 * after),
        change_pp=float(100 * (after - before)),
        relative=float(after / before - 1) if before > 0 else float("nan"),
        se_pp=None if error is None else 100 * error,
        ci95_pp=interval,
        n_units=n,
        periods=int(found.periods[units].max()),
    )


def not_started_change(study: Study, judged: np.ndarray) -> np.ndarray:
    """(U,) the change of each unit that had not started, over the same periods as the (U,) judged ones; NaN for the
    others.

    Starts at several times: the sums over each distinct start's periods in which the unit had not started itself.
    """
    year, totals = study.per_year, np.zeros((4, len(study.start)))
    for start in np.unique(study.start[judged]):
        periods = study.window(0, year - 1)[judged & (study.start == start)].any(0)
        free = study.start - study.anticipation > min(start + year, study.lost.shape[1]) - 1
        found = sides(study, study.observed & periods & free[:, None])
        totals += np.stack([found.lost_before, found.possible_before, found.lost_after, found.possible_after])
    with np.errstate(invalid="ignore"):
        change = totals[2] / totals[3] - totals[0] / totals[1]
    return np.asarray(np.where(judged, np.nan, change))
