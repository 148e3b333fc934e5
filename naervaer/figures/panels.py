"""The store's rows as panels, masked, made once for each state of the store."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel
from naervaer.analysis.panel import panel as masked_panel
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
    return _hidden(municipality, limit, store.figures_version())


@lru_cache(maxsize=KEPT)
def _hidden(municipality: str, limit: float, version: int) -> frozenset[int]:
    sizes = store.read("unit_sizes", municipality=municipality)
    found, before = frozenset(sizes.loc[sizes["size"] < limit, "unit_id"].tolist()), None
    while found != before:  # what is hidden in one length may want another hidden in the next
        before = found
        for granularity in _lengths(municipality, version):
            one = _masked(municipality, granularity, None, limit, WHOLE, found)
            found |= frozenset(one.unit_id[one.hidden != ""].tolist())
    return found


@lru_cache(maxsize=KEPT)
def _panel(
    municipality: str, granularity: Granularity, initiative: int | None, limit: float, part: str, version: int
) -> Panel:
    # A unit that protects another must be hidden wherever it could be looked up, not only beside the sum in question;
    # and nobody is protected by a unit that is hidden here and not elsewhere.
    unseen = _hidden(municipality, limit, version)
    found = _masked(municipality, granularity, initiative, limit, part, unseen)
    own = found.size < limit
    kept = own | np.isin(found.unit_id, list(unseen))
    return replace(found, hidden=np.where(kept, found.hidden, "").astype(object))


def _masked(
    municipality: str,
    granularity: Granularity,
    initiative: int | None,
    limit: float,
    part: str,
    already: frozenset[int],
) -> Panel:
    rows = store.read("panel", municipality=municipality, granularity=granularity, part=part)
    if part != WHOLE:
        whole = store.read("panel", municipality=municipality, granularity=granularity, part=WHOLE)
        rows = _with_days_of_the_whole(rows, whole)
    taking_part = store.read("participations", municipality=municipality)
    starts = taking_part[taking_part["initiative_id"] == (-1 if initiative is None else initiative)]
    sizes = store.read("unit_sizes", municipality=municipality).set_index("unit_id")["size"].to_dict()
    breaks = _breaks(municipality)
    comparable = _on_the_side_of_the_start(rows, starts, breaks, MONTHS_IN[granularity])
    return masked_panel(
        rows[comparable & ~_after_the_end(rows, starts)],
        starts,
        granularity=granularity,
        in_any_initiative=frozenset(taking_part["unit_id"]),
        limit=limit,
        sizes=sizes,
        breaks=breaks,
        together=[set(own) for _, own in taking_part.groupby("initiative_id")["unit_id"]],
        already=already,
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
