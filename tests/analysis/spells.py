"""Panels of a municipality made in another way than the simulator's: absence comes in spells.

Spells begin by chance (negative binomial), a few of them last for months, and their days fall in the months they
reach. Units have seasons and trends of their own and shrink or grow; shocks that all share have heavy tails. A unit's
rates of two years correlate by about 0.3, so units chosen for a high year fall back further than in the simulator.
"""

from dataclasses import dataclass

import numpy as np

from naervaer.analysis.study import NEVER, Study


WORKDAYS = np.array([21, 20, 22, 19, 19, 21, 14, 19, 21, 22, 21, 19])
A_MONTH = 21  # workdays, for how spells spread over months
REACH = 14  # months a spell can reach into
LEVEL = 0.095
SHAPE = 3.0  # of the negative binomial, for a unit of 25: the smaller, the more spells come together


@dataclass(frozen=True)
class Spells:
    """units, months, waves (months of start), n started, how they are chosen, the true factor from the start on.

    median   full-time equivalents of the middle unit
    common   standard deviation of a month's shared shock; drift: of a unit's own yearly trend
    missing  share of unit-months without figures; late: share of units that open or close on the way
    """

    units: int = 60
    months: int = 70
    waves: tuple[int, ...] = (26, 34, 42, 50)
    started: int = 15
    chosen: str = "random"  # random | high (the highest of the last twelve months)
    factor: float = 1.0
    median: float = 25.0
    common: float = 0.05
    drift: float = 0.02
    missing: float = 0.0
    late: float = 0.0


def lengths(rng: np.random.Generator, n: int) -> np.ndarray:
    """(n,) workdays of a spell: half of them under a week, one in a hundred over four months."""
    return np.clip(np.exp(rng.normal(1.4, 1.35, n)), 0.5, 250)


def days_in_month(rng: np.random.Generator, length: np.ndarray, month: int) -> np.ndarray:
    """How much of spells that begin on any day of month 0 falls `month` months later; rng must be the same for all."""
    first = month * A_MONTH - rng.uniform(0, A_MONTH, len(length))
    return np.clip(np.minimum(length, first + A_MONTH) - np.maximum(0, first), 0, None)


_SAMPLE = lengths(np.random.default_rng(0), 100_000)
SHARES = np.array([days_in_month(np.random.default_rng(1), _SAMPLE, month).mean() for month in range(REACH)])


def panel(made: Spells, seed: int) -> tuple[Study, float]:
    """Days and starts, and the true effect of the units that can be judged, as a fraction of possible days."""
    rng = np.random.default_rng(seed)
    months = made.months + REACH  # the first are lived through, so that old spells are there from the beginning
    size = np.clip(np.exp(rng.normal(np.log(made.median), 0.6, made.units)), 4, 400)
    kind = rng.integers(0, 3, made.units)
    moves = np.cumsum(rng.normal(0, 0.01, (made.units, months)), 1)
    possible = np.round(size[:, None] * np.exp(moves) * WORKDAYS[np.arange(months) % 12], 1)
    begun = _rates(made, rng, size, kind, months) * possible / SHARES.sum()
    mean = sum(np.pad(begun, ((0, 0), (month, 0)))[:, :months] * SHARES[month] for month in range(REACH))
    lost, mean, possible = (part[:, REACH:] for part in (_lived(rng, begun, size), mean, possible))
    start = _starts(made, rng, lost / possible)
    since = np.arange(made.months) - start[:, None]
    factor = np.where(since >= 0, made.factor, 1.0)
    seen = _reported(made, rng)
    judged = seen & (since >= 0) & (since < 12) & ((seen & (since < 0)).sum(1) >= 24)[:, None]
    judged &= (judged.sum(1) >= 6)[:, None]
    true = float((mean * (factor - 1) * judged).sum() / max((possible * judged).sum(), 1))
    lost, possible = (np.where(seen, part, 0) for part in (np.minimum(lost * factor, possible), possible))
    sort = np.array([f"slag {number}" for number in kind], object)
    unit = np.array([f"Enhet {number}" for number in range(made.units)], object)
    period = np.datetime64("2012-01", "M") + np.arange(made.months)
    return Study(lost, possible, start, sort, unit, period, 12), true


def _rates(made: Spells, rng: np.random.Generator, size: np.ndarray, kind: np.ndarray, months: int) -> np.ndarray:
    """(U, T) the rate each unit is heading for."""
    n, t = made.units, np.arange(months)
    season = (
        0.18 * np.exp(rng.normal(0, 0.5, n))[:, None] * np.cos(2 * np.pi * (t / 12 - rng.normal(0, 0.06, n)[:, None]))
    )
    common, own = np.zeros(months), np.zeros((n, months))
    shocks = made.common * rng.standard_t(3, months) / np.sqrt(3)
    keep = np.clip(rng.normal(0.7, 0.1, n), 0, 0.95)
    noise = 0.15 * np.sqrt(25 / size)[:, None] * rng.standard_t(4, (n, months)) / np.sqrt(2)
    for month in range(1, months):
        common[month] = 0.85 * common[month - 1] + shocks[month]
        own[:, month] = keep * own[:, month - 1] + np.sqrt(1 - keep**2) * noise[:, month]
    lasting = np.log(LEVEL * (0.9 + 0.1 * kind)) + rng.normal(0, 0.15, n)
    trend = rng.normal(0, made.drift, n)[:, None] * (t - months / 2) / 12
    return np.minimum(np.exp(lasting[:, None] + season + common + own + trend), 0.5)


def _lived(rng: np.random.Generator, begun: np.ndarray, size: np.ndarray) -> np.ndarray:
    """(U, T) the days that spells took, of which so many (U, T) begin on average."""
    shape = SHAPE * np.maximum(size / 25, 0.3)[:, None]
    spells = rng.negative_binomial(np.broadcast_to(shape, begun.shape), shape / (shape + np.maximum(begun, 1e-9)))
    unit, month = (np.repeat(place, spells[spells > 0]) for place in np.nonzero(spells))
    length, seed, lost = lengths(rng, len(unit)), rng.integers(2**32), np.zeros(begun.shape)
    for later in range(REACH):
        days = days_in_month(np.random.default_rng(seed), length, later)
        inside = (days > 0) & (month + later < begun.shape[1])
        np.add.at(lost, (unit[inside], month[inside] + later), days[inside])
    return lost


def _starts(made: Spells, rng: np.random.Generator, rate: np.ndarray) -> np.ndarray:
    start = np.full(made.units, NEVER)
    for wave, share in zip(made.waves, np.array_split(np.arange(made.started), len(made.waves)), strict=True):
        score = rate[:, wave - 12 : wave].mean(1) if made.chosen == "high" else rng.random(made.units)
        score = np.where(start < NEVER, -np.inf, score)
        start[np.argsort(-score)[: len(share)]] = wave
    return start


def _reported(made: Spells, rng: np.random.Generator) -> np.ndarray:
    seen = rng.random((made.units, made.months)) >= made.missing
    for unit in np.flatnonzero(rng.random(made.units) < made.late):
        opens = rng.random() < 0.7
        seen[unit, : rng.integers(6, 52) if opens else 0] = False
        seen[unit, made.months if opens else rng.integers(46, made.months) :] = False
    return seen
