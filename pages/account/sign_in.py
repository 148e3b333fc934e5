"""Sign in: the only page there is for somebody the house does not know yet."""

import streamlit as st

from naervaer.i18n import t
from pages.components import visit


language = visit.visitor().language

st.title("Nærvær")
st.markdown(t(language, "sign_in.lead"))
st.button(t(language, "sign_in.enter"), type="primary", on_click=st.login)
