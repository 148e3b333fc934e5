"""The questions a file raises, each answered with one click; the answers go back to the reader."""

import streamlit as st

from naervaer.i18n import finding
from naervaer.ingest import choices
from naervaer.model import Finding, Language, Severity
from pages.components import visit


def answers(file_id: str) -> dict[str, str]:
    """The answers given so far for this file."""
    given: dict[str, str] = st.session_state.setdefault(f"questions.{file_id}", {})
    return given


def show(findings: tuple[Finding, ...], file_id: str, language: Language) -> None:
    """Draw each open question with a button per possible answer, once per question."""
    for number, found in enumerate(asked(findings)):
        st.markdown(visit.plain(finding(language, found)))
        options = choices(found, language)
        for (option, words), column in zip(options, st.columns(len(options)), strict=True):
            column.button(
                words,
                key=f"question.{file_id}.{number}.{option}",
                on_click=answers(file_id).__setitem__,
                args=(found.values["question"], option),
                width="stretch",
            )


def asked(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that are questions, one per question."""
    open_questions = {
        found.values["question"]: found
        for found in findings
        if found.severity is Severity.ASKS and "question" in found.values
    }
    return list(open_questions.values())
