"""A copy of the whole store to take along, for those who look after it."""

import tempfile
from datetime import date
from pathlib import Path

import streamlit as st

from naervaer import store
from naervaer.access import Action, Visitor, may
from naervaer.i18n import t


def offer(visitor: Visitor) -> None:
    """Draw the download for an administrator, and nothing for anybody else; the copy is made when it is asked for."""
    if not may(visitor, Action.ADMINISTER):
        return
    st.header(t(visitor.language, "backup.title"))
    st.markdown(t(visitor.language, "backup.lead"))
    st.download_button(
        t(visitor.language, "backup.download"),
        data=_copy,
        file_name=f"naervaer-{date.today():%Y-%m-%d}.duckdb",
        mime="application/octet-stream",
        on_click="ignore",
    )


def _copy() -> bytes:
    """The copy's bytes; the file they were made in is gone when they are read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "naervaer.duckdb"
        store.backup(path)
        return path.read_bytes()
