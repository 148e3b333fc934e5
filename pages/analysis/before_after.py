"""Before and after: what happened in the units that took part, against the same months a year before."""

import streamlit as st

from naervaer import figures
from naervaer.analysis.before_after import SHOWN
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import drawings
from naervaer.i18n import t
from pages.components import answer as answer_component
from pages.components import breaks, chart, choices, day_value, definition, estimate, origin, pick, sizes, visit


visitor = visit.visitor()
language, measure = visitor.language, visitor.measure

heading = st.empty()
heading.title(t(language, "before_after.title"))
initiative = pick.initiative(visitor)
if initiative is None:
    st.info(t(language, "before_after.no_initiatives"))
    st.page_link("pages/initiatives/initiatives.py", label=t(language, "before_after.make_initiative"))
    st.stop()

heading.title(t(language, "before_after.title_of", initiative=visit.plain(initiative.initiative)))
answer = figures.answer(visitor.municipality, int(initiative.initiative_id))
if answer is None:
    st.info(t(language, "before_after.no_figures"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()


def outside() -> figures.Answer | None:
    """The answer as it may leave the house, worked out when somebody takes it along."""
    return figures.answer(visitor.municipality, int(initiative.initiative_id), limit=FEWEST_OUTSIDE)


filename = t(language, "before_after.filename", initiative=initiative.initiative)
answer_component.say(answer, language, measure)
if answer.compared.granularity:
    definition.say_mixed(visitor.municipality, answer.compared.granularity, language)
breaks.say_left_out(visitor.municipality, language)
sizes.say_unknown(visitor.municipality, language)
# What stands below a box keeps its place whatever there is to say in it, and the browser need not build it anew.
with st.container():
    estimate.show(answer, language, measure, filename=initiative.initiative, outside=outside)
with st.container():
    day_value.show(answer, visitor)

st.header(t(language, "before_after.units"))
answer_component.compare(answer.compared, language, measure)
if (answer.compared.units["state"] == SHOWN).any():
    named = set(answer.compared.units["unit"])
    chart.show(
        drawings.before_after(answer, language, measure),
        language,
        filename=filename,
        link=lambda row: origin.address(visitor, unit=str(row[0])) if row[0] in named else "",
        outside=lambda: (taken := outside()) and drawings.before_after(taken, language, measure),
    )
answer_component.each_unit(answer, language, filename=initiative.initiative, outside=outside)
answer_component.not_shown(answer, language, filename=initiative.initiative, outside=outside)
estimate.how_we_know(answer, language, measure)
choices.show(answer, visitor.municipality, int(initiative.initiative_id), language)
