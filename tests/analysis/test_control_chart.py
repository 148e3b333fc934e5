import csv
from pathlib import Path

import numpy as np
import pytest

from naervaer.analysis import laney_p, mdc_rules, xmr
from naervaer.analysis.control_chart import Label, control_chart


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
    """r + (1 + 4 r) / n, and limits 3 moving ranges / (1.128 sqrt(1 - r)) from the mean (METHODS 2.e)."""
    chart = control_chart(series(0.2, 5), 12, 48)
    usual = chart.adjusted[:48] - chart.adjusted[:48].mean()
    r = (usual[1:] * usual[:-1]).sum() / (usual**2).sum()
    assert chart.autocorrelation == pytest.approx(r + (1 + 4 * r) / 48)
    sigma = np.abs(np.diff(usual)).mean() / (1.128 * np.sqrt(1 - chart.autocorrelation))
    assert chart.limits.upper - chart.limits.mean == pytest.approx(3 * sigma)


def test_false_alarms_stay_near_one_in_three_charts():
    """METHODS 2.e: 36 % of charts give some signal in 24 new months when nothing happens; raw monthly rules 99 %."""
    charts = [control_chart(series(0.3, seed, 72), 12, 48) for seed in range(150)]
    alarmed = [any(label is not Label.COMMON for label in chart.labels[48:]) for chart in charts]
    assert 0.15 < sum(alarmed) / len(alarmed) < 0.55


def test_no_chart_without_three_whole_years():
    rate = series(0.0, 1)
    assert control_chart(rate, 12, 35) is None
    rate[5] = np.nan
    assert control_chart(rate, 12, 48) is None
    assert control_chart(np.full(60, 8.0), 12, 48) is None
