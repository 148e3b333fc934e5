"""Who changed what in an initiative and when, with the way back; and deleting it."""

from typing import Any

import pandas as pd
import streamlit as st

from naervaer import store
from naervaer.access import Action, Visitor, may
from naervaer.i18n import t
from pages.components import change_line, clock, initiative_form, visit


MOST = 50  # changes shown; the rest are counted
MOST_LINES = 8  # rows of one change that are written out


def show(initiative: Any, visitor: Visitor) -> None:
    """The newest changes first."""
    language, key = visitor.language, int(initiative.initiative_id)
    if may(visitor, Action.EDIT):
        initiative_form.undo_and_delete(initiative, visitor)
    changes = _changes(key, visitor)
    if changes.empty:
        st.info(t(language, "changes.nothing"))
        return
    for one in changes.head(MOST).itertuples(index=False):
        who = one.changed_by or t(language, "history.someone")
        heading = t(
            language,
            "changes.heading",
            what=t(language, f"changes.part_{one.part}"),
            how=t(language, f"changes.action_{one.action}"),
            who=who,
            when=clock.written(one.changed_at),
        )
        undone = f" ({t(language, 'changes.undone')})" if pd.notna(one.reverted_by) else ""
        with st.container(border=True):
            st.markdown(f"**{visit.plain(heading)}**{undone}")
            lines = _lines(one, key, visitor)
            st.markdown("\n".join(f"- {line}" for line in lines[:MOST_LINES]))
            if len(lines) > MOST_LINES:
                st.markdown(t(language, "changes.more", n=len(lines) - MOST_LINES))
    if len(changes) > MOST:
        st.markdown(t(language, "changes.more", n=len(changes) - MOST))


def _changes(key: int, visitor: Visitor) -> pd.DataFrame:
    """Changes of the initiative itself and of its register as one list: the same numbers run through both."""
    own = store.read("changes", municipality=visitor.municipality)
    own = own[(own["subject"] == "initiative") & (own["subject_id"] == key)]
    own = own.assign(part="initiative").rename(columns={"before": "removed", "after": "added"})
    register = store.read("register_changes", municipality=visitor.municipality)
    register = register[register["initiative_id"] == key]
    columns = ["change_id", "changed_at", "changed_by", "part", "action", "removed", "added", "reverted_by"]
    together = [frame[columns] for frame in (own, register) if not frame.empty]
    if not together:
        return register[columns]
    return pd.concat(together).sort_values("change_id", ascending=False)


def _lines(one: Any, key: int, visitor: Visitor) -> list[str]:
    if one.part == "initiative":
        return change_line.of_initiative(one.removed, one.added, visitor)
    removed, added = (store.from_log(one.part, text) for text in (one.removed, one.added))
    return change_line.lines(one.part, removed, added, key, visitor)
