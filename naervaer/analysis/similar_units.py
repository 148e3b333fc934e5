"""Units that one could compare an initiative with: they take part in nothing, and are like those that do.

Like in kind (service area), in level and in size, before the first start. The level is that of up to three years, so
that a unit is not taken for like because of one unusual year (METHODS 2.g). A proposal only: a person chooses.
"""

import numpy as np
import pandas as pd

from naervaer.analysis.comparison import ENOUGH
from naervaer.analysis.panel import Panel


YEARS = 3  # of history that a level is taken from
PER_UNIT = 2  # proposed for each unit that takes part, but never fewer than a comparison needs
COLUMNS = ["unit_id", "unit", "area", "level_pct", "size", "distance", "proposed"]


def similar_units(panel: Panel) -> pd.DataFrame:
    """One row per unit that may be chosen, the most alike first: COLUMNS.

    level_pct is percent of possible days before the first start, size persons, distance how unlike the unit is to the
    middle of those that take part (0 = the same level and size; 1 = one spread away). proposed: of a kind that takes
    part, and among the nearest. Units that may not be shown singly are not among them.
    """
    level, started = _level(panel), panel.started
    like = np.isin(panel.area, panel.area[started]) if started.any() else np.zeros(len(started), bool)
    candidate = ~panel.in_any_initiative & (panel.hidden == "") & ~np.isnan(level)
    # Each candidate is held against the nearest of those that take part in the same area, or against all of them.
    distance = np.array([_distance(panel, level, int(row)) for row in np.flatnonzero(candidate)])
    rows = np.flatnonzero(candidate)
    frame = pd.DataFrame(
        {
            "unit_id": panel.unit_id[rows],
            "unit": panel.unit[rows],
            "area": panel.area[rows],
            "level_pct": level[rows],
            "size": panel.size[rows],
            "distance": distance,
            "like": like[rows],
        }
    )
    frame = frame.sort_values(["like", "distance", "unit"], ascending=[False, True, True]).reset_index(drop=True)
    wanted = max(ENOUGH, PER_UNIT * int(started.sum()))
    frame["proposed"] = frame["like"] & (frame.index < wanted)
    return frame[COLUMNS]


def _level(panel: Panel) -> np.ndarray:
    """(U,) percent over up to YEARS before the first start of any, or up to the last month; NaN without figures."""
    inside = panel.first_after[panel.started]
    end = int(np.clip(inside.min(initial=len(panel.period)), 0, len(panel.period)))
    if not end:  # no figures from before: what there is tells at least the size of the place
        end = len(panel.period)
    span = slice(max(0, end - YEARS * panel.per_year), end)
    known = ~np.isnan(panel.lost[:, span])
    lost = np.where(known, panel.lost[:, span], 0).sum(1)
    possible = np.where(known, panel.possible[:, span], 0).sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(100 * lost / possible)


def _distance(panel: Panel, level: np.ndarray, row: int) -> float:
    """How far a unit is from the nearest that takes part, in spreads of log level and log size over all units."""
    inside = panel.started & ~np.isnan(level)
    own = inside & (panel.area == panel.area[row])
    others = np.flatnonzero(own if own.any() else inside)
    if not len(others):
        return float("nan")
    apart = np.zeros(len(others))
    for values in (level, panel.size):
        with np.errstate(invalid="ignore", divide="ignore"):
            logs = np.log(np.where(values > 0, values, np.nan))
        spread = float(np.nanstd(logs)) if np.isfinite(logs).sum() > 1 else 0.0
        if spread > 0:
            gap = (logs[others] - logs[row]) / spread
            apart += np.where(np.isfinite(gap), gap, 1.0) ** 2  # an unknown size is one spread away
    return float(np.sqrt(apart.min()))
