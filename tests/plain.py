"""Every comparison once more, slowly: plain loops over plain rows, no arrays, no queries. Fast and slow must agree."""

import math
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


def rule_of_baseline(history, start):
    """Months that tell a unit's usual level, for a window from the start on: by how many months of history it has."""
    if history >= 36:
        return range(start - 60, start)
    return range(start - 72, start - 12) if history >= 24 else range(0)


def observed_expected(lost, possible, start, last=10**6, by_rule=False):
    """Observed minus expected per possible day, its clustered error and the number of units.

    Lists of lists; possible 0 = missing. Months with five not-started units or more; the window from the start to
    `last` months after. Every unit's whole time before its start is its baseline, or (by_rule) what the rule says.
    """
    units, months = range(len(lost)), range(len(lost[0]))
    before = {(i, t) for i in units for t in months if possible[i][t] > 0 and t < start[i]}
    usable = [t for t in months if sum((i, t) in before for i in units) >= 5]
    before = {(i, t) for i, t in before if t in usable}
    month, unit = dict.fromkeys(usable, 1.0), {}
    for _ in range(1000):
        for i in {i for i, _ in before}:
            mine = [t for t in usable if (i, t) in before]
            unit[i] = sum(lost[i][t] for t in mine) / sum(possible[i][t] * month[t] for t in mine)
        for t in usable:
            there = [i for i in units if (i, t) in before]
            month[t] = sum(lost[i][t] for i in there) / sum(possible[i][t] * unit[i] for i in there)
    after = {i: [t for t in usable if 0 <= t - start[i] <= last and possible[i][t] > 0] for i in unit}
    quiet = {i: [t for t in usable if (i, t) in before] for i in unit}
    if by_rule:
        history = {i: sum(1 for t in months if t < start[i] and possible[i][t] > 0) for i in unit}
        quiet = {i: [t for t in quiet[i] if t in rule_of_baseline(history[i], start[i])] for i in unit}
    judged = [i for i in unit if after[i] and (len(quiet[i]) >= 12 or not by_rule)]
    level = {i: sum(lost[i][t] for t in quiet[i]) / sum(possible[i][t] * month[t] for t in quiet[i]) for i in judged}
    whole = sum(possible[i][t] for i in judged for t in after[i])
    expected = {i: sum(level[i] * possible[i][t] * month[t] for t in after[i]) for i in judged}
    gap = {i: sum(lost[i][t] for t in after[i]) - expected[i] for i in judged}
    effect = sum(gap.values()) / whole
    fitted = {(i, t): possible[i][t] * unit[i] * month[t] for i, t in before}
    of_unit = {i: sum(fitted.get((i, t), 0) for t in usable) for i in unit}
    information = [
        [
            (sum(fitted.get((i, s), 0) for i in unit) if s == t else 0)
            - sum(fitted.get((i, s), 0) * fitted.get((i, t), 0) / of_unit[i] for i in unit)
            for t in usable
        ]
        for s in usable
    ]
    pull = []
    for t in usable:
        total = 0.0
        for i in judged:
            scale = sum(possible[i][s] * month[s] for s in quiet[i])
            total += level[i] * possible[i][t] * month[t] if t in after[i] else 0
            total -= expected[i] * possible[i][t] * month[t] / scale if t in quiet[i] else 0
        pull.append(-total / whole)
    # The first month with information stays where it is: all months up together change nothing.
    fixed = next(place for place, t in enumerate(usable) if month[t] > 0)
    free = [place for place, t in enumerate(usable) if place != fixed and month[t] > 0]
    moved = solved([[information[a][b] for b in free] for a in free], [pull[a] for a in free])
    step = dict(zip((usable[place] for place in free), moved, strict=True))
    squares = 0.0
    for i in unit:
        own = (gap[i] - effect * sum(possible[i][t] for t in after[i])) / whole if i in judged else 0
        common = sum((lost[i][t] - fitted[i, t]) * step.get(t, 0) for t in usable if (i, t) in before)
        squares += (own + common) ** 2
    n = len(judged)
    return {"effect": effect, "se": (n / (n - 1) * squares) ** 0.5 if n > 1 else None, "n": n}


