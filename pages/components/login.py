"""Whether people must sign in here."""

from functools import cache

import streamlit as st


@cache
def required() -> bool:
    """True when an identity provider is set up: the table [auth] of .streamlit/secrets.toml.

    It is looked for once: whether a house has a door is settled when it opens.
    """
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets
