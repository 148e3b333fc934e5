"""Units of one kind beside each other, fair for their size; never in an order of how high they are."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.cost import DAYS_IN_A_POSITION
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.funnel import FEWEST_UNITS, WARNING, Funnel, Place, funnel
from naervaer.analysis.panel import Panel
from naervaer.figures import panels
from naervaer.i18n import listing, months_between, number, percent, t, texts
from naervaer.model import Language, Measure


KEPT = 32
SHORT_ENOUGH = 4  # periods in a year at the fewest: a year alone cannot be known to be whole
WIDELY = 2.0  # times as much as chance alone from which it is worth saying that units vary


class NoComparison(StrEnum):
    """Why units of a kind are not compared."""

    FEW_UNITS = "few_units"
    NO_DAYS = "no_days"


@dataclass(frozen=True, eq=False)
class Compared:
    """The units of one kind, over the newest 12 months.

    kind    of data/reference/kinds.toml, or the name of an area whose units are of no known kind
    units   unit_id, unit, area, rate_pct (percent), possible (days' work in the year), place (analysis.funnel.Place,
            None where `why` tells why nobody is compared); by name
    funnel  what the limits are drawn from; None where `why` is told
    hidden, without_year  units that may not be shown, and units without figures for 12 whole months
    first, last  months
    """

    kind: str
    units: pd.DataFrame
    funnel: Funnel | None
    why: NoComparison | None
    hidden: int
    without_year: int
    first: pd.Timestamp
    last: pd.Timestamp

    def placed(self, place: Place) -> pd.DataFrame:
        """The units at a place, by name."""
        return self.units[self.units["place"] == place]


def kinds(municipality: str) -> dict[str, int]:
    """Each kind of unit there is to how many units are of it, the largest first."""
    counts = kind_of(municipality).value_counts()
    return {str(kind): int(n) for kind, n in sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))}


def kind_of(municipality: str) -> pd.Series:
    """unit_id to the kind of the unit: told by words in its name, else its area; "" when neither is known."""
    return _kind_of(municipality, store.version())


@lru_cache(maxsize=KEPT)
def _kind_of(municipality: str, version: int) -> pd.Series:
    units = store.read("units", municipality=municipality).set_index("unit_id")
    return units["kind"].fillna(units["area"]).fillna("")


def kind_name(kind: str, language: Language) -> str:
    """A kind as it is called of several units; an area by its own name."""
    key = f"kind.{kind}"
    return t(language, key) if key in texts(language) else kind or t(language, "before_after.no_area")


def most_common(municipality: str, unit_ids: tuple[int, ...], language: Language) -> str:
    """The kind that most of some units are of, as it stands in an address."""
    return kind_name(_most_common(municipality, unit_ids, store.version()), language)


@lru_cache(maxsize=KEPT)
def _most_common(municipality: str, unit_ids: tuple[int, ...], version: int) -> str:
    return str(kind_of(municipality).reindex(list(unit_ids)).fillna("").mode().iloc[0])


def compared(municipality: str, kind: str, *, limit: float = FEWEST_EMPLOYEES) -> Compared | None:
    """The units of a kind; None without figures of months or quarters. limit as for figures.panel."""
    return _compared(municipality, kind, limit, store.version())


@lru_cache(maxsize=KEPT)
def _compared(municipality: str, kind: str, limit: float, version: int) -> Compared | None:
    panel = _panel(municipality, limit)
    if panel is None:
        return None
    of_kind = kind_of(municipality).reindex(panel.unit_id).to_numpy() == kind
    year = panel.per_year
    lost, possible = panel.lost[:, -year:], panel.possible[:, -year:]
    whole = ~np.isnan(lost).any(1) & ~_broken(panel)
    shown = of_kind & (panel.hidden == "") & whole
    units = pd.DataFrame(
        {
            "unit_id": panel.unit_id[shown],
            "unit": panel.unit[shown],
            "area": panel.area[shown],
            "lost": lost[shown].sum(1),
            "possible": possible[shown].sum(1),
        }
    ).sort_values(["unit", "unit_id"], ignore_index=True)
    units["rate_pct"] = 100 * units["lost"] / units["possible"]
    why = NoComparison.FEW_UNITS if len(units) < FEWEST_UNITS else None
    if not of_kind[~np.isnan(panel.lost).all(1)].any():
        why = NoComparison.NO_DAYS
    found = None if why else funnel(units["lost"].to_numpy(), units["possible"].to_numpy())
    units["place"] = found.place if found else None
    first, last = panel.period[[-year, -1]].astype("datetime64[s]")
    return Compared(
        kind=kind,
        units=units,
        funnel=found,
        why=why,
        hidden=int((of_kind & (panel.hidden != "")).sum()),
        without_year=int((of_kind & (panel.hidden == "") & ~whole).sum()),
        first=pd.Timestamp(first),
        last=pd.Timestamp(last) + pd.DateOffset(months=panel.step - 1),
    )


def _panel(municipality: str, limit: float) -> Panel | None:
    """The panel of the shortest periods, when a year of them is there."""
    for granularity in panels.lengths(municipality):
        panel = panels.panel(municipality, granularity, limit=limit)
        if panel.per_year >= SHORT_ENOUGH and len(panel.period) >= panel.per_year:
            return panel
    return None


def _broken(panel: Panel) -> np.ndarray:
    """(U,) units whose newest 12 months are of two kinds of figures."""
    first = panel.period[-panel.per_year]
    broken = np.zeros(len(panel.unit_id), bool)
    for area, since in panel.breaks:
        broken |= (since > first) & ((area is None) | (panel.area == area))
    return broken


def positions(possible: pd.Series) -> pd.Series:
    """Possible days in a year as full-time positions."""
    return possible / DAYS_IN_A_POSITION


def said(found: Compared, language: Language, measure: Measure = Measure.ABSENCE) -> list[str]:
    """What stands out and what does not, or why nothing is said; the point first."""
    months = months_between(language, found.first.date(), found.last.date())
    kind = kind_name(found.kind, language)
    if found.why is not None:
        if found.units.empty and found.why is NoComparison.FEW_UNITS:
            return [t(language, "unit_comparison.nobody_shown", kind=kind)]
        why = t(language, f"unit_comparison.{found.why}", kind=kind, n=len(found.units), needed=FEWEST_UNITS)
        return [why] if found.units.empty else [why, t(language, "unit_comparison.in_table")]
    assert found.funnel is not None, "units are compared by their funnel"
    out, maybe = found.placed(Place.STANDS_OUT), found.placed(Place.MAYBE_CHANCE)
    centre = percent(language, measure.of(100 * found.funnel.centre))
    lines = [
        t(language, "unit_comparison.nobody_stands_out", kind=kind, of=len(found.units), centre=centre, months=months)
        if out.empty
        else t(
            language,
            "unit_comparison.stand_out",
            n=len(out),
            of=len(found.units),
            kind=kind,
            units=listing(language, _with_rates(out, 100 * found.funnel.centre, language, measure)),
            centre=centre,
            months=months,
        )
    ]
    if not maybe.empty:
        lines.append(t(language, "unit_comparison.may_be_chance", n=len(maybe), units=list(maybe["unit"])))
    usual = len(found.placed(Place.USUAL))
    rest = [t(language, "unit_comparison.the_rest", n=usual, of=len(found.units))] if usual < len(found.units) else []
    return lines + rest


def _with_rates(units: pd.DataFrame, centre: float, language: Language, measure: Measure) -> list[str]:
    """Each unit with its rate and on which side of the others it lies."""
    return [
        t(
            language,
            f"unit_comparison.{'higher' if measure.change(rate - centre) > 0 else 'lower'}",
            unit=unit,
            rate=percent(language, measure.of(rate)),
        )
        for unit, rate in zip(units["unit"], units["rate_pct"], strict=True)
    ]


def notes(found: Compared, language: Language) -> list[str]:
    """What must be known to read it: how much units vary anyway, who is not among them."""
    lines = []
    if found.funnel is not None and found.funnel.dispersion >= WIDELY:
        times = number(language, float(np.sqrt(found.funnel.dispersion)), 0)
        lines.append(t(language, "unit_comparison.dispersion", times=times))
    if found.hidden:
        lines.append(t(language, "unit_comparison.hidden", n=found.hidden))
    if found.without_year:
        lines.append(t(language, "unit_comparison.without_year", n=found.without_year))
    return lines


def of_unit(found: Compared, unit_id: int, language: Language, measure: Measure = Measure.ABSENCE) -> str:
    """Where one unit lies among its kind, or why it cannot be said."""
    own = found.units[found.units["unit_id"] == unit_id]
    kind = kind_name(found.kind, language)
    if own.empty:
        return t(language, "unit_comparison.unit_without_year")
    if found.why is not None or found.funnel is None:
        return said(found, language)[0]
    row = own.iloc[0]
    centre = percent(language, measure.of(100 * found.funnel.centre))
    edges = found.funnel.limits(np.array([row["possible"]]), WARNING)
    low, high = sorted(float(measure.of(100 * edge[0])) for edge in edges)
    return t(
        language,
        f"unit_comparison.unit_{row['place']}",
        rate=percent(language, measure.of(row["rate_pct"])),
        of=len(found.units),
        kind=kind,
        centre=centre,
        low=number(language, low),
        high=percent(language, high),
        months=months_between(language, found.first.date(), found.last.date()),
    )
