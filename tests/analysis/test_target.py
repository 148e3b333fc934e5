import numpy as np
import pandas as pd
import pytest

from naervaer.analysis.pooled_change import PooledChange, Sides, pooled_change
from naervaer.analysis.target import Progress, Step, base_rate, current, over_time, progress, steps
from tests.analysis.build import build, seasonal


def month(text):
    return np.datetime64(text, "M")


def wanted(*rows):
    columns = ["since", "form", "percent", "change_percent", "base_year"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(since=pd.to_datetime(frame["since"]))


def everybody(panel):
    return np.ones(len(panel.unit), bool)


@pytest.fixture
def panel():
    """A large unit at 5 % and a small one at 20 %, from 2013 to 2015, and no season to speak of."""
    return build(seasonal("Stor", 0.05, 200, count=36) + seasonal("Liten", 0.2, 10, count=36))


def test_the_base_year_is_summed_days_over_summed_days(panel):
    whole = panel.lost[:, :12].sum() / panel.possible[:, :12].sum()
    assert base_rate(panel, everybody(panel), 2013) == pytest.approx(100 * whole)
    assert base_rate(panel, everybody(panel), 2013) < 6, "and not the mean of 5 and 20"


def test_a_base_year_with_a_month_missing_is_no_base_year(panel):
    assert np.isnan(base_rate(panel, everybody(panel), 2012))
    without = build([row for row in seasonal("Lia", 0.1, 20, count=36) if row["month"] != "2013-04"])
    assert np.isnan(base_rate(without, everybody(without), 2013))
    assert not np.isnan(base_rate(without, everybody(without), 2014))


@pytest.mark.parametrize(
    ("row", "absence"),
    [
        (("2014-01-01", "absence", 7.5, np.nan, np.nan), 7.5),
        (("2014-01-01", "attendance", 92.5, np.nan, np.nan), 7.5),
        (("2014-01-01", "absence", np.nan, -10.0, 2013), 0.9),
        (("2014-01-01", "attendance", np.nan, 1.0, 2013), None),
    ],
)
def test_a_level_in_either_form(panel, row, absence):
    base = base_rate(panel, everybody(panel), 2013)
    expected = {0.9: 0.9 * base, None: 100 - 1.01 * (100 - base)}.get(absence, absence)
    (step,) = steps(wanted(row), panel, everybody(panel))
    assert step == Step(month("2014-01"), pytest.approx(expected))


def test_targets_follow_each_other(panel):
    rows = wanted(("2015-01-01", "absence", 7.0, np.nan, np.nan), ("2014-01-01", "absence", 7.5, np.nan, np.nan))
    found = steps(rows, panel, everybody(panel))
    drawn = over_time(found, panel.period)
    assert np.isnan(drawn[:12]).all()
    assert (drawn[12:24] == 7.5).all() and (drawn[24:] == 7.0).all()
    assert current(found, month("2014-06")).absence_pct == 7.5
    assert current(found, month("2015-01")).absence_pct == 7.0
    assert current(found, month("2013-06")).absence_pct == 7.5, "one to come is told before it holds"
    assert current((), month("2013-06")) is None


def change(se, n=30):
    return PooledChange(10, 10, 0, 0, se, None, n, 12)


@pytest.mark.parametrize(
    ("level", "said"),
    [(6.0, Progress.REACHED), (6.9, Progress.CANNOT_TELL), (7.3, Progress.CANNOT_TELL), (8.1, Progress.NOT_REACHED)],
)
def test_a_target_is_reached_when_chance_alone_would_not_give_as_much(level, said):
    """2.045 x 0.5 / 1.414 = 0.72 points either way."""
    assert progress(level, 7.0, change(0.5)) is said


def test_nothing_is_said_of_chance_where_it_is_not_known():
    assert progress(5.0, 7.0, None) is Progress.NO_RANGE
    assert progress(5.0, 7.0, change(None, n=1)) is Progress.NO_RANGE
    assert progress(5.0, 7.0, change(0.1, n=4)) is Progress.NO_RANGE


def test_the_range_holds_the_true_level_about_as_often_as_it_says():
    rng = np.random.default_rng(7)
    reached = []
    for _ in range(400):
        level_of = rng.uniform(0.04, 0.18, 25)[:, None]
        possible = rng.uniform(2000, 9000, 25)[:, None]
        lost = rng.gamma(level_of * possible / 60, 60, (25, 2))
        sides = Sides(lost[:, 0], possible[:, 0], lost[:, 1], possible[:, 0], np.full(25, 12))
        found = pooled_change(sides, np.ones(25, bool))
        true = 100 * float((level_of * possible).sum() / possible.sum())
        reached.append(progress(found.after_pct, true, found))
    assert 0.92 < np.mean([one is Progress.CANNOT_TELL for one in reached]) < 0.98
