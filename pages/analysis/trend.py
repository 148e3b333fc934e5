"""Trend: an area or a unit over time, with the initiatives' starts and the same months of earlier years."""

import streamlit as st

from naervaer import figures
from naervaer.analysis.trend import level, members
from naervaer.charts import drawings
from naervaer.i18n import t
from naervaer.model import Granularity
from pages.components import chart, definition, level_sentence, origin, pick, visit


visitor = visit.visitor()
language = visitor.language

st.title(t(language, "trend.title"))

lengths = figures.lengths(visitor.municipality)
if not lengths:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

area, unit = pick.area_and_unit(visitor)
granularity = pick.granularity(lengths, language)
panel = figures.panel(visitor.municipality, granularity)
selected = members(panel, unit_id=unit, area=area)
if not selected.any():
    st.info(t(language, "trend.hidden"))
    st.stop()

level_sentence.say(level(panel, selected), language, visitor.measure)
definition.say_mixed(visitor.municipality, granularity, language)

over_years = granularity is Granularity.MONTH and pick.years_view(language)
if over_years:
    drawn = drawings.year_on_year(visitor.municipality, area, unit, language)
else:
    drawn = drawings.over_time(visitor.municipality, granularity, area, unit, language)
name = panel.unit[selected][0] if unit else area or t(language, "pick.whole")
chart.show(
    drawn,
    language,
    filename=t(language, "trend.filename", name=name),
    tall=True,
    link=None
    if over_years
    else lambda row: origin.address(visitor, unit=panel.unit[selected][0] if unit else "", period=str(row[0])),
)
