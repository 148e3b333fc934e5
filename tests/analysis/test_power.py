"""The chance that is promised beforehand is the share of clear answers that comes afterwards."""

from dataclasses import replace

import numpy as np
import pytest

from naervaer.analysis.power import history_needed, precision
from naervaer.analysis.study import NEVER
from naervaer.analysis.verdict import State, judge
from tests.analysis.simulator import Scenario, panel


PANELS = 40
START = 60


def before(study):
    """The same figures as they stood when the units were chosen."""
    cut = {name: getattr(study, name)[..., :START] for name in ("lost", "possible", "period")}
    return replace(study, **cut, start=np.full(len(study.start), NEVER))


def planned(scenario, seed, periods=12):
    study, _ = panel(scenario, 500 + seed)
    return precision(before(study), study.start < NEVER, periods)


@pytest.mark.parametrize(
    ("factor", "units", "started"), [(0.9, 60, 15), (0.8, 60, 15), (0.9, 150, 60), (0.7, 60, 4)], ids=str
)
def test_the_chance_is_the_share_of_clear_falls(factor, units, started):
    scenario = Scenario(units=units, started=started, waves=(START,), factor=factor)
    chances, clear = [], []
    for seed in range(PANELS):
        chances.append(planned(scenario, seed).chance(1 - factor, started))
        clear.append(judge(panel(scenario, 500 + seed)[0]).state is State.CLEAR_FALL)
    # Two standard errors of so few panels, and the two checks that the chance leaves out.
    assert np.mean(chances) == pytest.approx(np.mean(clear), abs=2 * 0.5 / np.sqrt(PANELS) + 0.05)


def test_the_error_of_other_numbers_of_units_is_the_error_they_have():
    scenario = Scenario(started=16, waves=(START,))
    scaled, measured = [], []
    for seed in range(PANELS):
        study, _ = panel(scenario, 500 + seed)
        chosen = np.flatnonzero(study.start < NEVER)
        half = np.isin(np.arange(len(study.start)), chosen[:8])
        scaled.append(precision(before(study), study.start < NEVER, 12).error(8))
        measured.append(precision(before(study), half, 12).error(8))
    assert np.mean(scaled) == pytest.approx(np.mean(measured), rel=0.1)


def test_more_units_more_time_or_a_larger_fall_is_seen_more_easily():
    found = planned(Scenario(started=15, waves=(START,)), 1)
    longer = planned(Scenario(started=15, waves=(START,)), 1, periods=24)
    assert found.chance(0.1, 15) < found.chance(0.1, 30) < found.chance(0.2, 30)
    assert found.smallest(30) < found.smallest(15)
    assert found.chance(0.2, 15) < longer.chance(0.2, 15)


def test_the_units_needed_are_the_fewest_that_are_enough():
    found = planned(Scenario(started=15, waves=(START,)), 1)
    needed = found.units_needed(0.24)
    assert found.chance(0.24, needed) >= 0.8 > found.chance(0.24, needed - 1)
    assert found.units_needed(0.9) == 15  # no fewer than were chosen
    assert found.units_needed(0.02) is None
    assert found.most == 50  # ten of sixty are left to compare with


def test_the_best_number_of_units_leaves_some_to_compare_with():
    found = planned(Scenario(started=15, waves=(START,)), 1)
    best = found.best(0.1)
    assert 15 < best < found.most
    assert found.chance(0.1, best) == max(found.chance(0.1, n) for n in range(15, found.most + 1))


def test_the_smallest_change_is_the_one_found_four_times_in_five():
    found = planned(Scenario(started=15, waves=(START,)), 1)
    assert found.chance(found.smallest(15) / found.level, 15) == pytest.approx(0.8, abs=1e-9)


def test_two_units_are_never_enough_for_a_clear_answer():
    found = planned(Scenario(started=2, waves=(START,)), 1)
    assert found.chance(0.9, 2) == 0 < found.chance(0.9, 3)


def test_units_in_an_initiative_are_not_compared_with():
    study = before(panel(Scenario(started=15, waves=(START,)), 1)[0])
    units = np.arange(60) < 10
    busy = replace(study, start=np.where(np.arange(60) >= 40, START - 3, NEVER))
    assert precision(study, units, 12).others == 50
    assert precision(busy, units, 12).others == 30


def test_without_ten_others_or_with_short_history_nothing_is_promised():
    study = before(panel(Scenario(started=15, waves=(START,)), 1)[0])
    assert precision(study, np.arange(60) < 51, 12) is None
    needed = history_needed(12, 12)
    cut = {name: getattr(study, name)[..., -needed:] for name in ("lost", "possible", "period")}
    assert precision(replace(study, **cut), np.arange(60) < 10, 12) is not None
    assert precision(replace(study, **cut), np.arange(60) < 10, 13) is None


def test_where_nobody_is_ever_away_nothing_can_fall():
    study = before(panel(Scenario(started=15, waves=(START,)), 1)[0])
    units = np.arange(60) < 10
    assert precision(replace(study, lost=np.where(units[:, None], 0, study.lost)), units, 12) is None


def test_units_that_never_swing_show_any_fall():
    study = before(panel(Scenario(started=15, waves=(START,)), 1)[0])
    flat = precision(replace(study, lost=study.possible / 10), np.arange(60) < 10, 12)
    assert flat.chance(0.05, 10) == pytest.approx(1)
