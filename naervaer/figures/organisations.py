"""The organisations of an initiative: what each has held and delivered, against the year before, and its forecast."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from naervaer import store
from naervaer.analysis.activities import half_year, year_before
from naervaer.analysis.forecast import Count, Forecast, delivered, forecast
from naervaer.figures.implementation import implementation
from naervaer.model import spelling_key
from naervaer.store import Organisation, Volume


@dataclass(frozen=True)
class Delivery:
    """What an organisation has delivered of one kind, as it has counted it by the newest day.

    first, counted_to  the span: from 1 January where that is known, else as it was counted
    done, before       in the span, and in the same span a year earlier (None: not known)
    planned            for the span, by its own plan
    expected           for the whole year, by its own reckoning
    forecast           for the whole year, by ours; None when the year is over, or its beginning is not known
    """

    organisation: str
    kind: str
    first: date
    counted_to: date
    done: float
    before: float | None
    planned: float | None
    expected: float | None
    forecast: Forecast | None


@dataclass(frozen=True)
class InHalfYear:
    """One kind in a half-year up to counted_to, and in the same span a year earlier (None: not known)."""

    kind: str
    counted_to: date
    done: float
    before: float | None


def organisations(municipality: str, initiative: int) -> tuple[str, ...]:
    """The names of those that report, by name."""
    return tuple(sorted(one.organisation for one in store.rows(Organisation, municipality, initiative)))


def organisations_not_listed(municipality: str, initiative: int) -> tuple[str, ...]:
    """Organisations that activities and counts speak of, and that are not among those that report."""
    counted = [one.organisation for one in store.rows(Volume, municipality, initiative)]
    acting = implementation(municipality, initiative).activities["organisation"].dropna()
    named = {spelling_key(one): one for one in [*counted, *acting]}
    listed = {spelling_key(one) for one in organisations(municipality, initiative)}
    return tuple(sorted(name for key, name in named.items() if key and key not in listed))


def activities_of(activities: pd.DataFrame, organisation: str) -> pd.DataFrame:
    """The activities that are the organisation's own."""
    key = spelling_key(organisation)
    own = [isinstance(name, str) and spelling_key(name) == key for name in activities["organisation"]]
    return activities[pd.Series(own, activities.index, dtype=bool)]


def counts_of(reported: Iterable[Volume], organisation: str, until: date | None = None) -> list[Volume]:
    """What the organisation has reported; until: only what it had counted by that day, and plans."""
    key = spelling_key(organisation)
    return [
        one
        for one in reported
        if spelling_key(one.organisation) == key and (until is None or one.done is None or one.counted_to <= until)
    ]


def deliveries(reported: Sequence[Volume]) -> list[Delivery]:
    """For each organisation and kind how it stands by the newest day it was counted."""
    newest: dict[tuple[str, str], Volume] = {}
    for one in reported:
        place = (spelling_key(one.organisation), one.kind)
        if one.done is not None and (place not in newest or _newer(one, newest[place])):
            newest[place] = one
    return [_delivery(one, _own(reported, one.organisation, one.kind)) for one in newest.values()]


def _newer(one: Volume, than: Volume) -> bool:
    return (one.counted_to, than.period_start) > (than.counted_to, one.period_start)


def _delivery(newest: Volume, own: Sequence[Volume]) -> Delivery:
    counts, until = _counts(own), newest.counted_to
    new_year, last_day = date(until.year, 1, 1), date(until.year, 12, 31)
    so_far = delivered(counts, new_year, until)
    first = newest.period_start if so_far is None else new_year
    done = delivered(counts, first, until)
    plan = {(one.period_start, one.counted_to): one.planned for one in own}
    return Delivery(
        organisation=newest.organisation,
        kind=newest.kind,
        first=first,
        counted_to=until,
        done=newest.done or 0.0 if done is None else done,
        before=delivered(counts, year_before(first), year_before(until)),
        planned=plan.get((first, until)),
        expected=plan.get((new_year, last_day)) if until < last_day else None,
        forecast=forecast(counts, until) if until < last_day else None,
    )


def in_half_year(own: Sequence[Volume], first: date) -> list[InHalfYear]:
    """An organisation's counts in the half-year that begins on a day; a kind it has not counted there is left out."""
    last, found = half_year(first)[1], []
    for kind in dict.fromkeys(one.kind for one in own):
        counts = _counts(_own(own, own[0].organisation, kind))
        until = max((one.last for one in counts if first <= one.last <= last), default=None)
        done = None if until is None else delivered(counts, first, until)
        if until is not None and done is not None:
            before = delivered(counts, year_before(first), year_before(until))
            found.append(InHalfYear(kind, until, done, before))
    return found


def _own(reported: Iterable[Volume], organisation: str, kind: str) -> list[Volume]:
    return [one for one in counts_of(reported, organisation) if one.kind == kind]


def _counts(own: Iterable[Volume]) -> list[Count]:
    return [Count(one.period_start, one.counted_to, one.done) for one in own if one.done is not None]
