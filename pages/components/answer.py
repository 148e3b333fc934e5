"""The answer of Before and after: the verdict, the counts with chance beside them, and what could not be shown."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from naervaer.analysis.before_after import SHOWN, BeforeAfter
from naervaer.charts import each_unit as each_unit_table
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import Answer, sentences
from naervaer.i18n import t
from naervaer.model import Language, Measure
from pages.components import chart, folded, paragraphs
from pages.components import table as table_component


KEPT = 64  # tables of single units


def say(answer: Answer, language: Language, measure: Measure) -> None:
    """The verdict: the first thing on the page."""
    fixed = sentences.fixed(answer.found, language, measure) if answer.found else ""
    more = [missing.sentence(language) for missing in answer.better]
    if answer.several:
        more.append(t(language, "before_after.several", n=len(answer.several), units=list(answer.several)))
    paragraphs.point_and_more(answer.verdict.sentence(language, measure), [fixed] if fixed else [], more)


def compare(compared: BeforeAfter, language: Language, measure: Measure) -> None:
    """The pooled figures before any adjustment, which months were compared, and each area's count with chance."""
    said = sentences.pooled(compared, language, measure)
    pooled = "".join(f'<p class="naervaer-lead">{escape(line)}</p>' for line in said)
    lines = [*sentences.compared_months(compared, language), *sentences.counts(compared, language, measure)]
    st.html(f"<div>{pooled}<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul></div>")


def each_unit(answer: Answer, language: Language, *, filename: str, outside: Callable[[], Answer | None]) -> None:
    """Each unit's own change and whether it stands out; nothing where chance in single units is not known.

    outside gives the answer as it may leave the house.
    """
    units = _units(answer)
    made = _each_unit(answer, language)
    if made is None:
        return
    said = [t(language, "each_unit.lead")]
    if each_unit_table.all_alike(units):
        said.append(t(language, "each_unit.all_alike"))
    folded.show(t(language, "each_unit.title"), folded.paragraphs(said) + table_component.html(made, language))
    name = t(language, "each_unit.filename", name=filename)
    taken_along = lambda: (taken := outside()) and _each_unit(taken, language)  # noqa: E731
    chart.downloads(made, language, filename=name, outside=taken_along)


@lru_cache(maxsize=KEPT)
def _each_unit(answer: Answer, language: Language) -> Table | None:
    return each_unit_table.each_unit(_units(answer), language)


def _units(answer: Answer) -> list[dict[str, Any]]:
    return answer.found["units"] if answer.found else []


def not_shown(answer: Answer, language: Language, *, filename: str, outside: Callable[[], Answer | None]) -> None:
    """The units without a figure, each with its reason; nothing is drawn when every unit is shown.

    outside: as in each_unit.
    """
    made = _not_shown(answer.compared, language)
    if not made.rows:
        return
    st.subheader(t(language, "before_after.not_shown", n=len(made.rows)))
    table_component.show(made, language)
    name = t(language, "before_after.not_shown_filename", name=filename)
    taken_along = lambda: (taken := outside()) and _not_shown(taken.compared, language)  # noqa: E731
    chart.downloads(made, language, filename=name, outside=taken_along)


@lru_cache(maxsize=KEPT)
def _not_shown(answer: BeforeAfter, language: Language) -> Table:
    left_out = answer.units[answer.units["state"] != SHOWN].sort_values("unit")
    frame = pd.DataFrame(
        {
            "unit": left_out["unit"],
            "start": left_out["start"].dt.date,
            "why": [t(language, f"before_after.state.{state}") for state in left_out["state"]],
        }
    )
    headings = [
        Column(t(language, "chart.unit")),
        Column(t(language, "chart.start"), Kind.MONTH),
        Column(t(language, "understanding.why")),
    ]
    return table(t(language, "before_after.not_shown_caption"), headings, frame)
