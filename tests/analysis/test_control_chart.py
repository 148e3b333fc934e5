import csv
from pathlib import Path

import numpy as np
import pytest

from naervaer.analysis import laney_p, mdc_rules, xmr
from naervaer.analysis.control_chart import Label, Signal, baseline_of, control_chart, signals


LETTERS = {
    "U": Label.ABOVE_UPPER,
    "L": Label.BELOW_LOWER,
    "I": Label.INCREASING,
    "D": Label.DECREASING,
    "2": Label.TWO_OF_THREE_ABOVE,
    "3": Label.TWO_OF_THREE_BELOW,
    "A": Label.ALL_ABOVE,
    "B": Label.ALL_BELOW,
    "C": Label.COMMON,
}


def test_limits_and_labels_of_a_hundred_series_are_those_of_making_data_count():
    with (Path(__file__).parent / "published" / "making_data_count.csv").open() as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == 100
    for case in cases:
        y = np.array(case["values"].split(), float)
        limits = xmr(y)
        published = [float(case[name]) for name in ("mean", "lower", "upper")]
        assert [limits.mean, limits.lower, limits.upper] == pytest.approx(published, abs=1e-8)
        labels = mdc_rules(y, limits.mean, limits.lower, limits.upper)
        assert labels == [LETTERS[letter] for letter in case["labels"]]


@pytest.mark.parametrize(("screen", "lower", "upper"), [(True, -0.72, 4.6), (False, -3.06, 6.95)])
def test_screening_of_extreme_ranges_as_in_the_vignette_of_nhsrplotthedots(screen, lower, upper):
    y = np.array([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], float)
    limits = xmr(y, screen=screen)
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((1.94, lower, upper), abs=0.005)


def test_individuals_chart_of_montgomery():
    """Introduction to Statistical Quality Control, 7th ed., example 6.5: cost of processing a loan, first 20 weeks."""
    cost = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
    limits = xmr(np.array(cost, float), screen=False)
    assert limits.mean == 300.5
    assert (limits.mean_range, limits.lower, limits.upper) == pytest.approx((7.79, 279.78, 321.22), abs=0.005)


# Accident & emergency attendances seen within four hours, 20 weeks: Mohammed, Panesar, Laney & Wilson (2013) BMJ Qual
# Saf 22:362-368; limits computed with qicharts2's formula in R 4.2.
WITHIN = [266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320,
          267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989]  # fmt: skip
ATTENDED = [280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529,
            279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772]  # fmt: skip


def test_laney_limits_for_large_denominators():
    found = laney_p(np.array(WITHIN), np.array(ATTENDED))
    assert found.pbar == pytest.approx(0.9528997, abs=5e-8)
    assert found.sigma_z == pytest.approx(10.64042, abs=5e-6)
    assert found.lower[:3] == pytest.approx([0.9401296, 0.9400464, 0.9403781], abs=5e-8)
    assert found.upper[:3] == pytest.approx([0.9656698, 0.9657530, 0.9654214], abs=5e-8)


def test_too_few_points_raise():
    with pytest.raises(ValueError, match="two points"):
        xmr(np.array([1.0]))
    with pytest.raises(ValueError, match="two points"):
        laney_p(np.array([1]), np.array([9]))


def series(r, seed, months=60):
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=months)
    for month in range(1, months):
        noise[month] = r * noise[month - 1] + np.sqrt(1 - r**2) * noise[month]
    return (9 + 0.3 * noise) * (1 + 0.25 * np.cos(2 * np.pi * np.arange(months) / 12))


def test_season_is_no_special_cause():
    raw = series(0.0, 1)
    chart = control_chart(raw, 12, 48)
    limits = xmr(raw)
    usual = sum(label is Label.COMMON for label in chart.labels)
    assert sum(label is Label.COMMON for label in mdc_rules(raw, limits.mean, limits.lower, limits.upper)) < 0.6 * usual
    assert chart.season.mean() == pytest.approx(1)
    assert chart.runs_hold


