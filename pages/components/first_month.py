"""The month from which something holds. Figures come by the month, so a day would say more than anybody knows."""

from datetime import date

import streamlit as st

from naervaer.i18n import month
from naervaer.model import Language


YEARS_BACK = 30
YEARS_AHEAD = 1


def choose(label: str, language: Language, *, key: str, default: date | None = None) -> date:
    """The first day of the chosen month; the newest months are offered first, and typing finds the others."""
    this_year = date.today().year
    months = [
        date(year, number, 1)
        for year in range(this_year + YEARS_AHEAD, this_year - YEARS_BACK, -1)
        for number in range(12, 0, -1)
    ]
    first = (default or date.today()).replace(day=1)
    chosen = st.selectbox(
        label,
        months,
        index=months.index(first) if first in months else None,
        format_func=lambda day: month(language, day),
        key=key,
    )
    return chosen or first
