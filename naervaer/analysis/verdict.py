"""The only place that judges. Page, slide, PDF, Excel and command line look its words up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from naervaer.analysis.before_after import (
    NO_AFTER,
    NO_BEFORE,
    PROTECTS_OTHERS,
    SHORTEST_MONTHS,
    SHOWN,
    TOO_EARLY,
    TOO_FEW,
    BeforeAfter,
)
from naervaer.i18n import chance, month, t
from naervaer.model import Language


class State(StrEnum):
    """What can be said about an initiative."""

    TOO_EARLY = TOO_EARLY
    TOO_FEW = TOO_FEW
    NO_BEFORE = NO_BEFORE
    NO_AFTER = NO_AFTER
    COUNTED = "counted"


@dataclass(frozen=True)
class Verdict:
    """A state and the figures of its sentence.

    values: lower, units (counts), p_by_chance (0..1), month (first that can be judged), like_for_like; as the state has
    them.
    """

    state: State
    values: Mapping[str, Any] = field(default_factory=dict)

    def label(self, language: Language) -> str:
        """Two or three words."""
        return t(language, f"verdict.{self.state}")

    def sentence(self, language: Language) -> str:
        """The whole sentence, without jargon."""
        key = f"verdict.{self.state}_sentence"
        if self.state is State.TOO_EARLY:
            return t(language, key, month=month(language, self.values["month"]))
        if self.state is State.COUNTED:
            key = key if self.values["like_for_like"] else "verdict.counted_unlike_sentence"
            chance_alone = chance(language, self.values["p_by_chance"])
            return t(language, key, lower=self.values["lower"], units=self.values["units"], chance=chance_alone)
        return t(language, key)


def verdict(compared: BeforeAfter) -> Verdict:
    """What the comparison lets us say: why nothing can be said, or the bare count, which is never a judgement."""
    states = compared.units["state"]
    if (states == SHOWN).any() and "" in compared.counts:
        count = compared.counts[""]
        return Verdict(
            State.COUNTED,
            {
                "lower": count.lower,
                "units": count.of_units,
                "p_by_chance": count.p_at_least_of_units,
                "like_for_like": compared.like_for_like,
            },
        )
    if states.isin([TOO_FEW, PROTECTS_OTHERS]).all() and len(states):
        return Verdict(State.TOO_FEW)
    if (states == NO_BEFORE).any():
        return Verdict(State.NO_BEFORE)
    if (states == TOO_EARLY).any():
        first = compared.units.loc[states == TOO_EARLY, "start"].min()
        return Verdict(State.TOO_EARLY, {"month": first + pd.DateOffset(months=SHORTEST_MONTHS)})
    return Verdict(State.NO_AFTER)
