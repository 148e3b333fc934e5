import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naervaer.analysis import trend
from naervaer.analysis.before_after import before_after
from naervaer.analysis.disclosure_control import may_be_summed, protect, size
from tests.analysis.build import build, seasonal


ALWAYS = np.ones((1, 1), bool)


def mask(sizes, *groups, limit=5):
    sizes = np.array(sizes, float)
    return protect(sizes, np.ones((len(sizes), 1), bool), np.array(groups, bool), limit)


@pytest.mark.parametrize(("employees", "hidden"), [(4, "too_few"), (5, ""), (6, "")])
def test_the_limit_itself_may_be_shown(employees, hidden):
    assert mask([employees, 20, 30], [1, 1, 1]).hidden[0] == hidden


def test_the_smallest_other_unit_is_hidden_so_that_the_total_gives_nothing_away():
    assert mask([4, 30, 12, 20], [1, 1, 1, 1]).hidden.tolist() == ["too_few", "", "protects_others", ""]


def test_two_hidden_units_that_together_are_under_the_limit_need_a_third():
    assert mask([2, 2, 12, 20], [1, 1, 1, 1]).hidden.tolist() == ["too_few", "too_few", "protects_others", ""]
    assert mask([3, 3, 12, 20], [1, 1, 1, 1]).hidden.tolist() == ["too_few", "too_few", "", ""]


def test_area_of_one_small_unit_is_withheld_and_so_is_another_that_the_municipality_would_give_it_by():
    found = mask([3, 20, 30, 40, 50], [1, 0, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 1], [1, 1, 1, 1, 1])
    assert found.withheld[0]
    assert not recoverable(np.array([[1, 0, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 1], [1] * 5], bool), found, 0)


def test_a_unit_that_is_alone_some_months_is_protected_those_months_too():
    sizes, groups = np.array([3.0, 8, 20, 30]), np.ones((1, 4), bool)
    present = np.array([[1, 1], [1, 0], [1, 1], [1, 1]], bool)  # the first helper has no figures in the second month
    hidden = protect(sizes, present, groups, 5).hidden
    assert hidden.tolist() == ["too_few", "", "protects_others", ""]


def recoverable(groups, found, unit):
    """Is the unit some sum of shown sums and shown units? By least squares, another way than the code under test."""
    known = [group.astype(float) for group, withheld in zip(groups, found.withheld, strict=True) if not withheld]
    known += [row for row, hidden in zip(np.eye(groups.shape[1]), found.hidden, strict=True) if not hidden]
    if not known:
        return False
    target = np.eye(groups.shape[1])[unit]
    solution, *_ = np.linalg.lstsq(np.array(known).T, target, rcond=None)
    return bool(np.allclose(np.array(known).T @ solution, target, atol=1e-6))


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
    found = protect(sizes, np.ones((len(sizes), 1), bool), groups, 5)
    for unit in np.flatnonzero(sizes < 5):
        assert found.hidden[unit] == "too_few"
        assert not recoverable(groups, found, unit)


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


def test_a_sum_over_other_periods_than_the_mask_was_made_for_may_give_a_hidden_unit_away():
    """Lia (3) is hidden, and Ås (8) with it, so that their sum is not Lia. In both years only Lia and Elv are there."""
    sizes, hidden = np.array([3.0, 8.0, 40.0]), np.array([True, True, False])
    everybody = np.ones((1, 3), bool)
    assert may_be_summed(sizes, hidden, np.ones((3, 1), bool), everybody, 5).all()
    without_aas = np.array([[True], [False], [True]])
    assert not may_be_summed(sizes, hidden, without_aas, everybody, 5).any()
