"""One initiative: what it is, who takes part, what was planned and done, what came of it, and who changed what."""

import streamlit as st

from naervaer.i18n import t
from pages.components import (
    initiative_about,
    initiative_activities,
    initiative_changes,
    initiative_form,
    initiative_report,
    initiative_result,
    initiative_steps,
    initiative_units,
    pick,
    saving,
    visit,
)


SECTIONS = {
    "about": initiative_about.show,
    "units": initiative_units.show,
    "steps": initiative_steps.show,
    "activities": initiative_activities.show,
    "result": initiative_result.show,
    "report": initiative_report.show,
    "changes": initiative_changes.show,
}

visitor = visit.visitor()
language = visitor.language

heading = st.empty()
heading.title(t(language, "initiative.title"))
initiative_form.tell_outcome(language)
saving.tell(language)
initiative = pick.initiative(visitor)
if initiative is None:
    st.info(t(language, "before_after.no_initiatives"))
    st.page_link("pages/initiatives/initiatives.py", label=t(language, "before_after.make_initiative"))
    st.stop()

heading.title(t(language, "initiative.title_of", initiative=visit.plain(initiative.initiative)))
section = st.segmented_control(
    t(language, "initiative.section"),
    list(SECTIONS),
    default="about",
    format_func=lambda name: t(language, f"initiative.section_{name}"),
    required=True,
    label_visibility="collapsed",
    key="section",
    bind="query-params",
)
saving.arrive((section, int(initiative.initiative_id)))
SECTIONS[section or "about"](initiative, visitor)
