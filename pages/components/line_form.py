"""Lines that others have published: a small table pasted or from a file, what its numbers are, and the way back."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from naervaer import ingest, store
from naervaer.access import Visitor
from naervaer.i18n import finding, period, t
from naervaer.ingest.line_table import Rates, read_line_table
from naervaer.model import Language, Reach
from naervaer.store import ExternalLine, LineValue, StoreError
from pages.components import clock, definition, visit


WHOLE = ""
NUMBERS = ("absence", "attendance", "days")
WORKING_DAYS = 227  # of a Danish full-time position a year, which KRL's days are counted against (KRL; fyens.dk)
LARGEST_ABSENCE = 50.0  # percent; no published line of sick leave is above it, and every one of attendance is


def show(visitor: Visitor) -> None:
    """Draw the form: the numbers first, then what they are."""
    language = visitor.language
    if refused := st.session_state.pop("lines.refused", None):
        st.error(refused)
    if done := st.session_state.pop("lines.done", None):
        st.success(t(language, f"lines.done_{done}"))
    # A file that was taken in is put away with its form: the uploader of the next form is another one.
    key = f"lines.form.{st.session_state.get('lines.forms', 0)}"
    read, told = _numbers(language, key)
    for one in told:
        st.warning(finding(language, one))
    if not read:
        return
    names = list(read)
    chosen = names[0]
    if len(names) > 1:
        chosen = st.selectbox(t(language, "lines.which"), names, key=f"{key}.which")
    rates = read[chosen]
    st.markdown(_understood(rates, language))
    line = _described(chosen, rates, visitor, f"{key}.{chosen}")
    if line is None:
        return
    about = ingest.describes(line.name) or ingest.describes(line.source)
    if about:
        st.error(t(language, f"described.{about}"))
    st.button(
        t(language, "lines.save"),
        type="primary",
        key=f"{key}.save",
        disabled=not line.name or about is not None,
        on_click=_try,
        args=("saved", store.save_external_line, line),
        kwargs={"municipality": visitor.municipality, "who": visitor.name},
    )


def history(visitor: Visitor) -> None:
    """Every delivery of a line, newest first; one can be taken away and had back."""
    language = visitor.language
    for row in store.read("external_line_deliveries", municipality=visitor.municipality).itertuples(index=False):
        gone = not pd.isna(row.undone_at)
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            from_file = "" if pd.isna(row.filename) else t(language, "lines.from_file", filename=row.filename)
            said = t(language, "lines.removed" if gone else "lines.delivery", line=row.line, n=int(row.n_periods))
            who = t(
                language,
                "units.by",
                who=visit.plain(row.said_by) or t(language, "history.someone"),
                when=clock.written(row.said_at),
            )
            left.markdown("  \n".join(filter(None, [visit.plain(said), visit.plain(from_file), who])))
            right.button(
                t(language, "lines.restore" if gone else "lines.remove"),
                key=f"lines.mark.{row.external_line_id}",
                on_click=_try,
                args=("restored", store.restore_external_line, int(row.external_line_id))
                if gone
                else ("removed", store.remove_external_line, int(row.external_line_id)),
                kwargs={"municipality": visitor.municipality, "who": visitor.name},
                width="stretch",
            )


def _numbers(language: Language, key: str) -> tuple[dict[str, Rates], list[Any]]:
    """The lines that were pasted or stand in the file, and what could not be read."""
    text = st.text_area(
        t(language, "lines.paste"),
        placeholder=t(language, "lines.paste_example"),
        help=t(language, "lines.paste_help"),
        key=f"{key}.text",
    )
    file = st.file_uploader(
        t(language, "lines.file"), type=["xlsx", "xls", "xlsb", "ods", "csv", "txt"], key=f"{key}.file"
    )
    if text.strip():
        return read_line_table(ingest.pasted(text))
    if file is None:
        return {}, []
    sheets, refused = ingest.read_cells(file.getvalue(), file.name)
    if refused is not None:
        return {}, [refused]
    found = [read_line_table(rows) for _, rows in sheets]
    return next((one for one in found if one[0]), found[0] if found else ({}, []))


def _understood(rates: Rates, language: Language) -> str:
    """What was read, so that a person can see that it is right before it is saved."""
    (granularity, first, low), (last_granularity, last, high) = rates[0], rates[-1]
    return t(
        language,
        "lines.understood",
        n=len(rates),
        first=period(language, first, granularity),
        first_number=low,
        last=period(language, last, last_granularity),
        last_number=high,
    )


def _described(name: str, rates: Rates, visitor: Visitor, key: str) -> ExternalLine | None:
    """What the line is; None while the numbers cannot be what they are said to be."""
    language = visitor.language
    left, right = st.columns(2)
    called = left.text_input(t(language, "lines.name"), name, key=f"{key}.name")
    reach = right.selectbox(
        t(language, "lines.reach"),
        list(Reach),
        format_func=lambda each: t(language, f"lines.reach_{each}"),
        key=f"{key}.reach",
    )
    areas = sorted(store.read("units", municipality=visitor.municipality)["area"].dropna().unique())
    area = left.selectbox(
        t(language, "lines.area"),
        [WHOLE, *areas],
        format_func=lambda each: each or t(language, "lines.any_area"),
        key=f"{key}.area",
    )
    source = right.text_input(t(language, "lines.source"), help=t(language, "lines.source_help"), key=f"{key}.source")
    certified = st.segmented_control(
        t(language, "definition.certified"),
        definition.CERTIFIED,
        format_func=lambda each: t(language, f"definition.certified_{each}"),
        key=f"{key}.certified",
    )
    holiday = st.segmented_control(
        t(language, "definition.holiday_in_possible_days"),
        definition.HOLIDAY,
        format_func=lambda each: t(language, f"definition.holiday_in_possible_days_{'yes' if each else 'no'}"),
        key=f"{key}.holiday",
    )
    highest = max(rate for *_, rate in rates)
    numbers = st.segmented_control(
        t(language, "lines.numbers"),
        NUMBERS,
        default="attendance" if min(rate for *_, rate in rates) > LARGEST_ABSENCE else "absence",
        format_func=lambda each: t(language, f"lines.numbers_{each}"),
        required=True,
        key=f"{key}.numbers",
    )
    if numbers == "absence" and highest > LARGEST_ABSENCE:
        st.warning(t(language, "lines.looks_like_attendance", highest=highest))
        return None
    return ExternalLine(
        name=called.strip(),
        reach=Reach(reach),
        values=[LineValue(granularity, start, _as_absence(rate, numbers)) for granularity, start, rate in rates],
        area=area or None,
        certified=certified,
        holiday_in_possible_days=holiday,
        source=source,
    )


def _as_absence(number: float, numbers: str) -> float:
    """The number as an absence in percent."""
    if numbers == "attendance":
        return 100 - number
    return 100 * number / WORKING_DAYS if numbers == "days" else number


def _try(done: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Do it, or keep the sentence that says why not for the next drawing."""
    try:
        work(*args, **kwargs)
    except StoreError as refused:
        st.session_state["lines.refused"] = refused.sentence(visit.visitor().language)
        return
    st.session_state["lines.done"] = done
    st.session_state["lines.forms"] = st.session_state.get("lines.forms", 0) + 1
