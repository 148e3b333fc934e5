"""What came of an initiative: the verdict, its criteria, whether it lasts, and the change beside what was done."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import figures
from naervaer.access import Visitor
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.dose import Beside, Dose
from naervaer.analysis.pooled_change import PooledChange
from naervaer.charts import drawings
from naervaer.charts.table import Column, Kind, Table, captioned, table
from naervaer.figures import implementation_sentences
from naervaer.i18n import percent, points, signed, t
from naervaer.model import Language, Measure
from pages.components import chart, visit, way_on
from pages.components import table as table_component


WINDOWS = {"0-5": "short", "6-11": "second", "12-23": "lasting"}


def show(initiative: Any, visitor: Visitor) -> None:
    """The answer first, then what it has to be read with."""
    language, measure, key = visitor.language, visitor.measure, int(initiative.initiative_id)
    said = figures.answer(visitor.municipality, key)
    judged = figures.verdicts(visitor.municipality, [key])[key]
    sentence = judged.sentence(language, measure) if judged else t(language, "before_after.no_figures")
    st.html(f'<p class="naervaer-verdict">{escape(sentence)}</p>')
    if said is not None:
        st.markdown(t(language, "comparison.chosen_result" if said.chosen else "comparison.own_result"))
        if said.several:
            units = [visit.plain(unit) for unit in said.several]
            st.markdown(t(language, "before_after.several", n=len(units), units=units))
    _chosen_for_their_level(key, visitor)
    way_on.show("before_after", t(language, "result.whole_answer"), {"initiative": initiative.initiative}, visitor)
    _criteria(key, visitor)
    _lasting(initiative, said, visitor)
    _beside(initiative, visitor)


def _chosen_for_their_level(key: int, visitor: Visitor) -> None:
    """Units chosen because their absence was high fall by themselves: said at once, before any figure is believed."""
    language = visitor.language
    above = figures.enrolled_above(visitor.municipality, key)
    found = figures.implementation(visitor.municipality, key)
    limit = found.programme.enrolled_above_pct if found.programme else None
    if limit is None:
        return
    text = t(language, "result.chosen_high", limit=percent(language, limit, 0))
    if above is not None:
        text += " " + t(
            language, "result.chosen_high_count", above=above[0], n=above[1], limit=percent(language, limit, 0)
        )
    st.info(text)


def _criteria(key: int, visitor: Visitor) -> None:
    """Each success criterion answered, and all of them in one."""
    language = visitor.language
    together, lines = implementation_sentences.criteria(visitor.municipality, key, language, visitor.measure)
    if not lines:
        return
    st.header(t(language, "result.criteria"))
    if together:
        st.markdown(f"**{together}**")
    st.markdown("\n".join(f"- {line}" for line in lines))


def _lasting(initiative: Any, said: figures.Answer | None, visitor: Visitor) -> None:
    """The half-years and the second year after the start, side by side, for the same units."""
    language, measure = visitor.language, visitor.measure
    windows = said.found["windows"] if said is not None and said.found else None
    st.header(t(language, "result.lasting"))
    made = _halves(windows, visitor)
    if not windows or made is None:
        st.markdown(t(language, "result.lasting_not_yet"))
        return

    def outside() -> figures.Answer | None:
        """The answer as it may leave the house."""
        return figures.answer(visitor.municipality, int(initiative.initiative_id), limit=FEWEST_OUTSIDE)

    verdict = "fading" if windows.get("fading") else "lasts" if windows.get("lasting") else "not_known"
    st.markdown(t(language, f"estimate.{verdict}"))
    table_component.show(made, language)
    chart.downloads(
        made,
        language,
        filename=t(language, "result.lasting_filename", name=initiative.initiative),
        outside=lambda: _halves(taken.found["windows"], visitor) if (taken := outside()) and taken.found else None,
    )
    for window, name in WINDOWS.items():
        if windows.get(window) is None:
            st.markdown(t(language, "result.window_early", window=t(language, f"result.window_{name}")))
    assert said is not None, "windows are of an answer"
    years = drawings.event_time(said, language, measure)
    if years is not None:
        chart.show(
            years,
            language,
            filename=t(language, "estimate.years_filename", name=initiative.initiative),
            folded=True,
            outside=lambda: (taken := outside()) and drawings.event_time(taken, language, measure),
        )


def _halves(windows: Mapping[str, Any] | None, visitor: Visitor) -> Table | None:
    """The windows that are over, a row each; None where none is."""
    language, measure = visitor.language, visitor.measure
    rows = []
    for window, name in WINDOWS.items():
        seen, label = (windows or {}).get(window), t(language, f"result.window_{name}")
        if seen is not None:
            ends = sorted(measure.change(end) for end in seen["ci95_pp"]) if seen["ci95_pp"] else [None, None]
            rows.append((label, measure.change(seen["effect_pp"]), *ends, seen["n_units"]))
    headings = [
        Column(t(language, "chart.from_start")),
        Column(t(language, "chart.difference"), Kind.POINTS),
        Column(t(language, "chart.lowest"), Kind.POINTS),
        Column(t(language, "chart.highest"), Kind.POINTS),
        Column(t(language, "overview.units"), Kind.COUNT),
    ]
    frame = pd.DataFrame(rows, columns=["window", "effect", "low", "high", "units"])
    return table(captioned(t(language, "result.lasting_caption"), language, measure), headings, frame) if rows else None


def _beside(initiative: Any, visitor: Visitor) -> None:
    """The change beside what was done: a description, and what it cannot say."""
    language, here, key = visitor.language, visitor.municipality, int(initiative.initiative_id)
    st.header(t(language, "beside.title"))
    st.markdown(t(language, "beside.lead"))
    steps, doses = figures.beside_steps(here, key), figures.beside_activities(here, key)
    if steps is None and doses is None:
        st.markdown(t(language, "beside.nothing"))
        return
    if steps is not None:
        made = _steps(steps, visitor)
        table_component.show(made, language)
        chart.downloads(
            made,
            language,
            filename=t(language, "beside.steps_filename", name=initiative.initiative),
            outside=lambda: (taken := figures.beside_steps(here, key, limit=FEWEST_OUTSIDE)) and _steps(taken, visitor),
        )
        _differ(steps, visitor)
    if doses is not None:
        dose, _ = doses
        counted = _doses(dose, visitor)
        if dose.beside is None or counted is None:
            st.markdown(t(language, "beside.no_dose"))
            return

        def outside() -> Table | None:
            """The same of the units that may leave the house."""
            taken = figures.beside_activities(here, key, limit=FEWEST_OUTSIDE)
            return _doses(taken[0], visitor) if taken else None

        table_component.show(counted, language)
        filename = t(language, "beside.dose_filename", name=initiative.initiative)
        chart.downloads(counted, language, filename=filename, outside=outside)
        _differ(dose.beside, visitor)
        st.markdown(_rank(dose, language))


def _steps(steps: Beside, visitor: Visitor) -> Table:
    return _groups(steps, ("beside.all_steps", "beside.some_steps"), "beside.steps_caption", visitor)


def _doses(dose: Dose, visitor: Visitor) -> Table | None:
    if dose.beside is None:
        return None
    return _groups(dose.beside, ("beside.many", "beside.few"), "beside.dose_caption", visitor, middle=dose.middle)


def _groups(
    beside: Beside, names: tuple[str, str], caption: str, visitor: Visitor, middle: float | None = None
) -> Table:
    language, measure = visitor.language, visitor.measure
    values = {} if middle is None else {"middle": int(middle)}
    rows = [
        _group(t(language, name, **values), change, n, measure)
        for name, change, n in zip(names, (beside.more, beside.fewer), (beside.n_more, beside.n_fewer), strict=True)
        if n
    ]
    headings = [
        Column(t(language, "beside.group")),
        Column(t(language, "overview.units"), Kind.COUNT),
        Column(t(language, "chart.before"), Kind.PERCENT),
        Column(t(language, "chart.after"), Kind.PERCENT),
        Column(t(language, "chart.change"), Kind.POINTS),
        Column(t(language, "chart.lowest"), Kind.POINTS),
        Column(t(language, "chart.highest"), Kind.POINTS),
    ]
    frame = pd.DataFrame(rows, columns=["group", "n", "before", "after", "change", "low", "high"])
    return table(captioned(t(language, caption), language, measure), headings, frame)


def _differ(beside: Beside, visitor: Visitor) -> None:
    """Whether the groups differ by more than chance gives."""
    language, measure = visitor.language, visitor.measure
    if beside.difference_pp is None or beside.ci95_pp is None:
        st.markdown(t(language, "beside.too_few"))
        return
    low, high = sorted(measure.change(end) for end in beside.ci95_pp)
    key = "beside.differ" if low > 0 or high < 0 else "beside.chance"
    st.markdown(
        t(
            language,
            key,
            difference=points(language, measure.change(beside.difference_pp)),
            low=signed(language, low),
            high=signed(language, high),
        )
    )


def _group(name: str, change: PooledChange | None, n: int, measure: Measure) -> tuple[Any, ...]:
    if change is None:
        return (name, n, None, None, None, None, None)
    ends = sorted(measure.change(end) for end in change.ci95_pp) if change.ci95_pp else [None, None]
    rates = [measure.of(rate) for rate in (change.before_pct, change.after_pct)]
    return (name, n, *rates, measure.change(change.change_pp), *ends)


def _rank(dose: Dose, language: Language) -> str:
    if dose.ci95 is None or dose.ci95[0] < 0 < dose.ci95[1]:
        return t(language, "beside.rank_chance")
    return t(language, "beside.rank_falls" if dose.ci95[1] < 0 else "beside.rank_rises")
