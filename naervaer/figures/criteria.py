"""The success criteria of an initiative, its target against a base year, and what it lacks before it is finished."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from naervaer.analysis import success, target
from naervaer.analysis.before_after import INITIATIVE
from naervaer.analysis.direction import year_on_year
from naervaer.analysis.implementation import Stage
from naervaer.analysis.panel import weighted
from naervaer.analysis.success import Met
from naervaer.analysis.trend import level
from naervaer.figures import panels
from naervaer.figures.answers import answer, verdicts
from naervaer.figures.implementation import implementation
from naervaer.programme import Criterion


@dataclass(frozen=True)
class AgainstBaseYear:
    """The units that take part, now against their base year. Percent; change_pct relative, -10 is ten percent lower.

    progress is whether the target is reached by more than chance.
    """

    base_year: int
    base_pct: float
    now_pct: float
    change_pct: float
    target_pct: float
    progress: target.Progress


def against_base_year(municipality: str, initiative: int) -> AgainstBaseYear | None:
    """None without a base year, a target or figures for both, or where the sum would give a hidden unit away."""
    found = implementation(municipality, initiative)
    programme = found.programme
    aim = found.details.target_change_pct
    aim = programme.target_change_pct if aim is None and programme is not None else aim
    said = answer(municipality, initiative)
    if aim is None or found.details.base_year is None or said is None:
        return None
    pooled = said.compared.pooled
    if pooled.loc[pooled["group"] == INITIATIVE, "after_pct"].isna().any():
        return None
    for granularity in panels.lengths(municipality):
        panel = panels.panel(municipality, granularity, initiative)
        selected = np.isin(panel.unit_id, found.units["unit_id"]) & (~np.isnan(weighted(panel).weight)).any(1)
        base = target.base_rate(panel, selected, found.details.base_year)
        now = level(panel, selected)["last_pct"]
        if isinstance(now, float) and not np.isnan(base) and not np.isnan(now) and base > 0:
            wanted = base * (1 + aim / 100)
            reached = target.progress(now, wanted, year_on_year(panel, selected))
            return AgainstBaseYear(found.details.base_year, base, now, 100 * (now / base - 1), wanted, reached)
    return None


def criteria(municipality: str, initiative: int) -> dict[Criterion, Met]:
    """Each success criterion of the initiative's programme, answered; empty without a programme."""
    found = implementation(municipality, initiative)
    if found.programme is None:
        return {}
    answers: dict[Criterion, Met] = {}
    for criterion in found.programme.criteria:
        if criterion is Criterion.SICK_LEAVE:
            said = verdicts(municipality, [initiative])[initiative]
            answers[criterion] = success.sick_leave_met(said.state if said else None)
        elif criterion is Criterion.IMPLEMENTATION:
            answers[criterion] = success.implementation_met(found.in_place)
        elif criterion is Criterion.TARGET:
            base = against_base_year(municipality, initiative)
            answers[criterion] = success.target_met(base.progress if base else None)
        else:
            answers[criterion] = success.activities_met(found.held)
    return answers


def missing(municipality: str, initiative: int, today: date | None = None) -> tuple[str, ...]:
    """What an initiative lacks before it can be called finished, as keys: what was never planned, done or said."""
    day = today or date.today()
    found = implementation(municipality, initiative, day)
    said = verdicts(municipality, [initiative])[initiative]
    stages = set(found.plan["stage"])
    lacks = {
        "units": found.units.empty,
        "plan": not found.plan.empty and stages == {Stage.NOT_PLANNED},
        "steps_late": Stage.LATE in stages,
        "degrees": bool(found.programme and found.programme.elements and found.in_place.mean_pct is None),
        "activities": bool(found.programme and found.programme.activities and not found.held.held),
        "activities_late": found.held.late > 0,
        "figures": said is None,
        "decision": found.details.trial_end is not None and found.details.decision is None,
        "evaluation": not (found.details.evaluation or "").strip(),
    }
    return tuple(key for key, lacking in lacks.items() if lacking)
