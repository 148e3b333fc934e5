"""The programmes: what each kind of initiative consists of, and one's own."""

import streamlit as st

from naervaer import store
from naervaer.access import Action, may
from naervaer.i18n import t
from pages.components import programme_form, saving, visit


visitor = visit.visitor()
language = visitor.language

st.title(t(language, "programmes.title"))
st.markdown(t(language, "programmes.lead"))
saving.tell(language)
known = store.programmes(visitor.municipality)
for programme in known:
    with st.expander(visit.plain(programme.name[language])):
        programme_form.describe(programme, language)
        if programme.own and may(visitor, Action.EDIT):
            programme_form.edit(programme, visitor)
if may(visitor, Action.EDIT):
    st.header(t(language, "programmes.new"))
    programme_form.edit(None, visitor)
