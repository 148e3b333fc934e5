"""How much of a fall was coming anyway, because the last year before the start was unusually bad."""

from dataclasses import dataclass, replace

import numpy as np

from naervaer.analysis import baseline
from naervaer.analysis.estimate import estimate
from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.study import Study


@dataclass(frozen=True)
class Waterfall:
    """From the last year before the start to the first one after it, in fractions of possible days; the parts sum
    exactly.

    trend_season  what not-started units did, had the last year been a usual one
    bounce        the fall back to the unit's own usual level
    remaining     observed minus expected
    """

    trend_season: float
    bounce: float
    remaining: float


def bounce(study: Study, of_units: np.ndarray) -> Effect | None:
    """The last year before the start against what the years before it led to expect, for the (U,) units.

    Above 0: the last year was unusually high and about that much fall was to be expected without any initiative
    (Yudkin & Stratton 1996, Lancet 347:241; Barnett et al. 2005, IJE 34:215).
    """
    earlier = study.earlier(study.per_year)
    history = baseline.fixed(earlier, baseline.FULL)
    return estimate(earlier, 0, study.per_year - 1, of_units=of_units, history=history)


def unusual_last_year(study: Study, units: np.ndarray) -> Effect | None:
    """The same for units that have not started: the last year there is, as if they were to start now."""
    pretended = replace(study, start=np.where(units, study.lost.shape[1] - study.per_year, study.start), anticipation=0)
    history = baseline.fixed(pretended, baseline.FULL)
    return estimate(pretended, 0, study.per_year - 1, of_units=units, history=history)


def waterfall(study: Study, of_units: np.ndarray, first: int, last: int) -> Waterfall | None:
    """The three steps, over the units that have figures in the last year before the start too."""
    last_year = baseline.whole(study, -study.per_year, -1)
    both = of_units & last_year.any(1)
    recent = estimate(study, first, last, of_units=both, history=last_year)
    if recent is None:
        return None
    chosen = estimate(study, first, last, of_units=recent.judged)
    if chosen is None or (chosen.judged != recent.judged).any():
        return None
    rate = (
        study.lost[chosen.judged][last_year[chosen.judged]].sum()
        / study.possible[chosen.judged][last_year[chosen.judged]].sum()
    )
    whole = chosen.exposure.sum()
    by_recent, by_chosen = recent.expected.sum() / whole, chosen.expected.sum() / whole
    return Waterfall(float(by_recent - rate), float(by_chosen - by_recent), chosen.effect)


@dataclass(frozen=True)
class FallByItself:
    """The units highest one year, and what they did the next without any initiative (fractions of possible days).

    n          units picked
    before, after  their pooled rates in the two years
    all_before, all_after  those of all units that could be picked
    expected   the fall Yudkin & Stratton (1996) lead to expect: (1 - r) x (mean of all - mean of the picked)
    correlation  r, size-weighted, of the units' rates in the two years
    first      index of the first period of the year they were picked in
    """

    n: int
    before: float
    after: float
    all_before: float
    all_after: float
    expected: float
    correlation: float
    first: int

    @property
    def change(self) -> float:
        """The pooled change of the picked."""
        return self.after - self.before


def highest_fell_by_themselves(study: Study, n: int, first: int) -> FallByItself | None:
    """Pick the n units highest in the year from period `first`; what came the year after? Only units not started in
    either year and with figures all 24 months; None when there are fewer than twice n of them.
    """
    year = study.per_year
    years = [slice(first, first + year), slice(first + year, first + 2 * year)]
    whole = study.not_started[:, first : first + 2 * year].all(1)
    if first < 0 or first + 2 * year > study.lost.shape[1] or whole.sum() < 2 * n:
        return None
    lost, possible = (
        np.stack([part[whole][:, span].sum(1) for span in years]) for part in (study.lost, study.possible)
    )
    rate, weight = lost / possible, possible.sum(0)
    picked = np.argsort(-rate[0], kind="stable")[:n]
    centred = rate - np.average(rate, axis=1, weights=weight)[:, None]
    covariance = (weight * centred) @ centred.T
    correlation = covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1])
    pooled = lost[:, picked].sum(1) / possible[:, picked].sum(1)
    everyone = lost.sum(1) / possible.sum(1)
    return FallByItself(
        n=n,
        before=float(pooled[0]),
        after=float(pooled[1]),
        all_before=float(everyone[0]),
        all_after=float(everyone[1]),
        expected=float((1 - correlation) * (everyone[0] - pooled[0])),
        correlation=float(correlation),
        first=first,
    )
