"""What came of an initiative: the verdict, its criteria, whether it lasts, and the change beside what was done."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import figures
from naervaer.access import Visitor
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.dose import Beside, Dose
from naervaer.analysis.pooled_change import PooledChange
from naervaer.charts import Chart, drawings
from naervaer.charts.table import Column, Kind, captioned, table
from naervaer.figures import implementation_sentences
from naervaer.i18n import percent, points, signed, t
from naervaer.model import Language, Measure
from pages.components import chart, visit
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
    st.page_link(
        "pages/analysis/before_after.py",
        label=t(language, "result.whole_answer"),
        query_params={"initiative": initiative.initiative, **visit.address(visitor)},
    )
    _criteria(key, visitor)
    _lasting(initiative, said, visitor)
    _beside(key, visitor)


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
    if not windows or not any(windows.get(window) for window in WINDOWS):
        st.markdown(t(language, "result.lasting_not_yet"))
        return
    rows, early = [], []
    for window, name in WINDOWS.items():
        seen, label = windows.get(window), t(language, f"result.window_{name}")
        if seen is None:
            early.append(label)
        else:
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
    verdict = "fading" if windows.get("fading") else "lasts" if windows.get("lasting") else "not_known"
    st.markdown(t(language, f"estimate.{verdict}"))
    caption = captioned(t(language, "result.lasting_caption"), language, measure)
    table_component.show(table(caption, headings, frame), language)
    for label in early:
        st.markdown(t(language, "result.window_early", window=label))
    assert said is not None
    years = drawings.event_time(said, language, measure)
    if years is not None:
        filename = t(language, "estimate.years_filename", name=initiative.initiative)

        def outside() -> Chart | None:
            """The years as they may leave the house."""
            taken = figures.answer(visitor.municipality, int(initiative.initiative_id), limit=FEWEST_OUTSIDE)
            return None if taken is None else drawings.event_time(taken, language, measure)

        chart.show(years, language, filename=filename, folded=True, outside=outside)


def _beside(key: int, visitor: Visitor) -> None:
    """The change beside what was done: a description, and what it cannot say."""
    language = visitor.language
    st.header(t(language, "beside.title"))
    st.markdown(t(language, "beside.lead"))
    steps = figures.beside_steps(visitor.municipality, key)
    doses = figures.beside_activities(visitor.municipality, key)
    if steps is None and doses is None:
        st.markdown(t(language, "beside.nothing"))
        return
    if steps is not None:
        _groups(steps, ("beside.all_steps", "beside.some_steps"), t(language, "beside.steps_caption"), visitor)
    if doses is not None:
        dose, _ = doses
        if dose.beside is None:
            st.markdown(t(language, "beside.no_dose"))
        else:
            names = ("beside.many", "beside.few")
            _groups(dose.beside, names, t(language, "beside.dose_caption"), visitor, middle=dose.middle)
            st.markdown(_rank(dose, language))


def _groups(
    beside: Beside, names: tuple[str, str], caption: str, visitor: Visitor, middle: float | None = None
) -> None:
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
    table_component.show(table(captioned(caption, language, measure), headings, frame), language)
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
