"""Plans as rows of the chart and of the table one edits, and an edited table back as rows of the register."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from naervaer.analysis.implementation import Stage
from naervaer.charts.plan import COLUMNS
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.programme import Programme, Step
from naervaer.store import Activity, Milestone


MOST_ROWS = 40  # units whose plan can be read in one picture; more are drawn by step


def of_steps(plan: pd.DataFrame, names: Mapping[int, str], programme: Programme, language: Language) -> pd.DataFrame:
    """A row per unit, marked with the step's number; where there are too many units, a row per step."""
    marks = {step.key: str(place) for place, step in enumerate(programme.plan, start=1)}
    by_step = plan["unit_id"].nunique() > MOST_ROWS
    rows = []
    for one in plan[plan["stage"] != Stage.NOT_PLANNED].itertuples(index=False):
        item = programme.called(one.item, language)
        unit, mark = names.get(int(one.unit_id), ""), marks.get(one.item, "")
        row = f"{mark}. {item}" if by_step else unit
        what = unit if by_step else item
        rows.append((row, what, "" if by_step else mark, one.planned_on, one.reached_on, str(one.stage)))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"planned_on": object, "done_on": object})


def of_activities(
    activities: Sequence[Activity], programme: Programme | None, today: date, language: Language
) -> pd.DataFrame:
    """A row per kind of activity; a theme is what was planned."""
    rows = []
    for one in activities:
        kind = programme.called(one.kind, language) if programme else one.kind or ""
        rows.append(
            (
                kind or t(language, "activities.no_kind"),
                one.theme or one.organisation or kind or t(language, "activities.no_kind"),
                "",
                one.planned_on,
                one.held_on,
                str(stage_of(one, today)),
            )
        )
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"planned_on": object, "done_on": object})


def stage_of(one: Activity, today: date) -> Stage:
    """Where an activity is."""
    if one.cancelled:
        return Stage.DROPPED
    if one.held_on is not None:
        return Stage.REACHED
    return Stage.LATE if one.planned_on is not None and one.planned_on < today else Stage.PLANNED


def wide(
    rows: Sequence[Milestone], units: Mapping[int | None, str], items: Sequence[Step], language: Language
) -> pd.DataFrame:
    """The table one edits: a row per unit (None: the whole initiative), two columns of days per item."""
    said = {(row.unit_id, row.item): row for row in rows}
    frame = pd.DataFrame({"unit": list(units.values())})
    for step in items:
        known = [said.get((unit, step.key)) for unit in units]
        frame[f"{step.key}.planned_on"] = pd.Series([row.planned_on if row else None for row in known], dtype=object)
        frame[f"{step.key}.reached_on"] = pd.Series([row.reached_on if row else None for row in known], dtype=object)
    return frame


def from_wide(
    edited: pd.DataFrame, rows: Sequence[Milestone], units: Sequence[int | None], items: Sequence[Step]
) -> list[Milestone]:
    """The rows that an edited table says; what it does not show stays as it is."""
    said = {(row.unit_id, row.item): row for row in rows}
    for place, unit in enumerate(units):
        for step in items:
            planned = as_day(edited[f"{step.key}.planned_on"].iloc[place])
            reached = as_day(edited[f"{step.key}.reached_on"].iloc[place])
            before = said.get((unit, step.key))
            dropped = before.dropped if before else False
            if planned is None and reached is None and not dropped:
                said.pop((unit, step.key), None)
            else:
                said[unit, step.key] = Milestone(unit, step.key, planned, reached, dropped)
    return list(said.values())


def as_day(value: Any) -> date | None:
    """A cell of an edited table as a day; None when it is empty."""
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def as_count(value: Any) -> int | None:
    """A cell of an edited table as a whole number; None when it is empty."""
    return None if value is None or pd.isna(value) else int(value)


def as_text(value: Any) -> str | None:
    """A cell of an edited table as text; None when it is empty."""
    return None if value is None or pd.isna(value) else str(value).strip() or None
