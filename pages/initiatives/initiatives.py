"""All initiatives: what runs where, what is next, what is late, and the verdict so far; and a new one."""

from datetime import date
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.access import Action, may
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES, FEWEST_OUTSIDE
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import implementation_sentences
from naervaer.i18n import t
from pages.components import chart, initiative_form, visit
from pages.components import table as table_component


visitor = visit.visitor()
language, here = visitor.language, visitor.municipality

st.title(t(language, "initiatives.title"))
st.markdown(t(language, "initiatives.lead"))
initiative_form.tell_outcome(language)

known = store.read("initiatives", municipality=here)
if known.empty:
    st.info(t(language, "initiatives.empty"))
else:
    today = date.today()
    keys = [int(key) for key in known["initiative_id"]]
    carried_out = {key: figures.implementation(here, key, today) for key in keys}
    statuses = [figures.status(found, today) for found in carried_out.values()]
    late = [figures.late(found, today) for found in carried_out.values()]
    said = [t(language, "initiatives.running", n=statuses.count("running"))]
    if any(late):
        said.append(t(language, "initiatives.late_in_all", n=sum(late)))
    days = figures.last_data(here, today)
    if days is not None:
        said.append(t(language, "initiatives.days_since", n=days))
    st.markdown(f"**{' '.join(said)}**")
    frame = pd.DataFrame(
        {
            "initiative": known["initiative"],
            "status": [t(language, f"initiatives.status_{status}") for status in statuses],
            "next": [
                implementation_sentences.next_due(carried_out[key], today, language)
                or t(language, "initiatives.nothing_next")
                for key in keys
            ],
            "late": late,
            "n_units": known["n_units"],
            "programme": [initiative_form.programme_name(key, here, language) for key in known["programme"]],
            "first": known["first_start"].dt.date,
        }
    )
    headings = [
        Column(t(language, "chart.initiative")),
        Column(t(language, "initiatives.status")),
        Column(t(language, "initiatives.verdict")),
        Column(t(language, "initiatives.next")),
        Column(t(language, "initiatives.late"), Kind.COUNT),
        Column(t(language, "overview.units"), Kind.COUNT),
        Column(t(language, "initiatives.programme")),
        Column(t(language, "initiatives.first_start"), Kind.MONTH),
    ]

    def with_verdicts(limit: float) -> Table:
        """The list, with verdicts on figures that show no fewer people than the limit."""
        said = figures.verdicts(here, keys, limit=limit)
        nothing = t(language, "initiatives.no_verdict")
        labels = [own.label(language, visitor.measure) if (own := said[key]) else nothing for key in keys]
        shown = frame.copy()
        shown.insert(2, "verdict", labels)
        return table(t(language, "initiatives.caption"), headings, shown)

    listed = with_verdicts(FEWEST_EMPLOYEES)
    address = urlencode(visit.address(visitor))

    def own_page(row: tuple[object, ...]) -> str:
        """The address of the page of a row's initiative."""
        return f"initiative?{urlencode({'initiative': str(row[0])})}&{address}"

    table_component.show(listed, language, link=own_page)
    filename = t(language, "initiatives.filename")
    chart.downloads(listed, language, filename=filename, outside=lambda: with_verdicts(FEWEST_OUTSIDE))

if may(visitor, Action.EDIT):
    st.header(t(language, "initiatives.new"))
    initiative_form.create(visitor)
    st.page_link(
        "pages/initiatives/programmes.py", label=t(language, "programmes.link"), query_params=visit.address(visitor)
    )
