"""Lines that others have published, beside the municipality's own figures and measured against its own definition."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.figures import definitions, panels
from naervaer.i18n import listing, t
from naervaer.model import MONTHS_IN, Granularity, Language, Reach


KEPT = 16
COMPARED = ("certified", "holiday_in_possible_days")  # where these differ, the levels do


@dataclass(frozen=True)
class LastYear:
    """A line's newest 12 months: percent, and the first and the last month.

    is_mean  the plain mean of its periods' percentages, because it is published without days
    """

    rate_pct: float
    first: np.datetime64
    last: np.datetime64
    is_mean: bool


@dataclass(frozen=True, eq=False)
class Line:
    """A line that others have published.

    values    granularity, period_start, rate_pct (percent, NaN where missing), lost_days, possible_days; in time
    area      the service area it stands beside; None for any
    differs   the properties in which it is known to be something else than the municipality's own figures
    unknown   the properties that nobody has said of the one or the other
    own, theirs   what those properties are, as they are stored; None where nobody has said
    """

    line_id: int
    name: str
    reach: Reach
    area: str | None
    source: str
    values: pd.DataFrame
    differs: tuple[str, ...]
    unknown: tuple[str, ...]
    own: dict[str, object]
    theirs: dict[str, object]

    def label(self, language: Language) -> str:
        """Its name, marked where it is not the same as the municipality's own figures."""
        return t(language, "lines.marked", line=self.name) if self.differs else self.name

    def warning(self, language: Language) -> str:
        """In what it is something else, or may be; empty where it is known to be the same."""
        if self.differs:
            said = {"theirs": self._words(self.theirs, language), "own": self._words(self.own, language)}
            return t(language, "lines.differs", line=self.name, **said)
        return t(language, "lines.unknown", line=self.name) if self.unknown else ""

    def _words(self, values: dict[str, object], language: Language) -> str:
        words = [definitions.word(name, values[name], language) for name in self.differs]
        return listing(language, [word[0].lower() + word[1:] for word in words])

    def along(self, period: np.ndarray, granularity: Granularity) -> tuple[np.ndarray, Granularity] | None:
        """(T,) percent in each of the periods (first months, datetime64[M]), and what length of period one number is
        of; NaN where the line has none, None where it has none at all.

        A number of a longer period stands for each of the periods in it; shorter ones are summed where they have days.
        """
        for length in sorted(set(self.values["granularity"]), key=lambda one: _distance(one, granularity)):
            found = self._along(period, granularity, Granularity(length))
            if not np.isnan(found).all():
                return found, max(Granularity(length), granularity, key=MONTHS_IN.__getitem__)
        return None

    def _along(self, period: np.ndarray, granularity: Granularity, length: Granularity) -> np.ndarray:
        own = self.values[self.values["granularity"] == length]
        starts, step = own["period_start"].to_numpy().astype("datetime64[M]"), MONTHS_IN[length]
        rates = own["rate_pct"].to_numpy(float)
        if step >= MONTHS_IN[granularity]:
            place = np.searchsorted(starts, period, side="right") - 1
            inside = (place >= 0) & (period + MONTHS_IN[granularity] <= starts[place] + step)
            return np.where(inside, rates[place], np.nan)
        lost, possible = (own[name].to_numpy(float) for name in ("lost_days", "possible_days"))
        return np.array([_summed(starts, lost, possible, first, MONTHS_IN[granularity], step) for first in period])

    def last_year(self, end: np.datetime64) -> LastYear | None:
        """The newest 12 months up to a month; None where there are no 12 whole months.

        Summed days over summed days where there are days; else the mean of the periods, which is what those who publish
        rates without days do themselves (KS), and which is said wherever it is shown.
        """
        found = [self._last_year(Granularity(length), end) for length in set(self.values["granularity"])]
        return max((one for one in found if one is not None), key=lambda one: one.last, default=None)

    def _last_year(self, length: Granularity, end: np.datetime64) -> LastYear | None:
        step, own = MONTHS_IN[length], self.values[self.values["granularity"] == length]
        starts = own["period_start"].to_numpy().astype("datetime64[M]")
        newest = own[(starts + step - 1 <= end) & own["rate_pct"].notna().to_numpy()].tail(12 // step)
        starts = newest["period_start"].to_numpy().astype("datetime64[M]")
        whole = len(starts) == 12 // step and (np.diff(starts).astype(int) == step).all()
        if not whole or starts[-1] + step - 1 + 12 < end:
            return None
        days = newest[["lost_days", "possible_days"]].notna().all(axis=None)
        rate = 100 * newest["lost_days"].sum() / newest["possible_days"].sum() if days else newest["rate_pct"].mean()
        return LastYear(float(rate), starts[0], starts[-1] + step - 1, is_mean=not days and len(starts) > 1)


def _distance(length: str, granularity: Granularity) -> tuple[bool, int]:
    """The same length first, then longer ones, then shorter ones, each nearest first."""
    months, wanted = MONTHS_IN[Granularity(length)], MONTHS_IN[granularity]
    return months < wanted, abs(months - wanted)


def _summed(
    starts: np.ndarray, lost: np.ndarray, possible: np.ndarray, first: np.datetime64, months: int, step: int
) -> float:
    inside = (starts >= first) & (starts < first + months)
    whole = inside.sum() * step == months
    return float(100 * lost[inside].sum() / possible[inside].sum()) if whole else float("nan")


def external_lines(municipality: str, granularity: Granularity, area: str | None = None) -> list[Line]:
    """The lines that may stand beside an area, or (None) beside the whole municipality, by name."""
    return [line for line in _lines(municipality, granularity, store.version()) if line.area in (None, area)]


@lru_cache(maxsize=KEPT)
def _lines(municipality: str, granularity: Granularity, version: int) -> tuple[Line, ...]:
    lines = store.read("external_lines", municipality=municipality)
    values = store.read("external_line_values", municipality=municipality)
    own = definitions.own(municipality, granularity) if panels.lengths(municipality) else {}
    return tuple(_line(row, values, own) for row in lines.itertuples(index=False))


def _line(row: Any, values: pd.DataFrame, own: dict[str, object]) -> Line:
    theirs = {name: None if pd.isna(value := getattr(row, name)) else value for name in COMPARED}
    mine = {name: own.get(name) for name in COMPARED}
    line_id = int(row.external_line_id)
    return Line(
        line_id=line_id,
        name=row.line,
        reach=Reach(row.reach),
        area=None if pd.isna(row.area) else row.area,
        source=row.source,
        values=values[values["external_line_id"] == line_id].reset_index(drop=True),
        differs=tuple(name for name in COMPARED if definitions.differs(theirs[name], mine[name])),
        unknown=tuple(name for name in COMPARED if theirs[name] is None or mine[name] is None),
        own=mine,
        theirs=theirs,
    )
