"""The bars of METHODS 3.4 on fewer panels, with room for the chance of so few; `make bench` measures them on 500."""

import pytest

from naervaer.analysis.pooled_change import first_year, pooled_change
from tests.analysis import spells
from tests.analysis.simulator import SCENARIOS, panel
from tests.analysis.spells import Spells
from tests.benchmarks.verdicts import measure


PANELS = 60


@pytest.mark.parametrize("name", ["A", "B", "E", "H", "I"])
def test_nothing_happened_and_nothing_is_said(name):
    found = measure(SCENARIOS[name], PANELS, seed=20_000)
    assert found.of("clear_fall") <= 0.10
    assert found.of("clear_rise") <= 0.10
    assert found.of("clear_fall", "probable_fall") <= 0.18
    assert found.cover >= 0.85
    assert abs(found.bias_pp) <= 0.8


def test_short_history_is_never_called_clear():
    found = measure(SCENARIOS["F"], PANELS, seed=20_000)
    assert found.of("clear_fall", "clear_rise") == 0


@pytest.mark.parametrize(
    ("name", "state", "least"), [("L", "clear_fall", 0.45), ("K", "clear_fall", 0.4), ("R", "clear_rise", 0.3)]
)
def test_a_fifth_more_or_less_is_mostly_seen(name, state, least):
    found = measure(SCENARIOS[name], PANELS, seed=20_000)
    assert found.of(state) >= least
    assert found.of({"clear_fall": "clear_rise", "clear_rise": "clear_fall"}[state]) == 0


def test_the_plain_change_would_call_chance_a_success():
    """What the estimate guards against: units chosen for high absence fall by themselves."""
    falls = [pooled_change(*first_year(panel(SCENARIOS["B"], 20_000 + seed)[0])).change_pp for seed in range(PANELS)]
    assert sum(falls) / len(falls) < -1.2


# Another municipality, with other noise than the one the rules were tried on.
QUIET = {
    "chosen by chance": Spells(),
    "small units with gaps, that open and close": Spells(median=12, missing=0.1, late=0.3),
    "shocks that all share": Spells(common=0.15),
}


@pytest.mark.parametrize("name", QUIET)
def test_nothing_happened_where_absence_comes_in_spells(name):
    found = measure(QUIET[name], PANELS, seed=30_000, made=spells.panel)
    assert found.of("clear_fall") <= 0.10
    assert found.of("clear_rise") <= 0.10
    assert found.of("clear_fall", "probable_fall") <= 0.18
    assert found.cover >= 0.85
    assert abs(found.bias_pp) <= 0.8


def test_a_fifth_less_is_often_seen_where_absence_comes_in_spells():
    found = measure(Spells(factor=0.8), PANELS, seed=30_000, made=spells.panel)
    assert found.of("clear_fall") >= 0.3
    assert found.of("clear_rise") == 0
    assert found.cover >= 0.85
