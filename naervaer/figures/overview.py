"""The state of a municipality and its areas: level, direction, target, days and units.

Every row looks at the last 12 months that its own units have figures for; where that ends earlier than the
municipality's newest period the row says so.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis import target as target_analysis
from naervaer.analysis.direction import Direction, directions, until, year_on_year
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel, weighted, year_earlier
from naervaer.analysis.pooled_change import PooledChange
from naervaer.analysis.target import Progress, Step, progress
from naervaer.analysis.trend import comparable, era, level, members, trend
from naervaer.figures import panels, parts, targets
from naervaer.figures.trends import Place
from naervaer.model import MONTHS_IN, Granularity


KEPT = 32  # states; each some ten kilobytes
YEARS_IN_SPARKLINE = 3


@dataclass(frozen=True)
class Latest:
    """The newest period of a row against the same period one year before.

    rate_pct, earlier_pct  percent, the units that have figures in both; NaN where they cannot be compared
    n_units, n_expected    units with figures in the period, and at most: where they differ it is not complete
    preliminary            some of the figures may still change
    """

    start: np.datetime64
    rate_pct: float
    earlier_pct: float
    n_units: int
    n_expected: int
    preliminary: bool


@dataclass(frozen=True)
class Wanted:
    """The target in force in the newest period, or the first one to come, and how far away the last 12 months are.

    step         its level of absence, percent, and from when
    of           whose it is (figures.targets.Held)
    distance_pp  level minus target, percentage points of absence; NaN without a level
    progress     whether it is reached
    """

    step: Step
    of: str | None
    distance_pp: float
    progress: Progress


@dataclass(frozen=True, eq=False)
class Standing:
    """The municipality (area None) or one of its areas. Percent, percentage points and days; NaN is not known.

    n_units      units with figures; n_hidden of them are too small to be shown, or protect such
    level        analysis.trend.level of the last 12 months
    change       those against the 12 before, with its error; None where it cannot be told
    direction    which way, and how sure
    latest       the newest period; None without figures
    rolling      the last 12 months over time, oldest first
    lost_days    in the last 12 months; NaN where the source has no days
    weight       what the row is sorted by: lost days, or what stands for them
    short_share  percent of the lost days that are short absence; NaN where short and long are not known apart
    wanted       the target; None without one
    rates        percent, the last 12 months of each unit that may be shown and has them whole
    within       how many of these are within their target; None where no unit has one
    held         how many of these have a target
    """

    area: str | None
    n_units: int
    n_hidden: int
    level: dict[str, Any]
    change: PooledChange | None
    direction: Direction
    latest: Latest | None
    rolling: tuple[float, ...]
    lost_days: float
    weight: float
    short_share: float
    wanted: Wanted | None
    rates: tuple[float, ...]
    within: int | None
    held: int

    def above(self, absence_pct: float) -> int:
        """How many of the counted units lie above a line, percent."""
        return sum(rate > absence_pct for rate in self.rates)


@dataclass(frozen=True, eq=False)
class Overview:
    """The whole, and its areas by lost days, most first; an area whose sum may not be shown is last.

    weighted_by  what rates are summed by (analysis.panel.Weighted); None: nothing, so several units have no level
    """

    granularity: Granularity
    weighted_by: str | None
    whole: Standing
    areas: tuple[Standing, ...]

    @property
    def late(self) -> tuple[Standing, ...]:
        """Areas whose newest figures are older than the municipality's."""
        newest = self.whole.latest
        return tuple(
            area
            for area in self.areas
            if area.latest is not None and newest is not None and area.latest.start < newest.start
        )


def state(municipality: str, *, limit: float = FEWEST_EMPLOYEES) -> Overview | None:
    """The state in the shortest periods there are; None without figures. limit as for figures.panel."""
    return _state(municipality, limit, store.version())


@lru_cache(maxsize=KEPT)
def _state(municipality: str, limit: float, version: int) -> Overview | None:
    lengths = panels.lengths(municipality)
    if not lengths:
        return None
    panel = panels.panel(municipality, lengths[0], limit=limit)
    names = [None, *sorted({str(area) for area in panel.area if area})]
    late = _preliminary(municipality, lengths[0])
    held = _held_by_unit(municipality, panel, limit)
    rows = [_standing(panel, area, municipality, late, held) for area in names]
    judged = [*directions([rows[0].change]), *directions([row.change for row in rows[1:]])]
    whole, *areas = (replace(row, direction=found) for row, found in zip(rows, judged, strict=True))
    areas.sort(key=lambda row: -np.nan_to_num(row.weight, nan=-1))
    return Overview(lengths[0], weighted(panel).by, whole, tuple(areas))


