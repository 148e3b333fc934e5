"""The level of the last 12 months and its change, in one sentence."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from naervaer.figures import sentences
from naervaer.model import Language, Measure


def say(level: Mapping[str, Any], language: Language, measure: Measure = Measure.ABSENCE) -> None:
    """Draw the sentence; where 12 whole months are missing it says so instead of showing a number."""
    st.html(f'<p class="naervaer-verdict">{escape(sentences.level(level, language, measure))}</p>')
