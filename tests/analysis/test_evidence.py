"""The table of errors is of the scenarios there are; the references are whole."""

import re

import numpy as np
import pytest

from naervaer.analysis.evidence import plain_fall, simulated, sources
from naervaer.analysis.pooled_change import first_year, pooled_change
from naervaer.analysis.verdict import State
from tests.analysis.simulator import SCENARIOS, panel
from tests.benchmarks.verdicts import measure


STATES = ("clear_fall", "probable_fall", "no_clear_change", "too_small", "probable_rise", "clear_rise")


def test_every_scenario_has_its_line_and_its_truth():
    _, lines = simulated()
    assert {line.key: line.true_factor for line in lines} == {key: one.factor for key, one in SCENARIOS.items()}


@pytest.mark.parametrize("line", simulated()[1], ids=lambda line: line.key)
def test_the_shares_of_a_line_are_all_its_panels(line):
    assert sum(getattr(line, state) for state in STATES) == pytest.approx(1, abs=0.001)
    assert set(STATES) <= set(State)


@pytest.mark.parametrize("key", ["A", "L"])
def test_what_is_printed_is_what_the_engine_does(key):
    """On a part of the panels; a changed engine that leaves the table behind is seen here."""
    panels = 50
    found = measure(SCENARIOS[key], panels)
    (line,) = (line for line in simulated()[1] if line.key == key)
    for state in STATES:
        assert found.of(state) == pytest.approx(getattr(line, state), abs=3 * 0.5 / panels**0.5)


def test_the_plain_change_is_called_a_fall_as_often_as_is_printed():
    panels, falls = 40, 0
    for seed in range(panels):
        sides, both = first_year(panel(SCENARIOS["B"], 10_000 + seed)[0])
        found = pooled_change(sides, both)
        before, after = found.before_pct / 100, found.after_pct / 100
        days = sides.possible_before[both].sum(), sides.possible_after[both].sum()
        error = np.sqrt(before * (1 - before) / days[0] + after * (1 - after) / days[1])
        falls += after - before < -1.96 * error
    assert falls / panels == pytest.approx(plain_fall(), abs=3 * 0.34 / panels**0.5)


def test_a_reference_has_authors_a_year_and_a_place():
    for about, texts in sources().items():
        assert texts == sorted(texts) or about == "definitions"
        assert [text for text in texts if not (re.search(r"\d{4}", text) and text.endswith("."))] == []
