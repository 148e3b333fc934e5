"""The store's rows as panels, masked, made once for each state of the store."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES, FREE, protect
from naervaer.analysis.panel import Panel, masked, weighted
from naervaer.analysis.panel import panel as panel_of
from naervaer.model import MONTHS_IN, Granularity


WHOLE = "total"  # the part that is all of the absence
KEPT = 16  # panels; one of 400 units and 120 months is about 2.5 MB


def lengths(municipality: str) -> list[Granularity]:
    """The lengths of period the municipality has comparable figures for, the shortest first."""
    return list(_lengths(municipality, store.figures_version()))


@lru_cache(maxsize=KEPT)
def _lengths(municipality: str, version: int) -> tuple[Granularity, ...]:
    found = store.read("granularities", municipality=municipality)
    known = {Granularity(name) for name in found.loc[found["part"] == "total", "granularity"]}
    return tuple(granularity for granularity in MONTHS_IN if granularity in known)


def panel(
    municipality: str,
    granularity: Granularity,
    initiative: int | None = None,
    *,
    limit: float = FEWEST_EMPLOYEES,
    part: str = WHOLE,
) -> Panel:
    """The municipality's panel; with an initiative, its units carry their starts.

    limit: fewest employees whose figures may be shown; FEWEST_OUTSIDE for what leaves the house. part: of the absence.
    """
    return _panel(municipality, granularity, initiative, limit, part, store.figures_version())


def hidden(municipality: str, *, limit: float = FEWEST_EMPLOYEES) -> frozenset[int]:
    """The unit_ids whose own figures may not be shown in periods of any length, nor in any part or initiative.

    Also those of units with too few people whose numbers stand in the series of another.
    """
    found = _blocks(municipality, limit, store.figures_version())
    return found.too_few | found.of.keys()


def unsized(municipality: str) -> int:
    """How many units are of unknown size: what is too small among them cannot be hidden."""
    return _blocks(municipality, FEWEST_EMPLOYEES, store.figures_version()).unsized


@dataclass(frozen=True)
class _Blocks:
    """Units that are only counted together, in figures of any length, part and initiative.

    of       unit_id to its block (analysis.panel.masked)
    too_few  unit_ids of units with too few people, also those without figures of their own
    unsized  how many units have figures and nothing that tells how many people work there
    """

    of: Mapping[int, int]
    too_few: frozenset[int]
    unsized: int


@lru_cache(maxsize=KEPT)
def _blocks(municipality: str, limit: float, version: int) -> _Blocks:
    """Formed of all figures at once; those of a stricter limit hold those of the common one whole."""
    sizes = store.read("unit_sizes", municipality=municipality)
    too_few = frozenset(sizes.loc[sizes["size"] < limit, "unit_id"].tolist())
    every = [_unmasked(municipality, length, None, WHOLE, version) for length in _lengths(municipality, version)]
    if not every:
        return _Blocks({}, too_few, 0)
    roster = pd.concat([one.roster().assign(size=one.size) for one in every]).groupby("unit_id")
    units = roster.agg({"area": "first", "size": "min"})
    ids, areas = units.index.to_numpy(), units["area"].to_numpy()
    taking_part = store.read("participations", municipality=municipality)
    alike = taking_part.groupby(["initiative_id", "start_date", "end_date"], dropna=False)["unit_id"]
    within = None
    if limit > FEWEST_EMPLOYEES:
        inside = _blocks(municipality, FEWEST_EMPLOYEES, version).of
        within = np.array([np.searchsorted(ids, inside[unit]) if unit in inside else FREE for unit in ids])
    block = protect(
        units["size"].to_numpy(float),
        np.hstack([_there(one, ids) for one in every]),
        [areas == name for name in set(areas)],
        limit,
        preferred=[np.isin(ids, own) for _, own in alike],
        within=within,
    )
    found = {int(unit): int(ids[own]) for unit, own in zip(ids, block, strict=True) if own != FREE}
    return _Blocks(found, too_few, int(units["size"].isna().sum()))


def _there(panel: Panel, ids: np.ndarray) -> np.ndarray:
    """(U, T) the unit-periods of the units `ids` that enter sums."""
    present = np.zeros((len(ids), len(panel.period)), bool)
    present[np.searchsorted(ids, panel.unit_id)] = ~np.isnan(weighted(panel).weight)
    return present


@lru_cache(maxsize=KEPT)
def _panel(
    municipality: str, granularity: Granularity, initiative: int | None, limit: float, part: str, version: int
) -> Panel:
    # What is masked for outside is masked for inside first: the figures are the same, and fewer.
    plain = (
        _panel(municipality, granularity, initiative, FEWEST_EMPLOYEES, part, version)
        if limit > FEWEST_EMPLOYEES
        else _unmasked(municipality, granularity, initiative, part, version)
    )
    lengths = _lengths(municipality, version)
    shorter = lengths[: lengths.index(granularity) + 1] if granularity in lengths else lengths
    beside = [length for length in shorter if length != granularity or part != WHOLE or initiative is not None]
    blocks = _blocks(municipality, limit, version).of
    found = masked(plain, limit, blocks, whole=bool(beside))
    for length in beside:
        found = _without_uneven(found, _panel(municipality, length, None, limit, WHOLE, version), blocks)
    return found


def _without_uneven(panel: Panel, beside: Panel, blocks: Mapping[int, int]) -> Panel:
    """The panel without periods in which `beside` has but some units of a block: what the two have of the same days
    would tell the others' by subtraction.
    """
    cells = np.zeros(panel.rate.shape, bool)
    members = pd.Series(blocks, dtype=int)
    present = ~np.isnan(weighted(beside).weight)
    for own, units in members.groupby(members):
        there = present[np.isin(beside.unit_id, units.index)]
        uneven = beside.period[there.any(0) & (there.sum(0) < len(units))]
        months = (uneven[:, None] - panel.period).astype(int)
        cells |= (panel.block == own)[:, None] & ((months >= 0) & (months < panel.step)).any(0)
    figures: dict[str, Any] = {
        name: np.where(cells, np.nan, getattr(panel, name)) for name in ("lost", "possible", "rate")
    }
    return replace(panel, **figures) if cells.any() else panel


@lru_cache(maxsize=KEPT)
def _unmasked(municipality: str, granularity: Granularity, initiative: int | None, part: str, version: int) -> Panel:
    rows = store.read("panel", municipality=municipality, granularity=granularity, part=part)
    if part != WHOLE:
        whole = store.read("panel", municipality=municipality, granularity=granularity, part=WHOLE)
        rows = _with_days_of_the_whole(rows, whole)
    taking_part = store.read("participations", municipality=municipality)
    starts = taking_part[taking_part["initiative_id"] == (-1 if initiative is None else initiative)]
    sizes = store.read("unit_sizes", municipality=municipality).set_index("unit_id")["size"].to_dict()
    breaks = _breaks(municipality)
    comparable = _on_the_side_of_the_start(rows, starts, breaks, MONTHS_IN[granularity])
    return panel_of(
        rows[comparable & ~_after_the_end(rows, starts)],
        starts,
        granularity=granularity,
        in_any_initiative=frozenset(taking_part["unit_id"]),
        limit=0,
        sizes=sizes,
        breaks=breaks,
    )


def _breaks(municipality: str) -> list[tuple[str | None, np.datetime64]]:
    rows = store.read("breaks", municipality=municipality)
    return [
        (None if pd.isna(area) else area, since)
        for area, since in zip(rows["area"], rows["since"].to_numpy().astype("datetime64[M]"), strict=True)
    ]


def _on_the_side_of_the_start(
    rows: pd.DataFrame, starts: pd.DataFrame, breaks: list[tuple[str | None, np.datetime64]], step: int
) -> pd.Series:
    """Which rows lie on the side of each break that the initiative began on: before and after are of one kind."""
    same = pd.Series(True, index=rows.index)
    began = starts["start_date"].min()
    if pd.isna(began):
        return same
    ends = rows["period_start"] + pd.DateOffset(months=step) if breaks else rows["period_start"]
    for area, since in breaks:
        first = pd.Timestamp(since)
        beside = rows["period_start"] >= first if began >= first else ends <= first
        same &= beside | (False if area is None else rows["area"] != area)
    return same


def _with_days_of_the_whole(rows: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Most sources give the possible days once, beside the whole absence; its parts are parts of the same days."""
    beside = rows.merge(whole, on=["unit_id", "period_start"], how="left", suffixes=("", "_of_whole"))
    days = {name: beside[name].fillna(beside[f"{name}_of_whole"]) for name in ("possible_days", "employees", "fte")}
    return rows.assign(**{name: values.to_numpy() for name, values in days.items()})


def _after_the_end(rows: pd.DataFrame, starts: pd.DataFrame) -> pd.Series:
    """Which rows lie after their unit had left the initiative for good: they are neither before nor after."""
    still_in = starts.loc[starts["end_date"].isna(), "unit_id"]
    left = starts[~starts["unit_id"].isin(still_in)].groupby("unit_id")["end_date"].max()
    return rows["period_start"] > left.reindex(rows["unit_id"]).to_numpy()
