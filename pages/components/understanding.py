"""What was understood of a file, in words and as a table, before anything is stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from naervaer.charts.table import Column, Kind, Table, table
from naervaer.i18n import listing, part_name, period, periods_between, t, texts
from naervaer.model import Granularity, Import, Language, cell_name
from pages.components import table as table_component
from pages.components import visit


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
    if imported.pauses:
        st.markdown(t(language, "understanding.pauses", n=len(imported.pauses)))
    if imported.compared_with:
        st.markdown(t(language, "understanding.compared_with", n=len(imported.compared_with)))
    for line in imported.understood.get("lines", []):
        first, last = (date.fromisoformat(line[end]) for end in ("first_period", "last_period"))
        name, months = visit.plain(line["name"]), periods_between(language, first, last, line["granularities"])
        st.markdown(t(language, "understanding.line", name=name, n=line["n"], months=months))
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
            sheet=visit.plain(sheet["sheet"]),
            rows=sheet["n_rows"],
            units=sheet["n_units"],
            months=periods_between(language, first, last, sheet["granularities"]),
        )
    )
    rows = [
        (_field(name, language), _columns(place), place.get("heading") or "")
        for name, place in sheet["columns"].items()
    ]
    caption = t(language, "understanding.columns", sheet=sheet["sheet"])
    table_component.show(Table(caption, _headings(language, "means", "column", "heading"), tuple(rows)), language)
    skipped = [
        *((place["column"], place["heading"], _why(place["why"], language)) for place in sheet["ignored"]),
        *((place["cell"], place["text"], _why(place["why"], language)) for place in sheet["skipped"]),
    ]
    if skipped:
        with st.expander(t(language, "understanding.skipped", n=len(skipped))):
            caption = t(language, "understanding.skipped_caption")
            rows_out = Table(caption, _headings(language, "cell", "text", "why"), tuple(skipped))
            table_component.show(rows_out, language, tall=len(skipped) > SKIPPED)


def _headings(language: Language, *names: str) -> tuple[Column, ...]:
    return tuple(Column(t(language, f"understanding.{name}")) for name in names)


def _field(name: str, language: Language) -> str:
    """ "lost_days:short" as "Tapte dagsverk, korttid"."""
    measure, _, part = name.partition(":")
    known = t(language, f"field.{measure}")
    return f"{known}, {part_name(language, part)}" if part else known


def _columns(place: Mapping[str, Any]) -> str:
    """The columns a field was read from: "B", or "B–M" where each column is a period."""
    return "–".join([place["column"], *place.get("also", [])[-1:]])


def _why(reason: str, language: Language) -> str:
    return t(language, f"skipped.{reason if f'skipped.{reason}' in texts(language) else 'other'}")


def _preview(rows: pd.DataFrame, language: Language) -> Table:
    first = rows.head(PREVIEW)
    frame = pd.DataFrame(
        {
            "unit": first["unit"],
            "area": first["service_area"],
            "period": [
                period(language, day.date(), Granularity(length))
                for day, length in zip(first["period_start"], first["granularity"], strict=True)
            ],
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
            Column(t(language, "field.period")),
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
