"""What was planned and done in an initiative, beside its verdict; worked out once for each state of the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from naervaer import store
from naervaer.analysis.activities import Held, held, next_planned
from naervaer.analysis.implementation import Implemented, Stage, degrees, in_place, plan_of
from naervaer.figures import panels
from naervaer.model import MONTHS_IN
from naervaer.programme import Programme
from naervaer.store import Details


KEPT = 256  # initiatives; one is some ten kilobytes


@dataclass(frozen=True, eq=False)
class Implementation:
    """What is known of how an initiative is carried out. Told apart by identity: one for each state of the store.

    programme   None where it follows none that is described
    details     the register's facts
    units       unit_id, unit, area, start_date, end_date (datetime, missing = open); one row per unit, its first start
    plan        unit_id, item, planned_on, reached_on, stage: every item of the programme in every unit
    assessed    unit_id, unit, item, assessed_on, degree_pct
    in_place    how many units have it in place
    activities  as the query `activities` has them
    held        the activities since the beginning
    """

    programme: Programme | None
    details: Details
    units: pd.DataFrame
    plan: pd.DataFrame
    assessed: pd.DataFrame
    in_place: Implemented
    activities: pd.DataFrame
    held: Held


@dataclass(frozen=True)
class Due:
    """The next day something is to happen: "step", "activity", "trial_end" or "decision"; item is a step's key."""

    day: date
    what: str
    item: str = ""


def implementation(municipality: str, initiative: int, today: date | None = None) -> Implementation:
    """How an initiative is carried out. today: the day it is seen from, by default today."""
    return _implementation(municipality, initiative, today or date.today(), store.version())


@lru_cache(maxsize=KEPT)
def _implementation(municipality: str, initiative: int, today: date, _: int) -> Implementation:
    known = _of(_by_initiative("initiatives", municipality), initiative)
    named = known["programme"].iloc[0] if len(known) else None
    programme = store.programme_of(None if pd.isna(named) else named, municipality)
    details = next(iter(store.rows(Details, municipality, initiative)), Details())
    taking_part = _of(_by_initiative("participations", municipality), initiative)
    units = taking_part.sort_values("start_date").drop_duplicates("unit_id").sort_values("unit")
    milestones = _of(_by_initiative("steps_reached", municipality), initiative)
    assessed = _of(_by_initiative("elements", municipality), initiative)
    activities = _of(_by_initiative("activities", municipality), initiative)
    items = [one.key for one in programme.plan] if programme else []
    items += [item for item in dict.fromkeys(milestones["item"]) if item not in items]
    plan = plan_of(milestones, units["unit_id"].tolist(), items, today)
    rated = degrees(assessed, [one.key for one in programme.elements] if programme else [])
    return Implementation(
        programme=programme,
        details=details,
        units=units.reset_index(drop=True),
        plan=plan,
        assessed=assessed.reset_index(drop=True),
        in_place=in_place(rated, plan, units["unit_id"].tolist()),
        activities=activities.reset_index(drop=True),
        held=held(activities, today),
    )


def _by_initiative(query: str, municipality: str) -> tuple[pd.DataFrame, Mapping[int, pd.DataFrame]]:
    """A query's rows by initiative, taken apart once: fifty initiatives would else go through all rows fifty times."""
    return _apart(query, municipality, store.version())


@lru_cache(maxsize=KEPT)
def _apart(query: str, municipality: str, _: int) -> tuple[pd.DataFrame, Mapping[int, pd.DataFrame]]:
    rows = store.read(query, municipality=municipality)
    return rows.head(0), {int(key): group for key, group in rows.groupby("initiative_id")}


def _of(apart: tuple[pd.DataFrame, Mapping[int, pd.DataFrame]], initiative: int) -> pd.DataFrame:
    nothing, known = apart
    return known.get(initiative, nothing)


@lru_cache(maxsize=KEPT)
def next_due(found: Implementation, today: date) -> Due | None:
    """The next thing that is planned from today on; None when nothing is."""
    coming = [
        Due(day, "step", item)
        for day, item, stage in zip(found.plan["planned_on"], found.plan["item"], found.plan["stage"], strict=True)
        if stage == Stage.PLANNED
    ]
    activity = next_planned(found.activities, today)
    details = found.details
    days = [("activity", activity), ("trial_end", details.trial_end)]
    days += [("decision", details.decision_on)] if details.decision is None else []
    coming += [Due(day, what) for what, day in days if day is not None and day >= today]
    return min(coming, key=lambda due: due.day, default=None)


@lru_cache(maxsize=KEPT)
def late(found: Implementation, today: date) -> int:
    """How many steps, activities and decisions have had their day and are not done."""
    decision = found.details.decision_on
    undecided = decision is not None and decision < today and found.details.decision is None
    return int((found.plan["stage"] == Stage.LATE).sum()) + found.held.late + int(undecided)


@lru_cache(maxsize=KEPT)
def status(found: Implementation, today: date) -> str:
    """Whether an initiative is "planned", "running", "ended" (every unit has left) or "closed" (and evaluated)."""
    if found.details.closed_on is not None:
        return "closed"
    if found.units.empty:  # organisations may act without units
        return "running" if found.held.held else "planned"
    if found.units["start_date"].min() > pd.Timestamp(today):
        return "planned"
    ends = found.units["end_date"]
    return "ended" if ends.notna().all() and ends.max() < pd.Timestamp(today) else "running"


def last_data(municipality: str, today: date) -> int | None:
    """Days since the end of the newest month (or longer period) with figures; None without any."""
    lengths = panels.lengths(municipality)
    if not lengths:
        return None
    found = store.read("granularities", municipality=municipality)
    newest = found.loc[(found["granularity"] == lengths[0]) & (found["part"] == "total"), "last_period"].max()
    end = newest + pd.DateOffset(months=MONTHS_IN[lengths[0]])
    return max(0, (pd.Timestamp(today) - end).days)
