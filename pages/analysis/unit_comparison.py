"""Units of one kind beside each other, fair for their size: who stands out, and who does not. No order of rank."""

import streamlit as st

from naervaer import figures
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import drawings, funnel
from naervaer.charts.table import Table
from naervaer.figures import unit_comparison
from naervaer.i18n import t
from pages.components import chart, paragraphs, unit_link, visit
from pages.components import table as table_component


visitor = visit.visitor()
language, measure, here = visitor.language, visitor.measure, visitor.municipality

st.title(t(language, "unit_comparison.title"))
kinds = unit_comparison.kinds(here)
if not figures.lengths(here) or not kinds:
    st.info(t(language, "overview.nothing_yet"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()

kind = st.selectbox(
    t(language, "unit_comparison.kind"),
    list(kinds),
    format_func=lambda kind: unit_comparison.kind_name(kind, language),
    key="kind",
    bind="query-params",
)
found = unit_comparison.compared(here, kind)
if found is None:
    st.info(t(language, "unit_comparison.no_year"))
    st.stop()


def link(row: tuple[object, ...]) -> str:
    """The page of a row's own unit."""
    return unit_link.address(visitor, addresses.get((str(row[0]), row[1]), 0))


addresses = {
    (unit, area or None): int(unit_id)
    for unit_id, unit, area in zip(found.units["unit_id"], found.units["unit"], found.units["area"], strict=True)
}
point, *rest = unit_comparison.said(found, language, measure)
paragraphs.point(point)
paragraphs.lead(rest)
st.markdown(t(language, "unit_comparison.no_rank"))
paragraphs.notes(unit_comparison.notes(found, language))

name = unit_comparison.kind_name(kind, language)
filename = t(language, "unit_comparison.filename", kind=name)
if found.funnel is not None:
    paragraphs.notes([t(language, "unit_comparison.how_to_read")])
    chart.show(
        drawings.funnel(found, language, measure),
        language,
        filename=filename,
        tall=True,
        link=link,
        outside=lambda: (
            drawings.funnel(taken, language, measure)
            if (taken := unit_comparison.compared(here, kind, limit=FEWEST_OUTSIDE)) and taken.funnel is not None
            else None
        ),
    )
elif not found.units.empty:
    numbers: Table = funnel.numbers(found, language, measure)
    table_component.show(numbers, language, link=link)
    chart.downloads(
        numbers,
        language,
        filename=filename,
        outside=lambda: (
            (taken := unit_comparison.compared(here, kind, limit=FEWEST_OUTSIDE))
            and funnel.numbers(taken, language, measure)
        ),
    )