def _standing(
    panel: Panel,
    area: str | None,
    municipality: str,
    preliminary: pd.DataFrame,
    held: np.ndarray,
) -> Standing:
    inside = np.ones(len(panel.unit), bool) if area is None else panel.area == area
    selected, base = members(panel, area=area), weighted(panel)
    known = np.flatnonzero((~np.isnan(base.weight[inside])).any(0))
    past = until(panel, int(known[-1])) if len(known) else panel
    found: dict[str, Any] = level(past, selected) if selected.any() else {}
    change = year_on_year(past, selected) if selected.any() else None
    series = trend(past, selected) if selected.any() else None
    rates, wants = _last_years(past, inside), held
    counted = ~np.isnan(rates) & (panel.hidden == "")
    has_target = counted & ~np.isnan(wants)
    days = series["lost_days"].tail(panel.per_year) if series is not None else pd.Series(dtype=float)
    whole_year = bool(found) and not np.isnan(found["last_pct"])
    return Standing(
        area=area,
        n_units=int((inside & (~np.isnan(base.weight)).any(1)).sum()),
        n_hidden=int((panel.hidden[inside] != "").sum()),
        level=found or dict.fromkeys(("last_pct", "last_like_pct", "before_pct", "change_pp"), np.nan),
        change=change,
        direction=Direction.NOT_KNOWN,
        latest=_latest(past, selected, inside, preliminary) if series is not None and len(known) else None,
        rolling=() if series is None else tuple(series["rolling_pct"].tail(YEARS_IN_SPARKLINE * panel.per_year)),
        lost_days=float(days.sum()) if whole_year and days.notna().all() else float("nan"),
        weight=float(np.nansum(base.part[selected, -panel.per_year :])) if selected.any() else float("nan"),
        short_share=_short_share(municipality, past, area, past.granularity) if whole_year else float("nan"),
        wanted=_wanted(municipality, past, area, found, change) if found else None,
        rates=tuple(rates[counted]),
        within=int((rates[has_target] <= wants[has_target]).sum()) if has_target.any() else None,
        held=int(has_target.sum()),
    )


def _last_years(panel: Panel, inside: np.ndarray) -> np.ndarray:
    """(U,) percent, the last 12 months of each unit of a row; NaN unless all of them are there, after any break."""
    base, year = weighted(panel), panel.per_year
    part, weight = base.part[:, -year:], base.weight[:, -year:]
    rates = np.full(len(panel.unit), np.nan)
    for area in set(panel.area[inside]):
        own = inside & (panel.area == area)
        if weight.shape[1] == year and len(set(era(panel, own)[-year:])) == 1:
            rates[own] = 100 * part[own].sum(1) / weight[own].sum(1)
    return rates


def _latest(panel: Panel, selected: np.ndarray, inside: np.ndarray, preliminary: pd.DataFrame) -> Latest:
    base, year = weighted(panel), panel.per_year
    now = ~np.isnan(base.weight[:, -1]) & selected
    rates = (float("nan"), float("nan"))
    stretch = era(panel, selected)
    if base.by is not None and len(panel.period) > year and stretch[-1] == stretch[-1 - year]:
        both = ~np.isnan(base.weight) & ~np.isnan(year_earlier(base.weight, year)) & selected[:, None]
        both = comparable(panel, both)[:, -1]
        if both.any():
            rates = (
                float(100 * base.part[both, -1].sum() / base.weight[both, -1].sum()),
                float(100 * base.part[both, -1 - year].sum() / base.weight[both, -1 - year].sum()),
            )
    own = preliminary["unit_id"].isin(panel.unit_id[inside])
    is_now = preliminary["period_start"].to_numpy().astype("datetime64[M]") == panel.period[-1]
    last_year = ~np.isnan(base.weight[:, -year:]) & selected[:, None]
    return Latest(
        start=panel.period[-1],
        rate_pct=rates[0],
        earlier_pct=rates[1],
        n_units=int(now.sum()),
        n_expected=int(last_year.sum(0).max()),
        preliminary=bool((own.to_numpy() & is_now).any()),
    )


def _short_share(municipality: str, panel: Panel, area: str | None, granularity: Granularity) -> float:
    """Percent of the lost days of the last 12 months; NaN unless short and long are known apart in all of them."""
    pair = ("short", "long")
    if pair not in parts.pairs(municipality, granularity):
        return float("nan")
    found = parts.parts(municipality, granularity, Place(area), pair, limit=panel.limit)
    if isinstance(found, parts.NoParts):
        return float("nan")
    first, last = panel.period[[-panel.per_year, -1]].astype("datetime64[s]")
    short, long = (found[part].set_index("period_start")["lost_days"][first:last] for part in pair)
    known = len(short) == panel.per_year and short.notna().all() and long.notna().all()
    whole = short.sum() + long.sum()
    return float(100 * short.sum() / whole) if known and whole else float("nan")


def _preliminary(municipality: str, granularity: Granularity) -> pd.DataFrame:
    return store.read("preliminary", municipality=municipality, granularity=granularity, part="total")


def _held_by_unit(municipality: str, panel: Panel, limit: float) -> np.ndarray:
    """(U,) the absence each unit is held against now, percent; NaN without a target in force."""
    if store.read("targets", municipality=municipality).empty or not len(panel.period):
        return np.full(len(panel.unit), np.nan)
    kinds = store.read("units", municipality=municipality).set_index("unit_id")["kind"].reindex(panel.unit_id)
    alike = pd.Series(list(zip(panel.area, kinds.fillna(""), strict=True))).astype("category")
    wants = [
        target_analysis.over_time(
            targets.held(municipality, panel.granularity, unit=int(unit), limit=limit).steps, panel.period[-1:]
        )[0]
        for unit in panel.unit_id[
            [int(np.argmax(alike.cat.codes == code)) for code in range(len(alike.cat.categories))]
        ]
    ]
    return np.array(wants)[alike.cat.codes]


def _wanted(
    municipality: str, panel: Panel, area: str | None, found: dict[str, Any], change: PooledChange | None
) -> Wanted | None:
    held = targets.held(municipality, panel.granularity, area=area, limit=panel.limit)
    step = target_analysis.current(held.steps, panel.period[-1])
    if step is None or np.isnan(step.absence_pct):
        return None
    last = found["last_pct"]
    reached = progress(last, step.absence_pct, change) if not np.isnan(last) else Progress.NO_RANGE
    return Wanted(step, held.of, float(last - step.absence_pct), reached)


def end_of(latest: Latest, granularity: Granularity) -> np.datetime64:
    """The last month of a period."""
    return latest.start + (MONTHS_IN[granularity] - 1)
