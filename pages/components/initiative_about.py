"""What an initiative is about: target, partners, trial and decision; and its closing, which asks for an evaluation."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from naervaer import figures
from naervaer.access import Action, Visitor, may
from naervaer.figures import implementation_sentences
from naervaer.i18n import day, percent, t
from naervaer.model import Language
from naervaer.store import Details
from pages.components import decimal, initiative_form, one_day, saving, visit
from pages.components.change_line import PARTNERS, partner


DECISIONS = ("continue", "change", "stop")
FIRST_YEAR = 1990


def show(initiative: Any, visitor: Visitor) -> None:
    """The facts, the forms for those who may edit, and the closing."""
    language, key = visitor.language, int(initiative.initiative_id)
    found = figures.implementation(visitor.municipality, key)
    st.markdown(f"**{visit.plain(_stands(found, language))}**")
    st.markdown("\n".join(f"- {visit.plain(line)}" for line in _facts(initiative, found, language)))
    if not may(visitor, Action.EDIT):
        return
    with st.expander(t(language, "about.edit_name")):
        initiative_form.edit(initiative, visitor)
    with st.expander(t(language, "about.edit_details")):
        _edit(key, found.programme, visitor)
    with st.expander(t(language, "about.close")):
        _close(key, visitor)


def _stands(found: figures.Implementation, language: Language) -> str:
    """Whether it runs, what is next and what is late."""
    today = date.today()
    status = t(language, f"initiatives.status_{figures.status(found, today)}")
    coming = implementation_sentences.next_due(found, today, language) or t(language, "initiatives.nothing_next")
    said = [t(language, "about.stands", status=status, next=coming)]
    late = figures.late(found, today)
    return " ".join([*said, t(language, "initiatives.late_in_all", n=late)] if late else said)


def _facts(initiative: Any, found: figures.Implementation, language: Language) -> list[str]:
    details, programme = found.details, found.programme
    lines = []
    if programme is not None:
        lines.append(t(language, "about.programme", name=programme.name[language]))
        lines.append(programme.description[language])
    lines.append(t(language, "about.aim", aim=initiative.aim or (programme.aim[language] if programme else "–")))
    if details.target:
        lines.append(t(language, "about.target_is", target=details.target))
    change = details.target_change_pct
    if change is None and programme is not None:
        change = programme.target_change_pct
    if change is not None:
        key = "about.target_of_year" if details.base_year else "about.target_without_year"
        lines.append(t(language, key, change=percent(language, change, 0), year=str(details.base_year)))
    if details.partners:
        lines.append(t(language, "about.partners_are", partners=[partner(one, language) for one in details.partners]))
    for field in ("trial_end", "decision_on", "closed_on"):
        value = getattr(details, field)
        if value is not None:
            lines.append(f"{t(language, f'about.{field}')}: {day(language, value)}")
    if details.decision:
        lines.append(t(language, f"about.decision_{details.decision}"))
    if details.evaluation:
        lines.append(t(language, "about.evaluation_is", text=details.evaluation))
    return lines


def _edit(key: int, programme: Any, visitor: Visitor) -> None:
    language = visitor.language
    before, field = saving.form(Details, key, visitor)
    now = before[0] if before else Details()
    with st.form(f"about.{key}"):
        target = st.text_input(t(language, "about.target"), now.target or "", key=field("target"))
        left, right = st.columns(2)
        change, is_used = decimal.perhaps(
            left,
            t(language, "about.target_change"),
            now.target_change_pct,
            language,
            least=-100,
            most=0,
            placeholder="–" if programme is None or programme.target_change_pct is None else None,
            explained=t(language, "about.target_change_help"),
            key=field("change"),
        )
        years = [None, *range(date.today().year, FIRST_YEAR, -1)]
        base_year = right.selectbox(
            t(language, "about.base_year"),
            years,
            index=years.index(now.base_year) if now.base_year in years else 0,
            format_func=lambda year: str(year) if year else "–",
            key=field("base_year"),
        )
        partners = st.multiselect(
            t(language, "about.partners"),
            list(dict.fromkeys([*PARTNERS, *now.partners])),
            default=list(now.partners),
            format_func=lambda one: partner(one, language),
            accept_new_options=True,
            placeholder=t(language, "about.partners_placeholder"),
            key=field("partners"),
        )
        left, middle, right = st.columns(3)
        trial_end = one_day.choose(t(language, "about.trial_end"), now.trial_end, key=field("trial_end"), place=left)
        decision_on = one_day.choose(
            t(language, "about.decision_on"), now.decision_on, key=field("decision_on"), place=middle
        )
        decisions = ["", *DECISIONS]
        decision = right.selectbox(
            t(language, "about.decision"),
            decisions,
            index=decisions.index(now.decision or ""),
            format_func=lambda one: t(language, f"about.decision_{one}") if one else t(language, "about.no_decision"),
            key=field("decision"),
        )
        saving.warn(language)
        if st.form_submit_button(t(language, "register.save"), type="primary") and is_used:
            after = replace(
                now,
                target=target.strip() or None,
                target_change_pct=change,
                base_year=base_year,
                partners=tuple(partners),
                trial_end=trial_end,
                decision_on=decision_on,
                decision=decision or None,
            )
            own = [one for one in partners if one not in PARTNERS]
            saving.save(Details, key, visitor, before, [after], texts=[target, *own])


def _close(key: int, visitor: Visitor) -> None:
    """What is missing, and the evaluation that closing asks for; a closed one can be opened again."""
    language = visitor.language
    before, field = saving.form(Details, key, visitor)
    now = before[0] if before else Details()
    if now.closed_on is not None:
        st.markdown(t(language, "about.is_closed", day=day(language, now.closed_on)))
        if st.button(t(language, "about.reopen"), key=field("reopen")):
            saving.save(Details, key, visitor, before, [replace(now, closed_on=None)])
        return
    lacking = [one for one in figures.missing(visitor.municipality, key) if one != "evaluation"]
    if lacking:
        st.warning(t(language, "about.missing", what=[t(language, f"about.missing_{one}") for one in lacking]))
    else:
        st.markdown(t(language, "about.nothing_missing"))
    with st.form(f"close.{key}"):
        evaluation = st.text_area(
            t(language, "about.evaluation"), now.evaluation or "", key=field("evaluation"), height=140
        )
        closed_on = one_day.needed(t(language, "about.closed_on"), date.today(), key=field("closed_on"))
        saving.warn(language)
        if st.form_submit_button(t(language, "about.close_now")):
            after = replace(now, evaluation=evaluation.strip() or None, closed_on=closed_on)
            saving.save(Details, key, visitor, before, [after], texts=[evaluation])
