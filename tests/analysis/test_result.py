"""The whole answer for a table anyone can bring; and what becomes of tables that cannot be used."""

import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naervaer.analysis import analyse, said
from naervaer.i18n import texts
from naervaer.model import Language
from tests.analysis.simulator import SCENARIOS, Scenario, frame, panel
from tests.analysis.test_verdict import planted


def table(name="L", seed=2, **changes):
    return frame(panel(SCENARIOS[name] if not changes else Scenario(**changes), seed)[0])


def reasons(found):
    return {(entry["method"], entry["reason"]) for entry in found["withheld"]}


NAMES = {
    "raw": {"before_pct", "after_pct", "change_pp", "relative", "ci95_pp", "n_units", "months_before", "months_after"},
    "count": {
        "lower", "higher", "equal", "n", "p_two_sided", "wilson95", "clopper_pearson95", "p_at_least_by_chance",
        "usual_by_chance", "comparison_lower", "comparison_n", "fisher_p",
    },
    "expected": {
        "effect_pp", "se_pp", "ci80_pp", "ci90_pp", "ci95_pp", "relative", "observed_pct", "expected_pct", "days",
        "days_ci95", "mde_pp", "n_units", "se_kind", "baseline", "precheck", "bracketing",
    },
    "bounce": {"pp", "ci95_pp", "waterfall"},
    "windows": {"0-5", "6-11", "12-23", "fading", "lasting"},
}  # fmt: skip


def test_names_are_the_agreed_ones_and_all_is_json():
    found = analyse(table())
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    for method, names in NAMES.items():
        assert names <= set(found[method]), method
    assert set(found["bounce"]["waterfall"]) == {"trend_season_pp", "bounce_pp", "remaining_pp"}
    assert {"window", "effect_pp", "ci95_pp"} <= set(found["event_time"][0])
    assert [entry["window"] for entry in found["event_time"]] == ["-36..-25", "-24..-13", "-12..-1", "0-11", "12-23"]
    unit = {
        "unit",
        "before_pct",
        "after_pct",
        "observed_days",
        "expected_days",
        "log_ratio",
        "shrunk_log_ratio",
        "p",
        "q",
        "flag",
    }
    assert unit <= set(found["units"][0])
    assert found["its"] is None


@pytest.mark.parametrize(("followed", "known"), [(26, [6, 12, 24]), (12, [6, 12]), (8, [6]), (6, [6])])
def test_the_verdict_is_fixed_after_half_a_year_one_year_and_two(followed, known):
    rows = table(waves=(48,), factor=0.8)
    found = analyse(rows[rows["period"].isin(sorted(rows["period"].unique())[: 48 + followed])])
    assert [point["months"] for point in found["fixed"]] == [6, 12, 24]
    assert [point["months"] for point in found["fixed"] if point["verdict"]] == known
    assert found["preliminary"] == (followed == 8)
    assert found["last_fixed"] == (found["fixed"][0]["verdict"] if followed == 8 else None)
    if followed >= 12:
        assert found["fixed"][1]["verdict"] == found["verdict"]


def test_where_some_are_on_their_way_the_verdict_is_not_fixed_for_all():
    rows = table(waves=(48, 54), factor=0.8)
    found = analyse(rows[rows["period"].isin(sorted(rows["period"].unique())[:62])])  # 14 and 8 months
    assert [point["preliminary"] for point in found["fixed"]] == [False, True, False]
    assert found["last_fixed"] == found["fixed"][0]["verdict"]


def test_parts_fit_together():
    found = analyse(table())
    expected = found["expected"]
    assert expected["effect_pp"] == pytest.approx(expected["observed_pct"] - expected["expected_pct"])
    assert expected["ci95_pp"][0] < expected["ci90_pp"][0] < expected["ci80_pp"][0] < expected["effect_pp"]
    assert sum(unit["observed_days"] - unit["expected_days"] for unit in found["units"]) == pytest.approx(
        expected["days"]
    )
    assert sum(found["bounce"]["waterfall"].values()) == pytest.approx(found["raw"]["change_pp"])
    assert found["count"]["n"] == found["count"]["lower"] + found["count"]["higher"]
    assert found["raw"]["ci95_pp"][0] < found["raw"]["change_pp"] < found["raw"]["ci95_pp"][1]


