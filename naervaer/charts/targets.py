"""The targets of a municipality in one table: what was said, the level it means, and how far away it is."""

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.target import Step, progress, steps
from naervaer.analysis.trend import members
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import panels
from naervaer.figures.overview import Overview, Standing
from naervaer.figures.overview_sentences import progress as progress_said
from naervaer.figures.targets import written
from naervaer.i18n import t
from naervaer.model import Language, Measure


def targets(municipality: str, found: Overview, language: Language, measure: Measure = Measure.ABSENCE) -> Table:
    """Every target that stands, those of the municipality first. The levels are in the measure that is shown."""
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
    standings = {row.area: row for row in (found.whole, *found.areas)}
    panel = panels.panel(municipality, found.granularity)
    listed = []
    for place, row in enumerate(rows.itertuples(index=False)):
        area = None if pd.isna(row.area) else str(row.area)
        standing = standings.get(area) if pd.isna(row.kind) else None
        selected = members(panel, area=area) if standing is not None else np.zeros(len(panel.unit), bool)
        (step,) = steps(rows.iloc[[place]], panel, selected)
        last = standing.level["last_pct"] if standing is not None else np.nan
        listed.append(
            {
                "area": row.kind if not pd.isna(row.kind) else area or t(language, "pick.whole"),
                "since": row.since.date(),
                "said": written(row, language),
                "level": measure.of(step.absence_pct),
                "last": measure.of(last),
                "distance": measure.change(last - step.absence_pct),
                "progress": _progress(step, standing, language),
                "note": "" if pd.isna(row.note) else row.note,
            }
        )
    frame = pd.DataFrame(listed, columns=list(columns))
    return table(t(language, "targets.caption"), list(columns.values()), frame)


def _progress(step: Step, standing: Standing | None, language: Language) -> str | None:
    """Whether it is reached, with a sign; missing where there is no level to hold against it."""
    if standing is None or standing.latest is None or np.isnan(standing.level["last_pct"] - step.absence_pct):
        return None
    found = progress(standing.level["last_pct"], step.absence_pct, standing.change)
    return progress_said(bool(step.since > standing.latest.start), found, language)
