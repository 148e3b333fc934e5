import pytest

from naervaer.analysis.activities import Held
from naervaer.analysis.implementation import Implemented
from naervaer.analysis.success import (
    Met,
    activities_met,
    implementation_met,
    sick_leave_met,
    target_met,
    together,
)
from naervaer.analysis.target import Progress
from naervaer.analysis.verdict import State


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.CLEAR_FALL, Met.YES),
        (State.PROBABLE_FALL, Met.PROBABLY),
        (State.NO_CLEAR_CHANGE, Met.NO),
        (State.CLEAR_RISE, Met.NO),
        (State.TOO_EARLY, Met.UNKNOWN),
        (State.COUNTED, Met.UNKNOWN),
        (None, Met.UNKNOWN),
    ],
)
def test_only_a_judgement_answers_whether_sick_leave_fell(state, expected):
    assert sick_leave_met(state) is expected


def test_in_place_everywhere_somewhere_nowhere_and_not_known():
    found = [
        implementation_met(Implemented(units, in_place, 6)) for units, in_place in ((6, 6), (6, 2), (6, 0), (0, 0))
    ]
    assert found == [Met.YES, Met.PARTLY, Met.NO, Met.UNKNOWN]


def test_a_target_that_may_be_chance_is_not_known():
    asked = [Progress.REACHED, Progress.NOT_REACHED, Progress.CANNOT_TELL, Progress.NO_RANGE, None]
    assert [target_met(one) for one in asked] == [Met.YES, Met.NO, Met.UNKNOWN, Met.UNKNOWN, Met.UNKNOWN]


def test_activities_are_done_when_none_is_late():
    def of(due, held, late):
        return activities_met(Held(due, due, held, 0, late, 0, 0, 0))

    assert [of(4, 4, 0), of(4, 3, 1), of(4, 0, 4), of(0, 0, 0)] == [Met.YES, Met.PARTLY, Met.NO, Met.UNKNOWN]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((Met.YES, Met.YES), Met.YES),
        ((Met.PROBABLY, Met.YES), Met.PROBABLY),
        ((Met.PROBABLY, Met.NO), Met.PARTLY),
        ((Met.YES, Met.PARTLY), Met.PARTLY),
        ((Met.YES, Met.NO), Met.PARTLY),
        ((Met.NO, Met.NO), Met.NO),
        ((Met.NO, Met.UNKNOWN), Met.NO),
        ((Met.YES, Met.UNKNOWN), Met.UNKNOWN),
        ((), Met.UNKNOWN),
    ],
)
def test_a_fall_without_doing_is_not_success(answers, expected):
    assert together(answers) is expected
