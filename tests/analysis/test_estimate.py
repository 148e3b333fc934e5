"""Who is compared with whom, by which baseline, and with what error."""

from dataclasses import replace

import numpy as np
import pytest

from naervaer.analysis import baseline, comparison
from naervaer.analysis.checks import bracketing, excludes_zero, p_value, precheck
from naervaer.analysis.estimate import estimate, smallest_detectable
from naervaer.analysis.placebo import Placebo, placebo, spread, with_placebo_error
from naervaer.analysis.study import NEVER, Study
from tests import plain
from tests.analysis.simulator import SCENARIOS, Scenario, panel


def bare(starts, months=72, kind=None, level=0.1):
    """Units with 100 possible days a month and the same level, the same months."""
    n = len(starts)
    possible = np.full((n, months), 100.0)
    names = np.array([f"Enhet {i}" for i in range(n)], object)
    kinds = np.full(n, "", object) if kind is None else np.array(kind, object)
    period = np.datetime64("2012-01", "M") + np.arange(months)
    start = np.array([NEVER if start is None else start for start in starts])
    return Study(possible * level, possible, start, kinds, names, period, 12)


@pytest.mark.parametrize(
    ("start", "first", "months"),
    [
        (36, 0, (0, 35)),
        (35, 0, (0, 22)),
        (24, 0, (0, 11)),
        (23, 0, None),
        (66, 0, (6, 65)),
        (36, 6, (0, 23)),
        (36, 12, (0, 23)),
        (36, 5, (0, 35)),
        (71, 6, (0, 58)),
    ],
)
def test_baseline_rule(start, first, months):
    found = np.flatnonzero(baseline.by_rule(bare([start]), first)[0])
    assert (None if not len(found) else (found[0], found[-1])) == months


def test_baseline_of_under_a_year_is_none():
    study = bare([30])
    possible = study.possible.copy()
    possible[0, 4:12] = 0
    gappy = replace(study, possible=possible, lost=possible / 10)
    assert gappy.history[0] == 22
    assert not baseline.by_rule(gappy, 0).any()
    assert not baseline.fixed(bare([20]), baseline.SKIP).any(), "eight months are left when the last year is skipped"
    assert baseline.fixed(bare([20]), baseline.FULL).sum() == 20


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_estimate_by_the_rule_agrees_with_the_plain_twin(seed):
    rng = np.random.default_rng(seed)
    study = bare([*rng.integers(20, 60, 8), *[None] * 8], months=66)
    possible = rng.uniform(50, 400, (16, 66)) * (rng.random((16, 66)) > 0.08)
    random = replace(study, possible=possible, lost=possible * rng.uniform(0.02, 0.2, (16, 66)))
    found = estimate(random, 0, 11)
    slow = plain.observed_expected(random.lost.tolist(), possible.tolist(), study.start.tolist(), 11, by_rule=True)
    assert (found.effect, found.se) == pytest.approx((slow["effect"], slow["se"]), rel=1e-6)
    assert found.n == slow["n"]


def test_own_kind_is_compared_with_where_it_has_ten_units_in_every_month():
    kinds = ["barnehage"] * 12 + ["sykehjem"] * 8
    study = bare([40, 40] + [None] * 10 + [40] + [None] * 7, kind=kinds)
    after = study.window(0, 11) & study.started[:, None]
    assert comparison.own_kinds(study, after) == ["barnehage"]
    members = {units.sum(): fit for fit, units in comparison.fits(study, after)}
    assert set(members) == {12, 8}
    assert (members[12].residual[12:] == 0).all()
    gone = study.possible.copy()
    gone[5, 45] = 0
    assert comparison.own_kinds(replace(study, possible=gone), after) == []


def test_kinds_with_their_own_season_are_compared_fairly():
    kinds = ["barnehage"] * 12 + ["sykehjem"] * 12
    study = bare([40, 40] + [None] * 10 + [None] * 12, kind=kinds)
    boom = study.lost.copy()
    boom[:12, 40:] *= 1.5
    moved = replace(study, lost=boom)
    assert estimate(moved, 0, 11).effect == pytest.approx(0, abs=1e-12)
    everyone = replace(moved, kind=np.full(24, "", object))
    assert estimate(everyone, 0, 11).effect > 0.01


def test_placebo_error_covers_the_truth_with_few_units():
    for started, least in ((1, 0.86), (3, 0.86)):
        scenario = Scenario(units=40, months=72, started=started, waves=(48,))
        covered = []
        for seed in range(50):
            study, true = panel(scenario, 500 + seed)
            found = estimate(study, 0, 11)
            assert found.se_kind == "placebo"
            low, high = found.interval(0.95)
            covered.append(low <= true <= high)
        assert np.mean(covered) >= least


def test_placebo_error_needs_ten_units():
    found = estimate(bare([40] + [None] * 9), 0, 11)
    assert found.se is None
    assert smallest_detectable(found) == np.inf
    assert estimate(bare([40] + [None] * 10), 0, 11).df == 8


def test_placebo_forecasts_are_for_units_that_stay_not_started():
    study, _ = panel(Scenario(units=30, started=6, waves=(40, 60)), 1)
    early = study.start == 40
    fits = comparison.fits(study, study.window(0, 11) & early[:, None])
    made = placebo(study, fits, early, 0, 11)
    assert made.n_units == 27, "those that start twenty months later can still be forecast"
    assert placebo(study, fits, study.start == 60, 0, 11).n_units == 24


def test_spread_is_fitted_and_never_negative():
    exposure = np.array([500.0, 1000, 2000, 4000, 8000])
    assert spread(0.01 + 20 / exposure, exposure) == pytest.approx((0.01, 20))
    assert spread(20 / exposure - 0.002, exposure)[0] == 0
    a, b = spread(0.02 - 2 / exposure, exposure)
    assert b == 0
    assert a > 0


def test_placebo_error_by_hand():
    found = estimate(bare([40] + [None] * 12), 0, 11)
    made = Placebo(np.array([1.1, 0.9] * 6), np.full(12, 1200.0), 12)
    with_error = with_placebo_error(found, made)
    assert with_error.se == pytest.approx(0.1 * 0.1, rel=1e-6), "a tenth of the expected ten per cent"
    assert with_error.df == 10


def test_checks_say_none_where_they_cannot_be_made():
    study, _ = panel(SCENARIOS["F"], 1)
    found = estimate(study, 0, 11)
    assert precheck(study, found) is None
    assert bracketing(study, found, 0, 11) is not None
    long, _ = panel(SCENARIOS["L"], 1)
    assert precheck(long, estimate(long, 0, 11)) is not None


def test_precheck_fails_where_units_were_on_their_way_already():
    study, _ = panel(Scenario(units=90, started=30, waves=(60,), factor=1.0), 2)
    started = study.started
    years = np.maximum(0, study.since + 36) / 12
    falling = replace(study, lost=np.where(started[:, None], study.lost * 0.80**years, study.lost))
    assert precheck(falling, estimate(falling, 0, 11)) is False


def test_interval_and_p_value_agree():
    for seed in range(5):
        found = estimate(panel(SCENARIOS["L"], seed)[0], 0, 11)
        assert excludes_zero(found, 0.95) == (p_value(found) < 0.05)
