"""Units: all that are known, what has happened to them over time, and from when figures are another thing."""

import streamlit as st

from naervaer import store
from naervaer.access import Action, may
from naervaer.charts.table import Column, Kind, table
from naervaer.i18n import t
from pages.components import breaks, chart, unit_forms, visit
from pages.components import table as table_component
from pages.components.chart import Open


visitor = visit.visitor()
language = visitor.language

st.title(t(language, "units.title"))
units = store.read("units", municipality=visitor.municipality)
if units.empty:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

st.markdown(t(language, "units.lead"))
headings = {
    "unit": Column(t(language, "field.unit")),
    "unit_code": Column(t(language, "field.unit_code")),
    "area": Column(t(language, "field.service_area")),
    "first": Column(t(language, "units.first"), Kind.MONTH),
    "last": Column(t(language, "units.last"), Kind.MONTH),
}
if units["unit_code"].isna().all():
    del headings["unit_code"]
shown = units.assign(first=units["first_period"].dt.date, last=units["last_period"].dt.date)
listed = table(t(language, "units.caption"), list(headings.values()), shown[list(headings)])
table_component.show(listed, language, tall=True)
chart.downloads(listed, language, filename=t(language, "units.filename"), outside=Open.NO_GROUPS)

if may(visitor, Action.EDIT):
    st.header(t(language, "units.change"))
    unit_forms.show(units, visitor)
unit_forms.history(visitor)

breaks.show(sorted(units["area"].dropna().unique()), visitor)
