"""Read the chosen file, with the answers given to it and those remembered from the last file of its layout."""

import json

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from naervaer import ingest, store
from naervaer.access import Visitor
from naervaer.i18n import t
from naervaer.model import Import, Language
from pages.components import clock, questions


def read(file: UploadedFile, municipality: str, language: Language) -> Import:
    """The file, understood, with what the municipality answered to the last file of its layout."""
    imported = _with_its_answers(file, language)
    return _with_its_answers(file, language) if _recall(imported, file.file_id, municipality) else imported


def _with_its_answers(file: UploadedFile, language: Language) -> Import:
    """The file as its answers make it. A large one takes seconds, so it is read again only when an answer changed."""
    asked = (file.file_id, json.dumps(questions.answers(file.file_id), sort_keys=True))
    if st.session_state.get("upload.asked") != asked:
        st.session_state["upload.import"] = _understood(file, language)
        st.session_state["upload.asked"] = asked
    imported: Import = st.session_state["upload.import"]
    return imported


def remember(imported: Import, file_id: str, municipality: str, visitor: Visitor) -> None:
    """Keep the answers for the next file of the layout."""
    general = ingest.general(questions.answers(file_id), imported.layout)
    if general or not _remembered(imported, municipality).empty:
        store.remember_answers(imported.layout["fingerprint"], general, municipality=municipality, who=visitor.name)


def say_remembered(imported: Import, file_id: str, municipality: str, language: Language) -> None:
    """Say that answers come from an earlier file, and offer to forget them."""
    if not st.session_state.get(_recalled(file_id, municipality)):
        return
    remembered = _remembered(imported, municipality)
    if remembered.empty:
        return
    when, who = remembered["given_at"].iloc[0], remembered["given_by"].iloc[0]
    said = t(
        language,
        "questions.remembered",
        when=clock.written(when),
        who=who or t(language, "history.someone"),
    )
    left, right = st.columns([4, 2], vertical_alignment="center")
    left.info(said)
    right.button(
        t(language, "questions.forget"),
        key=f"forget.{file_id}",
        on_click=_forget,
        args=(imported, file_id, municipality),
        width="stretch",
    )


def _understood(file: UploadedFile, language: Language) -> Import:
    """One reading; the bar moves while a child process reads."""
    bar = st.progress(0.0, t(language, "progress.opening"))

    def move(stage: str, share: float) -> None:
        bar.progress(share, t(language, f"progress.{stage}"))

    answers = questions.answers(file.file_id)
    imported = ingest.read(file.getvalue(), file.name, answers=answers, progress=move)
    bar.empty()
    return imported


def _recall(imported: Import, file_id: str, municipality: str) -> bool:
    """Whether remembered answers were put in; they are, once for each file and municipality."""
    recalled = _recalled(file_id, municipality)
    if recalled in st.session_state or not imported.layout:
        return False
    remembered = _remembered(imported, municipality).set_index("question")["answer"].to_dict()
    fitting = ingest.particular(remembered, imported.layout)
    own = questions.answers(file_id)
    st.session_state[recalled] = bool(fitting)
    own.update({question: answer for question, answer in fitting.items() if question not in own})
    return bool(fitting)


def _recalled(file_id: str, municipality: str) -> str:
    return f"recalled.{file_id}.{municipality}"


def _remembered(imported: Import, municipality: str) -> pd.DataFrame:
    layout = imported.layout.get("fingerprint", "")
    return store.read("remembered_answers", municipality=municipality, layout=layout)


def _forget(imported: Import, file_id: str, municipality: str) -> None:
    store.forget_answers(imported.layout["fingerprint"], municipality=municipality)
    questions.answers(file_id).clear()
