from datetime import date

import pandas as pd
import pytest

from naervaer.analysis.activities import half_year, held, next_planned, per_unit, year_before
from tests.text_table import text_table


TODAY = date(2016, 2, 1)
GATHERINGS = pd.DataFrame(
    text_table(
        """
        planned_on  held_on     cancelled  invited  attended
        2015-08-20  2015-08-20  no         12       10
        2015-10-15  2015-10-22  no         12       6
        2015-12-10  -           yes        -        -
        2016-01-14  -           no         12       -
        2016-03-10  -           no         -        -
        -           2016-01-20  no         8        -
        """
    )
).assign(unit_ids=[(1, 2), (), (1,), (), (), (2,)])


def test_plan_and_doing_are_counted_apart():
    found = held(GATHERINGS, TODAY)
    assert (found.planned, found.due, found.held, found.cancelled, found.late) == (4, 3, 3, 1, 1)


def test_turnout_is_summed_over_those_with_both_numbers():
    found = held(GATHERINGS, TODAY)
    assert (found.invited, found.attended, found.counted) == (24, 16, 2)
    assert found.turnout_pct == pytest.approx(200 / 3)


def test_nobody_counted_is_no_turnout_of_zero():
    assert held(GATHERINGS.tail(2), TODAY).turnout_pct is None


def test_a_span_has_what_was_planned_or_held_in_it():
    autumn = held(GATHERINGS, TODAY, *half_year(date(2015, 9, 1)))
    assert (autumn.planned, autumn.held, autumn.cancelled) == (2, 2, 1)
    spring = held(GATHERINGS, TODAY, *half_year(TODAY))
    assert (spring.planned, spring.due, spring.held, spring.late) == (2, 1, 1, 1)


def test_the_next_one_is_neither_held_nor_cancelled():
    assert next_planned(GATHERINGS, TODAY) == date(2016, 3, 10)
    assert next_planned(GATHERINGS, date(2016, 4, 1)) is None


def test_half_years_end_with_june_and_december():
    assert half_year(date(2016, 6, 30)) == (date(2016, 1, 1), date(2016, 6, 30))
    assert half_year(date(2016, 7, 1)) == (date(2016, 7, 1), date(2016, 12, 31))


def test_the_year_before_a_leap_day():
    assert year_before(date(2016, 2, 29)) == date(2015, 2, 28)
    assert year_before(date(2016, 3, 1)) == date(2015, 3, 1)


def test_what_was_held_for_everybody_counts_for_each_unit_from_its_start():
    units = pd.DataFrame({"unit_id": [1, 2, 3], "start_date": [date(2015, 8, 1), date(2015, 8, 1), date(2015, 10, 1)]})
    assert per_unit(GATHERINGS, units, 12) == {1: 2, 2: 3, 3: 1}
    assert per_unit(GATHERINGS, units, 2) == {1: 1, 2: 1, 3: 1}
