"""What could be seen before anything is begun: a plan, the chance of a clear answer, what falls by itself."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis import comparison
from naervaer.analysis.checks import CONFIDENCE
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.estimate import POWER
from naervaer.analysis.observed_expected import Effect
from naervaer.analysis.power import Precision, history_needed, precision
from naervaer.analysis.regression_to_the_mean import unusual_last_year
from naervaer.analysis.study import Study
from naervaer.analysis.verdict import FEWEST_FOR_CLEAR
from naervaer.figures import untouched
from naervaer.i18n import month, number, percent, points, signed, t
from naervaer.model import Language


FOLLOWED = (12, 18, 24, 30, 36)  # months after the start that are tried
FALL = 0.10  # a fall that is often hoped for (the IA agreement's −10 %), where no other is chosen
NO_AREA = -1  # stands for the units that no file gives an area


@dataclass(frozen=True)
class Choice:
    """What is chosen before there is a plan.

    areas  service_area_ids, or NO_AREA; none is every area
    units  unit_ids among theirs; none is all of them
    fall   hoped for, a fraction of the level
    start  first month; None is the first one after the figures
    """

    areas: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    fall: float = FALL
    start: date | None = None

    def __str__(self) -> str:
        """Whom it is about: "0" for the whole municipality, else the areas' numbers, and the units' after a slash."""
        areas, units = (",".join(map(str, chosen)) for chosen in (self.areas, self.units))
        return f"{areas or 0}/{units}" if units else areas or "0"


@dataclass(frozen=True)
class Plan:
    """What somebody thinks of doing.

    municipality  its key
    days          the figures
    units         (U,) who would take part
    fall          hoped-for fall, a fraction of the level
    start         first month
    limit         as for figures.panel
    """

    municipality: str
    days: Study
    units: np.ndarray
    fall: float
    start: date
    limit: float = FEWEST_EMPLOYEES

    @property
    def n(self) -> int:
        """Units that would take part."""
        return int(self.units.sum())

    def after(self, months: int) -> Precision | None:
        """How sharply a change would be seen after so many months; None where it cannot be reckoned."""
        periods = months * self.days.per_year // 12
        units = tuple(np.flatnonzero(self.units).tolist())
        return _precision(self.municipality, units, periods, self.limit, store.version())

    def unusual(self) -> Effect | None:
        """How far the last year lay from what the years before it led to expect."""
        return _unusual(self.municipality, tuple(np.flatnonzero(self.units).tolist()), self.limit, store.version())

    def chance(self, found: Precision) -> float:
        """The chance of a clear answer for the plan."""
        return found.chance(self.fall, self.n)


def planned(municipality: str, choice: Choice, *, limit: float = FEWEST_EMPLOYEES) -> Plan | None:
    """The plan with the chosen units that are free and may be shown; None where there are no figures to plan with.

    limit as for figures.panel. Raises KeyError for an area that is not there.
    """
    known = untouched.figures_of(municipality, limit=limit)
    if known is None:
        return None
    panel, days = known
    units = untouched.free(panel, days)
    if choice.areas:
        names = area_names(municipality)
        units &= np.isin(panel.area.astype(str), [names[area] for area in choice.areas])
    if choice.units:
        units &= np.isin(panel.unit_id, choice.units)
    after = (panel.period[-1] + np.timedelta64(panel.step, "M")).astype("datetime64[D]").item()
    return Plan(municipality, days, units, choice.fall, choice.start or after, limit)


def area_names(municipality: str) -> dict[int, str]:
    """What a panel calls the areas that can be chosen, by their numbers."""
    known = store.read("service_areas", municipality=municipality)
    return {**dict(zip(known["service_area_id"].tolist(), known["service_area"], strict=True)), NO_AREA: ""}


@lru_cache(maxsize=256)
def _precision(municipality: str, units: tuple[int, ...], periods: int, limit: float, version: int) -> Precision | None:
    known = untouched.figures_of(municipality, limit=limit)
    assert known is not None, "a plan is made on figures"
    days = known[1]
    return precision(days, np.isin(np.arange(len(days.unit)), units), periods)


@lru_cache(maxsize=256)
def _unusual(municipality: str, units: tuple[int, ...], limit: float, version: int) -> Effect | None:
    known = untouched.figures_of(municipality, limit=limit)
    assert known is not None, "a plan is made on figures"
    days = known[1]
    return unusual_last_year(days, np.isin(np.arange(len(days.unit)), units))


def why_not(plan: Plan, language: Language) -> str:
    """Why the chance cannot be told, and what would help."""
    left = int(untouched.still_there(plan.days).sum()) - plan.n
    if left < comparison.ENOUGH:
        return t(language, "power.too_few_others", n=left)
    step = 12 // plan.days.per_year
    needed = history_needed(plan.days.per_year, plan.days.per_year)
    if len(plan.days.period) < needed:
        return t(language, "power.short_history", needed=needed * step, have=len(plan.days.period) * step)
    return t(language, "power.unit_history")


def of_ten(chance: float, language: Language) -> str:
    """A chance as people say it: "omtrent 3 av 10"; never rounded to never or to always."""
    tenths = round(10 * chance)
    if tenths < 1:
        return t(language, "power.under_one")
    return t(language, "power.over_nine") if tenths > 9 else t(language, "power.about", tenths=tenths)


def chance_said(plan: Plan, first: Precision, second: Precision | None, language: Language) -> str:
    """The answer: the chance after 12 and 24 months."""
    said = [of_ten(plan.chance(found), language) for found in (first, second) if found is not None]
    key = "answer_first" if second is None else "answer_same" if said[0] == said[1] else "answer"
    values = {"n": plan.n, "fall": percent(language, 100 * plan.fall, 0), "start": month(language, plan.start)}
    values |= {"first": said[0]} if key != "answer" else {"first": said[0], "second": said[1]}
    return t(language, f"power.{key}", **values)


def smallest_said(plan: Plan, first: Precision, second: Precision | None, language: Language) -> str:
    """The smallest change that would be seen, or that so few units are never enough."""
    if plan.n < FEWEST_FOR_CLEAR:
        return t(language, "power.few_units")
    level = percent(language, 100 * first.level)
    smallest = t(language, "power.smallest", level=level, **_change(plan, first, language))
    if second is None:
        return smallest
    return f"{smallest} {t(language, 'power.smallest_second', **_change(plan, second, language))}"


def _change(plan: Plan, found: Precision, language: Language) -> dict[str, str]:
    smallest = found.smallest(plan.n)
    return {
        "points": number(language, 100 * smallest),
        "relative": percent(language, 100 * smallest / found.level, 0),
    }


def when(plan: Plan, language: Language) -> str:
    """Which figures the answers come with."""
    last = {
        name: month(language, (pd.Timestamp(plan.start) + pd.DateOffset(months=months - 1)).date())
        for name, months in (("half", 6), ("first", 12), ("second", 24))
    }
    return t(language, "power.when", start=month(language, plan.start), **last)


def needed(plan: Plan, first: Precision, language: Language) -> list[str]:
    """What would make the chance 8 of 10: more units, more time, a larger fall."""
    if _enough(plan.chance(first)):
        return [t(language, "power.enough", n=FOLLOWED[0])]
    lines = [_units(plan, first, language), _time(plan, language)]
    relative = first.smallest(plan.n) / first.level
    if plan.n >= FEWEST_FOR_CLEAR and relative < 1:
        lines.append(t(language, "power.larger_fall", relative=percent(language, 100 * relative, 0)))
    return lines


def _enough(chance: float) -> bool:
    """Whether the chance is said to be 8 of 10 or more."""
    return round(10 * chance) >= 10 * POWER


def _units(plan: Plan, first: Precision, language: Language) -> str:
    enough = first.units_needed(plan.fall)
    if enough is not None:
        return t(language, "power.more_units", n=enough, more=enough - plan.n)
    best = first.best(plan.fall)
    return t(language, "power.no_units", n=best, chance=of_ten(first.chance(plan.fall, best), language))


def _time(plan: Plan, language: Language) -> str:
    tried = [(months, plan.chance(found)) for months in FOLLOWED if (found := plan.after(months)) is not None]
    enough = next((months for months, chance in tried if _enough(chance)), None)
    if enough is not None:
        return t(language, "power.more_months", n=enough)
    longest, chance = tried[-1]
    return t(language, "power.no_months", n=longest, chance=of_ten(chance, language))


def by_itself(plan: Plan, first: Precision, language: Language) -> str:
    """How much of a fall is to be expected anyway, because the last year was unusual."""
    found = plan.unusual()
    if found is None or found.se is None:
        return t(language, "power.bounce_unknown")
    low, high = (100 * edge for edge in found.interval(CONFIDENCE))
    bounce, hoped = 100 * found.effect, 100 * plan.fall * first.level
    if low > 0:
        share = percent(language, 100 * bounce / hoped, 0)
        return t(language, "power.bounce", bounce=bounce, hoped=number(language, hoped), share=share)
    if high < 0:
        return t(language, "power.low_year", bounce=-bounce)
    low_end, high_end = signed(language, low), signed(language, high)
    return t(language, "power.usual_year", bounce=points(language, bounce), low=low_end, high=high_end)
