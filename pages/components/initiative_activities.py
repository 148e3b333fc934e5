"""Activities: how many of the planned were held and who came; and lists that are typed, pasted or brought in a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import figures, ingest, store
from naervaer.access import Action, Visitor, may
from naervaer.charts.plan import plan
from naervaer.figures import implementation_sentences
from naervaer.i18n import finding, t
from naervaer.ingest import ListedActivity
from naervaer.model import Finding, Language, Severity, spelling_key
from naervaer.programme import Programme
from naervaer.store import Activity
from pages.components import activity_cases, chart, one_day, plan_rows, saving


FIELDS = ("planned_on", "held_on", "kind", "theme", "organisation", "units", "invited", "attended", "cancelled")


def show(initiative: Any, visitor: Visitor) -> None:
    """Counts in words, the picture, and the forms."""
    language, key = visitor.language, int(initiative.initiative_id)
    found = figures.implementation(visitor.municipality, key)
    names = dict(zip(found.units["unit_id"].map(int), found.units["unit"], strict=True))
    activities = store.rows(Activity, visitor.municipality, key)
    st.header(t(language, "activities.title"))
    if activities:
        st.markdown(
            "\n".join(f"- {line}" for line in implementation_sentences.activities(found, date.today(), language))
        )
        rows = plan_rows.of_activities(activities, found.programme, date.today(), language)
        picture = plan(rows, date.today(), t(language, "activities.caption"), language)
        filename = t(language, "activities.filename", name=initiative.initiative)
        chart.show(picture, language, filename=filename, folded=True, outside=chart.Open.NO_GROUPS)
    else:
        st.info(t(language, "activities.nothing_yet"))
    if may(visitor, Action.EDIT):
        with st.expander(t(language, "activities.new"), expanded=not activities):
            _one(key, found.programme, names, visitor)
        with st.expander(t(language, "activities.table")):
            _edit(key, found.programme, names, visitor)
        with st.expander(t(language, "activities.bring")):
            _bring(key, found.programme, visitor)
    activity_cases.show(key, found, visitor)


def _one(key: int, programme: Programme | None, names: Mapping[int, str], visitor: Visitor) -> None:
    """One new activity, field by field."""
    language = visitor.language
    kinds = _kinds(programme, language)
    _, field = saving.form(Activity, key, visitor)
    with st.form(f"activity.{key}"):
        left, right = st.columns(2)
        kind = left.selectbox(
            t(language, "activities.kind"),
            list(kinds) or [None],
            format_func=lambda one: kinds.get(one, "–"),
            key=field("kind"),
        )
        theme = right.text_input(t(language, "activities.theme"), key=field("theme"))
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        planned = one_day.choose(t(language, "plan.planned_on"), None, key=field("planned"), place=left)
        held_on = one_day.choose(t(language, "activities.held_on"), None, key=field("held"), place=middle)
        cancelled = right.checkbox(t(language, "activities.cancelled"), key=field("cancelled"))
        left, middle, right = st.columns(3)
        invited = left.number_input(
            t(language, "activities.invited"), value=None, min_value=0, step=1, key=field("invited")
        )
        attended = middle.number_input(
            t(language, "activities.attended"), value=None, min_value=0, step=1, key=field("attended")
        )
        organisation = right.text_input(t(language, "activities.organisation"), key=field("organisation"))
        units = st.multiselect(
            t(language, "activities.units"),
            list(names),
            format_func=lambda unit: names[unit],
            placeholder=t(language, "activities.everybody"),
            key=field("units"),
        )
        saving.warn(language)
        asked = st.form_submit_button(t(language, "activities.add"), type="primary")
    if asked:
        new = Activity(
            None,
            kind,
            theme.strip() or None,
            organisation.strip() or None,
            tuple(units),
            planned,
            held_on,
            cancelled,
            invited,
            attended,
        )
        before = store.rows(Activity, visitor.municipality, key)
        saving.save(Activity, key, visitor, before, [*before, new], texts=[theme, organisation])


def _kinds(programme: Programme | None, language: Language) -> dict[str, str]:
    return {one.key: one.name[language] for one in programme.activities} if programme else {}


def _edit(key: int, programme: Programme | None, names: Mapping[int, str], visitor: Visitor) -> None:
    """All activities in one table: cells are changed, rows added and taken away, and cells pasted into it."""
    language = visitor.language
    before = saving.shown(Activity, key, visitor)
    kinds = _kinds(programme, language)
    frame = as_table(before, kinds, names)
    st.markdown(t(language, "activities.table_how"))
    saving.warn(language)
    edited = st.data_editor(
        frame,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "planned_on": one_day.column(t(language, "plan.planned_on")),
            "held_on": one_day.column(t(language, "activities.held_on")),
            "kind": st.column_config.SelectboxColumn(
                t(language, "activities.kind"), options=list(dict.fromkeys([*kinds.values(), *frame["kind"].dropna()]))
            ),
            "theme": st.column_config.TextColumn(t(language, "activities.theme")),
            "organisation": st.column_config.TextColumn(t(language, "activities.organisation")),
            "units": st.column_config.MultiselectColumn(t(language, "activities.units"), options=list(names.values())),
            "invited": st.column_config.NumberColumn(t(language, "activities.invited"), min_value=0, step=1),
            "attended": st.column_config.NumberColumn(t(language, "activities.attended"), min_value=0, step=1),
            "cancelled": st.column_config.CheckboxColumn(t(language, "activities.cancelled")),
        },
        placeholder="",
        alt=t(language, "activities.table_alt"),
        key=saving.editor_key(Activity, key),
    )
    if st.button(t(language, "register.save"), key=f"activities.save.{key}"):
        after = from_table(edited, before, kinds, names)
        texts = [text for one in after for text in (one.theme, one.organisation, one.kind)]
        saving.save(Activity, key, visitor, before, after, texts=texts)


def as_table(activities: Iterable[Activity], kinds: Mapping[str, str], names: Mapping[int, str]) -> pd.DataFrame:
    """Activities as the table one edits: FIELDS, the rows in the order given."""
    rows = [
        (
            one.planned_on,
            one.held_on,
            kinds.get(one.kind or "", one.kind),
            one.theme,
            one.organisation,
            [names[unit] for unit in one.unit_ids if unit in names],
            one.invited,
            one.attended,
            one.cancelled,
        )
        for one in activities
    ]
    frame = pd.DataFrame(rows, columns=list(FIELDS))
    counts = {name: frame[name].astype("Int64") for name in ("invited", "attended")}
    return frame.assign(
        **counts,
        planned_on=pd.to_datetime(frame["planned_on"]),
        held_on=pd.to_datetime(frame["held_on"]),
        cancelled=frame["cancelled"].astype(bool),
    )


def from_table(
    edited: pd.DataFrame, before: tuple[Activity, ...], kinds: Mapping[str, str], names: Mapping[int, str]
) -> list[Activity]:
    """The activities an edited table says; rows that were there keep their number, empty new rows are left out."""
    keys = {name: key for key, name in kinds.items()}
    ids = {name: unit for unit, name in names.items()}
    found = []
    for place, row in zip(edited.index, edited.itertuples(index=False), strict=True):
        was = before[place] if isinstance(place, int) and place < len(before) else None
        unseen = [unit for unit in was.unit_ids if unit not in names] if was else []
        units = list(row.units) if pd.api.types.is_list_like(row.units) else []
        kind = plan_rows.as_text(row.kind)
        one = Activity(
            was.activity_id if was else None,
            keys.get(kind or "", kind),
            plan_rows.as_text(row.theme),
            plan_rows.as_text(row.organisation),
            tuple([*unseen, *(ids[name] for name in units if name in ids)]),
            plan_rows.as_day(row.planned_on),
            plan_rows.as_day(row.held_on),
            bool(row.cancelled) if row.cancelled is not None and pd.notna(row.cancelled) else False,
            plan_rows.as_count(row.invited),
            plan_rows.as_count(row.attended),
        )
        if was is not None or one != Activity(None):
            found.append(one)
    return found


def _bring(key: int, programme: Programme | None, visitor: Visitor) -> None:
    """Rows pasted from a spreadsheet, or a file: what was understood is shown before anything is stored."""
    language = visitor.language
    st.markdown(t(language, "activities.bring_how"))
    _, field = saving.form(Activity, key, visitor)
    text = st.text_area(t(language, "activities.paste"), key=field("paste"), height=120)
    file = st.file_uploader(
        t(language, "activities.file"), type=["xlsx", "xls", "ods", "csv", "txt"], key=field("file")
    )
    if file is None and not text.strip():
        return
    read, told = _read(file, text, programme, visitor)
    for one in told:
        (st.error if one.severity is Severity.REFUSES else st.warning)(finding(language, one))
    if not read:
        return
    before = store.rows(Activity, visitor.municipality, key)
    new = [one for one in map(_activity, read) if _content(one) not in {_content(row) for row in before}]
    st.markdown(t(language, "activities.understood", n=len(new), same=len(read) - len(new)))
    if new and st.button(t(language, "activities.store", n=len(new)), type="primary", key=f"activities.bring.{key}"):
        saving.save(Activity, key, visitor, before, [*before, *new])


def _read(
    file: Any, text: str, programme: Programme | None, visitor: Visitor
) -> tuple[list[ListedActivity], list[Finding]]:
    units = store.read("units", municipality=visitor.municipality)
    ids = {spelling_key(row.unit): int(row.unit_id) for row in units.itertuples(index=False)}
    steps = programme.activities if programme else ()
    kinds = {spelling_key(name): one.key for one in steps for name in one.name.values()}
    sheets: list[tuple[str, list[list[str]]]] = [("", ingest.pasted(text))] if text.strip() else []
    told: list[Finding] = []
    if file is not None:
        brought, refused = ingest.read_cells(file.getvalue(), file.name)
        sheets += brought
        told += [refused] if refused else []
    read: list[ListedActivity] = []
    for name, rows in sheets:
        found, said = ingest.read_activities(rows, ids, kinds, name)
        read += found
        told += said
    if any(one.code == "ACTIVITIES_ABOUT_A_PERSON" for one in told):
        return [], [one for one in told if one.code == "ACTIVITIES_ABOUT_A_PERSON"]
    if read:  # other sheets of the file need not be lists of activities
        told = [one for one in told if one.code != "ACTIVITIES_WITHOUT_HEADINGS"]
    return read, told[:1] if not read else told


def _activity(one: ListedActivity) -> Activity:
    return Activity(
        None,
        one.kind,
        one.theme,
        one.organisation,
        one.unit_ids,
        one.planned_on,
        one.held_on,
        one.cancelled,
        one.invited,
        one.attended,
    )


def _content(one: Activity) -> tuple[Any, ...]:
    """What makes two activities the same: brought twice, a list is stored once."""
    return (one.kind, one.theme, one.organisation, one.unit_ids, one.planned_on, one.held_on)
