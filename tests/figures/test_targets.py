from datetime import date

import numpy as np
import pytest

from naervaer import figures, store
from naervaer.figures.targets import held, units_of_kind
from naervaer.model import Granularity, Measure
from naervaer.store import Target
from tests.pages.municipality import SOLVIK, save, unit


HERE = {"municipality": SOLVIK, "who": "Kari"}
NEW_YEAR = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def own_figures():
    save(unit("Lia barnehage", "Barnehage", 10.0), unit("Ås skole", "Skole", 6.0))


def levels(**place):
    return [step.absence_pct for step in held(SOLVIK, Granularity.MONTH, **place).steps]


def unit_id(name):
    return int(store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"][name])


def test_an_area_is_held_against_its_own_target_and_else_the_municipalitys():
    store.save_target(Target(NEW_YEAR, Measure.ABSENCE, percent=7.0), **HERE)
    store.save_target(Target(NEW_YEAR, Measure.ABSENCE, area="Barnehage", percent=8.5), **HERE)
    assert levels() == [7.0]
    assert (levels(area="Barnehage"), levels(area="Skole")) == ([8.5], [7.0])
    assert held(SOLVIK, Granularity.MONTH, area="Barnehage").of == "Barnehage"
    assert held(SOLVIK, Granularity.MONTH, area="Skole").of is None
    assert levels(unit=unit_id("Lia barnehage")) == [8.5]


def test_ten_percent_less_counts_from_each_areas_own_base_year():
    store.save_target(Target(NEW_YEAR, Measure.ABSENCE, change_percent=-10.0, base_year=2024), **HERE)
    assert levels() == pytest.approx([7.2])
    assert levels(area="Barnehage") == pytest.approx([9.0])
    assert levels(area="Skole") == pytest.approx([5.4])


def test_a_change_of_target_is_seen_at_once():
    store.save_target(Target(NEW_YEAR, Measure.ABSENCE, percent=7.0), **HERE)
    assert levels() == [7.0]
    store.save_target(Target(date(2025, 7, 1), Measure.ATTENDANCE, percent=94.0), **HERE)
    assert levels() == pytest.approx([7.0, 6.0])


def test_without_targets_there_are_no_steps():
    assert levels() == [] and levels(area="Barnehage") == []


def test_a_base_year_without_figures_gives_no_level():
    store.save_target(Target(NEW_YEAR, Measure.ABSENCE, change_percent=-10.0, base_year=2020), **HERE)
    assert np.isnan(levels()).all()


def test_the_sum_of_a_kind_that_would_give_a_hidden_unit_away_is_no_base():
    """Liten (3 persons) is hidden, and a kindergarten with it: the kindergartens' sum tells of that one."""
    save(
        *(unit(f"Lia {n} barnehage", "Oppvekst", 8.0) for n in range(4)),
        unit("Ås skole", "Oppvekst", 6.0, employees=40),
        unit("Liten skole", "Oppvekst", 20.0, employees=3),
        unit("Granheim sykehjem", "Helse", 9.0),
        fingerprint="b",
    )
    panel = figures.panel(SOLVIK, Granularity.MONTH)
    hidden = set(panel.unit[panel.hidden != ""])
    assert "Liten skole" in hidden and len(hidden) == 2
    sums = {kind: int(units_of_kind(SOLVIK, panel, kind).sum()) for kind in ("school", "kindergarten", "nursing_home")}
    assert sums == {"school": 0, "kindergarten": 0, "nursing_home": 1}
