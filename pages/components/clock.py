"""Times of the store as the reader's clock shows them."""

import pandas as pd
import streamlit as st


def written(utc: pd.Timestamp) -> str:
    """A time that is written down in UTC, in the reader's own time zone."""
    here = utc.tz_localize("UTC").tz_convert(st.context.timezone or "Europe/Oslo")
    return f"{here:%d.%m.%Y %H:%M}"
