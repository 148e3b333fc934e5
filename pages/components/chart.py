"""A chart with its table under it and both of its downloads."""

import streamlit as st

from naervaer.charts import Chart
from naervaer.charts.theme import inked
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import csv, xlsx
from pages.components import table as table_component


def show(
    chart: Chart,
    language: Language,
    *,
    filename: str,
    tall: bool = False,
    folded: bool = False,
    link: table_component.Link | None = None,
) -> None:
    """Draw the chart, its table, and offer the table as xlsx and csv under `filename`.

    A folded table opens with a click: beside a picture of a few numbers that already stand in it.
    link gives the address that a row of the table leads to.
    """
    dark = st.context.theme.type == "dark"
    st.vega_lite_chart(inked(chart.spec, dark=dark), alt=chart.alt, width="stretch")
    with st.expander(t(language, "chart.numbers")) if folded else st.container():
        table_component.show(chart.table, language, tall=tall, link=link)
        downloads(chart.table, language, filename=filename)


def downloads(table: table_component.Table, language: Language, *, filename: str) -> None:
    """The two buttons that let a table be taken along."""
    left, right, _ = st.columns([1, 1, 2])
    left.download_button(
        t(language, "download.xlsx"),
        data=lambda: xlsx.workbook([table], language),
        file_name=f"{filename}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        width="stretch",
        key=f"{filename}.xlsx",
    )
    right.download_button(
        t(language, "download.csv"),
        data=lambda: csv.text(table, language),
        file_name=f"{filename}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        key=f"{filename}.csv",
    )
