"""The review of figures before an initiative is chosen: what a steering group should know to choose honestly."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.cost import DAYS_IN_A_POSITION
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel
from naervaer.analysis.power import Precision
from naervaer.analysis.regression_to_the_mean import FallByItself, highest_fell_by_themselves
from naervaer.analysis.study import Study
from naervaer.analysis.trend import level
from naervaer.analysis.usual_levels import usual_levels
from naervaer.analysis.verdict import FEWEST_FOR_CLEAR
from naervaer.analysis.without_initiative import by_season, year_pairs
from naervaer.figures import parts, plans, sentences, unit_comparison, untouched
from naervaer.figures.plans import Plan
from naervaer.i18n import listing, number, percent, points, t
from naervaer.model import Language, Measure


KEPT = 64
SMALL = 10  # full-time positions under which a unit's figures swing most (METHODS 2.i: the yardstick has 25)
NAMED = 12  # units named in a sentence; the table has them all
SECTIONS = ("level", "season", "parts", "size", "high", "by_itself", "power", "target")


@dataclass(frozen=True, eq=False)
class Review:
    """What the figures say of the chosen units.

    plan      who would take part, the hoped-for fall, the start
    areas     their areas, by name
    level     analysis.trend.level of the units
    season    first calendar month of each period of the year and its rate (percent), all whole years; empty without one
    parts     the pair of parts ("short", "long") and the percent of each in the last 12 months; None without them
    units     unit_id, unit, kind, possible (days' work in the last 12 months), rate_pct, centre_pct (its kind's),
              usual_pct (expected of another year), high (surely); by name; NaN where nothing can be said
    first     how sharply a change would be seen after a year; None where it cannot be reckoned
    fell      what as many of the highest units did the year after, without any initiative, in the newest pair of years
    """

    plan: Plan
    areas: tuple[str, ...]
    level: dict[str, Any]
    season: tuple[tuple[int, float], ...]
    parts: tuple[tuple[str, str], tuple[float, float]] | None
    units: pd.DataFrame
    first: Precision | None
    fell: FallByItself | None

    @property
    def lost(self) -> float:
        """Days' work lost in the last 12 months; NaN without a whole year."""
        return float((self.units["possible"] * self.units["rate_pct"] / 100).sum(skipna=False))


def review(plan: Plan, *, limit: float = FEWEST_EMPLOYEES) -> Review:
    """The review of a plan's units; what does not hang on the fall and the start is worked out once for each state of
    the store. limit as for figures.panel: of the others only those are drawn upon that may be shown, too.
    """
    units = tuple(np.flatnonzero(plan.units).tolist())
    return Review(plan=plan, first=plan.after(12), **_facts(plan.municipality, units, limit, store.version()))


@lru_cache(maxsize=KEPT)
def _facts(municipality: str, units: tuple[int, ...], limit: float, version: int) -> dict[str, Any]:
    known = untouched.figures_of(municipality, limit=limit)
    assert known is not None, "a plan is made on figures"
    panel, days = known
    chosen = np.isin(np.arange(len(days.unit)), units)
    ids = frozenset(int(key) for key in panel.unit_id[chosen])
    pair = next(iter(parts.pairs(municipality, panel.granularity)), None)
    of = parts.last_year(municipality, panel.granularity, ids, pair, limit=limit) if pair else None
    months, rates = by_season(_only(days, chosen))
    whole = len(rates) == days.per_year and not np.isnan(rates).any()
    return {
        "areas": tuple(sorted(set(panel.area[chosen]))),
        "level": level(panel, chosen),
        "season": tuple((int(month), 100 * float(rate)) for month, rate in zip(months, rates, strict=True))
        if whole
        else (),
        "parts": (pair, of) if pair and of else None,
        "units": _units(municipality, panel, days, chosen),
        "fell": _fell(panel, days, len(units)),
    }


def _only(days: Study, units: np.ndarray) -> Study:
    own = {name: getattr(days, name)[units] for name in ("lost", "possible", "start", "kind", "unit")}
    return replace(days, **own)


def _units(municipality: str, panel: Panel, days: Study, chosen: np.ndarray) -> pd.DataFrame:
    kinds = unit_comparison.kind_of(municipality).reindex(panel.unit_id).fillna("").to_numpy(object)
    # Levels are drawn towards units that may all be shown, so that no kind's rate holds one that may not.
    found = usual_levels(days, kinds, panel.hidden == "")
    year = days.per_year
    lost, possible = days.lost[:, -year:].sum(1), days.possible[:, -year:].sum(1)
    whole = days.observed[:, -year:].all(1)
    frame = pd.DataFrame(
        {
            "unit_id": panel.unit_id,
            "unit": panel.unit,
            "kind": kinds,
            "possible": np.where(whole, possible, np.nan),
            "rate_pct": np.where(whole, 100 * lost / np.where(possible > 0, possible, np.nan), np.nan),
            "centre_pct": 100 * found.centre,
            "usual_pct": 100 * found.usual,
            "high": found.surely_high,
        }
    )
    return frame[chosen].sort_values(["unit", "unit_id"], ignore_index=True)


def _fell(panel: Panel, days: Study, n: int) -> FallByItself | None:
    shown = _only(days, (panel.hidden == "") & days.observed.any(1))
    found = (highest_fell_by_themselves(shown, n, first) for first in year_pairs(shown))
    return next((one for one in found if one is not None), None)


def said(found: Review, language: Language, measure: Measure = Measure.ABSENCE) -> dict[str, list[str]]:
    """SECTIONS to what each says in words, the point first; a section that has no answer says why."""
    says = {
        "level": _level(found, language, measure),
        "season": _season(found, language, measure),
        "parts": _parts(found, language),
        "size": _size(found, language),
        "high": _high(found, language, measure),
        "by_itself": _by_itself(found, language, measure),
        "power": _power(found, language),
        "target": _target(found, language),
    }
    return {section: says[section] for section in SECTIONS}


