"""The made-up municipalities look like real ones, and what is planted in them can be found again."""

import re
from copy import deepcopy
from typing import Any

import numpy as np
import pandas as pd
import pytest

from naervaer.example import spells
from naervaer.example.municipality import Municipality, examples, municipality, plan


FJORDVIK, LILLEVANG = "fjordvik.toml", "lillevang.toml"
REFLECTION, ACTIVITY = "Refleksjonsgrupper", "Fysisk aktivitet i arbeidstiden"
WORKSHOPS, TRAINING = "NED-verksteder", "Rolleopplæring for tillitsvalgte og verneombud"
FIVE_ELEMENTS = "Fælles indsats for nærvær"
ALL = [(FJORDVIK, REFLECTION), (FJORDVIK, ACTIVITY), (FJORDVIK, WORKSHOPS), (LILLEVANG, FIVE_ELEMENTS)]


@pytest.fixture(scope="module")
def made() -> dict[str, Municipality]:
    return {filename: municipality(plan(filename)) for filename in (FJORDVIK, LILLEVANG)}


def _without_effects(filename: str) -> Municipality:
    planned: dict[str, Any] = deepcopy(plan(filename))
    for initiative in planned["initiative"]:
        initiative["true_change"] = 0.0
    return municipality(planned)


def _started(made: Municipality) -> dict[str, pd.Timestamp]:
    return {each.unit: pd.Timestamp(each.start) for each in made.participations}


def _rate(rows: pd.DataFrame) -> float:
    return 100 * rows["lost_days"].sum() / rows["possible_days"].sum()


def _windows(made: Municipality, initiative: str, months: int = 12) -> tuple[pd.DataFrame, pd.DataFrame]:
    before, after = [], []
    for each in made.participations:
        if each.initiative == initiative:
            rows = made.rows[made.rows["unit"] == each.unit]
            start, span = pd.Timestamp(each.start), pd.DateOffset(months=months)
            before.append(rows[(rows["period_start"] >= start - span) & (rows["period_start"] < start)])
            after.append(rows[(rows["period_start"] >= start) & (rows["period_start"] < start + span)])
    return pd.concat(before), pd.concat(after)


def _compared(made: Municipality, initiative: str) -> float:
    """Relative change against all earlier months, less the change of the units that never started in the same months.

    Ratio of ratios of summed days over summed days, unit by unit: a plain reckoning apart from the analysis.
    """
    started = _started(made)
    rest = made.rows[~made.rows["unit"].isin(started)]
    observed = expected = 0.0
    for each in made.participations:
        if each.initiative != initiative:
            continue
        start = pd.Timestamp(each.start)
        rows = made.rows[made.rows["unit"] == each.unit]
        own, others = ((frame[frame["period_start"] < start], _first_year(frame, start)) for frame in (rows, rest))
        observed += own[1]["lost_days"].sum()
        expected += _rate(own[0]) / 100 * own[1]["possible_days"].sum() * _rate(others[1]) / _rate(others[0])
    return observed / expected - 1


