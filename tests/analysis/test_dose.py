import numpy as np
import pandas as pd
import pytest

from naervaer.analysis.before_after import SHOWN, TOO_FEW
from naervaer.analysis.dose import by_completion, by_dose


def units(changes, hidden=()):
    """Units of 1 000 possible days with 10 percent before and a change of so many points after."""
    n = len(changes)
    change = np.array(changes, float)
    frame = pd.DataFrame(
        {
            "unit_id": range(n),
            "state": [TOO_FEW if number in hidden else SHOWN for number in range(n)],
            "lost_before": 100.0,
            "possible_before": 1000.0,
            "lost_after": 100 + 10 * change,
            "possible_after": 1000.0,
            "change_pp": change,
            "n_periods": 12,
        }
    )
    frame.loc[frame["state"] != SHOWN, ["lost_before", "lost_after", "change_pp"]] = np.nan
    return frame


def test_two_groups_are_summed_and_set_beside_each_other():
    found = by_completion(units([-3, -2, -1, 1, 0, -1]), {0: True, 1: True, 2: True, 3: False, 4: False, 5: False})
    assert (found.more.change_pp, found.fewer.change_pp) == pytest.approx((-2, 0))
    assert found.difference_pp == pytest.approx(-2)
    # By hand: each group has changes one apart, so its error is 1 / sqrt(3); t with 4 degrees of freedom is 2.776.
    half = 2.776445 * np.sqrt(2 / 3)
    assert found.ci95_pp == pytest.approx((-2 - half, -2 + half), abs=1e-4)


def test_groups_that_are_too_small_are_not_set_beside_each_other():
    found = by_completion(units([-3, -2, -1, 1, 0]), {0: True, 1: True, 2: True, 3: False, 4: False})
    assert (found.n_more, found.n_fewer, found.difference_pp) == (3, 2, None)


def test_a_unit_nothing_is_said_of_is_in_no_group_and_a_hidden_one_in_no_sum():
    found = by_completion(units([-3, -2, -1, 1], hidden=[0]), {0: True, 1: True, 3: False})
    assert (found.n_more, found.n_fewer) == (1, 1)
    assert found.more.change_pp == pytest.approx(-2)


def test_more_of_it_with_a_larger_fall_is_below_zero():
    found = by_dose(units([-3, -2.5, -2, -1, 0, 1, 1.5, 2]), {n: 8 - n for n in range(8)})
    assert found.rank == pytest.approx(-1)
    assert found.ci95[1] < 0
    assert (found.beside.n_more, found.beside.n_fewer) == (4, 4)
    assert found.beside.difference_pp < 0


def test_no_relation_is_an_interval_around_zero():
    found = by_dose(units([1, -1, 1, -1, 1, -1, 1, -1]), {n: n // 2 for n in range(8)})
    assert found.rank == pytest.approx(0)
    assert found.ci95[0] < 0 < found.ci95[1]


def test_nothing_is_said_where_all_got_the_same_or_too_few_got_any():
    assert by_dose(units([1, -1, 1, -1, 1, -1]), dict.fromkeys(range(6), 4)).beside is None
    assert by_dose(units([1, -1, 1, -1, 1]), {n: n for n in range(5)}).rank is None


def test_where_most_have_the_most_the_few_with_less_stand_beside_them():
    found = by_dose(units([1, -1, 1, -1, 1, -1, 1]), {0: 1, 1: 2, **dict.fromkeys(range(2, 7), 6)})
    assert (found.beside.n_more, found.beside.n_fewer, found.middle) == (5, 2, 2)
