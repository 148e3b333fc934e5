"""The ideas behind the answers, each shown with the municipality's own figures."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil, floor

import numpy as np
import pandas as pd
import streamlit as st

from naervaer.analysis.count import Count
from naervaer.analysis.evidence import Simulated, plain_fall, simulated, sources
from naervaer.analysis.panel import Panel
from naervaer.analysis.regression_to_the_mean import FallByItself, highest_fell_by_themselves
from naervaer.analysis.study import NEVER, Study
from naervaer.analysis.two_averages import TwoAverages, two_averages
from naervaer.analysis.verdict import State
from naervaer.analysis.without_initiative import by_season, lower_the_year_after, year_pairs
from naervaer.charts import Chart
from naervaer.charts import season as season_chart
from naervaer.charts.fell_by_themselves import COLUMNS, fell_by_themselves
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures.sentences import months_of_year
from naervaer.i18n import months_between, number, percent, t
from naervaer.model import Language
from pages.components import chart
from pages.components import table as table_component


Outside = Callable[[], tuple[Panel, Study] | None]  # the figures as they may leave the house

FEWEST, USUAL, MOST = 3, 10, 20  # how many of the highest can be picked

# The formulas of METHODS 2.c, 2.i and 2.g, as text that wraps: set mathematics scrolls, unreachable with keys.
UNIT_MONTH, UNIT, MONTH = "<sub>it</sub>", "<sub>i</sub>", "<sub>t</sub>"
FORMULAS = {
    "rate": f"100 · Σ L{UNIT_MONTH} / Σ P{UNIT_MONTH}",
    "fit": f"g{MONTH} = Σ{UNIT} L{UNIT_MONTH} / Σ{UNIT} P{UNIT_MONTH} u{UNIT}; "
    f"u{UNIT} = Σ{MONTH} L{UNIT_MONTH} / Σ{MONTH} P{UNIT_MONTH} g{MONTH}",
    "level": f"u{UNIT} = Σ<sub>B</sub> L{UNIT_MONTH} / Σ<sub>B</sub> P{UNIT_MONTH} g{MONTH}; "
    f"E{UNIT} = u{UNIT} · Σ<sub>A</sub> P{UNIT_MONTH} g{MONTH}",
    "effect": f"Σ{UNIT} (O{UNIT} − E{UNIT}) / Σ{UNIT} Σ<sub>A</sub> P{UNIT_MONTH}",
    "error": f"s = √( n / (n − 1) · Σ{UNIT} (a{UNIT} + b{UNIT})² )",
    "smallest": "(t<sub>0.975</sub> + t<sub>0.8</sub>) · s",
    "itself": "(1 − r) · (m − h)",
}


def visible(panel: Panel, days: Study) -> np.ndarray:
    """(U,) units whose own figures may be shown; the rest are in nothing that could be taken apart."""
    return np.asarray((panel.hidden == "") & days.observed.any(1))


def by_itself(panel: Panel, days: Study, language: Language, outside: Outside) -> None:
    """The highest of each year, and what they did the year after."""
    shown = _only_visible(panel, days)
    most = min(MOST, int((shown.start == NEVER).sum()) // 2)
    if most < FEWEST:
        st.markdown(t(language, "method.too_little"))
        return
    point = st.container()
    n = FEWEST
    if most > FEWEST:
        n = st.slider(t(language, "method.pick"), FEWEST, most, min(USUAL, most), key="n", bind="query-params")
    years = _highest(shown, n)
    if not years:
        point.markdown(t(language, "method.too_little"))
        return
    average = 100 * float(np.mean([one.change for one in years]))
    direction = "fell" if average < 0 else "rose"
    point.markdown(_bold(t(language, f"method.by_itself_{direction}", n=n, change=number(language, abs(average)))))
    point.markdown(t(language, "method.by_itself_text"))
    filename = t(language, "method.by_itself")

    def taken_along() -> Chart | None:
        taken = outside()
        fell = _highest(_only_visible(*taken), n) if taken else []
        return _fell(fell, days, n, language) if fell else None

    chart.show(_fell(years, days, n, language), language, filename=filename, outside=taken_along)


def _only_visible(panel: Panel, days: Study) -> Study:
    units = visible(panel, days)
    return replace(days, **{name: getattr(days, name)[units] for name in ("lost", "possible", "start", "kind", "unit")})


def _highest(shown: Study, n: int) -> list[FallByItself]:
    found = (highest_fell_by_themselves(shown, n, first) for first in year_pairs(shown))
    return [one for one in found if one is not None]


def _fell(years: list[FallByItself], days: Study, n: int, language: Language) -> Chart:
    rows = [
        (
            *_year(days, one.first),
            100 * one.before,
            100 * one.after,
            100 * one.all_after,
            100 * one.change,
            100 * one.expected,
        )
        for one in years
    ]
    return fell_by_themselves(pd.DataFrame(rows, columns=COLUMNS), n, language)


def season(panel: Panel, days: Study, language: Language, outside: Outside) -> None:
    """What the months of the year have."""
    if None in panel.hidden_areas:
        st.markdown(t(language, "method.season_hidden"))
        return
    known = _seasons(days)
    if len(known) < days.per_year:
        st.markdown(t(language, "method.too_little"))
        return
    names = {month: months_of_year(language, month, len(known)) for month, _ in known}
    (low_month, low), (high_month, high) = sorted(known, key=lambda pair: pair[1])[:: len(known) - 1]
    extremes = {"high_month": names[high_month], "low_month": names[low_month]}
    rates_said = {"high": percent(language, high), "low": percent(language, low)}
    st.markdown(_bold(t(language, "method.season_point", **extremes, **rates_said)))
    # The gap is of the figures as they are written, so that nobody who subtracts them finds another.
    gap = round(high, 1) - round(low, 1)
    st.markdown(t(language, "method.season_text", **extremes, gap=number(language, gap)))

    def taken_along() -> Chart | None:
        taken = outside()
        if taken is None or None in taken[0].hidden_areas:
            return None
        rates = _seasons(taken[1])
        return season_chart.season(rates, language) if len(rates) == days.per_year else None

    drawn = season_chart.season(known, language)
    chart.show(drawn, language, filename=t(language, "method.season"), folded=True, outside=taken_along)


def _seasons(days: Study) -> list[tuple[int, float]]:
    """First calendar month of each period of the year and its rate, percent, where it is known."""
    return [(int(month), 100 * float(rate)) for month, rate in zip(*by_season(days), strict=True) if rate == rate]


def averages(panel: Panel, days: Study, language: Language, outside: Outside) -> None:
    """Summed days beside the mean of percentages."""
    found = two_averages(days, visible(panel, days))
    if found is None:
        st.markdown(t(language, "method.too_little"))
        return
    summed, mean = percent(language, 100 * found.summed), percent(language, 100 * found.mean)
    point = "method.averages_alike" if summed == mean else "method.averages_point"
    st.markdown(_bold(t(language, point, summed=summed, mean=mean)))
    shares = {
        name: percent(language, 100 * share, 0)
        for name, share in (("of_days", found.smallest.of_days), ("of_units", found.smallest.of_units))
    }
    st.markdown(t(language, "method.averages_text", **shares))
    _table(
        _averages(found, language),
        language,
        t(language, "method.averages_filename"),
        outside=lambda: _averages_outside(outside, language),
    )


def _averages_outside(outside: Outside, language: Language) -> Table | None:
    taken = outside()
    found = two_averages(taken[1], visible(*taken)) if taken else None
    return _averages(found, language) if found else None


def _averages(found: TwoAverages, language: Language) -> Table:
    groups = {"smallest": found.smallest, "middle": found.middle, "largest": found.largest}
    rows = [
        (t(language, "method.averages_summed"), found.n, 100.0, 100 * found.summed),
        (t(language, "method.averages_mean"), found.n, 100.0, 100 * found.mean),
        *(
            (t(language, f"method.averages_{name}"), group.n, 100 * group.of_days, 100 * group.rate)
            for name, group in groups.items()
        ),
    ]
    columns = [
        Column(t(language, "method.averages_group")),
        Column(t(language, "method.averages_units"), Kind.COUNT),
        Column(t(language, "method.averages_days"), Kind.PERCENT),
        Column(t(language, "chart.rate"), Kind.PERCENT),
    ]
    return table(t(language, "method.averages_caption"), columns, pd.DataFrame(rows))


def chance(panel: Panel, days: Study, language: Language, outside: Outside) -> None:
    """How many units go down without anything done, year by year."""
    known = _lower(panel, days)
    if not known:
        st.markdown(t(language, "method.too_little"))
        return
    newest, found = known[0]
    low, high = found.usual_of_units
    values = {"lower": found.lower, "n": found.of_units, "low": low, "high": high}
    st.markdown(_bold(t(language, "method.chance_point", year=_after(days, newest, language), **values)))
    st.markdown(t(language, "method.chance_text"))
    made = _chances(known, days, language)
    _table(made, language, t(language, "method.chance_filename"), outside=lambda: _chances_outside(outside, language))


def _lower(panel: Panel, days: Study) -> list[tuple[int, Count]]:
    """First period of each pair of years, the newest first, and how many units were lower in the second."""
    units = visible(panel, days)
    counted = [(first, lower_the_year_after(days, units, first)) for first in year_pairs(days)]
    return [(first, found) for first, found in counted if found is not None]


def _chances_outside(outside: Outside, language: Language) -> Table | None:
    taken = outside()
    known = _lower(*taken) if taken else []
    return _chances(known, taken[1], language) if taken and known else None


def _chances(known: list[tuple[int, Count]], days: Study, language: Language) -> Table:
    rows = []
    for first, found in known:
        low, high = found.usual_of_units
        usual = t(language, "method.chance_range", low=low, high=high)
        rows.append((_after(days, first, language), found.of_units, found.lower, usual))
    columns = [
        Column(t(language, "method.chance_year")),
        Column(t(language, "method.averages_units"), Kind.COUNT),
        Column(t(language, "method.chance_lower"), Kind.COUNT),
        Column(t(language, "method.chance_usual")),
    ]
    return table(t(language, "method.chance_caption"), columns, pd.DataFrame(rows))


def verdict(language: Language) -> None:
    """The steps to a verdict, and what each means."""
    st.markdown(_bold(t(language, "method.verdict_point")))
    st.markdown(t(language, "method.verdict_steps"))
    columns = [Column(t(language, "method.verdict_word")), Column(t(language, "method.verdict_meaning"))]
    rows = [(t(language, f"verdict.{state}"), t(language, f"method.means_{state}")) for state in State]
    made = table(t(language, "method.verdict_caption"), columns, pd.DataFrame(rows))
    table_component.show(made, language)


def wrong(language: Language) -> None:
    """How often the verdict is wrong when the truth is known."""
    panels, lines = simulated()
    most = ceil(100 * max(line.clear_fall for line in lines if line.true_factor == 1))
    seen = next(floor(100 * line.clear_fall) for line in lines if line.key == "L")
    st.markdown(_bold(t(language, "method.wrong_point", most=most, seen=seen)))
    st.markdown(t(language, "method.wrong_text", panels=panels, plain=floor(100 * plain_fall())))
    st.markdown(t(language, "method.wrong_drift"))
    columns = [
        Column(t(language, "method.wrong_case")),
        Column(t(language, "verdict.clear_fall"), Kind.COUNT),
        Column(t(language, "verdict.probable_fall"), Kind.COUNT),
        Column(t(language, "method.wrong_none"), Kind.COUNT),
        Column(t(language, "verdict.probable_rise"), Kind.COUNT),
        Column(t(language, "verdict.clear_rise"), Kind.COUNT),
        Column(t(language, "method.wrong_cover"), Kind.COUNT),
    ]
    rows = [(t(language, f"method.case_{line.key}"), *(100 * share for share in _shares(line))) for line in lines]
    made = table(t(language, "method.wrong_caption"), columns, pd.DataFrame(rows))
    _table(made, language, t(language, "method.wrong_filename"), outside=chart.Open.NO_GROUPS)


def _shares(line: Simulated) -> tuple[float, ...]:
    undecided = line.no_clear_change + line.too_small
    return line.clear_fall, line.probable_fall, undecided, line.probable_rise, line.clear_rise, line.cover


def words(section: str, language: Language) -> None:
    """A section that is a point and a list."""
    st.markdown(_bold(t(language, f"method.{section}_point")))
    st.markdown(t(language, f"method.{section}_list"))


def formulas(language: Language) -> None:
    """Each formula under its own sentence."""
    st.markdown(_bold(t(language, "method.formulas_point")))
    for name, formula in FORMULAS.items():
        st.markdown(t(language, f"method.formula_{name}"))
        st.html(f'<p class="naervaer-lead">{formula}</p>')


def references(language: Language) -> None:
    """The references in full, by what they are about."""
    st.markdown(_bold(t(language, "method.sources_point")))
    for about, texts in sources().items():
        st.subheader(t(language, f"method.source_{about}"))
        st.markdown("\n".join(f"- {text}" for text in texts))


def _year(days: Study, first: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last month of the year that begins at a period."""
    since = pd.Timestamp(days.period[first].astype("datetime64[s]"))
    return since, since + pd.DateOffset(months=11)


def _after(days: Study, first: int, language: Language) -> str:
    """The year after the one that begins at a period, as it is said."""
    since, until = _year(days, first + days.per_year)
    return months_between(language, since.date(), until.date())


def _bold(text: str) -> str:
    return f"**{text}**"


def _table(made: Table, language: Language, filename: str, *, outside: Callable[[], Table | None] | chart.Open) -> None:
    table_component.show(made, language)
    chart.downloads(made, language, filename=filename, outside=outside)
