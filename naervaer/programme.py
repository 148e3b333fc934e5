"""The kinds of initiative that stand ready, each with its own steps: data/reference/programmes.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from naervaer.model import Language


REFERENCE = Path(__file__).parents[1] / "data" / "reference" / "programmes.toml"


@dataclass(frozen=True)
class Step:
    """Something a unit reaches on a date; its name in each language."""

    key: str
    name: Mapping[Language, str]


@dataclass(frozen=True)
class Programme:
    """A kind of initiative.

    rhythm_months     how often people gather; None when there is no fixed rhythm
    run_in_months     how long before it can be expected to be in daily use
    follow_up_months  how long after the start an answer is looked for
    """

    key: str
    name: Mapping[Language, str]
    description: Mapping[Language, str]
    aim: Mapping[Language, str]
    rhythm_months: int | None
    run_in_months: int
    follow_up_months: int
    steps: tuple[Step, ...]


@cache
def programmes() -> tuple[Programme, ...]:
    """All programmes, in the order they are offered."""
    with REFERENCE.open("rb") as file:
        entries = tomllib.load(file)["programme"]
    return tuple(
        Programme(
            key=entry["key"],
            name=_in_each_language(entry["name"]),
            description=_in_each_language(entry["description"]),
            aim=_in_each_language(entry["aim"]),
            rhythm_months=entry.get("rhythm_months"),
            run_in_months=entry["run_in_months"],
            follow_up_months=entry["follow_up_months"],
            steps=tuple(Step(step["key"], _in_each_language(step)) for step in entry["step"]),
        )
        for entry in entries
    )


def find(text: str) -> Programme | None:
    """The programme a person means by its key or by its name in any language; None when it is none of ours."""
    wanted = text.strip().casefold()
    for programme in programmes():
        if wanted in {programme.key.casefold(), *(name.casefold() for name in programme.name.values())}:
            return programme
    return None


def _in_each_language(entry: Mapping[str, str]) -> Mapping[Language, str]:
    return {language: entry[language] for language in Language}
