"""To the meeting: pick what and for whom, see the slides as they will be, edit a sentence, take them along."""

import streamlit as st

from naervaer.access import Action, may
from naervaer.i18n import t
from naervaer.reports import decks
from pages.components import deck, deck_choice, slide_template, take_along, visit


visitor = visit.visitor()
language = visitor.language

st.title(t(language, "slides.title"))

code = st.query_params.get("state")
if code:
    deck.as_it_was(code, visitor)
    st.stop()

st.markdown(t(language, "meeting.lead"))
chosen = deck_choice.choose(visitor)
if chosen is None:
    st.stop()

with st.spinner(t(language, "meeting.drawing")):  # the first report on fifty initiatives takes some seconds
    made = decks.made(visitor.municipality, chosen.audience, chosen.subject, language, visitor.measure)
take_along.take_along(made.deck, decks.name(chosen.audience, chosen.subject), visitor)
deck.missing(made.deck)
if may(visitor, Action.EDIT):
    deck.set_aside(made, language)
    deck.undo(chosen, visitor)
deck.show(made.deck, chosen, visitor)
if may(visitor, Action.EDIT):
    slide_template.ask(visitor)
deck.find_again(language)
