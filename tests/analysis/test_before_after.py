import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naervaer.analysis.before_after import before_after
from naervaer.analysis.unlike_periods import unlike_periods
from naervaer.model import Granularity
from tests import plain
from tests.analysis.build import build, frame, months, seasonal


# The underlying rate of each unit is the same every year, so the answer is the planted factor and nothing else.
PLANTED = {
    "Lyngheia barnehage": ("2015-07", 0.75),
    "Strandtun sykehjem": ("2015-04", 1.0),
    "Nordbygda": ("2015-07", 1.15),
}


def planted_rows():
    rows = [
        *seasonal("Lyngheia barnehage", 0.11, 24, start="2015-07", factor=0.75, area="Barnehage"),
        *seasonal("Strandtun sykehjem", 0.09, 80, start="2015-04", factor=1.0, area="Sykehjem"),
        *seasonal("Nordbygda", 0.06, 45, start="2015-07", factor=1.15, area="Hjemmetjeneste"),
        *seasonal("Smalvik barnehage", 0.1, 14, start="2016-11", factor=0.6, area="Barnehage"),
    ]
    for number in range(6):
        rows += seasonal(f"Bolig {number}", 0.08 + number / 500, 20 + number, area="Bolig")
    return rows


def planted():
    of_units = {unit: start for unit, (start, _) in PLANTED.items()} | {"Smalvik barnehage": "2016-11"}
    return before_after(build(planted_rows(), of_units))


@pytest.mark.parametrize("unit", PLANTED)
def test_planted_factor_comes_back_whatever_the_season(unit):
    row = planted().units.set_index("unit").loc[unit]
    assert row["state"] == "shown"
    assert row["n_periods"] == 12
    assert row["change_pp"] == pytest.approx((PLANTED[unit][1] - 1) * row["before_pct"], abs=0.01)


def test_two_months_after_the_start_are_too_early_and_not_shown():
    row = planted().units.set_index("unit").loc["Smalvik barnehage"]
    assert row["state"] == "too_early"
    assert row["n_after"] == 2
    assert np.isnan([row["before_pct"], row["after_pct"], row["change_pp"], row["lost_after"]]).all()


def test_rest_of_the_municipality_stands_still_and_holds_no_unit_of_any_initiative():
    compared = planted()
    rest = compared.pooled.set_index("group").loc["rest"]
    assert rest["n_units"] == 6
    assert rest["change_pp"] == pytest.approx(0, abs=1e-9)
    elsewhere = build(planted_rows(), {"Nordbygda": "2015-07"}, in_any_initiative=["Bolig 0", "Lyngheia barnehage"])
    assert before_after(elsewhere).pooled.set_index("group").loc["rest", "n_units"] == 7


def test_windows_tell_which_months_were_compared_for_each_start():
    windows = planted().windows
    assert [str(start)[:7] for start in windows["start"]] == ["2015-04", "2015-07", "2016-11"]
    assert windows.loc[0, ["first_before", "last_before", "first_after", "last_after"]].astype(str).str[
        :7
    ].tolist() == [
        "2014-04",
        "2015-03",
        "2015-04",
        "2016-03",
    ]
    assert windows["n_units"].tolist() == [1, 2, 1]
    assert windows["rest_change_pp"].abs().max() < 1e-9


def test_only_months_present_on_both_sides_are_compared():
    rows = [
        row
        for row in seasonal("Lia", 0.1, 20, start="2015-07", factor=0.8)
        if row["month"] not in {"2014-09", "2015-12"}
    ]
    row = before_after(build(rows, {"Lia": "2015-07"})).units.iloc[0]
    assert row["n_periods"] == 10
    assert row["n_after"] == 11
    assert row["after_pct"] / row["before_pct"] == pytest.approx(0.8)


@pytest.mark.parametrize(("last_months", "state"), [(5, "too_early"), (6, "shown")])
def test_six_months_after_the_start_are_the_fewest(last_months, state):
    rows = seasonal("Lia", 0.1, 20, first="2014-01", count=18 + last_months)
    assert before_after(build(rows, {"Lia": "2015-07"})).units["state"].item() == state


def test_no_figures_a_year_before_is_said():
    rows = seasonal("Lia", 0.1, 20, first="2015-03", count=24)
    assert before_after(build(rows, {"Lia": "2015-07"})).units["state"].item() == "no_before"


def test_figures_that_stop_after_the_start_are_not_called_early():
    rows = seasonal("Lia", 0.1, 20, first="2013-01", count=33) + seasonal("Haugen", 0.1, 20, first="2013-01", count=48)
    compared = before_after(build(rows, {"Lia": "2015-07"})).units
    assert compared["state"].item() == "no_after"


def test_unit_that_takes_part_without_figures_is_listed():
    compared = before_after(build(seasonal("Haugen", 0.1, 20), {"Haugen": "2015-07", "Lia": "2015-07"}))
    assert dict(zip(compared.units["unit_id"], compared.units["state"], strict=True)) == {
        "Haugen": "shown",
        "Lia": "no_after",
    }


