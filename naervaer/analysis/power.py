"""What would we be able to see? The chance of a clear answer, asked before an initiative begins.

The chosen units are pretended to have started at earlier months of the municipality's own figures; the standard error
of that forecast is the one to reckon with. Simulated (tests/analysis/test_power.py), the chance of a 95 % interval that
excludes 0 comes out near the share of verdicts that are called clear.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from naervaer.analysis import baseline, comparison
from naervaer.analysis.estimate import POWER, estimate
from naervaer.analysis.observed_expected import FEWEST_CLUSTERS, Effect
from naervaer.analysis.study import NEVER, Study
from naervaer.analysis.verdict import CLEAR_AT, FEWEST_FOR_CLEAR


TRIES = 4  # pretended starts, half a year apart


@dataclass(frozen=True)
class Precision:
    """How sharply a change in so many units like the chosen ones would be seen.

    level   what the units would have had without any change, fraction of possible days
    own     variance of the forecast that comes from the chosen units themselves; halves when they are doubled
    common  variance that comes from the units compared with; grows as units are taken from among them
    n       units chosen
    others  units in no initiative left to compare with, in the month that has the fewest
    """

    level: float
    own: float
    common: float
    n: int
    others: int

    @property
    def most(self) -> int:
        """Units there can be at most, so that enough are left to compare with."""
        return self.n + self.others - comparison.ENOUGH

    def error(self, n: int) -> float:
        """Standard error with n units, fraction of possible days."""
        return float(np.sqrt(self.own * self.n / n + self.common * self.others / (self.others + self.n - n)))

    def chance(self, fall: float, n: int) -> float:
        """The chance (0..1) of a clear answer in n units when the level truly falls by `fall` (0.1 = 10 %).

        Fewer units than the verdict wants for "clear" have none.
        """
        if n < FEWEST_FOR_CLEAR:
            return 0.0
        if not self.error(n):
            return 1.0
        return float(special.stdtr(self._df(n), fall * self.level / self.error(n) - self._edge(n)))

    def smallest(self, n: int) -> float:
        """The smallest change that would be found with POWER, fraction of possible days."""
        return (self._edge(n) + float(special.stdtrit(self._df(n), POWER))) * self.error(n)

    def units_needed(self, fall: float) -> int | None:
        """The fewest units, as many as now or more, for which the chance is POWER; None when there are not so many."""
        return next((n for n in range(self.n, self.most + 1) if self.chance(fall, n) >= POWER), None)

    def best(self, fall: float) -> int:
        """The number of units, now or more, with the largest chance: still more leave too few to compare with."""
        return max(range(self.n, self.most + 1), key=lambda n: self.chance(fall, n))

    def _df(self, n: int) -> int:
        return n - 1 if n >= FEWEST_CLUSTERS else self.others - 2

    def _edge(self, n: int) -> float:
        return float(special.stdtrit(self._df(n), (1 + CLEAR_AT) / 2))


def history_needed(per_year: int, periods: int) -> int:
    """Periods of figures it takes to reckon with so many periods of following."""
    return baseline.LONG_HISTORY * per_year + periods


def precision(study: Study, units: np.ndarray, periods: int) -> Precision | None:
    """For the (U,) units, none of them in an initiative, followed for so many periods.

    None when fewer than ten other units could be compared with, the figures do not go back `history_needed`, or there
    was no absence that could fall.
    """
    found = list(_pretended(study, units, periods))
    if not found:
        return None
    sums = [(seen.expected.sum() / seen.exposure.sum(), *_variances(seen), others) for seen, others in found]
    level, own, common, others = np.mean(sums, 0)
    if level <= 0:
        return None
    return Precision(float(level), float(own), float(common), int(units.sum()), int(others))


def _pretended(study: Study, units: np.ndarray, periods: int) -> Iterator[tuple[Effect, int]]:
    """The forecast at each pretended start that has history enough, and how many units it is compared with.

    Units that are in an initiative by now will not be there to compare with, so they are left out in the past as well.
    """
    free = (study.start == NEVER)[:, None]
    study = replace(study, lost=np.where(free, study.lost, 0), possible=np.where(free, study.possible, 0))
    latest = study.lost.shape[1] - periods
    for start in range(latest, latest - TRIES * study.per_year // 2, -study.per_year // 2):
        pretended = replace(study, start=np.where(units, start, NEVER), anticipation=0)
        after = pretended.window(0, periods - 1) & units[:, None]
        others = comparison.fewest(pretended, after)
        if start < baseline.LONG_HISTORY * study.per_year or others < comparison.ENOUGH:
            continue
        seen = estimate(pretended, 0, periods - 1, of_units=units)
        if seen is not None and seen.se is not None:
            yield seen, others


def _variances(seen: Effect) -> tuple[float, float]:
    """The squared error, split in what the chosen units and what the units compared with bring to it."""
    assert seen.se is not None, "a forecast without a standard error has nothing to split"
    common = min(float((seen.common[~seen.judged] ** 2).sum()), seen.se**2)
    return seen.se**2 - common, common
