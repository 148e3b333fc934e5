"""The level of the last 12 months and its change, in one sentence."""

from collections.abc import Mapping
from html import escape
from math import isnan
from typing import Any

import streamlit as st

from naervaer.figures import sentences
from naervaer.i18n import t
from naervaer.model import Language, Measure
from pages.components import paragraphs


def say(level: Mapping[str, Any], language: Language, measure: Measure = Measure.ABSENCE) -> None:
    """Draw the sentence; where 12 whole months are missing it says so instead of showing a number."""
    st.html(f'<p class="naervaer-verdict">{escape(sentences.level(level, language, measure))}</p>')
    say_mean(level, language)


def say_mean(level: Mapping[str, Any], language: Language) -> None:
    """That the level is a mean of percentages, where a unit's source has nothing else."""
    if level.get("is_mean") and not isnan(level["last_pct"]):
        paragraphs.notes([t(language, "level.is_mean")])
