"""The floor of every page, from the same Streamlit with the same settings: a choice and a word that follows it."""

import streamlit as st


chosen = st.selectbox("Choice", ["first", "second"])
st.write(f"Chosen: {chosen}")
