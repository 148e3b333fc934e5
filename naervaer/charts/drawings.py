"""Charts drawn once for each state of the store: a rerun for another filter must not draw again what stays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from naervaer import figures, store
from naervaer.analysis import target
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.charts import Chart
from naervaer.charts import before_after as before_after_chart
from naervaer.charts import event_time as event_time_chart
from naervaer.charts import expected as expected_chart
from naervaer.charts import funnel as funnel_chart
from naervaer.charts import side_by_side as side_by_side_chart
from naervaer.charts import trend as trend_chart
from naervaer.figures import Answer, external_lines, sentences, targets, trends
from naervaer.figures.trends import OverTime, Place, name
from naervaer.figures.unit_comparison import Compared
from naervaer.i18n import listing, t
from naervaer.model import Granularity, Language, Measure


KEPT = 128  # charts; one is some ten kilobytes


@lru_cache(maxsize=KEPT)
def before_after(answer: Answer, language: Language, measure: Measure = Measure.ABSENCE) -> Chart:
    """Each shown unit of the answer, before and after."""
    rows = sentences.rows(answer.compared, language)
    return before_after_chart.before_after(rows, language, measure, like_for_like=answer.compared.like_for_like)


@lru_cache(maxsize=KEPT)
def expected(answer: Answer, language: Language, measure: Measure = Measure.ABSENCE) -> Chart | None:
    """What the units had against what was expected; None without an estimate and its range."""
    found = answer.found
    if found is None or found["expected"] is None or found["expected"]["ci95_pp"] is None:
        return None
    raw = found["raw"]
    return expected_chart.expected(found["expected"], raw["before_pct"] if raw else None, language, measure)


@lru_cache(maxsize=KEPT)
def event_time(answer: Answer, language: Language, measure: Measure = Measure.ABSENCE) -> Chart | None:
    """The years around the start; None when there is only one of them."""
    windows = answer.found["event_time"] if answer.found else []
    return event_time_chart.event_time(windows, language, measure) if len(windows) > 1 else None


def over_time(
    municipality: str,
    granularity: Granularity,
    place: Place,
    language: Language,
    measure: Measure = Measure.ABSENCE,
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> Chart:
    """An area's, a unit's or (neither given) the municipality's rate over time; limit as for figures.panel."""
    return _over_time(municipality, granularity, place, language, measure, limit, store.version())


@lru_cache(maxsize=KEPT)
def _over_time(
    municipality: str,
    granularity: Granularity,
    place: Place,
    language: Language,
    measure: Measure,
    limit: float,
    version: int,
) -> Chart:
    found = trends.over_time(municipality, granularity, place, limit=limit)
    starts = figures.starts(municipality, area=place.area, unit=place.unit)
    wanted = _target(municipality, found, place, t(language, "chart.target"), limit)
    days = found.series["period_start"]
    lines = [
        _of_others(
            line.label(language), pd.DataFrame({"period_start": days, "rate_pct": rates}), length, found, language
        )
        for line, rates, length in _beside(municipality, found, place)
    ]
    return trend_chart.trend(found, starts, language, measure, target=wanted, lines=lines)


def _target(
    municipality: str, found: OverTime, place: Place, name: str, limit: float = FEWEST_EMPLOYEES
) -> trend_chart.Line | None:
    """What is wanted of a place in each of its periods; None where nothing is."""
    held = targets.held(municipality, found.base, area=place.area, unit=place.unit, limit=limit)
    days = found.series["period_start"]
    level = target.over_time(held.steps, days.to_numpy().astype("datetime64[M]"))
    if np.isnan(level).all():
        return None
    return trend_chart.Line(name, pd.DataFrame({"period_start": days, "rate_pct": level}), level=True)


def _targets(
    municipality: str, granularity: Granularity, places: Sequence[Place], language: Language, limit: float
) -> list[trend_chart.Line]:
    """What is wanted of each of several places; one line for those that are held against the same."""
    alike: dict[tuple[tuple[str, float], ...], list[trend_chart.Line]] = {}
    for place in places:
        found = trends.over_time(municipality, granularity, place, limit=limit)
        line = _target(municipality, found, place, name(municipality, place, language), limit)
        if line is not None:
            wanted = line.values.dropna()
            levels = zip(wanted["period_start"].astype(str), wanted["rate_pct"], strict=True)
            alike.setdefault(tuple(levels), []).append(line)
    named = []
    for lines in alike.values():
        own = t(language, "chart.target_of", name=listing(language, [line.name for line in lines]))
        every = len(lines) == len(places)
        named.append(replace(lines[0], name=t(language, "chart.target") if every else own))
    return named


