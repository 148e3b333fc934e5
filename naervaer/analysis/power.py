"""What would we be able to see? The chance of a clear answer, asked before an initiative begins.

The chosen units are pretended to have started at earlier months of the municipality's own figures; the standard error
of that forecast is the one to reckon with.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from naervaer.analysis import baseline, comparison
from naervaer.analysis.estimate import POWER, estimate
from naervaer.analysis.study import Study


TRIES = 4  # pretended starts, half a year apart


@dataclass(frozen=True)
class Plan:
    """What to expect for some units, a hoped-for fall and a time of following.

    chance        of a 95 % interval that excludes 0, if the fall is real (0..1)
    expected_pct  the level the units would have had
    smallest_pp   the smallest change that would be found with POWER
    n             units chosen
    units_needed  units of the same sort for which the chance is POWER; n when it already is
    """

    chance: float
    expected_pct: float
    smallest_pp: float
    n: int
    units_needed: int


def plan(study: Study, units: np.ndarray, fall: float, years: int) -> Plan | None:
    """The (U,) units, none of them started, and a relative fall (0.1 = 10 %), followed for `years` (1 or 2) years.

    None when fewer than ten other units could be compared with, or the figures do not go back three years further than
    the time of following.
    """
    year, periods = study.per_year, study.lost.shape[1]
    tries = [periods - years * year - back * year // 2 for back in range(TRIES)]
    found = []
    for start in tries:
        pretended = replace(study, start=np.where(units, start, study.start), anticipation=0)
        after = pretended.window(0, years * year - 1) & units[:, None]
        enough = start >= baseline.LONG_HISTORY * year and comparison.fewest(pretended, after) >= comparison.ENOUGH
        seen = estimate(pretended, 0, years * year - 1, of_units=units) if enough else None
        if seen is not None and seen.se is not None:
            found.append((seen.expected.sum() / seen.exposure.sum(), seen.se, seen.df))
    if not found:
        return None
    level, _, df = np.mean(found, 0)
    error = float(np.sqrt(np.mean([se**2 for _, se, _ in found])))
    n = int(units.sum())
    edge, reach = special.stdtrit(df, 0.975), special.stdtrit(df, POWER)
    chance = float(special.stdtr(df, fall * level / error - edge))
    needed = n * ((edge + reach) * error / (fall * level)) ** 2
    return Plan(
        chance=chance,
        expected_pct=float(100 * level),
        smallest_pp=float(100 * (edge + reach) * error),
        n=n,
        units_needed=max(n, int(np.ceil(needed))),
    )
