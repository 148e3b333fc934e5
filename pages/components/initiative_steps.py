"""How an initiative is carried out: steps and services against their plan, and how far elements are in use."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.access import Action, Visitor, may
from naervaer.analysis.implementation import DONE, LEVELS, Stage
from naervaer.charts.degrees import COLUMNS, degrees
from naervaer.charts.plan import plan
from naervaer.figures import implementation_sentences
from naervaer.i18n import percent, t
from naervaer.model import Language
from naervaer.programme import Programme
from naervaer.store import Degree, Milestone
from pages.components import chart, one_day, plan_rows, saving, visit


MOST_UNITS = 12  # units whose elements can be read in one picture; more are drawn together


def show(initiative: Any, visitor: Visitor) -> None:
    """Plan against doing, then degrees, each with its forms."""
    language, key = visitor.language, int(initiative.initiative_id)
    found = figures.implementation(visitor.municipality, key)
    if found.programme is None or not found.programme.plan:
        st.info(t(language, "steps.no_programme"))
        return
    if found.units.empty:
        st.info(t(language, "steps.no_units"))
        return
    if found.programme.review_first:
        _review_first(found, visitor)
    names = dict(zip(found.units["unit_id"].map(int), found.units["unit"], strict=True))
    _plan(initiative, found, names, visitor)
    if found.programme.elements:
        _degrees(initiative, found, names, visitor)


def _review_first(found: figures.Implementation, visitor: Visitor) -> None:
    """Where the figures are to be reviewed before anything is chosen, say whether they have been."""
    language, first = visitor.language, found.programme.steps[0].key if found.programme else ""
    reviewed = found.plan[(found.plan["item"] == first)]["stage"].isin(DONE)
    if reviewed.all():
        return
    st.info(t(language, "steps.review_first", n=int((~reviewed).sum())))
    st.page_link("pages/analysis/review.py", label=t(language, "steps.review"), query_params=visit.address(visitor))


def _plan(initiative: Any, found: figures.Implementation, names: Mapping[int, str], visitor: Visitor) -> None:
    language, programme = visitor.language, found.programme
    assert programme is not None
    st.header(t(language, "steps.title"))
    stages = found.plan["stage"]
    if (stages != Stage.NOT_PLANNED).any():
        numbered = [
            f"{place}. {visit.plain(step.name[language])}" for place, step in enumerate(programme.plan, start=1)
        ]
        st.markdown(
            t(
                language,
                "steps.said",
                done=int(stages.isin(DONE).sum()),
                all=int((stages != Stage.DROPPED).sum()),
                late=int((stages == Stage.LATE).sum()),
            )
        )
        st.markdown("\n".join(numbered))
        rows = plan_rows.of_steps(found.plan, names, programme, language)
        if rows[["planned_on", "done_on"]].notna().any().any():
            picture = plan(rows, date.today(), t(language, "steps.caption"), language)
            filename = t(language, "steps.filename", name=initiative.initiative)
            chart.show(picture, language, filename=filename, folded=True, outside=chart.Open.NO_GROUPS)
    else:
        st.info(t(language, "steps.nothing_yet"))
    if may(visitor, Action.EDIT):
        with st.expander(t(language, "steps.several"), expanded=not (stages != Stage.NOT_PLANNED).any()):
            _several(int(initiative.initiative_id), programme, names, visitor)
        with st.expander(t(language, "steps.table")):
            _edit(int(initiative.initiative_id), programme, names, visitor)


def _several(key: int, programme: Programme, names: Mapping[int, str], visitor: Visitor) -> None:
    """One item for many units at once: what a project leader does after a meeting."""
    language = visitor.language
    called = {step.key: step.name[language] for step in programme.plan}
    _, field = saving.form(Milestone, key, visitor)
    with st.form(f"steps.several.{key}"):
        item = st.selectbox(
            t(language, "plan.item"), list(called), format_func=lambda step: called[step], key=field("item")
        )
        chosen = st.multiselect(
            t(language, "steps.units"),
            list(names),
            default=list(names),
            format_func=lambda unit: names[unit],
            key=field("units"),
        )
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        planned = one_day.choose(t(language, "plan.planned_on"), None, key=field("planned"), place=left)
        reached = one_day.choose(t(language, "plan.done_on"), None, key=field("reached"), place=middle)
        dropped = right.checkbox(t(language, "steps.dropped"), key=field("dropped"))
        asked = st.form_submit_button(t(language, "register.save"), type="primary")
    if asked and chosen and (planned or reached or dropped):
        before = store.rows(Milestone, visitor.municipality, key)
        said = {(row.unit_id, row.item): row for row in before}
        for unit in chosen:
            now = said.get((unit, item), Milestone(unit, item))
            said[unit, item] = Milestone(
                unit, item, planned or now.planned_on, None if dropped else reached or now.reached_on, dropped
            )
        saving.save(Milestone, key, visitor, before, said.values())


def _edit(key: int, programme: Programme, names: Mapping[int, str], visitor: Visitor) -> None:
    """All days in one table, as in a spreadsheet."""
    language = visitor.language
    before = saving.shown(Milestone, key, visitor)
    units: dict[int | None, str] = {**names, None: t(language, "steps.whole").capitalize()}
    config: dict[str, Any] = {"unit": st.column_config.TextColumn(t(language, "chart.unit"), pinned=True)}
    for place, step in enumerate(programme.plan, start=1):
        for side in ("planned_on", "reached_on"):
            word = t(language, "plan.planned_on" if side == "planned_on" else "plan.done_on").lower()
            label, name = f"{place}. {word}", step.name[language]
            config[f"{step.key}.{side}"] = one_day.column(label, help=name)
    st.markdown(t(language, "steps.table_how"))
    edited = st.data_editor(
        plan_rows.wide(before, units, programme.plan, language),
        hide_index=True,
        disabled=["unit"],
        column_config=config,
        placeholder="",
        alt=t(language, "steps.table_alt"),
        key=saving.editor_key(Milestone, key),
    )
    if st.button(t(language, "register.save"), key=f"steps.save.{key}"):
        after = plan_rows.from_wide(edited, before, list(units), programme.plan)
        saving.save(Milestone, key, visitor, before, after)


def _degrees(initiative: Any, found: figures.Implementation, names: Mapping[int, str], visitor: Visitor) -> None:
    language, programme, key = visitor.language, found.programme, int(initiative.initiative_id)
    assert programme is not None
    st.header(t(language, "degrees.title"))
    if found.assessed["degree_pct"].notna().any():
        st.markdown(implementation_sentences.in_place(found, language))
        filename = t(language, "degrees.filename", name=initiative.initiative)
        picture = degrees(_degree_rows(found, names, language), language)
        chart.show(picture, language, filename=filename, folded=True, outside=chart.Open.NO_GROUPS)
    else:
        st.info(t(language, "degrees.nothing_yet"))
    if may(visitor, Action.EDIT):
        with st.expander(t(language, "degrees.assess"), expanded=not len(found.assessed)):
            _assess(key, programme, names, visitor)


def _degree_rows(found: figures.Implementation, names: Mapping[int, str], language: Language) -> pd.DataFrame:
    """A row per unit, element and day; where there are too many units, their mean with how many it is of."""
    programme = found.programme
    assert programme is not None
    known = found.assessed.dropna(subset=["degree_pct"])
    known = known[known["unit_id"].isin(names)]
    known = known.assign(
        row=[names[int(unit)] for unit in known["unit_id"]],
        assessed_on=[value.date() for value in pd.to_datetime(known["assessed_on"])],
        place=[_place(programme, item) for item in known["item"]],
    )
    if known["row"].nunique() > MOST_UNITS:
        by = ["item", "place", "assessed_on"]
        known = known.groupby(by, as_index=False).agg(degree_pct=("degree_pct", "mean"), n=("row", "nunique"))
        known = known.assign(row=t(language, "degrees.together"))
    else:
        known = known.assign(n=1)
    known = known.sort_values(["row", "place", "assessed_on"])
    return known.assign(item=[programme.called(item, language) for item in known["item"]])[COLUMNS]


def _place(programme: Programme, item: str) -> int:
    keys = [step.key for step in programme.elements]
    return keys.index(item) if item in keys else len(keys)


def _assess(key: int, programme: Programme, names: Mapping[int, str], visitor: Visitor) -> None:
    """A day, and a level for each element in each unit; the levels stand in words."""
    language = visitor.language
    assessed_on = one_day.needed(t(language, "degrees.day"), date.today(), key=f"degrees.day.{key}")
    editor = f"{saving.editor_key(Degree, key)}.{assessed_on}"
    before = saving.shown(Degree, key, visitor, editor)
    said = {(row.unit_id, row.item): row for row in before if row.assessed_on == assessed_on}
    words = [level(value, language) for value in LEVELS]
    frame = pd.DataFrame({"unit": list(names.values())})
    for step in programme.elements:
        known = [said.get((unit, step.key)) for unit in names]
        frame[step.key] = [
            level(row.degree_pct, language) if row and row.degree_pct is not None else None for row in known
        ]
    st.markdown(t(language, "degrees.how"))
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["unit"],
        column_config={
            "unit": st.column_config.TextColumn(t(language, "chart.unit"), pinned=True),
            **{
                step.key: st.column_config.SelectboxColumn(step.name[language], options=words)
                for step in programme.elements
            },
        },
        placeholder="",
        alt=t(language, "degrees.table_alt"),
        key=editor,
    )
    with st.form(f"degrees.several.{key}"):
        left, middle, right = st.columns(3)
        unit = left.selectbox(
            t(language, "chart.unit"),
            [None, *names],
            format_func=lambda one: names[one] if one is not None else t(language, "degrees.every_unit"),
            key=f"degrees.unit.{key}",
        )
        called = {step.key: step.name[language] for step in programme.elements}
        item = middle.selectbox(
            t(language, "degrees.element"),
            [None, *called],
            format_func=lambda one: called[one] if one is not None else t(language, "degrees.every_element"),
            key=f"degrees.item.{key}",
        )
        chosen = right.selectbox(t(language, "degrees.degree"), words, key=f"degrees.level.{key}")
        one_level = st.form_submit_button(t(language, "degrees.set"))
    if st.button(t(language, "degrees.save"), type="primary", key=f"degrees.save.{key}"):
        after = from_levels(edited, before, list(names), programme, assessed_on, language)
        saving.save(Degree, key, visitor, before, after)
    if one_level:
        before = store.rows(Degree, visitor.municipality, key)
        kept = {(row.unit_id, row.item, row.assessed_on): row for row in before}
        value = float(LEVELS[words.index(chosen)])
        for each in [unit] if unit is not None else names:
            for element in [item] if item is not None else called:
                kept[each, element, assessed_on] = Degree(each, element, assessed_on, value)
        saving.save(Degree, key, visitor, before, kept.values())


def level(value: float, language: Language) -> str:
    """A degree as people choose it: the percent and the words; one between the levels has its number only."""
    if value in LEVELS:
        return f"{percent(language, value, 0)} – {t(language, f'degrees.level_{int(value)}')}"
    return percent(language, value, 0)


def from_levels(
    edited: pd.DataFrame,
    before: tuple[Degree, ...],
    units: list[int],
    programme: Programme,
    assessed_on: date,
    language: Language,
) -> list[Degree]:
    """The rows that an edited table of levels says; other days stay as they are."""
    values = {level(value, language): float(value) for value in LEVELS}
    said = {(row.unit_id, row.item, row.assessed_on): row for row in before}
    for place, unit in enumerate(units):
        for step in programme.elements:
            text = plan_rows.as_text(edited[step.key].iloc[place])
            if text is None:
                said.pop((unit, step.key, assessed_on), None)
            elif text in values:
                said[unit, step.key, assessed_on] = Degree(unit, step.key, assessed_on, values[text])
    return list(said.values())
