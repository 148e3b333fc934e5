"""Summed days are the rate; the mean of percentages is another number."""

import numpy as np
import pytest

from naervaer.analysis.two_averages import two_averages
from tests.analysis.test_regression_to_the_mean import study


def test_counted_by_hand():
    rates = (2, 20), (2, 18), (2, 8), (2, 8), (2, 5), (2, 5)
    figures = study(*rates, possible=(10, 10, 20, 20, 50, 50))
    found = two_averages(figures, np.ones(6, bool))
    assert found.mean == pytest.approx(0.64 / 6)
    assert found.summed == pytest.approx((2 + 1.8 + 1.6 + 1.6 + 2.5 + 2.5) / 160)
    assert (found.smallest.n, found.smallest.rate) == (2, pytest.approx(0.19))
    assert (found.smallest.of_units, found.smallest.of_days) == pytest.approx((1 / 3, 20 / 160))
    assert (found.middle.n, found.middle.rate) == (2, pytest.approx(0.08))
    assert (found.largest.n, found.largest.rate) == (2, pytest.approx(0.05))


def test_units_left_out_are_in_neither():
    figures = study((2, 20), (2, 18), (2, 8), (2, 8), (2, 5), (2, 5), (2, 90))
    assert two_averages(figures, np.arange(7) < 6).mean == pytest.approx(0.64 / 6)


def test_few_units_have_no_thirds():
    assert two_averages(study((2, 20), (2, 18)), np.ones(2, bool)) is None
