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
from naervaer.figures import plans, trends, untouched
from naervaer.figures.plans import FALL, Choice, Plan
from naervaer.i18n import month, t
from naervaer.model import Language
from pages.components import paragraphs


FALLS = (5, 40, round(100 * FALL))  # percent: smallest, largest and first choice
MONTHS_AHEAD = 24  # starts that can be chosen
ON_SLIDES = "deck_"  # begins the names of the choices there: the browser drops those of the page that is left
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


def choose(municipality: str, panel: Panel, days: Study, language: Language, named: str = "") -> Choice:
    """The four choices, all of them in the page's address, where their names begin with `named`."""
    free = untouched.free(panel, days)
    left, right = st.columns(2)
    with left:
        areas = _areas(panel, free, int(untouched.still_there(days).sum()), language, named)
    with right:
        inside = free & np.isin(panel.area.astype(str), areas or panel.area.astype(str))
        units = _among(municipality, panel.unit_id[inside].tolist(), language, named)
    left, right = st.columns(2)
    with left:
        fall = st.slider(t(language, "power.fall"), *FALLS, format="%d %%", key=f"{named}fall", bind="query-params")
    with right:
        start = _start(days, language, named)
    numbers = {name: number for number, name in plans.area_names(municipality).items()}
    return Choice(tuple(sorted(numbers[name] for name in areas)), units, fall / 100, start)


def plan(municipality: str, choice: Choice) -> Plan:
    """What is chosen, with the figures that `known` has found."""
    found = plans.planned(municipality, choice)
    assert found is not None, "a choice is made on figures"
    return found


def address(choice: Choice, municipality: str, language: Language) -> dict[str, str | list[str]]:
    """The part of the address of the slides that makes the choice there, too, as the page writes it itself."""
    areas = [
        _called(name, language) for number, name in plans.area_names(municipality).items() if number in choice.areas
    ]
    units = trends.names(municipality)
    assert choice.start is not None, "the page asks for a month"
    return {
        f"{ON_SLIDES}areas": areas or "",  # nothing chosen is not the first choice
        f"{ON_SLIDES}units": [units[unit] for unit in choice.units],
        f"{ON_SLIDES}fall": str(round(100 * choice.fall)),
        f"{ON_SLIDES}start": month(language, choice.start),
    }


def _called(area: str, language: Language) -> str:
    return area or t(language, "before_after.no_area")


def _areas(panel: Panel, free: np.ndarray, others: int, language: Language, named: str) -> list[str]:
    """The areas chosen by name; none is every area."""
    names, counts = np.unique(panel.area[free].astype(str), return_counts=True)
    # The first choice is the largest area that leaves enough units to compare with; the smallest where none does.
    fits = counts <= others - comparison.ENOUGH
    first = names[np.where(fits, counts, -counts).argmax()]
    return st.multiselect(
        t(language, "power.areas"),
        list(names),
        default=[first],
        format_func=lambda name: _called(name, language),
        key=f"{named}areas",
        bind="query-params",
    )


def _among(municipality: str, inside: list[int], language: Language, named: str) -> tuple[int, ...]:
    """The units picked one by one; none picked is all of them."""
    called = trends.names(municipality)
    names = pd.Series({str(key): called[key] for key in inside}).sort_values()
    chosen = st.multiselect(
        t(language, "power.units"),
        list(names.index),
        format_func=lambda key: names.get(key, key),
        placeholder=t(language, "power.all_units", n=len(names)),
        key=f"{named}units",
        bind="query-params",
    )
    return tuple(sorted(int(key) for key in chosen if key in names.index))


def _start(days: Study, language: Language, named: str) -> date:
    step = 12 // days.per_year
    after = days.period[-1] + step * np.arange(1, MONTHS_AHEAD // step + 1)
    months = [day.isoformat() for day in after.astype("datetime64[D]").tolist()]
    chosen = st.selectbox(
        t(language, "power.start"),
        months,
        format_func=lambda day: month(language, date.fromisoformat(day)),
        key=f"{named}start",
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
