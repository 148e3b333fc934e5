import numpy as np
import pytest

from naervaer.analysis import interrupted_time_series
from naervaer.analysis.interrupted_time_series import reml_ar1


def ar1(rng, rho, n, sd=1.0):
    noise = rng.normal(size=n)
    for month in range(1, n):
        noise[month] = rho * noise[month - 1] + np.sqrt(1 - rho**2) * noise[month]
    return sd * noise


def dense(rho, y, x, time):
    """Generalised least squares and the restricted likelihood from the full covariance matrix (Harville 1977)."""
    v = rho ** np.abs(time[:, None] - time) / (1 - rho**2)
    inverse = np.linalg.inv(v)
    information = x.T @ inverse @ x
    b = np.linalg.solve(information, x.T @ inverse @ y)
    rest = y - x @ b
    df = len(y) - x.shape[1]
    s2 = rest @ inverse @ rest / df
    likelihood = -0.5 * (np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1] + df * np.log(s2))
    return b, np.sqrt(s2 * np.diag(np.linalg.inv(information))), likelihood


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("rho", [-0.2, 0.3, 0.8])
def test_fit_is_the_maximum_of_the_restricted_likelihood(rho, gaps):
    rng = np.random.default_rng(8)
    time = np.delete(np.arange(48), [7, 8, 30]) if gaps else np.arange(48)
    x = np.column_stack([np.ones(len(time)), time / 12, time >= 30])
    y = x @ [2.0, 0.1, -0.3] + ar1(rng, rho, 48)[time]
    fit = reml_ar1(y, x, time)
    b, se, best = dense(fit.rho, y, x, time)
    assert fit.coefficients == pytest.approx(b)
    assert fit.se == pytest.approx(se)
    assert all(best >= dense(other, y, x, time)[2] - 1e-9 for other in np.linspace(-0.29, 0.96, 60))


def test_interval_is_wider_than_pretending_to_know_the_autocorrelation():
    rng = np.random.default_rng(2)
    time = np.arange(48)
    x = np.column_stack([np.ones(48), time / 12, time >= 36])
    fit = reml_ar1(ar1(rng, 0.5, 48), x, time)
    low, high = fit.interval(2, 0.95)
    assert low < fit.mean(2) < high
    assert high - low > 2 * 1.9 * fit.grid_se[:, 2].min()
    with pytest.raises(ValueError, match="too few"):
        reml_ar1(np.ones(4), np.ones((4, 3)), np.arange(4))


def rates(seed, step=0.0, rho=0.5, before=48, after=24, per_year=12):
    time = np.arange(before + after)
    season = 0.2 * np.cos(2 * np.pi * time / per_year)
    noise = ar1(np.random.default_rng(seed), rho, len(time), 0.06)
    return np.exp(np.log(0.09) + season + 0.01 * time / per_year + np.log1p(step) * (time >= before) + noise), (
        (time >= before).astype(float)
    )


def test_a_planted_step_comes_back():
    found = [interrupted_time_series(*rates(seed, -0.3), 12).step_relative for seed in range(15)]
    assert np.mean(found) == pytest.approx(-0.3, abs=0.03)


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_interval_covers_the_truth_also_when_months_hang_together(rho):
    covered = 0
    for seed in range(60):
        low, high = interrupted_time_series(*rates(seed, 0.0, rho), 12).ci95_relative
        covered += low <= 0 <= high
    assert covered / 60 >= 0.86


def test_a_missing_month_is_left_out():
    rate, share = rates(4, -0.3)
    whole = interrupted_time_series(rate, share, 12)
    rate[20] = np.nan
    assert interrupted_time_series(rate, share, 12).step_relative == pytest.approx(whole.step_relative, abs=0.05)


@pytest.mark.parametrize(("before", "after", "answer"), [(36, 12, True), (35, 12, False), (36, 11, False)])
def test_three_years_before_and_one_after_are_the_fewest(before, after, answer):
    found = interrupted_time_series(*rates(1, before=before, after=after), 12)
    assert (found is not None) == answer


def test_quarters_are_weak_ground():
    assert interrupted_time_series(*rates(1, before=12, after=4, per_year=4), 4).weak
    assert not interrupted_time_series(*rates(1), 12).weak


def test_a_series_without_any_noise_says_nothing_of_its_error():
    started = (np.arange(60) >= 45).astype(float)
    assert interrupted_time_series(np.full(60, 0.08), started, 12) is None
    assert interrupted_time_series(0.08 * np.exp(-0.2 * started), started, 12) is None
