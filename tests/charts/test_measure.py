"""Attendance is what is left of a hundred: in every chart, in its table and in its words."""

import pytest

from naervaer.charts import before_after, event_time, expected, season, usual_levels
from naervaer.model import Language, Measure
from tests.charts import exhibits


ESTIMATE = {"observed_pct": 7.6, "expected_pct": 10.2, "effect_pp": -2.6, "ci95_pp": [-4.5, -0.7]}
WINDOWS = [
    {"window": "-12..-1", "effect_pp": 0.5, "ci95_pp": [-1.0, 2.0]},
    {"window": "0-11", "effect_pp": -2.6, "ci95_pp": [-4.5, -0.7]},
    {"window": "12-23", "effect_pp": -1.0, "ci95_pp": None},
]
NB = Language.NB


def draw(make, *args):
    """The same in both measures."""
    return [make(*args, NB, measure) for measure in Measure]


def columns(chart):
    return [list(column) for column in zip(*chart.table.rows, strict=True)]


def axis_titles(chart):
    found = [
        (channel.get("axis") or {}).get("title") or channel.get("title")
        for layer in exhibits.layers(chart.spec)
        for channel in layer.get("encoding", {}).values()
        if isinstance(channel, dict)
    ]
    return {title for title in found if title and "prosent" in title}


@pytest.mark.parametrize(
    ("make", "args", "rates", "changes"),
    [
        (before_after.before_after, (exhibits.rows(),), (1, 2), (3,)),
        (season.season, (exhibits.SEASON,), (1,), ()),
        (usual_levels.usual_levels, (exhibits.levels(),), (1, 2, 3), ()),
        (expected.expected, (ESTIMATE, 11.0), (1,), ()),
    ],
)
def test_rates_are_what_is_left_of_a_hundred_and_changes_go_the_other_way(make, args, rates, changes):
    absence, attendance = draw(make, *args)
    for place in rates:
        assert columns(attendance)[place] == pytest.approx([100 - value for value in columns(absence)[place]])
    for place in changes:
        assert columns(attendance)[place] == pytest.approx([-value for value in columns(absence)[place]])
    assert axis_titles(attendance) == {"Nærvær i prosent"} and axis_titles(absence) == {"Sykefravær i prosent"}
    assert "nærvær" in attendance.table.caption.lower()
    assert "nærvær" not in absence.table.caption.lower()


def test_what_was_expected_has_its_range_the_right_way_round():
    absence, attendance = draw(expected.expected, ESTIMATE, None)
    assert columns(absence)[2] == ["8,3\u00a0% til 12,1\u00a0%", ""]
    assert columns(attendance)[2] == ["87,9\u00a0% til 91,7\u00a0%", ""]
    assert "Forskjellen er +2,6 prosentpoeng, usikkert fra +0,7 prosentpoeng til +4,5 prosentpoeng." in attendance.alt


def test_years_around_the_start_are_turned_with_their_ranges():
    absence, attendance = draw(event_time.event_time, WINDOWS)
    assert absence.table.rows[1][1:] == (-2.6, -4.5, -0.7)
    assert attendance.table.rows[1][1:] == (2.6, 0.7, 4.5)
    assert attendance.table.rows[2][1:] == (1.0, None, None)
    assert "Første år etter: +2,6 prosentpoeng." in attendance.alt


def test_low_attendance_is_what_high_sick_leave_was():
    absence, attendance = draw(usual_levels.usual_levels, exhibits.levels())
    words = list(zip(columns(absence)[4], columns(attendance)[4], strict=True))
    assert words[0] == ("Trolig høyt", "Trolig lavt nærvær")


def test_the_months_of_most_attendance_are_those_of_least_sick_leave():
    absence, attendance = draw(season.season, exhibits.SEASON)
    assert "sykefraværet høyest i januar (11,0\u00a0%) og lavest i juli" in absence.alt
    assert "nærværet høyest i juli (93,0\u00a0%) og lavest i januar (89,0\u00a0%)" in attendance.alt
