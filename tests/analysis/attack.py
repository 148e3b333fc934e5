"""What one who reads everything that is published, and can solve equations, learns of units that are hidden."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np


@dataclass(frozen=True)
class Published:
    """Figures as sums of unknown numbers, each of one unit in one period.

    sizes    (U,) persons
    n_units  the numbers are those of so many units after each other, each with as many periods
    sums     (S, U * T) which numbers each figure is the sum of, or how many times
    """

    sizes: np.ndarray
    n_units: int
    sums: np.ndarray

    def given_away(self, limit):
        """Units, alone or several with fewer people than the limit, of whose numbers some combination of figures tells
        anything at all: a year, a month, or how one month was against another.

        Such a combination lies in the span of the sums and holds nobody else; without those units' numbers the span
        is then of a lower dimension.
        """
        there = self.sums.any(0)
        unknown = self.sums[:, there].astype(float)
        owner = np.repeat(np.arange(self.n_units), self.sums.shape[1] // self.n_units)[there]
        rank = _rank(unknown)
        few = [unit for unit in np.unique(owner) if self.sizes[unit] < limit]
        groups = [group for n in (1, 2, 3) for group in combinations(few, n) if self.sizes[list(group)].sum() < limit]
        return [
            tuple(int(unit) for unit in group) for group in groups if _rank(unknown[:, ~np.isin(owner, group)]) < rank
        ]


def _rank(rows):
    return int(np.linalg.matrix_rank(rows)) if rows.size else 0