def solved(matrix, right):
    """The solution of a square system by elimination with pivoting."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for other in range(len(rows)):
            if other != column:
                share = rows[other][column] / rows[column][column]
                rows[other] = [a - share * b for a, b in zip(rows[other], rows[column], strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]


def funnel(days):
    """Where each unit lies among the others: unit -> (lost, possible) gives unit -> its place; the arcsine scale."""
    centre = math.asin(
        math.sqrt(sum(lost for lost, _ in days.values()) / sum(possible for _, possible in days.values()))
    )
    z = {
        unit: 2 * math.sqrt(possible) * (math.asin(math.sqrt(lost / possible)) - centre)
        for unit, (lost, possible) in days.items()
    }
    spread = max(1.0, sum(value**2 for value in z.values()) / len(z)) ** 0.5
    places = {}
    for unit, value in z.items():
        far = abs(value) / spread
        places[unit] = "stands_out" if far > 3.0902323 else "maybe_chance" if far > 1.9599640 else "usual"
    return places


def last_year(rows, units, end):
    """Percent of the units' days lost in the twelve months up to and with `end`; None unless each month has figures."""
    months = range(end - 11, end + 1)
    chosen = [row for row in rows if row.unit in units and row.month in months]
    if {row.month for row in chosen} != set(months):
        return None
    return 100 * sum(row.lost for row in chosen) / sum(row.possible for row in chosen)


def year_on_year(rows, units, end):
    """Change in points from the twelve months before, like months of like units only, and its error by unit."""
    sides = {}
    for unit in units:
        there = {row.month for row in rows if row.unit == unit}
        after = [month for month in range(end - 11, end + 1) if month in there and month - 12 in there]
        if after:
            sides[unit] = (*total(rows, unit, [month - 12 for month in after]), *total(rows, unit, after))
    lost0, possible0, lost1, possible1 = (sum(side[place] for side in sides.values()) for place in range(4))
    squares = sum(
        ((side[2] - lost1 / possible1 * side[3]) / possible1 - (side[0] - lost0 / possible0 * side[1]) / possible0) ** 2
        for side in sides.values()
    )
    n = len(sides)
    return 100 * (lost1 / possible1 - lost0 / possible0), 100 * (n / (n - 1) * squares) ** 0.5


def year_of_each(rows, units, end):
    """unit -> percent in the twelve months, of units that have figures in each of them."""
    found = {}
    for unit in units:
        months = {row.month for row in rows if row.unit == unit}
        if all(month in months for month in range(end - 11, end + 1)):
            found[unit] = last_year(rows, {unit}, end)
    return found


def rolling_year(rows):
    """month ("2020-05") -> percent of the twelve months up to it, where all are there; rows: month, lost, possible."""
    known = sorted({month for month, _, _ in rows})
    every = [
        f"{year}-{month:02}" for year in range(int(known[0][:4]), int(known[-1][:4]) + 1) for month in range(1, 13)
    ]
    found = {}
    for place in range(11, len(every)):
        span = every[place - 11 : place + 1]
        if all(month in known for month in span):
            days = [(lost, possible) for month, lost, possible in rows if month in span]
            found[every[place]] = 100 * sum(lost for lost, _ in days) / sum(possible for _, possible in days)
    return found


def half_years(rows):
    """First month of a half-year -> percent, where all six months are there."""
    found = {}
    for year in sorted({month[:4] for month, _, _ in rows}):
        for first in (1, 7):
            span = [f"{year}-{month:02}" for month in range(first, first + 6)]
            days = [(lost, possible) for month, lost, possible in rows if month in span]
            if {month for month, _, _ in rows} >= set(span):
                found[span[0]] = 100 * sum(lost for lost, _ in days) / sum(possible for _, possible in days)
    return found
