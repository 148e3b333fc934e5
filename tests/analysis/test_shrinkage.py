from dataclasses import replace

import numpy as np
import pytest
from scipy import special

from naervaer.analysis import benjamini_hochberg, james_stein, tau2_dersimonian_laird
from naervaer.analysis.placebo import Placebo
from naervaer.analysis.shrinkage import unit_effects
from tests.analysis.test_verdict import an_effect


def test_worked_example_of_benjamini_and_hochberg():
    """JRSS B 57 (1995) 289-300, section 3.2: of 15 p values four are rejected at 5 %, by Bonferroni three."""
    p = np.array(
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.324,
            0.4262,
            0.5719,
            0.6528,
            0.759,
            1,
        ]
    )
    adjusted = benjamini_hochberg(p)
    assert (adjusted <= 0.05).sum() == 4
    assert (p <= 0.05 / 15).sum() == 3
    expected = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182]
    assert adjusted[:11] == pytest.approx(expected, abs=5e-9)
    order = np.random.default_rng(1).permutation(15)
    assert benjamini_hochberg(p[order]) == pytest.approx(adjusted[order])


def test_no_test_is_no_question():
    assert benjamini_hochberg(np.array([0.02, np.nan])) == pytest.approx([0.02, np.nan], nan_ok=True)
    assert benjamini_hochberg(np.array([])).size == 0


# Thirteen trials of BCG vaccine against tuberculosis (Colditz et al. 1994, JAMA 271:698): cases and others,
# vaccinated and not.
BCG = np.array([
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
], float)  # fmt: skip


def test_dersimonian_laird_on_the_vaccine_trials():
    """tau^2 0.3088 and pooled log relative risk -0.7141: the documentation of R's metafor, rma(method = "DL")."""
    a, b, c, d = BCG.T
    effect = np.log(a / (a + b) / (c / (c + d)))
    variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    tau2 = tau2_dersimonian_laird(effect, variance)
    assert tau2 == pytest.approx(0.3088, abs=5e-5)
    assert np.average(effect, weights=1 / (variance + tau2)) == pytest.approx(-0.7141, abs=5e-5)


def test_no_spread_between_units_is_zero_never_negative():
    assert tau2_dersimonian_laird(np.array([0.1, 0.1, 0.1]), np.full(3, 0.04)) == 0
    assert tau2_dersimonian_laird(np.array([0.3]), np.array([0.04])) == 0


def test_james_stein_on_the_batting_averages():
    """Efron & Morris (1977), Scientific American 236:119: 18 averages after 45 times at bat, shrinking factor 0.212."""
    hits = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
    average = hits / 45
    mean = average.mean()
    shrunk = james_stein(average, mean * (1 - mean) / 45)
    assert (shrunk[0] - mean) / (average[0] - mean) == pytest.approx(0.212, abs=0.002)
    assert shrunk[0] == pytest.approx(0.294, abs=0.001)
    assert shrunk[-1] == pytest.approx(0.242, abs=0.001)


def test_units_are_tested_and_shrunk_by_the_spread_of_the_placebo_units():
    """Placebo log ratios of 0.2 whatever the size: a = 0.04, b = 0; two units at log ratios 0.6 and -0.2."""
    found = an_effect(0, n=2)
    ratio = np.exp([0.6, -0.2])
    found = replace(found, observed=found.expected * ratio)
    made = Placebo(np.exp([0.2, -0.2] * 6), np.full(12, 1000.0), 12)
    each = unit_effects(found, made)
    assert each.log_ratio == pytest.approx([0.6, -0.2])
    assert each.p == pytest.approx(2 * special.stdtr(10, [-3.0, -1.0]), rel=1e-6)
    tau2 = tau2_dersimonian_laird(each.log_ratio, np.full(2, 0.04))
    trust = tau2 / (tau2 + 0.04)
    assert each.shrunk_log_ratio == pytest.approx(0.2 + trust * np.array([0.4, -0.4]))
    assert each.flag.tolist() == [True, False]
    assert np.isnan(unit_effects(found, replace(made, n_units=9)).p).all()


def test_positive_part_never_passes_the_mean():
    effects = np.array([0.1, 0.11, 0.09, 0.1, 0.12])
    assert james_stein(effects, 1.0, positive_part=True) == pytest.approx(np.full(5, effects.mean()))
    with pytest.raises(ValueError, match="four"):
        james_stein(effects[:3], 1.0)
