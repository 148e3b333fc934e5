"""Choices that are part of a page's address, so that a link shows a colleague the same view."""

from typing import Any

import streamlit as st

from naervaer.access import Visitor
from naervaer.figures import known
from naervaer.figures.trends import Place, areas, names, units
from naervaer.i18n import t
from naervaer.model import Granularity, Language


WHOLE = ""  # the whole municipality, where an area could be chosen


def initiative(visitor: Visitor) -> Any | None:
    """The chosen initiative as a row of the query `initiatives`; None when there is none yet."""
    rows = {str(row.initiative_id): row for row in known.initiatives(visitor.municipality)}
    if not rows:
        return None
    chosen = st.selectbox(
        t(visitor.language, "pick.initiative"),
        list(rows),
        # The first that was registered: an address without a choice keeps its meaning when more come.
        index=list(rows).index(min(rows, key=int)),
        format_func=lambda key: rows[key].initiative,
        key="initiative",
        bind="query-params",
    )
    return rows[str(chosen)]


def place(visitor: Visitor) -> Place:
    """The chosen unit, else the chosen area, else the whole municipality."""
    language = visitor.language
    area = st.selectbox(
        t(language, "pick.area"),
        [WHOLE, *areas(visitor.municipality)],
        format_func=lambda name: name or t(language, "pick.whole"),
        key="area",
        bind="query-params",
    )
    called = names(visitor.municipality)
    unit = st.selectbox(
        t(language, "pick.unit"),
        [WHOLE, *map(str, units(visitor.municipality, area or None))],
        format_func=lambda key: called[int(key)] if key else t(language, "pick.all_units"),
        key="unit",
        bind="query-params",
    )
    return Place(unit=int(unit)) if unit else Place(area=area or None)


def granularity(lengths: list[Granularity], language: Language) -> Granularity:
    """The length of period to look at; no choice is offered where there is only one."""
    if len(lengths) == 1:
        return lengths[0]
    chosen = st.segmented_control(
        t(language, "pick.granularity"),
        [str(length) for length in lengths],
        default=str(lengths[0]),
        format_func=lambda length: t(language, f"granularity.{length}"),
        required=True,
        key="granularity",
        bind="query-params",
    )
    return Granularity(chosen)


def view(views: list[str], language: Language) -> str:
    """How to look at a series: one of `views`, the first unless another is chosen."""
    if len(views) == 1:
        return views[0]
    return str(
        st.segmented_control(
            t(language, "pick.view"),
            views,
            default=views[0],
            format_func=lambda view: t(language, f"pick.view_{view}"),
            required=True,
            key="view",
            bind="query-params",
        )
    )


def compared_with(visitor: Visitor, chosen: Place) -> list[Place]:
    """Other areas or units to lay beside the chosen one, in the order they were picked."""
    language = visitor.language
    places = {t(language, "pick.whole"): Place()}
    places |= {area: Place(area=area) for area in areas(visitor.municipality)}
    for unit_id, name in names(visitor.municipality).items():
        # A unit may be called as its area is.
        places[t(language, "pick.the_unit", unit=name) if name in places else name] = Place(unit=unit_id)
    picked = st.multiselect(
        t(language, "trend.compare"),
        [label for label, place in places.items() if place != chosen],
        placeholder=t(language, "trend.compare_none"),
        key="compare",
        bind="query-params",
    )
    return [places[label] for label in picked]
