"""One series before and after a start, when there is nobody to compare with: own history only, and weaker evidence.

Level, trend, season and a step, with errors that hang together from month to month (AR(1)) fitted by restricted maximum
likelihood. How strongly they hang together is uncertain in short series, so it is integrated out instead of guessed
(Turner et al. 2021, BMC Med Res Methodol 21:181; Prais & Winsten 1954). Newey-West intervals are far too narrow here
(METHODS 0.4).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special


GRID = np.linspace(-0.30, 0.97, 64)  # METHODS 2.d
YEARS_BEFORE, YEARS_AFTER = 3, 1  # fewest, METHODS 2.d
NO_ERROR = 1e-9  # of a logarithm: what rounding leaves of a series that has no noise at all
# A month without a lost day has no logarithm and is left out. With more of them than this share, what is left out is
# just what a fall would look like.
MOST_WITHOUT_ABSENCE = 0.05


class TooLittle(StrEnum):
    """Why a series cannot be judged by itself."""

    SHORT = "series_too_short"
    WITHOUT_ABSENCE = "series_without_absence"
    WITHOUT_CHANCE = "series_without_chance"


@dataclass(frozen=True)
class Reml:
    """Regression with AR(1) errors.

    rho           the restricted maximum likelihood estimate of the autocorrelation
    coefficients, se   (p,) generalised least squares at rho
    grid_coefficients, grid_se, weight   (64, p), (64, p), (64,) the same over GRID and how likely each of its points is
    df            observations minus coefficients
    """

    rho: float
    coefficients: np.ndarray
    se: np.ndarray
    grid_coefficients: np.ndarray
    grid_se: np.ndarray
    weight: np.ndarray
    df: int

    def mean(self, column: int) -> float:
        """A coefficient with the autocorrelation integrated out."""
        return float(self.weight @ self.grid_coefficients[:, column])

    def interval(self, column: int, confidence: float) -> tuple[float, float]:
        """Quantiles of the mixture of t distributions over GRID."""
        centre, scale = self.grid_coefficients[:, column], self.grid_se[:, column]
        tail = (1 - confidence) / 2
        return self._quantile(centre, scale, tail), self._quantile(centre, scale, 1 - tail)

    def _quantile(self, centre: np.ndarray, scale: np.ndarray, probability: float) -> float:
        each = centre + special.stdtrit(self.df, probability) * scale
        low, high = float(each.min()), float(each.max())
        for _ in range(200):
            middle = (low + high) / 2
            if self.weight @ special.stdtr(self.df, (middle - centre) / scale) < probability:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def reml_ar1(y: np.ndarray, x: np.ndarray, time: np.ndarray) -> Reml:
    """Fit y ~ x with AR(1) errors; time: whole numbers, gaps allowed. ValueError for fewer rows than columns + 2."""
    n, p = x.shape
    if n < p + 2:
        raise ValueError("too few observations")
    fits = [_at(rho, y, x, time) for rho in GRID]
    likelihood = np.array([fit[2] for fit in fits])
    weight = np.exp(likelihood - likelihood.max())
    rho = _maximum(y, x, time, int(likelihood.argmax()))
    coefficients, se, _ = _at(rho, y, x, time)
    return Reml(
        rho,
        coefficients,
        se,
        np.array([fit[0] for fit in fits]),
        np.array([fit[1] for fit in fits]),
        weight / weight.sum(),
        n - p,
    )


def _at(rho: float, y: np.ndarray, x: np.ndarray, time: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Coefficients, standard errors and restricted log-likelihood at one autocorrelation (Prais-Winsten transform)."""
    gap = np.diff(time)
    keep = np.concatenate([[0.0], rho**gap])
    scale = np.concatenate([[np.sqrt(1 - rho**2)], np.sqrt((1 - rho**2) / (1 - rho ** (2 * gap)))])
    shifted_y, shifted_x = np.concatenate([[0.0], y[:-1]]), np.vstack([np.zeros(x.shape[1]), x[:-1]])
    ty, tx = scale * (y - keep * shifted_y), scale[:, None] * (x - keep[:, None] * shifted_x)
    q, r = np.linalg.qr(tx)
    coefficients = np.linalg.solve(r, q.T @ ty)
    df = len(y) - x.shape[1]
    rss = float(((ty - tx @ coefficients) ** 2).sum())
    inverse = np.linalg.inv(r)
    se = np.sqrt(rss / df * (inverse**2).sum(1))
    logdet = 2 * np.log(np.abs(np.diag(r))).sum()
    return coefficients, se, float(np.log(scale).sum() - logdet / 2 - df / 2 * np.log(rss))


