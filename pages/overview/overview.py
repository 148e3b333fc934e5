"""Overview: the state of the municipality in one paragraph, its areas, its initiatives and its data."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import drawings
from naervaer.charts.areas import areas, units
from naervaer.figures import known, overview, trends
from naervaer.figures import overview_sentences as said
from naervaer.figures.trends import Place
from naervaer.i18n import t
from pages.components import chart, clock, counting_line, definition, level_sentence, paragraphs, sizes, visit
from pages.components import table as table_component


visitor = visit.visitor()
language, measure, here = visitor.language, visitor.measure, visitor.municipality

st.title(t(language, "overview.title"))

found = overview.state(here)
if found is None:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

initiatives = known.initiatives(here)
verdicts = figures.verdicts(here, (int(one.initiative_id) for one in initiatives))
newest = found.whole.latest
running = known.running(here, newest.start if newest else None)

first, *rest = said.state(found, language, measure)
tried = said.initiatives(running, verdicts, language, measure)
st.html(
    f'<div><p class="naervaer-lead"><strong>{escape(first)}</strong> {escape(" ".join(rest))}</p>'
    f'<p class="naervaer-lead">{escape(" ".join(tried))}</p></div>'
)
level_sentence.say_mean(found.whole.level, language)
definition.say_mixed(here, found.granularity, language)
sizes.say_unknown(here, language)

st.header(t(language, "overview.areas"))


def in_detail(row: tuple[object, ...]) -> str:
    """Where the area of a row is shown over time."""
    area = {"area": str(row[0])} if row[0] != t(language, "pick.whole") else {}
    return f"trend?{urlencode({**visit.address(visitor), **area})}"


by_area = areas(found, language, measure)
table_component.show(by_area, language, link=in_detail)
paragraphs.notes([t(language, "overview.how_judged")])
chart.downloads(
    by_area,
    language,
    filename=t(language, "overview.filename"),
    outside=lambda: (taken := overview.state(here, limit=FEWEST_OUTSIDE)) and areas(taken, language, measure),
)

st.header(t(language, "overview.over_time"))
series = trends.over_time(here, found.granularity, Place())
paragraphs.notes(drawings.warnings(here, series, Place(), language))
drawn = drawings.over_time(here, found.granularity, Place(), language, measure)
chart.show(
    drawn,
    language,
    filename=t(language, "trend.filename", name=t(language, "pick.whole")),
    folded=True,
    outside=lambda: drawings.over_time(here, found.granularity, Place(), language, measure, limit=FEWEST_OUTSIDE),
)

st.header(t(language, "overview.targets_and_units"))
line = counting_line.choose(found, visitor)
by_units = units(found, line, language, measure)
table_component.show(by_units, language, link=in_detail)
paragraphs.notes(said.notes(found, language))
chart.downloads(
    by_units,
    language,
    filename=t(language, "overview.units_filename"),
    outside=lambda: (taken := overview.state(here, limit=FEWEST_OUTSIDE)) and units(taken, line, language, measure),
)
st.page_link("pages/data/targets.py", label=t(language, "overview.set_target"), query_params=visit.address(visitor))

st.header(t(language, "overview.initiatives"))
if not initiatives:
    st.info(t(language, "before_after.no_initiatives"))
    st.page_link("pages/initiatives/initiatives.py", label=t(language, "before_after.make_initiative"))
for row in initiatives:
    verdict = verdicts[int(row.initiative_id)]
    sentence = verdict.sentence(language, measure) if verdict else t(language, "before_after.no_figures")
    with st.container(border=True):
        st.markdown(f"**{visit.plain(row.initiative)}**  \n{sentence}")
        st.page_link(
            "pages/analysis/before_after.py",
            label=t(language, "overview.open_initiative"),
            query_params={"initiative": row.initiative, **visit.address(visitor)},
        )

st.header(t(language, "overview.data"))
lines = said.data_state(found, language)
if brought := known.newest_upload(here):
    lines.append(said.last_upload(brought, clock.written(brought.uploaded_at), language))
st.markdown("\n".join(f"- {visit.plain(line)}" for line in lines))
