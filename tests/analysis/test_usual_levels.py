"""How high units truly lie: with a known truth the drawn levels come nearer it, and who is said to lie high, does."""

import numpy as np
import pytest

from naervaer.analysis.shrinkage import tau2_dersimonian_laird
from naervaer.analysis.study import NEVER, Study
from naervaer.analysis.usual_levels import usual_levels


YEARS = 5


def made(seed, units=40, between=0.25, within=0.3, possible=4000.0):
    """Units whose log levels differ by `between` and whose years swing by `within` around them; and the true levels."""
    rng = np.random.default_rng(seed)
    true = 0.09 * np.exp(rng.normal(0, between, units))
    years = np.repeat(np.exp(rng.normal(0, within, (units, YEARS))), 12, axis=1)
    season = 1 + 0.3 * np.cos(2 * np.pi * np.arange(12 * YEARS) / 12)
    days = np.full((units, 12 * YEARS), possible / 12)
    lost = days * np.clip(true[:, None] * years * season, 0, 0.9)
    period = np.datetime64("2020-01", "M") + np.arange(12 * YEARS)
    names = np.array([f"Enhet {unit}" for unit in range(units)], object)
    kind = np.full(units, "barnehage", object)
    return Study(lost, days, np.full(units, NEVER), kind, names, period, 12), true


def levels(study, kind=None, among=None):
    among = np.ones(len(study.unit), bool) if among is None else among
    return usual_levels(study, study.kind if kind is None else kind, among)


def test_the_drawn_level_is_nearer_the_true_one_than_the_last_year_is():
    errors = []
    for seed in range(20):
        study, true = made(seed)
        found = levels(study)
        errors.append([np.square(np.log(rate / true)).mean() for rate in (found.rate, found.usual)])
    last_year, drawn = np.mean(errors, 0)
    assert drawn < 0.65 * last_year


def test_those_said_to_lie_high_do():
    said = truly = 0
    for seed in range(40):
        study, true = made(seed)
        found = levels(study)
        said += found.surely_high.sum()
        truly += (found.surely_high & (true > np.median(true))).sum()
    assert said > 60
    assert truly / said > 0.88


def test_where_units_do_not_truly_differ_nobody_is_said_to_lie_high():
    said = [levels(made(seed, between=0.0)[0]).surely_high.sum() for seed in range(20)]
    assert np.mean(said) < 1


def test_the_factor_is_that_of_the_moments():
    """Units of one size: every ratio is drawn by tau2 / (tau2 + v), v being half the mean squared yearly change."""
    study, _ = made(1)
    found = levels(study)
    lost, possible = (part.reshape(40, YEARS, 12).sum(2) for part in (study.lost, study.possible))
    ratios = np.log(lost / possible / (lost.sum(0) / possible.sum(0)))
    variance = (np.diff(ratios, axis=1) ** 2).mean() / 2 * 40 / 39
    ratio = ratios[:, -1]
    tau2 = tau2_dersimonian_laird(ratio, np.full(40, variance))
    trust = tau2 / (tau2 + variance)
    drawn = ratio.mean() + trust * (ratio - ratio.mean())
    assert found.usual == pytest.approx(found.centre * np.exp(drawn))


def test_a_kind_of_fewer_than_ten_is_not_judged():
    study, _ = made(2, units=25)
    kind = np.where(np.arange(25) < 9, "sykehjem", "barnehage").astype(object)
    found = levels(study, kind)
    assert not found.known[:9].any() and found.known[9:].all()
    assert not found.surely_high[:9].any()


def test_units_left_out_move_nothing():
    study, _ = made(3)
    among = np.arange(40) != 7
    wild = Study(
        np.where(among[:, None], study.lost, 300.0),
        study.possible,
        study.start,
        study.kind,
        study.unit,
        study.period,
        12,
    )
    one, other = levels(study, among=among), levels(wild, among=among)
    assert np.isnan(other.usual[7])
    assert other.usual[among] == pytest.approx(one.usual[among])


def test_one_year_tells_nothing_of_chance():
    study, _ = made(4)
    short = Study(
        study.lost[:, :12], study.possible[:, :12], study.start, study.kind, study.unit, study.period[:12], 12
    )
    assert not levels(short).known.any()
