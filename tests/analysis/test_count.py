import numpy as np
import pytest

from naervaer.analysis.count import (
    at_least_by_chance,
    clopper_pearson,
    count,
    fisher,
    sign_test,
    usual_by_chance,
    wilson,
)


# Newcombe (1998), Statistics in Medicine 17:857-872, table I: methods 3 (Wilson) and 5 (Clopper-Pearson).
# The counts of 11 and 15 are Asker's of 2016; their exact intervals were run with R's binom.test.
@pytest.mark.parametrize(
    ("x", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
        (8, 11, (0.4344, 0.9025), (0.3903, 0.9398)),
        (7, 15, (0.2481, 0.6988), (0.2127, 0.7341)),
    ],
)
def test_published_intervals_for_a_share(x, n, score, exact):
    assert wilson(x, n) == pytest.approx(score, abs=5e-5)
    assert clopper_pearson(x, n) == pytest.approx(exact, abs=5e-5)


# Computed by Public Health England's Excel tool (PHEindicatormethods 2.1.0, testdata_Byars_Wilson).
@pytest.mark.parametrize(
    ("x", "n", "confidence", "low", "high"),
    [
        (65, 100, 0.95, 0.5525444329688797, 0.7363575175690247),
        (1045, 5000, 0.95, 0.19795549880013297, 0.22049130373189027),
        (0.445, 1, 0.95, 0.04381744772058822, 0.9334621276979156),
        (65, 100, 0.998, 0.4954946574070431, 0.7783540614089697),
        (1045, 5000, 0.998, 0.19179381799015244, 0.22731562902525818),
        (0.445, 1, 0.998, 0.019347006132900975, 0.9702259947019541),
    ],
)
def test_wilson_as_public_health_computes_it(x, n, confidence, low, high):
    assert wilson(x, n, confidence) == pytest.approx((low, high), abs=1e-12)


# R 4.2.2 binom.test: Mendel's peas (Conover 1971) and the two counts of Asker.
@pytest.mark.parametrize(
    ("x", "n", "share", "p"), [(682, 925, 0.75, 0.3825), (8, 11, 0.5, 0.2266), (7, 15, 0.5, 1.0), (0, 5, 0.5, 0.0625)]
)
def test_exact_two_sided_test(x, n, share, p):
    assert sign_test(x, n, share) == pytest.approx(p, abs=5e-5)


# R's help page of fisher.test: the lady tasting tea (Agresti 1990), and convictions of twins (Fisher 1962).
@pytest.mark.parametrize(("one", "other", "p"), [((3, 4), (1, 4), 0.4857), ((2, 12), (15, 18), 0.0005367)])
def test_two_shares_are_compared_as_fisher_did(one, other, p):
    assert fisher(*one, *other) == pytest.approx(p, rel=1e-4)
    assert fisher(*other, *one) == pytest.approx(p, rel=1e-4)


def test_how_often_chance_alone_gives_as_many():
    assert at_least_by_chance(8, 11) == pytest.approx(232 / 2048)
    assert at_least_by_chance(7, 15) == pytest.approx(0.6964, abs=5e-5)
    assert at_least_by_chance(0, 15) == 1


@pytest.mark.parametrize(("n", "usual"), [(11, (4, 7)), (1, (0, 1)), (5, (1, 4)), (26, (10, 16))])
def test_usual_range_is_the_one_nearest_to_eighty_percent(n, usual):
    assert usual_by_chance(n) == usual


def test_equal_units_are_reported_and_left_out_of_the_test():
    counted = count(np.array([-1.0] * 8 + [1.0] * 2 + [0.0, np.nan]))
    assert (counted.lower, counted.higher, counted.equal, counted.n) == (8, 2, 1, 10)
    assert counted.p_two_sided == pytest.approx(sign_test(8, 10))
    assert counted.of_units == 11
    assert counted.p_at_least_of_units == pytest.approx(232 / 2048)


def test_nothing_to_count():
    assert count(np.array([np.nan])) is None
    equal = count(np.array([0.0, 0.0]))
    assert (equal.n, equal.of_units, equal.p_two_sided, equal.wilson95) == (0, 2, 1.0, (0.0, 1.0))
