"""One estimate of the change in started units over one window: comparison, baseline and standard error put together."""

import numpy as np
from scipy import special

from naervaer.analysis import baseline, comparison
from naervaer.analysis.observed_expected import FEWEST_CLUSTERS, Effect, effect
from naervaer.analysis.placebo import placebo, with_placebo_error
from naervaer.analysis.study import Study


POWER = 0.8  # chance with which a change as large as the minimum detectable one is found (METHODS 2.i)


def estimate(
    study: Study,
    first: int,
    last: int,
    *,
    of_units: np.ndarray | None = None,
    history: np.ndarray | None = None,
    fits: comparison.Fits | None = None,
) -> Effect | None:
    """The effect first..last periods after the start, as a fraction of possible days; None when there is none.

    of_units: (U,) restrict it to these started units. history: (U, T) the baseline, by default the rule's
    (METHODS 2.g). fits: the month factors, by default those of comparison.fits for this window.
    """
    after = study.window(first, last) & study.started[:, None]
    if of_units is not None:
        after = after & of_units[:, None]
    before = baseline.by_rule(study, first) if history is None else history
    after = after & np.any(before, 1)[:, None]
    if not after.any():
        return None
    fits = comparison.fits(study, after) if fits is None else fits
    found = effect(study.lost, study.possible, fits, after, before)
    if found is None or found.n >= FEWEST_CLUSTERS:
        return found
    return with_placebo_error(found, placebo(study, fits, found.judged, first, last))


def smallest_detectable(found: Effect) -> float:
    """The smallest change that would be found with POWER at 5 %, on the effect's scale; infinite without an error."""
    if found.se is None:
        return float("inf")
    return float(special.stdtrit(found.df, 0.975) + special.stdtrit(found.df, POWER)) * found.se
