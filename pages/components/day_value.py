"""What the change amounts to in days, and in kroner for those who have said what a day's work is worth."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from naervaer import store
from naervaer.access import Action, Visitor, may
from naervaer.figures import Answer, days
from naervaer.i18n import number, t
from naervaer.store import StoreError
from pages.components import clock, visit


def show(answer: Answer, visitor: Visitor) -> None:
    """Say it; for those who may, ask what a day is worth. Nothing where no range is known."""
    said = days.said(answer, visitor.municipality, visitor.language)
    if not said:
        return
    st.header(t(visitor.language, "cost.title"))
    st.markdown("\n\n".join(map(visit.plain, said)))
    if refused := st.session_state.pop("cost.refused", None):
        st.error(refused)
    if may(visitor, Action.EDIT):
        setting = st.expander(t(visitor.language, "cost.setting"), on_change="rerun", key="cost.open")
        if not setting.open:
            return
        with setting:
            st.markdown(t(visitor.language, "cost.lead"))
            _stands(visitor)
            _form(visitor)


def _stands(visitor: Visitor) -> None:
    language = visitor.language
    for one in store.read("day_value", municipality=visitor.municipality).itertuples(index=False):
        left, right = st.columns([5, 1], vertical_alignment="center")
        price, source = number(language, one.amount, 0), visit.plain(one.source)
        who = visit.plain(one.said_by) or t(language, "history.someone")
        left.markdown(
            f"{t(language, 'cost.stands', price=price, source=source, year=str(one.year))}  \n"
            f"{t(language, 'units.by', who=who, when=clock.written(one.said_at))}"
        )
        right.button(
            t(language, "history.undo"),
            key=f"cost.undo.{one.day_value_id}",
            on_click=_try,
            args=(store.undo_day_value, int(one.day_value_id)),
            kwargs={"municipality": visitor.municipality, "who": visitor.name},
            width="stretch",
        )


def _form(visitor: Visitor) -> None:
    language = visitor.language
    left, middle, right = st.columns([1, 2, 1])
    amount = left.number_input(t(language, "cost.amount"), min_value=0, value=None, step=100, key="cost.amount")
    source = middle.text_input(t(language, "cost.source"), key="cost.source").strip()
    year = right.number_input(t(language, "cost.year"), value=date.today().year, step=1, key="cost.year")
    st.button(
        t(language, "cost.save"),
        disabled=not amount or not source,
        key="cost.save",
        on_click=_try,
        args=(store.save_day_value, float(amount or 0), source, int(year or 0)),
        kwargs={"municipality": visitor.municipality, "who": visitor.name},
    )


def _try(work: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Do it, or keep the sentence that says why not for the next drawing."""
    try:
        work(*args, **kwargs)
    except StoreError as refused:
        st.session_state["cost.refused"] = refused.sentence(visit.visitor().language)
    else:
        for typed in ("cost.amount", "cost.source"):
            st.session_state.pop(typed, None)
