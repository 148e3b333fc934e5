"""The estimate behind a verdict: what was expected, what would have come anyway, whether it lasts, and how we know."""

from collections.abc import Callable
from html import escape

import streamlit as st

from naervaer.charts import drawings
from naervaer.figures import Answer, sentences
from naervaer.i18n import t
from naervaer.model import Language, Measure
from pages.components import chart, folded


def show(
    answer: Answer,
    language: Language,
    measure: Measure,
    *,
    filename: str,
    outside: Callable[[], Answer | None],
) -> None:
    """One picture of the answer, then what was to be expected anyway, and the years around the start.

    outside gives the answer as it may leave the house.
    """
    found, picture = answer.found, drawings.expected(answer, language, measure)
    if found is None or picture is None:
        return
    chart.show(
        picture,
        language,
        filename=t(language, "estimate.filename", name=filename),
        folded=True,
        outside=lambda: (taken := outside()) and drawings.expected(taken, language, measure),
    )
    more = [sentences.expected_anyway(found, language, measure), sentences.smallest(found, language)]
    st.markdown("\n\n".join(sentence for sentence in more if sentence))
    years = drawings.event_time(answer, language, measure)
    if years is not None:
        st.header(t(language, "estimate.lasting"))
        st.markdown(sentences.lasting(found["windows"], language, measure))
        chart.show(
            years,
            language,
            filename=t(language, "estimate.years_filename", name=filename),
            folded=True,
            outside=lambda: (taken := outside()) and drawings.event_time(taken, language, measure),
        )


def how_we_know(answer: Answer, language: Language, measure: Measure) -> None:
    """Every step in words, and every method that has no answer with its reason."""
    found = answer.found
    method = "before_after.method_text" if answer.compared.like_for_like else "before_after.method_text_unlike"
    weighted_by = f"before_after.weighted_by.{answer.compared.weighted_by or 'none'}"
    content = folded.paragraphs([t(language, method), t(language, weighted_by)])
    if found is not None and found["expected"]:
        steps = "".join(f"<li>{escape(step)}</li>" for step in sentences.steps(found["expected"], language, measure))
        units = t(language, "estimate.compared_with", units=[unit for _, unit in answer.compared_with])
        content += f"<ol>{steps}</ol>{folded.paragraphs([units])}"
    if found is not None:
        content += folded.paragraphs(sentences.withheld(found, language))
    folded.show(t(language, "estimate.how"), content)
