"""What the overview says in words, the same on a page and on a slide: built from figures and verdicts only."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from naervaer.analysis.cost import DAYS_IN_A_POSITION
from naervaer.analysis.direction import OPPOSITE, Direction
from naervaer.analysis.target import Progress
from naervaer.analysis.verdict import Verdict
from naervaer.figures import sentences
from naervaer.figures.overview import Overview, Standing, end_of
from naervaer.i18n import NO_BREAK, listing, month, months_between, number, percent, period, signed, t
from naervaer.model import Granularity, Language, Measure


AT = 0.05  # percentage points that are written as none

SIGNS = {
    Direction.LOWER: "↓",
    Direction.PROBABLY_LOWER: "↘",
    Direction.NO_CLEAR_CHANGE: "≈",
    Direction.PROBABLY_HIGHER: "↗",
    Direction.HIGHER: "↑",
    Direction.NOT_KNOWN: "–",
}


REACHED = {Progress.REACHED: "✓", Progress.NOT_REACHED: "✗", Progress.CANNOT_TELL: "≈", Progress.NO_RANGE: "–"}


def direction(found: Direction, language: Language, measure: Measure) -> str:
    """Which way, and how sure, with a sign that can be told without colour."""
    way = OPPOSITE.get(found, found) if measure is Measure.ATTENDANCE else found
    words = f"{SIGNS[way]} {t(language, f'direction.{way}')}"
    return words.replace(" ", NO_BREAK)  # in a narrow column the sign must not stand alone


def reached(row: Standing, language: Language) -> str | None:
    """Whether the target is reached, with a sign that can be told without colour; None without a target or a level."""
    if row.wanted is None or row.latest is None or np.isnan(row.wanted.distance_pp):
        return None
    return progress(bool(row.wanted.step.since > row.latest.start), row.wanted.progress, language)


def progress(is_to_come: bool, found: Progress, language: Language) -> str:
    """The same of any target; is_to_come: it does not hold yet."""
    words = t(language, "targets.to_come") if is_to_come else f"{REACHED[found]} {t(language, f'targets.{found}')}"
    return words.replace(" ", NO_BREAK)


def state(found: Overview, language: Language, measure: Measure = Measure.ABSENCE) -> list[str]:
    """The state of the municipality: level, how sure its change is, newest period, target, days, areas, data."""
    whole = found.whole
    if np.isnan(whole.level["last_pct"]):
        said = [t(language, _no_level(found))]
    else:
        said = [sentences.level(whole.level, language, measure), *_how_sure(whole, language, measure)]
    return [
        *said,
        *latest(whole, found.granularity, language, measure),
        *target(whole, language, measure),
        *_days(found, language),
        *_areas(found, language, measure),
        *data(found, language),
    ]


def _no_level(found: Overview) -> str:
    """The text of why the municipality has no level."""
    if found.weighted_by is None:
        return "overview.no_weight"
    return "level.no_year" if found.whole.latest is not None else "overview.hidden"


def _how_sure(whole: Standing, language: Language, measure: Measure) -> list[str]:
    if np.isnan(whole.level["change_pp"]):
        return []
    if whole.direction is not Direction.NO_CLEAR_CHANGE:
        sure = {Direction.LOWER: "clear", Direction.HIGHER: "clear", Direction.NOT_KNOWN: "not_known"}
        return [t(language, f"overview.sure_{sure.get(whole.direction, 'probable')}")]
    assert whole.change is not None and whole.change.ci95_pp is not None, "what was tested has its range"
    low, high = sorted(measure.change(edge) for edge in whole.change.ci95_pp)
    return [t(language, "overview.sure_no_clear_change", low=signed(language, low), high=signed(language, high))]


def latest(
    row: Standing, granularity: Granularity, language: Language, measure: Measure = Measure.ABSENCE
) -> list[str]:
    """The newest period against the same period one year before, and whether it is whole and final."""
    newest = row.latest
    if newest is None or np.isnan(newest.rate_pct):
        return []
    names = [
        period(language, day.astype("datetime64[D]").item(), granularity) for day in (newest.start, newest.start - 12)
    ]
    rates = [percent(language, measure.of(rate)) for rate in (newest.rate_pct, newest.earlier_pct)]
    said = [t(language, "overview.latest", period=names[0], rate=rates[0], earlier=rates[1], earlier_period=names[1])]
    if newest.n_units < newest.n_expected:
        said.append(t(language, "overview.incomplete", n=newest.n_units, expected=newest.n_expected, period=names[0]))
    return said


def target(row: Standing, language: Language, measure: Measure = Measure.ABSENCE) -> list[str]:
    """The target and the distance to it, with what may be chance."""
    if row.wanted is None or row.latest is None:
        return []
    wanted = row.wanted
    said = {
        "target": percent(language, measure.of(wanted.step.absence_pct)),
        "distance": t(language, "unit.points", value=number(language, abs(wanted.distance_pp))),
    }
    if np.isnan(wanted.distance_pp):
        return [t(language, "overview.target_alone", target=said["target"])]
    side = "at" if abs(wanted.distance_pp) < AT else "inside" if wanted.distance_pp <= 0 else "outside"
    if wanted.step.since > row.latest.start:
        begins = month(language, wanted.step.since.astype("datetime64[D]").item())
        return [
            t(language, f"overview.target_to_come_{'outside' if side == 'outside' else 'inside'}", month=begins, **said)
        ]
    if side == "at":
        return [t(language, "overview.target_at", target=said["target"])]
    if wanted.progress in (Progress.REACHED, Progress.NOT_REACHED):
        return [t(language, f"overview.target_{wanted.progress}", **said)]
    return [t(language, f"overview.target_{wanted.progress}_{side}", **said)]


def _days(found: Overview, language: Language) -> list[str]:
    days = found.whole.lost_days
    if np.isnan(days) or not days:
        return []
    said = [t(language, "overview.days", days=round(days), positions=round(days / DAYS_IN_A_POSITION))]
    first = found.areas[0] if found.areas else None
    if first is not None and len(found.areas) > 1 and not np.isnan(first.lost_days):
        share = percent(language, 100 * first.lost_days / days, 0)
        said.append(t(language, "overview.most_days", area=first.area, share=share))
    return said


def _areas(found: Overview, language: Language, measure: Measure) -> list[str]:
    known = [area for area in found.areas if area.direction is not Direction.NOT_KNOWN]
    if not known:
        return []
    lower, higher = _those(known, "lower", language, measure), _those(known, "higher", language, measure)
    if not lower and not higher:
        return [t(language, "overview.areas_no_change", n=len(known))]
    said = [t(language, "overview.areas_lower", areas=lower)] if lower else []
    said += [t(language, "overview.areas_higher", areas=higher)] if higher else []
    return [*said, t(language, "overview.areas_rest")] if len(lower) + len(higher) < len(known) else said


def _those(areas: Iterable[Standing], way: str, language: Language, measure: Measure) -> list[str]:
    """Names of the areas that went one way; those that only probably did are marked."""
    names = []
    for area in areas:
        said = OPPOSITE.get(area.direction, area.direction) if measure is Measure.ATTENDANCE else area.direction
        if said.endswith(way):
            probably = said.startswith("probably")
            names.append(t(language, "overview.probably", area=area.area) if probably else str(area.area))
    return names


def data(found: Overview, language: Language) -> list[str]:
    """Areas whose newest figures are older than the municipality's, and that the newest may still change."""
    said = []
    for area in found.late:
        assert area.latest is not None, "an area that is late has figures"
        end = end_of(area.latest, found.granularity).astype("datetime64[D]").item()
        said.append(t(language, "overview.late", area=area.area, month=month(language, end)))
    newest = found.whole.latest
    if newest is not None and newest.preliminary:
        start = newest.start.astype("datetime64[D]").item()
        said.append(t(language, "overview.preliminary", period=period(language, start, found.granularity)))
    return said