def _of_others(
    label: str, values: pd.DataFrame, length: Granularity, found: OverTime, language: Language
) -> trend_chart.Line:
    """A line of others; one whose numbers are of longer periods than the chart's says so, and is drawn flat."""
    longer = length is not found.granularity
    name = t(language, f"lines.per_{length}", line=label) if longer else label
    return trend_chart.Line(name, values, level=longer)


def _beside(
    municipality: str, found: OverTime, place: Place
) -> list[tuple[external_lines.Line, np.ndarray, Granularity]]:
    """The lines of others that have a value beside a place, their values, and of what length of period these are; a
    unit alone has none.
    """
    if place.unit is not None:
        return []
    months = found.series["period_start"].to_numpy().astype("datetime64[M]")
    known = external_lines.external_lines(municipality, found.base, place.area)
    along = [(line, line.along(months, found.granularity)) for line in known]
    return [(line, *values) for line, values in along if values is not None]


@lru_cache(maxsize=KEPT)
def warnings(municipality: str, found: OverTime, place: Place, language: Language) -> list[str]:
    """In what the lines drawn beside a place are something else than the municipality's own figures."""
    said = [line.warning(language) for line, *_ in _beside(municipality, found, place)]
    return [warning for warning in said if warning]


def year_on_year(
    municipality: str,
    granularity: Granularity,
    place: Place,
    language: Language,
    measure: Measure = Measure.ABSENCE,
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> Chart:
    """The same, with the periods of each year laid over each other."""
    return _year_on_year(municipality, granularity, place, language, measure, limit, store.version())


@lru_cache(maxsize=KEPT)
def _year_on_year(
    municipality: str,
    granularity: Granularity,
    place: Place,
    language: Language,
    measure: Measure,
    limit: float,
    version: int,
) -> Chart:
    found = trends.over_time(municipality, granularity, place, limit=limit)
    return trend_chart.years(found, language, measure)


def side_by_side(
    municipality: str,
    granularity: Granularity,
    places: tuple[Place, ...],
    language: Language,
    measure: Measure = Measure.ABSENCE,
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> Chart:
    """The last 12 months of several areas or units, a line for each."""
    return _side_by_side(municipality, granularity, places, language, measure, limit, store.version())


@lru_cache(maxsize=KEPT)
def _side_by_side(
    municipality: str,
    granularity: Granularity,
    places: tuple[Place, ...],
    language: Language,
    measure: Measure,
    limit: float,
    version: int,
) -> Chart:
    lines = [
        trend_chart.Line(
            name(municipality, place, language),
            _rolling(trends.over_time(municipality, granularity, place, limit=limit).series),
        )
        for place in places
    ]
    caption = t(language, f"chart.side_by_side_{measure}")
    wanted = _targets(municipality, granularity, places, language, limit)
    return side_by_side_chart.side_by_side(lines, granularity, caption, language, measure, targets=wanted)


def parts(
    found: Mapping[str, pd.DataFrame],
    municipality: str,
    granularity: Granularity,
    place: Place,
    language: Language,
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> Chart:
    """The last 12 months of each part of the absence (figures.parts), and the target for all of it; a part has no
    attendance.
    """
    lines = [trend_chart.Line(t(language, f"part.{part}"), _rolling(series)) for part, series in found.items()]
    whole = trends.over_time(municipality, granularity, place, limit=limit)
    wanted = _target(municipality, whole, place, t(language, "chart.target_of_all"), limit)
    return side_by_side_chart.side_by_side(
        lines, granularity, t(language, "chart.parts_caption"), language, targets=[wanted] if wanted else []
    )


def _rolling(series: pd.DataFrame) -> pd.DataFrame:
    return series[["period_start", "rolling_pct"]].rename(columns={"rolling_pct": "rate_pct"})


@lru_cache(maxsize=KEPT)
def funnel(found: Compared, language: Language, measure: Measure = Measure.ABSENCE) -> Chart:
    """The units of a kind by size and rate; a comparison is made once for each state of the store."""
    return funnel_chart.funnel(found, language, measure)
