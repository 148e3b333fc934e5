import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naervaer.analysis import trend
from naervaer.analysis.before_after import before_after
from naervaer.analysis.disclosure_control import FREE, countable, entire, protect, size, splits
from tests.analysis.attack import Published
from tests.analysis.build import build, seasonal


def hidden(sizes, *groups, limit=5, present=None, **more):
    """What stands beside each unit: "" shown, "x" too few people, "o" hidden with one of those."""
    sizes = np.array(sizes, float)
    present = np.ones((len(sizes), 1), bool) if present is None else np.array(present, bool)
    block = protect(sizes, present, list(np.array(groups, bool)), limit, **more)
    return "".join("x" if size < limit else "o" if own != FREE else "." for size, own in zip(sizes, block, strict=True))


@pytest.mark.parametrize(("employees", "expected"), [(4, "x"), (5, "."), (6, ".")])
def test_the_limit_itself_may_be_shown(employees, expected):
    assert hidden([employees, 20, 30], [1, 1, 1])[0] == expected


def test_the_smallest_other_unit_is_hidden_so_that_the_total_gives_nothing_away():
    assert hidden([4, 30, 12, 20], [1, 1, 1, 1]) == "x.o."


def test_two_hidden_units_that_together_are_under_the_limit_need_a_third():
    assert hidden([2, 2, 12, 20], [1, 1, 1, 1]) == "xxo."
    assert hidden([3, 3, 12, 20], [1, 1, 1, 1]) == "xx.."


def test_a_unit_of_the_same_area_is_hidden_even_where_another_is_smaller():
    assert hidden([4, 30, 12, 20], [1, 1, 0, 0], [0, 0, 1, 1]) == "xo.."


def test_area_of_one_small_unit_is_withheld_and_so_is_the_smallest_other():
    groups = np.array([[1, 0, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 1], [1, 1, 1, 1, 1]], bool)
    sizes = np.array([3.0, 20, 30, 40, 50])
    block = protect(sizes, np.ones((5, 1), bool), groups, 5)
    assert [splits(block, group) for group in groups] == [True, True, False, False]


def test_a_unit_that_is_there_as_long_protects_before_one_that_is_smaller():
    present = [[1, 1], [1, 0], [1, 1], [1, 1]]  # the second has no figures in the second month
    assert hidden([3, 8, 20, 30], [1, 1, 1, 1], present=present) == "x.o."


def test_a_unit_that_started_together_with_it_protects_before_one_that_is_smaller():
    assert hidden([3, 8, 20, 30], [1, 1, 1, 1], preferred=[np.array([1, 0, 0, 1], bool)]) == "x..o"


def test_those_inside_are_told_no_more_by_a_file_for_outside():
    """Inside 3 is hidden with 6 (a). In a file 3 and 9 (c) would be enough, but inside c is shown: so a stays in it."""
    sizes, present, every = np.array([3.0, 6, 9, 40]), np.ones((4, 1), bool), np.ones((1, 4), bool)
    inside = protect(sizes, present, every, 5)
    assert (inside != FREE).tolist() == [True, True, False, False]
    outside = protect(sizes, present, every, 10, within=inside)
    assert outside[0] == outside[1] != FREE and (outside[:3] != FREE).all()


def test_without_anybody_to_hide_with_there_is_no_sum():
    block = protect(np.array([3.0]), np.ones((1, 1), bool), np.ones((1, 1), bool), 5)
    assert not countable(block, np.array([3.0]), np.ones((1, 1), bool), 5).any()


def test_a_small_unit_is_counted_only_while_enough_of_its_block_are_there():
    block, sizes = np.array([0, 0, FREE]), np.array([3.0, 8, 20])
    present = np.array([[1, 1, 0], [1, 0, 1], [1, 1, 1]], bool)
    assert countable(block, sizes, present, 5).tolist() == [[True, False, True], [True, False, True], [True] * 3]


