"""What has happened to units: a form for each thing that can happen, and the list of what was said with its undo."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.i18n import listing, month, t
from naervaer.model import Language
from naervaer.store import StoreError
from pages.components import clock, first_month, visit


HAPPENED = ("renamed", "continued", "spelled", "merged", "split")
NEW = -1  # a unit that is not there yet


def show(units: pd.DataFrame, visitor: Visitor) -> None:
    """Draw the form of what has happened."""
    language = visitor.language
    if refused := st.session_state.pop("units.refused", None):
        st.error(refused)
    if st.session_state.pop("units.said", False):
        st.success(t(language, "units.saved"))
    happened = st.selectbox(
        t(language, "units.happened"),
        HAPPENED,
        format_func=lambda choice: t(language, f"units.{choice}"),
        key="units.happened",
    )
    st.markdown(t(language, f"units.{happened}_how"))
    FORMS[happened](_names(units, language), visitor)


def history(visitor: Visitor) -> None:
    """What has been said and stands, newest first, each with its undo."""
    language = visitor.language
    said = store.read("unit_changes", municipality=visitor.municipality)
    st.header(t(language, "units.said"))
    if said.empty:
        st.info(t(language, "units.nothing_said"))
    for change in said.itertuples(index=False):
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(_sentence(change, language))
            right.button(
                t(language, "history.undo"),
                key=f"units.undo.{change.unit_change_id}",
                on_click=_try,
                args=(store.undo_unit_change, int(change.unit_change_id)),
                kwargs={"municipality": visitor.municipality, "who": visitor.name},
                width="stretch",
            )


def _names(units: pd.DataFrame, language: Language) -> dict[int, str]:
    """Unit to its name; units with one name are told apart by area or code."""
    twice = units["unit"].duplicated(keep=False)
    return {
        int(unit.unit_id): f"{unit.unit} ({unit.area or unit.unit_code or unit.unit_id})" if double else str(unit.unit)
        for unit, double in zip(units.itertuples(index=False), twice, strict=True)
    }


def _try(work: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Do it, or keep the sentence that says why not for the next drawing."""
    language = visit.visitor().language
    try:
        work(*args, **kwargs)
    except StoreError as refused:
        st.session_state["units.refused"] = refused.sentence(language)
    else:
        st.session_state["units.said"] = True
        for key in list(st.session_state):  # an empty form, so that one click more says nothing twice
            if str(key).startswith("units.") and key not in ("units.said", "units.happened"):
                del st.session_state[key]


def _save(visitor: Visitor, key: str, ready: bool, work: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    st.button(
        t(visitor.language, "units.save"),
        type="primary",
        disabled=not ready,
        key=f"units.save.{key}",
        on_click=_try,
        args=(work, *args),
        kwargs={**kwargs, "municipality": visitor.municipality, "who": visitor.name},
    )


def _one(label: str, names: dict[int, str], key: str) -> int | None:
    chosen: int | None = st.selectbox(label, list(names), index=None, format_func=lambda each: names[each], key=key)
    return chosen


def _several(label: str, names: dict[int, str], key: str) -> list[int]:
    return st.multiselect(label, list(names), format_func=lambda each: names[each], key=key)


def _since(language: Language, key: str) -> date:
    return first_month.choose(t(language, "units.since"), language, key=f"units.since.{key}")


def _renamed(names: dict[int, str], visitor: Visitor) -> None:
    language = visitor.language
    unit = _one(t(language, "units.unit"), names, "units.rename")
    name = st.text_input(t(language, "units.new_name"), key="units.new_name").strip()
    since = _since(language, "renamed")
    _save(visitor, "renamed", unit is not None and bool(name), store.rename_unit, unit, name, since)


def _continued(names: dict[int, str], visitor: Visitor) -> None:
    language = visitor.language
    unit = _one(t(language, "units.old"), names, "units.old")
    successor = _one(t(language, "units.now"), names, "units.now")
    since = _since(language, "continued")
    ready = unit is not None and successor is not None and unit != successor
    _save(visitor, "continued", ready, store.continue_unit, unit, successor, since)


def _spelled(names: dict[int, str], visitor: Visitor) -> None:
    language = visitor.language
    unit = _one(t(language, "units.unit"), names, "units.spell")
    spelling = st.text_input(t(language, "units.spelling"), key="units.spelling").strip()
    _save(visitor, "spelled", unit is not None and bool(spelling), store.spell_unit, unit, spelling)


def _merged(names: dict[int, str], visitor: Visitor) -> None:
    language = visitor.language
    chosen = _several(t(language, "units.were_merged"), names, "units.were_merged")
    into = _one(t(language, "units.into"), {NEW: t(language, "units.a_new_unit"), **names}, "units.into")
    name = st.text_input(t(language, "units.new_name"), key="units.merged_name").strip() if into == NEW else ""
    since = _since(language, "merged")
    joined = st.checkbox(t(language, "units.join_merged"), key="units.join_merged")
    ready = len(chosen) > 1 and into is not None and (into != NEW or bool(name))
    _save(visitor, "merged", ready, store.merge_units, chosen, name if into == NEW else into, since, joined=joined)


def _split(names: dict[int, str], visitor: Visitor) -> None:
    language = visitor.language
    unit = _one(t(language, "units.was_split"), names, "units.was_split")
    chosen = _several(t(language, "units.split_into"), names, "units.split_into")
    since = _since(language, "split")
    joined = st.checkbox(t(language, "units.join_split"), key="units.join_split")
    _save(visitor, "split", unit is not None and len(chosen) > 1, store.split_unit, unit, chosen, since, joined=joined)


FORMS = {"renamed": _renamed, "continued": _continued, "spelled": _spelled, "merged": _merged, "split": _split}


def _sentence(change: Any, language: Language) -> str:
    kind = "continued" if change.change == "renamed" and change.is_linked else change.change
    said = t(
        language,
        f"units.sentence_{kind}",
        unit=visit.plain(change.unit),
        name=visit.plain(change.name or ""),
        others=visit.plain(listing(language, list(change.others)) or change.unit),
        since="" if pd.isna(change.since) else month(language, change.since.date()),
    )
    kept = t(language, f"units.{'joined' if change.joined else 'apart'}") if kind in ("merged", "split") else ""
    who = t(
        language,
        "units.by",
        who=visit.plain(change.said_by) or t(language, "history.someone"),
        when=clock.written(change.said_at),
    )
    return "  \n".join(filter(None, [said, kept, who]))
