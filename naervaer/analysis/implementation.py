"""What was planned and what was done, unit by unit: steps and services by their dates, elements by their degree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd


# A unit has an initiative in place when its elements are in use to this degree on average: effects have been found from
# about 60 percent up, and few programmes come above 80 (Durlak & DuPre 2008, American Journal of Community Psychology
# 41:327).
IN_PLACE_PCT = 60.0

# Degrees that people choose between, in percent; each has its words.
LEVELS = (0, 25, 50, 75, 100)


class Stage(StrEnum):
    """Where one step, element or service is in one unit."""

    REACHED = "reached"
    REACHED_LATE = "reached_late"
    LATE = "late"
    PLANNED = "planned"
    NOT_PLANNED = "not_planned"
    DROPPED = "dropped"


DONE = (Stage.REACHED, Stage.REACHED_LATE)


def stage(planned_on: date | None, reached_on: date | None, dropped: bool, today: date) -> Stage:
    """A dropped one is neither late nor done; one that was reached after its day is done, and says so."""
    if dropped:
        return Stage.DROPPED
    if reached_on is not None:
        return Stage.REACHED_LATE if planned_on is not None and reached_on > planned_on else Stage.REACHED
    if planned_on is None:
        return Stage.NOT_PLANNED
    return Stage.LATE if planned_on < today else Stage.PLANNED


def plan_of(milestones: pd.DataFrame, units: Sequence[int], items: Sequence[str], today: date) -> pd.DataFrame:
    """Every item in every unit: unit_id, item, planned_on, reached_on, stage, in the order given.

    milestones: unit_id (missing = all of them), item, planned_on, reached_on, dropped. What is said of one unit rules
    over what is said of all.
    """
    said = {
        (None if pd.isna(row.unit_id) else int(row.unit_id), row.item): row
        for row in milestones.itertuples(index=False)
    }
    rows = []
    for unit in units:
        for item in items:
            row = said.get((unit, item)) or said.get((None, item))
            planned, reached = (_day(row.planned_on), _day(row.reached_on)) if row else (None, None)
            now = stage(planned, reached, bool(row.dropped) if row else False, today)
            rows.append((unit, item, planned, reached, now))
    return pd.DataFrame(rows, columns=["unit_id", "item", "planned_on", "reached_on", "stage"]).astype(
        {"planned_on": object, "reached_on": object}
    )


def complete(plan: pd.DataFrame) -> dict[int, bool]:
    """Units to whether they have reached all that was not dropped; units that nothing is said of are left out."""
    told = plan[plan["stage"] != Stage.NOT_PLANNED]
    asked = plan[(plan["stage"] != Stage.DROPPED) & plan["unit_id"].isin(told["unit_id"])]
    done = asked["stage"].isin(DONE).groupby(asked["unit_id"]).all()
    return {int(unit): bool(all_done) for unit, all_done in done.items()}


def degrees(assessed: pd.DataFrame, items: Sequence[str], day: date | None = None) -> pd.DataFrame:
    """The newest degree of each element in each unit by a day (None: ever): unit_id by item, percent or NaN.

    assessed: unit_id, item, assessed_on, degree_pct.
    """
    known = assessed.dropna(subset=["degree_pct"])
    if day is not None:
        known = known[pd.to_datetime(known["assessed_on"]) <= pd.Timestamp(day)]
    newest = known.sort_values("assessed_on").drop_duplicates(["unit_id", "item"], keep="last")
    return newest.pivot(index="unit_id", columns="item", values="degree_pct").reindex(columns=list(items))


@dataclass(frozen=True)
class Implemented:
    """How many units have an initiative in place.

    units     with anything said of them
    in_place  of them
    of        all units that take part
    mean_pct  degree in the middle of units and elements that were assessed; None where there are no degrees
    """

    units: int
    in_place: int
    of: int
    mean_pct: float | None = None


def in_place(degree: pd.DataFrame, plan: pd.DataFrame, units: Iterable[int]) -> Implemented:
    """By degrees where the units have any, else by steps and services: a unit has it in place when all are reached."""
    among = list(dict.fromkeys(units))
    rated = degree[degree.index.isin(among)].dropna(how="all")
    if len(rated):
        # An element that nobody has assessed is not in use as far as anyone knows.
        means = rated.fillna(0).mean(axis=1)
        return Implemented(len(rated), int((means >= IN_PLACE_PCT).sum()), len(among), float(rated.stack().mean()))
    done = {unit: all_done for unit, all_done in complete(plan).items() if unit in among}
    return Implemented(len(done), sum(done.values()), len(among))


def _day(value: object) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()
