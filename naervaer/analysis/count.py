"""How many of n units are lower, and what chance alone would give."""

from dataclasses import dataclass

import numpy as np
from scipy import special


ENOUGH_UNITS = 5  # fewer are not worth a count (METHODS 2.b)
USUAL_SHARE = 0.8  # "usual by chance" is the central 80 % (METHODS 2.b)


@dataclass(frozen=True)
class Count:
    """Units lower, higher and equal, and how the count compares with chance.

    n                    lower + higher; equal units say nothing about direction and are left out (Dixon & Mood 1946)
    p_two_sided          exact two-sided binomial test against one half
    p_at_least_by_chance how often at least as many of n would be lower if each went up or down by chance alone (0..1)
    usual_by_chance      the central 80 % of what chance gives, as two counts
    wilson95, clopper_pearson95   intervals for the share lower (0..1)
    of_units, p_at_least_of_units, usual_of_units   the same with the equal units kept in: for the sentence "8 of 11
                         units are lower", where an equal unit is one that is not lower
    """

    lower: int
    higher: int
    equal: int
    n: int
    p_two_sided: float
    p_at_least_by_chance: float
    usual_by_chance: tuple[int, int]
    wilson95: tuple[float, float]
    clopper_pearson95: tuple[float, float]
    of_units: int
    p_at_least_of_units: float
    usual_of_units: tuple[int, int]


def count(change: np.ndarray) -> Count | None:
    """The sign count of changes (any unit; NaN is left out). None without a single change."""
    lower, higher, equal = (int(np.count_nonzero(test)) for test in (change < 0, change > 0, change == 0))
    n = lower + higher
    if not n + equal:
        return None
    return Count(
        lower=lower,
        higher=higher,
        equal=equal,
        n=n,
        p_two_sided=sign_test(lower, n),
        p_at_least_by_chance=at_least_by_chance(lower, n),
        usual_by_chance=usual_by_chance(n),
        wilson95=wilson(lower, n),
        clopper_pearson95=clopper_pearson(lower, n),
        of_units=n + equal,
        p_at_least_of_units=at_least_by_chance(lower, n + equal),
        usual_of_units=usual_by_chance(n + equal),
    )


def sign_test(x: int, n: int, share: float = 0.5) -> float:
    """Exact two-sided p of x in n: the summed probability of all counts no likelier than x (as R's binom.test)."""
    probability = _binomial(n, share)
    # R's own margin: two counts of equal probability must not be told apart by rounding.
    return float(min(1.0, probability[probability <= probability[x] * (1 + 1e-7)].sum()))


def at_least_by_chance(x: int, n: int, share: float = 0.5) -> float:
    """The chance of x or more in n."""
    return float(special.bdtrc(x - 1, n, share)) if x > 0 else 1.0


def fisher(x: int, n: int, other_x: int, other_n: int) -> float:
    """Exact two-sided p that x of n and other_x of other_n are the same share (Fisher; as R's fisher.test)."""
    total = x + other_x
    k = np.arange(max(0, total - other_n), min(n, total) + 1)
    log = special.gammaln
    ways = -(log(k + 1) + log(n - k + 1) + log(total - k + 1) + log(other_n - total + k + 1))
    probability = np.exp(ways - special.logsumexp(ways))
    return float(min(1.0, probability[probability <= probability[x - k[0]] * (1 + 1e-7)].sum()))


def usual_by_chance(n: int, central: float = USUAL_SHARE) -> tuple[int, int]:
    """The symmetric run of counts whose chance under a fair coin is nearest `central`: (4, 7) of 11, which has 77 %."""
    low = np.arange(n // 2 + 1)
    covers = 1 - 2 * special.bdtr(low - 1, n, 0.5)
    covers[0] = 1.0
    best = int(np.argmin(np.abs(covers - central)))
    return best, n - best


def wilson(x: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Score interval for a share (Wilson 1927; Newcombe 1998 method 3). Fractions 0..1; all of it when n is 0."""
    if not n:
        return 0.0, 1.0
    z = special.ndtri((1 + confidence) / 2)
    middle = (x + z**2 / 2) / (n + z**2)
    half = z * np.sqrt(x * (n - x) / n + z**2 / 4) / (n + z**2)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def clopper_pearson(x: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Exact interval for a share (Clopper & Pearson 1934). Fractions 0..1."""
    tail = (1 - confidence) / 2
    low = float(special.betaincinv(x, n - x + 1, tail)) if x > 0 else 0.0
    high = float(special.betaincinv(x + 1, n - x, 1 - tail)) if x < n else 1.0
    return low, high


def _binomial(n: int, share: float) -> np.ndarray:
    k = np.arange(n + 1)
    ways = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return np.asarray(np.exp(ways + special.xlogy(k, share) + special.xlog1py(n - k, -share)))
