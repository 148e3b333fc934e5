"""Ready-made markup put into a page as it is.

Streamlit takes SVG out of the HTML it is given and looks at every cell of a table, which costs a browser more than
drawing it: of 120 months a third of the time of a changed choice. A line of script goes around that, so every text in
the markup must have been escaped.
"""

import json
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st


KEPT = 128  # pieces of markup; one is some hundred kilobytes
BEFORE = "<div></div><script>document.currentScript.previousElementSibling.innerHTML = "
AFTER = "</script>"


@dataclass(frozen=True)
class Ready:
    """Markup with its line of script, of which Streamlit takes no copy to look for files and indentation in."""

    body: str

    def _repr_html_(self) -> str:
        return self.body


def put(markup: str) -> None:
    """Draw markup in which every text has been escaped."""
    st.html(_ready(markup), unsafe_allow_javascript=True)


@lru_cache(maxsize=KEPT)
def _ready(markup: str) -> Ready:
    # Nothing in it can end the script.
    content = json.dumps(markup, ensure_ascii=False).replace("<", "\\u003c")
    return Ready(f"{BEFORE}{content}{AFTER}")
