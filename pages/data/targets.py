"""Targets and lines: what the municipality wants, and what others have published to compare with."""

import streamlit as st

from naervaer import store
from naervaer.access import Action, may
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts.external_lines import external_lines as lines_table
from naervaer.charts.targets import targets
from naervaer.figures import overview
from naervaer.figures.external_lines import external_lines
from naervaer.i18n import t
from pages.components import chart, line_form, paragraphs, target_form, visit
from pages.components import table as table_component


visitor = visit.visitor()
language, here = visitor.language, visitor.municipality

st.title(t(language, "targets.title"))
found = overview.state(here)
if found is None:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

st.header(t(language, "targets.targets"))
if store.read("targets", municipality=here).empty:
    st.info(t(language, "targets.none"))
else:
    listed = targets(here, found.granularity, language, visitor.measure)
    table_component.show(listed, language)
    paragraphs.notes([t(language, "targets.how_judged")])
    chart.downloads(
        listed,
        language,
        filename=t(language, "targets.filename"),
        outside=lambda: targets(here, found.granularity, language, visitor.measure, limit=FEWEST_OUTSIDE),
    )
if may(visitor, Action.EDIT):
    st.subheader(t(language, "targets.change"))
    target_form.show(visitor)
    target_form.history(visitor)

st.header(t(language, "lines.title"))
st.markdown(t(language, "lines.lead"))
areas = [None, *(row.area for row in found.areas)]
lines = {line.line_id: line for area in areas for line in external_lines(here, found.granularity, area)}
if lines:
    drawn = lines_table(list(lines.values()), language, visitor.measure)
    table_component.show(drawn, language)
    chart.downloads(drawn, language, filename=t(language, "lines.filename"), outside=chart.Open.NO_GROUPS)
    for line in lines.values():
        if warning := line.warning(language):
            (st.warning if line.differs else st.info)(warning)
if may(visitor, Action.EDIT):
    st.subheader(t(language, "lines.add"))
    line_form.show(visitor)
    if not store.read("external_line_deliveries", municipality=here).empty:
        st.subheader(t(language, "lines.history"))
        line_form.history(visitor)
