import numpy as np
import pytest

from naervaer.analysis.direction import OPPOSITE, Direction, directions, until, year_on_year
from naervaer.analysis.pooled_change import PooledChange, Sides, pooled_change
from naervaer.analysis.trend import level, members
from tests.analysis.build import build, seasonal


def municipality(factors, **more):
    """Units of one level whose rate changes by a factor each in the second of two years."""
    return build(
        [
            row
            for place, factor in enumerate(factors)
            for row in seasonal(f"Enhet {place}", 0.1, 20, count=24, start="2014-01", factor=factor, **more)
        ]
    )


def change(pp, se, n=30):
    return PooledChange(10, 10 + pp, pp, pp / 10, se, None, n, 12)


def everybody(panel):
    return np.ones(len(panel.unit), bool)


def test_the_change_is_that_of_the_level():
    panel = municipality([0.9, 0.8, 1.1, 1.0, 0.95])
    found = year_on_year(panel, everybody(panel))
    assert found.change_pp == pytest.approx(level(panel, everybody(panel))["change_pp"])
    assert (found.n_units, found.periods) == (5, 12)


def test_only_months_that_a_unit_has_in_both_years_count():
    rows = [
        row
        for name in ("Lia", "Ås")
        for row in seasonal(name, 0.1 if name == "Lia" else 0.3, 20, count=24)
        if name == "Lia" or row["month"] >= "2014-01"
    ]
    panel = build(rows)
    found = year_on_year(panel, everybody(panel))
    assert (found.n_units, found.change_pp) == (1, pytest.approx(0))


def test_nothing_is_compared_across_a_break_or_without_two_years():
    panel = municipality([1.0] * 5)
    assert year_on_year(until(panel, 22), everybody(panel)) is None
    broken = build(
        [row for place in range(5) for row in seasonal(f"Enhet {place}", 0.1, 20, count=24)],
        breaks=[(None, np.datetime64("2013-06", "M"))],
    )
    assert year_on_year(broken, everybody(broken)) is None


def test_the_panel_can_be_seen_as_it_was():
    panel = build(seasonal("Lia", 0.1, 20, count=36, start="2015-01", factor=0.5))
    past = until(panel, 23)
    assert str(past.period[-1]) == "2014-12"
    assert level(past, members(past))["change_pp"] == pytest.approx(0)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (change(-1.0, 0.3), Direction.LOWER),
        (change(1.0, 0.3), Direction.HIGHER),
        (change(-1.0, 0.55), Direction.PROBABLY_LOWER),
        (change(1.0, 0.55), Direction.PROBABLY_HIGHER),
        (change(-1.0, 0.65), Direction.NO_CLEAR_CHANGE),
        (change(-1.0, 0.0), Direction.LOWER),
        (change(0.0, 0.0), Direction.NO_CLEAR_CHANGE),
        (change(-5.0, 0.3, n=4), Direction.NOT_KNOWN),
        (change(-5.0, None, n=1), Direction.NOT_KNOWN),
        (None, Direction.NOT_KNOWN),
    ],
)
def test_how_sure_the_direction_is(found, said):
    assert directions([found]) == [said]


def test_of_many_fewer_are_called_clear():
    alone = change(-1.0, 0.45)
    assert directions([alone]) == [Direction.LOWER]
    among = directions([alone, *[change(0.1, 0.5)] * 7])
    assert among == [Direction.PROBABLY_LOWER] + [Direction.NO_CLEAR_CHANGE] * 7


def test_attendance_goes_the_other_way():
    assert OPPOSITE[Direction.LOWER] is Direction.HIGHER
    assert {OPPOSITE.get(OPPOSITE.get(each, each), each) for each in Direction} == set(Direction)


def test_where_nothing_changed_few_changes_are_called_clear():
    """Lasting differences between units are no chance; days that come in spells are."""
    rng = np.random.default_rng(20)
    said = []
    for _ in range(300):
        level_of = rng.uniform(0.04, 0.18, 20)[:, None]
        possible = rng.uniform(2000, 9000, 20)[:, None]
        lost = rng.gamma(level_of * possible / 60, 60, (20, 2))
        sides = Sides(lost[:, 0], possible[:, 0], lost[:, 1], possible[:, 0], np.full(20, 12))
        said += directions([pooled_change(sides, np.ones(20, bool))])
    clear = np.mean([one in (Direction.LOWER, Direction.HIGHER) for one in said])
    assert 0.02 < clear < 0.09
