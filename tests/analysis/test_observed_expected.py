import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naervaer.analysis import observed_expected
from naervaer.analysis.observed_expected import fit_months
from tests import plain


PUBLISHED = Path(__file__).parent / "published"


def minimum_wage():
    """(500, 5) log employment and the column of the first year with the higher minimum wage."""
    with (PUBLISHED / "minimum_wage.csv").open() as file:
        rows = list(csv.DictReader(file))
    first = np.array([int(row["first"]) for row in rows])
    values = np.array([[float(row[str(year)]) for year in range(2003, 2008)] for row in rows])
    return values, np.where(first > 0, first - 2003, 99)


def test_equals_the_poisson_regression_of_r():
    log_jobs, start = minimum_wage()
    found = observed_expected(np.exp(log_jobs), np.ones_like(log_jobs), start)
    cells = found.exposure.sum()
    assert found.observed.sum() / cells == pytest.approx(1363.03092784, rel=1e-9)
    assert found.expected.sum() / cells == pytest.approx(1391.94476059, rel=1e-9)
    assert found.effect == pytest.approx(-28.9138327587, rel=1e-8)
    assert found.relative == pytest.approx(-0.020772255895, rel=1e-8)


YEARS = [(0, -25.5720489384), (1, 0.8736301466), (2, -76.7465725005), (3, -102.3575172166)]


@pytest.mark.parametrize(("year", "effect"), YEARS)
def test_equals_the_poisson_regression_of_r_year_by_year(year, effect):
    log_jobs, start = minimum_wage()
    found = observed_expected(np.exp(log_jobs), np.ones_like(log_jobs), start, first=year, last=year)
    assert found.effect == pytest.approx(effect, rel=1e-8)


def test_linear_twin_equals_two_stage_differences():
    log_jobs, start = minimum_wage()
    found = observed_expected(log_jobs, np.ones_like(log_jobs), start, link="identity")
    assert found.effect == pytest.approx(-0.0477099183, abs=1e-9)


def test_linear_twin_has_the_published_standard_error():
    """Castle doctrine laws and log homicides in 50 states by population (Cheng & Hoekstra 2013): the worked example of
    did2s (Butts & Gardner 2022), .0751416 with standard error .0353795.
    """
    with (PUBLISHED / "castle_doctrine.csv").open() as file:
        rows = list(csv.DictReader(file))
    homicides = np.array([[float(row[str(year)]) for year in range(2000, 2011)] for row in rows])
    start = np.array([int(row["first"]) - 2000 if row["first"] != "0" else 99 for row in rows])
    weight = np.array([[float(row["population"])] for row in rows]) * np.ones_like(homicides)
    found = observed_expected(homicides, weight, start, link="identity")
    assert (found.effect, found.se) == pytest.approx((0.0751416, 0.0353795), abs=6e-8)


@pytest.mark.parametrize(("link", "expected", "effect"), [("identity", 141.8, -56.9), ("log", 141.3837, -56.4837)])
def test_smallest_case_of_all(link, expected, effect):
    """Snow (1855): cholera deaths per 10 000, 1849 and 1854; the second company moved its intake."""
    deaths = np.array([[134.9, 146.6], [130.1, 84.9]])
    found = observed_expected(deaths, np.ones((2, 2)), np.array([9, 1]), link=link, fewest=1)
    assert found.expected.sum() == pytest.approx(expected, abs=5e-5)
    assert found.effect == pytest.approx(effect, abs=5e-5)


def random_panel(seed, units=14, periods=16):
    rng = np.random.default_rng(seed)
    possible = rng.uniform(50, 400, (units, periods)) * (rng.random((units, periods)) > 0.1)
    lost = possible * rng.uniform(0.03, 0.2, (units, periods))
    start = np.where(np.arange(units) < 6, rng.integers(5, 12, units), 10**6)
    return lost, possible, start


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_agrees_with_the_plain_twin_effect_and_error(seed):
    lost, possible, start = random_panel(seed)
    found = observed_expected(lost, possible, start)
    slow = plain.observed_expected(lost.tolist(), possible.tolist(), start.tolist())
    assert found.effect == pytest.approx(slow["effect"], rel=1e-7)
    assert found.se == pytest.approx(slow["se"], rel=1e-6)
    assert found.n == slow["n"]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.1, 50))
def test_scale_of_days_and_order_of_units_leave_the_answer(seed, scale):
    lost, possible, start = random_panel(seed)
    found = observed_expected(lost, possible, start)
    order = np.random.default_rng(seed).permutation(len(start))
    other = observed_expected(scale * lost[order], scale * possible[order], start[order])
    assert other.effect == pytest.approx(found.effect, rel=1e-7, abs=1e-12)
    assert other.se == pytest.approx(found.se, rel=1e-7)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 13), st.floats(0.05, 0.95))
def test_a_unit_told_in_two_parts_leaves_the_effect(seed, unit, share):
    """The same days under two names, with the same start: what was expected of both is what was expected of it."""
    lost, possible, start = random_panel(seed)
    possible[:, possible[6:].astype(bool).sum(0) < 6] = 0  # a part more must not make a month usable
    found = observed_expected(lost, possible, start)
    parts = [np.vstack([days, share * days[unit]]) for days in (lost, possible)]
    for whole, part in zip((lost, possible), parts, strict=True):
        part[unit] = (1 - share) * whole[unit]
    split = observed_expected(*parts, np.append(start, start[unit]))
    assert split.effect == pytest.approx(found.effect, rel=1e-7, abs=1e-12)
    assert split.expected.sum() == pytest.approx(found.expected.sum(), rel=1e-9)


def test_dates_moved_and_an_empty_unit_leave_the_answer():
    lost, possible, start = random_panel(5)
    found = observed_expected(lost, possible, start)
    ahead = np.zeros((len(start) + 1, 3))
    moved = [np.hstack([ahead, np.vstack([part, 0 * part[:1]])]) for part in (lost, possible)]
    other = observed_expected(*moved, np.append(start, 10**6) + 3)
    assert (other.effect, other.se) == pytest.approx((found.effect, found.se), rel=1e-9)


def test_a_month_needs_five_not_started_units():
    lost, possible, start = random_panel(1)
    possible[4:, 9] = 0
    fit = fit_months(lost, np.where(np.arange(16) < start[:, None], possible, 0))
    assert np.isnan(fit.month[9])
    assert not np.isnan(np.delete(fit.month, 9)).any()


def test_months_that_no_unit_ties_together_cannot_be_compared():
    exposure = np.zeros((12, 8))
    exposure[:6, :4] = exposure[6:, 4:] = 100
    assert fit_months(exposure / 10, exposure) is None


def test_a_month_without_a_lost_day_is_a_month():
    lost, possible, start = random_panel(2)
    lost[:, 3] = 0
    found = observed_expected(lost, possible, start)
    slow = plain.observed_expected(lost.tolist(), possible.tolist(), start.tolist())
    assert (found.effect, found.se) == pytest.approx((slow["effect"], slow["se"]), rel=1e-6)


def test_under_five_units_have_no_clustered_error():
    lost, possible, start = random_panel(3)
    start[4:6] = 10**6
    found = observed_expected(lost, possible, start)
    assert found.n == 4
    assert found.se is None
    assert found.interval(0.95) == (-np.inf, np.inf)


def test_nothing_to_compare_gives_nothing():
    lost, possible, _ = random_panel(4)
    assert observed_expected(lost, possible, np.full(14, 10**6)) is None
    assert observed_expected(lost, possible, np.zeros(14)) is None