def test_only_a_fall_can_last():
    study = planted(months=84, start=48, factor=0.7)
    assert analyse(frame(study))["windows"]["lasting"] is True
    study.lost[(study.since >= 0) & (study.since < 12)] /= 0.7
    late = analyse(frame(study))
    assert late["verdict"] == "no_clear_change"
    assert late["windows"]["12-23"]["ci95_pp"][1] < 0
    assert late["windows"]["lasting"] is False


def test_shrunk_units_lie_between_their_own_and_the_common_answer():
    units = analyse(table())["units"]
    own, shrunk = (np.array([unit[name] for unit in units]) for name in ("log_ratio", "shrunk_log_ratio"))
    assert shrunk.std() < own.std()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lost": -1.0}, "negative_days"),
        ({"lost": 9999.0}, "lost_above_possible"),
        ({"possible": 0.0}, "no_possible_days"),
        ({"lost": math.nan}, "missing_or_infinite"),
        ({"possible": math.inf}, "missing_or_infinite"),
        ({"lost": "mange"}, "missing_or_infinite"),
        ({"possible": 1e308}, "missing_or_infinite"),
        ({"possible": 1e6}, "possible_out_of_line"),
        ({"period": "sommeren"}, "unreadable_unit_or_period"),
        ({"period": "01.07.2015"}, "unreadable_unit_or_period"),
        ({"period": "2015-13-01"}, "unreadable_unit_or_period"),
        ({"period": 42036}, "unreadable_unit_or_period"),
        ({"period": "9999-12-01"}, "unreadable_unit_or_period"),
        ({"unit": ""}, "unreadable_unit_or_period"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_and_named(changes, reason):
    good = table()
    bad = good.astype(object).copy()
    for column, value in changes.items():
        bad.loc[7, column] = value
    found = analyse(bad)
    assert ("data", reason) in reasons(found)
    assert found["expected"] == analyse(good.drop(index=7))["expected"]


def test_a_row_given_twice_counts_once():
    good = table()
    found = analyse(pd.concat([good, good.iloc[[5]]]))
    assert ("data", "row_given_twice") in reasons(found)
    assert found["expected"] == analyse(good)["expected"]


def test_a_unit_month_with_two_answers_is_left_out():
    good = table()
    other = good.iloc[[5]].assign(lost=good.loc[5, "lost"] + 1)
    found = analyse(pd.concat([good, other]))
    assert ("data", "unit_month_with_different_figures") in reasons(found)
    assert found["expected"] == analyse(good.drop(index=5))["expected"]


def test_order_of_rows_and_names_of_columns_beyond_the_needed_ones_do_not_matter():
    good = table()
    mixed = good.sample(frac=1, random_state=4).assign(selected_high=1, merknad="x")
    assert analyse(mixed) == analyse(good)


def test_mixed_granularity_is_no_number():
    good = table()
    unit = good["unit"] == "Enhet 3"
    quarterly = good[unit & pd.to_datetime(good["period"]).dt.month.isin([1, 4, 7, 10])]
    found = analyse(pd.concat([good[~unit], quarterly.assign(possible=3 * quarterly["possible"])]))
    assert found["verdict"] == "no_figures"
    assert reasons(found) == {("data", "mixed_or_unknown_granularity")}
    assert found["expected"] is None


@pytest.mark.parametrize("months", [(1,), (1, 7), (1, 5, 9)])
def test_years_and_other_long_periods_are_too_coarse(months):
    coarse = table()[lambda rows: pd.to_datetime(rows["period"]).dt.month.isin(months)]
    found = analyse(coarse)
    assert reasons(found) == {("data", "periods_too_long")}
    assert found["expected"] is None


@pytest.mark.parametrize(
    "written",
    [
        lambda dates: pd.to_datetime(dates),
        lambda dates: pd.to_datetime(dates).dt.tz_localize("Europe/Oslo"),
        lambda dates: pd.to_datetime(dates).dt.date,
        lambda dates: pd.to_datetime(dates).dt.to_period("M"),
        lambda dates: dates.str.slice(0, 7),
        lambda dates: dates.str.replace("-", ""),
        lambda dates: dates.where(dates == "", dates + "T00:00:00+01:00"),
        lambda dates: dates.astype("category"),
    ],
)
def test_a_date_may_be_written_in_every_way_that_leaves_no_doubt(written):
    good = table()
    starts = written(good["start"].replace("", None)) if (good["start"] == "").any() else written(good["start"])
    assert analyse(good.assign(period=written(good["period"]), start=starts)) == analyse(good)


@pytest.mark.parametrize(("scale", "reason"), [(1e300, "missing_or_infinite"), (1e-300, "no_possible_days")])
def test_days_that_no_unit_has_are_no_number(scale, reason):
    good = table()
    found = analyse(good.assign(lost=scale * good["lost"], possible=scale * good["possible"]))
    assert found["verdict"] == "no_figures"
    assert ("data", reason) in reasons(found)


def test_units_without_figures_are_named():
    good = table()
    empty = analyse(good.assign(lost=good["lost"].where(good["start"] == "")))
    assert empty["verdict"] == "too_early"
    assert {("data", "missing_or_infinite"), ("data", "unit_without_usable_rows")} <= reasons(empty)
    assert ("data", "no_starts") not in reasons(empty), "there are starts, but no figures"


def test_a_unit_under_two_areas_is_named():
    good = table()
    first = good["unit"] == good.loc[0, "unit"]
    moved = good.assign(area=good["area"].where(~first | (good["period"] < "2018"), "et annet"))
    assert {entry["n"] for entry in analyse(moved)["withheld"]} == {1}
    assert ("data", "several_areas_in_a_unit") in reasons(analyse(moved))


def test_one_column_twice_is_refused():
    good = table()
    with pytest.raises(ValueError, match="more than one column named lost"):
        analyse(pd.concat([good, good[["lost"]]], axis=1))


def test_not_a_day_lost_anywhere_is_said_as_it_is():
    assert {("expected", "no_absence"), ("its", "series_without_absence"), ("count", "fewer_than_five_changed")} <= (
        reasons(analyse(table().assign(lost=0.0)))
    )


@pytest.mark.parametrize(
    ("lost", "reason"),
    [
        (lambda rows: 0.1 * rows["possible"], "series_without_chance"),
        (lambda rows: rows["lost"].where(rows["period"].str.slice(5, 7) != "07", 0.0), "series_without_absence"),
        (lambda rows: rows["lost"].where(rows["period"] >= "2014", np.nan), "series_too_short"),
    ],
)
def test_why_the_units_own_history_says_nothing(lost, reason):
    alone = table(units=20, started=20, waves=(48,), months=84)
    assert ("its", reason) in reasons(analyse(alone.assign(lost=lost(alone))))


def test_quarters_are_judged():
    found = analyse(table(factor=0.7, per_year=4, units=60, months=84, waves=(39, 48)))
    assert found["verdict"] in ("clear_fall", "probable_fall")
    assert list(found["windows"])[:3] == ["0-5", "6-11", "12-23"]


@pytest.mark.parametrize("rows", [0, 1, 12])
def test_very_little_gives_no_number(rows):
    found = analyse(table().head(rows))
    assert found["verdict"] in ("no_figures", "too_early", "too_short_history")
    assert all(
        not found[method] for method in ("raw", "count", "expected", "bounce", "windows", "event_time", "its", "units")
    )
    assert found["withheld"]


def test_one_unit_one_month():
    found = analyse(
        pd.DataFrame(
            {"unit": ["Lia"], "period": ["2015-01-01"], "lost": [3], "possible": [50], "start": ["2015-01-01"]}
        )
    )
    assert found["verdict"] == "too_early"
    assert ("data", "start_before_data") in reasons(found)


def test_all_units_started_before_the_data():
    early = table()
    early["start"] = early["start"].where(early["start"] == "", "2001-05-01")
    found = analyse(early)
    assert found["expected"] is None
    assert found["verdict"] == "too_short_history", "what began years ago is not too early to judge"
    assert ("data", "start_before_data") in reasons(found)


def test_start_after_the_data_counts_as_not_started():
    late = table()
    first = late["start"] != ""
    late.loc[first, "start"] = "2031-05-01"
    found = analyse(late)
    assert found["verdict"] == "too_early"
    assert ("data", "start_after_data") in reasons(found)


def test_nobody_started_is_said():
    found = analyse(table().assign(start=""))
    assert found["verdict"] == "too_early"
    assert {("data", "no_starts"), ("expected", "no_starts"), ("its", "no_starts")} <= reasons(found)


def test_a_start_that_cannot_be_read_takes_its_unit_out():
    good = table()
    unit = good.loc[good["start"] != "", "unit"].iloc[0]
    bad = good.copy()
    bad.loc[bad["unit"] == unit, "start"] = "i fjor"
    found = analyse(bad)
    assert ("data", "unreadable_start") in reasons(found)
    assert found["expected"] == analyse(good[good["unit"] != unit])["expected"]


def test_everyone_started_at_once():
    found = analyse(table(units=20, started=20, waves=(48,), months=84))
    assert found["expected"] is None
    assert found["its"]["ci95_relative"][0] < found["its"]["ci95_relative"][1]
    assert found["verdict"] in ("no_comparison", "probable_fall", "probable_rise")
    assert ("expected", "no_comparison") in reasons(found)


def test_fourteen_months_of_history():
    found = analyse(table(months=26, waves=(14,), started=15))
    assert found["verdict"] == "too_short_history"
    assert found["raw"]["n_units"] == 15


def test_three_units_have_the_placebo_error():
    found = analyse(table(units=40, started=3, waves=(48,), factor=0.6, months=84))
    assert found["expected"]["se_kind"] == "placebo"
    assert found["count"] is None
    assert ("count", "fewer_than_five_units") in reasons(found)


def test_a_comparison_unit_that_closes_counts_while_it_reports():
    good = table()
    other = good.loc[good["start"] == "", "unit"].iloc[0]
    closed = good[(good["unit"] != other) | (good["period"] < "2015-06-01")]
    assert analyse(closed)["expected"]["n_units"] == analyse(good)["expected"]["n_units"]


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="lost, possible"):
        analyse(pd.DataFrame({"unit": [], "period": []}))


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.5, 3.0, 1000.0]), st.sampled_from([12, 24, 60]))
def test_scale_order_new_names_moved_dates_and_an_empty_unit_leave_the_answer(seed, scale, months):
    base = table(units=30, months=60, started=8, waves=(40,))
    rng = np.random.default_rng(seed)
    names = dict(zip(base["unit"].unique(), rng.permutation([f"U{i}" for i in range(30)]), strict=True))
    other = base.assign(unit=base["unit"].map(names), lost=scale * base["lost"], possible=scale * base["possible"])
    for column in ("period", "start"):
        dates = pd.to_datetime(other[column].replace("", None)) + pd.DateOffset(months=months)
        other[column] = dates.dt.strftime("%Y-%m-%d").fillna("")
    empty = other.iloc[[0]].assign(unit="Tom", lost=np.nan, possible=np.nan, start="")
    found, moved = analyse(base), analyse(pd.concat([other, empty]).sample(frac=1, random_state=seed % 2**31))
    assert moved["verdict"] == found["verdict"]
    for name in ("effect_pp", "se_pp", "relative"):
        assert moved["expected"][name] == pytest.approx(found["expected"][name], rel=1e-7)
    assert moved["count"] == found["count"]
    assert moved["bounce"]["pp"] == pytest.approx(found["bounce"]["pp"], rel=1e-6)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 29), st.sampled_from([0.2, 0.5]))
