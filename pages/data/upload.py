"""Upload a workbook: read it, show what was understood, store it when a person has agreed, and undo it."""

import json

import streamlit as st

from naervaer import ingest, store
from naervaer.i18n import t
from naervaer.model import Import, Outcome
from naervaer.store import StoreError
from pages.components import destination, findings, history, questions, templates, understanding, visit


visitor = visit.visitor()
language = visitor.language


def read(name: str, content: bytes, answers: dict[str, str]) -> Import:
    """The file, understood; the bar moves while a child process reads."""
    bar = st.progress(0.0, t(language, "progress.opening"))

    def move(stage: str, share: float) -> None:
        bar.progress(share, t(language, f"progress.{stage}"))

    imported = ingest.read(content, name, answers=answers, progress=move)
    bar.empty()
    return imported


def save(imported: Import, key: str, name: str) -> None:
    """Store it, say so, and make room for the next file."""
    try:
        if key not in set(store.read("municipalities")["municipality"]):
            store.save_municipality(key, name=name, language=language)
        saved = store.save_upload(imported, municipality=key, who=visitor.name)
    except StoreError as refused:
        st.session_state["upload.refused"] = refused.sentence(language)
        return
    units = imported.rows["unit"].nunique()
    said = "upload.saved" if saved.is_new else "upload.unchanged"
    st.session_state["upload.saved"] = t(language, said, rows=len(imported.rows), units=units, name=name)
    st.session_state["municipality"] = key
    st.session_state["upload.turn"] = st.session_state.get("upload.turn", 0) + 1


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
    answers = questions.answers(file.file_id)
    asked = (file.file_id, json.dumps(answers, sort_keys=True))
    if st.session_state.get("upload.asked") != asked:
        st.session_state["upload.import"] = read(file.name, file.getvalue(), answers)
        st.session_state["upload.asked"] = asked
    imported: Import = st.session_state["upload.import"]

    st.header(t(language, f"upload.outcome.{imported.outcome}"))
    findings.show(imported.findings, language)
    questions.show(imported.findings, file.file_id, language)
    if imported.outcome is not Outcome.REFUSE:
        understanding.show(imported, language)
        key, name = destination.choose(visitor.municipality, language)
        agreed = imported.outcome is not Outcome.ACCEPT_ROWS_AND_REPORT or st.checkbox(
            t(language, "upload.agree_to_good_rows", n=len(imported.rows)), key=f"upload.agree.{turn}"
        )
        st.button(
            t(language, "upload.save", n=len(imported.rows)),
            type="primary",
            disabled=not key or not agreed or imported.outcome is Outcome.ASK,
            on_click=save,
            args=(imported, key, name),
        )

history.show(visitor)
