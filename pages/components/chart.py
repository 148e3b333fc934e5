"""A chart with its table under it, and one door through which all of it can be taken along."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from html import escape

import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import Chart, picture
from naervaer.charts.table import Table
from naervaer.i18n import month, t
from naervaer.model import Language
from naervaer.reports import csv, xlsx
from pages.components import folded as folded_text
from pages.components import markup, visit
from pages.components import table as table_component


Files = dict[str, Callable[[], str | bytes]]


class Open(Enum):
    """What may be taken along as it is shown, said in so many words: a download that says nothing is not made."""

    NO_GROUPS = "no_groups"  # it has no figure of a group of people that could be too small


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
    outside: Callable[[], Chart | None] | Open,
) -> None:
    """Draw the chart, its table, and offer both as files under `filename`.

    A folded table opens with a click: beside a picture of a few numbers that already stand in it.
    link gives the address that a row of the table leads to. outside makes the same chart for taking along, of figures
    that are masked for it; Open.NO_GROUPS where it tells of no group of people.
    """
    numbers = table_component.html(chart.table, language, tall=tall, link=link)
    if folded:
        numbers = folded_text.html(t(language, "chart.numbers"), numbers)
    markup.put(picture_of(chart) + numbers)
    downloads(chart.table, language, filename=filename, chart=chart, outside=outside)


def picture_of(chart: Chart) -> str:
    """The picture for a desk and for a phone, of which the stylesheet shows one; its point stands for it when read out.

    Names in it were escaped when it was drawn.
    """
    return f'<div class="naervaer-chart" role="img" aria-label="{escape(chart.alt)}">{chart.drawings}</div>'


def downloads(
    table: Table,
    language: Language,
    *,
    filename: str,
    chart: Chart | None = None,
    outside: Callable[[], Chart | Table | None] | Open,
) -> None:
    """One button that opens what can be taken along: the table as xlsx and csv, and its chart as png and svg.

    What it opens is first made when it is opened, and the page around it stays as it is. outside: as in show.
    """
    municipality = visit.visitor().municipality

    def made() -> Files | None:
        taken = (chart or table) if outside is Open.NO_GROUPS else outside()
        if taken is None:
            return None
        drawn = taken if isinstance(taken, Chart) else None
        return files(drawn.table if drawn else taken, language, municipality, drawn)

    _offer(made, language, filename)


def files(table: Table, language: Language, municipality: str, chart: Chart | None = None) -> Files:
    """What can be taken along of a table, and of the chart beside it where there is one: kind, and how it is made."""
    made: Files = {
        "xlsx": lambda: xlsx.workbook([table], language),
        "csv": lambda: csv.text(table, language),
    }
    if chart is not None:
        spec, title = chart.spec, table.caption
        made["png"] = lambda: picture.png(spec, title=title, source=_source(municipality, language))
        made["svg"] = lambda: picture.svg(spec, title=title, source=_source(municipality, language))
    return made


@st.fragment
def _offer(made: Callable[[], Files | None], language: Language, filename: str) -> None:
    opened = st.popover(t(language, "download.title"), on_change="rerun", key=f"{filename}.taken")
    if not opened.open:
        return
    with opened:
        st.markdown(t(language, "download.outside", limit=FEWEST_OUTSIDE))
        if n := figures.unsized(visit.visitor().municipality):
            st.markdown(t(language, "chart.unsized", n=n))
        for kind, content in (made() or {}).items():
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
