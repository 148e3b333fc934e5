"""What organisations report that they have delivered: against plan, against the year before, and a forecast."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.access import Action, Visitor, may
from naervaer.charts.table import Column, Kind, table
from naervaer.figures import implementation_sentences
from naervaer.i18n import day, t
from naervaer.model import Language, spelling_key
from naervaer.reports.decks.half_year import reported as half_year_reported
from naervaer.store import Organisation, Volume
from pages.components import chart, one_day, saving, visit
from pages.components import table as table_component


def show(initiative: Any, found: figures.Implementation, visitor: Visitor) -> None:
    """A sentence for each organisation and kind, the numbers, and the form."""
    language, key = visitor.language, int(initiative.initiative_id)
    reported = store.rows(Volume, visitor.municipality, key)
    edits = may(visitor, Action.EDIT)
    listed = figures.organisations(visitor.municipality, key)
    if not reported and not (edits and (listed or (found.programme and found.programme.key == "ia"))):
        return
    st.subheader(t(language, "volumes.title"))
    if reported:
        st.markdown(
            "\n".join(
                f"- {visit.plain(line)}"
                for line in implementation_sentences.volumes(reported, found.programme, language)
            )
        )
        shown = _table(reported, found, language)
        table_component.show(shown, language)
        filename = t(language, "volumes.filename", name=initiative.initiative)
        chart.downloads(shown, language, filename=filename, outside=chart.Open.NO_GROUPS)
    if edits:
        with st.expander(t(language, "volumes.add"), expanded=not reported):
            _add(key, reported, listed, found, visitor)
        if reported:
            with st.expander(t(language, "volumes.remove")):
                _remove(key, reported, found, visitor)


def _called(kind: str, found: figures.Implementation, language: Language) -> str:
    return found.programme.called(kind, language) if found.programme else kind


def _table(reported: Sequence[Volume], found: figures.Implementation, language: Language) -> Any:
    rows = [
        (one.organisation, _called(one.kind, found, language), _span(one, language), one.planned, one.done)
        for one in reported
    ]
    headings = [
        Column(t(language, "activities.organisation")),
        Column(t(language, "volumes.kind")),
        Column(t(language, "volumes.span")),
        Column(t(language, "volumes.planned"), Kind.COUNT),
        Column(t(language, "volumes.done"), Kind.COUNT),
    ]
    shown = pd.DataFrame(rows, columns=["organisation", "kind", "span", "planned", "done"])
    return table(t(language, "volumes.caption"), headings, shown)


def _span(one: Volume, language: Language) -> str:
    return f"{day(language, one.period_start)}–{day(language, one.counted_to)}"


def _remove(key: int, reported: Sequence[Volume], found: figures.Implementation, visitor: Visitor) -> None:
    """A number that should not be there is taken away; one that is wrong is written again for the same days."""
    language = visitor.language
    st.markdown(t(language, "volumes.remove_how"))
    _, field = saving.form(Volume, key, visitor)
    named = [f"{one.organisation}: {_called(one.kind, found, language)}, {_span(one, language)}" for one in reported]
    place = st.selectbox(
        t(language, "volumes.number"), range(len(named)), format_func=lambda one: named[one], key=field("which")
    )
    if st.button(t(language, "register.remove"), key=field("remove")):
        saving.save(Volume, key, visitor, reported, [one for one in reported if one != reported[place]])


def _add(
    key: int, reported: Sequence[Volume], listed: Sequence[str], found: figures.Implementation, visitor: Visitor
) -> None:
    language = visitor.language
    st.markdown(t(language, "volumes.how"))
    kinds = {one.key: one.name[language] for one in found.programme.activities} if found.programme else {}
    first_day, last_day = half_year_reported(date.today())
    known = sorted({*listed, *(one.organisation for one in reported)})
    _, field = saving.form(Volume, key, visitor)
    with st.form(f"volumes.{key}"):
        left, right = st.columns(2)
        organisation = left.selectbox(
            t(language, "activities.organisation"),
            known,
            index=0 if len(known) == 1 else None,
            accept_new_options=True,
            placeholder=t(language, "volumes.organisation_placeholder"),
            key=field("organisation"),
        )
        kind = right.selectbox(
            t(language, "volumes.kind"),
            list(kinds),
            format_func=lambda one: kinds.get(one, one),
            accept_new_options=True,
            key=field("kind"),
        )
        left, right = st.columns(2)
        first = one_day.needed(t(language, "volumes.from"), first_day, key=field("from"), place=left)
        last = one_day.needed(t(language, "volumes.to"), min(last_day, date.today()), key=field("to"), place=right)
        left, right = st.columns(2)
        planned = left.number_input(
            t(language, "volumes.planned"), value=None, min_value=0, step=1, key=field("planned")
        )
        done = right.number_input(t(language, "volumes.done"), value=None, min_value=0, step=1, key=field("done"))
        saving.warn(language)
        asked = st.form_submit_button(t(language, "register.save"))
    organisation = (organisation or "").strip()
    if asked and (not organisation or not kind):
        st.error(t(language, "volumes.incomplete"))
    elif asked:
        new = Volume(
            organisation,
            kind,
            first,
            last,
            None if planned is None else float(planned),
            None if done is None else float(done),
        )
        kept = [one for one in reported if one.key != new.key]
        if saving.plain([organisation, kind], language) and not _listed(organisation, listed):
            _list(key, organisation, visitor)
        saving.save(Volume, key, visitor, reported, [*kept, new], texts=[organisation, kind])


def _listed(organisation: str, listed: Sequence[str]) -> bool:
    return spelling_key(organisation) in map(spelling_key, listed)


def _list(key: int, organisation: str, visitor: Visitor) -> None:
    """Whoever reports has a page of its own."""
    before = store.rows(Organisation, visitor.municipality, key)
    saving.attempt(
        lambda: store.save_rows(
            Organisation,
            key,
            before,
            [*before, Organisation(organisation)],
            municipality=visitor.municipality,
            who=visitor.name,
        ),
        visitor.language,
    )
