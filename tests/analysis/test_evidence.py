"""The table of errors is of the scenarios there are; the references are whole."""

import re

import pytest

from naervaer.analysis.evidence import simulated, sources
from naervaer.analysis.verdict import State
from tests.analysis.simulator import SCENARIOS
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


def test_a_reference_has_authors_a_year_and_a_place():
    for about, texts in sources().items():
        assert texts == sorted(texts) or about == "definitions"
        assert [text for text in texts if not (re.search(r"\d{4}", text) and text.endswith("."))] == []
