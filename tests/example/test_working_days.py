"""Working days are what a calendar says."""

from datetime import date

import numpy as np
import pytest

from naervaer.example.working_days import days_off, easter_sunday, working_days


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_church_puts_it(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


def test_the_great_prayer_day_was_a_danish_day_off_until_2023() -> None:
    assert date(2023, 5, 5) in days_off(2023, "DK")
    assert date(2024, 4, 26) not in days_off(2024, "DK")
    assert date(2023, 5, 5) not in days_off(2023, "NO")


def test_norwegian_months_of_2024() -> None:
    months = np.datetime64("2024-01") + np.arange(12)
    assert working_days(months, "NO").tolist() == [22, 21, 19, 21, 19, 20, 23, 22, 21, 23, 21, 20]
