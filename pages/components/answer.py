"""The answer of Before and after: the verdict, the counts with chance beside them, and what could not be shown."""

from html import escape

import pandas as pd
import streamlit as st

from naervaer.analysis.before_after import AREA, INITIATIVE, REST, SHOWN, BeforeAfter
from naervaer.analysis.count import Count
from naervaer.charts.table import Column, Kind, table
from naervaer.figures import Answer
from naervaer.i18n import chance, month, months_between, percent, points, t
from naervaer.model import MONTHS_IN, Granularity, Language
from pages.components import table as table_component
from pages.components import visit


def say(answer: Answer, language: Language) -> None:
    """The verdict: the first thing on the page."""
    _paragraph("naervaer-verdict", answer.verdict.sentence(language))
    for missing in answer.better:
        st.markdown(missing.sentence(language))
    if answer.several:
        st.markdown(t(language, "before_after.several", n=len(answer.several), units=list(answer.several)))


def compare(compared: BeforeAfter, language: Language) -> None:
    """The pooled figures before any adjustment, which months were compared, and each area's count with chance."""
    for name in (INITIATIVE, REST):
        pooled = compared.pooled[compared.pooled["group"] == name].iloc[0]
        if pd.notna(pooled["change_pp"]):
            _paragraph("naervaer-lead", _pooled(pooled, language))
    lines = [*_compared(compared, language), *_counts(compared, language)]
    st.markdown("\n".join(f"- {visit.plain(line)}" for line in lines))


def rows(answer: BeforeAfter, language: Language) -> pd.DataFrame:
    """What the chart draws: the shown units, and the pooled rows of their areas and of the rest of the municipality."""
    units = answer.units[answer.units["state"] == SHOWN]
    pooled = answer.pooled[(answer.pooled["group"] != INITIATIVE) & answer.pooled["change_pp"].notna()]
    names = [
        t(language, "before_after.area_row", area=row.area or t(language, "before_after.no_area"), units=row.n_units)
        if row.group == AREA
        else t(language, "before_after.rest_row", units=row.n_units)
        for row in pooled.itertuples(index=False)
    ]
    columns = ["name", "before_pct", "after_pct", "change_pp", "months", "pooled"]
    together = t(language, "before_after.same_months")
    return pd.concat(
        [
            pooled.assign(name=names, months=together, pooled=pooled["group"])[columns],
            units.assign(name=units["unit"], months=_spans(units, answer, language), pooled="unit")[columns],
        ],
        ignore_index=True,
    )


def not_shown(answer: BeforeAfter, language: Language) -> None:
    """The units without a figure, each with its reason; nothing is drawn when every unit is shown."""
    left_out = answer.units[answer.units["state"] != SHOWN].sort_values("unit")
    if left_out.empty:
        return
    st.subheader(t(language, "before_after.not_shown", n=len(left_out)))
    frame = pd.DataFrame(
        {
            "unit": left_out["unit"],
            "start": left_out["start"].dt.date,
            "why": [t(language, f"before_after.state.{state}") for state in left_out["state"]],
        }
    )
    headings = [
        Column(t(language, "chart.unit")),
        Column(t(language, "chart.start"), Kind.MONTH),
        Column(t(language, "understanding.why")),
    ]
    table_component.show(table(t(language, "before_after.not_shown_caption"), headings, frame), language)


def _paragraph(style: str, text: str) -> None:
    st.html(f'<p class="{style}">{escape(text)}</p>')


def _pooled(pooled: pd.Series, language: Language) -> str:
    before, after, change = pooled["before_pct"], pooled["after_pct"], pooled["change_pp"]
    # One decimal, unless rounding would print a difference that the two rates beside it do not have.
    adds_up = abs(round(after, 1) - round(before, 1) - round(change, 1)) < 0.01
    decimals = 1 if adds_up else 2
    return t(
        language,
        f"before_after.pooled_{pooled['group']}",
        n=int(pooled["n_units"]),
        before=percent(language, before, decimals),
        after=percent(language, after, decimals),
        change=points(language, change, decimals),
    )


def _compared(answer: BeforeAfter, language: Language) -> list[str]:
    """One line per start: which months stand on each side."""
    key = "before_after.compared" if answer.like_for_like else "before_after.compared_unlike"
    return [
        t(
            language,
            key,
            n=int(window.n_units),
            start=month(language, window.start.date()),
            before=_span(window.first_before, window.last_before, answer.granularity, language),
            after=_span(window.first_after, window.last_after, answer.granularity, language),
        )
        for window in answer.windows.itertuples(index=False)
        if window.n_periods
    ]


def _spans(units: pd.DataFrame, answer: BeforeAfter, language: Language) -> list[str]:
    """Per unit the months after its start, and what they are set against where that is not the same months."""
    key = "before_after.span" if answer.like_for_like else "before_after.span_unlike"
    return [
        t(
            language,
            key,
            before=_span(unit.first_before, unit.last_before, answer.granularity, language),
            after=_span(unit.first_after, unit.last_after, answer.granularity, language),
        )
        for unit in units.itertuples(index=False)
    ]


def _span(first: pd.Timestamp, last: pd.Timestamp, granularity: Granularity | None, language: Language) -> str:
    """From the first month to the end of the last period."""
    length = MONTHS_IN[granularity] if granularity else 1
    return months_between(language, first.date(), (last + pd.DateOffset(months=length - 1)).date())


def _counts(answer: BeforeAfter, language: Language) -> list[str]:
    return [_count(area, count, language) for area, count in answer.counts.items() if area]


def _count(area: str, count: Count, language: Language) -> str:
    return t(
        language,
        "before_after.count",
        area=area,
        lower=count.lower,
        n=count.of_units,
        chance=chance(language, count.p_at_least_of_units),
    )
