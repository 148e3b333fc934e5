"""The level of the last 12 months and its change, in one sentence."""

from html import escape

import pandas as pd
import streamlit as st

from naervaer.i18n import months_between, number, percent, t
from naervaer.model import Language


def say(level: dict[str, object], language: Language) -> None:
    """Draw the sentence; where 12 whole months are missing it says so instead of showing a number."""
    st.html(f'<p class="naervaer-verdict">{escape(sentence(level, language))}</p>')


def sentence(level: dict[str, object], language: Language) -> str:
    """The last 12 months against the 12 before, or the reason why not."""
    if pd.isna(level["last_pct"]):
        return t(language, "level.no_year")
    months = months_between(language, pd.Timestamp(level["first"]).date(), pd.Timestamp(level["last"]).date())
    rate = percent(language, float(level["last_pct"]))
    if pd.isna(level["change_pp"]):
        return t(language, "level.one_year", rate=rate, months=months)
    change = float(level["change_pp"])
    direction = "same" if round(change, 1) == 0 else "lower" if change < 0 else "higher"
    return t(
        language,
        f"level.{direction}",
        rate=rate,
        months=months,
        change=t(language, "unit.points", value=number(language, abs(change))),
    )
