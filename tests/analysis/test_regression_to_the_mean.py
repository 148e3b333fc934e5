"""The highest fall by themselves: counted over by hand, and met again where a bad year is planted."""

from dataclasses import replace

import numpy as np
import pytest

from naervaer.analysis.regression_to_the_mean import highest_fell_by_themselves, unusual_last_year
from naervaer.analysis.study import NEVER, Study
from tests.analysis.simulator import Scenario, panel


def study(*rates, possible=100.0):
    """Units with one rate (percent) per year, over twelve equal months each."""
    rate = np.repeat(np.array(rates, float), 12, axis=1) / 100
    days = np.broadcast_to(np.reshape(possible, (-1, 1)), rate.shape) * np.ones_like(rate)
    n, periods = rate.shape
    names = np.array([f"Enhet {unit}" for unit in range(n)], object)
    period = np.datetime64("2020-01", "M") + np.arange(periods)
    return Study(rate * days, days, np.full(n, NEVER), np.full(n, "", object), names, period, 12)


def test_the_two_highest_of_five_counted_by_hand():
    found = highest_fell_by_themselves(study((12, 8), (11, 9), (6, 7), (5, 8), (6, 8)), 2, 0)
    assert (found.before, found.after) == pytest.approx((0.115, 0.085))
    assert (found.all_before, found.all_after) == pytest.approx((0.08, 0.08))
    assert found.change == pytest.approx(-0.03)
    r = np.corrcoef((12, 11, 6, 5, 6), (8, 9, 7, 8, 8))[0, 1]
    assert found.correlation == pytest.approx(r)
    assert found.expected == pytest.approx(-(1 - r) * 0.035)


def test_days_are_summed_so_that_a_large_unit_weighs_more():
    found = highest_fell_by_themselves(study((12, 8), (10, 10), (6, 6), (5, 5), possible=(300, 100, 100, 100)), 2, 0)
    assert (found.before, found.after) == pytest.approx((0.115, 0.085))


def test_units_in_an_initiative_are_not_picked():
    rates = ((20, 1), (12, 8), (11, 9), (6, 7), (5, 8), (6, 8))
    free = study(*rates)
    begun = replace(free, start=np.where(np.arange(6) == 0, 12, NEVER))
    assert highest_fell_by_themselves(free, 2, 0).before == pytest.approx(0.16)
    assert highest_fell_by_themselves(begun, 2, 0).before == pytest.approx(0.115)


@pytest.mark.parametrize(("n", "first"), [(3, 0), (2, 12), (2, -1)])
def test_too_few_units_or_no_year_after_gives_nothing(n, first):
    assert highest_fell_by_themselves(study((12, 8), (11, 9), (6, 7), (5, 8), (6, 8)), n, first) is None


def test_a_bad_last_year_is_seen_and_a_usual_one_is_not():
    drawn, _ = panel(Scenario(started=15, waves=(60,)), 3)
    units = drawn.start < NEVER
    free = replace(drawn, start=np.full(60, NEVER))
    worse = np.where(units[:, None] & (np.arange(84) >= 72), 1.5, 1.0)
    usual, bad = (unusual_last_year(replace(free, lost=free.lost * factor), units) for factor in (1.0, worse))
    assert usual.interval(0.8)[0] < 0
    assert bad.interval(0.8)[0] > 0
    assert bad.effect - usual.effect == pytest.approx(usual.observed.sum() / usual.exposure.sum() / 2, rel=0.01)