def initiatives(
    names: Mapping[int, str],
    verdicts: Mapping[int, Verdict | None],
    language: Language,
    measure: Measure = Measure.ABSENCE,
) -> list[str]:
    """How many initiatives run, and what is known of each, by what is known."""
    if not names:
        return [t(language, "overview.no_initiatives")]
    groups: dict[str, list[str]] = {}
    for key, name in names.items():
        verdict = verdicts.get(key)
        label = t(language, "verdict.no_figures") if verdict is None else verdict.label(language, measure)
        groups.setdefault(label, []).append(name)
    known = [
        t(language, "overview.known_of", label=label, initiatives=listing(language, group))
        for label, group in groups.items()
    ]
    return [t(language, "overview.running", n=len(names)), *known]


def running(initiatives: pd.DataFrame, participations: pd.DataFrame, month: np.datetime64 | None) -> dict[int, str]:
    """The initiatives that some unit takes part in in a month or later: key to name, in the order of the query."""
    goes_on = participations["end_date"].isna()
    if month is not None:
        goes_on |= participations["end_date"] >= pd.Timestamp(month)
    still = set(participations.loc[goes_on, "initiative_id"])
    return {
        int(row.initiative_id): str(row.initiative)
        for row in initiatives.itertuples(index=False)
        if row.initiative_id in still
    }


def notes(found: Overview, language: Language) -> list[str]:
    """How units are counted, and against whose target."""
    hidden = found.whole.n_hidden
    borrowed = any(area.wanted is not None and area.wanted.of is None for area in found.areas)
    return [
        t(language, "overview.how_counted", hidden=hidden) if hidden else t(language, "overview.how_counted_all"),
        *([t(language, "overview.municipality_target")] if borrowed else []),
    ]


def data_state(found: Overview, language: Language) -> list[str]:
    """What the newest figures are, and which areas and units lack them."""
    newest = found.whole.latest
    if newest is None:
        return []
    name = period(language, newest.start.astype("datetime64[D]").item(), found.granularity)
    missing = [
        t(
            language,
            "overview.units_missing",
            n=area.latest.n_expected - area.latest.n_units,
            area=area.area,
            expected=area.latest.n_expected,
            period=name,
        )
        for area in found.areas
        if area.latest is not None
        and area.latest.start == newest.start
        and area.latest.n_units < area.latest.n_expected
    ]
    lacking = [*data(found, language), *missing]
    return [t(language, "overview.newest", period=name), *(lacking or [t(language, "overview.every_area")])]


def last_upload(row: Any, when: str, language: Language) -> str:
    """The newest file; row: of the query `uploads`. when: as the reader's clock shows it."""
    months = months_between(language, row.first_period.date(), row.last_period.date())
    return t(language, "overview.last_upload", filename=row.filename, when=when, months=months)