def test_months_that_hang_together_widen_the_limits_and_set_run_rules_aside():
    loose, tight = control_chart(series(0.0, 3), 12, 48), control_chart(series(0.8, 3), 12, 48)
    assert tight.autocorrelation > 0.3 > loose.autocorrelation
    assert not tight.runs_hold
    assert set(tight.labels) <= {Label.COMMON, Label.ABOVE_UPPER, Label.BELOW_LOWER}


def test_autocorrelation_is_corrected_for_a_short_baseline():
    """r + (1 + 4 r) / n, and limits 3 moving ranges / (1.128 sqrt(1 - r)) from the mean; of four years' season the
    points it was made of keep 1 - 1/4 of the variance, and a new one has 1 + 1/4 (METHODS 2.e).
    """
    chart = control_chart(series(0.2, 5), 12, 48)
    usual = chart.adjusted[:48] - chart.adjusted[:48].mean()
    r = (usual[1:] * usual[:-1]).sum() / (usual**2).sum()
    assert chart.autocorrelation == pytest.approx(r + (1 + 4 * r) / 48)
    sigma = np.abs(np.diff(usual)).mean() / (1.128 * np.sqrt(1 - chart.autocorrelation))
    assert chart.limits.upper - chart.limits.mean == pytest.approx(3 * sigma * np.sqrt(1.25 / 0.75))


def test_points_that_swing_to_and_fro_narrow_no_limit():
    """A correlation below nought is chance; limits are widened for what hangs together, never drawn in."""
    chart = control_chart(series(-0.3, 5), 12, 48)
    assert chart.autocorrelation < 0
    assert chart.limits.upper - chart.limits.mean == pytest.approx(
        3 * chart.limits.mean_range / 1.128 * np.sqrt(1.25 / 0.75)
    )


def test_no_chart_without_three_whole_years():
    rate = series(0.0, 1)
    assert control_chart(rate, 12, 35) is None
    rate[5] = np.nan
    assert control_chart(rate, 12, 48) is None
    assert control_chart(np.full(60, 8.0), 12, 48) is None


def quarters():
    """Norway's sick leave as Statistics Norway publishes it: "2000-2" to percent."""
    with (Path(__file__).parent / "published" / "norway_quarters.csv").open() as file:
        return {row["quarter"]: float(row["percent"]) for row in csv.DictReader(file)}


def test_the_fall_of_every_spring_is_no_improvement():
    """From the first to the second quarter sick leave fell in 23 of 23 years; season is no signal."""
    known = quarters()
    names, rate = list(known), np.array(list(known.values()))
    springs = [place for place, name in enumerate(names) if name.endswith("-2") and place]
    pairs = [(rate[place - 1], rate[place]) for place in springs if names[place - 1].endswith("-1")]
    assert (len(pairs), sum(after < before for before, after in pairs)) == (23, 23)
    pandemic = np.array(["2020-1" <= name <= "2022-1" for name in names])
    judged = 0
    for place in springs:
        span = baseline_of(~pandemic[: place + 1], 4)
        if span is None:
            continue
        first, end = span
        stretch = slice(first, place + 1)
        chart = control_chart(rate[stretch], 4, end - first, pandemic[stretch])
        judged += 1
        lower = (Label.BELOW_LOWER, Label.DECREASING, Label.TWO_OF_THREE_BELOW, Label.ALL_BELOW)
        assert not [signal for signal in signals(chart.labels, end - first) if signal.label in lower]
    assert judged == 21


# England's hospitals April 2024-March 2025, days lost per 100 (NHS England, Sickness Absence Rates; OGL v3).
ENGLAND = (4.76, 4.71, 4.87, 5.20, 4.79, 4.96, 5.41, 5.43, 5.74, 5.71, 5.26, 4.88)


