"""Days and starts as the estimators need them: arrays without holes, and how long after its start each period is."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from naervaer.analysis.panel import Panel


# First and last month in which infections, quarantine and self-certification of 16 days made sick leave another thing
# (Norway: March 2020 to March 2022; METHODS 2.a).
PANDEMIC = ("2020-03", "2022-03")

NEVER = 2**31  # index of a start that never comes; far beyond any period


@dataclass(frozen=True, eq=False)
class Study:
    """Units (U) by periods (T).

    lost, possible  (U, T) days; 0 in both where the unit did not report
    start           (U,) index of the first period with the initiative; NEVER = not started; may be negative
    kind            (U,) what sort of unit it is (service area), for comparison with its own sort
    unit            (U,) names
    period          (T,) datetime64[M]
    per_year        periods in a year
    anticipation    periods before the start that count as neither before nor after (METHODS section 1: 0-3 months)
    memory          what has been fitted to these very figures; one answer asks for the same fit a dozen times
    """

    lost: np.ndarray
    possible: np.ndarray
    start: np.ndarray
    kind: np.ndarray
    unit: np.ndarray
    period: np.ndarray
    per_year: int
    anticipation: int = 0
    memory: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def started(self) -> np.ndarray:
        """(U,) units with a start inside the data."""
        return self.start < self.lost.shape[1]

    @cached_property
    def since(self) -> np.ndarray:
        """(U, T) periods since the start; negative before it."""
        return np.arange(self.lost.shape[1]) - self.start[:, None]

    @cached_property
    def observed(self) -> np.ndarray:
        """(U, T) unit-periods with figures."""
        return self.possible > 0

    @cached_property
    def not_started(self) -> np.ndarray:
        """(U, T) unit-periods with figures and no initiative: the ground every comparison stands on."""
        return self.observed & (self.since < -self.anticipation)

    @cached_property
    def history(self) -> np.ndarray:
        """(U,) periods with figures before the start."""
        return (self.observed & (self.since < 0)).sum(1)

    def window(self, first: int, last: int | None) -> np.ndarray:
        """(U, T) unit-periods with figures, first..last periods after the start (last None: to the end)."""
        return self.observed & (self.since >= first) & (self.since <= (NEVER if last is None else last))

    def earlier(self, periods: int) -> "Study":
        """The same figures as if every start had come so many periods earlier; what followed counts as started."""
        return replace(self, start=np.where(self.start < NEVER, self.start - periods, NEVER))


def study(panel: Panel, anticipation: int = 0) -> Study:
    """The panel's days; only unit-periods with both lost and possible days count."""
    known = ~np.isnan(panel.lost)
    return Study(
        lost=np.where(known, panel.lost, 0.0),
        possible=np.where(known, panel.possible, 0.0),
        start=np.where(panel.started, panel.first_after, NEVER),
        kind=panel.area,
        unit=panel.unit,
        period=panel.period,
        per_year=panel.per_year,
        anticipation=anticipation,
    )


def unspoilt(days: Study, other_start: np.ndarray) -> Study:
    """The same study with a comparison that no other initiative has touched.

    other_start: (U,) datetime64[M], first start in any other initiative, NaT = none. A unit outside this initiative
    counts only until then; a unit inside it keeps all its figures, and the page says that it is in several.
    """
    since = (other_start - days.period[0]).astype(int) // (12 // days.per_year)
    spoilt = np.arange(len(days.period)) >= np.where(np.isnat(other_start), NEVER, since)[:, None]
    spoilt &= (days.start == NEVER)[:, None]
    return without(days, spoilt)


def without(days: Study, cells: np.ndarray) -> Study:
    """The same study without some unit-periods, (U, T) or anything that spreads to it."""
    return replace(days, lost=np.where(cells, 0.0, days.lost), possible=np.where(cells, 0.0, days.possible))


def pandemic(days: Study) -> np.ndarray:
    """(T,) the periods that hold months of the pandemic."""
    first, last = np.datetime64(PANDEMIC[0], "M"), np.datetime64(PANDEMIC[1], "M")
    return np.asarray((days.period <= last) & (days.period + (12 // days.per_year - 1) >= first))
