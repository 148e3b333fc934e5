"""Sentences by their weight: the point, what follows from it, and what must be known to read it."""

from collections.abc import Sequence
from html import escape

import streamlit as st


def point(sentence: str) -> None:
    """The one sentence that answers the page's question."""
    st.html(f'<p class="naervaer-verdict">{escape(sentence)}</p>')


def point_and_more(sentence: str, small: Sequence[str], more: Sequence[str]) -> None:
    """The answer, in small letters what must be known of it, and what else is to be said.

    One element: what stands below keeps its place, and need not be drawn anew, however much there is to say.
    """
    lines = "".join(f"<p>{escape(line)}</p>" for line in more)
    note = f'<p class="naervaer-note">{escape(" ".join(small))}</p>' if small else ""
    st.html(f'<div><p class="naervaer-verdict">{escape(sentence)}</p>{note}{lines}</div>')


def lead(sentences: Sequence[str]) -> None:
    """What follows from it; nothing where there is none."""
    if sentences:
        lines = "".join(f'<p class="naervaer-lead">{escape(sentence)}</p>' for sentence in sentences)
        st.html(f"<div>{lines}</div>")


def notes(sentences: Sequence[str]) -> None:
    """In small letters, as one paragraph; nothing where there is none."""
    if sentences:
        # Streamlit's own caption is too faint for letters of that size (WCAG 1.4.3).
        st.html(f'<p class="naervaer-note">{escape(" ".join(sentences))}</p>')
