"""Every comparison once more, slowly: plain loops over plain rows, no arrays, no queries. Fast and slow must agree."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One unit-month. month counts from any fixed month; start likewise, None = not started."""

    unit: str
    month: int
    lost: float
    possible: float
    start: int | None = None
    elsewhere: bool = False  # takes part in another initiative


def like_months(rows, unit, start):
    """The months of the first year after `start` in which the unit has figures that month and the same month before."""
    there = {row.month for row in rows if row.unit == unit}
    return [month for month in range(start, start + 12) if month in there and month - 12 in there]


def total(rows, unit, months):
    """Lost and possible days of one unit, summed over the months."""
    chosen = [row for row in rows if row.unit == unit and row.month in months]
    return sum(row.lost for row in chosen), sum(row.possible for row in chosen)


def before_after(rows):
    """unit -> (percent before, percent after) for every started unit with at least six like months."""
    answer = {}
    for unit, start in {row.unit: row.start for row in rows if row.start is not None}.items():
        after = like_months(rows, unit, start)
        if len(after) >= 6:
            before = [month - 12 for month in after]
            sides = [total(rows, unit, months) for months in (before, after)]
            answer[unit] = tuple(100 * lost / possible for lost, possible in sides)
    return answer


def pooled(rows):
    """(percent before, percent after) of all units that before_after judges."""
    sums = [0.0] * 4
    starts = {row.unit: row.start for row in rows}
    for unit in before_after(rows):
        after = like_months(rows, unit, starts[unit])
        days = (*total(rows, unit, [month - 12 for month in after]), *total(rows, unit, after))
        sums = [a + b for a, b in zip(sums, days, strict=True)]
    return 100 * sums[0] / sums[1], 100 * sums[2] / sums[3]


def rest(rows):
    """(percent before, percent after) of the units in no initiative, over the months of each judged start."""
    judged = before_after(rows)
    sums = [0.0] * 4
    started = {row.unit: row.start for row in rows if row.start is not None}
    for start in {started[unit] for unit in judged}:
        months = {
            month for unit in started if started[unit] == start for month in like_months(rows, unit, started[unit])
        }
        for unit in {row.unit for row in rows if row.start is None and not row.elsewhere}:
            after = [month for month in like_months(rows, unit, start) if month in months]
            days = (*total(rows, unit, [month - 12 for month in after]), *total(rows, unit, after))
            sums = [a + b for a, b in zip(sums, days, strict=True)]
    return (100 * sums[0] / sums[1], 100 * sums[2] / sums[3]) if sums[1] else None
