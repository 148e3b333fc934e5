"""Everything the engine has to say about one panel, under the names of METHODS section 7."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from naervaer.analysis import baseline, comparison
from naervaer.analysis.checks import CONFIDENCE
from naervaer.analysis.count import ENOUGH_UNITS, count, fisher
from naervaer.analysis.estimate import smallest_detectable
from naervaer.analysis.event_time import event_time, sustained
from naervaer.analysis.interrupted_time_series import too_little
from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.placebo import placebo
from naervaer.analysis.pooled_change import Sides, first_year, not_started_change, pooled_change
from naervaer.analysis.regression_to_the_mean import bounce, waterfall
from naervaer.analysis.shrinkage import unit_effects
from naervaer.analysis.study import NEVER, Study
from naervaer.analysis.table import Note, from_table
from naervaer.analysis.verdict import FALLS, Fixed, Judgement, State, fixed, judge, own_series
from naervaer.i18n import t
from naervaer.model import Language


METHODS = ("raw", "count", "expected", "bounce", "windows", "event_time", "its", "units")


def analyse(panel: pd.DataFrame) -> dict[str, Any]:
    """The verdict and every method's figures for a table with unit, period, lost, possible, start and optionally area.

    Rates in percent, differences in percentage points, days in days, p in 0..1. A method that has no answer is None (or
    empty) and stands in `withheld` with its reason. Raises ValueError when a needed column is missing or stands twice.
    """
    study, notes = from_table(panel)
    if study is None:
        nothing: dict[str, Any] = dict.fromkeys(METHODS)
        verdict = {"verdict": State.NO_FIGURES, "preliminary": False, "last_fixed": None, "fixed": []}
        return {**verdict, "withheld": _notes(notes), "recently_started": [], **nothing, "event_time": [], "units": []}
    return analyse_study(study, notes)


def said(language: Language, found: Mapping[str, Any]) -> list[str]:
    """The verdict in a few words, and a line for everything that is withheld."""
    label = t(language, f"verdict.{found['verdict']}")
    lines = [t(language, "verdict.preliminary", label=label) if found["preliminary"] else label]
    for entry in found["withheld"]:
        values = {"n": entry["n"]} if "n" in entry else {}
        reason = t(language, f"withheld.{entry['reason']}", **values)
        lines.append(
            t(language, "withheld.line", method=t(language, f"withheld.method_{entry['method']}"), reason=reason)
        )
    return lines


def analyse_study(study: Study, notes: list[Note] | None = None) -> dict[str, Any]:
    """The same for a study."""
    judged, points = judge(study), fixed(study)
    sides, both = first_year(study)
    made = placebo_of(study, judged)
    results: dict[str, Any] = {
        "raw": _raw(sides, both),
        "count": _count(study, sides, both),
        "expected": expected(study, judged),
        "bounce": _bounce(study, judged),
        "windows": _windows(study, judged),
        "event_time": _event_time(study, judged),
        "its": _its(judged),
        "units": _units(study, judged, sides, made),
    }
    withheld = [{"method": name, "reason": _reason(name, study, judged, both)} for name in METHODS if not results[name]]
    if judged.single is not None or judged.found is not None:
        withheld = [entry for entry in withheld if entry["method"] != "its"]
    return {
        "verdict": judged.state,
        "preliminary": judged.preliminary,
        "last_fixed": _last_fixed(points) if judged.preliminary else None,
        "fixed": [
            {"months": point.months, "verdict": point.state, "preliminary": point.preliminary} for point in points
        ],
        "withheld": _notes(notes or []) + withheld,
        "recently_started": list(study.unit[judged.recent]),
        **results,
    }


def _last_fixed(points: Sequence[Fixed]) -> State | None:
    """The verdict as it was last fixed for all units that are judged; None when none of them has come so far."""
    stand = [point.state for point in points if point.state is not None and not point.preliminary]
    return stand[-1] if stand else None


def placebo_of(study: Study, judged: Judgement) -> Any:
    """The placebo forecasts beside the judged units; None without an effect."""
    if judged.found is None:
        return None
    last = study.per_year - 1
    after = study.window(0, last) & judged.found.judged[:, None]
    return placebo(study, comparison.fits(study, after), judged.found.judged, 0, last)


def _notes(notes: list[Note]) -> list[dict[str, Any]]:
    return [{"method": "data", "reason": note.reason, "n": note.n} for note in notes]


def _reason(method: str, study: Study, judged: Judgement, both: np.ndarray) -> str:
    """Why a method has no answer, as a key of i18n [withheld]. both: (U,) units with figures before and after."""
    if method == "raw":
        return "no_like_months"
    if method == "count":
        return "fewer_than_five_units" if both.sum() < ENOUGH_UNITS else "fewer_than_five_changed"
    if judged.state is State.TOO_EARLY and not (study.start < NEVER).any():
        return "no_starts"
    if judged.state in (State.TOO_EARLY, State.TOO_SHORT_HISTORY):
        return judged.state.value
    if method == "its":
        return str(too_little(*own_series(study, judged.long_enough), study.per_year))
    if not study.lost.any():
        return "no_absence"
    return State.NO_COMPARISON.value if judged.found is None else "too_little_history"


def as_figures(found: Effect) -> dict[str, Any]:
    """An effect under the names of METHODS section 7."""
    whole = found.exposure.sum()
    ci = {level: _points(found.interval(level / 100)) if found.se is not None else None for level in (80, 90, 95)}
    days = float((found.observed - found.expected).sum())
    return {
        "effect_pp": 100 * found.effect,
        "se_pp": None if found.se is None else 100 * found.se,
        **{f"ci{level}_pp": ci[level] for level in ci},
        "relative": _known(found.relative),
        "observed_pct": float(100 * found.observed.sum() / whole),
        "expected_pct": float(100 * found.expected.sum() / whole),
        "days": days,
        "days_ci95": None if found.se is None else [float(edge * whole) for edge in found.interval(0.95)],
        "mde_pp": None if found.se is None else 100 * smallest_detectable(found),
        "n_units": found.n,
        "se_kind": found.se_kind,
    }


def _points(interval: tuple[float, float]) -> list[float]:
    return [float(100 * edge) for edge in interval]


def expected(study: Study, judged: Judgement) -> dict[str, Any] | None:
    """The main estimate, its baseline, checks and comparison."""
    if judged.found is None:
        return None
    after = study.window(0, study.per_year - 1) & judged.found.judged[:, None]
    return {
        **as_figures(judged.found),
        "baseline": baseline.named(study, judged.found.judged, 0),
        "precheck": judged.precheck,
        "bracketing": judged.bracketing,
        "own_kind_compared": comparison.own_kinds(study, after),
        "fewest_not_started": judged.fewest,
    }


def _raw(sides: Sides, both: np.ndarray) -> dict[str, Any] | None:
    found = pooled_change(sides, both)
    if found is None:
        return None
    return {
        "before_pct": found.before_pct,
        "after_pct": found.after_pct,
        "change_pp": found.change_pp,
        "relative": _known(found.relative),
        "ci95_pp": None if found.ci95_pp is None else list(found.ci95_pp),
        "n_units": found.n_units,
        "months_before": found.periods,
        "months_after": found.periods,
    }


def _count(study: Study, sides: Sides, both: np.ndarray) -> dict[str, Any] | None:
    counted = count(sides.change[both]) if both.sum() >= ENOUGH_UNITS else None
    if counted is None or counted.n < ENOUGH_UNITS:
        return None
    others = count(not_started_change(study, both))
    enough = others is not None and others.n >= comparison.ENOUGH
    return {
        "lower": counted.lower,
        "higher": counted.higher,
        "equal": counted.equal,
        "n": counted.n,
        "p_two_sided": counted.p_two_sided,
        "wilson95": list(counted.wilson95),
        "clopper_pearson95": list(counted.clopper_pearson95),
        "p_at_least_by_chance": counted.p_at_least_by_chance,
        "usual_by_chance": list(counted.usual_by_chance),
        "comparison_lower": others.lower if others else 0,
        "comparison_n": others.n if others else 0,
        "fisher_p": fisher(counted.lower, counted.n, others.lower, others.n) if others and enough else None,
    }


def _bounce(study: Study, judged: Judgement) -> dict[str, Any] | None:
    found = None if judged.found is None else bounce(study, judged.found.judged)
    if found is None or judged.found is None:
        return None
    steps = waterfall(study, judged.found.judged, 0, study.per_year - 1)
    known = found.se is not None
    return {
        "pp": 100 * found.effect,
        "ci80_pp": _points(found.interval(CONFIDENCE)) if known else None,
        "ci95_pp": _points(found.interval(0.95)) if known else None,
        "waterfall": None
        if steps is None
        else {
            "trend_season_pp": 100 * steps.trend_season,
            "bounce_pp": 100 * steps.bounce,
            "remaining_pp": 100 * steps.remaining,
        },
    }


def _windows(study: Study, judged: Judgement) -> dict[str, Any] | None:
    if judged.found is None:
        return None
    found = sustained(study, judged.found.judged)
    windows: Mapping[str, Any] = {
        _span(study, *window): None if seen is None else as_figures(seen) for window, seen in found.windows
    }
    # What was no fall in the first year cannot last, whatever the second year alone would show.
    lasting = None if found.lasting is None else found.lasting and judged.state in FALLS
    return {**windows, "fading": found.fading, "lasting": lasting}


def _event_time(study: Study, judged: Judgement) -> list[dict[str, Any]]:
    if judged.found is None:
        return []
    return [
        {
            "window": _span(study, *window),
            "effect_pp": 100 * seen.effect,
            "ci95_pp": _points(seen.interval(0.95)) if seen.se is not None else None,
            "n_units": seen.n,
        }
        for window, seen in event_time(study, judged.found.judged)
    ]


def _span(study: Study, first: int, last: int) -> str:
    """A window in months since the start: "0-5", "-36..-25"."""
    step = 12 // study.per_year
    first, last = first * step, (last + 1) * step - 1
    return f"{first}-{last}" if first >= 0 else f"{first}..{last}"


def _its(judged: Judgement) -> dict[str, Any] | None:
    if judged.single is None:
        return None
    single = judged.single
    return {
        "step_relative": single.step_relative,
        "ci95_relative": list(single.ci95_relative),
        "rho": single.rho,
        "weak": single.weak,
    }


def _units(study: Study, judged: Judgement, sides: Sides, made: Any) -> list[dict[str, Any]]:
    if judged.found is None:
        return []
    found, units = judged.found, np.flatnonzero(judged.found.judged)
    each = unit_effects(found, made)
    with np.errstate(invalid="ignore"):
        before = 100 * sides.lost_before / sides.possible_before
    return [
        {
            "unit": str(study.unit[unit]),
            "before_pct": _known(before[unit]),
            "after_pct": float(100 * found.observed[unit] / found.exposure[unit]),
            "observed_days": float(found.observed[unit]),
            "expected_days": float(found.expected[unit]),
            "log_ratio": float(each.log_ratio[place]),
            "shrunk_log_ratio": _known(each.shrunk_log_ratio[place]),
            "p": _known(each.p[place]),
            "q": _known(each.q[place]),
            "flag": bool(each.flag[place]),
        }
        for place, unit in enumerate(units)
    ]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
