"""A rate over time: of one unit, an area, or the whole municipality, always summed days over summed days."""

import numpy as np
import pandas as pd

from naervaer.analysis.panel import Panel, weighted, year_earlier


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


def trend(panel: Panel, selected: np.ndarray) -> pd.DataFrame:
    """TREND_COLUMNS, one row per period of the panel; rates in percent, NaN where nothing was reported.

    rolling_pct is the last 12 months up to and with the period, NaN unless all of them are there; year_earlier_pct the
    same period one year before; n_units how many units the figure holds, n_expected how many it holds at most: where
    they differ the figure lacks units. Units that cannot be summed (no weight) give NaN unless one alone is selected.
    """
    part, weight, present = _sums(panel, selected)
    rate = _percent(part, weight)
    whole_year = _rolling(present > 0, panel.per_year) == panel.per_year
    rolling = np.where(whole_year, _percent(_rolling(part, panel.per_year), _rolling(weight, panel.per_year)), np.nan)
    days = weighted(panel).by == "possible_days"
    missing = np.full(len(rate), np.nan)
    columns = [
        panel.period.astype("datetime64[s]"),
        rate,
        rolling,
        year_earlier(rate, panel.per_year),
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
    (datetime64[s]). A figure is NaN unless all its periods have figures.
    """
    year, base = panel.per_year, weighted(panel)
    part, weight = (np.where(selected[:, None], values, np.nan) for values in (base.part, base.weight))
    if len(panel.period) < year or (base.by is None and selected.sum() != 1):
        nothing = dict.fromkeys(("last_pct", "last_like_pct", "before_pct", "change_pp"), np.nan)
        return {**nothing, "first": None, "last": None}
    both = ~np.isnan(weight) & ~np.isnan(year_earlier(weight, year))
    like = _last_year(part, weight, both, year)
    before = _last_year(year_earlier(part, year), year_earlier(weight, year), both, year)
    first, last = panel.period[[-year, -1]].astype("datetime64[s]")
    return {
        "last_pct": _last_year(part, weight, ~np.isnan(weight), year),
        "last_like_pct": like,
        "before_pct": before,
        "change_pp": like - before,
        "first": first,
        "last": last,
    }


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


def _percent(part: np.ndarray, weight: np.ndarray) -> np.ndarray:
    return np.divide(100 * part, weight, out=np.full(part.shape, np.nan), where=weight > 0)


def _rolling(values: np.ndarray, length: int) -> np.ndarray:
    totals = np.concatenate([np.zeros(length), np.cumsum(values)])
    return np.asarray(totals[length:] - totals[:-length])
