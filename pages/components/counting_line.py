"""The line that units are counted against: a number of one's own, or a line that others have published."""

import numpy as np
import streamlit as st

from naervaer.access import Visitor
from naervaer.figures.external_lines import external_lines
from naervaer.figures.overview import Overview, end_of
from naervaer.i18n import months_between, percent, t
from naervaer.model import Measure
from pages.components import decimal, paragraphs, visit


OWN = ""
USUAL_PCT = 10.0  # the absence that Stavanger counts its kindergartens above (annual report 2016, 4.5)


def choose(found: Overview, visitor: Visitor) -> float:
    """Draw the choice; gives the absence in percent. A line of another definition is marked and its difference said."""
    language, measure = visitor.language, visitor.measure
    newest = found.whole.latest
    end = end_of(newest, found.granularity) if newest is not None else np.datetime64("1970-01", "M")
    lines = {line.label(language): line for line in external_lines(visitor.municipality, found.granularity)}
    levels = {label: level for label, line in lines.items() if (level := line.last_year(end)) is not None}
    left, right = st.columns(2, vertical_alignment="bottom")
    chosen = OWN
    if levels:
        chosen = left.selectbox(
            t(language, "overview.line_choose"),
            [OWN, *levels],
            format_func=lambda label: label or t(language, "overview.line_own"),
            key="line",
            bind="query-params",
        )
    if chosen == OWN:
        return own(measure, visitor, right if levels else left)
    year = levels[chosen]
    ends = [month.astype("datetime64[D]").item() for month in (year.first, year.last)]
    values = {"rate": percent(language, measure.of(year.rate_pct)), "months": months_between(language, *ends)}
    right.markdown(t(language, "overview.line_year", line=visit.plain(chosen), **values))
    if year.is_mean:
        paragraphs.notes([t(language, "overview.line_mean")])
    if warning := lines[chosen].warning(language):
        if lines[chosen].differs:
            st.warning(warning)
        else:
            paragraphs.notes([warning])
    return year.rate_pct


def own(measure: Measure, visitor: Visitor, place: st.delta_generator.DeltaGenerator) -> float:
    """A number of one's own, asked for in the measure that is shown; gives the absence in percent."""
    typed = decimal.ask(
        place,
        t(visitor.language, f"overview.line_{measure}"),
        measure.of(USUAL_PCT),
        visitor.language,
        least=0.5,
        most=99.5,
        key=f"line_{measure}",
        bind="query-params",
    )
    return USUAL_PCT if typed is None else float(measure.of(typed))
