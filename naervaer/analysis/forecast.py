"""What organisations have delivered by a day, and what their year will come to: simple enough for one sentence.

Counts are reported for the spans people have: a half-year, a year, or so far. They lie end to end or inside each other,
so that what is known of one span follows from others: the second half-year is the year less the first.

A year is forecast to be spread over its months as the earlier years were, which takes in that the months are not alike.
Where no earlier year can tell, the rest of the year goes on as the days so far have gone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


# Inside a span counted whole the days are taken to be alike; in more than a half-year there is too much season.
LONGEST_ALIKE = 184
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Count:
    """What was done from first through last."""

    first: date
    last: date
    done: float


@dataclass(frozen=True)
class Forecast:
    """A year's total.

    total      what it will come to
    by         "years" as it was spread in `years`, or "days" as the days so far have gone
    years      the earlier years it leans on, the oldest first
    low, high  the least and the most that any single one of several earlier years gives; else None
    """

    total: float
    by: str
    years: tuple[int, ...] = ()
    low: float | None = None
    high: float | None = None


def known_by(counts: Iterable[Count], first: date) -> dict[date, float]:
    """What was done from first up to (not with) each day that the counts reach, forwards and backwards."""
    counted = list(counts)
    edges: dict[date, list[tuple[date, float]]] = {}
    for one in counted:
        end = one.last + ONE_DAY
        edges.setdefault(one.first, []).append((end, one.done))
        edges.setdefault(end, []).append((one.first, -one.done))
    known, waiting = {first: 0.0}, [first]
    while waiting:  # the fewest steps first, so that a span that was counted is that count
        here = waiting.pop(0)
        for there, done in edges.get(here, []):
            if there not in known:
                known[there] = known[here] + done
                waiting.append(there)
    return known


def delivered(counts: Iterable[Count], first: date, last: date) -> float | None:
    """What was done from first through last; None where the counts do not say."""
    done = known_by(counts, first).get(last + ONE_DAY)
    return None if done is None or done < 0 else done


def growth_pct(now: float, before: float | None) -> float | None:
    """The change against the same span of the year before, percent; None without anything to compare with."""
    return 100 * (now / before - 1) if before else None


def forecast(counts: Iterable[Count], counted_to: date) -> Forecast | None:
    """The year of counted_to, from its first day through its last; None where what was done so far is not known."""
    counted = list(counts)
    so_far = delivered(counted, date(counted_to.year, 1, 1), counted_to)
    if so_far is None:
        return None
    earlier = {
        year: share
        for year in sorted({one.first.year for one in counted if one.first.year < counted_to.year})
        if (share := _so_far_and_whole(counted, year, counted_to)) is not None
    }
    if earlier:
        part, whole = (sum(values) for values in zip(*earlier.values(), strict=True))
        alone = [so_far * whole / part for part, whole in earlier.values()]
        ends = (min(alone), max(alone)) if len(alone) > 1 else (None, None)
        return Forecast(so_far * whole / part, "years", tuple(earlier), *ends)
    begun = (counted_to - date(counted_to.year, 1, 1)).days + 1
    in_year = (date(counted_to.year + 1, 1, 1) - date(counted_to.year, 1, 1)).days
    return Forecast(so_far * in_year / begun, "days")


def _so_far_and_whole(counts: list[Count], year: int, counted_to: date) -> tuple[float, float] | None:
    """An earlier year up to the same day, and all of it; None where either is not known or was nothing."""
    known = known_by(counts, date(year, 1, 1))
    whole = known.get(date(year + 1, 1, 1))
    leap_day = (counted_to.month, counted_to.day) == (2, 29)
    part = _at(known, counted_to.replace(year=year, day=28 if leap_day else counted_to.day) + ONE_DAY)
    return (part, whole) if part and whole and whole > 0 else None


def _at(known: Mapping[date, float], day: date) -> float | None:
    """What was done up to a day; between two days that are known, its share of the days between them."""
    if day in known:
        return known[day]
    before, after = (
        max((one for one in known if one < day), default=None),
        min((one for one in known if one > day), default=None),
    )
    if before is None or after is None or (after - before).days > LONGEST_ALIKE:
        return None
    return known[before] + (known[after] - known[before]) * (day - before).days / (after - before).days
