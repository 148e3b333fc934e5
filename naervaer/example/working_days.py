"""The days on which a full-time employee is expected at work, month by month, in Norway and Denmark."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray


# Days from Easter Sunday: Maundy Thursday, Good Friday, Easter Monday, Ascension Day, Whit Monday.
AROUND_EASTER = (-3, -2, 1, 39, 50)
GREAT_PRAYER_DAY = 26  # fourth Friday after Easter; a Danish day off for the last time in 2023
FIXED = {
    "NO": ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26)),
    "DK": ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26)),
}


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    correction = (8 * century + 13) // 25
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def days_off(year: int, country: str) -> list[date]:
    """The public holidays of a year that may fall on a weekday; country is "NO" or "DK"."""
    easter = easter_sunday(year)
    distances = [*AROUND_EASTER, GREAT_PRAYER_DAY] if country == "DK" and year <= 2023 else AROUND_EASTER
    return [date(year, *day) for day in FIXED[country]] + [easter + timedelta(days=distance) for distance in distances]


def is_working_day(days: NDArray[np.datetime64], country: str) -> NDArray[np.bool_]:
    """For each day (datetime64[D]) whether it is a weekday and no public holiday."""
    first, last = (int(str(day)[:4]) for day in (days[0], days[-1]))
    off = [day for year in range(first, last + 1) for day in days_off(year, country)]
    return np.is_busday(days, holidays=np.array(off, dtype="datetime64[D]"))


def days_of(months: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Every day (datetime64[D]) from the first to the last of consecutive months (datetime64[M])."""
    return np.arange(months[0].astype("datetime64[D]"), (months[-1] + 1).astype("datetime64[D]"))


def month_of_year(months: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """0 for January to 11 for December."""
    return np.asarray((months - months.astype("datetime64[Y]").astype("datetime64[M]")).astype(np.int64))


def working_days(months: NDArray[np.datetime64], country: str) -> NDArray[np.float64]:
    """How many working days each month has."""
    days = days_of(months)
    month = (days.astype("datetime64[M]") - months[0]).astype(int)
    return np.bincount(month, is_working_day(days, country)).astype(np.float64)
