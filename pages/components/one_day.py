"""One day, or none. Streamlit lets people choose ten years around today only; what was done may lie longer back."""

from datetime import date
from typing import Any

import streamlit as st


EARLIEST = date(1990, 1, 1)
YEARS_AHEAD = 10


def choose(label: str, value: date | None, *, key: str, place: Any = st) -> date | None:
    """A field for a day that can be emptied; value is what it holds first, place the column it stands in."""
    if value is not None and key not in st.session_state:
        st.session_state[key] = value  # as its default a day could be changed, but never be taken away again
    chosen: date | None = _field(place, label, None, key)
    return chosen


def needed(label: str, value: date, *, key: str, place: Any = st) -> date:
    """A field for a day that must be there."""
    chosen: date = _field(place, label, value, key)
    return chosen


def column(label: str, **settings: Any) -> Any:
    """A column of days in a table that is edited: no day that a field would not take."""
    return st.column_config.DateColumn(label, format="DD.MM.YYYY", min_value=EARLIEST, max_value=_latest(), **settings)


def _field(place: Any, label: str, value: date | None, key: str) -> Any:
    return place.date_input(label, value=value, min_value=EARLIEST, max_value=_latest(), format="DD.MM.YYYY", key=key)


def _latest() -> date:
    return date(date.today().year + YEARS_AHEAD, 12, 31)
