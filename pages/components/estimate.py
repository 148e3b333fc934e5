"""The estimate behind a verdict: what was expected, what would have come anyway, whether it lasts, and how we know."""

import streamlit as st

from naervaer.charts import drawings
from naervaer.figures import Answer, sentences
from naervaer.i18n import t
from naervaer.model import Language
from pages.components import chart, visit


def show(answer: Answer, language: Language, *, filename: str) -> None:
    """One picture of the answer, then what was to be expected anyway, and the years around the start."""
    found, picture = answer.found, drawings.expected(answer, language)
    if found is None or picture is None:
        return
    chart.show(picture, language, filename=t(language, "estimate.filename", name=filename), folded=True)
    for sentence in (sentences.expected_anyway(found, language), sentences.smallest(found, language)):
        if sentence:
            st.markdown(sentence)
    years = drawings.event_time(answer, language)
    if years is not None:
        st.header(t(language, "estimate.lasting"))
        st.markdown(sentences.lasting(found["windows"], language))
        chart.show(years, language, filename=t(language, "estimate.years_filename", name=filename), folded=True)


def how_we_know(answer: Answer, language: Language) -> None:
    """Every step in words, and every method that has no answer with its reason."""
    found = answer.found
    with st.expander(t(language, "estimate.how")):
        like = answer.compared.like_for_like
        st.markdown(t(language, "before_after.method_text" if like else "before_after.method_text_unlike"))
        st.markdown(t(language, f"before_after.weighted_by.{answer.compared.weighted_by or 'none'}"))
        if found is None:
            return
        if found["expected"]:
            st.markdown("\n".join(f"1. {step}" for step in sentences.steps(found["expected"], language)))
            units = [visit.plain(unit) for _, unit in answer.compared_with]
            st.markdown(t(language, "estimate.compared_with", units=units))
        for line in sentences.withheld(found, language):
            st.markdown(line)
