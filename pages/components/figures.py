"""The figures a page works with: the store's rows as a panel, made once for each state of the store."""

from functools import lru_cache

import pandas as pd

from naervaer import store
from naervaer.analysis.before_after import BeforeAfter, before_after
from naervaer.analysis.panel import Panel, panel
from naervaer.analysis.unlike_periods import unlike_periods
from naervaer.model import MONTHS_IN, Granularity


KEPT = 16  # panels and answers; a panel of 400 units and 120 months is about 2.5 MB


def lengths(municipality: str) -> list[Granularity]:
    """The lengths of period the municipality has comparable figures for, the shortest first."""
    found = store.read("granularities", municipality=municipality)
    known = {Granularity(name) for name in found.loc[found["part"] == "total", "granularity"]}
    return [granularity for granularity in MONTHS_IN if granularity in known]


def figures(municipality: str, granularity: Granularity, initiative: int | None = None) -> Panel:
    """The municipality's panel; with an initiative, its units carry their starts."""
    return _panel(municipality, granularity, initiative, store.version())


def outcome(municipality: str, initiative: int) -> BeforeAfter | None:
    """Before and after in the shortest periods that have an answer, else in unlike ones; None without any figures."""
    return _outcome(municipality, initiative, store.version())


@lru_cache(maxsize=KEPT)
def _panel(municipality: str, granularity: Granularity, initiative: int | None, version: int) -> Panel:
    rows = store.read("panel", municipality=municipality, granularity=granularity, part="total")
    taking_part = store.read("participations", municipality=municipality)
    starts = taking_part[taking_part["initiative_id"] == (-1 if initiative is None else initiative)]
    return panel(rows, starts, granularity=granularity, in_any_initiative=frozenset(taking_part["unit_id"]))


@lru_cache(maxsize=KEPT * 8)
def _outcome(municipality: str, initiative: int, version: int) -> BeforeAfter | None:
    known = lengths(municipality)
    answers = []
    for granularity in known:
        answer = before_after(figures(municipality, granularity, initiative))
        if _says_something(answer):
            return answer
        answers.append(answer)
    unlike = unlike_periods([figures(municipality, each, initiative) for each in known]) if len(known) > 1 else None
    if unlike is not None and unlike.counts:
        return unlike
    return answers[0] if answers else None


def _says_something(answer: BeforeAfter) -> bool:
    return not answer.units.empty and bool((answer.units["n_periods"] > 0).any())


def chosen(frame: pd.DataFrame, **values: object) -> pd.DataFrame:
    """The rows whose columns hold these values."""
    for name, value in values.items():
        frame = frame[frame[name] == value]
    return frame
