"""A chart with its table under it, and one door through which all of it can be taken along."""

import json
from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from naervaer.charts import Chart, picture
from naervaer.charts.table import Table
from naervaer.i18n import month, t
from naervaer.model import Language
from naervaer.reports import csv, xlsx
from pages.components import table as table_component
from pages.components import visit


KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def show(
    chart: Chart,
    language: Language,
    *,
    filename: str,
    tall: bool = False,
    folded: bool = False,
    link: table_component.Link | None = None,
) -> None:
    """Draw the chart, its table, and offer both as files under `filename`.

    A folded table opens with a click: beside a picture of a few numbers that already stand in it.
    link gives the address that a row of the table leads to.
    """
    numbers = table_component.html(chart.table, language, tall=tall, link=link)
    if folded:
        summary = escape(t(language, "chart.numbers"))
        numbers = f'<details class="naervaer-folded"><summary>{summary}</summary>{numbers}</details>'
    st.html(markup(chart) + numbers, unsafe_allow_javascript=True)
    downloads(chart.table, language, filename=filename, chart=chart)


def markup(chart: Chart) -> str:
    """The picture for a desk and for a phone, of which the stylesheet shows one; its point stands for it when read out.

    Streamlit takes SVG out of the HTML it is given, so a line of script puts the pictures in. Names in them were
    escaped when they were drawn, and none can end the script.
    """
    drawings = picture.inline(chart.spec) + picture.inline(chart.spec, narrow=True)
    content = json.dumps(drawings, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<div class="naervaer-chart" role="img" aria-label="{escape(chart.alt)}"></div>'
        f"<script>document.currentScript.previousElementSibling.innerHTML = {content}</script>"
    )


def downloads(table: Table, language: Language, *, filename: str, chart: Chart | None = None) -> None:
    """One button that opens what can be taken along: the table as xlsx and csv, and its chart as png and svg.

    What it opens is first made when it is opened, and the page around it stays as it is.
    """
    _offer(files(table, language, visit.visitor().municipality, chart), language, filename)


def files(
    table: Table, language: Language, municipality: str, chart: Chart | None = None
) -> dict[str, Callable[[], str | bytes]]:
    """What can be taken along of a table, and of the chart beside it where there is one: kind, and how it is made."""
    made: dict[str, Callable[[], str | bytes]] = {
        "xlsx": lambda: xlsx.workbook([table], language),
        "csv": lambda: csv.text(table, language),
    }
    if chart is not None:
        spec, title = chart.spec, table.caption
        made["png"] = lambda: picture.png(spec, title=title, source=_source(municipality, language))
        made["svg"] = lambda: picture.svg(spec, title=title, source=_source(municipality, language))
    return made


@st.fragment
def _offer(made: dict[str, Callable[[], str | bytes]], language: Language, filename: str) -> None:
    opened = st.popover(t(language, "download.title"), on_change="rerun", key=f"{filename}.taken")
    if not opened.open:
        return
    with opened:
        for kind, content in made.items():
            st.download_button(
                t(language, f"download.{kind}"),
                data=content,
                file_name=f"{filename}.{kind}",
                mime=KINDS[kind],
                on_click="ignore",
                width="stretch",
                key=f"{filename}.{kind}",
            )


def _source(municipality: str, language: Language) -> str:
    """Whose figures a picture shows and when it was taken along, because it will be seen without its page."""
    name = visit.municipality_name(municipality)
    today = date.today()
    return t(language, "chart.source", name=name, day=str(today.day), month=month(language, today))