def _maximum(y: np.ndarray, x: np.ndarray, time: np.ndarray, near: int) -> float:
    """The likeliest autocorrelation between the neighbours of a grid point, by golden section."""
    low, high = GRID[max(near - 1, 0)], GRID[min(near + 1, len(GRID) - 1)]
    golden = (np.sqrt(5) - 1) / 2
    for _ in range(60):
        left, right = high - golden * (high - low), low + golden * (high - low)
        if _at(left, y, x, time)[2] > _at(right, y, x, time)[2]:
            high = right
        else:
            low = left
    return float((low + high) / 2)


@dataclass(frozen=True)
class SingleSeries:
    """The step at the start: relative change (0.1 = 10 % more), its 95 % interval, the autocorrelation, and what it
    rests on.

    weak: less than the three years before and one after that make a fair basis ("svakt grunnlag")
    """

    step_relative: float
    ci95_relative: tuple[float, float]
    rho: float
    weak: bool


def interrupted_time_series(rate: np.ndarray, share: np.ndarray, per_year: int) -> SingleSeries | None:
    """The step in a series of rates (T,), NaN where missing; share (T,): how much of it had started (0..1).

    None where too_little says why.
    """
    if too_little(rate, share, per_year):
        return None
    y, x, time = _design(rate, share, per_year)
    fit = reml_ar1(y, x, time)
    low, high = (float(np.expm1(edge)) for edge in fit.interval(2, 0.95))
    return SingleSeries(float(np.expm1(fit.mean(2))), (low, high), fit.rho, per_year < 12)


def too_little(rate: np.ndarray, share: np.ndarray, per_year: int) -> TooLittle | None:
    """What keeps a series, as interrupted_time_series takes it, from being judged; None when nothing does.

    It needs three years before (quarters: 12) and one year after the start, hardly a month without absence, and some
    error around its curve: without any, nothing tells how far off it could be.
    """
    observed, known = ~np.isnan(rate), np.nan_to_num(rate) > 0
    if (observed & ~known).sum() > MOST_WITHOUT_ABSENCE * observed.sum():
        return TooLittle.WITHOUT_ABSENCE
    before, after = int((known & (share == 0)).sum()), int((known & (share > 0)).sum())
    if before < YEARS_BEFORE * per_year or after < YEARS_AFTER * per_year:
        return TooLittle.SHORT
    y, x, _ = _design(rate, share, per_year)
    exact = np.allclose(x @ np.linalg.lstsq(x, y, rcond=None)[0], y, rtol=0, atol=NO_ERROR)
    return TooLittle.WITHOUT_CHANCE if exact else None


def _design(rate: np.ndarray, share: np.ndarray, per_year: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Log rates, their columns (level, trend, step, season) and their places in time; months with absence only."""
    known = np.nan_to_num(rate) > 0
    time = np.flatnonzero(known)
    angle = 2 * np.pi * time / per_year
    first = int(np.argmax(share > 0))
    columns = [np.ones(len(time)), (time - first) / per_year, share[known], np.cos(angle), np.sin(angle)]
    columns += [np.cos(2 * angle), np.sin(2 * angle)] if per_year > 4 else [np.cos(2 * angle)]
    return np.log(rate[known]), np.column_stack(columns), time
