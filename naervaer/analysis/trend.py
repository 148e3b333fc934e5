"""A rate over time: of one unit, an area, or the whole municipality, always summed days over summed days."""

import numpy as np
import pandas as pd

from naervaer.analysis.disclosure_control import entire
from naervaer.analysis.panel import Panel, weighted, year_earlier
from naervaer.model import MONTHS_IN, Granularity


TREND_COLUMNS = [
    "period_start",
    "rate_pct",
    "rolling_pct",
    "year_earlier_pct",
    "lost_days",
    "possible_days",
    "n_units",
    "n_expected",
]


def members(panel: Panel, *, unit_id: object = None, area: str | None = None) -> np.ndarray:
    """(U,) the units of a selection: one unit, one area, or (neither given) the municipality.

    Nothing is selected where the figure may not be shown: a hidden unit, or an area whose sum would give one away.
    """
    if unit_id is not None:
        return np.asarray((panel.unit_id == unit_id) & (panel.hidden == ""))
    if area in panel.hidden_areas:
        return np.zeros(len(panel.unit_id), bool)
    return np.ones(len(panel.unit_id), bool) if area is None else np.asarray(panel.area == area)


def era(panel: Panel, selected: np.ndarray, granularity: Granularity | None = None) -> np.ndarray:
    """(T,) which stretch between breaks each period lies in; figures of different stretches are never compared.

    A period that a break falls inside is a stretch of its own. granularity as for `trend`.
    """
    step = MONTHS_IN[granularity or panel.granularity]
    areas = set(panel.area[selected])
    since = np.unique([day for area, day in panel.breaks if area is None or area in areas]).astype("datetime64[M]")
    starts = _starts(panel, step)
    begun = np.searchsorted(since, starts, side="right")
    inside = np.searchsorted(since, starts + step - 1, side="right") - begun
    return np.asarray(begun + inside / 2)


