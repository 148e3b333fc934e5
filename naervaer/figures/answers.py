"""What can be said of an initiative, worked out once for each state of the store."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from naervaer import store
from naervaer.analysis.before_after import BeforeAfter, before_after
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel
from naervaer.analysis.result import analyse_study
from naervaer.analysis.study import Study, pandemic, study, unspoilt, without
from naervaer.analysis.unlike_periods import unlike_periods
from naervaer.analysis.verdict import Judgement, Verdict, judge, of_judgement, together, verdict
from naervaer.analysis.wanted import Wanted, wanted
from naervaer.figures import panels


KEPT_ANSWERS = 256


@dataclass(frozen=True, eq=False)
class Answer:
    """What can be said of one initiative. Told apart by identity: one is made once for each state of the store.

    compared  the same months before and after, unit by unit
    verdict   the one judgement
    compared_with  unit_id and name of the not-started units that the comparison stands on
    chosen         those units were chosen by a person (query comparison_units), not by the house's own rule
    several   units of the initiative that are in another one, too: a change may come from either
    judgement what the verdict rests on; None where found is
    better    what there should be more of for a better answer
    found     every method's figures (analyse_study); None where the days do not carry them, or where a sum would give a
              hidden unit away
    """

    compared: BeforeAfter
    verdict: Verdict
    found: dict[str, Any] | None
    judgement: Judgement | None = None
    better: tuple[Wanted, ...] = ()
    several: tuple[str, ...] = ()
    compared_with: tuple[tuple[int, str], ...] = ()
    chosen: bool = False


@dataclass(frozen=True)
class Choices:
    """What a person may choose otherwise. The defaults are the house's own way, and the verdict everywhere is theirs.

    years            of the window after the start: 1, or 0.5
    anticipation     months before the start that count as neither before nor after (METHODS section 1)
    own_areas_only   compare only with units of the same service areas
    without_pandemic leave out the months of the pandemic
    left_out         unit_ids that are not compared with
    """

    years: float = 1.0
    anticipation: int = 0
    own_areas_only: bool = False
    without_pandemic: bool = False
    left_out: frozenset[int] = frozenset()


def answer(municipality: str, initiative: int, *, limit: float = FEWEST_EMPLOYEES) -> Answer | None:
    """The answer in the shortest periods that carry one, else in unlike ones; None without any figures.

    limit: fewest employees whose figures may be shown; FEWEST_OUTSIDE for what leaves the house.
    """
    return _answer(municipality, initiative, Choices(), limit, store.figures_version())


def verdicts(
    municipality: str, initiatives: Iterable[int], *, limit: float = FEWEST_EMPLOYEES
) -> dict[int, Verdict | None]:
    """The verdicts of several initiatives on one page: corrected together, so that fewer are called clear."""
    version = store.figures_version()
    said = {initiative: _said(municipality, initiative, limit, version) for initiative in initiatives}
    judged = {key: judgement for key, (_, judgement) in said.items() if judgement is not None}
    states = dict(zip(judged, together(list(judged.values())), strict=True)) if judged else {}
    together_judged = {key: of_judgement(replace(judged[key], state=state)) for key, state in states.items()}
    return {**{key: own for key, (own, _) in said.items()}, **together_judged}


def another_answer(municipality: str, initiative: int, choices: Choices) -> Answer | None:
    """The answer if it is worked out another way."""
    return _answer(municipality, initiative, choices, FEWEST_EMPLOYEES, store.figures_version())


@lru_cache(maxsize=KEPT_ANSWERS)
def _said(municipality: str, initiative: int, limit: float, version: int) -> tuple[Verdict | None, Judgement | None]:
    """The verdict and what it rests on, as the answer has them, without all that an answer tells beside: a list of
    fifty initiatives needs no more, and it is a tenth of the work.
    """
    ground = _ground(municipality, initiative, Choices(), limit)
    if not isinstance(ground, _Ground):
        return (ground.verdict, None) if ground is not None else (None, None)
    judgement = judge(ground.days)
    said = verdict(ground.compared, judgement, ground.panel.block)
    return said, judgement if said.state is judgement.state else None


@lru_cache(maxsize=KEPT_ANSWERS)
def _answer(municipality: str, initiative: int, choices: Choices, limit: float, version: int) -> Answer | None:
    ground = _ground(municipality, initiative, choices, limit)
    return _judged(ground, choices) if isinstance(ground, _Ground) else ground


@dataclass(frozen=True, eq=False)
class _Ground:
    """What an answer is worked out of.

    other_start  (U,) datetime64[M], first start in any other initiative, NaT = none
    chosen       the unit_ids a person has chosen to compare with; none is the house's own comparison
    """

    panel: Panel
    compared: BeforeAfter
    days: Study
    other_start: np.ndarray
    chosen: frozenset[int]


def _ground(municipality: str, initiative: int, choices: Choices, limit: float) -> _Ground | Answer | None:
    """In the shortest periods that carry an answer; the answer itself where unlike periods leave but a count."""
    lengths = panels.lengths(municipality)
    known = [panels.panel(municipality, granularity, initiative, limit=limit) for granularity in lengths]
    if not known:
        return None
    for panel in known:
        compared = before_after(panel)
        if (compared.units["n_periods"] > 0).any():
            chosen, other_start = _chosen(municipality, initiative), _other_starts(municipality, initiative, panel)
            return _Ground(panel, compared, _days(panel, other_start, chosen, choices), other_start, chosen)
    unlike = unlike_periods(known)
    compared = unlike if unlike.counts else before_after(known[0])
    return Answer(compared, verdict(compared), None)


def _days(panel: Panel, other_start: np.ndarray, chosen: frozenset[int], choices: Choices) -> Study:
    """The panel's days without what is not compared with."""
    days = unspoilt(study(panel, choices.anticipation), other_start)
    if chosen:
        days = without(days, ~(np.isin(panel.unit_id, list(chosen)) | panel.started)[:, None])
    if choices.left_out:
        unwanted = np.isin(panel.unit_id, list(choices.left_out)) & ~panel.started
        days = without(days, unwanted[:, None])
    if choices.own_areas_only:
        days = without(days, ~np.isin(panel.area, panel.area[panel.started])[:, None])
    if choices.without_pandemic:
        days = without(days, pandemic(days))
    return days


