import numpy as np
import pytest

from naervaer.analysis.estimate import estimate
from naervaer.analysis.pooled_change import first_year
from naervaer.analysis.regression_to_the_mean import bounce, highest_fell_by_themselves, waterfall
from tests.analysis.simulator import SCENARIOS, Scenario, panel


def test_a_bad_last_year_shows_as_a_bounce():
    found = [bounce(study, study.started).effect for study in (panel(SCENARIOS["C"], seed)[0] for seed in range(15))]
    assert np.mean(found) > 0.015
    none = [bounce(study, study.started).effect for study in (panel(SCENARIOS["A"], seed)[0] for seed in range(15))]
    assert abs(np.mean(none)) < 0.008


def test_waterfall_sums_to_the_change_from_last_year():
    study, _ = panel(SCENARIOS["C"], 4)
    main = estimate(study, 0, 11)
    steps = waterfall(study, main.judged, 0, 11)
    sides, both = first_year(study)
    change = sides.lost_after[both].sum() / sides.possible_after[both].sum()
    change -= sides.lost_before[both].sum() / sides.possible_before[both].sum()
    assert steps.trend_season + steps.bounce + steps.remaining == pytest.approx(change, abs=1e-12)
    assert steps.remaining == pytest.approx(main.effect)
    assert steps.bounce < 0, "units chosen high fall back"


def test_the_ten_highest_fall_by_themselves():
    study, _ = panel(Scenario(started=0, waves=(40,)), 6)
    found = highest_fell_by_themselves(study, 10, 24)
    assert found.change < -0.005
    assert found.expected < -0.005
    assert 0 < found.correlation < 1


def test_units_that_started_are_no_example_of_falling_by_themselves():
    study, _ = panel(Scenario(units=24, started=10, waves=(40,)), 6)
    assert highest_fell_by_themselves(study, 10, 24) is None
    assert highest_fell_by_themselves(study, 7, 24) is not None
    assert highest_fell_by_themselves(study, 5, 70) is None, "the second year is not over"
