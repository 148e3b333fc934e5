"""The files of a deck: made beside the page when they are asked for, and there to be taken when they are made."""

import base64
from collections.abc import Iterable
from concurrent.futures import Future, wait
from html import escape

import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import decks, press
from naervaer.reports.outline import Deck


KINDS = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
LOOKS_EVERY = 0.5  # seconds; most files are there the first time

ORDERED = "meeting.ordered"  # (the deck's code, kind) to what has been ordered by this visitor
PRESENTED = "meeting.presented"  # the code of the deck that is to be opened as soon as it is made

Orders = dict[str, Future[bytes]]


@st.fragment
def take_along(deck: Deck, named: str, visitor: Visitor) -> None:
    """A button for each kind of file and one for the screen; under them what is being made, and what is ready.

    named: what the store calls the deck (decks.name).
    """
    language = visitor.language
    ordered = _ordered(deck)
    columns = st.columns(len(KINDS) + 1)
    columns[0].button(
        t(language, "meeting.present"),
        type="primary",
        on_click=_present,
        args=(deck, named, visitor),
        width="stretch",
        key="meeting.present",
    )
    for column, kind in zip(columns[1:], KINDS, strict=True):
        column.button(
            t(language, f"meeting.take_{kind}"),
            on_click=_order,
            args=(deck, named, kind, visitor),
            width="stretch",
            key=f"meeting.{kind}",
        )
    wait(ordered.values(), timeout=LOOKS_EVERY)
    if _undone(ordered):
        st.fragment(_until_made, run_every=LOOKS_EVERY)(deck, language)
    else:
        _made(deck, language)
    st.markdown(t(language, "meeting.limit", limit=FEWEST_OUTSIDE))


def _ordered(deck: Deck) -> Orders:
    """What this visitor has ordered of the deck as it is now; what was ordered of another is forgotten."""
    code, ordered = st.session_state.get(ORDERED, ("", {}))
    if code != deck.code:
        ordered = {}
        st.session_state[ORDERED] = deck.code, ordered
    return ordered


def _undone(ordered: Orders) -> list[str]:
    return [kind for kind, order in ordered.items() if not order.done()]


def _order(deck: Deck, named: str, kind: str, visitor: Visitor) -> None:
    """Keep the deck, so that its code finds it again, and have the file made, unless it is or is being made."""
    ordered = _ordered(deck)
    if kind in ordered and not (ordered[kind].done() and ordered[kind].exception()):
        return
    decks.keep(deck, named, municipality=visitor.municipality, who=visitor.name)
    template = store.read_anew("slide_template", municipality=visitor.municipality)
    own = None if template.empty else bytes(template["content"].iloc[0])
    ordered[kind] = press.order(deck, kind, own)


def _present(deck: Deck, named: str, visitor: Visitor) -> None:
    _order(deck, named, "html", visitor)
    st.session_state[PRESENTED] = deck.code


def _until_made(deck: Deck, language: Language) -> None:
    """Look again and again; when all is made the page is drawn once more, which also ends the looking."""
    ordered = _ordered(deck)
    if not _undone(ordered):
        st.rerun()
    _say(_being_made(kind, ordered[kind], language) for kind in _undone(ordered))
    _ready(deck, language)


def _being_made(kind: str, order: Future[bytes], language: Language) -> str:
    file, n = t(language, f"meeting.take_{kind}"), press.ahead(order)
    return t(language, "meeting.making_after_others" if n else "meeting.making", file=file, n=n)


def _made(deck: Deck, language: Language) -> None:
    ordered = _ordered(deck)
    ready = [t(language, f"meeting.take_{kind}") for kind, order in ordered.items() if not order.exception()]
    _say([t(language, "meeting.ready", n=len(ready), files=ready)] if ready else [])
    _ready(deck, language)
    for why in {_why(order) for order in ordered.values() if order.exception()}:
        st.error(t(language, f"meeting.{why}"))
    if st.session_state.get(PRESENTED) == deck.code and "html" in ordered:
        del st.session_state[PRESENTED]
        if not ordered["html"].exception():
            _open(ordered["html"].result(), language)


def _why(order: Future[bytes]) -> str:
    failed = order.exception()
    return failed.key if isinstance(failed, press.PrintingFailedError) else "printing_failed"


def _ready(deck: Deck, language: Language) -> None:
    """A button for each file that is made."""
    filename = t(language, "meeting.filename", about=deck.about, audience=t(language, f"deck.{deck.audience}"))
    with st.container(horizontal=True):
        for kind, order in _ordered(deck).items():
            if order.done() and not order.exception():
                st.download_button(
                    t(language, "meeting.fetch", file=t(language, f"meeting.take_{kind}")),
                    data=order.result(),
                    file_name=f"{filename}.{kind}",
                    mime=KINDS[kind],
                    on_click="ignore",
                    icon=":material/download:",
                    key=f"meeting.fetch.{kind}",
                )


def _say(lines: Iterable[str]) -> None:
    """Lines that are read aloud when they change."""
    st.html(f'<div role="status">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>')


def _open(page: bytes, language: Language) -> None:
    """Open the presentation in a window of its own: it is in the browser whole, so it needs no network from here on."""
    said = escape(t(language, "meeting.open"))
    content = base64.b64encode(page).decode()
    st.html(
        f'<p><a id="naervaer-presentation" target="_blank" href="#">{said}</a></p>'
        "<script>(() => {"
        f"const bytes = Uint8Array.from(atob('{content}'), letter => letter.charCodeAt(0));"
        "const address = URL.createObjectURL(new Blob([bytes], {type: 'text/html'}));"
        "document.getElementById('naervaer-presentation').href = address;"
        "window.open(address, '_blank');"
        "})()</script>",
        unsafe_allow_javascript=True,
    )
