"""Activities against their plan, and how many came."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd


@dataclass(frozen=True)
class Held:
    """Activities of a span of time.

    planned       were to be held in it and are not cancelled
    due           of these, those whose day has come by today
    held          held in it, planned or not
    cancelled     were to be held in it and were cancelled
    late          due and neither held nor cancelled
    invited, attended   summed over the held ones that have both numbers
    counted       how many those are
    """

    planned: int
    due: int
    held: int
    cancelled: int
    late: int
    invited: int
    attended: int
    counted: int

    @property
    def turnout_pct(self) -> float | None:
        """Summed attendance over summed invitations, percent; None where nobody was counted."""
        return 100 * self.attended / self.invited if self.invited else None


def held(activities: pd.DataFrame, today: date, first: date | None = None, last: date | None = None) -> Held:
    """The activities planned or held from first through last (None: any day).

    activities: planned_on, held_on, cancelled, invited, attended, as the query `activities` has them.
    """
    planned = pd.to_datetime(activities["planned_on"])
    done = pd.to_datetime(activities["held_on"])
    cancelled = activities["cancelled"].fillna(False).astype(bool)
    was_planned = _inside(planned, first, last)
    was_held = _inside(done, first, last)
    due = was_planned & ~cancelled & ((planned < pd.Timestamp(today)) | done.notna())
    counted = activities[was_held & activities["invited"].notna() & activities["attended"].notna()]
    return Held(
        planned=int((was_planned & ~cancelled).sum()),
        due=int(due.sum()),
        held=int(was_held.sum()),
        cancelled=int((was_planned & cancelled).sum()),
        late=int((due & done.isna()).sum()),
        invited=int(counted["invited"].sum()),
        attended=int(counted["attended"].sum()),
        counted=len(counted),
    )


def next_planned(activities: pd.DataFrame, today: date) -> date | None:
    """The day of the next activity that is neither held nor cancelled; None without one."""
    planned = pd.to_datetime(activities["planned_on"])
    open_ = activities["held_on"].isna() & ~activities["cancelled"].fillna(False).astype(bool)
    coming = planned[open_ & (planned >= pd.Timestamp(today))]
    return coming.min().date() if len(coming) else None


def half_year(day: date) -> tuple[date, date]:
    """First and last day of the half-year a day is in."""
    first = date(day.year, 1 if day.month <= 6 else 7, 1)
    return first, date(day.year, 6, 30) if first.month == 1 else date(day.year, 12, 31)


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return date(day.year - 1, day.month, day.day)


def per_unit(activities: pd.DataFrame, units: pd.DataFrame, months: int) -> dict[int, int]:
    """How many activities were held for each unit within so many months from its start.

    units: unit_id, start_date. An activity without units is everybody's.
    """
    done = activities.dropna(subset=["held_on"])
    days = [pd.Timestamp(day) for day in done["held_on"]]
    whom = [set(map(int, ids)) if ids is not None and not isinstance(ids, float) else set() for ids in done["unit_ids"]]
    counts = {}
    for unit in units.itertuples(index=False):
        start = pd.Timestamp(unit.start_date)
        end = start + pd.DateOffset(months=months)
        counts[int(unit.unit_id)] = sum(
            start <= day < end and (not ids or int(unit.unit_id) in ids) for day, ids in zip(days, whom, strict=True)
        )
    return counts


def _inside(days: pd.Series, first: date | None, last: date | None) -> pd.Series:
    inside = days.notna()
    if first is not None:
        inside &= days >= pd.Timestamp(first)
    if last is not None:
        inside &= days < pd.Timestamp(last) + timedelta(days=1)
    return inside