@pytest.mark.parametrize(("employees", "state"), [(4, "too_few"), (5, "shown"), (6, "shown")])
def test_under_five_employees_are_not_shown(employees, state):
    rows = seasonal("Lia", 0.1, employees) + seasonal("Haugen", 0.1, 30) + seasonal("Moen", 0.1, 40)
    units = before_after(build(rows, {"Lia": "2015-07", "Moen": "2015-07", "Haugen": "2015-07"})).units.set_index(
        "unit_id"
    )
    assert units.loc["Lia", "state"] == state
    assert np.isnan(units.loc["Lia", "after_pct"]) == (state != "shown")


def test_quarters_are_compared_with_the_same_quarters():
    rows = []
    for year in (2014, 2015, 2016):
        for quarter, rate in enumerate((12.0, 9.0, 7.0, 11.0)):
            lost = 5 * rate * (0.5 if (year, quarter) >= (2015, 2) else 1)
            rows.append(
                {"unit": "Lia", "month": f"{year}-{3 * quarter + 1:02}", "lost_days": lost, "possible_days": 500}
            )
    row = before_after(build(rows, {"Lia": "2015-08"}, granularity=Granularity.QUARTER)).units.iloc[0]
    assert row["n_periods"] == 4
    assert row["before_pct"] == pytest.approx((7 + 11 + 12 + 9) / 4)
    assert row["after_pct"] == pytest.approx((7 + 11 + 12 + 9) / 8)


def test_year_that_holds_the_start_is_neither_before_nor_after():
    rows = [
        {"unit": "Lia", "month": f"{year}-01", "lost_days": lost, "possible_days": 2000}
        for year, lost in ((2013, 180), (2014, 200), (2015, 160), (2016, 120))
    ]
    row = before_after(build(rows, {"Lia": "2015-05"}, granularity=Granularity.YEAR)).units.iloc[0]
    assert str(row["first_after"])[:4] == "2016"
    assert row["n_periods"] == 1


def test_rates_are_summed_days_over_summed_days_never_a_mean_of_percents():
    rows = [
        *seasonal("Stor", 0.05, 200, start="2015-07", factor=2.0),
        *seasonal("Liten", 0.2, 10, start="2015-07", factor=1.0),
    ]
    pooled = before_after(build(rows, {"Stor": "2015-07", "Liten": "2015-07"})).pooled.iloc[0]
    assert pooled["after_pct"] == pytest.approx(100 * pooled["lost_after"] / pooled["possible_after"])
    assert pooled["before_pct"] < 6


@pytest.mark.parametrize("weight", ["fte", "employees"])
def test_rates_without_days_are_weighted_and_it_is_said_by_what(weight):
    rows = [
        {"unit": unit, "month": month, "rate_pct": rate, weight: size}
        for unit, rate, size in (("Stor", 6.0, 90), ("Liten", 12.0, 10))
        for month in months("2013-01", 48)
    ]
    compared = before_after(build(rows, {"Stor": "2015-07", "Liten": "2015-07"}))
    assert compared.weighted_by == weight
    assert compared.pooled.loc[0, "after_pct"] == pytest.approx(6.6)
    assert np.isnan(compared.pooled.loc[0, "lost_after"])


def test_rates_without_any_weight_give_no_pooled_rate():
    rows = [
        {"unit": unit, "month": month, "rate_pct": rate}
        for unit, rate in (("Stor", 6.0), ("Liten", 12.0))
        for month in months("2013-01", 48)
    ]
    compared = before_after(build(rows, {"Stor": "2015-07"}))
    assert compared.weighted_by is None
    assert compared.pooled[["before_pct", "after_pct"]].isna().all(axis=None)
    assert compared.windows["rest_after_pct"].isna().all()
    assert compared.units["after_pct"].item() == pytest.approx(6.0)


def asker(lower, higher, equal, area):
    """A table as Asker's of 2016: the year 2015 beside January 2016, so many units lower, higher and equal."""
    changes = [-1.3] * lower + [1.4] * higher + [0.0] * equal
    return [(f"{area} {number}", area, 8.4 + number / 10, change) for number, change in enumerate(changes)]


def test_year_against_one_month_is_counted_as_printed_and_marked():
    table = asker(8, 2, 1, "Arbeid og fritid") + asker(7, 7, 1, "Boliger")
    of_units = dict.fromkeys((unit for unit, *_ in table), "2016-01")
    year = [{"unit": unit, "area": area, "month": "2015-01", "rate_pct": rate} for unit, area, rate, _ in table]
    month = [
        {"unit": unit, "area": area, "month": "2016-01", "rate_pct": rate + change}
        for unit, area, rate, change in table
    ]
    panels = [build(year, of_units, granularity=Granularity.YEAR), build(month, of_units)]
    assert set(before_after(panels[1]).units["state"]) == {"too_early"}
    compared = unlike_periods(panels)
    assert not compared.like_for_like
    counts = {area: (count.lower, count.higher, count.equal) for area, count in compared.counts.items()}
    assert counts == {"": (15, 9, 2), "Arbeid og fritid": (8, 2, 1), "Boliger": (7, 7, 1)}
    chances = [round(100 * compared.counts[area].p_at_least_of_units) for area in ("Arbeid og fritid", "Boliger")]
    assert chances == [11, 70]
    assert compared.pooled["after_pct"].isna().all(), "rates without a weight have no pooled rate"