def test_a_unit_told_in_two_parts_leaves_the_figures(unit, share):
    """Its rows under two names: the sums are the same, only what is a unit is not."""
    base = table(units=30, months=60, started=8, waves=(40,)).drop(columns="area")
    own = base["unit"] == f"Enhet {unit}"
    days = ["lost", "possible"]
    parts = [
        base[own].assign(unit=f"Del {n}", **base.loc[own, days] * part) for n, part in enumerate((share, 1 - share))
    ]
    found, split = analyse(base), analyse(pd.concat([base[~own], *parts]))
    for method, name in [("expected", "effect_pp"), ("expected", "days"), ("raw", "change_pp"), ("bounce", "pp")]:
        assert split[method][name] == pytest.approx(found[method][name], rel=1e-7)


@pytest.mark.parametrize("language", Language)
def test_every_reason_has_its_sentence(language):
    found = {"verdict": "clear_fall", "preliminary": True, "withheld": []}
    whole = [f"withheld.{key}" for key in ("line", "missing_columns", "repeated_columns", "rows_too_long", "no_table")]
    keys = [key for key in texts(language) if key.startswith("withheld.") and "method_" not in key and key not in whole]
    for key in keys:
        reason = key.removeprefix("withheld.").removesuffix(".one").removesuffix(".other")
        found["withheld"].append({"method": "data", "reason": reason, "n": 3})
    lines = said(language, found)
    assert len(lines) == 1 + len(keys)
    assert all("{" not in line for line in lines)


