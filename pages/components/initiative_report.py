"""The half-year report of an initiative: what is missing and when it is due, its pages, and the leaders' own texts."""

from html import escape
from typing import Any

import streamlit as st

from naervaer import figures
from naervaer.access import Action, Visitor, may
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.i18n import t
from naervaer.reports import decks
from naervaer.reports.outline import Deck, Slide
from naervaer.store import Organisation
from pages.components import deck, saving, visit, volumes, way_on
from pages.components import table as table_component
from pages.components.deck_choice import Chosen


AUDIENCE = "half_year"


def show(initiative: Any, visitor: Visitor) -> None:
    """What must be done, the summary, one page with its texts, and then the organisations and what they report."""
    language, key = visitor.language, int(initiative.initiative_id)
    made = decks.made(visitor.municipality, AUDIENCE, key, language, visitor.measure).deck
    deck.tell_refused()
    deck.missing(made)
    chosen = {"audience": t(language, f"deck.{AUDIENCE}"), "initiative": initiative.initiative}
    way_on.show("slides", t(language, "half_year.take_along"), chosen, visitor)
    st.markdown(t(language, "half_year.limit", limit=FEWEST_OUTSIDE))
    pages = [one for one in made.slides if one.wordy]
    if len(pages) > 1 or made.slides[0] not in pages:
        _facts(made.slides[0], visitor)
    _page(_choose(pages, visitor), made, Chosen(AUDIENCE, key), visitor)
    _organisations(key, visitor)
    volumes.show(initiative, figures.implementation(visitor.municipality, key), visitor)


def _choose(pages: list[Slide], visitor: Visitor) -> Slide:
    if len(pages) == 1:
        return pages[0]
    titles = {one.key: one.title.said for one in pages}
    chosen = st.selectbox(
        t(visitor.language, "half_year.page"),
        list(titles),
        format_func=lambda key: titles[key],
        key="report_page",
        bind="query-params",
    )
    return next(one for one in pages if one.key == chosen)


def _facts(one: Slide, visitor: Visitor) -> None:
    st.header(visit.plain(one.title.said))
    said = [text.said for text in one.texts if not text.head]
    st.markdown("\n".join(f"- {visit.plain(line)}" for line in said))
    if one.table is not None:
        table_component.show(one.table, visitor.language)


def _page(one: Slide, made: Deck, chosen: Chosen, visitor: Visitor) -> None:
    """One page: its facts, and under each heading what its leader writes."""
    language = visitor.language
    _facts(one, visitor)
    asked = [text for text in one.texts if text.head]
    if may(visitor, Action.EDIT):
        st.markdown(t(language, "half_year.write"))
        saving.warn(language)
        for text in asked:
            deck.field(text, chosen, visitor)
            st.html(f'<p class="naervaer-on-paper"><b>{escape(text.head)}</b><br />{escape(text.said)}</p>')
        return
    for text in asked:
        st.markdown(f"**{visit.plain(text.head)}**")
        st.markdown(visit.plain(text.said))


def _organisations(key: int, visitor: Visitor) -> None:
    """Who reports on a page of its own: each can be taken away, those that are only named be added, and new ones."""
    language = visitor.language
    if not may(visitor, Action.EDIT):
        return
    listed, field = saving.form(Organisation, key, visitor)
    with st.expander(t(language, "half_year.organisations", n=len(listed))):
        st.markdown(t(language, "half_year.organisations_how"))
        for place, one in enumerate(listed):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(visit.plain(one.organisation))
            if right.button(t(language, "register.remove"), key=field(f"remove.{place}"), width="stretch"):
                saving.save(Organisation, key, visitor, listed, [other for other in listed if other != one])
        for name in figures.organisations_not_listed(visitor.municipality, key):
            label = t(language, "half_year.add_named", organisation=visit.plain(name))
            if st.button(label, key=field(f"add.{name}")):
                saving.save(Organisation, key, visitor, listed, [*listed, Organisation(name)])
        with st.form(f"organisations.{key}"):
            name = st.text_input(t(language, "activities.organisation"), key=field("name")).strip()
            saving.warn(language)
            if st.form_submit_button(t(language, "half_year.add_organisation")):
                saving.save(Organisation, key, visitor, listed, [*listed, Organisation(name)], texts=[name])
