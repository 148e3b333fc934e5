"""What is known of one unit besides its figures: what it took part in, what it reached there, and its names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.verdict import Verdict
from naervaer.figures.answers import verdicts
from naervaer.figures.implementation import implementation
from naervaer.i18n import listing, month, t
from naervaer.model import Language, Measure


@dataclass(frozen=True)
class TakesPart:
    """A unit's part in one initiative.

    said     the verdict on the whole initiative in words; "" without one. Of the unit alone there is none.
    reached  steps the unit has reached, with their day, in the order of the programme
    planned  how many steps there are for it
    """

    initiative_id: int
    initiative: str
    start: date
    end: date | None
    said: str
    reached: tuple[tuple[str, date], ...]
    planned: int


def takes_part(
    municipality: str,
    unit_id: int,
    language: Language,
    measure: Measure = Measure.ABSENCE,
    *,
    limit: float = FEWEST_EMPLOYEES,
) -> list[TakesPart]:
    """Every initiative the unit is or was in, the newest first; limit as for figures.panel."""
    rows = store.read("participations", municipality=municipality)
    own = rows[rows["unit_id"] == unit_id].sort_values("start_date", ascending=False)
    found = verdicts(municipality, [int(key) for key in own["initiative_id"].unique()], limit=limit)
    return [_part(municipality, unit_id, row, found, language, measure) for row in own.itertuples(index=False)]


def _part(
    municipality: str,
    unit_id: int,
    row: Any,
    found: Mapping[int, Verdict | None],
    language: Language,
    measure: Measure,
) -> TakesPart:
    key = int(row.initiative_id)
    known = implementation(municipality, key)
    plan = known.plan[known.plan["unit_id"] == unit_id]
    reached = [
        (known.programme.called(step.item, language) if known.programme else step.item, step.reached_on.date())
        for step in plan[plan["reached_on"].notna()].itertuples(index=False)
    ]
    verdict = found.get(key)
    return TakesPart(
        initiative_id=key,
        initiative=row.initiative,
        start=row.start_date.date(),
        end=None if pd.isna(row.end_date) else row.end_date.date(),
        said=verdict.sentence(language, measure) if verdict else "",
        reached=tuple(reached),
        planned=len(plan),
    )


def part_said(part: TakesPart, language: Language) -> list[str]:
    """What is known of the part: from when, what was reached, and what can be said of the whole initiative."""
    start = month(language, part.start)
    lines = [
        t(language, "unit_page.from", start=start)
        if part.end is None
        else t(language, "unit_page.from_until", start=start, end=month(language, part.end))
    ]
    if part.planned:
        steps = [t(language, "unit_page.step", step=step, when=month(language, day)) for step, day in part.reached]
        key = "unit_page.steps" if steps else "unit_page.no_steps"
        lines.append(t(language, key, reached=len(steps), of=part.planned, steps=listing(language, steps)))
    return [*lines, part.said or t(language, "before_after.no_figures")]


def called(municipality: str, unit_id: int, language: Language) -> list[str]:
    """What the unit has been called, what it came from and what became of it, the newest first."""
    changes = store.read("unit_changes", municipality=municipality)
    own = changes[(changes["unit_id"] == unit_id) & (changes["change"] != "spelled")]
    return [
        t(
            language,
            f"unit_page.{row.change}",
            since="" if pd.isna(row.since) else month(language, row.since.date()),
            name=row.name or row.unit,
            others=listing(language, list(row.others)) or row.unit,
        )
        for row in own.itertuples(index=False)
    ]
