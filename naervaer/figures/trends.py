"""A rate over time with what makes it readable: what is usual, what is not, breaks, and what is preliminary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.control_chart import (
    FEWEST_IN_A_GROUP,
    ControlChart,
    Label,
    Signal,
    baseline_of,
    control_chart,
    signals,
)
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel
from naervaer.analysis.study import PANDEMIC
from naervaer.analysis.trend import era, level, members, trend
from naervaer.figures import panels
from naervaer.i18n import number, percent, period, t
from naervaer.model import MONTHS_IN, Granularity, Language, Measure


KEPT = 64  # series; one is some ten kilobytes
SUMMED = (Granularity.QUARTER, Granularity.HALF_YEAR)  # made of shorter periods where nobody has reported them
LIMITS_FOR = (Granularity.MONTH, Granularity.QUARTER)  # longer periods are too few to tell what is usual
SLOW = 0.9  # autocorrelation from which the limits are so wide that they hold anything
TOLD = 3  # signals told one by one; the chart marks them all


class NoLimits(StrEnum):
    """Why nothing is said of what is usual."""

    FEW_UNITS = "few_units"
    LONG_PERIODS = "long_periods"
    SHORT_HISTORY = "short_history"
    AFTER_BREAK = "after_break"
    SLOW = "slow"


@dataclass(frozen=True)
class Place:
    """An area, a unit or (neither) the whole municipality."""

    area: str | None = None
    unit: int | None = None


@dataclass(frozen=True, eq=False)
class OverTime:
    """One selection over time.

    series       analysis.trend.TREND_COLUMNS and preliminary (bool); one row per period
    granularity  what one period is
    base         the length the figures were reported in
    chart        what is usual, from the period `since` on; None where `why` tells why not
    since        index of the first period of the stretch that the chart is made of
    judged       index of the first period that is judged
    signals      what is unusual, with indexes into series
    breaks       since (datetime), reason, area; those that concern the selection
    """

    series: pd.DataFrame
    granularity: Granularity
    base: Granularity
    chart: ControlChart | None
    why: NoLimits | None
    since: int
    judged: int
    signals: tuple[Signal, ...]
    breaks: pd.DataFrame

    @property
    def usual(self) -> pd.DataFrame:
        """Percent, one row per period: lower, middle, upper of what is usual for the season; NaN where nothing is."""
        limits = np.full((len(self.series), 3), np.nan)
        if self.chart is not None:
            season = self.chart.season[np.arange(len(self.series) - self.since) % len(self.chart.season)]
            own = self.chart.limits
            limits[self.since :] = np.outer(season, [max(own.lower, 0), own.mean, own.upper])
        return pd.DataFrame(limits, columns=["lower", "middle", "upper"], index=self.series.index)


def name(municipality: str, place: Place, language: Language) -> str:
    """What a place is called; a unit whose name another has, too, with its area."""
    if place.unit is None:
        return place.area or t(language, "pick.whole")
    return names(municipality)[place.unit]


def names(municipality: str) -> dict[int, str]:
    """unit_id to name, in the order of areas and names; units of one name are told apart by area, code or number."""
    return _names(municipality, store.version())


@lru_cache(maxsize=KEPT)
def _names(municipality: str, version: int) -> dict[int, str]:
    units = store.read("units", municipality=municipality)
    twice = units["unit"].duplicated(keep=False)
    return {
        int(unit.unit_id): f"{unit.unit} ({unit.area or unit.unit_code or unit.unit_id})" if double else str(unit.unit)
        for unit, double in zip(units.itertuples(index=False), twice, strict=True)
    }


def areas(municipality: str) -> tuple[str, ...]:
    """The areas there are, by name."""
    return _areas(municipality, store.version())


@lru_cache(maxsize=KEPT)
def _areas(municipality: str, version: int) -> tuple[str, ...]:
    return tuple(sorted(store.read("units", municipality=municipality)["area"].dropna().unique()))


def units(municipality: str, area: str | None = None) -> tuple[int, ...]:
    """The unit_ids of an area, or of all areas, by name."""
    return _units(municipality, area, store.version())


@lru_cache(maxsize=KEPT)
def _units(municipality: str, area: str | None, version: int) -> tuple[int, ...]:
    known = store.read("units", municipality=municipality)
    inside = known if area is None else known[known["area"] == area]
    return tuple(sorted(map(int, inside["unit_id"]), key=names(municipality).__getitem__))


def lengths(municipality: str) -> list[Granularity]:
    """The lengths of period to look at: those reported, and quarters and half-years that shorter ones sum to."""
    reported = panels.lengths(municipality)
    shortest = min((MONTHS_IN[length] for length in reported), default=12)
    summed = {length for length in SUMMED if MONTHS_IN[length] % shortest == 0}
    return [length for length in MONTHS_IN if length in summed.union(reported)]


def base(municipality: str, granularity: Granularity) -> Granularity:
    """The reported length that figures of this length are made of: itself, else the shortest."""
    reported = panels.lengths(municipality)
    return granularity if granularity in reported else reported[0]


def is_shown(municipality: str, granularity: Granularity, place: Place) -> bool:
    """Whether there is a unit of the place whose figures of this length may be shown."""
    return bool(_selected(municipality, granularity, place, store.version()).any())


def level_of(municipality: str, granularity: Granularity, place: Place) -> Mapping[str, object]:
    """The last 12 months of a place against the 12 before (analysis.trend.level)."""
    return _level_of(municipality, granularity, place, store.version())


@lru_cache(maxsize=KEPT)
def _level_of(municipality: str, granularity: Granularity, place: Place, version: int) -> Mapping[str, object]:
    panel = panels.panel(municipality, base(municipality, granularity))
    return level(panel, _selected(municipality, granularity, place, version))


@lru_cache(maxsize=KEPT)
def _selected(municipality: str, granularity: Granularity, place: Place, version: int) -> np.ndarray:
    panel = panels.panel(municipality, base(municipality, granularity))
    return members(panel, unit_id=place.unit, area=place.area)


def over_time(
    municipality: str, granularity: Granularity, place: Place, *, limit: float = FEWEST_EMPLOYEES
) -> OverTime:
    """A place over time; limit as for figures.panel."""
    return _over_time(municipality, granularity, place, limit, store.version())


@lru_cache(maxsize=KEPT)
def _over_time(municipality: str, granularity: Granularity, place: Place, limit: float, version: int) -> OverTime:
    reported = base(municipality, granularity)
    panel = panels.panel(municipality, reported, limit=limit)
    selected = members(panel, unit_id=place.unit, area=place.area)
    series = trend(panel, selected, granularity)
    series["preliminary"] = _preliminary(municipality, panel, selected, series, granularity)
    stretch = era(panel, selected, granularity)
    since = int(np.argmax(stretch == stretch[-1])) if len(stretch) else 0
    chart, why, judged = _chart(series, granularity, since, int(selected.sum()))
    told = signals(chart.labels, judged - since) if chart is not None else []
    return OverTime(
        series=series,
        granularity=granularity,
        base=reported,
        chart=chart,
        why=why,
        since=since,
        judged=judged,
        signals=tuple(Signal(one.label, one.first + since, one.last + since) for one in told),
        breaks=_breaks(municipality, set(panel.area[selected])),
    )


def _chart(
    series: pd.DataFrame, granularity: Granularity, since: int, n_units: int
) -> tuple[ControlChart | None, NoLimits | None, int]:
    """The chart of the stretch from `since` on, why there is none, and the first period that it judges."""
    if n_units < FEWEST_IN_A_GROUP:
        return None, NoLimits.FEW_UNITS, 0
    if granularity not in LIMITS_FOR:
        return None, NoLimits.LONG_PERIODS, 0
    per_year = 12 // MONTHS_IN[granularity]
    rate = series["rate_pct"].to_numpy()[since:]
    left_out = pandemic(series["period_start"], granularity).to_numpy()[since:]
    span = baseline_of(~left_out & ~np.isnan(rate), per_year)
    # The months before the baseline's own first are not drawn upon, but season must begin where the chart does.
    chart = None
    if span is not None and span[1] < len(rate):
        first, end = span
        unused = left_out | np.isnan(rate) | (np.arange(len(rate)) < first)
        chart = control_chart(rate, per_year, end, unused)
    if chart is None:
        return None, NoLimits.AFTER_BREAK if since else NoLimits.SHORT_HISTORY, 0
    if chart.autocorrelation >= SLOW or chart.limits.lower <= 0:
        return None, NoLimits.SLOW, 0
    return chart, None, since + end


def pandemic(starts: pd.Series, granularity: Granularity) -> pd.Series:
    """Which periods hold months of the pandemic."""
    first, last = (pd.Timestamp(f"{month}-01") for month in PANDEMIC)
    ends = starts + pd.DateOffset(months=MONTHS_IN[granularity] - 1) if len(starts) else starts
    return (starts <= last) & (ends >= first)


def _preliminary(
    municipality: str, panel: Panel, selected: np.ndarray, series: pd.DataFrame, granularity: Granularity
) -> np.ndarray:
    rows = store.read("preliminary", municipality=municipality, granularity=panel.granularity, part="total")
    days = rows.loc[rows["unit_id"].isin(panel.unit_id[selected]), "period_start"].drop_duplicates()
    starts = series["period_start"].to_numpy()
    found = np.zeros(len(starts), bool)
    inside = np.searchsorted(starts, days.to_numpy().astype(starts.dtype), side="right") - 1
    found[inside[inside >= 0]] = True
    return found & series["rate_pct"].notna().to_numpy()


def _breaks(municipality: str, areas: set[str]) -> pd.DataFrame:
    rows = store.read("breaks", municipality=municipality)
    return rows.loc[rows["area"].isna() | rows["area"].isin(areas), ["since", "reason", "area"]].iloc[::-1]


@lru_cache(maxsize=KEPT)
def said(found: OverTime, language: Language, measure: Measure = Measure.ABSENCE) -> list[str]:
    """What the newest periods say in words, the most important first; or why nothing is said of them."""
    if found.chart is None:
        assert found.why is not None, "without limits there is a reason"
        return [t(language, f"trend.no_limits_{found.why}", n=FEWEST_IN_A_GROUP)]
    n = len(found.series) - found.judged
    unit = t(language, f"trend.periods_{found.granularity}", n=n)
    if not found.signals:
        return [t(language, "trend.usual", n=n, periods=unit)]
    told = [_signal(signal, found, language, measure) for signal in reversed(found.signals)]
    if len(told) > TOLD:
        told = [*told[:TOLD], t(language, "trend.more_signals", n=len(told) - TOLD)]
    return told


def _signal(signal: Signal, found: OverTime, language: Language, measure: Measure) -> str:
    days = found.series["period_start"].dt.date
    names = [period(language, days[place], found.granularity) for place in (signal.first, signal.last)]
    span = names[0] if signal.first == signal.last else t(language, "trend.span", first=names[0], last=names[1])
    word = _word(signal.label, measure)
    if signal.label not in OUTSIDE:
        n = signal.last - signal.first + 1
        return t(
            language, f"trend.signal_{word}", span=span, periods=t(language, f"trend.periods_{found.granularity}", n=n)
        )
    edge = found.usual.loc[signal.first : signal.last, ["lower", "upper"]]
    inside = found.series["rate_pct"].iloc[signal.first : signal.last + 1]
    # Of several in a row the one farthest from the middle is told; the table has them all.
    far = int((inside - found.usual["middle"].iloc[signal.first : signal.last + 1]).abs().idxmax())
    low, high = sorted(measure.of(limit) for limit in edge.loc[far])
    values = {
        "span": span,
        "rate": percent(language, measure.of(found.series["rate_pct"][far])),
        "usual": t(language, "trend.range", low=number(language, low), high=percent(language, high)),
    }
    if signal.first == signal.last:
        return t(language, f"trend.signal_{word}", **values)
    run = t(language, f"trend.periods_{found.granularity}", n=signal.last - signal.first + 1)
    when = period(language, days[far], found.granularity)
    return t(language, f"trend.several_{word}", periods=run, when=when, **values)


OUTSIDE = (Label.ABOVE_UPPER, Label.BELOW_LOWER)

# Each label as it is said of absence; attendance goes the other way.
WORDS = {
    Label.ABOVE_UPPER: "above",
    Label.BELOW_LOWER: "below",
    Label.INCREASING: "rising",
    Label.DECREASING: "falling",
    Label.TWO_OF_THREE_ABOVE: "near_above",
    Label.TWO_OF_THREE_BELOW: "near_below",
    Label.ALL_ABOVE: "all_above",
    Label.ALL_BELOW: "all_below",
}
OPPOSITE = {
    "above": "below",
    "rising": "falling",
    "near_above": "near_below",
    "all_above": "all_below",
}
OPPOSITE |= {low: high for high, low in OPPOSITE.items()}


def _word(label: Label, measure: Measure) -> str:
    return OPPOSITE[WORDS[label]] if measure is Measure.ATTENDANCE else WORDS[label]


@lru_cache(maxsize=KEPT)
def footnotes(found: OverTime, language: Language) -> list[str]:
    """What must be known before the curve is read: breaks, preliminary figures, and how often it cries wolf."""
    notes = [
        t(language, "trend.break_said", since=period(language, row.since.date(), Granularity.MONTH), reason=row.reason)
        for row in found.breaks.itertuples(index=False)
    ]
    if found.series["preliminary"].any():
        notes.append(t(language, "trend.preliminary"))
    if found.chart is not None:
        notes.append(t(language, f"trend.false_alarms_{found.granularity}"))
    return notes


def how_to_read(found: OverTime, language: Language) -> list[str]:
    """What the marks are, which rules are set aside, and what a signal does not say; nothing without limits."""
    if found.chart is None:
        return []
    lines = [t(language, "trend.triangles")] if found.signals else []
    if not found.chart.runs_hold:
        lines.append(t(language, "trend.runs_set_aside", periods=t(language, f"trend.the_{found.granularity}")))
    return [*lines, t(language, "trend.no_evidence")]


def unusual(labels: Sequence[Label]) -> np.ndarray:
    """(T,) -1 below, 1 above, 0 usual."""
    way = {label: -1 if WORDS[label].endswith(("below", "falling")) else 1 for label in WORDS}
    return np.array([way.get(label, 0) for label in labels])
