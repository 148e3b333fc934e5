"""Notes about a unit: what is to be remembered beside its figures, who said it, and its undo."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from naervaer import ingest, store
from naervaer.access import Action, Visitor, may
from naervaer.i18n import month, t
from naervaer.store import StoreError
from pages.components import clock, first_month, saving, visit


def show(unit_id: int, visitor: Visitor) -> None:
    """Draw what stands and, for those who may, the form."""
    language = visitor.language
    if refused := st.session_state.pop("notes.refused", None):
        st.error(refused)
    notes = store.read("unit_notes", municipality=visitor.municipality, unit_id=unit_id)
    if notes.empty:
        st.markdown(t(language, "notes.none"))
    for one in notes.itertuples(index=False):
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            since, note = month(language, one.since.date()), visit.plain(one.note)
            who = visit.plain(one.said_by) or t(language, "history.someone")
            said_by = t(language, "units.by", who=who, when=clock.written(one.said_at))
            left.markdown(f"{t(language, 'notes.said', since=since, note=note)}  \n{said_by}")
            if may(visitor, Action.EDIT):
                right.button(
                    t(language, "history.undo"),
                    key=f"notes.undo.{one.unit_note_id}",
                    on_click=_try,
                    args=(store.undo_unit_note, int(one.unit_note_id)),
                    kwargs={"municipality": visitor.municipality, "who": visitor.name},
                    width="stretch",
                )
    if may(visitor, Action.EDIT):
        _form(unit_id, visitor)


def _form(unit_id: int, visitor: Visitor) -> None:
    language = visitor.language
    left, right = st.columns([1, 2])
    with left:
        since = first_month.choose(t(language, "notes.since"), language, key="notes.since")
    note = right.text_input(
        t(language, "notes.note"), key="notes.note", placeholder=t(language, "notes.example")
    ).strip()
    saving.warn(language)
    st.button(
        t(language, "notes.save"),
        disabled=not note,
        key="notes.save",
        on_click=_try,
        args=(store.save_unit_note, unit_id, since, note),
        kwargs={"municipality": visitor.municipality, "who": visitor.name},
    )


def _try(work: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Do it, or keep the sentence that says why not for the next drawing."""
    language = visit.visitor().language
    if person := next(filter(None, (ingest.describes(text) for text in args if isinstance(text, str))), None):
        st.session_state["notes.refused"] = t(language, f"described.{person}")
        return
    try:
        work(*args, **kwargs)
    except StoreError as refused:
        st.session_state["notes.refused"] = refused.sentence(language)
    else:
        st.session_state.pop("notes.note", None)
