"""One unit: where it lies, how it has gone, what it took part in, what it was called, where its numbers are from."""

import pandas as pd
import streamlit as st

from naervaer import figures, store
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.trend import level, members
from naervaer.charts import drawings
from naervaer.figures import trends, unit_comparison, unit_history
from naervaer.figures.trends import Place
from naervaer.i18n import month, t
from pages.components import chart, level_sentence, origin, paragraphs, pick, sizes, unit_notes, visit, way_on


visitor = visit.visitor()
language, measure, here = visitor.language, visitor.measure, visitor.municipality

heading = st.empty()
heading.title(t(language, "unit.title"))
names = trends.names(here)
if not names:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

unit = int(
    st.selectbox(
        t(language, "pick.unit"),
        [str(key) for key in names],
        index=list(names).index(min(names)),  # the first there was: an address without a choice keeps its meaning
        format_func=lambda key: names[int(key)],
        key="unit",
        bind="query-params",
    )
)
name = names[unit]
heading.title(t(language, "unit.title_of", name=visit.plain(name)))
known = store.read("unit", municipality=here, unit_id=unit).iloc[0]
told = (known["area"], unit_comparison.kind_name(str(known["kind"] or ""), language), known["unit_code"])
# A kind may be called as its area is; once is enough.
place = " · ".join(dict.fromkeys(visit.plain(str(text)) for text in told if not pd.isna(text) and text))


def history() -> None:
    """The level, its place among others of its kind, and the curve; or that it is hidden."""
    lengths = trends.lengths(here)
    granularity = pick.granularity(lengths, language)
    panel = figures.panel(here, trends.base(here, granularity))
    selected = members(panel, unit_id=unit)
    if not selected.any():
        there = unit in panel.unit_id
        st.info(t(language, "unit_page.hidden" if there else "unit_page.no_figures"))
        return
    level_sentence.say(level(panel, selected), language, measure)
    sizes.say_unknown(here, language)
    found = unit_comparison.compared(here, str(unit_comparison.kind_of(here).get(unit, "")))
    if found is not None:
        paragraphs.lead([unit_comparison.of_unit(found, unit, language, measure)])
    series = trends.over_time(here, granularity, Place(unit=unit))
    paragraphs.notes(trends.footnotes(series, language))
    own = series.base is granularity
    chart.show(
        drawings.over_time(here, granularity, Place(unit=unit), language, measure),
        language,
        filename=t(language, "trend.filename", name=name),
        tall=True,
        link=(lambda row: origin.address(visitor, unit=name, period=str(row[0]))) if own else None,
        outside=lambda: drawings.over_time(
            here, granularity, Place(unit=unit), language, measure, limit=FEWEST_OUTSIDE
        ),
    )


def initiatives() -> None:
    """What the unit took part in, and what is known of it."""
    parts = unit_history.takes_part(here, unit, language, measure)
    if not parts:
        st.markdown(t(language, "unit_page.no_initiative"))
        return
    st.markdown(t(language, "unit_page.of_the_whole"))
    for part in parts:
        with st.container(border=True):
            lines = "  \n".join(visit.plain(line) for line in unit_history.part_said(part, language))
            st.markdown(f"**{visit.plain(part.initiative)}**  \n{lines}")
            st.page_link(
                "pages/analysis/before_after.py",
                label=t(language, "overview.open_initiative"),
                query_params={"initiative": part.initiative, **visit.address(visitor)},
            )


if place:
    st.markdown(place)
if figures.lengths(here):
    history()

st.header(t(language, "unit_page.initiatives"))
initiatives()

st.header(t(language, "unit_page.over_time"))
changes = unit_history.called(here, unit, language)
st.markdown("\n".join(f"- {visit.plain(line)}" for line in changes) or t(language, "unit_page.no_change"))

st.header(t(language, "notes.title"))
unit_notes.show(unit, visitor)

st.header(t(language, "unit_page.sources"))
units = store.read("units", municipality=here).set_index("unit_id").loc[unit]
if not pd.isna(units["first_period"]):
    span = {name: month(language, units[f"{name}_period"].date()) for name in ("first", "last")}
    st.markdown(t(language, "unit_page.figures_from", **span))
way_on.show("sources", t(language, "unit_page.to_sources"), {"unit": name}, visitor)
