"""Saving a part of the register: what describes a person is refused, and the later of two is told."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import streamlit as st

from naervaer import ingest, store
from naervaer.access import Visitor
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.store import ChangedMeanwhileError, Row, StoreError
from pages.components import change_line


Kind = TypeVar("Kind", bound=Row)
Field = Callable[[str], str]


def editor_key(kind: type[Row], initiative_id: int) -> str:
    """The key of the table that edits a part; another one after each save, so that nothing typed is there twice."""
    return f"{kind.PART}.{initiative_id}.{st.session_state.get(_counter(kind, initiative_id), 0)}"


def shown(kind: type[Kind], initiative_id: int, visitor: Visitor, editor: str = "") -> tuple[Kind, ...]:
    """The rows as this visitor was first shown them: while she has typed something, they stay as they were.

    editor: the key of the table that edits them, where it is not editor_key's.
    """
    known, place = _known(), (kind.PART, initiative_id)
    if place not in known or not typed(editor or editor_key(kind, initiative_id)):
        known[place] = store.rows(kind, visitor.municipality, initiative_id)
    return known[place]


def form(kind: type[Kind], initiative_id: int, visitor: Visitor) -> tuple[tuple[Kind, ...], Field]:
    """The rows as a form was first filled with them, and the key of each of its fields; both anew after each save.

    What a form shows may be old; so it is what was shown that a save is held against, not what stands by then.
    """
    known, place = _known(), (f"{kind.PART}.form", initiative_id)
    if place not in known:
        known[place] = store.rows(kind, visitor.municipality, initiative_id)
    saves = st.session_state.get(_counter(kind, initiative_id), 0)
    return known[place], lambda name: f"{kind.PART}.{name}.{initiative_id}.{saves}"


def arrive(place: object) -> None:
    """Whoever comes to another part or initiative is shown what stands now."""
    if st.session_state.get("register.place") != place:
        st.session_state["register.place"] = place
        _known().clear()


def save(
    kind: type[Kind],
    initiative_id: int,
    visitor: Visitor,
    before: Iterable[Kind],
    after: Iterable[Kind],
    *,
    texts: Iterable[str | None] = (),
) -> None:
    """Save and draw anew, or say why not; a change that nobody made is no change."""
    language, was, wanted = visitor.language, tuple(before), tuple(after)
    if not plain(texts, language):
        return
    try:
        store.save_rows(kind, initiative_id, was, wanted, municipality=visitor.municipality, who=visitor.name)
    except ChangedMeanwhileError:
        mine = change_line.lines(kind.PART, set(was) - set(wanted), set(wanted) - set(was), initiative_id, visitor)
        not_saved(mine, language)
    except StoreError as refused:
        st.error(refused.sentence(language))
        return
    else:
        st.session_state["register.saved"] = True
    counter = _counter(kind, initiative_id)
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
    _known().clear()
    st.rerun()


def not_saved(mine: Iterable[str], language: Language) -> None:
    """Tell on the next run that somebody else was first, and what was not saved."""
    st.session_state["register.told"] = "\n\n".join([t(language, "register.changed_meanwhile"), *mine])


def plain(texts: Iterable[str | None], language: Language) -> bool:
    """Whether no text describes a person; says so where one does, without repeating it."""
    for text in filter(None, texts):
        why = ingest.describes(text)
        if why is not None:
            st.error(t(language, f"described.{why}"))
            return False
    return True


def attempt(work: Callable[[], object], language: Language) -> bool:
    """Do something else that the store may refuse; says why where it does."""
    try:
        work()
    except StoreError as refused:
        st.error(refused.sentence(language))
        return False
    return True


def tell(language: Language) -> None:
    """Say once, on the run after it, that it was saved; or that somebody else was first, and what was not saved."""
    if told := st.session_state.pop("register.told", ""):
        st.warning(told)
    if st.session_state.pop("register.saved", False):
        st.success(t(language, "register.saved"))


def warn(language: Language) -> None:
    """The warning beside every field of free text."""
    st.markdown(f"*{t(language, 'described.warning')}*")


def typed(key: str) -> bool:
    """Whether the table with this key holds edits that are not saved."""
    state = st.session_state.get(key)
    return bool(state) and any(state.get(name) for name in ("edited_rows", "added_rows", "deleted_rows"))


def _counter(kind: type[Row], initiative_id: int) -> str:
    return f"register.saves.{kind.PART}.{initiative_id}"


def _known() -> dict[tuple[str, int], tuple[Any, ...]]:
    known: dict[tuple[str, int], tuple[Any, ...]] = st.session_state.setdefault("register.shown", {})
    return known