def _starts(panel: Panel, step: int) -> np.ndarray:
    """First months of periods of `step` months, from the one that holds the panel's first."""
    if step == panel.step or not len(panel.period):
        return panel.period
    first, last = (int(day.astype(int)) // step * step for day in panel.period[[0, -1]])
    return np.arange(first, last + 1, step).astype("datetime64[M]")


def trend(panel: Panel, selected: np.ndarray, granularity: Granularity | None = None) -> pd.DataFrame:
    """TREND_COLUMNS, one row per period of the panel; rates in percent, NaN where nothing was reported.

    granularity: a longer period that the panel's are summed to; one of which a shorter one is missing is missing.

    rolling_pct is the last 12 months up to and with the period, NaN unless all of them are there; year_earlier_pct the
    same period one year before; n_units how many units the figure holds, n_expected how many it holds at most: where
    they differ the figure lacks units. Units that cannot be summed (no weight) give NaN unless one alone is selected.
    """
    length = granularity or panel.granularity
    part, weight, present = _summed(panel, *_sums(panel, selected), MONTHS_IN[length])
    stretch, per_year = era(panel, selected, length), 12 // MONTHS_IN[length]
    rate = _percent(part, weight)
    # Twelve months, or a year ago, on the other side of a break are figures of something else.
    whole_year = _rolling(present > 0, per_year) == per_year
    whole_year[per_year - 1 :] &= stretch[per_year - 1 :] == stretch[: max(0, len(stretch) - per_year + 1)]
    rolling = np.where(whole_year, _percent(_rolling(part, per_year), _rolling(weight, per_year)), np.nan)
    earlier = np.where(year_earlier(stretch, per_year) == stretch, year_earlier(rate, per_year), np.nan)
    days = weighted(panel).by == "possible_days"
    missing = np.full(len(rate), np.nan)
    columns = [
        _starts(panel, MONTHS_IN[length]).astype("datetime64[s]"),
        rate,
        rolling,
        earlier,
        np.where(present > 0, part, np.nan) if days else missing,
        np.where(present > 0, weight, np.nan) if days else missing,
        present,
        np.full(len(rate), present.max(initial=0)),
    ]
    return pd.DataFrame(dict(zip(TREND_COLUMNS, columns, strict=True)))


def level(panel: Panel, selected: np.ndarray) -> dict[str, object]:
    """The last 12 months of the panel against the 12 before.

    last_pct: all units, the last 12 months, percent. change_pp = last_like_pct - before_pct: only units and months that
    are there in both years, so that a unit that opened or closed is no change. first, last: months of the last 12
    (datetime64[s]). is_mean: of one unit that has percentages and nothing to weigh them by, it is the mean of the
    periods'. A figure is NaN unless all its periods have figures.
    """
    year, base = panel.per_year, weighted(panel)
    part, weight = (np.where(selected[:, None], values, np.nan) for values in (base.part, base.weight))
    if len(panel.period) < year or (base.by is None and selected.sum() != 1):
        nothing = dict.fromkeys(("last_pct", "last_like_pct", "before_pct", "change_pp"), np.nan)
        return {**nothing, "first": None, "last": None, "is_mean": False}
    stretch = era(panel, selected)
    one_year, two_years = (len(set(stretch[-length:])) == 1 for length in (year, 2 * year))
    both = ~np.isnan(weight) & ~np.isnan(year_earlier(weight, year)) & two_years
    both = comparable(panel, both)
    like = _last_year(part, weight, both, year)
    before = _last_year(year_earlier(part, year), year_earlier(weight, year), both, year)
    first, last = panel.period[-year], panel.period[-1] + panel.step - 1
    return {
        "last_pct": _last_year(part, weight, ~np.isnan(weight) & one_year, year),
        "last_like_pct": like,
        "before_pct": before,
        "change_pp": like - before,
        "first": first.astype("datetime64[s]"),
        "last": last.astype("datetime64[s]"),
        "is_mean": base.by is None and year > 1,
    }


def comparable(panel: Panel, both: np.ndarray) -> np.ndarray:
    """(U, T) of the unit-periods that have figures in both years, those whose sum gives no hidden unit away."""
    present = ~np.isnan(weighted(panel).weight)
    earlier = np.zeros_like(present)
    earlier[:, panel.per_year :] = present[:, : -panel.per_year]
    return entire(panel.block, both, present | earlier)


def _last_year(part: np.ndarray, weight: np.ndarray, used: np.ndarray, length: int) -> float:
    used = used[:, -length:]
    if not used.any(0).all():
        return float("nan")
    return float(100 * part[:, -length:][used].sum() / weight[:, -length:][used].sum())


def _sums(panel: Panel, selected: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    base = weighted(panel)
    part, weight = base.part[selected], base.weight[selected]
    if base.by is None and selected.sum() != 1:
        part, weight = np.full_like(part, np.nan), np.full_like(weight, np.nan)
    present = (~np.isnan(weight)).sum(0)
    return np.nansum(part, 0), np.nansum(weight, 0), present


def _summed(
    panel: Panel, part: np.ndarray, weight: np.ndarray, present: np.ndarray, step: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sums by periods of `step` months; nothing is there in one that lacks a shorter period."""
    if step == panel.step:
        return part, weight, present
    starts = _starts(panel, step)
    place = (panel.period - starts[:1]).astype(int) // step
    units = np.zeros(len(starts), present.dtype)
    np.maximum.at(units, place, present)
    whole = np.bincount(place, present > 0, len(starts)) == step // panel.step
    part, weight = (np.where(whole, np.bincount(place, values, len(starts)), 0.0) for values in (part, weight))
    return part, weight, np.where(whole, units, 0)


def _percent(part: np.ndarray, weight: np.ndarray) -> np.ndarray:
    return np.divide(100 * part, weight, out=np.full(part.shape, np.nan), where=weight > 0)


def _rolling(values: np.ndarray, length: int) -> np.ndarray:
    totals = np.concatenate([np.zeros(length), np.cumsum(values)])
    return np.asarray(totals[length:] - totals[:-length])