def _judged(ground: _Ground, choices: Choices) -> Answer:
    panel, compared, days, other_start = ground.panel, ground.compared, ground.days, ground.other_start
    judgement = judge(days, choices.years)
    said = verdict(compared, judgement, panel.block)
    found = _shareable(analyse_study(days), panel, judge(days)) if said.state is judgement.state else None
    compared_with = days.not_started.any(1) & ~panel.started
    return Answer(
        compared,
        said,
        found,
        judgement if found else None,
        tuple(wanted(days, judgement)) if found else (),
        several=tuple(panel.unit[panel.started & ~np.isnat(other_start)]),
        compared_with=tuple(
            (int(unit_id), unit)
            for unit_id, unit in zip(panel.unit_id[compared_with], panel.unit[compared_with], strict=True)
        ),
        chosen=bool(ground.chosen),
    )


def _chosen(municipality: str, initiative: int) -> frozenset[int]:
    """The units a person has chosen to compare with; none is the house's own comparison."""
    rows = store.read("comparison_units", municipality=municipality)
    return frozenset(map(int, rows.loc[rows["initiative_id"] == initiative, "unit_id"]))


def _shareable(found: dict[str, Any], panel: Panel, judged: Judgement) -> dict[str, Any]:
    """The figures, each unit with its area; where a unit is hidden, without it and without windows that hold only some
    units: one could hold it alone.
    """
    if judged.found is not None:
        places = zip(found["units"], np.flatnonzero(judged.found.judged), strict=True)
        units = [{**unit, "area": str(panel.area[place])} for unit, place in places if not panel.hidden[place]]
        found = {**found, "units": units}
    if not (panel.hidden[panel.started] != "").any() or not found["expected"]:
        return found
    every = found["expected"]["n_units"]
    windows = {
        name: window if not isinstance(window, dict) or window["n_units"] == every else None
        for name, window in (found["windows"] or {}).items()
    }
    years = [window for window in found["event_time"] if window["n_units"] == every]
    return {**found, "windows": windows, "event_time": years}


def _other_starts(municipality: str, initiative: int, panel: Panel) -> np.ndarray:
    """(U,) datetime64[M] the first start of each unit in any other initiative; NaT = none."""
    taking_part = store.read("participations", municipality=municipality)
    others = taking_part[taking_part["initiative_id"] != initiative]
    first = others.groupby("unit_id")["start_date"].min()
    return first.reindex(panel.unit_id).to_numpy().astype("datetime64[M]")
