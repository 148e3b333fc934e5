"""The forms of an initiative: name, programme, aim, and the units that take part from a month on.

Every form saves at once and in one transaction. What a person has typed stays on screen when someone else saved first;
she is told, and decides.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import store
from naervaer.access import Visitor
from naervaer.i18n import day, t
from naervaer.model import Language
from naervaer.store import ChangedMeanwhileError, StoreError, TakingPart
from pages.components import one_day, saving, visit


OWN = ""  # no programme: the municipality's own way


def programme_name(key: str | None, municipality: str, language: Language) -> str:
    """A programme's name as it is shown; a name of one's own stands as it is."""
    if not key or pd.isna(key):
        return t(language, "initiatives.own")
    programme = store.programme_of(key, municipality)
    return programme.name[language] if programme else key


def create(visitor: Visitor) -> None:
    """The form of a new initiative."""
    language = visitor.language
    with st.form("initiative.new"):
        name, programme, aim = _about(visitor, "new")
        taking_part = _joining(visitor, "new", every_unit(visitor))
        saving.warn(language)
        if st.form_submit_button(t(language, "initiatives.create"), type="primary") and saving.plain(
            [name, aim], language
        ):
            _keep(
                lambda: store.save_initiative(
                    name,
                    municipality=visitor.municipality,
                    who=visitor.name,
                    programme=programme,
                    aim=aim,
                    taking_part=taking_part,
                ),
                "created",
                name,
            )


def edit(initiative: Any, visitor: Visitor) -> None:
    """Name, programme and aim of an initiative that exists."""
    language = visitor.language
    key = str(initiative.initiative_id)
    with st.form(f"initiative.{key}"):
        name, programme, aim = _about(visitor, key, initiative)
        saving.warn(language)
        if st.form_submit_button(t(language, "initiatives.save")) and saving.plain([name, aim], language):
            _keep(
                lambda: _save(initiative, visitor, name=name, programme=programme, aim=aim, taking_part=None),
                "saved",
                name,
            )


def units(initiative: Any, visitor: Visitor) -> None:
    """The units that take part: their dates can be changed, units taken out and others added."""
    language = visitor.language
    key = str(initiative.initiative_id)
    version, rows = _shown(initiative, visitor)
    now = [
        TakingPart(int(row.unit_id), row.start_date.date(), _day(row.end_date)) for row in rows.itertuples(index=False)
    ]
    st.subheader(t(language, "initiatives.units", n=len(now)))
    if now:
        changed = _edited(rows, language, _editor_key(initiative, version))
        names = dict(zip(rows["unit_id"].map(int), rows["unit"], strict=True))
        without = [visit.plain(names[one.unit_id]) for one in changed if one.start == date.min]
        if without:
            st.error(t(language, "initiatives.without_start", n=len(without), units=without))
        unchanged = set(changed) == set(now) or bool(without)
        if st.button(t(language, "initiatives.save_units"), disabled=unchanged, key=f"units.save.{key}"):
            _keep_units(initiative, visitor, version, changed, changes(now, changed, names, language))
    others = every_unit(visitor)
    others = others[~others["unit_id"].isin(rows["unit_id"])]
    with st.form(f"initiative.join.{key}", clear_on_submit=True):
        joining = _joining(visitor, key, others)
        if st.form_submit_button(t(language, "initiatives.add_units")) and joining:
            _keep(lambda: _save(initiative, visitor, taking_part=[*now, *joining]), "saved", initiative.initiative)


def _editor_key(initiative: Any, version: int) -> str:
    return f"units.{initiative.initiative_id}.{version}"


def _shown(initiative: Any, visitor: Visitor) -> tuple[int, pd.DataFrame]:
    """The version and the units as this visitor was first shown them: while she has typed something they stay so."""
    known: dict[int, tuple[int, pd.DataFrame]] = st.session_state.setdefault("initiatives.units", {})
    key = int(initiative.initiative_id)
    if key not in known or not saving.typed(_editor_key(initiative, known[key][0])):
        rows = store.read("participations", municipality=visitor.municipality)
        known[key] = int(initiative.version), rows[rows["initiative_id"] == key].reset_index(drop=True)
    return known[key]


def _keep_units(initiative: Any, visitor: Visitor, version: int, wanted: list[TakingPart], mine: Iterable[str]) -> None:
    """Save an edited table; where somebody else was first, the newest is shown with what of hers was not saved."""
    st.session_state.setdefault("initiatives.seen", {})[int(initiative.initiative_id)] = version
    try:
        _save(initiative, visitor, taking_part=wanted)
    except ChangedMeanwhileError:
        saving.not_saved(mine, visitor.language)
    except StoreError as refused:
        st.error(refused.sentence(visitor.language))
        return
    else:
        st.session_state["initiatives.outcome"] = ("saved", initiative.initiative)
    st.session_state["initiatives.seen"] = {}
    st.session_state.pop("initiatives.units", None)
    st.rerun()


def changes(
    before: Iterable[TakingPart], after: Iterable[TakingPart], names: Mapping[int, str], language: Language
) -> list[str]:
    """What an edited table would change, a line for each unit."""
    was, now = ({one.unit_id: one for one in each} for each in (before, after))
    lines = []
    for unit in (unit for unit in was if was[unit] != now.get(unit)):
        said = [_dates(names[unit], each[unit], language) if unit in each else "" for each in (was, now)]
        key = "changes.changed" if unit in now else "changes.removed"
        values = {"was": said[0], "what": said[1] or said[0]}
        lines.append(visit.plain(t(language, key, **values)))
    return lines


def _dates(name: str, one: TakingPart, language: Language) -> str:
    return f"{name} {day(language, one.start)}–{day(language, one.end) if one.end else ''}"


def undo_and_delete(initiative: Any, visitor: Visitor) -> None:
    """Take back the last change, or delete the initiative; the figures stay where they are."""
    language = visitor.language
    left, right, _ = st.columns([1, 1, 2])
    if left.button(t(language, "initiatives.undo"), key=f"undo.{initiative.initiative_id}", width="stretch"):
        _keep(
            lambda: store.undo_last_change(
                initiative.initiative_id, municipality=visitor.municipality, who=visitor.name
            ),
            "undone",
            initiative.initiative,
        )
    if right.button(t(language, "initiatives.delete"), key=f"delete.{initiative.initiative_id}", width="stretch"):
        _keep(
            lambda: store.delete_initiative(
                initiative.initiative_id,
                municipality=visitor.municipality,
                who=visitor.name,
                seen_version=_seen(initiative),
            ),
            "deleted",
            initiative.initiative,
        )


def tell_outcome(language: Language) -> None:
    """Say what came of the last save: once, on the run after it."""
    outcome = st.session_state.pop("initiatives.outcome", None)
    if outcome:
        kind, name = outcome
        st.success(t(language, f"initiatives.{kind}", name=name))


def every_unit(visitor: Visitor) -> pd.DataFrame:
    """The municipality's units: unit_id, unit, area, by name."""
    return store.read("units", municipality=visitor.municipality)[["unit_id", "unit", "area"]].sort_values("unit")


