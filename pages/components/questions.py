"""The questions a file raises, each answered with one click, and the way back from each answer."""

import streamlit as st

from naervaer import ingest
from naervaer.i18n import finding, t
from naervaer.model import Finding, Import, Language, Severity
from pages.components import visit


IN_A_ROW = 4  # answers beside each other
SHORT = 30  # letters of an answer that has room beside others


def answers(file_id: str) -> dict[str, str]:
    """The answers given so far for this file, by question."""
    given: dict[str, str] = st.session_state.setdefault(f"questions.{file_id}", {})
    return given


def show(imported: Import, file_id: str, language: Language) -> None:
    """Draw each open question with a button per possible answer, then what is read as is usual unless someone says
    otherwise, then the answers given, each with its way back.
    """
    open_questions = asked(imported.findings)
    if open_questions:
        st.subheader(t(language, "findings.asks", n=len(open_questions)))
    for found in open_questions:
        _ask(found, file_id, language)
    suggested = asked(imported.findings, Severity.WARNS)
    if suggested:
        st.subheader(t(language, "questions.suggested"))
        st.markdown(t(language, "questions.suggested_how"))
    for found in suggested:
        _ask(found, file_id, language)
    _show_answers(imported, file_id, language)


def _ask(found: Finding, file_id: str, language: Language) -> None:
    st.markdown(visit.plain(finding(language, found)))
    options = ingest.choices(found, language)
    beside = IN_A_ROW if all(len(words) <= SHORT for _, words in options) else 1
    for first in range(0, len(options), beside):
        row = options[first : first + beside]
        for (option, words), column in zip(row, st.columns(len(row)), strict=True):
            used = option == found.values.get("suggested")
            column.button(
                visit.plain(t(language, "questions.used_now", answer=words) if used else words),
                key=f"question.{file_id}.{found.values['question']}.{option}",
                on_click=answers(file_id).__setitem__,
                args=(found.values["question"], option),
                width="stretch",
            )


def _show_answers(imported: Import, file_id: str, language: Language) -> None:
    given = answers(file_id)
    if not given:
        return
    st.subheader(t(language, "questions.answered"))
    said = {found.values["question"]: found for found in imported.answered}
    for number, question in enumerate(list(given)):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(visit.plain(_sentence(said.get(question), language)))
        right.button(
            t(language, "questions.take_back"),
            key=f"answered.{file_id}.{number}",
            on_click=given.pop,
            args=(question, None),
            width="stretch",
        )


def _sentence(found: Finding | None, language: Language) -> str:
    """The question with its answer; an answer that the file as it is read now does not ask for says so."""
    if found is None:
        return t(language, "questions.not_asked_now")
    words = dict(ingest.choices(found, language))[found.values["answer"]]
    return t(language, "questions.answer", question=finding(language, found), answer=words)


def asked(findings: tuple[Finding, ...], severity: Severity = Severity.ASKS) -> list[Finding]:
    """The findings that are questions, one per question; of WARNS those that have an answer until someone chooses."""
    questions = {
        found.values["question"]: found
        for found in findings
        if found.severity is severity and "question" in found.values
    }
    return list(questions.values())
