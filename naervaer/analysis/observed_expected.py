"""What started units had, against what was to be expected had they followed the units that had not started.

Expected days without the initiative = what not-started units had in the same months x the unit's own usual level: the
imputation estimator of Borusyak, Jaravel & Spiess (2024, REStud 91:3253) with a Poisson mean (Wooldridge 2023,
Econometrics Journal 26:C31). The identity link gives the linear twin (Gardner's two-stage differences in differences).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special


Link = Literal["log", "identity"]

FEWEST_IN_A_MONTH = 5  # not-started units that must report for a month to be usable (METHODS 2.c)
CONVERGED = 1e-11  # relative change of the month factors (METHODS 2.c)
SWEEPS = 20_000  # the fit meets CONVERGED within some tens; a chain of barely overlapping units needs thousands
FEWEST_CLUSTERS = 5  # started units below which a clustered standard error is never used (METHODS 2.c)


@dataclass(frozen=True)
class MonthFit:
    """Months and units of the not-started, fitted together.

    month     (T,) g: factor (log link) or level (identity) of each period; NaN where too few report
    residual  (U, T) outcome minus fitted, in days (identity: weighted)
    information   (T', T') information on the usable periods, made regular (see _regular)
    """

    month: np.ndarray
    residual: np.ndarray
    information: np.ndarray

    def carried(self, gradient: np.ndarray) -> np.ndarray:
        """(U,) how the error of the periods, through the (T,) gradient, reaches an effect by way of each unit."""
        usable = np.asarray(~np.isnan(self.month))
        return np.asarray(self.residual[:, usable] @ np.linalg.solve(self.information, gradient[usable]))


@dataclass(frozen=True)
class Effect:
    """Observed minus expected over the after-window, in the outcome per exposure (for days: a fraction, 0.01 = one
    point).

    observed, expected, exposure  (U,) sums over each unit's window; 0 for units not judged
    judged                        (U,) units the effect is over
    influence                     (U,) each unit's share in the error of `effect`
    se                            None where it cannot be told
    df                            degrees of freedom of its t distribution
    se_kind                       "cluster" or "placebo"
    """

    effect: float
    observed: np.ndarray
    expected: np.ndarray
    exposure: np.ndarray
    judged: np.ndarray
    own: np.ndarray
    common: np.ndarray
    se: float | None
    df: float
    se_kind: str = "cluster"

    @property
    def n(self) -> int:
        """Units the effect is over."""
        return int(self.judged.sum())

    @property
    def influence(self) -> np.ndarray:
        """(U,) each unit's share in the error of `effect`: its own deviation and its part in the month factors."""
        return self.own + self.common

    @property
    def relative(self) -> float:
        """Observed over expected, minus 1."""
        expected = self.expected.sum()
        return float(self.observed.sum() / expected - 1) if expected > 0 else float("nan")

    def interval(self, confidence: float) -> tuple[float, float]:
        """Two-sided interval of the effect, on the effect's scale; infinite without a standard error."""
        if self.se is None:
            return -np.inf, np.inf
        half = float(special.stdtrit(self.df, (1 + confidence) / 2)) * self.se
        return self.effect - half, self.effect + half


def fit_months(
    outcome: np.ndarray, exposure: np.ndarray, *, link: Link = "log", fewest: int = FEWEST_IN_A_MONTH
) -> MonthFit | None:
    """Fit outcome ~ unit x period over the cells with exposure > 0 (U, T); None when no period is usable or the periods
    do not hang together through units that report in several of them.

    log: E[outcome] = exposure * u * g, equal to a Poisson regression with unit and period dummies. identity:
    E[outcome] = u + g, least squares with the exposure as weight.
    """
    exposure = np.where((exposure > 0).sum(0) >= fewest, exposure, 0.0)
    usable, rows = np.asarray(exposure.any(0)), np.asarray(exposure.any(1))
    if not usable.any():
        return None
    x, y = exposure[np.ix_(rows, usable)], np.where(exposure > 0, outcome, 0.0)[np.ix_(rows, usable)]
    if not _connected(x > 0):
        return None
    month = _factors(y, x) if link == "log" else _levels(y, x)
    if month is None:
        return None
    if link == "log":
        unit = y.sum(1) / (x @ month)
        weight = x * month * unit[:, None]
        residual = y - weight
    else:
        unit = (x * (y - month)).sum(1) / x.sum(1)
        weight, residual = x, x * (y - month - unit[:, None])
    everywhere = np.zeros_like(exposure)
    everywhere[np.ix_(rows, usable)] = residual
    full_month = np.full(len(usable), np.nan)
    full_month[usable] = month
    return MonthFit(full_month, everywhere, _regular(weight))


def _factors(days: np.ndarray, exposure: np.ndarray) -> np.ndarray | None:
    """Month factors by iterative proportional fitting; the exposure-weighted mean of the unit factors is 1."""
    per_unit, per_month = days.sum(1), days.sum(0)
    if not per_unit.any():
        return None
    month = per_month / exposure.sum(0)
    for _ in range(SWEEPS):
        before = month
        unit = per_unit / (exposure @ month)
        unit /= np.average(unit, weights=exposure.sum(1))
        month = per_month / (unit @ exposure)
        if np.abs(month - before).max() <= CONVERGED * month.max():
            return np.asarray(month)
    return None


