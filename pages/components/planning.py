"""What could be seen: the choices of a plan, its answer and its chart."""

from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from naervaer import figures
from naervaer.access import Visitor
from naervaer.analysis import comparison
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.panel import Panel
from naervaer.analysis.power import Precision
from naervaer.analysis.study import Study
from naervaer.analysis.verdict import FEWEST_FOR_CLEAR
from naervaer.charts import Chart
from naervaer.charts.power import power
from naervaer.figures import plans, untouched
from naervaer.figures.plans import Plan
from naervaer.i18n import month, t
from naervaer.model import Language
from pages.components import paragraphs


FALLS = (5, 40, 10)  # percent: smallest, largest and first choice
MONTHS_AHEAD = 24  # starts that can be chosen
POINTS_DRAWN = 24  # numbers of units on the chart


def known(visitor: Visitor) -> tuple[Panel, Study]:
    """The figures one can plan with; where there are none the page says why and stops."""
    language, found = visitor.language, untouched.figures_of(visitor.municipality)
    if found is not None and untouched.free(*found).any():
        return found
    reason = "overview.nothing_yet" if not figures.lengths(visitor.municipality) else "power.no_days"
    st.info(t(language, reason if found is None else "power.no_others"))
    st.page_link("pages/data/upload.py", label=t(language, "before_after.upload"))
    st.stop()


def choose(municipality: str, panel: Panel, days: Study, language: Language) -> Plan:
    """The four choices, all of them in the page's address."""
    free = untouched.free(panel, days)
    left, right = st.columns(2)
    with left:
        inside = free & _in_areas(panel, free, int(untouched.still_there(days).sum()), language)
    with right:
        units = inside & _among(panel, inside, language)
    left, right = st.columns(2)
    with left:
        fall = st.slider(t(language, "power.fall"), *FALLS, format="%d %%", key="fall", bind="query-params")
    with right:
        start = _start(days, language)
    return Plan(municipality, days, units, fall / 100, start)


def _in_areas(panel: Panel, free: np.ndarray, others: int, language: Language) -> np.ndarray:
    """(U,) units of the chosen areas; no area chosen is every area."""
    names, counts = np.unique(panel.area[free].astype(str), return_counts=True)
    # The first choice is the largest area that leaves enough units to compare with; the smallest where none does.
    fits = counts <= others - comparison.ENOUGH
    first = names[np.where(fits, counts, -counts).argmax()]
    chosen = st.multiselect(
        t(language, "power.areas"),
        list(names),
        default=[first],
        format_func=lambda name: name or t(language, "before_after.no_area"),
        key="areas",
        bind="query-params",
    )
    return np.isin(panel.area.astype(str), chosen or list(names))


def _among(panel: Panel, inside: np.ndarray, language: Language) -> np.ndarray:
    """(U,) the units picked one by one; none picked is all of them."""
    names = pd.Series(panel.unit[inside], index=[str(key) for key in panel.unit_id[inside]]).sort_values()
    chosen = st.multiselect(
        t(language, "power.units"),
        list(names.index),
        format_func=lambda key: names.get(key, key),
        placeholder=t(language, "power.all_units", n=len(names)),
        key="units",
        bind="query-params",
    )
    return np.isin(panel.unit_id.astype(str), [key for key in chosen if key in names.index] or list(names.index))


def _start(days: Study, language: Language) -> date:
    step = 12 // days.per_year
    after = days.period[-1] + step * np.arange(1, MONTHS_AHEAD // step + 1)
    months = [day.isoformat() for day in after.astype("datetime64[D]").tolist()]
    chosen = st.selectbox(
        t(language, "power.start"),
        months,
        format_func=lambda day: month(language, date.fromisoformat(day)),
        key="start",
        bind="query-params",
    )
    return date.fromisoformat(chosen)


def say(plan: Plan, first: Precision, second: Precision | None, language: Language) -> None:
    """The answer: the chance, and the smallest change that can be seen."""
    paragraphs.point(plans.chance_said(plan, first, second, language))
    paragraphs.lead([plans.smallest_said(plan, first, second, language)])


def may_leave(plan: Plan, panel: Panel) -> bool:
    """Whether the units of the plan may be shown outside the house: the chance is reckoned from their own level."""
    return figures.hidden(plan.municipality, limit=FEWEST_OUTSIDE).isdisjoint(panel.unit_id[plan.units].tolist())


def drawn(plan: Plan, first: Precision, second: Precision | None, language: Language) -> Chart:
    """The chance over the number of units, after 12 months and, where it can be reckoned, after 24."""
    known = {12: first} if second is None else {12: first, 24: second}
    most = max(plan.n, min(found.most for found in known.values()))
    numbers = np.unique(np.linspace(min(plan.n, FEWEST_FOR_CLEAR), most, POINTS_DRAWN).astype(int)).tolist()
    numbers = sorted({*numbers, plan.n})
    chances = [(months, n, found.chance(plan.fall, n)) for months, found in known.items() for n in numbers]
    return power(chances, plan.n, language)
