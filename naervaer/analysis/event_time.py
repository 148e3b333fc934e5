"""Year by year around the start, and whether a change lasts."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from naervaer.analysis import baseline
from naervaer.analysis.checks import excludes_zero
from naervaer.analysis.estimate import estimate
from naervaer.analysis.observed_expected import FEWEST_CLUSTERS, Effect
from naervaer.analysis.study import Study


YEARS_BEFORE = (3, 2, 1)
SEEN = 0.5  # share of a window's periods that must have figures (METHODS 2.h)


def event_time(study: Study, of_units: np.ndarray) -> list[tuple[tuple[int, int], Effect]]:
    """The effect by year: three years before the start, each forecast from what came before it, and two after it.

    Windows are in periods since the start; windows without an answer are left out.
    """
    year, found = study.per_year, []
    for back in YEARS_BEFORE:
        earlier = study.earlier(back * year)
        seen = estimate(earlier, 0, year - 1, of_units=of_units, history=baseline.fixed(earlier, baseline.FULL))
        found.append(((-back * year, -(back - 1) * year - 1), seen))
    for first in (0, year):
        found.append(((first, first + year - 1), estimate(study, first, first + year - 1, of_units=of_units)))
    return [(window, seen) for window, seen in found if seen is not None]


@dataclass(frozen=True)
class Sustained:
    """The effect in the first half year, the second, and the second year; the same units in all windows shown.

    windows  [(first, last), effect or None when no unit has been followed so long]
    fading   did it get smaller? None when it cannot be told
    lasting  is there a fall in the second year? None when it cannot be told
    """

    windows: list[tuple[tuple[int, int], Effect | None]]
    fading: bool | None
    lasting: bool | None


def sustained(study: Study, of_units: np.ndarray) -> Sustained:
    """Half-years and the second year after the start (METHODS 2.h)."""
    year = study.per_year
    spans = [(0, year // 2 - 1), (year // 2, year - 1), (year, 2 * year - 1)]
    reached = of_units.copy()
    usable = []
    for first, last in spans:
        through = study.start + last < study.lost.shape[1]
        seen = study.window(first, last).sum(1) >= SEEN * (last - first + 1)
        if not (reached & through & seen).any():
            break
        reached &= through & seen
        usable.append((first, last))
    found = [estimate(study, *span, of_units=reached) if span in usable else None for span in spans]
    later = [effect for effect in found[1:] if effect is not None]
    fading = _fading(found[0], later[-1]) if found[0] is not None and later else None
    lasting = None if found[2] is None else _is_fall(found[2])
    return Sustained(list(zip(spans, found, strict=True)), fading, lasting)


def _is_fall(found: Effect) -> bool | None:
    """None without a standard error: then nobody can tell."""
    return None if found.se is None else bool(found.effect < 0 and excludes_zero(found, 0.90))


def _fading(early: Effect, late: Effect) -> bool | None:
    """Was there a fall that has shrunk by more than chance? Both windows rest on the same units, so their errors are
    subtracted; None where that cannot be done.
    """
    fall = _is_fall(early)
    if not fall:
        return fall
    n = early.n
    if n < FEWEST_CLUSTERS or (early.judged != late.judged).any():
        return None
    error = np.sqrt(n / (n - 1) * ((late.influence - early.influence) ** 2).sum())
    return bool(late.effect - early.effect > special.stdtrit(n - 1, 0.975) * error)