ODD = st.sampled_from([0, 1, 5.5, 20, 400, -3, 1e308, math.nan, math.inf, None, "", "x", "12,5", True])
DATES = st.sampled_from(
    ["2015-01-01", "2015-02-01", "2015-02-17", "2016-04-01", "", None, "x", "2015", "9999-12-31", 42036]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Lia", "Moen", " Lia ", "", None, 7]), DATES, ODD, ODD, DATES, st.sampled_from(["a", None])
        ),
        max_size=12,
    )
)
def test_no_table_breaks_it_and_no_answer_holds_what_is_no_number(rows):
    odd = pd.DataFrame(rows, columns=["unit", "period", "lost", "possible", "start", "area"], dtype=object)
    found = analyse(odd)
    json.dumps(found, allow_nan=False)
    assert found["expected"] is None


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_awkward_panels_give_numbers_or_reasons_never_a_crash(seed):
    rng = np.random.default_rng(seed)
    units, months = int(rng.integers(1, 30)), int(rng.integers(1, 70))
    rows = [
        {
            "unit": f"Enhet {unit}",
            "period": str(np.datetime64("2012-01", "M") + month) + "-01",
            "lost": float(rng.choice([0, 1, 30, 100])) if rng.random() < 0.5 else rng.uniform(0, 30),
            "possible": 100.0,
            "start": str(np.datetime64("2012-01", "M") + int(begins)) + "-01" if begins >= 0 else "",
            "area": "b" if unit % 2 else "a",
        }
        for unit, begins in enumerate(np.where(rng.random(units) < 0.4, rng.integers(0, 80, units), -1))
        for month in range(months)
        if rng.random() < 0.8
    ]
    found = analyse(pd.DataFrame(rows, columns=["unit", "period", "lost", "possible", "start", "area"]))
    json.dumps(found, allow_nan=False)
    said(Language.DA, found)


def test_units_without_a_single_lost_day_have_no_relative_change():
    still = table()
    still.loc[still["start"] != "", "lost"] = 0.0
    found = analyse(still)
    json.dumps(found, allow_nan=False)
    assert found["raw"]["relative"] is None
    assert found["expected"]["relative"] is None
    assert found["verdict"] == "too_small"