def _about(visitor: Visitor, key: str, initiative: Any | None = None) -> tuple[str, str | None, str | None]:
    language, municipality = visitor.language, visitor.municipality
    keys = [OWN, *(programme.key for programme in store.programmes(municipality))]
    named = initiative.programme if initiative is not None and pd.notna(initiative.programme) else None
    now = store.programme_of(named, municipality)
    name = st.text_input(
        t(language, "initiatives.name"), initiative.initiative if initiative is not None else "", key=f"name.{key}"
    )
    programme = st.selectbox(
        t(language, "initiatives.programme"),
        keys,
        index=keys.index(now.key) if now else (0 if initiative is not None else 1),
        format_func=lambda choice: programme_name(choice, municipality, language),
        key=f"programme.{key}",
    )
    aim = st.text_input(
        t(language, "initiatives.aim"),
        initiative.aim if initiative is not None and pd.notna(initiative.aim) else "",
        help=t(language, "initiatives.aim_help"),
        key=f"aim.{key}",
    )
    return name, programme or None, aim.strip() or None


def _joining(visitor: Visitor, key: str, candidates: pd.DataFrame) -> list[TakingPart]:
    language = visitor.language
    names = {int(row.unit_id): f"{row.unit} ({row.area})" if row.area else row.unit for row in candidates.itertuples()}
    chosen = st.multiselect(
        t(language, "initiatives.choose_units"),
        list(names),
        format_func=lambda unit: names[unit],
        placeholder=t(language, "initiatives.choose_units_placeholder"),
        key=f"join.{key}",
    )
    start = one_day.needed(t(language, "initiatives.start"), date.today().replace(day=1), key=f"start.{key}")
    return [TakingPart(unit, start) for unit in chosen]


def _edited(rows: pd.DataFrame, language: Language, key: str) -> list[TakingPart]:
    frame = pd.DataFrame(
        {
            "unit": rows["unit"],
            "area": rows["area"],
            "start": rows["start_date"].dt.date,
            "end": rows["end_date"].dt.date.astype(object).where(rows["end_date"].notna(), None),
        }
    )
    edited = st.data_editor(
        frame,
        num_rows="delete",
        hide_index=True,
        disabled=["unit", "area"],
        column_config={
            "unit": st.column_config.TextColumn(t(language, "chart.unit")),
            "area": st.column_config.TextColumn(t(language, "field.service_area")),
            "start": one_day.column(t(language, "chart.start"), required=True),
            "end": one_day.column(t(language, "initiatives.end")),
        },
        placeholder="",
        alt=t(language, "initiatives.units_alt"),
        key=key,
    )
    unit_ids = rows["unit_id"].to_dict()
    return [
        TakingPart(int(unit_ids[place]), _day(row.start) or date.min, _day(row.end))
        for place, row in zip(edited.index, edited.itertuples(index=False), strict=True)
    ]


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _save(initiative: Any, visitor: Visitor, *, taking_part: Iterable[TakingPart] | None, **about: Any) -> None:
    store.save_initiative(
        about.get("name", initiative.initiative),
        municipality=visitor.municipality,
        who=visitor.name,
        programme=about.get("programme", _text(initiative.programme)),
        aim=about.get("aim", _text(initiative.aim)),
        taking_part=taking_part,
        initiative_id=int(initiative.initiative_id),
        seen_version=_seen(initiative),
    )


def _seen(initiative: Any) -> int:
    """The version this visitor's form was filled from: the one first shown, not the newest one."""
    seen: dict[int, int] = st.session_state.setdefault("initiatives.seen", {})
    return seen.setdefault(int(initiative.initiative_id), int(initiative.version))


def _keep(save: Callable[[], object], outcome: str, name: str) -> None:
    """Save; say on the next run that it worked, or on this one why not."""
    language: Language = st.session_state["visitor"].language
    try:
        save()
    except ChangedMeanwhileError:
        st.session_state["initiatives.seen"] = {}
        st.warning(t(language, "initiatives.changed_meanwhile"))
        return
    except StoreError as refused:
        st.error(refused.sentence(language))
        return
    st.session_state["initiatives.seen"] = {}
    st.session_state["initiatives.outcome"] = (outcome, name)
    st.rerun()
