from dataclasses import replace

import numpy as np
import pytest

from naervaer.analysis.study import NEVER
from naervaer.analysis.verdict import State, judge
from naervaer.analysis.wanted import Kind, wanted
from naervaer.model import Language
from tests.analysis.simulator import SCENARIOS, panel
from tests.analysis.test_verdict import planted


def kinds(study):
    return [(one.kind, one.n) for one in wanted(study, judge(study))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"start": 57}, [(Kind.MONTHS_AFTER, 3)]),
        ({"start": 52, "factor": 0.8}, [(Kind.MONTHS_TO_A_YEAR, 4)]),
        ({"start": 20}, [(Kind.MONTHS_BEFORE, 4)]),
        ({"start": 30, "factor": 0.8}, [(Kind.MONTHS_BEFORE_FOR_CLEAR, 6)]),
        ({"started": 19}, [(Kind.UNITS_NOT_STARTED, 4)]),
        ({"factor": 0.8}, []),
    ],
)
def test_what_stands_between_this_answer_and_a_better_one(changes, expected):
    assert kinds(planted(**changes)) == expected


def test_with_what_was_wanted_the_answer_is_better():
    early = planted(start=57, factor=0.8)
    later = planted(start=57, factor=0.8, months=63)
    assert judge(early).state == State.TOO_EARLY
    assert judge(later).state not in (State.TOO_EARLY, State.TOO_SHORT_HISTORY)
    assert judge(planted(started=15)).found is not None


def test_quarters_are_asked_for_in_months():
    months = planted(start=57)
    quarterly = replace(
        months,
        lost=months.lost.reshape(25, 20, 3).sum(2),
        possible=months.possible.reshape(25, 20, 3).sum(2),
        start=np.where(months.start < NEVER, 19, NEVER),
        period=months.period[::3],
        per_year=4,
    )
    assert kinds(quarterly) == [(Kind.MONTHS_AFTER, 3)]


def test_too_small_says_how_many_units_more():
    study, _ = panel(SCENARIOS["H"], 1)
    judged = judge(study)
    assert judged.state == State.TOO_SMALL
    (more,) = wanted(study, replace(judged, fewest=1000))
    assert more.kind == Kind.UNITS_STARTED
    assert more.n > judged.found.n


def test_more_units_are_not_wished_for_where_nobody_would_be_left_to_compare_with():
    study, _ = panel(SCENARIOS["H"], 1)
    judged = judge(study)
    (more,) = wanted(study, replace(judged, fewest=1000))
    (just_enough,) = wanted(study, replace(judged, fewest=more.n + 10))
    (too_few_left,) = wanted(study, replace(judged, fewest=more.n + 9))
    assert just_enough.kind == Kind.UNITS_STARTED
    assert (too_few_left.kind, too_few_left.n) == (Kind.UNITS_TOO_MANY, more.n)


@pytest.mark.parametrize("language", Language)
def test_every_wish_has_its_sentence_for_one_and_many(language):
    for kind in Kind:
        for n in (1, 7):
            found = wanted(planted(start=57), judge(planted(start=57)))[0]
            assert str(n) in replace(found, kind=kind, n=n).sentence(language)
