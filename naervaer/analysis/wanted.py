"""What would make the answer better: more time, older figures, more units."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from naervaer.analysis import baseline, comparison
from naervaer.analysis.estimate import POWER
from naervaer.analysis.study import Study
from naervaer.analysis.verdict import CLEAR_AT, LARGEST_DETECTABLE, SHORTEST_AFTER, Judgement, State
from naervaer.i18n import t
from naervaer.model import Language


class Kind(StrEnum):
    """Of what there should be more."""

    MONTHS_AFTER = "months_after"
    MONTHS_TO_A_YEAR = "months_to_a_year"
    MONTHS_BEFORE = "months_before"
    MONTHS_BEFORE_FOR_CLEAR = "months_before_for_clear"
    UNITS_NOT_STARTED = "units_not_started"
    UNITS_STARTED = "units_started"
    UNITS_TOO_MANY = "units_too_many"


@dataclass(frozen=True)
class Wanted:
    """So many more of something."""

    kind: Kind
    n: int

    def sentence(self, language: Language) -> str:
        """With so many more, this could be said."""
        return t(language, f"wanted.{self.kind}", n=self.n)


def wanted(study: Study, judged: Judgement) -> list[Wanted]:
    """What stands between this judgement and a better one, the nearest first; empty when nothing does."""
    step = 12 // study.per_year
    followed = study.lost.shape[1] - study.start
    found = []
    if judged.state is State.TOO_EARLY and judged.recent.any():
        shortest = int(SHORTEST_AFTER * study.per_year)
        found.append(Wanted(Kind.MONTHS_AFTER, step * (shortest - int(followed[judged.recent].max()))))
    if judged.preliminary:
        found.append(Wanted(Kind.MONTHS_TO_A_YEAR, step * (study.per_year - int(followed[judged.long_enough].min()))))
    if judged.state is State.TOO_SHORT_HISTORY:
        found.append(Wanted(Kind.MONTHS_BEFORE, step * _missing_history(study, judged, baseline.SHORT_HISTORY)))
    if judged.long_enough.any() and judged.found is None and judged.fewest < comparison.ENOUGH:
        found.append(Wanted(Kind.UNITS_NOT_STARTED, comparison.ENOUGH - judged.fewest))
    if judged.found is not None and judged.precheck is None:
        missing = _missing_history(study, judged, baseline.LONG_HISTORY)
        found.append(Wanted(Kind.MONTHS_BEFORE_FOR_CLEAR, step * missing))
    if judged.state is State.TOO_SMALL:
        more = _missing_units(judged)
        # Those who join are taken from the units to compare with, and enough of these must stand back.
        enough_left = judged.fewest - more >= comparison.ENOUGH
        found.append(Wanted(Kind.UNITS_STARTED if enough_left else Kind.UNITS_TOO_MANY, more))
    return [one for one in found if one.n > 0]


def _missing_history(study: Study, judged: Judgement, years: int) -> int:
    """Periods that half of the units lack."""
    return int(np.ceil(np.median(years * study.per_year - study.history[judged.long_enough])))


def _missing_units(judged: Judgement) -> int:
    """Units like these until a change of a quarter would be found; the error shrinks with the root of their number."""
    found = judged.found
    assert found is not None and found.se is not None, "too small is said of an effect with its error"
    reach = special.stdtrit(found.df, (1 + CLEAR_AT) / 2) + special.stdtrit(found.df, POWER)
    goal = LARGEST_DETECTABLE * found.expected.sum() / found.exposure.sum()
    return int(np.ceil(found.n * (reach * found.se / goal) ** 2)) - found.n
