"""Two checks that an effect must survive before it is called clear (METHODS 2.4)."""

import numpy as np
from scipy import special

from naervaer.analysis import baseline
from naervaer.analysis.estimate import estimate
from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.study import Study


CONFIDENCE = 0.80  # both checks use the 80 % interval
EARLIER = 2  # years the pre-check moves the start back


def precheck(study: Study, found: Effect) -> bool | None:
    """Does nothing show where nothing can have happened? None when no unit has three years before its start.

    Pretends that the start was two years earlier and forecasts the year that followed from what came before it; fails
    when that shows a change the same way as the effect (Roth 2022, AER Insights 4:305: passing proves little).
    """
    pretended = study.earlier(EARLIER * study.per_year)
    long = found.judged & (study.history >= baseline.LONG_HISTORY * study.per_year)
    before = baseline.fixed(pretended, baseline.FULL)
    seen = estimate(pretended, 0, study.per_year - 1, of_units=long, history=before)
    if seen is None or seen.se is None:
        return None
    low, high = seen.interval(CONFIDENCE)
    return not (high < 0 if found.effect < 0 else low > 0)


def bracketing(study: Study, found: Effect, first: int, last: int) -> bool | None:
    """Does the effect survive the less favourable baseline? None when that baseline has too few months.

    A long baseline leans to a fall and one that skips the last year to a rise, so a fall must hold with the latter
    and a rise with the former.
    """
    kind = baseline.SKIP if found.effect < 0 else baseline.FULL
    other = estimate(study, first, last, of_units=found.judged, history=baseline.fixed(study, kind))
    if other is None or other.se is None:
        return None
    low, high = other.interval(CONFIDENCE)
    return bool(high < 0 if found.effect < 0 else low > 0)


def p_value(found: Effect) -> float:
    """Two-sided p of no effect. The effect must have a standard error."""
    assert found.se is not None, "an effect without a standard error has no p value"
    return float(2 * special.stdtr(found.df, -abs(found.effect) / found.se))


def excludes_zero(found: Effect, confidence: float) -> bool:
    """Is the whole interval on one side of 0?"""
    low, high = found.interval(confidence)
    return bool(np.sign(low) == np.sign(high) != 0)
