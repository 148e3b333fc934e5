"""Upload a workbook: read it, show what was understood, store it when a person has agreed, and undo it."""

import streamlit as st

from naervaer import store
from naervaer.i18n import t
from naervaer.model import Import, Outcome
from naervaer.store import Meant, SeriesDefinition, StoreError
from pages.components import (
    backup,
    definition,
    destination,
    findings,
    history,
    picture,
    questions,
    reading,
    revisions,
    same_units,
    templates,
    understanding,
    visit,
)


visitor = visit.visitor()
language = visitor.language


def save(
    imported: Import, file_id: str, key: str, name: str, meant: dict[str, Meant], defined: SeriesDefinition
) -> None:
    """Store it, say so, and make room for the next file."""
    try:
        if key not in set(store.read("municipalities")["municipality"]):
            store.save_municipality(key, name=name, language=language)
        with st.spinner(t(language, "upload.saving")):
            saved = store.save_upload(imported, municipality=key, who=visitor.name, meant=meant, definition=defined)
        reading.remember(imported, file_id, key, visitor)
    except StoreError as refused:
        st.session_state["upload.refused"] = refused.sentence(language)
        return
    units = imported.rows["unit"].nunique()
    said = "upload.saved" if saved.is_new else "upload.unchanged"
    st.session_state["upload.saved"] = t(language, said, rows=len(imported.rows), units=units, name=name)
    st.session_state["municipality"] = key
    st.session_state["upload.turn"] = st.session_state.get("upload.turn", 0) + 1


def waits_for(key: str, outcome: Outcome) -> str:
    """The text that says what has to be done before the file can be stored; empty when nothing has."""
    if outcome is Outcome.ASK:
        return "upload.answer_first"
    return "" if key else "upload.name_first"


st.title(t(language, "upload.title"))
st.markdown(t(language, "upload.lead"))
templates.offer(language)

if said := st.session_state.pop("upload.saved", None):
    st.success(said)
if refused := st.session_state.pop("upload.refused", None):
    st.error(refused)

turn = st.session_state.get("upload.turn", 0)
file = st.file_uploader(t(language, "upload.choose"), key=f"upload.file.{turn}")
if file is not None:
    key, name = destination.choose(visitor.municipality, language)
    imported = reading.read(file, key, language)

    st.header(t(language, f"upload.outcome.{imported.outcome}"))
    reading.say_remembered(imported, file.file_id, key, language)
    findings.show(tuple(found for found in imported.findings if "question" not in found.values), language)
    questions.show(imported, file.file_id, language)
    if imported.outcome is not Outcome.REFUSE:
        understanding.show(imported, language)
        picture.show(imported, file.file_id, language)
        meant = same_units.ask(imported, key, file.file_id, language)
        if meant is not None:
            revisions.show(imported, key, meant, language)
        defined = definition.ask(imported, key, file.file_id, language)
        if meant is None:
            st.warning(t(language, "upload.answer_units"))
        agreed = imported.outcome is not Outcome.ACCEPT_ROWS_AND_REPORT or st.checkbox(
            t(language, "upload.agree_to_good_rows", n=len(imported.rows)), key=f"upload.agree.{turn}"
        )
        lacking = waits_for(key, imported.outcome)
        if lacking:
            st.info(t(language, lacking))
        only_lines = imported.rows.empty and imported.lines is not None and len(imported.lines) > 0
        st.button(
            t(language, "upload.save_lines", n=len(imported.lines))
            if only_lines and imported.lines is not None
            else t(language, "upload.save", n=len(imported.rows)),
            type="primary",
            disabled=bool(lacking) or not agreed or meant is None,
            on_click=save,
            args=(imported, file.file_id, key, name, meant, defined),
        )

history.show(visitor)
definition.change(visitor)
backup.offer(visitor)
