"""The absence in its parts: short and long, self- and doctor-certified, intervals of days; never of two definitions."""

import re
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel
from naervaer.analysis.trend import members, trend
from naervaer.figures import definitions, panels
from naervaer.figures.trends import Place, base
from naervaer.model import Granularity


KEPT_LAID = 4  # pairs of panels; one of 400 units and 120 months is about 6 MB
KEPT = 32  # answers; one is some ten kilobytes
PAIRS = (("short", "long"), ("self", "doctor"))  # parts that make up the whole between them
INTERVAL = re.compile(r"days_(\d+)_(\d+|plus)")


class NoParts(StrEnum):
    """Why the parts are not shown."""

    HIDDEN = "hidden"
    DEFINITIONS = "definitions"


def pairs(municipality: str, granularity: Granularity) -> list[tuple[str, str]]:
    """The pairs of parts the municipality has figures for."""
    known = _known(municipality, granularity)
    return [pair for pair in PAIRS if known.issuperset(pair)]


def intervals(municipality: str, granularity: Granularity) -> tuple[str, ...]:
    """The intervals of days the municipality has figures for, the shortest first; empty without at least two."""
    starts = {part: int(match[1]) for part in _known(municipality, granularity) if (match := INTERVAL.fullmatch(part))}
    return tuple(sorted(starts, key=starts.__getitem__)) if len(starts) > 1 else ()


def _known(municipality: str, granularity: Granularity) -> frozenset[str]:
    return _parts_of(municipality, base(municipality, granularity), store.figures_version())


@lru_cache(maxsize=KEPT)
def _parts_of(municipality: str, granularity: Granularity, version: int) -> frozenset[str]:
    found = store.read("granularities", municipality=municipality)
    return frozenset(found.loc[found["granularity"] == granularity, "part"])


def parts(
    municipality: str,
    granularity: Granularity,
    place: Place,
    pair: tuple[str, ...],
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> dict[str, pd.DataFrame] | NoParts:
    """Each part's analysis.trend.trend of a place, over units and periods that have all of them; or why not."""
    return _parts(municipality, granularity, place, pair, limit, store.version())


@lru_cache(maxsize=KEPT)
def _parts(
    municipality: str, granularity: Granularity, place: Place, pair: tuple[str, ...], limit: float, version: int
) -> dict[str, pd.DataFrame] | NoParts:
    reported = base(municipality, granularity)
    if not _alike(municipality, reported, pair, version):
        return NoParts.DEFINITIONS
    total = panels.panel(municipality, reported, limit=limit)
    of = [panels.panel(municipality, reported, limit=limit, part=part) for part in pair]
    selected = members(total, unit_id=place.unit, area=place.area)
    if not selected.any() or not all(members(one, unit_id=place.unit, area=place.area).any() for one in of):
        return NoParts.HIDDEN
    laid = _laid(municipality, reported, pair, limit, version)
    both = np.logical_and.reduce([~np.isnan(one.rate) for one in laid])
    return {part: trend(_only(one, both), selected, granularity) for part, one in zip(pair, laid, strict=True)}


@lru_cache(maxsize=KEPT_LAID)
def _laid(
    municipality: str, granularity: Granularity, pair: tuple[str, ...], limit: float, version: int
) -> tuple[Panel, ...]:
    """The parts on the units and periods of the whole: the same for every place."""
    total = panels.panel(municipality, granularity, limit=limit)
    return tuple(_on(panels.panel(municipality, granularity, limit=limit, part=part), total) for part in pair)


MEASURED = ("lost", "possible", "rate", "employees", "fte")


def last_year(
    municipality: str, granularity: Granularity, unit_ids: frozenset[int], pair: tuple[str, str], *, limit: float
) -> tuple[float, float] | None:
    """Percent of each part in the newest 12 months of units that may all be shown; None where a month is missing."""
    if not _alike(municipality, granularity, pair, store.version()):
        return None
    total = panels.panel(municipality, granularity, limit=limit)
    laid = _laid(municipality, granularity, pair, limit, store.version())
    both = ~np.isnan(laid[0].rate) & ~np.isnan(laid[1].rate)
    selected = np.isin(total.unit_id, list(unit_ids)) & (total.hidden == "")
    newest = [trend(_only(one, both), selected)["rolling_pct"].tail(1) for one in laid]
    if any(rate.empty or rate.isna().all() for rate in newest):
        return None
    return float(newest[0].iloc[0]), float(newest[1].iloc[0])


def _on(part: Panel, total: Panel) -> Panel:
    """The part's figures on the units and periods of the whole."""
    rows = pd.Index(total.unit_id).get_indexer(part.unit_id)
    columns = pd.Index(total.period).get_indexer(part.period)
    there = np.ix_(rows >= 0, columns >= 0)

    def laid(values: np.ndarray) -> np.ndarray:
        found = np.full(total.rate.shape, np.nan)
        found[np.ix_(rows[rows >= 0], columns[columns >= 0])] = values[there]
        return found

    figures: dict[str, Any] = {name: laid(getattr(part, name)) for name in MEASURED}
    return replace(total, **figures)


def _only(panel: Panel, cells: np.ndarray) -> Panel:
    figures: dict[str, Any] = {name: np.where(cells, getattr(panel, name), np.nan) for name in MEASURED}
    return replace(panel, **figures)


@lru_cache(maxsize=KEPT)
def _alike(municipality: str, granularity: Granularity, pair: tuple[str, ...], version: int) -> bool:
    """Whether most numbers of all parts are of one definition; what nobody has said goes with any."""
    said = [
        definitions.main(store.read("definitions", municipality=municipality, granularity=granularity, part=part))
        for part in pair
    ]
    return not any(
        definitions.differs(one.get(name), other.get(name))
        for one, other in combinations(said, 2)
        for name in definitions.NAMES
    )
