"""The areas of a municipality in one table: level, direction, days, target and units, most lost days first."""

import numpy as np
import pandas as pd

from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures.overview import Overview, Standing
from naervaer.figures.overview_sentences import direction
from naervaer.i18n import percent, t
from naervaer.model import Language, Measure


def areas(found: Overview, line_pct: float, language: Language, measure: Measure = Measure.ABSENCE) -> Table:
    """The municipality and its areas, a row each. line_pct: the absence that units are counted above, percent.

    Columns that no row has anything in are left out.
    """
    columns = {
        "area": Column(t(language, "field.service_area")),
        "line": Column(t(language, "overview.line"), Kind.SPARKLINE),
        "level": Column(t(language, "overview.last_year"), Kind.PERCENT),
        "change": Column(t(language, "overview.change"), Kind.POINTS),
        "direction": Column(t(language, "overview.how_sure")),
        "days": Column(t(language, "overview.lost_days"), Kind.DAYS),
        "short": Column(t(language, "overview.short_share"), Kind.PERCENT),
        "target": Column(t(language, "overview.target"), Kind.PERCENT),
        "distance": Column(t(language, "overview.distance"), Kind.POINTS),
        "counted": Column(t(language, "overview.counted"), Kind.COUNT),
        "within": Column(t(language, "overview.within"), Kind.COUNT),
        "above": Column(
            t(language, f"overview.beyond_{measure}", line=percent(language, measure.of(line_pct))), Kind.COUNT
        ),
    }
    rows = [_row(row, line_pct, language, measure) for row in (found.whole, *found.areas)]
    frame = pd.DataFrame(rows, columns=list(columns)).dropna(axis="columns", how="all")
    kept = [columns[name] for name in frame.columns]
    return table(t(language, "overview.areas_caption"), kept, frame)


def _row(row: Standing, line_pct: float, language: Language, measure: Measure) -> dict[str, object]:
    wanted = row.wanted
    rolling = tuple(measure.of(np.array(row.rolling)))
    return {
        "area": row.area or t(language, "pick.whole"),
        "line": rolling if np.isfinite(rolling).any() else None,
        "level": measure.of(row.level["last_pct"]),
        "change": measure.change(row.level["change_pp"]),
        "direction": direction(row.direction, language, measure),
        "days": row.lost_days,
        "short": row.short_share,
        "target": np.nan if wanted is None else measure.of(wanted.step.absence_pct),
        "distance": np.nan if wanted is None else measure.change(wanted.distance_pp),
        "counted": len(row.rates),
        "within": row.within,
        "above": row.above(line_pct),
    }
