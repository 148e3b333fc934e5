"""Units of different size beside each other: how far from the others may one be by chance? No ranks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
from scipy import special


FEWEST_UNITS = 10  # of one type (METHODS 2.f)
WARNING, ACTION = 0.95, 0.998  # limits (Spiegelhalter 2005a, Stat Med 24:1185)


class Place(StrEnum):
    """Where a unit lies."""

    USUAL = "usual"
    MAYBE_CHANCE = "maybe_chance"
    STANDS_OUT = "stands_out"


@dataclass(frozen=True)
class Funnel:
    """z and place of each unit, and what the limits are drawn from.

    centre      the pooled rate, a fraction
    dispersion  phi: how many times the binomial variance the units vary; at least 1
    scale       "arcsine" or "linear"
    """

    z: np.ndarray
    place: list[Place]
    centre: float
    dispersion: float
    scale: str

    def limits(self, size: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper limit, fractions, at each size (possible days)."""
        z = special.ndtri((1 + confidence) / 2) * np.sqrt(self.dispersion)
        if self.scale == "linear":
            half = z * np.sqrt(self.centre * (1 - self.centre) / size)
            return self.centre - half, self.centre + half
        middle, half = np.arcsin(np.sqrt(self.centre)), z / (2 * np.sqrt(size))
        low, high = np.clip(middle - half, 0, np.pi / 2), np.clip(middle + half, 0, np.pi / 2)
        return np.sin(low) ** 2, np.sin(high) ** 2


def funnel(
    lost: np.ndarray,
    possible: np.ndarray,
    *,
    scale: Literal["arcsine", "linear"] = "arcsine",
    winsorise: float = 0.0,
    overdispersion: bool = True,
) -> Funnel:
    """Place units (N,) around their pooled rate, with limits widened by how much units vary anyway (Spiegelhalter
    2005b, Qual Saf Health Care 14:347).

    winsorise: share of z values pulled in on each side before the dispersion is estimated (0.1 with more than 50 units
    and true outliers); 0 measured best here (METHODS 2.f). Raises ValueError for no units.
    """
    if not len(lost):
        raise ValueError("no units")
    rate, centre = lost / possible, float(lost.sum() / possible.sum())
    if scale == "linear":
        z = (rate - centre) / np.sqrt(centre * (1 - centre) / possible)
    else:
        z = 2 * np.sqrt(possible) * (np.arcsin(np.sqrt(rate)) - np.arcsin(np.sqrt(centre)))
    pulled = np.clip(z, *np.quantile(z, [winsorise, 1 - winsorise])) if winsorise else z
    dispersion = max(1.0, float((pulled**2).mean())) if overdispersion else 1.0
    z = z / np.sqrt(dispersion)
    outer, inner = (special.ndtri((1 + level) / 2) for level in (ACTION, WARNING))
    places = np.where(np.abs(z) > outer, Place.STANDS_OUT, np.where(np.abs(z) > inner, Place.MAYBE_CHANCE, Place.USUAL))
    return Funnel(z, [Place(place) for place in places], centre, dispersion, scale)
