"""What a year will come to, from what it has come to so far: simple enough to be said in one sentence.

With last year's whole known, the year grows as it has grown so far against the same part of last year; that takes in
that the months of a year are not alike. Without it, the rest of the year goes on as the days so far have gone.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Forecast:
    """A year's total.

    total        what it will come to
    by           "last_year" or "days": the way it was reckoned
    growth_pct   change so far against the same part of last year, percent; None when that is not known
    """

    total: float
    by: str
    growth_pct: float | None


def growth_pct(so_far: float, last_year_so_far: float | None) -> float | None:
    """The change against the same part of the year before, percent; None without anything to compare with."""
    return 100 * (so_far / last_year_so_far - 1) if last_year_so_far else None


def forecast(
    so_far: float, counted_to: date, last_year_so_far: float | None = None, last_year: float | None = None
) -> Forecast:
    """The year of counted_to, from its first day through its last.

    so_far: from 1 January through counted_to. last_year_so_far: the same part of the year before; last_year: all of it.
    """
    grown = growth_pct(so_far, last_year_so_far)
    if last_year_so_far and last_year is not None:
        return Forecast(last_year * so_far / last_year_so_far, "last_year", grown)
    begun = (counted_to - date(counted_to.year, 1, 1)).days + 1
    whole = (date(counted_to.year + 1, 1, 1) - date(counted_to.year, 1, 1)).days
    return Forecast(so_far * whole / begun, "days", grown)
