import numpy as np
import pytest

from naervaer.analysis.trend import level, members, trend
from naervaer.model import Granularity
from tests.analysis.build import build, months, seasonal


def test_area_is_summed_days_over_summed_days():
    rows = (
        seasonal("Stor", 0.05, 200, area="Bolig") + seasonal("Liten", 0.2, 10, area="Bolig") + seasonal("Annen", 0.5, 9)
    )
    panel = build(rows)
    table = trend(panel, members(panel, area="Bolig"))
    assert table["rate_pct"].to_numpy() == pytest.approx(100 * table["lost_days"] / table["possible_days"])
    assert table.loc[0, "rate_pct"] == pytest.approx(100 * (0.05 * 200 + 0.2 * 10) / 210 * 1.18)
    assert table["n_units"].eq(2).all()


def test_rolling_twelve_months_only_where_all_twelve_are_there():
    rows = [row for row in seasonal("Lia", 0.1, 20, first="2013-01", count=36) if row["month"] != "2014-06"]
    panel = build(rows)
    rolling = trend(panel, members(panel, unit_id="Lia")).set_index("period_start")["rolling_pct"]
    assert rolling[:"2013-11"].isna().all()
    assert rolling["2013-12":"2014-05"].notna().all()
    assert rolling["2014-06":"2015-05"].isna().all()
    assert rolling["2015-06":].notna().all()
    year = [row for row in rows if row["month"].startswith("2013")]
    expected = 100 * sum(row["lost_days"] for row in year) / sum(row["possible_days"] for row in year)
    assert rolling["2013-12-01"] == pytest.approx(expected)


def test_same_month_of_the_year_before_stands_beside():
    panel = build(seasonal("Lia", 0.1, 20, start="2014-01", factor=0.5, first="2013-01", count=24))
    table = trend(panel, members(panel))
    assert table["year_earlier_pct"].isna().tolist() == [True] * 12 + [False] * 12
    assert (table["rate_pct"] / table["year_earlier_pct"])[12:].to_numpy() == pytest.approx(np.full(12, 0.5))


def test_missing_month_is_missing_not_zero():
    panel = build([row for row in seasonal("Lia", 0.1, 20, count=12) if row["month"] != "2013-04"])
    table = trend(panel, members(panel))
    assert np.isnan(table.loc[3, ["rate_pct", "lost_days", "possible_days"]].astype(float)).all()
    assert table["n_units"].tolist() == [1] * 3 + [0] + [1] * 8


def test_level_of_the_last_year_and_change_from_the_one_before():
    panel = build(seasonal("Lia", 0.1, 20, first="2013-01", count=24, start="2014-01", factor=0.9))
    found = level(panel, members(panel))
    assert found["change_pp"] == pytest.approx(-0.1 * found["before_pct"])
    assert found["last_pct"] == found["last_like_pct"]
    assert (str(found["first"])[:7], str(found["last"])[:7]) == ("2014-01", "2014-12")


def test_a_unit_that_opened_is_level_but_no_change():
    rows = seasonal("Lia", 0.1, 20, first="2013-01", count=24) + seasonal("Ny", 0.3, 20, first="2014-01", count=12)
    found = level(build(rows), np.ones(2, bool))
    assert found["last_pct"] > 1.5 * found["before_pct"]
    assert found["change_pp"] == pytest.approx(0)


def test_level_needs_all_twelve_months():
    short = build(seasonal("Lia", 0.1, 20, count=11))
    assert np.isnan(level(short, members(short))["last_pct"])
    gap = build([row for row in seasonal("Lia", 0.1, 20, count=24) if row["month"] != "2014-06"])
    assert np.isnan(level(gap, members(gap))["last_pct"])


def test_rates_without_a_weight_are_shown_for_one_unit_only():
    rows = [
        {"unit": unit, "month": month, "rate_pct": rate}
        for unit, rate in (("Lia", 6.0), ("Moen", 9.0))
        for month in months("2013-01", 24)
    ]
    panel = build(rows)
    assert trend(panel, members(panel))["rate_pct"].isna().all()
    assert trend(panel, members(panel, unit_id="Moen"))["rate_pct"].eq(9).all()
    assert np.isnan(level(panel, members(panel))["last_pct"])


def broken(*breaks, **more):
    rows = seasonal("Lia", 0.1, 20, first="2013-01", count=36, area="Barnehage", **more)
    rows += seasonal("Moen", 0.06, 20, first="2013-01", count=36, area="Skole")
    return build(rows, breaks=[(area, np.datetime64(month, "M")) for area, month in breaks])


def test_nothing_is_compared_across_a_break():
    panel = broken((None, "2015-03"))
    found = trend(panel, members(panel)).set_index("period_start")
    assert found["rate_pct"].notna().all()
    assert found["rolling_pct"].notna().sum() == 26 - 11 and np.isnan(found.loc["2015-03-01", "rolling_pct"])
    assert found.loc["2015-02-01":"2015-12-01", "year_earlier_pct"].notna().sum() == 1
    assert np.isnan(level(panel, members(panel))["last_pct"])


def test_a_break_between_two_years_leaves_the_level_and_takes_the_change():
    panel = broken((None, "2015-01"))
    found = level(panel, members(panel))
    assert found["last_pct"] > 0 and np.isnan(found["change_pp"])


def test_a_break_in_an_area_breaks_the_area_and_the_whole_but_no_other_area():
    panel = broken(("Skole", "2015-01"))
    whole, own, other = (level(panel, members(panel, area=area)) for area in (None, "Skole", "Barnehage"))
    assert np.isnan(whole["change_pp"]) and np.isnan(own["change_pp"])
    assert other["change_pp"] == pytest.approx(0)


def test_months_are_summed_to_longer_periods_where_all_are_there():
    panel = build([row for row in seasonal("Lia", 0.1, 20, first="2013-02", count=35) if row["month"] != "2014-08"])
    months_of = trend(panel, members(panel)).set_index("period_start")
    halves = trend(panel, members(panel), Granularity.HALF_YEAR).set_index("period_start")
    assert [str(day)[:7] for day in halves.index] == [
        f"{year}-{month}" for year in (2013, 2014, 2015) for month in ("01", "07")
    ]
    assert halves["rate_pct"].isna().tolist() == [True, False, False, True, False, False]
    second = months_of.loc["2013-07-01":"2013-12-01"]
    expected = 100 * second["lost_days"].sum() / second["possible_days"].sum()
    assert halves.loc["2013-07-01", "rate_pct"] == pytest.approx(expected)
    assert halves.loc["2015-07-01", "rolling_pct"] == pytest.approx(months_of.loc["2015-12-01", "rolling_pct"])


def test_a_period_that_a_break_falls_inside_is_compared_with_none():
    panel = broken((None, "2014-08"))
    halves = trend(panel, members(panel), Granularity.HALF_YEAR).set_index("period_start")
    assert halves["year_earlier_pct"].notna().sum() == 1  # the first half of 2014 with that of 2013
    assert np.isnan(halves.loc["2015-07-01", "year_earlier_pct"])
