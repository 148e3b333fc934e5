import numpy as np
import pytest
from scipy import special

from naervaer.analysis.pooled_change import Sides, first_year, not_started_change, pooled_change
from naervaer.analysis.study import NEVER
from tests.analysis.test_estimate import bare


def test_interval_by_hand():
    """psi_i = (L1 - p1 P1) / sum P1 - (L0 - p0 P0) / sum P0; se^2 = n / (n - 1) sum psi_i^2; t with n - 1."""
    sides = Sides(
        np.array([10.0, 30]), np.array([100.0, 200]), np.array([8.0, 20]), np.array([100.0, 150]), np.array([12, 12])
    )
    found = pooled_change(sides, np.array([True, True]))
    p0, p1 = 40 / 300, 28 / 250
    psi = [(8 - 100 * p1) / 250 - (10 - 100 * p0) / 300, (20 - 150 * p1) / 250 - (30 - 200 * p0) / 300]
    half = 12.7062047 * np.sqrt(2 * (psi[0] ** 2 + psi[1] ** 2))
    assert found.change_pp == pytest.approx(100 * (p1 - p0))
    assert found.ci95_pp == pytest.approx((100 * (p1 - p0 - half), 100 * (p1 - p0 + half)), rel=1e-7)
    assert special.stdtrit(1, 0.975) == pytest.approx(12.7062047)


def test_one_unit_has_figures_without_an_interval():
    study = bare([40])
    found = pooled_change(*first_year(study))
    assert found.ci95_pp is None
    assert (found.before_pct, found.after_pct, found.periods) == pytest.approx((10, 10, 12))
    assert pooled_change(first_year(study)[0], np.array([False])) is None


def test_not_started_units_are_followed_over_the_same_months():
    study = bare([40, 50, None, None])
    study.lost[2, 40:52] *= 1.5
    study.lost[3, 60:] *= 9
    change = not_started_change(study, study.start == 40)
    assert np.isnan(change[:2]).all(), "the judged one, and one that starts before the window is over"
    assert change[2:] == pytest.approx([0.05, 0])
    both = not_started_change(study, study.start < NEVER)
    assert 0 < both[2] < 0.05, "over both windows, twelve of its twenty-four months on each side are higher"


@pytest.mark.parametrize(
    ("starts", "shown"),
    [([71], [True]), ([72], [False]), ([12], [True]), ([11], [False]), ([71, 66], [False, True])],
)
def test_one_like_month_after_a_year_of_history_is_shown_until_there_is_half_a_year(starts, shown):
    assert first_year(bare(starts))[1].tolist() == shown
