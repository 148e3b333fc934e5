"""How far off the same forecast is for units where nothing started: the error to reckon with when few units did.

Ferman & Pinto (2019, Review of Economics and Statistics 101:452): the spread shrinks with the size of a unit, so it
is fitted as a + b / size on the not-started units.
"""

from dataclasses import dataclass, replace

import numpy as np

from naervaer.analysis import baseline
from naervaer.analysis.comparison import Fits
from naervaer.analysis.observed_expected import Effect, effect
from naervaer.analysis.study import Study


ENOUGH = 10  # placebo units (METHODS 2.c)
LARGEST_RATIO = 5.0  # log ratios are clipped at 1/5 and 5 (METHODS 2.j)
ROUNDS = 100


@dataclass(frozen=True)
class Placebo:
    """Forecasts for not-started units as if they had started when the started ones did.

    ratio     (C,) observed / expected
    exposure  (C,) possible days in the window
    n_units   distinct units behind them
    """

    ratio: np.ndarray
    exposure: np.ndarray
    n_units: int


def placebo(study: Study, fits: Fits, judged: np.ndarray, first: int, last: int) -> Placebo:
    """Repeat the forecast at every start month of the judged units, for units that stay not started to its end."""
    ratios, exposures, units = [np.empty(0)], [np.empty(0)], set()
    for start in np.unique(study.start[judged]):
        pretended = replace(study, start=np.full_like(study.start, start), anticipation=0)
        free = study.start - study.anticipation > min(start + last, study.lost.shape[1] - 1)
        after = pretended.window(first, last) & free[:, None]
        found = effect(study.lost, study.possible, fits, after, baseline.by_rule(pretended, first) & study.not_started)
        if found is None:
            continue
        known = found.judged & (found.expected > 0)
        ratios.append(found.observed[known] / found.expected[known])
        exposures.append(found.exposure[known])
        units |= set(np.flatnonzero(known))
    return Placebo(np.concatenate(ratios), np.concatenate(exposures), len(units))


def spread(squares: np.ndarray, exposure: np.ndarray) -> tuple[float, float]:
    """(a, b) >= 0 of squares ~ a + b / exposure, least squares with weights 1 / fitted^2."""
    fitted = np.ones(len(squares))
    a, b = 0.0, 0.0
    for _ in range(ROUNDS):
        before = (a, b)
        a, b = _non_negative(squares, 1 / exposure, 1 / fitted**2)
        fitted = np.maximum(a + b / exposure, 1e-12)
        if np.allclose((a, b), before, rtol=1e-10, atol=0):
            break
    return a, b


def _non_negative(y: np.ndarray, x: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Weighted least squares y ~ a + b x with a, b >= 0; two columns have a closed form."""
    s, sx, sxx, sy, sxy = ((weight * term).sum() for term in (np.ones_like(x), x, x * x, y, x * y))
    determinant = s * sxx - sx * sx
    if determinant > 1e-12 * s * sxx:
        a, b = (sy * sxx - sx * sxy) / determinant, (s * sxy - sx * sy) / determinant
        if a >= 0 and b >= 0:
            return float(a), float(b)
    if sxy**2 / sxx >= sy**2 / s:
        return 0.0, float(sxy / sxx)
    return float(sy / s), 0.0


def with_placebo_error(found: Effect, made: Placebo) -> Effect:
    """The effect with the placebo standard error on n_placebo - 2 degrees of freedom; without one under ENOUGH."""
    if made.n_units < ENOUGH:
        return replace(found, se=None, se_kind="placebo")
    a, b = spread((made.ratio - 1) ** 2, made.exposure)
    judged, whole = found.judged, found.exposure.sum()
    own = (found.expected[judged] ** 2 * (a + b / found.exposure[judged])).sum() / whole**2
    return replace(found, se=float(np.sqrt(own + (found.common**2).sum())), df=made.n_units - 2, se_kind="placebo")
