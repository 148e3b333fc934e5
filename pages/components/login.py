"""Whether people must sign in here."""

import streamlit as st


def required() -> bool:
    """True when an identity provider is set up: the table [auth] of .streamlit/secrets.toml."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets
