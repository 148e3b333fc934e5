"""The template a project leader can fill in instead of sending the file she has."""

from pathlib import Path

import streamlit as st

from naervaer.i18n import t
from naervaer.model import Language


FOLDER = Path("data/templates")


def offer(language: Language) -> None:
    """Offer the template in the reader's language first, the other languages beside it."""
    ordered = [language, *(other for other in Language if other is not language)]
    for place, column in zip(ordered, st.columns([2, 1, 1]), strict=True):
        path = FOLDER / f"naervaer_{place}.xlsx"
        label = t(language, "upload.template") if place is language else t(place, "language.name")
        column.download_button(
            label,
            data=path.read_bytes(),
            file_name=t(place, "upload.template_filename"),
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            key=f"template.{place}",
            width="stretch",
        )
