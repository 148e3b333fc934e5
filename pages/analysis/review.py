"""The review before an initiative is chosen: level, season, parts, size, who lies high, what could be seen."""

from dataclasses import replace

import numpy as np
import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import Chart
from naervaer.charts.season import season
from naervaer.charts.usual_levels import usual_levels
from naervaer.figures import review
from naervaer.i18n import t
from pages.components import chart, paragraphs, planning, unit_link, visit


visitor = visit.visitor()
language, measure = visitor.language, visitor.measure

st.title(t(language, "review.title"))
known = planning.known(visitor)

st.markdown(t(language, "review.lead"))
chosen = planning.choose(visitor.municipality, *known, language)
plan = planning.plan(visitor.municipality, chosen)
with st.spinner(t(language, "review.working")):
    found = review.review(plan)
    said = review.said(found, language, measure)
paragraphs.lead([review.about(found, language)])


def outside() -> review.Review | None:
    """The review of those of the chosen units that may leave the house; None where none may."""
    small = figures.hidden(visitor.municipality, limit=FEWEST_OUTSIDE)
    units = plan.units & ~np.isin(known[0].unit_id, list(small))
    large = replace(plan, units=units, limit=FEWEST_OUTSIDE)
    return review.review(large, limit=FEWEST_OUTSIDE) if large.n else None


def levels_outside() -> Chart | None:
    """The units that may leave the house, drawn towards others that may."""
    taken = outside()
    known_there = taken is not None and taken.units["usual_pct"].notna().any()
    return usual_levels(taken.units, language, measure) if taken is not None and known_there else None


def season_outside() -> Chart | None:
    """The months of those of the chosen units that may leave the house."""
    taken = outside()
    return season(taken.season, language, measure) if taken is not None and taken.season else None


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

st.page_link(
    "pages/meeting/slides.py",
    label=t(language, "review.to_slides"),
    query_params={
        "audience": t(language, "deck.review"),
        **visit.address(visitor),
        **planning.address(chosen, visitor.municipality, language),
    },
)
paragraphs.notes([t(language, "review.slides_about", limit=FEWEST_OUTSIDE)])
st.page_link("pages/analysis/power.py", label=t(language, "review.try_other"), query_params=visit.address(visitor))
