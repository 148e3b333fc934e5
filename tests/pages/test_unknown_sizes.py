"""Percentages without anything that tells how many people they are of: nobody can be hidden, and it is said."""

import pytest

from naervaer import figures, store
from naervaer.model import Language
from tests.pages.municipality import SOLVIK, months, save, unit
from tests.pages.visiting import said, visit
from tests.reports.test_decks import made
from tests.store.build import imported


NOTE = "enheter er det ikke kjent hvor mange som arbeider der"


@pytest.fixture
def percentages():
    """Two units of unknown size, of which one takes part; a third has head counts."""
    rows = [(name, "Skole", day, rate) for name, rate in (("Lia", 8.0), ("Ås", 7.0)) for day in months(2024, 2025)]
    body = "\n".join("  ".join(map(str, row)) for row in [("unit", "service_area", "period_start", "rate_pct"), *rows])
    store.save_municipality(SOLVIK, name="Solvik", language=Language.NB)
    starts = "unit  initiative  start\nLia  Turnus  2025-01-01"
    store.save_upload(imported(body, starts, fingerprint="b"), municipality=SOLVIK, who="Kari")


@pytest.mark.parametrize("page", ["overview", "trend", "unit", "before_after"])
def test_the_pages_say_that_small_groups_cannot_be_hidden(page, percentages):
    assert f"For 2 {NOTE}" in said(visit(page))


def test_what_is_printed_says_it(percentages):
    deck = made("steering", 1)
    assert any(NOTE in line for line in deck.masked)


def test_possible_days_tell_the_size_where_head_counts_do_not():
    save(unit("Lia", "Skole", 8.0, employees="-"), unit("Ås", "Skole", 8.0, employees="-"))
    assert figures.unsized(SOLVIK) == 0
    assert NOTE not in said(visit("overview"))
