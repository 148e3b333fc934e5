"""What other initiatives did must not be taken for what happens by itself."""

from dataclasses import replace

import numpy as np

from naervaer.analysis.study import NEVER, Study, unspoilt


def a_study(start: list[int]) -> Study:
    units, months = len(start), 6
    return Study(
        lost=np.full((units, months), 2.0),
        possible=np.full((units, months), 20.0),
        start=np.array(start),
        kind=np.full(units, "Skole", object),
        unit=np.array([f"Enhet {number}" for number in range(units)], object),
        period=np.arange("2024-01", "2024-07", dtype="datetime64[M]"),
        per_year=12,
    )


def test_a_unit_counts_until_it_starts_in_another_initiative():
    days = unspoilt(a_study([NEVER, NEVER]), np.array(["2024-04", "NaT"], "datetime64[M]"))
    assert days.possible.tolist() == [[20, 20, 20, 0, 0, 0], [20] * 6]
    assert days.lost.tolist() == [[2, 2, 2, 0, 0, 0], [2] * 6]


def test_a_unit_of_this_initiative_keeps_its_figures():
    days = a_study([3])
    assert np.array_equal(unspoilt(days, np.array(["2024-02"], "datetime64[M]")).possible, days.possible)


def test_one_that_started_elsewhere_before_the_figures_begin_is_never_compared_with():
    days = unspoilt(a_study([NEVER]), np.array(["2019-01"], "datetime64[M]"))
    assert not days.not_started.any()


def test_quarters_are_counted_in_quarters():
    quarters = replace(a_study([NEVER]), period=np.arange("2023-01", "2024-07", 3, dtype="datetime64[M]"), per_year=4)
    days = unspoilt(quarters, np.array(["2023-08"], "datetime64[M]"))
    assert days.possible.tolist() == [[20, 20, 0, 0, 0, 0]]
