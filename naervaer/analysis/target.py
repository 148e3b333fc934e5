"""Targets: what level of absence is wanted when, and whether it is reached or may only look so by chance."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy import special

from naervaer.analysis.direction import FEWEST_UNITS
from naervaer.analysis.panel import Panel, weighted
from naervaer.analysis.pooled_change import PooledChange
from naervaer.model import Measure


@dataclass(frozen=True)
class Step:
    """From a month on this absence is wanted, in percent; NaN where the base year has no figures."""

    since: np.datetime64
    absence_pct: float


class Progress(StrEnum):
    """Where the last 12 months stand against a target.

    CANNOT_TELL: the distance is no larger than what chance gives. NO_RANGE: how much chance gives is not known.
    """

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    CANNOT_TELL = "cannot_tell"
    NO_RANGE = "no_range"


def steps(rows: pd.DataFrame, panel: Panel, selected: np.ndarray) -> tuple[Step, ...]:
    """The targets of one selection in the order of time, as levels of absence.

    rows: of the query `targets`, those of this selection. A relative target is so many percent more or less of its form
    than the selected units had in the whole base year, summed days over summed days.
    """
    found = []
    for row in rows.sort_values("since", kind="stable").to_dict("records"):
        form = Measure(row["form"])
        level = row["percent"]
        if pd.isna(level):
            base = base_rate(panel, selected, int(row["base_year"]))
            level = form.of(base) * (1 + row["change_percent"] / 100)
        found.append(Step(np.datetime64(row["since"], "M"), float(form.of(level))))
    return tuple(found)


def base_rate(panel: Panel, selected: np.ndarray, year: int) -> float:
    """Percent, the selected units in a calendar year; NaN unless every period of it has figures."""
    base, inside = weighted(panel), panel.period.astype("datetime64[Y]") == np.datetime64(str(year), "Y")
    part, weight = base.part[np.ix_(selected, inside)], base.weight[np.ix_(selected, inside)]
    whole = inside.sum() == panel.per_year and (~np.isnan(weight)).any(0).all()
    if not whole or (base.by is None and selected.sum() != 1):
        return float("nan")
    return float(100 * np.nansum(part) / np.nansum(weight))


def current(steps: tuple[Step, ...], month: np.datetime64) -> Step | None:
    """The target in force in a month, else the first one to come; None without a target."""
    begun = [step for step in steps if step.since <= month]
    return begun[-1] if begun else steps[0] if steps else None


def over_time(steps: tuple[Step, ...], period: np.ndarray) -> np.ndarray:
    """(T,) the absence wanted in each period, percent; NaN before the first target."""
    wanted = np.full(len(period), np.nan)
    for step in steps:
        wanted[period >= step.since] = step.absence_pct
    return wanted


def progress(level_pct: float, target_pct: float, change: PooledChange | None) -> Progress:
    """Whether the level of the last 12 months is on the target's side by more than chance, 95 %.

    change is the same units' year_on_year. Both of its years vary by chance alike, so one of them varies by its error
    over the root of two: what is lasting in each unit is in both years and falls out (METHODS 2.l).
    """
    if change is None or change.se_pp is None or change.n_units < FEWEST_UNITS:
        return Progress.NO_RANGE
    half = float(special.stdtrit(change.n_units - 1, 0.975)) * change.se_pp / np.sqrt(2)
    if level_pct + half <= target_pct:
        return Progress.REACHED
    if level_pct - half > target_pct:
        return Progress.NOT_REACHED
    return Progress.CANNOT_TELL