def _first_year(rows: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
    return rows[(rows["period_start"] >= start) & (rows["period_start"] < start + pd.DateOffset(months=12))]


@pytest.mark.parametrize("filename", [FJORDVIK, LILLEVANG])
def test_the_same_plan_gives_the_same_figures(made: dict[str, Municipality], filename: str) -> None:
    again = municipality(plan(filename))
    pd.testing.assert_frame_equal(made[filename].rows, again.rows)
    assert made[filename].participations == again.participations


def test_another_seed_gives_other_figures(made: dict[str, Municipality]) -> None:
    other = municipality({**plan(LILLEVANG), "seed": 1})
    assert not made[LILLEVANG].rows["lost_days"].equals(other.rows["lost_days"])


@pytest.mark.parametrize(("filename", "initiative"), ALL)
def test_exactly_the_true_change_is_planted(made: dict[str, Municipality], filename: str, initiative: str) -> None:
    with_it, without = _windows(made[filename], initiative)[1], _windows(_without_effects(filename), initiative)[1]
    change = with_it["lost_days"].sum() / without["lost_days"].sum() - 1
    assert change == pytest.approx(made[filename].true_change[initiative], abs=0.005)


@pytest.mark.parametrize(("filename", "initiative"), ALL)
def test_nothing_is_planted_before_the_start(made: dict[str, Municipality], filename: str, initiative: str) -> None:
    with_it, without = _windows(made[filename], initiative)[0], _windows(_without_effects(filename), initiative)[0]
    pd.testing.assert_frame_equal(with_it, without)


@pytest.mark.parametrize(("filename", "initiative"), ALL)
def test_summed_days_against_the_rest_find_the_true_change(
    made: dict[str, Municipality], filename: str, initiative: str
) -> None:
    assert _compared(made[filename], initiative) == pytest.approx(made[filename].true_change[initiative], abs=0.08)


def test_units_chosen_for_high_absence_fall_by_themselves(made: dict[str, Municipality]) -> None:
    before, after = _windows(made[FJORDVIK], WORKSHOPS)
    assert made[FJORDVIK].true_change[WORKSHOPS] == 0
    assert _rate(before) - _rate(after) > 3


def test_the_chosen_were_the_highest_of_those_that_could_be_chosen(made: dict[str, Municipality]) -> None:
    start = pd.Timestamp("2025-04-01")
    rows = made[FJORDVIK].rows
    year = rows[(rows["period_start"] >= start - pd.DateOffset(months=12)) & (rows["period_start"] < start)]
    days = year.groupby("unit")[["lost_days", "possible_days"]].sum()
    rate = days["lost_days"] / days["possible_days"]
    now = rows.groupby("unit")["employees"].last()
    taken = {each.unit for each in made[FJORDVIK].participations if each.initiative in (REFLECTION, ACTIVITY)}
    free = rate[(now >= 8) & (now <= 45) & ~rate.index.isin(taken)]
    chosen = {each.unit for each in made[FJORDVIK].participations if each.initiative == WORKSHOPS}
    assert chosen == set(free.sort_values().index[-8:])


def test_the_newest_initiative_has_run_for_three_months(made: dict[str, Municipality]) -> None:
    _, after = _windows(made[FJORDVIK], TRAINING)
    assert after["period_start"].nunique() == 3


def test_fjordvik_has_the_units_that_the_analysis_needs(made: dict[str, Municipality]) -> None:
    rows, started = made[FJORDVIK].rows, _started(made[FJORDVIK])
    assert rows["unit"].nunique() == 64
    assert rows["unit"].nunique() - len(started) >= 25
    assert (rows["period_start"].min(), rows["period_start"].max()) == (
        pd.Timestamp(2020, 11, 1),
        pd.Timestamp(2026, 10, 1),
    )
    assert len(rows) == 64 * 72
    last = rows[rows["period_start"] == "2026-10-01"]
    assert (last["employees"] < 5).sum() == 3
    assert last["employees"].max() > 100


def test_every_started_unit_has_three_years_behind_it(made: dict[str, Municipality]) -> None:
    for each in made.values():
        history = min(_started(each).values()) - each.rows["period_start"].min()
        assert history.days >= 3 * 365


@pytest.mark.parametrize("filename", [FJORDVIK, LILLEVANG])
def test_days_are_half_days_and_never_more_than_possible(made: dict[str, Municipality], filename: str) -> None:
    rows = made[filename].rows
    for days in ("lost_days", "short_days", "long_days", "possible_days"):
        assert (rows[days] * 2 % 1 == 0).all()
        assert (rows[days] >= 0).all()
    assert (rows["lost_days"] <= rows["possible_days"]).all()
    assert (rows["lost_days"] == rows["short_days"] + rows["long_days"]).all()


@pytest.mark.parametrize(
    ("filename", "area", "low", "high"),
    [  # published levels, a point wider each way for chance and the initiatives; Danish ones are days of 227 a year
        (FJORDVIK, "Barnehage", 8.4, 13.5),  # Stavanger 9.4 to Norway 12.5
        (FJORDVIK, "Sykehjem", 9.9, 13.5),  # Løten 10.9, Randaberg 12.5
        (FJORDVIK, "Hjemmetjeneste", 4.8, 11.0),  # Løten 5.8, Randaberg 10
        (FJORDVIK, "Bolig og avlastning", 6.9, 12.7),  # Løten 7.9, Stavanger 11.7
        (FJORDVIK, "Skole", 3.5, 9.6),  # Løten 4.5-8.6
        (FJORDVIK, "Administrasjon", 4.5, 6.5),  # Randaberg 5.5
        (LILLEVANG, "Skole", 3.7, 5.7),  # teachers 10.7 days
        (LILLEVANG, "Dagtilbud", 4.5, 6.8),  # pedagogues 13.1 days
        (LILLEVANG, "Botilbud", 4.8, 7.9),  # pedagogues 13.1, care staff 15.7 days
        (LILLEVANG, "Plejecenter", 5.9, 7.9),  # care staff 15.7 days
    ],
)
def test_levels_are_near_the_published(
    made: dict[str, Municipality], filename: str, area: str, low: float, high: float
) -> None:
    rows = made[filename].rows
    assert low < _rate(rows[rows["area"] == area]) < high


def test_quarters_swing_as_in_norwegian_municipalities(made: dict[str, Municipality]) -> None:
    rows = made[FJORDVIK].rows
    calm = rows[rows["period_start"] >= "2022-04-01"]
    quarter = calm.groupby(calm["period_start"].dt.quarter)[["lost_days", "possible_days"]].sum()
    rate = quarter["lost_days"] / quarter["possible_days"]
    assert (rate / rate.mean()).tolist() == pytest.approx([1.13, 0.98, 0.81, 1.07], abs=0.05)


def test_short_spells_swing_more_over_the_year_than_long_ones(made: dict[str, Municipality]) -> None:
    rows = made[FJORDVIK].rows
    calm = rows[rows["period_start"] >= "2022-04-01"]
    month = calm.groupby(calm["period_start"].dt.month)[["short_days", "long_days", "possible_days"]].sum()
    short, long = month["short_days"] / month["possible_days"], month["long_days"] / month["possible_days"]
    assert short.max() / short.min() > long.max() / long.min()


def test_the_winter_of_the_pandemic_stands_out(made: dict[str, Municipality]) -> None:
    rows = made[FJORDVIK].rows
    winter = {
        year: _rate(rows[(rows["period_start"] >= f"{year}-01-01") & (rows["period_start"] <= f"{year}-03-01")])
        for year in range(2021, 2027)
    }
    assert max(winter, key=lambda year: winter[year]) == 2022


def test_a_few_have_most_of_the_days() -> None:
    """5 % of the employees had 42.7 % of the days in Danish municipalities (KRL 2015)."""
    planned = plan(LILLEVANG)
    units = [(size, area) for area in planned["area"] for _, size in area["units"]] * 8
    staff = spells.Staff(
        employees=np.array([[size] * 12 for size, _ in units]),
        rate=np.array([area["rate_pct"] / 100 for _, area in units]),
        short_share=np.array([area["short_share"] for _, area in units]),
    )
    made = spells.spells(staff, np.datetime64("2023-01") + np.arange(12), np.random.default_rng(1))
    days = np.zeros((len(units), staff.employees.max()))
    for spell in made:
        length = np.clip(spell.start + spell.length, 0, 365) - np.clip(spell.start, 0, 365)
        np.add.at(days, (spell.unit, spell.person), length * spell.grade)
    people = np.sort(days[np.arange(days.shape[1]) < staff.employees[:, :1]])[::-1]
    assert people[: len(people) // 20].sum() / people.sum() == pytest.approx(0.427, abs=0.03)


def test_no_unit_is_called_like_a_person(made: dict[str, Municipality]) -> None:
    kinds = (
        "Botilbuddet",
        "Børnehuset",
        "Dagplejen",
        "Plejecenter",
        "Aktivitetssenteret",
        "Arbeidssentralen",
        "Avlastningen",
    )
    for each in made.values():
        for unit in each.rows["unit"].unique():
            first_and_last_name = re.fullmatch(r"[A-ZÆØÅ][a-zæøå]+( [A-ZÆØÅ][a-zæøå]+)+", unit)
            assert not first_and_last_name or unit.startswith(kinds), unit


def test_every_example_says_that_it_is_made_up() -> None:
    for example in examples():
        assert example["made_up"] is True
        assert "(op" in example["name"]
