import numpy as np
import pytest

from naervaer.analysis.cost import saved
from naervaer.analysis.power import plan
from naervaer.analysis.verdict import State, judge
from tests.analysis.simulator import Scenario, panel
from tests.analysis.test_verdict import an_effect


def chosen(n, units=60):
    return np.arange(units) < n


def test_more_units_a_larger_fall_and_a_longer_time_raise_the_chance():
    study, _ = panel(Scenario(started=0, waves=(40,), months=96), 3)
    base = plan(study, chosen(15), 0.15, 1)
    assert plan(study, chosen(40), 0.15, 1).chance > base.chance
    assert plan(study, chosen(15), 0.30, 1).chance > base.chance
    assert plan(study, chosen(15), 0.15, 2).chance > base.chance
    assert base.units_needed > 15
    assert plan(study, chosen(40), 0.9, 1).units_needed == 40


def test_the_chance_is_what_later_happens():
    """The plan made on figures without any initiative against how often the verdict then excludes 0."""
    scenario = Scenario(units=60, months=84, started=15, waves=(72,), factor=0.8)
    said, seen = [], []
    for seed in range(40):
        study, _ = panel(scenario, 700 + seed)
        found = judge(study).found
        seen.append(found.interval(0.95)[1] < 0)
        before, _ = panel(Scenario(units=60, months=84, started=0, waves=(72,)), 700 + seed)
        said.append(plan(before, study.started, 0.2, 1).chance)
    assert np.mean(said) == pytest.approx(np.mean(seen), abs=0.2)


def test_no_plan_without_units_to_compare_with_or_history():
    study, _ = panel(Scenario(started=0, waves=(40,)), 3)
    assert plan(study, chosen(51), 0.2, 1) is None
    short, _ = panel(Scenario(started=0, waves=(40,), months=47), 3)
    assert plan(short, chosen(15), 0.2, 1) is None


def test_days_saved_and_their_worth():
    effect = an_effect(-2.0, se=0.5, n=20)
    found = saved(effect, State.CLEAR_FALL, price=2000)
    assert found.days == pytest.approx(400)
    assert found.positions == pytest.approx(400 / 230)
    assert found.amount == pytest.approx(800_000)
    low, high = found.days_range
    assert low < 400 < high
    assert found.amount_range == pytest.approx((low * 2000, high * 2000))


def test_no_point_figure_without_a_fall_or_a_rise_and_no_price_nobody_typed():
    found = saved(an_effect(-0.3), State.NO_CLEAR_CHANGE)
    assert found.days is None
    assert found.amount is None
    assert found.amount_range is None
    assert found.days_range[0] < 0 < found.days_range[1]
    unknown = an_effect(-1)
    object.__setattr__(unknown, "se", None)
    with pytest.raises(ValueError, match="no range"):
        saved(unknown, State.CLEAR_FALL)
