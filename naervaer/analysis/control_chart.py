"""Is a month outside what is usual? Individuals charts (XmR) and their rules, for groups of units only.

On raw monthly sick leave the usual rules cry wolf: season and months that hang together give a "special cause" within
two years in nearly every chart where nothing happened. So the series is season-adjusted, the limits are widened for
autocorrelation and for a season known from a few years only, and the run rules are set aside when the months hang
together (METHODS 2.e).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


PER_RANGE = 2.66  # 3 / 1.128: limits in mean moving ranges (NHS England, Making Data Count)
D2 = 1.128  # expected range of two normal values in standard deviations (Montgomery, appendix VI)
SCREEN = 3.267  # moving ranges beyond so many mean ranges are set aside once (Nelson 1982)
RUN = 7  # points for a shift or a trend (Making Data Count)
HANGS_TOGETHER = 0.3  # autocorrelation from which run rules give false alarms (METHODS 2.e)
YEARS_OF_BASELINE = 3  # for the season (METHODS 2.e)
LONGEST_BASELINE = 5  # years; older ones say little about today (as the baseline of a verdict, METHODS 2.g)
YEARS_JUDGED = 2  # the newest, for which false alarms were counted (METHODS 2.e)
FEWEST_IN_A_GROUP = 10  # units; fewer swing too much for limits to mean anything (METHODS 2.e)


class Label(StrEnum):
    """What a point is, in the words of NHSRplotthedots; the earlier in this list, the stronger."""

    ABOVE_UPPER = "Above UCL"
    BELOW_LOWER = "Below LCL"
    INCREASING = "7 Point Trend (Increasing)"
    DECREASING = "7 Point Trend (Decreasing)"
    TWO_OF_THREE_ABOVE = "2 in 3 Above CL"
    TWO_OF_THREE_BELOW = "2 in 3 Below CL"
    ALL_ABOVE = "7 Points Above CL"
    ALL_BELOW = "7 Points Below CL"
    COMMON = "Common Cause"


@dataclass(frozen=True)
class Limits:
    """Centre and limits, (1,) or (T,); mean_range is the mean moving range they rest on."""

    mean: float
    lower: float
    upper: float
    mean_range: float


def xmr(y: np.ndarray, *, screen: bool = True) -> Limits:
    """Individuals chart: mean +- 2.66 mean moving ranges. screen: set aside extreme ranges once (Nelson 1982).

    Raises ValueError for fewer than two points.
    """
    if len(y) < 2:
        raise ValueError("a moving range needs two points")
    ranges = np.abs(np.diff(y))
    if screen:
        ranges = ranges[ranges < SCREEN * ranges.mean()] if ranges.any() else ranges
    mean, mean_range = float(np.mean(y)), float(ranges.mean())
    return Limits(mean, mean - PER_RANGE * mean_range, mean + PER_RANGE * mean_range, mean_range)


def mdc_rules(y: np.ndarray, mean: float, lower: float, upper: float, *, runs: bool = True) -> list[Label]:
    """One label per point by the rules of Making Data Count. runs: False leaves only the limits."""
    y = np.asarray(y, float)
    side = np.sign(y - mean)
    step = np.sign(np.diff(y, prepend=y[:1]))
    outside = (y > upper) | (y < lower)
    near = np.where(y > mean + 2 / 3 * (upper - mean), 1, np.where(y < mean - 2 / 3 * (mean - lower), -1, 0))
    near[outside] = 0  # a point outside is a finding of its own and no half of another, as in NHSRplotthedots
    tests = [(y > upper, Label.ABOVE_UPPER), (y < lower, Label.BELOW_LOWER)]
    if runs:
        tests += [
            (_trend(step, 1), Label.INCREASING),
            (_trend(step, -1), Label.DECREASING),
            (_two_of_three(near, side, 1), Label.TWO_OF_THREE_ABOVE),
            (_two_of_three(near, side, -1), Label.TWO_OF_THREE_BELOW),
            (_run(side == 1, RUN), Label.ALL_ABOVE),
            (_run(side == -1, RUN), Label.ALL_BELOW),
        ]
    labels = np.full(len(y), Label.COMMON, dtype=object)
    for test, label in reversed(tests):
        labels[test] = label
    return [Label(label) for label in labels]


def _run(inside: np.ndarray, length: int) -> np.ndarray:
    """Points in a run of at least `length`."""
    found = np.zeros(len(inside), bool)
    for last in range(length, len(inside) + 1):
        if inside[last - length : last].all():
            found[last - length : last] = True
    return found


def _trend(step: np.ndarray, way: int) -> np.ndarray:
    """Points in a run of RUN that all go one way: RUN - 1 differences, and the point they start from."""
    found = _run(step[1:] == way, RUN - 1)
    return np.asarray(np.concatenate([found, [False]]) | np.concatenate([[False], found]))


def _two_of_three(near: np.ndarray, side: np.ndarray, way: int) -> np.ndarray:
    """Points near a limit in three successive ones on its side, two or more of them near it."""
    found = np.zeros(len(near), bool)
    for last in range(3, len(near) + 1):
        three = slice(last - 3, last)
        if (side[three] == way).all() and (near[three] == way).sum() >= 2:
            found[three] |= near[three] == way
    return found


@dataclass(frozen=True)
class ControlChart:
    """A season-adjusted chart.

    adjusted         (T,) the series with the season taken out
    season           (per_year,) factors it was divided by; their mean is 1
    limits, labels   of the adjusted series; a series with a missing point has Label.COMMON there
    autocorrelation  of neighbouring months of the baseline, corrected for its length
    runs_hold        False: months hang together so much that run rules are left out
    """

    adjusted: np.ndarray
    season: np.ndarray
    limits: Limits
    labels: list[Label]
    autocorrelation: float
    runs_hold: bool


def control_chart(
    rate: np.ndarray, per_year: int, baseline: int, left_out: np.ndarray | None = None
) -> ControlChart | None:
    """Chart a (T,) series of rates of a group; its first `baseline` periods set season and limits.

    left_out: (T,) periods that tell nothing of what is usual, such as a pandemic; they set nothing and are judged by
    nothing. None when what is left of the baseline is shorter than three years, has missing periods, or stands still.
    """
    kept = ~left_out if left_out is not None else np.ones(len(rate), bool)
    place = np.arange(len(rate)) % per_year
    usual_at = np.flatnonzero(kept[:baseline])
    start = np.asarray(rate, float)[usual_at]
    whole = (np.bincount(place[usual_at], minlength=per_year) > 0).all()
    if len(start) < YEARS_OF_BASELINE * per_year or not whole or not (np.nan_to_num(start) > 0).all():
        return None
    season = np.array([start[place[usual_at] == month].mean() for month in range(per_year)])
    season /= season.mean()
    adjusted = np.asarray(rate, float) / season[place]
    usual = adjusted[usual_at]
    centred = usual - usual.mean()
    if not centred.any():
        return None
    neighbours = np.diff(usual_at) == 1  # no range and no likeness is taken across what was left out
    r = float((centred[1:] * centred[:-1])[neighbours].sum() / (centred**2).sum())
    r = min(r + (1 + 4 * r) / len(usual), 0.99)
    mean, mean_range = float(usual.mean()), float(np.abs(np.diff(usual))[neighbours].mean())
    years = np.bincount(place[usual_at], minlength=per_year)
    sigma = mean_range / (D2 * np.sqrt(1 - max(r, 0))) * _of_a_new_point(years)
    limits = Limits(mean, mean - 3 * sigma, mean + 3 * sigma, mean_range)
    known = ~np.isnan(adjusted) & kept
    labels = np.full(len(rate), Label.COMMON, dtype=object)
    labels[known] = mdc_rules(adjusted[known], mean, limits.lower, limits.upper, runs=r < HANGS_TOGETHER)
    return ControlChart(adjusted, season, limits, [Label(label) for label in labels], r, r < HANGS_TOGETHER)


def _of_a_new_point(years: np.ndarray) -> float:
    """How much more a new point varies around its season than the points that the season was made of.

    A mean of m years lies nearer to each of those years, 1 - 1/m of the variance is left, than to the next, 1 + 1/m.
    years: (per_year,) how many the factor of each month or quarter is a mean of.
    """
    return float(np.sqrt((1 + 1 / years).mean() / (1 - 1 / years).mean()))


def baseline_of(kept: np.ndarray, per_year: int) -> tuple[int, int] | None:
    """(first, end) of the periods that tell what is usual, so that the periods from `end` on are judged by them.

    kept: (T,) periods that may tell. The newest two years are judged, or fewer where three years would not be left; the
    baseline goes five years back from there, further only until it holds three. None with less than three years.
    """
    before = np.cumsum(kept)
    needed = YEARS_OF_BASELINE * per_year
    if not len(kept) or before[-1] < needed:
        return None
    end = max(int(np.searchsorted(before, needed)) + 1, len(kept) - YEARS_JUDGED * per_year)
    latest = int(np.searchsorted(before, before[end - 1] - needed, side="right"))
    return max(0, min(end - LONGEST_BASELINE * per_year, latest)), end


HIGH = (Label.ABOVE_UPPER, Label.TWO_OF_THREE_ABOVE, Label.ALL_ABOVE)
LOW = (Label.BELOW_LOWER, Label.TWO_OF_THREE_BELOW, Label.ALL_BELOW)


@dataclass(frozen=True)
class Signal:
    """Neighbouring points that say one thing: the strongest label among them, index of the first and the last."""

    label: Label
    first: int
    last: int


def signals(labels: Sequence[Label], since: int) -> list[Signal]:
    """What the labels from the point `since` on say; never what is common.

    Points that follow each other on one side are one signal, whichever rule found each of them. One that began before
    `since` is told whole.
    """
    found: list[Signal] = []
    strength = list(Label)
    for place, label in enumerate(labels):
        if label is Label.COMMON:
            continue
        before = found[-1] if found and found[-1].last == place - 1 else None
        if before is not None and _side(before.label) == _side(label):
            found[-1] = Signal(min(before.label, label, key=strength.index), before.first, place)
        else:
            found.append(Signal(label, place, place))
    return [signal for signal in found if signal.last >= since]


def _side(label: Label) -> str:
    return "high" if label in HIGH else "low" if label in LOW else label


@dataclass(frozen=True)
class LaneyLimits:
    """Laney's p' chart: pbar (share), sigma_z, and (T,) limits as shares."""

    pbar: float
    sigma_z: float
    lower: np.ndarray
    upper: np.ndarray


def laney_p(events: np.ndarray, opportunities: np.ndarray) -> LaneyLimits:
    """Limits for shares with unequal denominators and more spread than binomial (Laney 2002; Mohammed & Laney 2006).

    Raises ValueError for fewer than two points.
    """
    if len(events) < 2:
        raise ValueError("the spread needs two points")
    share = events / opportunities
    pbar = float(events.sum() / opportunities.sum())
    binomial = np.sqrt(pbar * (1 - pbar) / opportunities)
    sigma_z = float(np.abs(np.diff((share - pbar) / binomial)).mean() / D2)
    return LaneyLimits(pbar, sigma_z, pbar - 3 * sigma_z * binomial, pbar + 3 * sigma_z * binomial)
