"""The areas of a municipality, most lost days first: how it goes in each, and targets with the units within them."""

from functools import lru_cache

import numpy as np
import pandas as pd

from naervaer.charts.table import Column, Kind, Table, captioned, table
from naervaer.figures.overview import Overview, Standing
from naervaer.figures.overview_sentences import direction, reached
from naervaer.i18n import percent, t
from naervaer.model import Language, Measure


KEPT = 32  # tables; an overview is made once for each state of the store


@lru_cache(maxsize=KEPT)
def areas(found: Overview, language: Language, measure: Measure = Measure.ABSENCE) -> Table:
    """The municipality and its areas, a row each: level, change, direction, days. Columns without any figure are left
    out.
    """
    columns = {
        "area": Column(t(language, "field.service_area")),
        "level": Column(t(language, "overview.last_year"), Kind.PERCENT),
        "change": Column(t(language, "overview.change"), Kind.POINTS),
        "direction": Column(t(language, "overview.how_sure")),
        "days": Column(t(language, "overview.lost_days"), Kind.DAYS),
        "short": Column(t(language, "overview.short_share"), Kind.PERCENT),
        "line": Column(t(language, "overview.line"), Kind.SPARKLINE),
    }
    rows = [_going(row, language, measure) for row in (found.whole, *found.areas)]
    return _table(captioned(t(language, "overview.areas_caption"), language, measure), columns, rows)


@lru_cache(maxsize=KEPT)
def units(found: Overview, line_pct: float, language: Language, measure: Measure = Measure.ABSENCE) -> Table:
    """The municipality and its areas, a row each: target, distance, and how many units are within it and beyond a line.

    line_pct: the absence that units are counted above, percent. Columns without any figure are left out.
    """
    line = percent(language, measure.of(line_pct))
    columns = {
        "area": Column(t(language, "field.service_area")),
        "level": Column(t(language, "overview.last_year"), Kind.PERCENT),
        "target": Column(t(language, "overview.target"), Kind.PERCENT),
        "distance": Column(t(language, "overview.distance"), Kind.POINTS),
        "reached": Column(t(language, "targets.progress")),
        "counted": Column(t(language, "overview.counted"), Kind.COUNT),
        "within": Column(t(language, "overview.within"), Kind.COUNT),
        "beyond": Column(t(language, f"overview.beyond_{measure}", line=line), Kind.COUNT),
    }
    rows = [_held(row, line_pct, language, measure) for row in (found.whole, *found.areas)]
    return _table(captioned(t(language, "overview.units_caption"), language, measure), columns, rows)


def _table(caption: str, columns: dict[str, Column], rows: list[dict[str, object]]) -> Table:
    frame = pd.DataFrame(rows, columns=list(columns)).dropna(axis="columns", how="all")
    return table(caption, [columns[name] for name in frame.columns], frame)


def _going(row: Standing, language: Language, measure: Measure) -> dict[str, object]:
    rolling = tuple(measure.of(np.array(row.rolling)))
    return {
        "area": row.area or t(language, "pick.whole"),
        "level": measure.of(row.level["last_pct"]),
        "change": measure.change(row.level["change_pp"]),
        "direction": direction(row.direction, language, measure),
        "days": row.lost_days,
        "short": row.short_share,
        "line": rolling if np.isfinite(rolling).any() else None,
    }


def _held(row: Standing, line_pct: float, language: Language, measure: Measure) -> dict[str, object]:
    wanted = row.wanted
    return {
        "area": row.area or t(language, "pick.whole"),
        "level": measure.of(row.level["last_pct"]),
        "target": np.nan if wanted is None else measure.of(wanted.step.absence_pct),
        "distance": np.nan if wanted is None else measure.change(wanted.distance_pp),
        "reached": reached(row, language),
        "counted": len(row.rates),
        "within": row.within,
        "beyond": row.above(line_pct),
    }
