"""The review before an initiative is chosen: level, season, parts, size, who lies high, what could be seen."""

import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import Chart
from naervaer.charts.season import season
from naervaer.charts.usual_levels import usual_levels
from naervaer.figures import review, untouched
from naervaer.i18n import t
from pages.components import chart, paragraphs, planning, unit_link, visit


visitor = visit.visitor()
language = visitor.language

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
    said = review.said(found, language, visitor.measure)
paragraphs.lead([review.about(found, language)])


def outside() -> Chart | None:
    """The units that may leave the house, each with what it has on the page."""
    taken = untouched.figures_of(visitor.municipality, limit=FEWEST_OUTSIDE)
    panel = taken[0] if taken else None
    large = [] if panel is None else panel.unit_id[panel.hidden == ""]
    units = found.units[found.units["unit_id"].isin(large)]
    return usual_levels(units, language) if units["usual_pct"].notna().any() else None


def draw(section: str) -> None:
    """The picture of a section that has one."""
    if section == "season" and found.season:
        chart.show(season(found.season, language), language, filename=t(language, "review.season_title"), folded=True)
    if section == "high" and found.units["usual_pct"].notna().any():
        paragraphs.notes([t(language, "review.how_usual")])
        ids = dict(zip(found.units["unit"], found.units["unit_id"], strict=True))
        chart.show(
            usual_levels(found.units, language),
            language,
            filename=t(language, "review.high_title"),
            link=lambda row: unit_link.address(visitor, int(ids[row[0]])),
            outside=outside,
        )


for number, (section, (point, *rest)) in enumerate(said.items(), start=1):
    st.header(t(language, "review.numbered", number=str(number), title=t(language, f"review.{section}_title")))
    paragraphs.lead([point])
    if rest:
        st.markdown("\n\n".join(visit.plain(line) for line in rest))
    draw(section)

st.page_link(
    "pages/analysis/power.py",
    label=t(language, "review.try_other"),
    query_params=visit.address(visitor),
)