def test_unlike_periods_take_the_last_whole_period_before_the_start():
    year = [{"unit": "Lia", "month": f"{y}-01", "rate_pct": r} for y, r in ((2013, 9.0), (2014, 8.0), (2015, 7.0))]
    panels = [build(year, {"Lia": "2015-06"}, granularity=Granularity.YEAR)]
    panels.append(build([{"unit": "Lia", "month": "2016-02", "rate_pct": 6.0}], {"Lia": "2015-06"}))
    row = unlike_periods(panels).units.iloc[0]
    assert (row["before_pct"], row["after_pct"], row["change_pp"]) == (8.0, 6.0, -2.0)
    with pytest.raises(ValueError, match="no panel"):
        unlike_periods([])


@st.composite
def small_panels(draw):
    rows = []
    for number in range(draw(st.integers(1, 5))):
        start = draw(st.one_of(st.none(), st.integers(10, 40)))
        elsewhere = draw(st.booleans())
        present = draw(st.lists(st.integers(0, 47), min_size=1, unique=True))
        for month in present:
            possible = draw(st.integers(100, 900))
            lost = draw(st.integers(1, possible))
            rows.append(plain.Row(f"Enhet {number}", month, lost, possible, start, elsewhere))
    return rows


@settings(max_examples=60, deadline=None)
@given(small_panels())
def test_agrees_with_the_plain_twin(rows):
    first = np.datetime64("2013-01", "M")
    table = [
        {
            "unit": row.unit,
            "month": str(first + row.month),
            "lost_days": row.lost,
            "possible_days": row.possible,
            "employees": 20,
        }
        for row in rows
    ]
    of_units = {row.unit: str(first + row.start) for row in rows if row.start is not None}
    elsewhere = {row.unit for row in rows if row.elsewhere}
    compared = before_after(build(table, of_units, in_any_initiative=elsewhere))
    shown = compared.units[compared.units["state"] == "shown"].set_index("unit")
    last = max(row.month for row in rows)
    expected = {unit: both for unit, both in plain.before_after(rows).items()}
    starts = {row.unit: row.start for row in rows}
    assert set(shown.index) == set(expected)
    assert all(starts[unit] + 6 <= last + 1 for unit in expected)
    for unit, (before, after) in expected.items():
        assert shown.loc[unit, ["before_pct", "after_pct"]].tolist() == pytest.approx([before, after])
    pooled = compared.pooled.set_index("group")
    if expected:
        assert pooled.loc[["initiative"], ["before_pct", "after_pct"]].values[0].tolist() == pytest.approx(
            plain.pooled(rows)
        )
        rest = plain.rest(rows)
        got = pooled.loc["rest", ["before_pct", "after_pct"]].tolist()
        assert np.isnan(got).all() if rest is None else got == pytest.approx(list(rest))


def test_order_of_rows_and_units_does_not_matter():
    rows = planted_rows()
    of_units = {unit: start for unit, (start, _) in PLANTED.items()}
    straight, turned = before_after(build(rows, of_units)), before_after(build(rows[::-1], of_units))
    columns = ["unit", "before_pct", "after_pct"]
    assert straight.units[columns].round(9).equals(turned.units[columns].round(9))


def test_a_unit_month_given_twice_raises():
    rows = seasonal("Lia", 0.1, 20)
    with pytest.raises(ValueError, match="twice"):
        build([*rows, rows[0]])


def test_mixed_granularity_raises():
    rows = [{"unit": "Lia", "month": month, "rate_pct": 5.0} for month in ("2015-01", "2015-04", "2015-05")]
    with pytest.raises(ValueError, match="3 months"):
        build(rows, granularity=Granularity.QUARTER)
    with pytest.raises(ValueError, match="fixed length"):
        build(rows, granularity=Granularity.YEAR_TO_DATE)


@pytest.mark.parametrize(
    ("lost", "possible"), [(30, 20), (-1, 20), (np.inf, np.inf), (1, 0), (np.nan, 20), (1, np.nan)]
)
def test_impossible_numbers_are_missing_never_zero(lost, possible):
    rows = frame([{"unit": "Lia", "month": "2015-01", "lost_days": lost, "possible_days": possible}])
    assert rows["lost_days"].size == 1
    odd = build([{"unit": "Lia", "month": "2015-01", "lost_days": lost, "possible_days": possible}])
    assert np.isnan(odd.lost).all()
    assert np.isnan(odd.rate).all()
