"""Breaks: a form to say from when figures are another thing than before, and the list of what was said."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import ingest, store
from naervaer.access import Action, Visitor, may
from naervaer.i18n import month, t
from naervaer.model import Language
from naervaer.store import StoreError
from pages.components import clock, first_month, paragraphs, visit


WHOLE = ""  # the whole municipality, where an area could be chosen


def show(areas: list[str], visitor: Visitor) -> None:
    """Draw what stands and, for those who may, the form."""
    language = visitor.language
    st.header(t(language, "breaks.title"))
    st.markdown(t(language, "breaks.lead"))
    if refused := st.session_state.pop("breaks.refused", None):
        st.error(refused)
    said = store.read("breaks", municipality=visitor.municipality)
    if said.empty:
        st.info(t(language, "breaks.none"))
    for one in said.itertuples(index=False):
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(_sentence(one, language))
            if may(visitor, Action.EDIT):
                right.button(
                    t(language, "history.undo"),
                    key=f"breaks.undo.{one.series_break_id}",
                    on_click=_try,
                    args=(store.undo_break, int(one.series_break_id)),
                    kwargs={"municipality": visitor.municipality, "who": visitor.name},
                    width="stretch",
                )
    if may(visitor, Action.EDIT):
        _form(areas, visitor)


def say_left_out(municipality: str, language: Language) -> None:
    """Say that before and after are taken from one side of each break; nothing where there are none."""
    said, lines = store.read("breaks", municipality=municipality), []
    for one in () if said.empty else said.itertuples(index=False):
        area = t(language, "pick.whole") if pd.isna(one.area) else one.area
        since = month(language, one.since.date())
        lines.append(t(language, "breaks.one_side", since=since, area=area, reason=one.reason))
    paragraphs.notes(lines)


def _form(areas: list[str], visitor: Visitor) -> None:
    language = visitor.language
    left, right = st.columns(2)
    with left:
        since = first_month.choose(t(language, "breaks.since"), language, key="breaks.since")
    area = right.selectbox(
        t(language, "pick.area"),
        [WHOLE, *areas],
        format_func=lambda name: name or t(language, "pick.whole"),
        key="breaks.area",
    )
    reason = st.text_input(
        t(language, "breaks.reason"), key="breaks.reason", placeholder=t(language, "breaks.example")
    ).strip()
    st.button(
        t(language, "breaks.save"),
        disabled=not reason,
        key="breaks.save",
        on_click=_try,
        args=(store.save_break, since, reason),
        kwargs={"area": area or None, "municipality": visitor.municipality, "who": visitor.name},
    )


def _try(work: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Do it, or keep the sentence that says why not for the next drawing."""
    language = visit.visitor().language
    if person := next(filter(None, (ingest.describes(text) for text in args if isinstance(text, str))), None):
        st.session_state["breaks.refused"] = t(language, f"described.{person}")
        return
    try:
        work(*args, **kwargs)
    except StoreError as refused:
        st.session_state["breaks.refused"] = refused.sentence(language)
    else:
        st.session_state.pop("breaks.reason", None)


def _sentence(one: Any, language: Language) -> str:
    """From when, for whom and why; then who said so and when."""
    area = t(language, "pick.whole") if pd.isna(one.area) else visit.plain(one.area)
    said = t(
        language, "breaks.said", since=month(language, one.since.date()), area=area, reason=visit.plain(one.reason)
    )
    who = visit.plain(one.said_by) or t(language, "history.someone")
    return f"{said}  \n{t(language, 'units.by', who=who, when=clock.written(one.said_at))}"
