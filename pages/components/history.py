"""What has been uploaded, newest first, each upload with its undo."""

from collections.abc import Callable

import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.i18n import months_between, t
from naervaer.store import StoreError
from pages.components import clock, visit


def show(visitor: Visitor) -> None:
    """List the municipality's uploads; an upload is undone whole, and can be had back."""
    language = visitor.language
    uploads = store.read("uploads", municipality=visitor.municipality)
    st.header(t(language, "history.title"))
    if refused := st.session_state.pop("history.refused", None):
        st.error(refused)
    if uploads.empty:
        st.info(t(language, "history.empty"))
        return
    for upload in uploads.itertuples(index=False):
        undone = upload.undone_at == upload.undone_at and upload.undone_at is not None
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(
                t(
                    language,
                    "history.undone" if undone else "history.upload",
                    filename=visit.plain(upload.filename),
                    when=clock.written(upload.uploaded_at),
                    who=upload.uploaded_by or t(language, "history.someone"),
                )
                + "  \n"
                + t(
                    language,
                    "history.contents",
                    rows=int(upload.n_rows),
                    units=int(upload.n_units),
                    months=months_between(language, upload.first_period.date(), upload.last_period.date())
                    if upload.n_rows
                    else t(language, "table.missing"),
                    participations=int(upload.n_participations),
                )
            )
            right.button(
                t(language, "history.redo" if undone else "history.undo"),
                key=f"history.{upload.upload_id}",
                on_click=_try,
                args=(store.redo_upload if undone else store.undo_upload, int(upload.upload_id)),
                kwargs={"municipality": visitor.municipality, "who": visitor.name},
                width="stretch",
            )


def _try(work: Callable[..., None], upload_id: int, *, municipality: str, who: str) -> None:
    """Do it; when somebody else has done so meanwhile, keep the sentence that says it for the next drawing."""
    try:
        work(upload_id, municipality=municipality, who=who)
    except StoreError as refused:
        st.session_state["history.refused"] = refused.sentence(visit.visitor().language)
