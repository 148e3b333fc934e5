"""Kinds of initiative, each with its own steps; data/reference/programmes.toml holds those that stand ready."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from naervaer.model import Language, spelling_key


REFERENCE = Path(__file__).parents[1] / "data" / "reference" / "programmes.toml"

# How long after the start an answer is looked for where nobody says otherwise: a whole year holds every season once.
FOLLOW_UP_MONTHS = 12


class Criterion(StrEnum):
    """What an initiative is held to have succeeded by."""

    SICK_LEAVE = "sick_leave"
    IMPLEMENTATION = "implementation"
    TARGET = "target"
    ACTIVITIES = "activities"


@dataclass(frozen=True)
class Step:
    """Something with a key and its name in each language: a step, an element, a service, a kind, a heading."""

    key: str
    name: Mapping[Language, str]


@dataclass(frozen=True)
class Programme:
    """A kind of initiative.

    rhythm_months       how often people gather; None when there is no fixed rhythm
    run_in_months       how long before it can be expected to be in daily use
    follow_up_months    how long after the start an answer is looked for
    steps               what a unit reaches on a date, in order
    elements            what is put in place to a degree, and kept so
    services            what is agreed for a unit and delivered
    activities          kinds of activity
    cases               kinds of case a gathering may count; never who
    criteria            what it is held to have succeeded by
    headings            what the half-year report asks about
    enrolled_above_pct  units are chosen because their sick leave was above this; None when they are not
    target_change_pct   the change aimed at against a base year, in percent; None without one
    review_first        the figures are reviewed before anything is chosen
    own                 the municipality made it itself
    """

    key: str
    name: Mapping[Language, str]
    description: Mapping[Language, str]
    aim: Mapping[Language, str]
    rhythm_months: int | None = None
    run_in_months: int = 0
    follow_up_months: int = FOLLOW_UP_MONTHS
    steps: tuple[Step, ...] = ()
    elements: tuple[Step, ...] = ()
    services: tuple[Step, ...] = ()
    activities: tuple[Step, ...] = ()
    cases: tuple[Step, ...] = ()
    criteria: tuple[Criterion, ...] = (Criterion.SICK_LEAVE,)
    headings: tuple[Step, ...] = field(default_factory=tuple)
    enrolled_above_pct: float | None = None
    target_change_pct: float | None = None
    review_first: bool = False
    own: bool = False

    @property
    def plan(self) -> tuple[Step, ...]:
        """Everything that a unit is to get or to reach: steps, elements and services."""
        return (*self.steps, *self.elements, *self.services)

    def called(self, key: str | None, language: Language) -> str:
        """The name of any of its steps, elements, services, kinds of activity or of case; another key as it stands."""
        if not key:
            return ""
        named = {one.key: one.name[language] for one in (*self.plan, *self.activities, *self.cases)}
        return named.get(key, key)


TEXTS = ("name", "description", "aim")
PLAIN = (
    "rhythm_months",
    "run_in_months",
    "follow_up_months",
    "enrolled_above_pct",
    "target_change_pct",
    "review_first",
    "own",
)
LISTS = ("steps", "elements", "services", "activities", "cases", "headings")


@cache
def standing() -> tuple[Programme, ...]:
    """The programmes that stand ready, in the order they are offered."""
    with REFERENCE.open("rb") as file:
        table = tomllib.load(file)
    headings = table["heading"]
    return tuple(from_plain({"headings": headings, **entry}) for entry in table["programme"])


def find(text: str, among: Iterable[Programme] | None = None) -> Programme | None:
    """The programme a person means by its key or by its name in any language; None when it is none of them.

    among: the programmes to look in (store.programmes), by default those that stand ready.
    """
    wanted = spelling_key(text)
    for programme in standing() if among is None else among:
        if wanted in {spelling_key(programme.key), *map(spelling_key, programme.name.values())}:
            return programme
    return None


def from_plain(entry: Mapping[str, Any]) -> Programme:
    """A programme of plain values, as the reference and the store keep it. Raises KeyError for a missing text."""
    texts: dict[str, Any] = {name: _in_each_language(entry[name]) for name in TEXTS}
    lists: dict[str, Any] = {
        name: tuple(Step(one["key"], _in_each_language(one)) for one in entry.get(name, ())) for name in LISTS
    }
    plain: dict[str, Any] = {name: entry[name] for name in PLAIN if entry.get(name) is not None}
    criteria = tuple(Criterion(one) for one in entry.get("criteria", (Criterion.SICK_LEAVE,)))
    return Programme(key=entry["key"], **texts, **lists, **plain, criteria=criteria)


def to_plain(programme: Programme) -> dict[str, Any]:
    """The same as plain values that JSON can hold; from_plain gives the programme back."""
    return {
        "key": programme.key,
        **{name: dict(getattr(programme, name)) for name in TEXTS},
        **{name: getattr(programme, name) for name in PLAIN},
        **{name: [{"key": one.key, **one.name} for one in getattr(programme, name)] for name in LISTS},
        "criteria": list(programme.criteria),
    }


def _in_each_language(entry: Mapping[str, str]) -> Mapping[Language, str]:
    return {language: entry[language] for language in Language}
