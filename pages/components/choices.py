"""Working the answer out another way: every change is shown beside the house's own answer, never instead of it."""

import streamlit as st

from naervaer import figures
from naervaer.figures import Answer, Choices
from naervaer.i18n import t
from naervaer.model import Language
from pages.components import paragraphs


YEARS = [1.0, 0.5]
ANTICIPATION = [0, 1, 2, 3]  # months (METHODS section 1)


@st.fragment
def show(answer: Answer, municipality: str, initiative: int, language: Language) -> None:
    """The choices, and under them what they do to the answer."""
    if answer.found is None:
        return
    opened = st.expander(t(language, "choices.title"), on_change="rerun", key="choices.open")
    if not opened.open:
        return
    with opened:
        st.markdown(t(language, "choices.lead"))
        choices = _ask(answer, municipality, language)
        if choices == Choices():
            return
        other = figures.another_answer(municipality, initiative, choices)
        if other is not None:
            st.markdown(f"**{t(language, 'choices.own')}** {answer.verdict.sentence(language)}")
            st.markdown(f"**{t(language, 'choices.yours')}** {other.verdict.sentence(language)}")
            if choices.years < 1:
                st.markdown(t(language, "choices.half_year_note"))
            paragraphs.notes([t(language, "choices.warning")])


def _ask(answer: Answer, municipality: str, language: Language) -> Choices:
    years = st.segmented_control(
        t(language, "choices.window"),
        YEARS,
        default=YEARS[0],
        format_func=lambda length: t(language, "choices.year" if length == 1 else "choices.half_year"),
        required=True,
        key="choices.window",
    )
    anticipation = st.segmented_control(
        t(language, "choices.anticipation"),
        ANTICIPATION,
        default=ANTICIPATION[0],
        required=True,
        help=t(language, "choices.anticipation_help"),
        key="choices.anticipation",
    )
    own_areas = st.checkbox(t(language, "choices.own_areas"), key="choices.own_areas")
    without_pandemic = st.checkbox(t(language, "choices.without_pandemic"), key="choices.without_pandemic")
    # What the answer is with a unit less what it is without it tells of that unit.
    hidden = figures.hidden(municipality)
    names = {unit: name for unit, name in answer.compared_with if unit not in hidden}
    left_out = st.multiselect(
        t(language, "choices.left_out", n=len(names)),
        list(names),
        format_func=lambda unit: names[unit],
        placeholder=t(language, "initiatives.choose_units_placeholder"),
        key="choices.left_out",
    )
    return Choices(float(years or 1), int(anticipation or 0), own_areas, without_pandemic, frozenset(left_out))
