"""Charts drawn once for each state of the store: a rerun for another filter must not draw again what stays."""

from functools import lru_cache

import pandas as pd

from naervaer import figures, store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.trend import members, trend
from naervaer.charts import Chart
from naervaer.charts import before_after as before_after_chart
from naervaer.charts import event_time as event_time_chart
from naervaer.charts import expected as expected_chart
from naervaer.charts import trend as trend_chart
from naervaer.figures import Answer, sentences
from naervaer.model import Granularity, Language


KEPT = 128  # charts; one is some ten kilobytes


@lru_cache(maxsize=KEPT)
def before_after(answer: Answer, language: Language) -> Chart:
    """Each shown unit of the answer, before and after."""
    rows = sentences.rows(answer.compared, language)
    return before_after_chart.before_after(rows, language, like_for_like=answer.compared.like_for_like)


@lru_cache(maxsize=KEPT)
def expected(answer: Answer, language: Language) -> Chart | None:
    """What the units had against what was expected; None without an estimate and its range."""
    found = answer.found
    if found is None or found["expected"] is None or found["expected"]["ci95_pp"] is None:
        return None
    raw = found["raw"]
    return expected_chart.expected(found["expected"], raw["before_pct"] if raw else None, language)


@lru_cache(maxsize=KEPT)
def event_time(answer: Answer, language: Language) -> Chart | None:
    """The years around the start; None when there is only one of them."""
    windows = answer.found["event_time"] if answer.found else []
    return event_time_chart.event_time(windows, language) if len(windows) > 1 else None


def over_time(
    municipality: str,
    granularity: Granularity,
    area: str | None,
    unit: int | None,
    language: Language,
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> Chart:
    """An area's, a unit's or (neither given) the municipality's rate over time; limit as for figures.panel."""
    return _over_time(municipality, granularity, area, unit, language, limit, store.version())


@lru_cache(maxsize=KEPT)
def _over_time(
    municipality: str,
    granularity: Granularity,
    area: str | None,
    unit: int | None,
    language: Language,
    limit: float,
    version: int,
) -> Chart:
    series = _series(municipality, granularity, area, unit, limit)
    starts = figures.starts(municipality, area=area, unit=unit)
    return trend_chart.trend(series, starts, granularity, language)


def year_on_year(
    municipality: str, area: str | None, unit: int | None, language: Language, *, limit: float = FEWEST_EMPLOYEES
) -> Chart:
    """The same, with the months of each year laid over each other."""
    return _year_on_year(municipality, area, unit, language, limit, store.version())


@lru_cache(maxsize=KEPT)
def _year_on_year(
    municipality: str, area: str | None, unit: int | None, language: Language, limit: float, version: int
) -> Chart:
    return trend_chart.years(_series(municipality, Granularity.MONTH, area, unit, limit), language)


def _series(
    municipality: str, granularity: Granularity, area: str | None, unit: int | None, limit: float
) -> pd.DataFrame:
    panel = figures.panel(municipality, granularity, limit=limit)
    return trend(panel, members(panel, unit_id=unit, area=area))
