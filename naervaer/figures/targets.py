"""Which targets hold for a municipality, an area or a unit, as levels of absence over time."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES, splits
from naervaer.analysis.panel import Panel
from naervaer.analysis.target import Step, steps
from naervaer.analysis.trend import members
from naervaer.figures import panels
from naervaer.i18n import percent, t
from naervaer.model import Granularity, Language


KEPT = 64


@dataclass(frozen=True)
class Held:
    """The targets a selection is held against, in the order of time.

    of  whose they are: the name of an area or a kind; None is the whole municipality
    """

    steps: tuple[Step, ...]
    of: str | None = None


def held(
    municipality: str,
    granularity: Granularity,
    *,
    area: str | None = None,
    unit: int | None = None,
    limit: float = FEWEST_EMPLOYEES,
) -> Held:
    """The targets of an area, a unit, or (neither given) the municipality; without steps where there are none.

    A unit is held against those of its kind, else of its area; an area without its own against the municipality's, and
    then a relative one counts from the area's own base year. limit as for figures.panel.
    """
    return _held(municipality, granularity, area, unit, limit, store.version())


@lru_cache(maxsize=KEPT)
def _held(
    municipality: str, granularity: Granularity, area: str | None, unit: int | None, limit: float, version: int
) -> Held:
    rows = store.read("targets", municipality=municipality)
    if rows.empty:
        return Held(())
    panel = panels.panel(municipality, granularity, limit=limit)
    if unit is not None:
        known = store.read("units", municipality=municipality).set_index("unit_id")
        kind = known["kind"].get(unit)
        of_kind = rows[rows["kind"] == kind] if isinstance(kind, str) else rows[:0]
        if not of_kind.empty:
            return Held(steps(of_kind, panel, units_of_kind(municipality, panel, kind)), kind)
        area = next(iter(panel.area[panel.unit_id == unit]), "") or None
    own = rows[rows["area"] == area] if area is not None else rows[:0]
    if not own.empty:
        return Held(steps(own, panel, members(panel, area=area)), area)
    whole = rows[rows["area"].isna() & rows["kind"].isna()]
    return Held(steps(whole, panel, members(panel, area=area)))


def units_of_kind(municipality: str, panel: Panel, kind: str) -> np.ndarray:
    """(U,) the units of a kind; none where their sum would give a hidden unit away."""
    kinds = store.read("units", municipality=municipality).set_index("unit_id")["kind"].reindex(panel.unit_id)
    inside = (kinds == kind).to_numpy()
    return np.zeros(len(inside), bool) if splits(panel.block, inside) else inside


def written(row: Any, language: Language) -> str:
    """A target as it was said: "7,5 % sykefravær", "10 % lavere sykefravær enn i 2024". row: of the query `targets`."""
    word = t(language, f"measure.{row.form}").lower()
    if not pd.isna(row.percent):
        return t(language, "targets.absolute", percent=percent(language, float(row.percent)), measure=word)
    way = "lower" if row.change_percent < 0 else "higher"
    change = abs(float(row.change_percent))
    decimals = 0 if change == round(change) else 1
    return t(
        language,
        f"targets.relative_{way}",
        change=percent(language, change, decimals),
        measure=word,
        year=str(int(row.base_year)),
    )
