"""Panels of a made-up municipality with a known true effect, seeded.

Three sorts of unit with their own season, log-normal sizes, a lasting level and a slow drift per unit, shocks that
all share, local noise that hangs together over months and grows as units shrink, days in halves, fewer possible days
in holidays, and a pandemic when asked for. Units start in waves, chosen at random, by the absence of the last twelve
months or by their lasting level. The size of the noise is assumed: a unit's rates of two years correlate by about
0.4, as in real tables.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from naervaer.analysis.study import NEVER, Study


LEVELS = (0.115, 0.105, 0.09)
SEASONS = ((0.22, 0.1), (0.14, 0.05), (0.18, 0.12))  # amplitude and phase of the yearly wave, per sort
WORKDAYS = np.array([21, 20, 22, 19, 19, 21, 23, 22, 21, 22, 21, 20])
TAKEN_AS_HOLIDAY = np.array([0, 0.04, 0.02, 0.03, 0.01, 0.02, 0.55, 0.15, 0.01, 0.03, 0, 0.12])


@dataclass(frozen=True)
class Scenario:
    """units, months, waves (months of start), n_started, how they are chosen, the true factor from the start on."""

    units: int = 60
    months: int = 84
    waves: tuple[int, ...] = (40, 48, 56, 64)
    started: int = 15
    chosen: str = "random"  # random | high (last twelve months) | level (lasting)
    strictness: float = 1.0  # how sharply high absence decides; random is 0
    factor: float = 1.0
    pandemic: bool = False
    drift: float = 1.0
    gaps: bool = False
    shape: str = "step"  # step | ramp | fading
    per_year: int = 12


# The scenarios of METHODS 3.3, in its letters.
SCENARIOS = {
    "A": Scenario(),
    "B": Scenario(chosen="high"),
    "C": Scenario(chosen="high", strictness=2.0),
    "D": Scenario(chosen="level"),
    "E": Scenario(chosen="high", pandemic=True),
    "F": Scenario(chosen="high", months=38, waves=(26,)),
    "G": Scenario(chosen="high", drift=2.0),
    "H": Scenario(chosen="high", units=40, started=5, waves=(48,)),
    "I": Scenario(chosen="high", gaps=True),
    "N": Scenario(units=150, started=60),
    "O": Scenario(chosen="high", months=50, waves=(38,)),
    "P": Scenario(chosen="high", months=108, waves=(72, 78, 84, 90)),
    "J": Scenario(factor=0.9),
    "L": Scenario(factor=0.8),
    "K": Scenario(factor=0.8, chosen="high"),
    "M": Scenario(factor=0.9, units=150, started=60),
    "R": Scenario(factor=1.2),
}


def panel(scenario: Scenario, seed: int) -> tuple[Study, float]:
    """Days and starts, and the true effect in the judged window (0-11 months) as a fraction of possible days."""
    rng = np.random.default_rng(seed)
    possible, mean = _mean_days(scenario, rng)
    without = _days(rng, mean, possible)
    start = _starts(scenario, rng, without, possible, mean)
    since = np.arange(scenario.months) - start[:, None]
    factor = _factor(scenario, since)
    # The same chance with and without the effect, so that the true effect is known for these very units and months.
    lost = np.round(2 * without * factor) / 2
    after = (since >= 0) & (since < 12)
    true = float((mean * (factor - 1) * after).sum() / max((possible * after).sum(), 1))
    observed = _reported(scenario, rng, start)
    lost, possible = np.where(observed, lost, 0), np.where(observed, possible, 0)
    kind = np.array([f"type {unit % 3}" for unit in range(scenario.units)], dtype=object)
    unit = np.array([f"Enhet {unit}" for unit in range(scenario.units)], dtype=object)
    period = np.datetime64("2012-01", "M") + np.arange(scenario.months)
    built = Study(np.minimum(lost, possible), possible, start, kind, unit, period, 12)
    return (built, true) if scenario.per_year == 12 else (_quarters(built), true)


def _mean_days(scenario: Scenario, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    n, t = scenario.units, np.arange(scenario.months)
    size = np.clip(np.exp(rng.normal(np.log(25), 0.5, n)), 8, 150)
    calendar = t % 12
    sort = np.arange(n) % 3
    possible = np.round(2 * size[:, None] * (WORKDAYS * (1 - TAKEN_AS_HOLIDAY))[calendar]) / 2
    wave = np.array([a * np.cos(2 * np.pi * (t / 12 - p)) for a, p in SEASONS])[sort]
    log_rate = np.log(np.array(LEVELS))[sort][:, None] + wave
    log_rate = log_rate + rng.normal(0, 0.12, n)[:, None]
    log_rate = log_rate + _walk(rng, (n, len(t)), 0.985, 0.19 * scenario.drift)
    log_rate = log_rate + _walk(rng, (1, len(t)), 0.8, 0.06)
    log_rate = log_rate + _walk(rng, (n, len(t)), 0.75, 1.5 / np.sqrt(size))
    if scenario.pandemic:
        pulse = np.exp(-0.5 * ((t - scenario.waves[1] - 4) / 3.0) ** 2)
        # Up to a fifth at the peak: Stavanger's yearly report for 2020 reckons with 1.0 point of 8.3 over the whole.
        log_rate = log_rate + pulse * rng.uniform(0.05, 0.2, 3)[sort][:, None]
    return possible, np.minimum(np.exp(log_rate), 0.6) * possible


def _walk(rng: np.random.Generator, shape: tuple[int, int], keep: float, sd: float | np.ndarray) -> np.ndarray:
    """(n, t) stationary first-order autoregression with standard deviation sd."""
    noise = rng.normal(size=shape)
    for month in range(1, shape[1]):
        noise[:, month] = keep * noise[:, month - 1] + np.sqrt(1 - keep**2) * noise[:, month]
    return np.reshape(sd, (-1, 1)) * noise


def _days(rng: np.random.Generator, mean: np.ndarray, possible: np.ndarray) -> np.ndarray:
    spells = 8.0  # days that come together, as a variance of so many days per expected day
    return np.minimum(rng.gamma(mean / spells, spells), possible)


def _starts(
    scenario: Scenario, rng: np.random.Generator, lost: np.ndarray, possible: np.ndarray, mean: np.ndarray
) -> np.ndarray:
    start = np.full(scenario.units, NEVER)
    shares = np.array_split(np.arange(scenario.started), len(scenario.waves))
    for wave, share in zip(scenario.waves, shares, strict=True):
        last_year = slice(wave - 12, wave)
        seen = np.log(lost[:, last_year].sum(1) / possible[:, last_year].sum(1))
        lasting = np.log(mean.sum(1) / possible.sum(1))
        score = {"random": 0 * seen, "high": seen, "level": lasting}[scenario.chosen]
        score = 3.3 * scenario.strictness * (score - score.mean()) + rng.gumbel(size=scenario.units)
        score[start < NEVER] = -np.inf
        start[np.argsort(-score)[: len(share)]] = wave
    return start


def _factor(scenario: Scenario, since: np.ndarray) -> np.ndarray:
    shape = {
        "step": 1.0,
        "ramp": np.clip((since + 1) / 6, 0, 1),
        "fading": np.clip(1 - since / 12, 0, 1),
    }[scenario.shape]
    return 1 + (scenario.factor - 1) * shape * (since >= 0)


def _reported(scenario: Scenario, rng: np.random.Generator, start: np.ndarray) -> np.ndarray:
    observed = np.ones((scenario.units, scenario.months), bool)
    if scenario.gaps:
        observed &= rng.random(observed.shape) > 0.04
        for unit in np.flatnonzero(rng.random(scenario.units) < 0.15):
            if start[unit] == NEVER:
                month = rng.integers(12, scenario.months - 12)
                observed[unit, :month] = rng.random() < 0.5
                observed[unit, month:] = not observed[unit, 0]
    return observed


def _quarters(monthly: Study) -> Study:
    """Three months summed to one; starts fall on the first month of a quarter or are moved there."""
    threes = (len(monthly.unit), -1, 3)
    start = np.where(monthly.start < NEVER, monthly.start // 3, NEVER)
    return Study(
        monthly.lost.reshape(threes).sum(2),
        monthly.possible.reshape(threes).sum(2),
        start,
        monthly.kind,
        monthly.unit,
        monthly.period[::3],
        4,
    )


def frame(study: Study) -> pd.DataFrame:
    """The panel as a table anyone can bring: unit, period, lost, possible, start, area."""
    unit, period = np.nonzero(study.possible > 0)
    begins = np.array(
        [str(study.period[0] + 12 // study.per_year * start) + "-01" if start < NEVER else "" for start in study.start],
        dtype=object,
    )
    return pd.DataFrame(
        {
            "unit": study.unit[unit],
            "period": study.period[period].astype(str).astype(object) + "-01",
            "lost": study.lost[unit, period],
            "possible": study.possible[unit, period],
            "start": begins[unit],
            "area": study.kind[unit],
        }
    )
