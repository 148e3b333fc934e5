"""The only place that judges. Page, slide, PDF, Excel and command line look its words up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from naervaer.analysis import comparison
from naervaer.analysis.before_after import HIDDEN, NO_BEFORE, SHORTEST_MONTHS, SHOWN, TOO_EARLY, BeforeAfter
from naervaer.analysis.checks import bracketing, excludes_zero, p_value, precheck
from naervaer.analysis.disclosure_control import splits
from naervaer.analysis.estimate import estimate, smallest_detectable
from naervaer.analysis.false_discovery import benjamini_hochberg
from naervaer.analysis.interrupted_time_series import SingleSeries, interrupted_time_series
from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.study import Study
from naervaer.i18n import chance, month, number, percent, points, signed, t
from naervaer.model import Language, Measure


class State(StrEnum):
    """What can be said about an initiative: the words of METHODS 2.5, and last what is said where its figures are
    missing.

    COUNTED: rates without days, or months that are not alike, can be counted but not judged.
    """

    CLEAR_FALL = "clear_fall"
    PROBABLE_FALL = "probable_fall"
    NO_CLEAR_CHANGE = "no_clear_change"
    PROBABLE_RISE = "probable_rise"
    CLEAR_RISE = "clear_rise"
    TOO_EARLY = "too_early"
    TOO_SHORT_HISTORY = "too_short_history"
    NO_COMPARISON = "no_comparison"
    TOO_SMALL = "too_small"
    TOO_FEW = "too_few"
    NO_FIGURES = "no_figures"
    NO_BEFORE = "no_before"
    NO_AFTER = "no_after"
    COUNTED = "counted"


FALLS = (State.CLEAR_FALL, State.PROBABLE_FALL)
RISES = (State.CLEAR_RISE, State.PROBABLE_RISE)
WITHHELD = (State.TOO_EARLY, State.TOO_SHORT_HISTORY, State.NO_FIGURES)

# What is said in other words where attendance is chosen; all else says nothing of either.
OF_A_MEASURE = {
    *(f"{state}{form}" for state in (*FALLS, *RISES) for form in ("", "_sentence", "_headline")),
    *(f"own_history_{way}_{form}" for way in ("fall", "rise") for form in ("sentence", "headline")),
    *(f"counted{unlike}_{form}" for unlike in ("", "_unlike") for form in ("sentence", "headline")),
    "no_clear_change_sentence",
    "too_small_sentence",
}

# METHODS 2.5.
SHORTEST_AFTER = 0.5  # years after the start before anything is said
SHORTEST_BEFORE = 2  # years of history a unit needs
FEWEST_FOR_CLEAR = 3  # started units
LARGEST_DETECTABLE = 0.25  # of the expected level; what cannot even show so much is too small
CLEAR_AT, PROBABLE_AT = 0.95, 0.90
FIXED_AT = (SHORTEST_AFTER, 1.0, 2.0)  # years after the start (METHODS 2.i)


@dataclass(frozen=True)
class Judgement:
    """The verdict on one initiative and everything it rests on. Effects are fractions of possible days.

    state        the verdict
    found        the effect in the first year; None when there is none
    precheck, bracketing   the two checks; None when they cannot be made
    single       own history only, where nobody can be compared with
    long_enough  (U,) started units followed for half a year or more
    recent       (U,) started units that were not: left out and listed
    fewest       not-started units in the month with fewest of them
    preliminary  some unit is between the points where verdicts are fixed (half a year and a year, METHODS 2.i)
    first_month  when the first recent unit has been followed long enough
    months       of the window after the start that there are: of the unit followed shortest, and of the longest
    """

    state: State
    found: Effect | None
    precheck: bool | None
    bracketing: bool | None
    single: SingleSeries | None
    long_enough: np.ndarray
    recent: np.ndarray
    fewest: int
    preliminary: bool
    first_month: date | None
    months: tuple[int, int] = (12, 12)


@dataclass(frozen=True)
class Fixed:
    """The verdict as it is fixed so many months after the start (METHODS 2.i).

    state        None where no unit has come so far
    preliminary  some units have, and others are on their way
    """

    months: int
    state: State | None
    preliminary: bool


def judge(study: Study, years: float = 1.0) -> Judgement:
    """The verdict of METHODS 2.5 over the first year after each start, as much of it as there is.

    years: 0.5 gives the verdict as it was fixed after half a year.
    """
    last = int(years * study.per_year) - 1
    inside = study.window(0, last) & study.started[:, None] & (study.start >= 0)[:, None]
    long_enough = inside.sum(1) >= SHORTEST_AFTER * study.per_year
    recent = study.started & (study.start >= 0) & ~long_enough
    with_history = long_enough & (study.history >= SHORTEST_BEFORE * study.per_year)
    fewest = comparison.fewest(study, inside & long_enough[:, None])

    def judged(state: State, **more: Any) -> Judgement:
        facts: dict[str, Any] = {"found": None, "precheck": None, "bracketing": None, "single": None, **more}
        return Judgement(
            state=state,
            long_enough=long_enough,
            recent=recent,
            fewest=fewest,
            preliminary=state not in WITHHELD and _between(study, long_enough, last),
            first_month=_first_month(study, recent),
            months=_months(study, long_enough, last),
            **facts,
        )

    if not study.observed.any():
        return judged(State.NO_FIGURES)
    if not long_enough.any():
        # Whoever started before the figures begin did so long ago: what is missing is what was before.
        long_ago = study.started & (study.start < 0)
        return judged(State.TOO_SHORT_HISTORY if long_ago.any() and not recent.any() else State.TOO_EARLY)
    if 2 * with_history.sum() < long_enough.sum():
        return judged(State.TOO_SHORT_HISTORY)
    found = estimate(study, 0, last, of_units=long_enough) if fewest >= comparison.ENOUGH else None
    if found is None or found.se is None:
        single = own_history(study, long_enough)
        return judged(_of_single(single), single=single)
    checks = precheck(study, found), bracketing(study, found, 0, last)
    state = grammar(found, *checks, stands=excludes_zero(found, CLEAR_AT))
    return judged(state, found=found, precheck=checks[0], bracketing=checks[1])


def together(judgements: Sequence[Judgement]) -> list[State]:
    """The states of several verdicts on one page: of k answers fewer may be called clear (METHODS 2.5).

    The step to "clear" is Benjamini-Hochberg at 5 % over the effects' two-sided p values.
    """
    p = np.array([np.nan if one.found is None or one.found.se is None else p_value(one.found) for one in judgements])
    stands = benjamini_hochberg(p) <= 1 - CLEAR_AT
    return [
        grammar(one.found, one.precheck, one.bracketing, stands=bool(stand)) if one.found is not None else one.state
        for one, stand in zip(judgements, stands, strict=True)
    ]


def fixed(study: Study) -> tuple[Fixed, ...]:
    """The verdicts where they are fixed: if one looked every month, chance would be called a fall too often."""
    started = study.started & (study.start >= 0)
    followed = study.lost.shape[1] - study.start[started]
    judged = followed[followed >= SHORTEST_AFTER * study.per_year]
    points = []
    for years in FIXED_AT:
        reached = judged >= years * study.per_year
        state = judge(study, years).state if reached.any() else None
        points.append(Fixed(int(12 * years), state, preliminary=bool(reached.any() and not reached.all())))
    return tuple(points)


def _months(study: Study, units: np.ndarray, last: int) -> tuple[int, int]:
    if not units.any():
        return 0, 0
    followed = np.minimum(study.lost.shape[1] - study.start[units], last + 1) * (12 // study.per_year)
    return int(followed.min()), int(followed.max())


def _between(study: Study, units: np.ndarray, last: int) -> bool:
    followed = study.lost.shape[1] - study.start[units]
    return bool(((followed <= last) & (followed != SHORTEST_AFTER * study.per_year)).any())


def _first_month(study: Study, recent: np.ndarray) -> date | None:
    """None too where the half year has passed, and it is the figures that lack."""
    waiting = recent & (study.lost.shape[1] - study.start < SHORTEST_AFTER * study.per_year)
    if not waiting.any():
        return None
    step = 12 // study.per_year
    months = int(study.start[waiting].min()) * step + int(SHORTEST_AFTER * 12)
    return (study.period[0] + months).astype("datetime64[D]").item()


def grammar(found: Effect, passes: bool | None, survives: bool | None, *, stands: bool) -> State:
    """Rules 4 to 7 of METHODS 2.5.

    passes, survives: pre-check and bracketing. stands: the 95 % step, corrected when many verdicts stand together.
    """
    fall = found.effect < 0
    if stands and passes and survives and found.n >= FEWEST_FOR_CLEAR:
        return State.CLEAR_FALL if fall else State.CLEAR_RISE
    if excludes_zero(found, PROBABLE_AT):
        return State.PROBABLE_FALL if fall else State.PROBABLE_RISE
    expected = found.expected.sum() / found.exposure.sum()
    if smallest_detectable(found) >= LARGEST_DETECTABLE * expected:  # also where nobody was ever absent: 0 of 0
        return State.TOO_SMALL
    return State.NO_CLEAR_CHANGE


def own_history(study: Study, units: np.ndarray) -> SingleSeries | None:
    """The started units' own pooled series before and after the start; None where it cannot be judged."""
    return interrupted_time_series(*own_series(study, units), study.per_year)


