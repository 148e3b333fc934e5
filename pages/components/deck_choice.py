"""Which deck: the audience, and the initiative or unit it is about, or what is chosen on the page of the review. All of
it is part of the page's address.
"""

from dataclasses import dataclass

import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.i18n import t
from naervaer.reports.decks import AUDIENCES, Needs, Subject
from pages.components import pick, planning


@dataclass(frozen=True)
class Chosen:
    """An audience, and what its deck is about."""

    audience: str
    subject: Subject


def choose(visitor: Visitor) -> Chosen | None:
    """The visitor's choice; None, with a sentence on the page, when there is nothing to choose yet."""
    language = visitor.language
    audience = st.selectbox(
        t(language, "meeting.audience"),
        list(AUDIENCES),
        format_func=lambda key: t(language, f"deck.{key}"),
        key="audience",
        bind="query-params",
    )
    needs = AUDIENCES[audience].needs
    if needs is Needs.NOTHING:
        return Chosen(audience, 0)
    if needs is Needs.UNIT:
        return _unit(audience, visitor)
    if needs is Needs.AREA:
        known = planning.known(visitor)
        return Chosen(audience, planning.choose(visitor.municipality, *known, language, planning.ON_SLIDES))
    initiative = pick.initiative(visitor)
    if initiative is None:
        st.info(t(language, "before_after.no_initiatives"))
        st.page_link("pages/initiatives/initiatives.py", label=t(language, "before_after.make_initiative"))
        return None
    return Chosen(audience, int(initiative.initiative_id))


def _unit(audience: str, visitor: Visitor) -> Chosen | None:
    known = store.read("units", municipality=visitor.municipality)
    if known.empty:
        st.info(t(visitor.language, "overview.nothing_yet"))
        st.page_link("pages/data/upload.py", label=t(visitor.language, "before_after.upload"))
        return None
    names = known.set_index("unit_id")["unit"].sort_values()
    chosen = st.selectbox(
        t(visitor.language, "pick.unit"),
        [str(key) for key in names.index],
        format_func=lambda key: names[int(key)],
        key="deck_unit",
        bind="query-params",
    )
    return Chosen(audience, int(chosen))
