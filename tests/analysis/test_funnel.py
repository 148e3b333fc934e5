import numpy as np
import pytest

from naervaer.analysis import funnel
from naervaer.analysis.funnel import Place


def units(seed, n=300, spread=0.0):
    rng = np.random.default_rng(seed)
    possible = rng.integers(800, 9000, n)
    rate = np.clip(0.09 + spread * rng.normal(size=n), 0.01, 0.5)
    return rng.binomial(possible, rate), possible


@pytest.mark.parametrize("scale", ["arcsine", "linear"])
def test_binomial_units_lie_inside_the_limits_as_often_as_they_should(scale):
    found = funnel(*units(1), scale=scale)
    assert found.dispersion < 1.3
    outside = np.mean([place is not Place.USUAL for place in found.place])
    assert 0.02 < outside < 0.08


def test_units_that_vary_anyway_widen_the_limits():
    lost, possible = units(2, spread=0.03)
    naive, found = funnel(lost, possible, overdispersion=False), funnel(lost, possible)
    assert np.mean([place is not Place.USUAL for place in naive.place]) > 0.5
    assert np.mean([place is not Place.USUAL for place in found.place]) < 0.09
    assert found.dispersion > 10


@pytest.mark.parametrize("scale", ["arcsine", "linear"])
def test_a_unit_on_the_drawn_limit_has_just_that_z(scale):
    found = funnel(*units(3, spread=0.02), scale=scale)
    size = np.array([2500.0])
    low, high = found.limits(size, 0.95)
    assert low < found.centre < high
    if scale == "arcsine":
        z = 2 * np.sqrt(size) * (np.arcsin(np.sqrt(high)) - np.arcsin(np.sqrt(found.centre)))
    else:
        z = (high - found.centre) / np.sqrt(found.centre * (1 - found.centre) / size)
    assert z / np.sqrt(found.dispersion) == pytest.approx([1.959964], abs=1e-6)


def test_winsorising_leaves_outliers_out_of_the_dispersion():
    lost, possible = units(4)
    lost[:5] = possible[:5] // 4
    assert funnel(lost, possible, winsorise=0.1).dispersion < 2 < funnel(lost, possible).dispersion / 2


def test_limits_at_very_small_sizes_stay_between_none_and_all():
    low, high = funnel(*units(5)).limits(np.array([1.0, 5.0]), 0.998)
    assert (low >= 0).all()
    assert (high <= 1).all()


def test_no_units_raise():
    with pytest.raises(ValueError, match="no units"):
        funnel(np.array([]), np.array([]))
