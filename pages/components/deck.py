"""A deck on the page: the slides as they will be, and their sentences to edit."""

import streamlit as st

from naervaer import ingest, store
from naervaer.access import Action, Visitor, may
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import decks, footer, presentation
from naervaer.reports.decks import Made
from naervaer.reports.outline import Deck, Slide, Text
from naervaer.store import ChangedMeanwhileError
from pages.components import clock, markup, take_along, visit
from pages.components.deck_choice import Chosen


LONGEST_TITLE, LONGEST_SENTENCE, LONGEST_TEXT = 160, 500, 350  # letters: what a slide holds, three texts on one page

REFUSED = "meeting.refused"  # why what was written is not kept, until it has been said
ANEW = "meeting.anew"  # how often the fields have been drawn anew


def show(deck: Deck, chosen: Chosen | None, visitor: Visitor) -> None:
    """Every slide as it will be seen; under it its notes, and its sentences for those who may edit them.

    chosen: which deck they would edit; None for a deck as it was.
    """
    language = visitor.language
    tell_refused()
    st.html(f"<style>{presentation.SLIDE_STYLE.read_text(encoding='utf-8')}</style>")
    progress = st.progress(0.0, t(language, "meeting.drawing"))
    for place, one in enumerate(deck.slides):
        progress.progress(place / len(deck.slides), t(language, "meeting.drawing"))
        markup.put(_markup(deck, place))
        left, right = st.columns(2)
        if one.notes:
            with left.expander(t(language, "meeting.notes", n=place + 1)):
                st.markdown("\n".join(f"- {visit.plain(note)}" for note in one.notes))
        if chosen is not None and may(visitor, Action.EDIT) and decks.written_here(chosen.audience, one):
            with right:
                _edit(one, chosen, place, visitor)
    progress.empty()


def _markup(deck: Deck, place: int) -> str:
    return f'<div class="naervaer-slide">{presentation.slide(deck, place, heading="h2")}</div>'


def _edit(one: Slide, chosen: Chosen, place: int, visitor: Visitor) -> None:
    with st.expander(t(visitor.language, "meeting.edit", n=place + 1)):
        for text in (one.title, *one.texts):
            field(text, chosen, visitor)


def field(text: Text, chosen: Chosen, visitor: Visitor) -> None:
    """A field for one sentence of a deck, kept as soon as it is left."""
    language, is_title = visitor.language, text.key.endswith(".title")
    key = f"deck.{decks.name(chosen.audience, chosen.subject)}.{language}.{text.key}.{hash(text.own)}.{_anew()}"
    st.text_area(
        text.head or t(language, "meeting.title_label" if is_title else "meeting.sentence_label"),
        "" if text.head and not text.edited else text.said,
        max_chars=LONGEST_TITLE if is_title else LONGEST_TEXT if text.head else LONGEST_SENTENCE,
        key=key,
        on_change=_save,
        args=(text, key, chosen, visitor),
    )
    if text.edited and not text.head:
        st.markdown(t(language, "meeting.own", own=visit.plain(text.own)))


def tell_refused() -> None:
    """Say once why what was written last is not kept."""
    if refused := st.session_state.pop(REFUSED, None):
        st.error(refused)


def _anew() -> int:
    """How often the fields have been drawn anew: a browser goes on sending what was typed in a field it still has."""
    return int(st.session_state.get(ANEW, 0))


def _draw_anew() -> None:
    st.session_state[ANEW] = _anew() + 1


def _save(text: Text, key: str, chosen: Chosen, visitor: Visitor) -> None:
    """Keep what was written as soon as the field is left; an empty title is no title, and the figures' own stays."""
    said = " ".join(str(st.session_state[key]).split())
    if not said and (text.head or text.key.endswith(".title")):
        said = text.own
        st.session_state[key] = "" if text.head else said
    about = ingest.describes(said) if said != text.own else None
    if about:
        st.session_state[REFUSED] = t(visitor.language, f"described.{about}")
        return
    try:
        store.save_deck_edit(
            decks.name(chosen.audience, chosen.subject),
            text.key,
            own=text.own,
            said=said,
            municipality=visitor.municipality,
            language=visitor.language,
            who=visitor.name,
            shown=text.said,
        )
    except ChangedMeanwhileError:
        st.session_state[REFUSED] = t(visitor.language, "meeting.changed_meanwhile", said=visit.plain(said))
        _draw_anew()  # the field shows what the other one wrote


def missing(deck: Deck) -> None:
    """What must be done before the deck can be handed in."""
    if deck.missing:
        st.info("\n".join(f"- {visit.plain(line)}" for line in deck.missing))


def set_aside(made: Made, language: Language) -> None:
    """Sentences that were written about other figures than those there are now, and so are not used."""
    if not made.set_aside:
        return
    st.warning(t(language, "meeting.set_aside", n=len(made.set_aside)))
    st.markdown("\n".join(f"- {visit.plain(text.said)}" for text in made.set_aside))


def undo(chosen: Chosen, visitor: Visitor) -> None:
    """Who wrote what on this deck, and a way back."""
    language = visitor.language
    edits = store.read_anew(
        "deck_edits",
        municipality=visitor.municipality,
        deck=decks.name(chosen.audience, chosen.subject),
        language=language,
    )
    if edits.empty:
        return
    last = edits.sort_values("edited_at").iloc[-1]
    when = clock.written(last["edited_at"])
    key = "meeting.last_edit" if last["edited_by"] else "meeting.last_edit_nameless"
    st.markdown(t(language, key, n=len(edits), who=visit.plain(last["edited_by"]), when=when))
    st.button(t(language, "meeting.undo"), on_click=_undo, args=(chosen, visitor), key="meeting.undo")


def _undo(chosen: Chosen, visitor: Visitor) -> None:
    store.undo_deck_edit(
        decks.name(chosen.audience, chosen.subject),
        municipality=visitor.municipality,
        language=visitor.language,
        who=visitor.name,
    )
    _draw_anew()


def as_it_was(code: str, visitor: Visitor) -> None:
    """A deck as it was when it was taken along, found by the code in its footer."""
    language = visitor.language
    found = store.read_anew("deck", municipality=visitor.municipality, code=code)
    deck = decks.kept(visitor.municipality, code)
    if deck is None or found.empty:
        st.warning(t(language, "meeting.not_found", code=visit.plain(code)))
    else:
        row = found.iloc[0]
        when = clock.written(row["made_at"])
        st.info(t(language, "meeting.as_it_was", when=when, footer=visit.plain(footer.of(deck))))
    st.page_link("pages/meeting/slides.py", label=t(language, "meeting.back"), query_params=visit.address(visitor))
    if deck is not None and not found.empty:
        take_along.take_along(deck, str(found["deck"].iloc[0]), visitor)
        show(deck, None, visitor)


def find_again(language: Language) -> None:
    """Ask for the code of a deck that was taken along."""
    with st.expander(t(language, "meeting.find")):
        st.markdown(t(language, "meeting.find_how"))
        code = st.text_input(t(language, "meeting.find_label"), max_chars=20, key="meeting.find").strip().lower()
        if code:
            st.query_params["state"] = code
            st.rerun()
