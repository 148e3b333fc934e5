"""Which way: the last 12 months against the 12 before, and how sure that is.

The change is the pooled one of like months with an interval clustered by unit (pooled_change; METHODS 2.l). It says
whether more happened than chance in single units gives; not why, and never that an initiative worked.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np
from scipy import special

from naervaer.analysis.false_discovery import benjamini_hochberg
from naervaer.analysis.panel import Panel, weighted, year_earlier
from naervaer.analysis.pooled_change import PooledChange, Sides, pooled_change
from naervaer.analysis.trend import comparable, era


FEWEST_UNITS = 5  # an error clustered over fewer units is never used (METHODS 2.c)
CLEAR_AT, PROBABLE_AT = 0.05, 0.10  # two-sided, as for verdicts (METHODS 2.5)


class Direction(StrEnum):
    """Which way the absence went, from the surest fall to the surest rise; NOT_KNOWN: no test can be made."""

    LOWER = "lower"
    PROBABLY_LOWER = "probably_lower"
    NO_CLEAR_CHANGE = "no_clear_change"
    PROBABLY_HIGHER = "probably_higher"
    HIGHER = "higher"
    NOT_KNOWN = "not_known"


# The same as it is said of attendance.
OPPOSITE = {
    Direction.LOWER: Direction.HIGHER,
    Direction.PROBABLY_LOWER: Direction.PROBABLY_HIGHER,
    Direction.PROBABLY_HIGHER: Direction.PROBABLY_LOWER,
    Direction.HIGHER: Direction.LOWER,
}


def until(panel: Panel, end: int) -> Panel:
    """The panel as it was when the period with index `end` was the newest."""
    if end == len(panel.period) - 1:
        return panel
    past = {name: getattr(panel, name)[:, : end + 1] for name in ("lost", "possible", "rate", "employees", "fte")}
    return replace(panel, period=panel.period[: end + 1], **past)


def year_on_year(panel: Panel, selected: np.ndarray) -> PooledChange | None:
    """The (U,) selected units' last 12 months of the panel against the 12 before, like unit-months only.

    None when a period has no figures in both years, when a break lies in between, or when nothing weighs the units.
    """
    year, base = panel.per_year, weighted(panel)
    if len(panel.period) < 2 * year or base.by is None or len(set(era(panel, selected)[-2 * year :])) != 1:
        return None
    before, after = slice(-2 * year, -year), slice(-year, None)
    both = ~np.isnan(base.weight) & ~np.isnan(year_earlier(base.weight, year)) & selected[:, None]
    like: np.ndarray = comparable(panel, both)[:, after]
    if not like.any(0).all():
        return None
    lost0, possible0, lost1, possible1 = (
        np.where(like, values[:, side], 0).sum(1) for side in (before, after) for values in (base.part, base.weight)
    )
    return pooled_change(Sides(lost0, possible0, lost1, possible1, like.sum(1)), np.asarray(like.any(1)))


def directions(changes: Sequence[PooledChange | None]) -> list[Direction]:
    """What may be said of changes that stand together on one page: of k of them fewer may be called clear.

    The step to "clear" is Benjamini and Hochberg's at 5 %, as for verdicts.
    """
    p = np.array([_p_value(change) for change in changes])
    adjusted = benjamini_hochberg(p)
    return [_direction(change, chance, clear) for change, chance, clear in zip(changes, p, adjusted, strict=True)]


def _direction(change: PooledChange | None, chance: float, clear: float) -> Direction:
    if change is None or np.isnan(chance):
        return Direction.NOT_KNOWN
    fall = change.change_pp < 0
    if clear <= CLEAR_AT:
        return Direction.LOWER if fall else Direction.HIGHER
    if chance <= PROBABLE_AT:
        return Direction.PROBABLY_LOWER if fall else Direction.PROBABLY_HIGHER
    return Direction.NO_CLEAR_CHANGE


def _p_value(change: PooledChange | None) -> float:
    """Two-sided, of no change; NaN where there are too few units."""
    if change is None or change.se_pp is None or change.n_units < FEWEST_UNITS:
        return float("nan")
    if change.se_pp == 0:
        return 0.0 if change.change_pp else 1.0
    return float(2 * special.stdtr(change.n_units - 1, -abs(change.change_pp) / change.se_pp))