def test_a_winter_without_earlier_winters_is_judged_by_nothing():
    """October to March lies higher than April to September; with one year of figures nobody can tell it from season."""
    assert min(ENGLAND[6:10]) > max(ENGLAND[:6])
    assert baseline_of(np.ones(12, bool), 12) is None
    three_years = np.tile(ENGLAND, 4) * (1 + 0.01 * np.random.default_rng(4).normal(size=48))
    first, end = baseline_of(np.ones(48, bool), 12)
    chart = control_chart(three_years[first:], 12, end - first)
    assert (first, end) == (0, 36)
    assert signals(chart.labels, 36) == []


def test_the_baseline_is_the_five_years_before_the_newest_two():
    assert baseline_of(np.ones(120, bool), 12) == (36, 96)
    assert baseline_of(np.ones(50, bool), 12) == (0, 36)
    assert baseline_of(np.ones(35, bool), 12) is None


def test_a_pandemic_is_left_out_and_the_baseline_goes_further_back_for_its_three_years():
    kept = np.ones(120, bool)
    kept[60:95] = False
    first, end = baseline_of(kept, 12)
    assert end == 96
    assert kept[first:end].sum() == 36


def test_what_is_left_out_moves_no_limit_and_is_judged_by_none():
    raw = series(0.0, 6, 84)
    pandemic = np.zeros(84, bool)
    pandemic[20:40] = True
    hit = np.where(pandemic, 3 * raw, raw)
    assert control_chart(hit, 12, 60, pandemic).limits == control_chart(raw, 12, 60, pandemic).limits
    assert {control_chart(hit, 12, 60, pandemic).labels[place] for place in range(20, 40)} == {Label.COMMON}
    assert control_chart(hit, 12, 60).limits.upper > 1.3 * control_chart(raw, 12, 60).limits.upper


def test_neighbours_on_one_side_are_one_signal_under_the_strongest_label_and_old_ones_are_not_told():
    labels = [LETTERS[letter] for letter in "UCCBBLBCLL3CADD"]
    assert signals(labels, 4) == [
        Signal(Label.BELOW_LOWER, 3, 6),
        Signal(Label.BELOW_LOWER, 8, 10),
        Signal(Label.ALL_ABOVE, 12, 12),
        Signal(Label.DECREASING, 13, 14),
    ]


def alarms(per_year, r, years=7, charts=500):
    """The share of charts with a signal in the two years that are judged, where nothing happens."""
    alarmed = []
    for seed in range(charts):
        rng = np.random.default_rng(seed)
        noise = rng.normal(size=years * per_year)
        for place in range(1, len(noise)):
            noise[place] = r * noise[place - 1] + np.sqrt(1 - r**2) * noise[place]
        rate = (9 + 0.5 * noise) * (1 + 0.25 * np.cos(2 * np.pi * np.arange(len(noise)) / per_year))
        first, end = baseline_of(np.ones(len(rate), bool), per_year)
        alarmed.append(bool(signals(control_chart(rate[first:], per_year, end - first).labels, end - first)))
    return np.mean(alarmed)


@pytest.mark.parametrize("years", [5, 6, 7])
@pytest.mark.parametrize(("per_year", "promised"), [(12, 1 / 4), (4, 1 / 10)])
def test_false_alarms_are_as_often_as_the_page_says(per_year, promised, years):
    """About one chart of months in four and one of quarters in ten, whether the season is known from three years or
    five. 500 charts miss by 0.04 (months) and 0.03 (quarters) by chance alone.
    """
    assert alarms(per_year, 0.0, years) == pytest.approx(promised, abs=0.05)


@pytest.mark.parametrize(("per_year", "most"), [(12, 0.34), (4, 0.14)])
@pytest.mark.parametrize("r", [0.2, 0.4])
def test_false_alarms_are_not_more_where_neighbours_hang_together(per_year, most, r):
    assert alarms(per_year, r) < most
