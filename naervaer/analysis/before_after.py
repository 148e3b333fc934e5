"""What happened in the units that started, against the same months one year before."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from naervaer.analysis import disclosure_control
from naervaer.analysis.count import Count, count
from naervaer.analysis.panel import Panel, weighted, year_earlier
from naervaer.model import Granularity


SHORTEST_MONTHS = 6  # months after the start below which nothing is said (METHODS 2.5, rule 1)

YEAR = np.timedelta64(12, "M")

SHOWN, TOO_EARLY, TOO_FEW, PROTECTS_OTHERS = "shown", "too_early", "too_few", "protects_others"
# Left out of the sums, too: a sum holds those who are only counted together all of them or none.
TOO_FEW_TO_COUNT, PROTECTS_OTHERS_UNCOUNTED = "too_few_to_count", "protects_others_uncounted"
HIDDEN = (TOO_FEW, PROTECTS_OTHERS, TOO_FEW_TO_COUNT, PROTECTS_OTHERS_UNCOUNTED)
NO_BEFORE, NO_AFTER = "no_before", "no_after"

INITIATIVE, AREA, REST = "initiative", "area", "rest"

SPAN = ["first_before", "last_before", "first_after", "last_after"]
FIGURES = ["lost_before", "possible_before", "lost_after", "possible_after", "before_pct", "after_pct", "change_pp"]
PERCENTS = FIGURES[4:]
WINDOW_COLUMNS = ["start", "n_units", *SPAN, "n_periods", "rest_n_units", *[f"rest_{name}" for name in PERCENTS]]


@dataclass(frozen=True, eq=False)
class BeforeAfter:
    """Both sides of every start.

    units    one row per started unit, sorted by change: unit_id, unit, area, start, state, SPAN (first months of the
             outermost periods used, NaT when none; first and last month where the sides differ in length), n_periods
             (used on each side), n_after (with figures after the start), FIGURES (days, percent, percentage points;
             NaN unless state is "shown"), employees.
             States: "shown"; "too_early": under half a year since the start; "no_after": long enough since, but the
             figures are missing; "no_before": under half a year of like periods before; "too_few": too few people;
             "protects_others": hidden because a smaller unit could be worked out from it; "too_few_to_count" and
             "protects_others_uncounted": hidden for the same reasons, and in no sum here either.
    pooled   one row per group: group ("initiative", "area", "rest" = units in no initiative at all), area (of "area",
             else ""), n_units, n_hidden (of them not shown singly), FIGURES (NaN where the sum may not be shown or
             has no weight). The rest is summed over the months of each distinct start.
    windows  one row per distinct start, oldest first: start, n_units, SPAN, n_periods, and the rest of the
             municipality in those months: rest_n_units, rest_before_pct, rest_after_pct, rest_change_pp.
    counts   per area, and "" for all: how many shown units are lower.
    weighted_by      "possible_days", "fte", "employees", or None: no weight, so no pooled rate, and every period of a
                     unit counts the same
    like_for_like    False: the two sides are not the same months (see unlike_periods)
    granularity      of one period; None when the sides differ in length
    """

    units: pd.DataFrame
    pooled: pd.DataFrame
    windows: pd.DataFrame
    counts: dict[str, Count]
    weighted_by: str | None
    like_for_like: bool
    granularity: Granularity | None


@dataclass(frozen=True)
class _Sides:
    """(U, T) what each unit-period after the start and its like period before add to a sum; `used` where both exist."""

    part_before: np.ndarray
    weight_before: np.ndarray
    part_after: np.ndarray
    weight_after: np.ndarray
    used: np.ndarray

    def sums(self) -> np.ndarray:
        """(4, U) part and weight before, part and weight after."""
        sides = (self.part_before, self.weight_before, self.part_after, self.weight_after)
        return np.stack([np.where(self.used, side, 0).sum(1) for side in sides])


def before_after(panel: Panel) -> BeforeAfter:
    """Compare up to 12 months from each unit's start with the same calendar months one year earlier.

    A month counts only when it has figures on both sides, so season cancels. Rates are summed days over summed days.
    """
    base = weighted(panel)
    part_before, weight_before = year_earlier(base.part, panel.per_year), year_earlier(base.weight, panel.per_year)
    both = ~np.isnan(base.weight) & ~np.isnan(weight_before)
    sides = _Sides(part_before, weight_before, base.part, base.weight, both)
    after = _window(panel) & ~np.isnan(base.weight)
    started = replace(sides, used=both & after)
    units = _units(panel, started, after, base.by)
    windows, rest = _windows(panel, sides, started.used, units, base.by)
    units, pooled = pool(panel.roster(), units, started.sums() + rest, base.by)
    return BeforeAfter(units, pooled, windows, area_counts(units), base.by, True, panel.granularity)


def _window(panel: Panel) -> np.ndarray:
    since = np.arange(len(panel.period)) - panel.first_after[:, None]
    return (since >= 0) & (since < panel.per_year)


def _units(panel: Panel, sides: _Sides, after: np.ndarray, by: str | None) -> pd.DataFrame:
    rows = np.flatnonzero(panel.started)
    shortest = -(-SHORTEST_MONTHS // panel.step)
    n, n_after = sides.used[rows].sum(1), after[rows].sum(1)
    since_start = len(panel.period) - panel.first_after[rows]
    reasons = [
        *why_hidden(panel.hidden[rows], panel.apart[rows]),
        (TOO_EARLY, since_start < shortest),
        (NO_AFTER, n_after < shortest),
        (NO_BEFORE, n < shortest),
    ]
    persons = np.nan_to_num(panel.employees[rows], nan=-1).max(1, initial=-1)
    return pd.DataFrame(
        {
            "unit_id": panel.unit_id[rows],
            "unit": panel.unit[rows],
            "area": panel.area[rows],
            "start": panel.start[rows].astype("datetime64[s]"),
            "state": np.select([test for _, test in reasons], [state for state, _ in reasons], SHOWN).astype(object),
            **_span(panel, sides.used[rows]),
            "n_periods": n,
            "n_after": n_after,
            **figures(sides.sums()[:, rows], by),
            "employees": np.where(persons < 0, np.nan, persons),
            "long_enough": (since_start >= shortest) & (n >= shortest),
        },
        index=rows,
    )


def why_hidden(hidden: np.ndarray, apart: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """States of units that may not be shown, each with the (U,) units it may hold of; the first that holds counts.

    hidden, apart: as in Panel.
    """
    return [
        (TOO_FEW_TO_COUNT, apart & (hidden == disclosure_control.TOO_FEW)),
        (PROTECTS_OTHERS_UNCOUNTED, apart),
        (TOO_FEW, hidden == disclosure_control.TOO_FEW),
        (PROTECTS_OTHERS, hidden == disclosure_control.PROTECTS_OTHERS),
    ]


def _span(panel: Panel, used: np.ndarray) -> dict[str, np.ndarray]:
    """First and last period used on each side, NaT where none is."""
    missing = np.datetime64("NaT", "s")
    after, before = (
        np.where(used, months.astype("datetime64[s]"), missing) for months in (panel.period, panel.period - YEAR)
    )
    ends = [(np.fmin, before), (np.fmax, before), (np.fmin, after), (np.fmax, after)]
    return {name: end.reduce(side, 1, initial=missing) for name, (end, side) in zip(SPAN, ends, strict=True)}


def figures(sums: np.ndarray, by: str | None) -> dict[str, np.ndarray]:
    """FIGURES by name, from the sums (4, …) of part and weight before, part and weight after."""
    with np.errstate(invalid="ignore", divide="ignore"):
        before, after = 100 * sums[0] / sums[1], 100 * sums[2] / sums[3]
    days = sums if by == "possible_days" else np.full(sums.shape, np.nan)
    return dict(zip(FIGURES, [*days, before, after, after - before], strict=True))


def _windows(
    panel: Panel, sides: _Sides, used: np.ndarray, units: pd.DataFrame, by: str | None
) -> tuple[pd.DataFrame, np.ndarray]:
    """One row per distinct start; and the sums (4, U) of units in no initiative over the months of judged starts."""
    rows, rest = [], np.zeros((4, len(panel.unit_id)))
    for start, started in units.groupby("start"):
        like = used[started.index].any(0)
        others = replace(sides, used=sides.used & like & ~panel.in_any_initiative[:, None])
        sums = others.sums()
        if started["long_enough"].any():
            rest += sums
        compared = figures(sums.sum(1) if by else np.full(4, np.nan), by)
        rows.append(
            {
                "start": start,
                "n_units": len(started),
                **{name: started[name].agg("min" if name.startswith("first") else "max") for name in SPAN},
                "n_periods": int(like.sum()),
                "rest_n_units": int(others.used.any(1).sum()),
                **{f"rest_{name}": float(compared[name]) for name in PERCENTS},
            }
        )
    return pd.DataFrame(rows, columns=WINDOW_COLUMNS), rest


def pool(
    roster: pd.DataFrame, units: pd.DataFrame, sums: np.ndarray, by: str | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units, sorted by change, with what may not be shown blanked; and the pooled rows of BeforeAfter.

    roster: Panel.roster(). units: indexed by row in the roster, with long_enough (its figures can be used) beside the
    columns of BeforeAfter.units. sums: (4, U) part and weight before and after; 0 for units that enter no sum.
    """
    inside = np.zeros(len(roster), bool)
    inside[units.index[units["long_enough"]]] = True
    rest = ~roster["in_any_initiative"].to_numpy() & (sums[3] > 0)
    areas = sorted(set(units["area"]))
    names = [(INITIATIVE, ""), *[(AREA, area) for area in areas], (REST, "")]
    groups = np.array([inside, *[inside & (roster["area"] == area).to_numpy() for area in areas], rest])
    hidden = (roster["hidden"] != "").to_numpy()
    block = roster["block"].to_numpy()
    may = [not disclosure_control.splits(block, group) for group in groups]
    units.loc[units["state"] != SHOWN, FIGURES] = np.nan
    pooled = [
        {
            "group": group,
            "area": area,
            "n_units": int(members.sum()),
            "n_hidden": int(hidden[members].sum()),
            **figures(sums[:, members].sum(1) if shown and by is not None else np.full(4, np.nan), by),
        }
        for (group, area), members, shown in zip(names, groups, may, strict=True)
    ]
    units = units.drop(columns="long_enough").sort_values("change_pp", kind="stable").reset_index(drop=True)
    return units, pd.DataFrame(pooled)


def area_counts(units: pd.DataFrame) -> dict[str, Count]:
    """How many shown units are lower, per area and ("") for all; groups where nothing can be counted are left out."""
    shown = units[units["state"] == SHOWN]
    groups = {"": shown, **{str(area): group for area, group in shown.groupby("area")}}
    counts = {area: count(group["change_pp"].to_numpy()) for area, group in groups.items()}
    return {area: counted for area, counted in counts.items() if counted}
