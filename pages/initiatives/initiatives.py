"""Initiatives: what is done, which units take part and from when."""

import streamlit as st

from naervaer import store
from naervaer.access import Action, may
from naervaer.charts.table import Column, Kind, table
from naervaer.i18n import t
from pages.components import initiative_form, visit
from pages.components import table as table_component


visitor = visit.visitor()
language = visitor.language

st.title(t(language, "initiatives.title"))
st.markdown(t(language, "initiatives.lead"))
initiative_form.tell_outcome(language)

known = store.read("initiatives", municipality=visitor.municipality)
if known.empty:
    st.info(t(language, "initiatives.empty"))
else:
    shown = known.assign(
        programme=[initiative_form.programme_name(key, language) for key in known["programme"]],
        first=known["first_start"].dt.date,
        last=known["last_start"].dt.date,
    )
    headings = [
        Column(t(language, "chart.initiative")),
        Column(t(language, "initiatives.programme")),
        Column(t(language, "overview.units"), Kind.COUNT),
        Column(t(language, "initiatives.first_start"), Kind.MONTH),
        Column(t(language, "initiatives.last_start"), Kind.MONTH),
    ]
    columns = ["initiative", "programme", "n_units", "first", "last"]
    table_component.show(table(t(language, "initiatives.caption"), headings, shown[columns]), language)

if may(visitor, Action.EDIT):
    initiative = initiative_form.choose(known, language)
    if initiative is None:
        initiative_form.create(visitor)
    else:
        initiative_form.edit(initiative, visitor)
        initiative_form.units(initiative, visitor)
        initiative_form.undo_and_delete(initiative, visitor)
