"""A sheet as a picture of its cells: each cell with its text and what it was taken for, in colour and in letters."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from naervaer import ingest
from naervaer.i18n import t
from naervaer.model import Import, Language
from pages.components import questions, visit


# What a cell can have been taken for, in the order of the legend. Its letter is "picture.mark_<kind>".
KINDS = (
    *("unit", "area", "code", "period", "lost_days", "possible_days", "rate_pct", "employees", "fte"),
    *("label", "initiative", "start", "heading", "section", "total", "note", "not_read", "bad", "asked"),
)
IN_A_ROW = 4  # choices beside each other


def show(imported: Import, file_id: str, language: Language) -> None:
    """Draw one sheet at a time with its legend, and a choice per column for what was read wrongly."""
    if not imported.pictures:
        return
    names = [picture["sheet"] for picture in imported.pictures]
    chosen = names[0]
    if len(names) > 1:
        chosen = st.selectbox(t(language, "picture.sheet"), names, key=f"picture.{file_id}")
    picture = next(picture for picture in imported.pictures if picture["sheet"] == chosen)
    st.html(html(picture, language))
    if picture["can_be_corrected"]:
        with st.expander(t(language, "picture.correct")):
            st.markdown(t(language, "picture.correct_how"))
            _corrections(picture, file_id, language)


def html(picture: Mapping[str, Any], language: Language) -> str:
    """The picture's markup: a table with caption, column letters and row numbers, and the legend under it."""
    caption = t(language, "picture.whole" if picture["whole"] else "picture.part", sheet=picture["sheet"])
    heads = "".join(_head(column, language) for column in picture["columns"])
    rows = "".join(
        f'<tr><th scope="row">{row["row"]}</th>{"".join(_cell(cell, language) for cell in row["cells"])}</tr>'
        for row in picture["rows"]
    )
    used = {cell[1] for row in picture["rows"] for cell in row["cells"]}
    legend = "".join(
        f'<li class="is-{kind}">{_mark(kind, language)}{escape(t(language, f"picture.{kind}"))}</li>'
        for kind in KINDS
        if kind in used
    )
    return (
        f'<div><div class="naervaer-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="naervaer-picture"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{escape(t(language, "picture.row"))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        f'<ul class="naervaer-legend" aria-label="{escape(t(language, "picture.legend"))}">{legend}</ul></div>'
    )


def _head(column: Mapping[str, str], language: Language) -> str:
    return f'<th scope="col">{column["column"]}<br/>{escape(t(language, "picture." + column["kind"]))}</th>'


def _cell(cell: list[Any], language: Language) -> str:
    content, kind, *percent = cell
    if kind == "empty":
        return "<td></td>"
    text = _written(content, bool(percent), language)
    number = "" if isinstance(content, str) else " number"
    return f'<td class="is-{kind}{number}">{_mark(kind, language)}{escape(text)}</td>'


def _mark(kind: str, language: Language) -> str:
    return f"<b>{escape(t(language, f'picture.mark_{kind}'))}</b> "


def _written(content: str | float, percent: bool, language: Language) -> str:
    """A number as it stands in the sheet, so with its own decimals and without thousand marks."""
    if isinstance(content, str):
        return content
    text = f"{content:.10g}{' %' if percent else ''}"
    return text if language is Language.EN else text.replace(".", ",")


def _corrections(picture: Mapping[str, Any], file_id: str, language: Language) -> None:
    for first in range(0, len(picture["columns"]), IN_A_ROW):
        places = range(first, min(first + IN_A_ROW, len(picture["columns"])))
        for place, box in zip(places, st.columns(IN_A_ROW), strict=False):
            with box:
                _choice(picture, place, file_id, language)


def _choice(picture: Mapping[str, Any], place: int, file_id: str, language: Language) -> None:
    column = picture["columns"][place]
    kind = column["kind"]
    options = [*([] if kind in ingest.READ_AS else [kind]), *ingest.READ_AS]
    asked = ingest.question(picture["sheet"], column["column"])
    # The kind is part of the key, so that the choice shows what was understood after each reading.
    key = f"correct.{file_id}.{asked}.{kind}"

    def correct() -> None:
        questions.answers(file_id)[asked] = st.session_state[key]

    st.selectbox(
        visit.plain(f"{column['column']} · {_heading(picture, place)}"),
        options,
        index=options.index(kind),
        format_func=lambda option: t(language, f"picture.{option}"),
        key=key,
        on_change=correct,
    )


def _heading(picture: Mapping[str, Any], place: int) -> str:
    """The lowest heading over a column; a column of a sheet without headings has none."""
    headings = [str(row["cells"][place][0]) for row in picture["rows"] if row["cells"][place][1] == "heading"]
    return headings[-1] if headings else "–"