def test_periods_in_which_only_a_part_of_a_block_would_be_counted_are_left_out():
    block, present = np.array([0, 0, FREE]), np.array([[1, 1], [1, 0], [1, 1]], bool)
    cells = np.array([[1, 1], [0, 0], [1, 0]], bool)
    assert entire(block, cells, present).tolist() == [[False, True], [False, False], [True, False]]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(1, 20), min_size=1, max_size=8).flatmap(
        lambda sizes: st.tuples(
            st.just(sizes),
            st.lists(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)), min_size=1, max_size=4),
        )
    )
)
def test_no_shown_sum_minus_shown_units_gives_a_small_unit_back(case):
    sizes, groups = np.array(case[0], float), np.array(case[1], bool)
    present = np.ones((len(sizes), 1), bool)
    block = protect(sizes, present, groups, 5)
    counted = countable(block, sizes, present, 5)[:, 0]
    sums = [group & counted for group in groups if not splits(block, group)]
    shown = np.eye(len(sizes), dtype=bool)[block == FREE]
    found = Published(sizes, len(sizes), np.array([*sums, *shown], bool).reshape(-1, len(sizes)))
    assert (block[sizes < 5] != FREE).all()
    assert not found.given_away(5)


def test_persons_decide_else_full_time_equivalents_else_possible_days():
    unknown = np.full((1, 12), np.nan)
    known = np.full((1, 12), 4.0)
    days = np.full((1, 12), 1150 / 12)
    assert size(known, known + 3, days * 9, 12) == 4
    assert size(unknown, known + 3, days * 9, 12) == 7
    assert size(unknown, unknown, days, 12) == pytest.approx(5)
    assert np.isnan(size(unknown, unknown, unknown, 12))
    assert size(np.array([[3.0, 6.0]]), unknown[:, :2], unknown[:, :2], 12) == 6, "NAV: the highest count decides"


@pytest.mark.parametrize(("possible", "hidden"), [(1149, "too_few"), (1150, "")])
def test_possible_days_a_year_stand_in_for_an_unknown_head_count(possible, hidden):
    rows = [
        {**row, "employees": np.nan, "possible_days": possible / 12, "lost_days": 5.0}
        for row in seasonal("Lia", 0.1, 9)
    ]
    assert build(rows).hidden.tolist() == [hidden]


def small_and_large():
    rows = seasonal("Liten", 0.1, 3, area="Bolig") + seasonal("Middels", 0.12, 12, area="Bolig")
    return rows + seasonal("Stor", 0.08, 60, area="Bolig") + seasonal("Sykehjemmet", 0.08, 60, area="Sykehjem")


def test_comparison_hides_the_small_unit_the_next_and_never_the_sum():
    compared = before_after(
        build(small_and_large(), dict.fromkeys(["Liten", "Middels", "Stor", "Sykehjemmet"], "2015-07"))
    )
    states = dict(zip(compared.units["unit"], compared.units["state"], strict=True))
    assert states == {"Liten": "too_few", "Middels": "protects_others", "Stor": "shown", "Sykehjemmet": "shown"}
    area = compared.pooled.set_index("area").loc["Bolig"]
    assert (area["n_units"], area["n_hidden"]) == (3, 2)
    assert area["possible_after"] > 0
    assert compared.counts["Bolig"].of_units == 1, "the direction of a hidden unit is not told either"


def test_helper_without_figures_in_the_window_is_replaced_by_another():
    rows = [row for row in small_and_large() if row["unit"] != "Middels" or row["month"] < "2015-03"]
    compared = before_after(build(rows, dict.fromkeys(["Liten", "Middels", "Stor", "Sykehjemmet"], "2015-07")))
    states = dict(zip(compared.units["unit"], compared.units["state"], strict=True))
    assert states["Stor"] == "protects_others"


def test_trend_of_a_hidden_unit_is_empty_and_that_of_its_area_is_not():
    panel = build(small_and_large())
    assert not trend.members(panel, unit_id="Liten").any()
    assert not trend.members(panel, unit_id="Middels").any()
    assert trend.members(panel, area="Bolig").sum() == 3


def test_area_of_one_small_unit_has_no_trend():
    rows = seasonal("Liten", 0.1, 3, area="Bolig") + small_and_large()[144:]
    panel = build(rows)
    assert "Bolig" in panel.hidden_areas
    assert not trend.members(panel, area="Bolig").any()
    assert trend.trend(panel, trend.members(panel, area="Bolig"))["rate_pct"].isna().all()


def test_stricter_limit_for_what_leaves_the_house():
    assert build(seasonal("Lia", 0.1, 9), limit=10).hidden.tolist() == ["too_few"]
