"""What happens without an initiative: who goes down anyway, and what the months bring."""

from dataclasses import replace

import numpy as np
import pytest

from naervaer.analysis.study import NEVER
from naervaer.analysis.without_initiative import by_season, lower_the_year_after, year_pairs
from tests.analysis.test_regression_to_the_mean import study


def test_pairs_of_years_end_where_the_figures_end():
    figures = study((1, 2, 3))
    assert year_pairs(figures) == [12, 0]
    assert year_pairs(replace(figures, lost=figures.lost[:, :30])) == [6]


def test_only_whole_units_without_an_initiative_are_counted():
    figures = study((5, 4), (5, 4), (5, 6), (5, 5), (9, 1), (9, 1))
    figures.possible[4, 3] = 0
    started = replace(figures, start=np.array([NEVER] * 5 + [20]))
    found = lower_the_year_after(started, np.ones(6, bool), 0)
    assert (found.lower, found.higher, found.equal) == (2, 1, 1)
    assert lower_the_year_after(started, np.arange(6) > 3, 0) is None


def test_the_season_is_of_whole_years_and_begins_in_january():
    figures = study((10, 10, 10))
    lost = figures.lost.copy()
    lost[:, 6::12] = 2
    lost[:, 0] = 99
    moved = replace(figures, lost=lost[:, 3:], possible=figures.possible[:, 3:], period=figures.period[3:])
    months, rates = by_season(moved)
    assert list(months) == list(range(1, 13))
    assert rates == pytest.approx([0.1] * 6 + [0.02] + [0.1] * 5)
