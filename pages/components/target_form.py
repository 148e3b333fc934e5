"""The form of a target, and the list of what was said of targets with its undo."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import ingest, store
from naervaer.access import Visitor
from naervaer.charts.targets import place_name
from naervaer.figures.targets import written
from naervaer.figures.unit_comparison import kind_name
from naervaer.i18n import month, t
from naervaer.model import MONTHS_IN, Granularity, Language, Measure
from naervaer.store import StoreError, Target
from pages.components import clock, decimal, first_month, visit


NEW = 0
LEVELS = ("percent", "change")
USUAL = {Measure.ABSENCE: 7.0, Measure.ATTENDANCE: 93.0}  # where the fields begin; a person sets them
NATIONAL_CHANGE = -10.0  # the national goal of the IA agreement 2019-2024: ten percent less sick leave than in 2018


def show(visitor: Visitor) -> None:
    """Draw the form: a new target, or a change of one that stands."""
    language = visitor.language
    if refused := st.session_state.pop("targets.refused", None):
        st.error(refused)
    if done := st.session_state.pop("targets.done", None):
        st.success(t(language, f"targets.done_{done}"))
    # Each form has keys of its own, so that one click more on an empty form says nothing twice.
    key = f"targets.form.{st.session_state.get('targets.forms', 0)}"
    rows = store.read("targets", municipality=visitor.municipality)
    known = {int(row.target_id): row for row in rows.itertuples(index=False)}
    chosen = st.selectbox(
        t(language, "targets.choose"),
        [NEW, *known],
        format_func=lambda key: _called(known[key], language) if key else t(language, "targets.new"),
        key=f"{key}.chosen",
    )
    now = known.get(chosen)
    target = _asked(now, visitor, key if now is None else f"{key}.{now.target_id}.{now.version}")
    about = ingest.describes(target.note or "") if target is not None else None
    if about:
        st.error(t(language, f"described.{about}"))
    seen = {} if now is None else {"target_id": chosen, "seen_version": int(now.version)}
    left, right, _ = st.columns([1, 1, 2])
    left.button(
        t(language, "targets.save"),
        type="primary",
        disabled=target is None or about is not None,
        key=f"{key}.save",
        on_click=_try,
        args=("saved", store.save_target, target),
        kwargs={**seen, **_who(visitor)},
        width="stretch",
    )
    if now is not None:
        right.button(
            t(language, "targets.remove"),
            key=f"{key}.remove",
            on_click=_try,
            args=("removed", store.remove_target, chosen),
            kwargs={"seen_version": int(now.version), **_who(visitor)},
            width="stretch",
        )


def history(visitor: Visitor) -> None:
    """What has been said of targets, newest first; the last thing said of each can be taken back."""
    language = visitor.language
    said = store.read("target_changes", municipality=visitor.municipality)
    if said.empty:
        return
    st.subheader(t(language, "targets.history"))
    for change in said.itertuples(index=False):
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(_sentence(change, language))
            if change.is_last:
                right.button(
                    t(language, "history.undo"),
                    key=f"targets.undo.{change.target_change_id}",
                    on_click=_try,
                    args=("undone", store.undo_target_change, int(change.target_change_id)),
                    kwargs=_who(visitor),
                    width="stretch",
                )


def _asked(now: Any | None, visitor: Visitor, key: str) -> Target | None:
    """The fields, filled with the target as it stands; None while what is typed is no level."""
    language = visitor.language
    places = _places(visitor)
    mine = t(language, "pick.whole") if now is None else place_name(now, language)
    if now is not None and mine not in places:  # its area may have gone with an upload; the target stays its own
        places[mine] = {"area": str(now.area)} if pd.isna(now.kind) else {"kind": str(now.kind)}
    labels = list(places)
    left, right = st.columns(2)
    label = left.selectbox(t(language, "targets.place"), labels, index=labels.index(mine), key=f"{key}.place")
    with right:
        default = date(_newest(visitor).year, 1, 1) if now is None else now.since.date()
        since = first_month.choose(t(language, "targets.since"), language, key=f"{key}.since", default=default)
    form = Measure(
        left.segmented_control(
            t(language, "targets.form"),
            list(Measure),
            default=visitor.measure if now is None else Measure(now.form),
            format_func=lambda measure: t(language, f"measure.{measure}"),
            required=True,
            key=f"{key}.form",
        )
    )
    relative = now is not None and pd.isna(now.percent)
    way = right.segmented_control(
        t(language, "targets.way"),
        LEVELS,
        default=LEVELS[relative],
        format_func=lambda choice: t(language, f"targets.way_{choice}"),
        required=True,
        key=f"{key}.way",
    )
    level: dict[str, Any] = {}
    if way == "percent":
        level["percent"] = decimal.ask(
            left,
            t(language, f"targets.percent_{form}"),
            float(now.percent) if now is not None and not relative else USUAL[form],
            language,
            least=0.1,
            most=99.9,
            key=f"{key}.percent.{form}",
        )
    else:
        start = NATIONAL_CHANGE if form is Measure.ABSENCE else 1.0
        level["change_percent"] = decimal.ask(
            left,
            t(language, f"targets.change_{form}"),
            float(now.change_percent) if now is not None and relative else start,
            language,
            least=-99,
            most=99,
            key=f"{key}.change.{form}",
        )
        years = _base_years(visitor)
        level["base_year"] = right.selectbox(
            t(language, "targets.base_year"),
            years,
            index=years.index(int(now.base_year)) if relative and int(now.base_year) in years else 0,
            format_func=str,
            key=f"{key}.base_year",
        )
    note = st.text_input(
        t(language, "targets.note"),
        "" if now is None or pd.isna(now.note) else now.note,
        help=t(language, "targets.note_help"),
        key=f"{key}.note",
    )
    if None in level.values():
        return None
    return Target(since=since, form=form, note=note.strip() or None, **places[label], **level)


def _places(visitor: Visitor) -> dict[str, dict[str, str]]:
    """What a target can be set for, as it is called: the municipality, an area, or all units of a kind."""
    language = visitor.language
    units = store.read("units", municipality=visitor.municipality)
    kinds = {
        t(language, "targets.every", kind=kind_name(str(kind), language)): {"kind": str(kind)}
        for kind in units["kind"].dropna().unique()
    }
    areas = {str(area): {"area": str(area)} for area in sorted(units["area"].dropna().unique())}
    return {t(language, "pick.whole"): {}, **areas, **dict(sorted(kinds.items()))}


def _base_years(visitor: Visitor) -> list[int]:
    """The calendar years that the municipality has figures in, the newest that is over first."""
    found = store.read("granularities", municipality=visitor.municipality)
    first, last = int(found["first_period"].min().year), _newest(visitor)
    newest = last.year if last.month == 12 else last.year - 1
    return list(range(max(newest, first), first - 1, -1))


def _newest(visitor: Visitor) -> date:
    """The last month of the municipality's newest figures."""
    found = store.read("granularities", municipality=visitor.municipality)
    ends = [
        row.last_period + pd.DateOffset(months=MONTHS_IN[Granularity(row.granularity)] - 1)
        for row in found[found["granularity"].isin(MONTHS_IN)].itertuples(index=False)
    ]
    return max(ends).date()


def _who(visitor: Visitor) -> dict[str, str]:
    return {"municipality": visitor.municipality, "who": visitor.name}


def _called(row: Any, language: Language) -> str:
    since = month(language, row.since.date())
    return t(language, "targets.called", area=place_name(row, language), target=written(row, language), since=since)


def _sentence(change: Any, language: Language) -> str:
    kind = "removed" if change.removed else "set" if change.is_first else "changed"
    said = t(language, f"targets.sentence_{kind}", target=visit.plain(_called(change, language)))
    who = t(
        language,
        "units.by",
        who=visit.plain(change.said_by) or t(language, "history.someone"),
        when=clock.written(change.said_at),
    )
    return f"{said}  \n{who}"


def _try(done: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Do it, or keep the sentence that says why not for the next drawing."""
    try:
        work(*args, **kwargs)
    except StoreError as refused:
        st.session_state["targets.refused"] = refused.sentence(visit.visitor().language)
        return
    st.session_state["targets.done"] = done
    st.session_state["targets.forms"] = st.session_state.get("targets.forms", 0) + 1
