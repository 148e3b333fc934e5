"""Where a number comes from: its file, sheet and cells, who brought it and when, and what it was before."""

import numpy as np
import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES, FEWEST_OUTSIDE
from naervaer.analysis.panel import Panel
from naervaer.figures import trends
from naervaer.figures.panels import WHOLE
from naervaer.i18n import part_name, t
from naervaer.i18n import period as period_name
from naervaer.model import MONTHS_IN, Granularity
from pages.components import origin, pick, visit


visitor = visit.visitor()
language = visitor.language
ALL = ""


def may_be_shown(panel: Panel, rows: pd.DataFrame, municipality: str, limit: float) -> frozenset[int]:
    """The series whose figures may be seen: not hidden, and not joined from units of which one is too small."""
    too_few = rows["unit_id"].isin(figures.hidden(municipality, limit=limit))
    return frozenset(panel.unit_id[panel.hidden == ""].tolist()) - frozenset(rows.loc[too_few, "series_id"].tolist())


def asked_part(parts: list[str]) -> str:
    """The part of the absence to look at; no choice is offered where there is only one."""
    ordered = sorted(parts, key=lambda part: (part != WHOLE, part))
    if len(ordered) == 1:
        return ordered[0]
    return str(
        st.selectbox(
            t(language, "sources.part"),
            ordered,
            format_func=lambda part: part_name(language, part),
            key="part",
            bind="query-params",
        )
    )


st.title(t(language, "sources.title"))
given = store.read("granularities", municipality=visitor.municipality)
lengths = [length for length in MONTHS_IN if length in set(given["granularity"])]
to_date = Granularity.YEAR_TO_DATE in set(given["granularity"])
if given.empty:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

st.markdown(t(language, "sources.lead"))
granularity = pick.granularity(lengths, language) if lengths else Granularity.YEAR_TO_DATE
if lengths and to_date and st.checkbox(t(language, "granularity.year_to_date"), key="to_date"):
    granularity = Granularity.YEAR_TO_DATE
part = asked_part(list(given.loc[given["granularity"] == granularity, "part"]))
asked = {"municipality": visitor.municipality, "granularity": granularity, "part": part}


def panel_of(limit: float) -> Panel:
    """The panel of the numbers; a year to date has none, and of it may be shown what may be of the other figures."""
    if granularity in MONTHS_IN:
        return figures.panel(visitor.municipality, granularity, part=part, limit=limit)
    return figures.panel(visitor.municipality, (lengths or [Granularity.YEAR])[0], limit=limit)


panel = panel_of(FEWEST_EMPLOYEES)
everything = store.read("sources", **asked, unit_id=None, period_start=None) if granularity not in MONTHS_IN else None
days = panel.period.astype("datetime64[D]") if everything is None else np.unique(everything["period_start"].to_numpy())
called = trends.names(visitor.municipality)
names = {
    str(unit_id): called.get(int(unit_id), str(unit)) for unit_id, unit in zip(panel.unit_id, panel.unit, strict=True)
}
periods = {str(day)[:10]: period_name(language, day.astype("datetime64[D]").item(), granularity) for day in days}
left, right = st.columns(2)
unit = left.selectbox(
    t(language, "pick.unit"),
    [ALL, *sorted(names, key=names.__getitem__)],
    format_func=lambda key: names.get(key, t(language, "pick.all_units")),
    key="unit",
    bind="query-params",
)
period = right.selectbox(
    t(language, "field.period"),
    [*([ALL] if unit else []), *reversed(periods)],
    format_func=lambda key: periods.get(key, t(language, "sources.all_periods")),
    key="period",
    bind="query-params",
)

rows = store.read("sources", **asked, unit_id=int(unit) if unit else None, period_start=period or None)
if rows.empty:
    st.info(t(language, "sources.nothing"))
    st.stop()
caption = t(
    language,
    "sources.caption",
    unit=names.get(unit, t(language, "pick.all_units")),
    period=periods.get(period, t(language, "sources.all_periods")),
)
shown = may_be_shown(panel, rows, visitor.municipality, FEWEST_EMPLOYEES)


def outside() -> frozenset[int]:
    """The series whose figures may leave the house."""
    return may_be_shown(panel_of(FEWEST_OUTSIDE), rows, visitor.municipality, FEWEST_OUTSIDE)


filename = t(language, "sources.filename", unit=names.get(unit, ""), period=periods.get(period, "")).strip()
origin.numbers(rows, granularity, caption, shown, language, filename=filename, outside=outside)

if unit and period:
    for own_id in rows["unit_id"]:
        found = store.read("number_versions", **asked, unit_id=int(own_id), period_start=period)
        caption = t(language, "sources.versions", unit=rows["unit"].iloc[0], period=periods[period])
        st.header(t(language, "sources.earlier"))
        origin.versions(
            found,
            caption,
            language,
            may_be_shown=int(unit) in shown,
            filename=t(language, "sources.versions_filename", name=filename, number=str(own_id)),
            outside=lambda: int(unit) in outside(),
        )
