"""Each unit's own answer, drawn towards the others by as much as it is chance."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from naervaer.analysis.false_discovery import benjamini_hochberg
from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.placebo import ENOUGH, LARGEST_RATIO, Placebo, spread


FALSE_DISCOVERY = 0.10  # share of flagged units that may be flagged by chance (METHODS 2.j)


def tau2_dersimonian_laird(effects: np.ndarray, variances: np.ndarray) -> float:
    """Variance of the true effects between units by moments (DerSimonian & Laird 1986), never negative."""
    if len(effects) < 2:
        return 0.0
    weight = 1 / variances
    mean = np.average(effects, weights=weight)
    q = (weight * (effects - mean) ** 2).sum()
    return max(0.0, float((q - (len(effects) - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())))


def james_stein(effects: np.ndarray, variance: float, *, positive_part: bool = False) -> np.ndarray:
    """Effects of equal known variance drawn to their mean (Efron & Morris 1977): factor 1 - (k - 3) variance / sum of
    squares.

    positive_part: never past the mean. Raises ValueError for fewer than four effects.
    """
    k = len(effects)
    if k < 4:
        raise ValueError("the estimator needs at least four effects")
    mean = effects.mean()
    factor = 1 - (k - 3) * variance / ((effects - mean) ** 2).sum()
    return np.asarray(mean + (max(0.0, factor) if positive_part else factor) * (effects - mean))


@dataclass(frozen=True)
class UnitEffects:
    """(n,) one entry per judged unit; shrunk, p, q NaN and flag False where there are too few placebo units.

    log_ratio  log(observed / expected), clipped
    flag       stands out after correction for how many units are looked at
    """

    log_ratio: np.ndarray
    shrunk_log_ratio: np.ndarray
    p: np.ndarray
    q: np.ndarray
    flag: np.ndarray


def unit_effects(found: Effect, made: Placebo) -> UnitEffects:
    """Test and shrink the log ratio of each judged unit by the spread of the placebo units (METHODS 2.j)."""
    observed, expected = found.observed[found.judged], found.expected[found.judged]
    ratio = _log(np.divide(observed, expected, out=np.ones_like(observed), where=expected > 0))
    if made.n_units < ENOUGH:
        unknown = np.full(len(ratio), np.nan)
        return UnitEffects(ratio, unknown, unknown, unknown, np.zeros(len(ratio), bool))
    a, b = spread(_log(made.ratio) ** 2, made.exposure)
    variance = np.maximum(a + b / found.exposure[found.judged], 1e-12)
    p = 2 * special.stdtr(made.n_units - 2, -np.abs(ratio) / np.sqrt(variance))
    q = benjamini_hochberg(p)
    tau2 = tau2_dersimonian_laird(ratio, variance)
    mean = np.average(ratio, weights=1 / (tau2 + variance))
    trust = tau2 / (tau2 + variance)
    return UnitEffects(ratio, ratio * trust + mean * (1 - trust), p, q, q < FALSE_DISCOVERY)


def _log(ratio: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.clip(ratio, 1 / LARGEST_RATIO, LARGEST_RATIO)))
