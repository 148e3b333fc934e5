"""Days lost, made as absence is made: many short spells, a few long ones, and most of the days with a few employees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from naervaer.example.working_days import days_of, is_working_day, month_of_year


Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# January to December; mean 1. Together they give KS' quarters 2019-2024 (1.13, 0.98, 0.81, 1.07), and each its own
# swing over the year (short 1.85, long 1.45; Stavanger 2017: 2.0-3.7 % and 4.2-6.1 %).
SHORT_SEASON = np.array([1.26, 1.24, 1.10, 0.96, 0.95, 0.87, 0.68, 0.83, 1.03, 1.04, 1.04, 1.00])
LONG_SEASON = np.array([1.11, 1.11, 1.08, 1.04, 1.02, 0.95, 0.80, 0.79, 0.82, 1.05, 1.12, 1.14])

# How much the pandemic put on short and on long absence. Stavanger: about 1.0 point of 8.3 in 2020; KS: a record in the
# first quarter of 2022 (11.1 % against 8.6 % in the second).
PANDEMIC = {
    ("2020-11", "2021-05"): (1.25, 1.03),
    ("2021-09", "2021-12"): (1.20, 1.03),
    ("2022-01", "2022-03"): (1.45, 1.04),
}
DRIFT_PER_YEAR = 0.01  # KS: 6.95 % (2019) to 7.7 % (2022-2023), a good percent a year outside the pandemic

# Calendar days of a short spell (1-16). Days 1-3 and 4-16 carry about as many lost days each (Bergen, Q3 2010).
SHORT_LENGTHS = np.arange(1, 17)
SHORT_SHARES = np.array([36, 28, 17, 4.5, 3.5, 2.5, 2.0, 1.6, 1.2, 0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3]) / 100
LONG_FROM = 17
LONG_AT_MOST = 365  # sickness benefit ends after 52 weeks
LONG_MEDIAN, LONG_SPREAD = 46.0, 1.10  # days beyond the 17th; log-normal
HALF_GRADED = 0.25  # share of long spells on half-time sick leave

# Set so that in Lillevang 5 % of the employees have about 43 % of the days of a year (KRL 2015, Denmark: 42.7 %). Where
# there is more absence, as in Norway, the same spells are spread over more people.
PERSON_SPREAD = 0.75
UNIT_SPREAD = 0.15  # how much units of one kind differ for good, on the log scale
UNIT_WANDERING = 0.16  # how far a unit strays from its own level, on the log scale
UNIT_MEMORY = 0.90  # from one month to the next
DAYS_BEFORE = 400  # spells may have begun before the first month
LENGTHS_DRAWN = 20_000  # spells take their lengths from a drawn stock, whose mean is known


@dataclass(frozen=True)
class Staff:
    """Units to be given absence. employees (units x months) counts heads; rate (units) is the usual share of days lost,
    0-1; short_share (units) is the part of it in spells of 1-16 days."""

    employees: Integers
    rate: Floats
    short_share: Floats


@dataclass(frozen=True)
class Spells:
    """One row per spell: the unit, the person's number within it, the first day counted from the first month, the
    length in calendar days, and the part of the day lost (0.5 when graded)."""

    unit: Integers
    person: Integers
    start: Integers
    length: Integers
    grade: Floats


def absence(
    staff: Staff, months: NDArray[np.datetime64], country: str, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Working days lost in short and in long spells, each units x months, as if everybody worked full time."""
    short, long = spells(staff, months, random)
    units = len(staff.rate)
    # Long spells go on through the summer, but in the weeks of holiday nobody is counted as away.
    return (
        lost_days(short, units, months, country),
        lost_days(long, units, months, country) * LONG_SEASON[month_of_year(months)],
    )


