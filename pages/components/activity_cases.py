"""Cases that gatherings spoke of, counted by kind only: never who, and no number that is so small that it tells."""

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.access import Action, Visitor, may
from naervaer.charts.table import Column, table
from naervaer.i18n import day, t
from naervaer.store import CaseCount
from pages.components import change_line, saving
from pages.components import table as table_component


def show(key: int, found: figures.Implementation, visitor: Visitor) -> None:
    """The sums by kind, and the form; nothing where the programme counts no cases."""
    language, programme = visitor.language, found.programme
    if programme is None or not programme.cases:
        return
    counts = store.rows(CaseCount, visitor.municipality, key)
    st.subheader(t(language, "cases.title"))
    st.markdown(t(language, "cases.lead"))
    sums: dict[str, int] = {}
    for one in counts:
        sums[one.case_kind] = sums.get(one.case_kind, 0) + (one.n or 0)
    if sums:
        rows = [(programme.called(kind, language), change_line.case_count(n, language)) for kind, n in sums.items()]
        headings = [Column(t(language, "cases.kind")), Column(t(language, "cases.count"))]
        shown = pd.DataFrame(rows, columns=["kind", "n"])
        table_component.show(table(t(language, "cases.caption"), headings, shown), language)
    held = found.activities.dropna(subset=["held_on"])
    if not may(visitor, Action.EDIT) or held.empty:
        return
    called = {
        int(row.activity_id): f"{day(language, row.held_on.date())} {row.theme or ''}".strip()
        for row in held.itertuples(index=False)
    }
    _, field = saving.form(CaseCount, key, visitor)
    with st.expander(t(language, "cases.add")), st.form(f"cases.{key}"):
        activity = st.selectbox(
            t(language, "cases.gathering"),
            list(called)[::-1],
            format_func=lambda one: called[one],
            key=field("activity"),
        )
        columns = st.columns(len(programme.cases))
        numbers = {
            kind.key: column.number_input(kind.name[language], value=None, min_value=0, step=1, key=field(kind.key))
            for kind, column in zip(programme.cases, columns, strict=True)
        }
        if st.form_submit_button(t(language, "register.save")):
            kept = {(one.activity_id, one.case_kind): one for one in counts}
            for kind_key, n in numbers.items():
                if n is not None:
                    kept[activity, kind_key] = CaseCount(activity, kind_key, n)
            saving.save(CaseCount, key, visitor, counts, kept.values())
