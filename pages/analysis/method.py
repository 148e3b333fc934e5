"""Method: each idea behind the answers, with the municipality's own figures, and what the answers get wrong."""

import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.figures import untouched
from naervaer.i18n import t
from naervaer.model import Measure
from pages.components import learning, paragraphs, visit


visitor = visit.visitor()
language = visitor.language

OWN = {
    "by_itself": learning.by_itself,
    "season": learning.season,
    "averages": learning.averages,
    "chance": learning.chance,
}
GENERAL = {
    "verdict": learning.verdict,
    "wrong": learning.wrong,
    "definitions": lambda language: learning.words("definitions", language),
    "formulas": learning.formulas,
    "deviations": lambda language: learning.words("deviations", language),
    "sources": learning.references,
}

st.title(t(language, "method.title"))
st.markdown(t(language, "method.lead"))
if visitor.measure is Measure.ATTENDANCE:
    paragraphs.notes([t(language, "measure.in_absence")])
st.markdown("\n".join(f"- [{t(language, f'method.{section}')}](#{section})" for section in (*OWN, *GENERAL)))

known = untouched.figures_of(visitor.municipality)
nothing = not figures.lengths(visitor.municipality)
outside = lambda: untouched.figures_of(visitor.municipality, limit=FEWEST_OUTSIDE)  # noqa: E731
for section, show in OWN.items():
    st.header(t(language, f"method.{section}"), anchor=section)
    if known is None:
        st.markdown(t(language, "overview.nothing_yet" if nothing else "method.no_days"))
    else:
        show(*known, language, outside)
if known is None:
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))

for section, tell in GENERAL.items():
    st.header(t(language, f"method.{section}"), anchor=section)
    tell(language)
