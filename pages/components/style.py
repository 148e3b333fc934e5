"""How everything looks: what Streamlit's theme cannot say, and the charts' colours."""

from functools import cache
from pathlib import Path

import streamlit as st

from naervaer.charts import theme


def show() -> None:
    """Give the page its stylesheet."""
    st.html(f"<style>{_stylesheet()}</style>")


@cache
def _stylesheet() -> str:
    return theme.stylesheet() + Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
