"""The floor of every page: a choice and a word that follows it, from the same Streamlit with the same settings."""

import streamlit as st


st.title("Empty")
st.write(f"Chosen: {st.selectbox('Choice', ['first', 'second'])}")
