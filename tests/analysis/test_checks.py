import pytest

from naervaer.analysis.checks import bracketing, precheck
from naervaer.analysis.estimate import estimate
from tests.analysis.test_verdict import planted


def changed(first, last, factor, after=1.0):
    """Eight of 25 units start; they differ first..last months after it by one factor and from it on by another."""
    study = planted(months=72, start=56, factor=after)
    study.lost[(study.since >= first) & (study.since <= last) & study.started[:, None]] *= factor
    return study


@pytest.mark.parametrize(("first", "last", "passes"), [(-24, -13, False), (-12, -1, True)])
def test_precheck_looks_at_the_year_before_the_last_one(first, last, passes):
    study = changed(first, last, 0.75, after=0.6)
    assert precheck(study, estimate(study, 0, 11)) is passes


def test_precheck_only_fails_the_way_the_effect_goes():
    study = changed(-24, -13, 1.4, after=0.6)
    assert precheck(study, estimate(study, 0, 11)) is True


def test_a_fall_that_rests_on_one_bad_last_year_does_not_survive():
    study = changed(-12, -1, 1.6, after=1.03)
    found = estimate(study, 0, 11)
    assert found.relative < -0.05
    assert bracketing(study, found, 0, 11) is False


def test_a_rise_that_rests_on_leaving_a_bad_year_out_does_not_survive():
    study = changed(-12, -1, 2.0, after=1.15)
    found = estimate(study, 6, 11)
    assert found.relative > 0.05
    assert bracketing(study, found, 6, 11) is False


@pytest.mark.parametrize("factor", [0.8, 1.2])
def test_a_change_after_a_usual_year_survives(factor):
    study = changed(-12, -1, 1.0, after=factor)
    assert bracketing(study, estimate(study, 0, 11), 0, 11) is True
