"""Which units truly lie high? Each unit's last year, drawn towards its kind by as much as one year is chance.

How much of a unit's year is chance is told by how it moves from one year to the next, beyond what its kind does; how
much units truly differ by what is left (DerSimonian & Laird 1986; Efron & Morris 1977; METHODS 2.j).
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from naervaer.analysis.placebo import ENOUGH, LARGEST_RATIO, spread
from naervaer.analysis.shrinkage import tau2_dersimonian_laird
from naervaer.analysis.study import Study


SURE = 0.9  # from which chance on of truly lying above its kind a unit is said to


@dataclass(frozen=True)
class UsualLevels:
    """(U,) arrays; NaN where nothing can be said of a unit: no whole year, or fewer than ten of its kind.

    rate      the last year, fraction of possible days
    centre    its kind's pooled rate that year
    usual     the rate it is to be expected to have another year
    above     the chance (0..1) that it truly lies above the usual unit of its kind
    """

    rate: np.ndarray
    centre: np.ndarray
    usual: np.ndarray
    above: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """(U,) units of which something can be said."""
        return ~np.isnan(self.usual)

    @property
    def surely_high(self) -> np.ndarray:
        """(U,) units that truly lie above their kind, as far as can be told."""
        return np.nan_to_num(self.above) >= SURE


def usual_levels(study: Study, kind: np.ndarray, among: np.ndarray) -> UsualLevels:
    """The levels of the (U,) units `among`, each held against the others of its kind; kind: (U,) names."""
    year, n = study.per_year, len(kind)
    rate, centre, usual, above = (np.full(n, np.nan) for _ in range(4))
    whole = among & study.observed[:, -year:].all(1) if study.lost.shape[1] >= year else np.zeros(n, bool)
    chance = _chance(study, kind, among)
    for name in np.unique(kind[whole].astype(str)):
        own = whole & (kind == name)
        if own.sum() < ENOUGH or chance is None:
            continue
        lost, possible = study.lost[own, -year:].sum(1), study.possible[own, -year:].sum(1)
        rate[own], centre[own] = lost / possible, lost.sum() / possible.sum()
        ratio = _log_ratio(lost / possible, lost.sum() / possible.sum())
        variance = np.maximum(chance[0] + chance[1] / possible, 1e-12)
        tau2 = tau2_dersimonian_laird(ratio, variance)
        mean = np.average(ratio, weights=1 / (tau2 + variance))
        trust = tau2 / (tau2 + variance)
        drawn = ratio * trust + mean * (1 - trust)
        usual[own] = centre[own] * np.exp(drawn)
        error = np.sqrt(trust * variance)
        above[own] = np.where(error > 0, special.ndtr((drawn - mean) / np.where(error > 0, error, 1)), 0.5)
    return UsualLevels(rate, centre, usual, above)


def _chance(study: Study, kind: np.ndarray, among: np.ndarray) -> tuple[float, float] | None:
    """(a, b): variance of a unit's log rate of one year around its own level, a + b / possible days.

    Half the squared change from one year to the next, less what all of its kind did; None with fewer than ten units.
    """
    year = study.per_year
    squares, sizes, units = [], [], set()
    for first in range(study.lost.shape[1] - 2 * year, -1, -year):
        spans = [slice(first, first + year), slice(first + year, first + 2 * year)]
        whole = among & study.not_started[:, first : first + 2 * year].all(1)
        for name in np.unique(kind[whole].astype(str)):
            own = whole & (kind == name)
            if own.sum() < 2:
                continue
            lost, possible = (
                np.stack([part[own, span].sum(1) for span in spans]) for part in (study.lost, study.possible)
            )
            with np.errstate(divide="ignore", invalid="ignore"):
                ratios = _log_ratio(lost / possible, (lost.sum(1) / possible.sum(1))[:, None])
            known = np.isfinite(ratios).all(0)
            # A mean that is taken from the units themselves moves with them.
            squares.append((ratios[1] - ratios[0])[known] ** 2 / 2 * own.sum() / (own.sum() - 1))
            sizes.append(2 / (1 / possible).sum(0)[known])
            units |= set(np.flatnonzero(own)[known])
    if len(units) < ENOUGH:
        return None
    return spread(np.concatenate(squares), np.concatenate(sizes))


def _log_ratio(rate: np.ndarray, centre: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.clip(rate / centre, 1 / LARGEST_RATIO, LARGEST_RATIO)))