def spells(staff: Staff, months: NDArray[np.datetime64], random: np.random.Generator) -> tuple[Spells, Spells]:
    """The short and the long spells of every unit, drawn from `random`; months is consecutive datetime64[M]."""
    people = staff.employees.max(axis=1)
    unit = np.repeat(np.arange(len(people)), people)
    person = np.arange(len(unit)) - np.repeat(np.cumsum(people) - people, people)
    proneness = _around_one(PERSON_SPREAD, random.standard_normal(len(unit)))
    usual = staff.rate * _around_one(UNIT_SPREAD, random.standard_normal(len(people)))
    wandering = _around_one(UNIT_WANDERING, _remembered(random.standard_normal((len(people), len(months)))))
    drift = np.exp(DRIFT_PER_YEAR * (np.arange(len(months)) - len(months) / 2) / 12)

    def drawn(share: Floats, intensity: Floats, length: Integers, grade: Floats) -> Spells:
        per_day = (usual * share)[unit] * proneness / np.mean(length * grade)
        return _spells(unit, person, per_day, wandering * intensity, length, grade, staff.employees, months, random)

    short_length = random.choice(SHORT_LENGTHS, LENGTHS_DRAWN, p=SHORT_SHARES)
    beyond = LONG_MEDIAN * np.exp(LONG_SPREAD * random.standard_normal(LENGTHS_DRAWN))
    long_length = np.minimum(LONG_FROM + beyond, LONG_AT_MOST).astype(np.int64)
    long_grade = np.where(random.random(LENGTHS_DRAWN) < HALF_GRADED, 0.5, 1.0)
    season = SHORT_SEASON[month_of_year(months)]
    return (
        drawn(staff.short_share, drift * season * _pandemic(months, 0), short_length, np.ones(LENGTHS_DRAWN)),
        drawn(1 - staff.short_share, drift * _pandemic(months, 1), long_length, long_grade),
    )


def lost_days(spells: Spells, units: int, months: NDArray[np.datetime64], country: str) -> Floats:
    """Working days lost per unit and month (units x months), each spell counted as if its person worked full time."""
    days = days_of(months)
    width = len(days) + 1
    start = spells.unit * width + np.clip(spells.start, 0, len(days))
    end = spells.unit * width + np.clip(spells.start + spells.length, 0, len(days))
    steps = np.bincount(start, spells.grade, units * width) - np.bincount(end, spells.grade, units * width)
    away = np.cumsum(steps.reshape(units, width), axis=1)[:, :-1] * is_working_day(days, country)
    first_days = np.searchsorted(days, months.astype("datetime64[D]"))
    return np.asarray(np.add.reduceat(away, first_days, axis=1), dtype=float)


def _spells(
    unit: Integers,
    person: Integers,
    per_day: Floats,
    intensity: Floats,
    length: Integers,
    grade: Floats,
    employees: Integers,
    months: NDArray[np.datetime64],
    random: np.random.Generator,
) -> Spells:
    """A Poisson process for each person, thinned to the intensity (units x months) and to those employed then."""
    highest = intensity.max()
    days = days_of(months)
    n = random.poisson(per_day * highest * (len(days) + DAYS_BEFORE))
    unit, person = np.repeat(unit, n), np.repeat(person, n)
    start = random.integers(-DAYS_BEFORE, len(days), len(unit))
    month = (days[np.maximum(start, 0)].astype("datetime64[M]") - months[0]).astype(int)
    kept = (random.random(len(unit)) * highest < intensity[unit, month]) & (person < employees[unit, month])
    which = random.integers(0, len(length), len(unit))[kept]
    return Spells(unit[kept], person[kept], start[kept], length[which], grade[which])


def _around_one(spread: float, normal: Floats) -> Floats:
    return np.exp(spread * normal - spread**2 / 2)


def _remembered(normal: Floats) -> Floats:
    """Independent normal numbers (units x months) made to hang together over time, still with spread 1."""
    together = normal.copy()
    for month in range(1, normal.shape[1]):
        together[:, month] = UNIT_MEMORY * together[:, month - 1] + np.sqrt(1 - UNIT_MEMORY**2) * normal[:, month]
    return together


def _pandemic(months: NDArray[np.datetime64], kind: int) -> Floats:
    factor = np.ones(len(months))
    for (first, last), added in PANDEMIC.items():
        factor[(months >= np.datetime64(first)) & (months <= np.datetime64(last))] = added[kind]
    return factor
