"""The municipality's own slide template: its logo, colours and layouts."""

import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.i18n import t
from naervaer.reports import press
from pages.components import visit


LARGEST = 20  # megabytes: a template with pictures; more is a slide show


def ask(visitor: Visitor) -> None:
    """Take a template, check it, and say which one is used."""
    language = visitor.language
    with st.expander(t(language, "meeting.template")):
        st.markdown(t(language, "meeting.template_how"))
        now = store.read_anew("slide_template", municipality=visitor.municipality)
        if not now.empty:
            st.markdown(t(language, "meeting.template_now", filename=visit.plain(now["filename"].iloc[0])))
            st.button(
                t(language, "meeting.template_remove"),
                on_click=lambda: store.remove_slide_template(municipality=visitor.municipality),
                key="meeting.template_remove",
            )
        st.file_uploader(
            t(language, "meeting.template_file"),
            type=["pptx", "potx"],
            max_upload_size=LARGEST,
            key="meeting.template",
            on_change=_take,
            args=(visitor,),
        )
        refused = st.session_state.pop("meeting.template_refused", "")
        if refused:
            st.error(refused)


def _take(visitor: Visitor) -> None:
    """Check and keep what was just chosen; what is wrong with it is told on the run that follows."""
    file = st.session_state["meeting.template"]
    if file is None:
        return
    content = file.getvalue()
    try:
        if len(content) > LARGEST * 1024 * 1024:
            raise press.PrintingFailedError("template_too_large")
        press.check(content)
    except press.PrintingFailedError as error:
        st.session_state["meeting.template_refused"] = t(visitor.language, f"meeting.{error.key}")
        return
    store.save_slide_template(file.name, content, municipality=visitor.municipality, who=visitor.name)
