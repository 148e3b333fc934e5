"""Who takes part in an initiative, their pauses, and whom it is compared with."""

from typing import Any

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.access import Action, Visitor, may
from naervaer.charts.table import Column, Kind, table
from naervaer.i18n import day, t
from naervaer.model import Language
from naervaer.store import ComparisonUnit, Pause
from pages.components import initiative_form, one_day, saving, visit
from pages.components import table as table_component


def show(initiative: Any, visitor: Visitor) -> None:
    """The units with what must be said of them, the forms, and the comparison."""
    language, key = visitor.language, int(initiative.initiative_id)
    found = figures.implementation(visitor.municipality, key)
    edits = may(visitor, Action.EDIT)
    _say(key, visitor)
    if edits:
        initiative_form.units(initiative, visitor)
    else:
        table_component.show(_table(found.units, language), language)
    _pauses(key, found.units, visitor, edits)
    _comparison(key, found.units, visitor, edits)


def _say(key: int, visitor: Visitor) -> None:
    """What a reader of the result must know of the units: in several initiatives, or no figures around a start."""
    language = visitor.language
    twice = figures.overlapping(visitor.municipality, key)
    if not twice.empty:
        lines = [
            f"- {visit.plain(t(language, 'members.also_in', unit=row.unit, initiative=row.initiative))}"
            for row in twice.itertuples(index=False)
        ]
        st.warning("\n".join([t(language, "members.overlap"), "", *lines]))
    outside = figures.starts_outside(visitor.municipality, key)
    if not outside.empty:
        names = [visit.plain(unit) for unit in outside["unit"]]
        st.warning(t(language, "members.outside", n=len(names), units=names))


def _table(units: pd.DataFrame, language: Language) -> Any:
    headings = [
        Column(t(language, "chart.unit")),
        Column(t(language, "field.service_area")),
        Column(t(language, "chart.start")),
        Column(t(language, "initiatives.end")),
    ]
    shown = pd.DataFrame(
        {
            "unit": units["unit"],
            "area": units["area"],
            "start": [day(language, value.date()) for value in units["start_date"]],
            "end": [day(language, value.date()) if pd.notna(value) else "–" for value in units["end_date"]],
        }
    )
    return table(t(language, "members.caption"), headings, shown)


def _pauses(key: int, units: pd.DataFrame, visitor: Visitor, edits: bool) -> None:
    language = visitor.language
    paused = store.rows(Pause, visitor.municipality, key)
    names = dict(zip(units["unit_id"].map(int), units["unit"], strict=True))
    if paused:
        st.subheader(t(language, "members.pauses"))
        st.markdown(t(language, "members.pauses_count"))
        for place, pause in enumerate(paused):
            left, right = st.columns([5, 1], vertical_alignment="center")
            until = day(language, pause.until_date) if pause.until_date else t(language, "members.open_end")
            values = {"unit": names.get(pause.unit_id, "–"), "first": day(language, pause.from_date), "last": until}
            line = t(language, "members.pause", **values)
            left.markdown(visit.plain(f"{line} {pause.reason or ''}".strip()))
            if edits and right.button(t(language, "register.remove"), key=f"pause.{key}.{place}", width="stretch"):
                saving.save(Pause, key, visitor, paused, [one for one in paused if one != pause])
    if not edits or not names:
        return
    _, field = saving.form(Pause, key, visitor)
    with st.expander(t(language, "members.add_pause")), st.form(f"pause.{key}"):
        chosen = st.multiselect(
            t(language, "steps.units"),
            list(names),
            format_func=lambda unit: names[unit],
            placeholder=t(language, "initiatives.choose_units_placeholder"),
            key=field("units"),
        )
        left, right = st.columns(2)
        first = one_day.choose(t(language, "members.pause_from"), None, key=field("from"), place=left)
        last = one_day.choose(t(language, "members.pause_until"), None, key=field("until"), place=right)
        reason = st.text_input(t(language, "members.pause_reason"), key=field("reason"))
        saving.warn(language)
        if st.form_submit_button(t(language, "register.save")) and chosen and first:
            new = [Pause(unit, first, last, reason.strip() or None) for unit in chosen]
            saving.save(Pause, key, visitor, paused, [*paused, *new], texts=[reason])


def _comparison(key: int, units: pd.DataFrame, visitor: Visitor, edits: bool) -> None:
    """The house's own comparison, or the one a person has chosen, with her reason."""
    language = visitor.language
    chosen, field = saving.form(ComparisonUnit, key, visitor)
    st.subheader(t(language, "comparison.title"))
    candidates = figures.proposed_units(visitor.municipality, key)
    rows = store.read("comparison_units", municipality=visitor.municipality)
    names = dict(zip(rows["unit_id"].map(int), rows["unit"], strict=True))
    if chosen:
        reasons = dict.fromkeys(one.reason for one in chosen if one.reason)
        listed = [visit.plain(names.get(one.unit_id, "–")) for one in chosen]
        st.markdown(t(language, "comparison.chosen", n=len(chosen), units=listed))
        for reason in reasons:
            st.markdown(visit.plain(t(language, "comparison.because", reason=reason)))
    else:
        st.markdown(t(language, "comparison.own"))
    if candidates.empty and not chosen:
        st.markdown(t(language, "comparison.nobody"))
        return
    if not edits:
        return
    with st.expander(t(language, "comparison.choose")):
        _choose(key, units, candidates, chosen, field, names, visitor)


def _choose(
    key: int,
    units: pd.DataFrame,
    candidates: pd.DataFrame,
    chosen: tuple[ComparisonUnit, ...],
    field: saving.Field,
    names: dict[int, str],
    visitor: Visitor,
) -> None:
    language = visitor.language
    proposed = candidates[candidates["proposed"]]
    st.markdown(t(language, "comparison.how", n=len(proposed)))
    headings = [
        Column(t(language, "chart.unit")),
        Column(t(language, "field.service_area")),
        Column(t(language, "comparison.level"), Kind.PERCENT),
        Column(t(language, "comparison.size"), Kind.COUNT),
    ]
    if not proposed.empty:
        shown = proposed[["unit", "area", "level_pct", "size"]]
        table_component.show(table(t(language, "comparison.caption"), headings, shown), language, tall=True)
    known = {**names, **dict(zip(candidates["unit_id"].map(int), candidates["unit"], strict=True))}
    known = {unit: name for unit, name in known.items() if unit not in set(units["unit_id"])}
    default = [one.unit_id for one in chosen] or proposed["unit_id"].map(int).tolist()
    with st.form(f"comparison.{key}"):
        picked = st.multiselect(
            t(language, "comparison.units"),
            list(known),
            default=[unit for unit in default if unit in known],
            format_func=lambda unit: known[unit],
            placeholder=t(language, "initiatives.choose_units_placeholder"),
            key=field("units"),
        )
        reason = st.text_input(
            t(language, "comparison.reason"), chosen[0].reason or "" if chosen else "", key=field("reason")
        )
        saving.warn(language)
        left, right = st.columns(2)
        keep = left.form_submit_button(t(language, "comparison.save"), type="primary", width="stretch")
        drop = right.form_submit_button(t(language, "comparison.drop"), disabled=not chosen, width="stretch")
    if keep and not picked:
        st.error(t(language, "comparison.empty"))
    elif keep and not reason.strip():
        st.error(t(language, "comparison.no_reason"))
    elif keep:
        wanted = [ComparisonUnit(unit, reason.strip()) for unit in picked]
        saving.save(ComparisonUnit, key, visitor, chosen, wanted, texts=[reason])
    elif drop:
        saving.save(ComparisonUnit, key, visitor, chosen, [])
