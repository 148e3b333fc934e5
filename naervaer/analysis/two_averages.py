"""Summed days over summed days, beside the mean of the units' percentages that it is often taken for."""

from dataclasses import dataclass

import numpy as np

from naervaer.analysis.study import Study


THIRD = 3  # units are shown as the smallest, the middle and the largest third


@dataclass(frozen=True)
class Group:
    """Some units over one year.

    n           units
    rate        summed lost over summed possible days, fraction
    of_units, of_days   their share (0..1) of all units, and of all possible days
    """

    n: int
    rate: float
    of_units: float
    of_days: float


@dataclass(frozen=True)
class TwoAverages:
    """Both averages of one year (fractions), and its units as three thirds by size."""

    summed: float
    mean: float
    n: int
    smallest: Group
    middle: Group
    largest: Group


def two_averages(study: Study, units: np.ndarray) -> TwoAverages | None:
    """Of the (U,) units, over the last year; None with fewer than two units in a third."""
    lost, possible = (part[units][:, -study.per_year :].sum(1) for part in (study.lost, study.possible))
    lost, possible = lost[possible > 0], possible[possible > 0]
    n = len(possible)
    if n // THIRD < 2:
        return None
    by_size = np.argsort(possible, kind="stable")

    def group(members: np.ndarray) -> Group:
        inside = possible[members].sum()
        return Group(
            n=len(members),
            rate=float(lost[members].sum() / inside),
            of_units=len(members) / n,
            of_days=float(inside / possible.sum()),
        )

    return TwoAverages(
        summed=float(lost.sum() / possible.sum()),
        mean=float((lost / possible).mean()),
        n=n,
        smallest=group(by_size[: n // THIRD]),
        middle=group(by_size[n // THIRD : -(n // THIRD)]),
        largest=group(by_size[-(n // THIRD) :]),
    )
