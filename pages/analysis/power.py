"""What could we see? Before an initiative: the chance that the figures will give a clear answer."""

import streamlit as st

from naervaer.figures import plans
from naervaer.i18n import t
from naervaer.model import Measure
from pages.components import chart, paragraphs, planning, visit


visitor = visit.visitor()
language = visitor.language

st.title(t(language, "power.title"))
if visitor.measure is Measure.ATTENDANCE:
    paragraphs.notes([t(language, "measure.in_absence")])

known = planning.known(visitor)

answer = st.container()
plan = planning.plan(visitor.municipality, planning.choose(visitor.municipality, *known, language))
first, second = plan.after(12), plan.after(24)
if first is None:
    answer.info(plans.why_not(plan, language))
    st.stop()

with answer:
    planning.say(plan, first, second, language)

st.header(t(language, "power.needed"))
st.markdown("\n".join(f"- {line}" for line in plans.needed(plan, first, language)))
st.markdown(plans.when(plan, language))

st.header(t(language, "power.by_number"))
st.markdown(t(language, "power.by_number_text"))
drawn = planning.drawn(plan, first, second, language)
chart.show(
    drawn,
    language,
    filename=t(language, "power.filename"),
    folded=True,
    outside=lambda: drawn if planning.may_leave(plan, known[0]) else None,
)

st.header(t(language, "power.by_itself"))
st.markdown(plans.by_itself(plan, first, language))

with st.expander(t(language, "power.how")):
    for step in ("pretend", "chance", "years", "number", "five"):
        st.markdown(t(language, f"power.how_{step}"))
    st.markdown(t(language, "power.how_others", n=first.others))
