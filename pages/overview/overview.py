"""Overview: the level of the last 12 months, the areas, and the initiatives with their verdicts."""

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.analysis.trend import level, members, trend
from naervaer.charts.table import Column, Kind, table
from naervaer.i18n import t
from pages.components import chart, definition, level_sentence, visit
from pages.components import table as table_component


YEARS_IN_SPARKLINE = 3

visitor = visit.visitor()
language = visitor.language

st.title(t(language, "overview.title"))

lengths = figures.lengths(visitor.municipality)
if not lengths:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

panel = figures.panel(visitor.municipality, lengths[0])
level_sentence.say(level(panel, members(panel)), language, visitor.measure)
definition.say_mixed(visitor.municipality, lengths[0], language)

st.header(t(language, "overview.areas"))
areas = []
for area in sorted({area for area in panel.area if area}):
    inside = members(panel, area=area)
    now = level(panel, inside)
    line = trend(panel, inside)["rolling_pct"].tail(YEARS_IN_SPARKLINE * panel.per_year)
    areas.append((area, int((panel.area == area).sum()), now["last_pct"], now["change_pp"], tuple(line)))
by_area = table(
    t(language, "overview.areas_caption"),
    [
        Column(t(language, "field.service_area")),
        Column(t(language, "overview.units"), Kind.COUNT),
        Column(t(language, "overview.last_year"), Kind.PERCENT),
        Column(t(language, "overview.change"), Kind.POINTS),
        Column(t(language, "overview.line"), Kind.SPARKLINE),
    ],
    pd.DataFrame(areas, columns=["area", "units", "last", "change", "line"]),
)
table_component.show(by_area, language)
chart.downloads(by_area, language, filename=t(language, "overview.filename"))

st.header(t(language, "overview.initiatives"))
initiatives = store.read("initiatives", municipality=visitor.municipality)
if initiatives.empty:
    st.info(t(language, "before_after.no_initiatives"))
    st.page_link("pages/initiatives/initiatives.py", label=t(language, "before_after.make_initiative"))
verdicts = figures.verdicts(visitor.municipality, map(int, initiatives["initiative_id"]))
for row in initiatives.itertuples(index=False):
    verdict = verdicts[int(row.initiative_id)]
    said = verdict.sentence(language) if verdict else t(language, "before_after.no_figures")
    with st.container(border=True):
        st.markdown(f"**{visit.plain(row.initiative)}**  \n{said}")
        st.page_link(
            "pages/analysis/before_after.py",
            label=t(language, "overview.open_initiative"),
            query_params={"initiative": row.initiative, **visit.address(visitor)},
        )
