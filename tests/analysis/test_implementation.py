from datetime import date

import numpy as np
import pandas as pd
import pytest

from naervaer.analysis.implementation import Implemented, Stage, complete, degrees, in_place, plan_of, stage
from tests.text_table import text_table


TODAY = date(2016, 2, 1)
AUGUST, OCTOBER = date(2015, 8, 1), date(2015, 10, 1)
LATER = date(2016, 6, 1)


def milestones(text):
    return pd.DataFrame(text_table(text))


@pytest.mark.parametrize(
    ("planned", "reached", "dropped", "expected"),
    [
        (AUGUST, AUGUST, False, Stage.REACHED),
        (None, AUGUST, False, Stage.REACHED),
        (AUGUST, OCTOBER, False, Stage.REACHED_LATE),
        (AUGUST, None, False, Stage.LATE),
        (TODAY, None, False, Stage.PLANNED),
        (LATER, None, False, Stage.PLANNED),
        (None, None, False, Stage.NOT_PLANNED),
        (AUGUST, None, True, Stage.DROPPED),
    ],
)
def test_where_a_step_is(planned, reached, dropped, expected):
    assert stage(planned, reached, dropped, TODAY) is expected


PLAN = milestones(
    """
    unit_id  item     planned_on  reached_on  dropped
    -        agreed   2015-08-01  2015-08-01  no
    1        trained  2015-10-01  2015-10-01  no
    2        agreed   2015-08-01  -           no
    2        trained  2015-10-01  -           yes
    """
)


def test_what_is_said_of_one_unit_rules_over_what_is_said_of_all():
    plan = plan_of(PLAN, [1, 2, 3], ["agreed", "trained"], TODAY)
    assert plan["stage"].tolist() == [
        Stage.REACHED,
        Stage.REACHED,
        Stage.LATE,
        Stage.DROPPED,
        Stage.REACHED,
        Stage.NOT_PLANNED,
    ]


def test_a_unit_has_done_all_when_nothing_that_stands_is_left():
    plan = plan_of(PLAN, [1, 2, 3], ["agreed", "trained"], TODAY)
    assert complete(plan) == {1: True, 2: False, 3: False}


def test_a_dropped_step_is_not_missing():
    plan = plan_of(
        milestones(
            """
            unit_id  item     planned_on  reached_on  dropped
            1        agreed   2015-08-01  2015-08-01  no
            1        trained  2015-10-01  -           yes
            """
        ),
        [1, 2],
        ["agreed", "trained"],
        TODAY,
    )
    assert complete(plan) == {1: True}


ASSESSED = milestones(
    """
    unit_id  item  assessed_on  degree_pct
    1        data  2015-10-01   25.0
    1        data  2016-01-01   75.0
    1        plan  2016-01-01   50.0
    2        data  2016-01-01   25.0
    2        data  2016-01-15   -
    """
)


def test_the_newest_degree_by_a_day_counts_and_an_empty_one_is_none():
    now = degrees(ASSESSED, ["plan", "data"])
    assert now.loc[1].tolist() == [50, 75]
    assert np.isnan(now.loc[2, "plan"]) and now.loc[2, "data"] == 25
    assert degrees(ASSESSED, ["plan", "data"], OCTOBER).loc[1, "data"] == 25


def test_in_place_from_sixty_percent_of_all_elements_and_what_nobody_assessed_is_not_in_use():
    found = in_place(degrees(ASSESSED, ["plan", "data"]), plan_of(PLAN, [], [], TODAY), [1, 2, 3])
    assert found == Implemented(units=2, in_place=1, of=3, mean_pct=50.0)
    one_of_five = degrees(ASSESSED, ["plan", "data", "a", "b", "c"])
    assert in_place(one_of_five, plan_of(PLAN, [], [], TODAY), [1]).in_place == 0


def test_without_degrees_the_steps_tell():
    plan = plan_of(PLAN, [1, 2], ["agreed", "trained"], TODAY)
    assert in_place(degrees(ASSESSED.head(0), []), plan, [1, 2]) == Implemented(units=2, in_place=1, of=2)