def heading(section: str, language: Language, measure: Measure = Measure.ABSENCE) -> str:
    """What a section is called."""
    return t(language, f"review.high_title_{measure}" if section == "high" else f"review.{section}_title")


def about(found: Review, language: Language) -> str:
    """Whom the review is about, so that paper tells it too."""
    areas = [area or t(language, "before_after.no_area") for area in found.areas]
    return t(language, "review.about", n=found.plan.n, areas=listing(language, areas))


def _level(found: Review, language: Language, measure: Measure) -> list[str]:
    lines = [sentences.level(found.level, language, measure)]
    if not np.isnan(found.lost):
        positions = found.units["possible"].sum() / DAYS_IN_A_POSITION
        lines.append(
            t(
                language,
                "review.days",
                days=number(language, found.lost, 0),
                positions=number(language, found.lost / DAYS_IN_A_POSITION),
                of=number(language, positions, 0),
            )
        )
    return lines


def _season(found: Review, language: Language, measure: Measure) -> list[str]:
    if not found.season:
        return [t(language, "review.no_season")]
    names = {month: sentences.months_of_year(language, month, len(found.season)) for month, _ in found.season}
    rates = [(month, measure.of(rate)) for month, rate in found.season]
    (low_month, low), *_, (high_month, high) = sorted(rates, key=lambda pair: pair[1])
    point = t(
        language,
        f"review.season_{measure}",
        high_month=names[high_month],
        high=percent(language, high),
        low_month=names[low_month],
        low=percent(language, low),
    )
    return [point, t(language, "review.season_means", gap=number(language, round(high, 1) - round(low, 1)))]


def _parts(found: Review, language: Language) -> list[str]:
    if found.parts is None:
        return [t(language, "review.no_parts")]
    pair, rates = found.parts
    share = percent(language, 100 * rates[1] / sum(rates), 0)
    names = [t(language, f"part.{part}") for part in pair]
    first, second = (percent(language, rate) for rate in rates)
    values = {"first": first, "first_part": names[0], "second": second, "second_part": names[1], "share": share}
    return [t(language, "review.parts", **values), t(language, "review.parts_means", **values)]


def _size(found: Review, language: Language) -> list[str]:
    sizes = found.units["possible"].dropna() / DAYS_IN_A_POSITION
    if sizes.empty:
        return [t(language, "review.no_size")]
    ends = {"least": number(language, sizes.min(), 0), "most": number(language, sizes.max(), 0)}
    lines = [t(language, "review.size", n=len(sizes), **ends, of=number(language, sizes.sum(), 0))]
    small = int((sizes < SMALL).sum())
    return [*lines, t(language, "review.small", n=small, limit=SMALL)] if small else lines


def _high(found: Review, language: Language, measure: Measure) -> list[str]:
    known = found.units[found.units["usual_pct"].notna()]
    unknown = len(found.units) - len(known)
    if known.empty:
        return [t(language, "review.no_levels")]
    high = known[known["high"]]
    perhaps = known[~known["high"] & (known["rate_pct"] > known["centre_pct"])]
    lines = [t(language, f"review.high_{measure}", n=len(high), of=len(known), units=_named(high["unit"], language))]
    if high.empty:
        lines = [t(language, f"review.nobody_high_{measure}", of=len(known))]
    if not perhaps.empty:
        units = _named(perhaps["unit"], language)
        lines.append(t(language, f"review.perhaps_high_{measure}", n=len(perhaps), units=units))
    if unknown:
        lines.append(t(language, "review.not_judged", n=unknown))
    return lines


def _named(units: pd.Series, language: Language) -> str:
    if len(units) <= NAMED:
        return listing(language, list(units))
    rest = t(language, "review.others", n=len(units) - NAMED)
    return listing(language, [*units.head(NAMED), rest])


def _by_itself(found: Review, language: Language, measure: Measure) -> list[str]:
    lines = []
    if found.first is not None:
        lines.append(plans.by_itself(found.plan, found.first, language))
    if found.fell is not None:
        fell = found.fell
        change = points(language, measure.change(100 * fell.change))
        sides = {"before": fell.before, "after": fell.after}
        rates = {side: percent(language, measure.of(100 * rate)) for side, rate in sides.items()}
        lines.append(t(language, f"review.fell_{measure}", n=fell.n, change=change, **rates))
    return lines or [t(language, "power.bounce_unknown")]


def _power(found: Review, language: Language) -> list[str]:
    if found.first is None:
        return [plans.why_not(found.plan, language)]
    second = found.plan.after(24)
    return [
        plans.smallest_said(found.plan, found.first, second, language),
        plans.chance_said(found.plan, found.first, second, language),
    ]


def _target(found: Review, language: Language) -> list[str]:
    """Whether the hoped-for fall is one that could be seen, and what to do where it is not."""
    if found.first is None:
        return [t(language, "review.target_unknown")]
    hoped, smallest = 100 * found.plan.fall * found.first.level, 100 * found.first.smallest(found.plan.n)
    values = {
        "fall": percent(language, 100 * found.plan.fall, 0),
        "hoped": number(language, hoped),
        "level": percent(language, 100 * found.first.level),
        "smallest": number(language, smallest),
    }
    if found.plan.n < FEWEST_FOR_CLEAR:
        return [t(language, "review.target_few", **values)]
    seen = "review.target_seen" if hoped >= smallest else "review.target_not_seen"
    return [t(language, seen, **values), t(language, "review.target_advice")]
