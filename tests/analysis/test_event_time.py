import numpy as np
import pytest

from naervaer.analysis.event_time import event_time, sustained
from tests.analysis.simulator import Scenario, panel
from tests.analysis.test_verdict import planted


LONG = Scenario(units=80, months=96, started=25, waves=(48, 54), factor=0.7)


def test_years_around_the_start():
    study, _ = panel(LONG, 1)
    found = dict(event_time(study, study.started))
    assert list(found) == [(-36, -25), (-24, -13), (-12, -1), (0, 11), (12, 23)]
    before = [found[window].effect for window in [(-36, -25), (-24, -13), (-12, -1)]]
    assert max(map(abs, before)) < 0.03
    assert found[0, 11].effect < -0.02
    assert found[12, 23].effect < -0.02


def test_a_window_without_an_answer_is_left_out():
    study, _ = panel(Scenario(units=60, months=60, waves=(48,), factor=0.8), 1)
    windows = [window for window, _ in event_time(study, study.started)]
    assert (12, 23) not in windows
    assert (-36, -25) in windows


def test_a_lasting_fall_is_lasting_and_not_fading():
    study, _ = panel(LONG, 1)
    found = sustained(study, study.started)
    assert [window for window, _ in found.windows] == [(0, 5), (6, 11), (12, 23)]
    assert found.lasting is True
    assert found.fading is False


def test_a_fading_fall_is_fading():
    shares = []
    for seed in range(6):
        study, _ = panel(Scenario(units=120, months=96, started=50, waves=(48, 54), factor=0.55, shape="fading"), seed)
        found = sustained(study, study.started)
        shares.append((found.fading, found.lasting))
    assert sum(fading is True for fading, _ in shares) >= 4
    assert sum(lasting is False for _, lasting in shares) >= 5


def test_a_fall_that_is_gone_in_the_second_year_is_fading():
    study = planted(months=80, start=50, factor=0.6)
    study.lost[study.since >= 12] /= 0.6
    found = sustained(study, study.started)
    assert [round(effect.relative, 1) for _, effect in found.windows] == [-0.4, -0.4, 0.0]
    assert (found.fading, found.lasting) == (True, False)


def test_all_windows_rest_on_the_same_units():
    study, _ = panel(Scenario(units=60, months=72, started=20, waves=(40, 46, 52), factor=0.8), 1)
    found = sustained(study, study.started)
    judged = [effect.judged.tolist() for _, effect in found.windows]
    assert judged[0] == judged[1] == judged[2]
    assert sum(judged[0]) < 20, "the last wave has not been followed for two years"


def test_under_two_years_nothing_is_called_lasting():
    study, _ = panel(Scenario(units=60, months=60, waves=(46,), factor=0.7), 1)
    found = sustained(study, study.started)
    assert found.windows[2][1] is None
    assert found.lasting is None
    assert found.fading in (True, False)
    early, _ = panel(Scenario(units=60, months=60, waves=(57,)), 1)
    assert sustained(early, early.started).fading is None


def test_few_units_cannot_tell_whether_a_fall_fades():
    study = planted(months=80, start=50, started=3, factor=0.5)
    study.lost[study.since >= 12] /= 0.5
    found = sustained(study, study.started)
    assert found.windows[0][1].effect < -0.02
    assert found.fading is None, "the difference of two windows has no error under five units"


def test_error_of_the_difference_uses_that_windows_share_units():
    study, _ = panel(LONG, 3)
    (_, early), _, (_, late) = sustained(study, study.started).windows
    n = early.n
    together = np.sqrt(n / (n - 1) * ((late.influence - early.influence) ** 2).sum())
    assert together < np.hypot(early.se, late.se)
    assert early.se == pytest.approx(np.sqrt(n / (n - 1) * (early.influence**2).sum()))
