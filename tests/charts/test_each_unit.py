"""Each unit by itself: in order of names, never of results, and said in words whether it stands out."""

from math import log

import pytest

from naervaer.charts.each_unit import all_alike, each_unit
from naervaer.model import Language


def unit(name, ratio, *, area="Skole", shrunk=None, flag=False):
    drawn = log(ratio) / 2 if shrunk is None else shrunk
    return {"unit": name, "area": area, "log_ratio": log(ratio), "shrunk_log_ratio": drawn, "flag": flag}


UNITS = [
    unit("Vik", 0.5, flag=True),
    unit("Berg", 1.4, flag=True),
    unit("Lia", 0.9, area="Barnehage"),
    unit("Elv", 1.1),
]


def test_in_order_of_area_and_name_and_not_of_result():
    assert [row[0] for row in each_unit(UNITS, Language.NB).rows] == ["Lia", "Berg", "Elv", "Vik"]


def test_the_change_is_the_shrunk_one_in_percent_of_what_was_expected():
    rows = {row[0]: row[2] for row in each_unit(UNITS, Language.NB).rows}
    assert rows["Vik"] == pytest.approx(100 * (0.5**0.5 - 1)) and rows["Berg"] == pytest.approx(100 * (1.4**0.5 - 1))


def test_what_stands_out_is_said_in_words():
    words = {row[0]: row[3] for row in each_unit(UNITS, Language.NB).rows}
    assert words["Vik"] == "skiller seg ut: lavere enn ventet" and words["Berg"] == "skiller seg ut: høyere enn ventet"
    assert words["Lia"] == words["Elv"] == "kan være tilfeldig"


def test_nothing_where_chance_in_a_unit_is_not_known():
    unknown = {**UNITS[0], "shrunk_log_ratio": None}
    assert each_unit([unknown, *UNITS[1:]], Language.NB) is None
    assert each_unit([], Language.NB) is None


def test_units_no_more_different_than_chance_are_said_to_be():
    assert all_alike([unit("Vik", 0.5, shrunk=-0.1), unit("Lia", 0.9, shrunk=-0.1)])
    assert not all_alike(UNITS) and not all_alike(UNITS[:1])