def _levels(outcome: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Month levels by least squares, the unit levels swept out."""
    centred = outcome - ((weight * outcome).sum(1) / weight.sum(1))[:, None]
    return np.asarray(np.linalg.solve(_regular(weight), (weight * centred).sum(0)))


def _regular(weight: np.ndarray) -> np.ndarray:
    """(T, T) information on the months with the units swept out: diag(sum_i m_it) - sum_i m_i m_i' / sum_t m_it.

    All months up together change nothing, so it is singular along the ones; adding a multiple of the ones makes it
    regular and leaves its solutions for right-hand sides that sum to 0 (as all here do) what the generalised inverse
    gives. A month without a single lost day carries no information and stands alone.
    """
    per_unit, per_month = weight.sum(1), weight.sum(0)
    share = np.divide(weight, per_unit[:, None], out=np.zeros_like(weight), where=per_unit[:, None] > 0)
    empty = per_month == 0
    ones = np.where(empty, 0.0, 1.0)
    return np.diag(per_month + empty) - weight.T @ share + np.outer(ones, ones) * per_month.mean() / len(per_month)


def _connected(reported: np.ndarray) -> bool:
    """Do the months (columns) hang together through units (rows) that reported in several of them?"""
    reached = np.zeros(reported.shape[1], bool)
    reached[:1] = True
    while True:
        wider = np.asarray(reported[reported[:, reached].any(1)].any(0))
        if (wider == reached).all():
            return bool(reached.all())
        reached = wider


def effect(
    outcome: np.ndarray,
    exposure: np.ndarray,
    fits: Sequence[tuple[MonthFit, np.ndarray]],
    after: np.ndarray,
    baseline: np.ndarray,
    *,
    link: Link = "log",
) -> Effect | None:
    """Observed minus expected per exposure over the cells `after`; None when nothing can be judged.

    fits: each fit with the (U,) units it is the comparison of. baseline: (U, T) cells that give each unit's own level.
    The standard error is clustered by unit (n / (n - 1) for the log link; the linear twin carries no such factor, as in
    Butts & Gardner 2022) and takes in the error of the month factors; None under FEWEST_CLUSTERS units (see placebo).
    """
    judged = np.zeros(len(outcome), bool)
    observed, expected, amount = np.zeros((3, len(outcome)))
    gradients = []
    for fit, of_units in fits:
        usable = ~np.isnan(fit.month)
        f, q = after & usable & of_units[:, None], baseline & usable & of_units[:, None]
        month = np.where(usable, fit.month, 0.0)
        on_f, on_q = np.where(f, exposure, 0.0), np.where(q, exposure, 0.0)
        if link == "log":
            scale_f, scale_q = on_f * month, on_q * month
            level = _divide(np.where(q, outcome, 0.0).sum(1), scale_q.sum(1))
            predicted = level[:, None] * scale_f
            total = np.where(f, outcome, 0.0)
        else:
            scale_f, scale_q = on_f, on_q
            level = _divide((on_q * (outcome - month)).sum(1), on_q.sum(1))
            predicted = on_f * (level[:, None] + month)
            total = on_f * outcome
        here = f.any(1) & (scale_q.sum(1) > 0)
        judged |= here
        observed[here], expected[here], amount[here] = total[here].sum(1), predicted[here].sum(1), on_f[here].sum(1)
        moved = level[:, None] * scale_f if link == "log" else scale_f
        back = _divide(moved.sum(1), scale_q.sum(1))[:, None] * scale_q
        gradients.append((fit, -(moved - back)[here].sum(0)))
    whole = amount.sum()
    if not judged.any() or whole <= 0:
        return None
    gap = float((observed - expected).sum() / whole)
    own = np.where(judged, observed - expected - gap * amount, 0.0) / whole
    common = np.sum([fit.carried(gradient) for fit, gradient in gradients], 0) / whole
    n = int(judged.sum())
    factor = n / (n - 1) if link == "log" and n > 1 else 1.0
    se = float(np.sqrt(factor * ((own + common) ** 2).sum())) if n >= FEWEST_CLUSTERS else None
    return Effect(gap, observed, expected, amount, judged, own, common, se, n - 1)


def _divide(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


def observed_expected(
    outcome: np.ndarray,
    exposure: np.ndarray,
    start: np.ndarray,
    *,
    link: Link = "log",
    first: int = 0,
    last: int | None = None,
    fewest: int = FEWEST_IN_A_MONTH,
) -> Effect | None:
    """The estimator on bare arrays, every unit's whole time before its start as baseline.

    outcome, exposure: (U, T), exposure 0 where missing; log link: days and possible days; identity: a value and its
    weight. start: (U,) index of the first period with the initiative, beyond T for none. first, last: the after-window
    in periods since the start (last None: to the end).
    """
    since = np.arange(outcome.shape[1]) - np.asarray(start)[:, None]
    before = (exposure > 0) & (since < 0)
    after = (exposure > 0) & (since >= first) & (since <= (outcome.shape[1] if last is None else last))
    fit = fit_months(outcome, np.where(before, exposure, 0.0), link=link, fewest=fewest)
    if fit is None:
        return None
    everyone = np.ones(len(outcome), bool)
    return effect(outcome, exposure, [(fit, everyone)], after, before, link=link)
