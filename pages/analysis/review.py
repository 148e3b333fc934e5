"""The review before an initiative is chosen: level, season, parts, size, who lies high, what could be seen."""

from dataclasses import replace

import numpy as np
import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import Chart
from naervaer.charts.season import season
from naervaer.charts.usual_levels import usual_levels
from naervaer.figures import review, untouched
from naervaer.i18n import percent, t
from naervaer.reports.decks.review import FALL
from pages.components import chart, paragraphs, planning, unit_link, visit


visitor = visit.visitor()
language, measure = visitor.language, visitor.measure

st.title(t(language, "review.title"))
known = untouched.figures_of(visitor.municipality)
if known is None or not untouched.free(*known).any():
    reason = "overview.nothing_yet" if not figures.lengths(visitor.municipality) else "power.no_days"
    st.info(t(language, reason if known is None else "power.no_others"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

st.markdown(t(language, "review.lead"))
plan = planning.choose(visitor.municipality, *known, language)
with st.spinner(t(language, "review.working")):
    found = review.review(plan)
    said = review.said(found, language, measure)
paragraphs.lead([review.about(found, language)])


def large() -> np.ndarray:
    """(U,) units that may leave the house."""
    taken = untouched.figures_of(visitor.municipality, limit=FEWEST_OUTSIDE)
    return np.zeros(len(plan.units), bool) if taken is None else np.asarray(taken[0].hidden == "")


def levels_outside() -> Chart | None:
    """The units that may leave the house, each with what it has on the page."""
    units = found.units[found.units["unit_id"].isin(known[0].unit_id[large()])]
    return usual_levels(units, language, measure) if units["usual_pct"].notna().any() else None


def season_outside() -> Chart | None:
    """The months of those of the chosen units that may leave the house."""
    taken = replace(plan, units=plan.units & large())
    months = review.review(taken).season if taken.n else ()
    return season(months, language, measure) if months else None


def draw(section: str) -> None:
    """The picture of a section that has one."""
    if section == "season" and found.season:
        chart.show(
            season(found.season, language, measure),
            language,
            filename=t(language, "review.season_title"),
            folded=True,
            outside=season_outside,
        )
    if section == "high" and found.units["usual_pct"].notna().any():
        paragraphs.notes([t(language, "review.how_usual")])
        ids = dict(zip(found.units["unit"], found.units["unit_id"], strict=True))
        chart.show(
            usual_levels(found.units, language, measure),
            language,
            filename=review.heading("high", language, measure),
            link=lambda row: unit_link.address(visitor, int(ids[row[0]])),
            outside=levels_outside,
        )


for number, (section, (point, *rest)) in enumerate(said.items(), start=1):
    title = review.heading(section, language, measure)
    st.header(t(language, "review.numbered", number=str(number), title=title))
    paragraphs.lead([point])
    if rest:
        st.markdown("\n\n".join(visit.plain(line) for line in rest))
    draw(section)

area = found.areas[0] if len(found.areas) == 1 else ""
called = area or t(language, "pick.whole")
st.page_link(
    "pages/meeting/slides.py",
    label=t(language, "review.to_slides"),
    query_params={"audience": t(language, "deck.review"), "deck_area": called, **visit.address(visitor)},
)
fall = percent(language, 100 * FALL, 0)
paragraphs.notes([t(language, "review.slides_about", area=area or called[0].lower() + called[1:], fall=fall)])
st.page_link(
    "pages/analysis/power.py",
    label=t(language, "review.try_other"),
    query_params=visit.address(visitor),
)
