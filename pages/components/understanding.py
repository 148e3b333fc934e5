"""What was understood of a file, in words and as a table, before anything is stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer.charts.table import Column, Kind, Table, table
from naervaer.i18n import listing, months_between, t
from naervaer.model import Import, Language, cell_name
from pages.components import table as table_component


PREVIEW = 12  # rows: enough to recognise one's own figures
SKIPPED = 12  # skipped rows and columns on screen


def show(imported: Import, language: Language) -> None:
    """Draw the mapping of each sheet, what was skipped and why, and the first rows as they will be stored."""
    st.subheader(t(language, "understanding.title"))
    for sheet in imported.understood.get("sheets", []):
        _sheet(sheet, language)
    if imported.participations:
        names = sorted({participation.initiative for participation in imported.participations})
        st.markdown(
            t(
                language,
                "understanding.initiatives",
                n=len(imported.participations),
                sheet=imported.participations[0].sheet,
                initiatives=listing(language, names),
            )
        )
    if not imported.rows.empty:
        with st.expander(t(language, "understanding.preview", n=min(PREVIEW, len(imported.rows)))):
            table_component.show(_preview(imported.rows, language), language)


def _sheet(sheet: Mapping[str, Any], language: Language) -> None:
    if not sheet.get("n_rows"):
        return
    first, last = (date.fromisoformat(sheet[end]) for end in ("first_period", "last_period"))
    st.markdown(
        t(
            language,
            "understanding.sheet",
            sheet=sheet["sheet"],
            rows=sheet["n_rows"],
            units=sheet["n_units"],
            months=months_between(language, first, last),
        )
    )
    columns = sheet.get("columns", {})
    if columns:
        rows = [
            (t(language, f"field.{field}"), place["column"], place.get("heading") or "")
            for field, place in columns.items()
        ]
        headings = tuple(Column(t(language, f"understanding.{name}")) for name in ("means", "column", "heading"))
        table_component.show(
            Table(t(language, "understanding.columns", sheet=sheet["sheet"]), headings, tuple(rows)), language
        )
    skipped = sheet.get("skipped", [])
    if skipped:
        with st.expander(t(language, "understanding.skipped", n=len(skipped))):
            rows = [(item["cell"], item["text"], t(language, f"skipped.{item['why']}")) for item in skipped]
            headings = tuple(Column(t(language, f"understanding.{name}")) for name in ("cell", "text", "why"))
            table_component.show(
                Table(t(language, "understanding.skipped_caption"), headings, tuple(rows)),
                language,
                tall=len(rows) > SKIPPED,
            )


def _preview(rows: pd.DataFrame, language: Language) -> Table:
    first = rows.head(PREVIEW)
    frame = pd.DataFrame(
        {
            "unit": first["unit"],
            "area": first["service_area"],
            "period": first["period_start"].dt.date,
            "lost": first["lost_days"],
            "possible": first["possible_days"],
            "rate": first["rate_pct"].where(
                first["rate_pct"].notna(), 100 * first["lost_days"] / first["possible_days"]
            ),
            "cell": [_place(row) for row in first.itertuples(index=False)],
        }
    )
    return table(
        t(language, "understanding.preview_caption"),
        [
            Column(t(language, "field.unit")),
            Column(t(language, "field.service_area")),
            Column(t(language, "field.period"), Kind.MONTH),
            Column(t(language, "field.lost_days"), Kind.DAYS),
            Column(t(language, "field.possible_days"), Kind.DAYS),
            Column(t(language, "field.rate_pct"), Kind.PERCENT),
            Column(t(language, "understanding.cell")),
        ],
        frame,
    )


def _place(row: Any) -> str:
    at = row.lost_days_at if row.lost_days_at >= 0 else row.rate_pct_at
    return f"{row.sheet}!{cell_name(at)}"