def own_series(study: Study, units: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(T,) the pooled rate of the units, NaN where none has figures, and how much of it had started (0..1)."""
    lost, possible = study.lost[units].sum(0), study.possible[units].sum(0)
    begun = np.where(study.since >= 0, study.possible, 0)[units].sum(0)
    with np.errstate(invalid="ignore"):
        return lost / possible, np.nan_to_num(begun / possible)


@dataclass(frozen=True)
class Verdict:
    """A state and the figures of its sentence.

    values, as far as the state has them: lower, units (counts), p_by_chance (0..1), month (first that can be judged),
    like_for_like; observed_pct, expected_pct, effect_pp, low_pp, high_pp, detectable_pp, units; step_relative (own
    history), step_low, step_high (its range, the end nearest 0 first), weak (it is of quarters).
    preliminary: the first year is not over, so the answer may still move.
    """

    state: State
    values: Mapping[str, Any] = field(default_factory=dict)
    preliminary: bool = False

    def label(self, language: Language, measure: Measure = Measure.ABSENCE) -> str:
        """Two or three words."""
        words = label(self.state, language, measure)
        return t(language, "verdict.preliminary", label=words) if self.preliminary else words

    def sentence(self, language: Language, measure: Measure = Measure.ABSENCE) -> str:
        """The whole answer in plain words."""
        key = _of(f"{self._wording()}_sentence", measure)
        said = t(language, f"verdict.{key}", **_written(language, self.values, measure))
        if "weak" in self.values:
            said = f"{said} {t(language, 'verdict.own_history_weak')}"
        return f"{said} {t(language, 'verdict.preliminary_note')}" if self.preliminary else said

    def headline(self, language: Language, measure: Measure = Measure.ABSENCE) -> str:
        """The answer as the title of a slide: one statement, the figure in it where there is one."""
        size = {"size_pp": number(language, abs(self.values["effect_pp"]))} if "effect_pp" in self.values else {}
        key = _of(f"{self._wording()}_headline", measure)
        return t(language, f"verdict.{key}", **_written(language, self.values, measure), **size)

    def _wording(self) -> str:
        if self.state is State.COUNTED and not self.values["like_for_like"]:
            return "counted_unlike"
        if self.state is State.TOO_EARLY and "month" not in self.values:
            return "too_early_no_month"
        if "step_relative" in self.values:
            return f"own_history_{'fall' if self.state in FALLS else 'rise'}"
        return str(self.state)


def label(state: State, language: Language, measure: Measure = Measure.ABSENCE) -> str:
    """A state in two or three words."""
    return t(language, f"verdict.{_of(state, measure)}")


def _of(wording: str, measure: Measure) -> str:
    return f"{wording}_attendance" if measure is Measure.ATTENDANCE and wording in OF_A_MEASURE else wording


def _written(language: Language, values: Mapping[str, Any], measure: Measure) -> dict[str, Any]:
    """Figures as they are read aloud, in the measure that was chosen."""
    values = {**values, **_in(measure, values)} if measure is Measure.ATTENDANCE else values
    ways: dict[str, Callable[[Any], str]] = {
        "month": lambda value: month(language, value),
        "p_by_chance": lambda value: chance(language, value),
        "observed_pct": lambda value: percent(language, value),
        "expected_pct": lambda value: percent(language, value),
        "effect_pp": lambda value: points(language, value),
        "low_pp": lambda value: signed(language, value),
        "high_pp": lambda value: signed(language, value),
        "detectable_pp": lambda value: number(language, value),
        "excluded_pp": lambda value: number(language, value),
        **dict.fromkeys(
            ("step_relative", "step_low", "step_high"), lambda value: percent(language, 100 * abs(value), 0)
        ),
        "span": lambda value: span(language, *value),
    }
    return {name: ways[name](value) if name in ways else value for name, value in values.items()}


def _in(measure: Measure, values: Mapping[str, Any]) -> dict[str, float]:
    """Those of the figures that another measure turns round; the lower end of a range becomes the upper one."""
    rates = {name: measure.of(values[name]) for name in ("observed_pct", "expected_pct") if name in values}
    ends = {"effect_pp": "effect_pp", "low_pp": "high_pp", "high_pp": "low_pp"}
    return rates | {name: measure.change(values[other]) for name, other in ends.items() if other in values}


def span(language: Language, fewest: int, most: int) -> str:
    """How long after the start the figures reach: "first year", or the months there are."""
    if fewest == 12:
        return t(language, "verdict.span_year")
    key = "verdict.span_months" if fewest == most else "verdict.span_between"
    return t(language, key, months=most, fewest=fewest, most=most)


def verdict(compared: BeforeAfter, judgement: Judgement | None = None, block: np.ndarray | None = None) -> Verdict:
    """What may be said: why nothing can be said, else the judgement, else (without one) the bare count.

    judgement: of the same panel; None, or rates without days, or months that are not alike, leave only the count, which
    is never a judgement. block: (U,) as in Panel: an estimate of a part of one says nothing.
    """
    states = compared.units["state"]
    sum_withheld = compared.weighted_by is not None and compared.pooled.loc[0, ["n_units", "after_pct"]].isna().any()
    unseen, shown, too_early = states.isin(HIDDEN), states == SHOWN, states == TOO_EARLY
    # A judgement speaks of all started units together, so where that sum gives a hidden unit away nothing may be said.
    if (unseen.all() and len(states)) or (sum_withheld and (shown.any() or (unseen.any() and not too_early.any()))):
        return Verdict(State.TOO_FEW)
    if (
        block is not None
        and judgement is not None
        and judgement.found is not None
        and splits(block, judgement.found.judged)
    ):
        return Verdict(State.TOO_FEW)
    if (states == TOO_EARLY).any() and not (states == SHOWN).any():
        first = compared.units.loc[states == TOO_EARLY, "start"].min()
        return Verdict(State.TOO_EARLY, {"month": first + pd.DateOffset(months=SHORTEST_MONTHS)})
    if judgement is not None and compared.weighted_by == "possible_days" and compared.like_for_like:
        return of_judgement(judgement)
    if (states == SHOWN).any() and "" in compared.counts:
        return _counted(compared)
    return Verdict(State.NO_BEFORE if (states == NO_BEFORE).any() else State.NO_AFTER)


def _counted(compared: BeforeAfter) -> Verdict:
    count = compared.counts[""]
    values = {"lower": count.lower, "n": count.of_units, "p_by_chance": count.p_at_least_of_units}
    return Verdict(State.COUNTED, {**values, "like_for_like": compared.like_for_like})


def of_judgement(judged: Judgement) -> Verdict:
    """The words of a judgement."""
    values: dict[str, Any] = {}
    if judged.found is not None and judged.found.se is not None:
        found = judged.found
        low, high = (100 * edge for edge in found.interval(CLEAR_AT))
        values = {
            "observed_pct": float(100 * found.observed.sum() / found.exposure.sum()),
            "expected_pct": float(100 * found.expected.sum() / found.exposure.sum()),
            "effect_pp": 100 * found.effect,
            "low_pp": low,
            "high_pp": high,
            "detectable_pp": 100 * smallest_detectable(found),
            "excluded_pp": max(-low, high),
            "units": found.n,
            "span": judged.months,
        }
    elif judged.single is not None and judged.state in FALLS + RISES:
        low, high = sorted(judged.single.ci95_relative, key=abs)
        values = {"step_relative": judged.single.step_relative, "step_low": low, "step_high": high}
        values |= {"weak": True} if judged.single.weak else {}
    elif judged.state is State.TOO_EARLY and judged.first_month is not None:
        values = {"month": judged.first_month}
    return Verdict(judged.state, values, judged.preliminary)


def _of_single(single: SingleSeries | None) -> State:
    """Own history alone is never more than probable (METHODS 2.d)."""
    if single is not None and single.ci95_relative[1] < 0:
        return State.PROBABLE_FALL
    if single is not None and single.ci95_relative[0] > 0:
        return State.PROBABLE_RISE
    return State.NO_COMPARISON
