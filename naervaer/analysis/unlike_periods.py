"""The last figure before the start against the first one after it, when nothing like for like exists.

A real case: a table with the year 2015 in one column and January 2016 in the next. It repeats what the source compares
and must always be shown as such: a winter month against a whole year.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from naervaer.analysis.before_after import (
    NO_AFTER,
    NO_BEFORE,
    PERCENTS,
    SHOWN,
    SPAN,
    WINDOW_COLUMNS,
    BeforeAfter,
    area_counts,
    figures,
    pool,
    why_hidden,
)
from naervaer.analysis.panel import Panel, Weighted, weighted


DECIMALS = 1  # as tables print rates; a difference nobody can see in the source is "equal"


def unlike_periods(panels: Sequence[Panel]) -> BeforeAfter:
    """Compare, unit by unit, the last period that ends before the start with the first that begins at it or later.

    panels: one per granularity of the same municipality, starts alike in all of them; of periods that end (or begin)
    together the longer one is used. Rates are rounded as printed before they are compared. Raises ValueError without
    panels.
    """
    if not panels:
        raise ValueError("no panel to compare")
    bases = [weighted(panel) for panel in panels]
    by = bases[0].by if len({base.by for base in bases}) == 1 else None
    roster = _roster(panels)
    figure = pd.concat([_figures(panel, base) for panel, base in zip(panels, bases, strict=True)], ignore_index=True)
    figure["start"] = figure["unit_id"].map(roster.set_index("unit_id")["start"])
    earlier, later = figure[figure["end"] <= figure["start"]], figure[figure["first"] >= figure["start"]]
    before = earlier.sort_values(["end", "step"]).groupby("unit_id").last().reindex(roster["unit_id"])
    after = later.sort_values(["first", "step"], ascending=[True, False]).groupby("unit_id").first()
    after = after.reindex(roster["unit_id"])
    units = _units(roster, before, after)
    sums = np.nan_to_num(np.stack([side[name] for side in (before, after) for name in ("part", "weight")]))
    sums[:, ~units["long_enough"].to_numpy()] = 0
    rounded = {name: np.round(values, DECIMALS) for name, values in figures(sums, by).items() if name in PERCENTS}
    units = units.assign(**{**figures(sums, by), **rounded})
    units["change_pp"] = np.round(units["after_pct"] - units["before_pct"], DECIMALS)
    units = units[roster["start"].notna()]
    windows = _windows(units)
    units, pooled = pool(roster, units, sums, by)
    return BeforeAfter(units, pooled, windows, area_counts(units), by, False, None)


def _roster(panels: Sequence[Panel]) -> pd.DataFrame:
    """The units of all panels once each; a unit hidden in one of them is hidden here."""
    every = pd.concat([panel.roster() for panel in panels])
    return (
        every.sort_values("hidden", ascending=False, kind="stable")
        .groupby("unit_id", sort=False)
        .agg(
            {
                "unit": "first",
                "area": "first",
                "start": "min",
                "in_any_initiative": "any",
                "hidden": "first",
                "block": "first",
                "apart": "all",
            }
        )
        .reset_index()
    )


def _figures(panel: Panel, base: Weighted) -> pd.DataFrame:
    """One row per figure: unit_id, first month, month after its end, months, part and weight."""
    row, column = np.nonzero(~np.isnan(base.weight))
    first = panel.period[column]
    return pd.DataFrame(
        {
            "unit_id": panel.unit_id[row],
            "first": first.astype("datetime64[s]"),
            "end": (first + np.timedelta64(panel.step, "M")).astype("datetime64[s]"),
            "step": panel.step,
            "part": base.part[row, column],
            "weight": base.weight[row, column],
        }
    )


def _units(roster: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    has_before, has_after = before["weight"].notna().to_numpy(), after["weight"].notna().to_numpy()
    reasons = why_hidden(roster["hidden"].to_numpy(), roster["apart"].to_numpy())
    reasons += [(NO_AFTER, ~has_after), (NO_BEFORE, ~has_before)]
    month = pd.DateOffset(months=1)
    spans = [before["first"], before["end"] - month, after["first"], after["end"] - month]
    return roster[["unit_id", "unit", "area", "start"]].assign(
        state=np.select([test for _, test in reasons], [state for state, _ in reasons], SHOWN).astype(object),
        **{name: side.to_numpy() for name, side in zip(SPAN, spans, strict=True)},
        n_periods=(has_before & has_after).astype(int),
        n_after=has_after.astype(int),
        employees=np.nan,
        long_enough=has_before & has_after,
    )


def _windows(units: pd.DataFrame) -> pd.DataFrame:
    """One row per distinct start; the rest of the municipality has no like months to be compared in."""
    rows = [
        {"start": start, "n_units": len(group), "n_periods": 1}
        | {name: group[name].agg("min" if name.startswith("first") else "max") for name in SPAN}
        for start, group in units.groupby("start")
    ]
    return pd.DataFrame(rows, columns=WINDOW_COLUMNS)
