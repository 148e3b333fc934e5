"""The targets of a municipality in one table: what was said, the level it means, and how far away it is."""

from typing import Any

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.direction import year_on_year
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel
from naervaer.analysis.target import Step, progress, steps
from naervaer.analysis.trend import level, members
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import panels
from naervaer.figures.overview_sentences import progress as progress_said
from naervaer.figures.targets import units_of_kind, written
from naervaer.figures.unit_comparison import kind_name
from naervaer.i18n import t
from naervaer.model import Granularity, Language, Measure


def targets(
    municipality: str,
    granularity: Granularity,
    language: Language,
    measure: Measure = Measure.ABSENCE,
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> Table:
    """Every target that stands, those of the municipality first. The levels are in the measure that is shown.

    limit as for figures.panel.
    """
    rows = store.read("targets", municipality=municipality)
    columns = {
        "area": Column(t(language, "field.service_area")),
        "since": Column(t(language, "targets.since"), Kind.MONTH),
        "said": Column(t(language, "targets.target")),
        "level": Column(t(language, "targets.level", measure=t(language, f"measure.{measure}").lower()), Kind.PERCENT),
        "last": Column(t(language, "overview.last_year"), Kind.PERCENT),
        "distance": Column(t(language, "overview.distance"), Kind.POINTS),
        "progress": Column(t(language, "targets.progress")),
        "note": Column(t(language, "targets.note")),
    }
    panel = panels.panel(municipality, granularity, limit=limit)
    listed = []
    for place, row in enumerate(rows.itertuples(index=False)):
        selected = _selected(municipality, panel, row)
        (step,) = steps(rows.iloc[[place]], panel, selected)
        found: dict[str, Any] = level(panel, selected) if selected.any() else {"last_pct": np.nan}
        last = found["last_pct"]
        listed.append(
            {
                "area": place_name(row, language),
                "since": row.since.date(),
                "said": written(row, language),
                "level": measure.of(step.absence_pct),
                "last": measure.of(last),
                "distance": measure.change(last - step.absence_pct),
                "progress": _progress(step, last, panel, selected, language),
                "note": "" if pd.isna(row.note) else row.note,
            }
        )
    frame = pd.DataFrame(listed, columns=list(columns))
    return table(t(language, "targets.caption"), list(columns.values()), frame)


def place_name(row: Any, language: Language) -> str:
    """Whose a target is; row: of the query `targets`."""
    if not pd.isna(row.kind):
        return t(language, "targets.every", kind=kind_name(str(row.kind), language))
    return t(language, "pick.whole") if pd.isna(row.area) else str(row.area)


def _selected(municipality: str, panel: Panel, row: Any) -> np.ndarray:
    if not pd.isna(row.kind):
        return units_of_kind(municipality, panel, str(row.kind))
    return members(panel, area=None if pd.isna(row.area) else str(row.area))


def _progress(step: Step, last: float, panel: Panel, selected: np.ndarray, language: Language) -> str | None:
    """Whether it is reached, with a sign; missing where there is no level to hold against it."""
    if np.isnan(last - step.absence_pct):
        return None
    found = progress(last, step.absence_pct, year_on_year(panel, selected))
    return progress_said(bool(step.since > panel.period[-1]), found, language)
