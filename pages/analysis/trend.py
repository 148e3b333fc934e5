"""Trend: an area, a unit or several beside each other over time, what is unusual, and what the figures consist of."""

import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import Chart, drawings
from naervaer.charts.side_by_side import MOST
from naervaer.figures import parts, trends, unit_comparison
from naervaer.figures.trends import Place
from naervaer.i18n import t
from naervaer.model import Granularity
from pages.components import chart, definition, level_sentence, origin, paragraphs, pick, sizes, visit, way_on


visitor = visit.visitor()
language, measure, here = visitor.language, visitor.measure, visitor.municipality
PARTS, BESIDE = "parts_", "beside"

heading = st.empty()
heading.title(t(language, "trend.title"))

if not figures.lengths(here):
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

with st.container(horizontal=True):
    place = pick.place(visitor)
    granularity = pick.granularity(trends.lengths(here), language)
    pairs = {f"{PARTS}{'_'.join(pair)}": pair for pair in parts.pairs(here, granularity)}
    over_years = ["years"] if granularity is not Granularity.YEAR else []
    view = pick.view(["time", *over_years, BESIDE, *pairs], language)
others = pick.compared_with(visitor, place) if view == BESIDE else []

if not trends.is_shown(here, granularity, place):
    st.info(t(language, "trend.hidden"))
    st.stop()

name = trends.name(here, place, language)
if place != Place():  # on paper there are no choices that tell whose curve it is
    heading.title(t(language, "trend.title_of", name=visit.plain(name)))
level_sentence.say(trends.level_of(here, granularity, place), language, measure)
definition.say_mixed(here, trends.base(here, granularity), language)
sizes.say_unknown(here, language)

link, reading = None, []
if view in pairs:
    found = parts.parts(here, granularity, place, pairs[view])
    if isinstance(found, parts.NoParts):
        st.info(t(language, f"trend.parts_{found}"))
        st.stop()
    paragraphs.notes([t(language, "trend.parts_lead")])
    drawn = drawings.parts(found, here, granularity, place, language)

    def outside() -> Chart | None:
        """What may leave the house of the same."""
        taken = parts.parts(here, granularity, place, pairs[view], limit=FEWEST_OUTSIDE)
        if isinstance(taken, parts.NoParts):
            return None
        return drawings.parts(taken, here, granularity, place, language, limit=FEWEST_OUTSIDE)

elif others:
    shown = [other for other in others if trends.is_shown(here, granularity, other)]
    hidden = len(others) - len(shown)
    notes = [t(language, "trend.compare_hidden", n=hidden)] if hidden else []
    notes += [t(language, "trend.compare_most")] if len(shown) >= MOST else []
    paragraphs.notes([t(language, "trend.compare_lead"), *notes])
    drawn = drawings.side_by_side(here, granularity, (place, *shown[: MOST - 1]), language, measure)

    def outside() -> Chart | None:
        """What may leave the house of the same: places that are too small have no line."""
        places = (place, *shown[: MOST - 1])
        return drawings.side_by_side(here, granularity, places, language, measure, limit=FEWEST_OUTSIDE)

else:
    series = trends.over_time(here, granularity, place)
    if view == "years":
        drawn = drawings.year_on_year(here, granularity, place, language, measure)
    else:
        paragraphs.lead(trends.said(series, language, measure))
        paragraphs.notes([*trends.footnotes(series, language), *drawings.warnings(here, series, place, language)])
        drawn = drawings.over_time(here, granularity, place, language, measure)
        reading = trends.how_to_read(series, language)

    def outside() -> Chart | None:
        """What may leave the house of the same."""
        draw = drawings.year_on_year if view == "years" else drawings.over_time
        return draw(here, granularity, place, language, measure, limit=FEWEST_OUTSIDE)

    if view != "years" and series.base is granularity:
        unit = name if place.unit else ""

        def link(row: tuple[object, ...]) -> str:
            """Where the numbers of a period come from."""
            return origin.address(visitor, unit=unit, period=str(row[0]))


filename = t(language, "trend.filename", name=name)
chart.show(drawn, language, filename=filename, tall=True, link=link, outside=outside)
paragraphs.notes(reading)
if place.unit:
    way_on.show("unit", t(language, "trend.to_unit"), {"unit": name}, visitor)
else:
    kind = unit_comparison.most_common(here, trends.units(here, place.area), language)
    st.page_link(
        "pages/analysis/unit_comparison.py",
        label=t(language, "trend.to_units"),
        query_params={"kind": kind, **visit.address(visitor)},
    )
