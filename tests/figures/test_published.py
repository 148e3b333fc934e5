"""Figures that municipalities, KS and Statistics Norway have published: the pages give the totals they printed, and no
season is taken for a change.
"""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from naervaer import store
from naervaer.analysis.control_chart import LOW, Label
from naervaer.figures import overview, trends
from naervaer.figures import overview_sentences as said
from naervaer.figures.external_lines import external_lines
from naervaer.figures.trends import NoLimits, Place
from naervaer.model import Granularity, Language, Measure, Reach
from naervaer.store import ExternalLine, LineValue, Target
from tests.store.build import imported


HERE = {"municipality": "solvik", "who": "Kari"}

# Løten kommune, «Sykefravær/egenmelding 2015»: percent and full-time equivalents of each unit; printed sum 6,9.
LOETEN = """
    3.5 13.6, 9.2 6.2, 7.9 7.4, 1.3 10.8, 6.5 19.8, 5.8 33.4, 7.9 40.0, 10.9 76.4, 5.8 18.3, 9.6 5.9, 5.7 32.6, 4.8 8.0,
    7.3 8.6, 5.5 6.4, 6.8 6.8, 4.5 7.1, 7.6 8.0, 8.3 8.0, 6.5 12.2, 4.5 10.5, 8.6 30.1, 5.6 14.4, 0.5 6.0, 4.7 5.0,
    3.6 12.4
"""
PRINTED_SUM = 6.9

# Randaberg kommune, 2. tertial 2023 (randaberg24.no): total, short and long in each service area; no days.
RANDABERG = {
    "Helse og velferd": (11.4, 3.6, 7.8),
    "NAV": (10.8, 2.4, 8.4),
    "Oppvekst": (8.7, 2.6, 6.1),
    "Samfunn og kultur": (6.0, 2.3, 3.7),
    "Admin, politikk og kontroll": (5.5, 2.3, 3.2),
}

# Stavanger kommune, årsrapport 2020 (5.5): 8,3 % in all, 2,9 short (1-16 days) and 5,3 long; targets 6,0 and, for
# kindergartens (11,0 %), 7,5.
STAVANGER = {"total": 8.3, "short": 2.9, "long": 5.3}

# Kommuner, legemeldt: KS, «Høyt sykefravær i andre kvartal 2024», tabell 1, and the year's means in «Økende sykefravær
# i 2023», tabell 1 (kilde SSB).
QUARTERS = {2022: (8.8, 7.6, 6.2, 8.1), 2023: (8.6, 7.7, 6.3, 8.3)}
YEARS = {2022: 7.7, 2023: 7.7}


def save(rows):
    store.save_upload(imported("\n".join("  ".join(map(str, row)) for row in rows)), **HERE)


def test_loetens_sum_is_weighted_by_positions_and_not_a_mean_of_percentages():
    units = [tuple(map(float, pair.split())) for pair in LOETEN.split(",")]
    heading = ("unit", "period_start", "granularity", "rate_pct", "fte")
    save([heading, *((f"Enhet {place}", "2015-01-01", "year", *unit) for place, unit in enumerate(units))])
    level = overview.state("solvik").whole.level["last_pct"]
    assert level == pytest.approx(PRINTED_SUM, abs=0.2), "the parts do not add up to the printed sum by 0.15 (rounding)"
    assert level - np.mean([rate for rate, _ in units]) > 0.8


def test_randabergs_areas_have_their_percentages_and_no_sum_is_made_up():
    heading = ("unit", "service_area", "period_start", "granularity", "part", "rate_pct")
    rows = [
        (area, area, "2023-05-01", "tertial", part, rate)
        for area, rates in RANDABERG.items()
        for part, rate in zip(("total", "short", "long"), rates, strict=True)
    ]
    save([heading, *rows])
    found = overview.state("solvik")
    assert np.isnan(found.whole.level["last_pct"])
    assert said.state(found, Language.NB)[0].startswith("Kilden har bare prosenter")
    for part, place in (("total", 0), ("short", 1), ("long", 2)):
        panel = store.read("panel", municipality="solvik", granularity="tertial", part=part).set_index("unit")
        assert panel["rate_pct"].to_dict() == {area: rates[place] for area, rates in RANDABERG.items()}
    assert all(total == pytest.approx(short + long) for total, short, long in RANDABERG.values())


def test_stavangers_distance_to_its_targets_and_share_of_short_absence():
    heading = ("unit", "service_area", "period_start", "granularity", "part", "lost_days", "possible_days")
    days = {part: round(rate * 100) for part, rate in STAVANGER.items()}
    rows = [("Barnehage", "Barnehage", "2020-01-01", "year", part, lost, 10000) for part, lost in days.items()]
    save([heading, *rows])
    store.save_target(Target(date(2020, 1, 1), Measure.ABSENCE, percent=6.0), **HERE)
    store.save_target(Target(date(2020, 1, 1), Measure.ABSENCE, area="Barnehage", percent=7.5), **HERE)
    found = overview.state("solvik")
    assert found.whole.wanted.distance_pp == pytest.approx(2.3)
    assert found.areas[0].wanted.distance_pp == pytest.approx(0.8)
    assert found.whole.short_share == pytest.approx(100 * 2.9 / 8.2)


@pytest.mark.parametrize("year", YEARS)
def test_a_year_of_published_quarters_is_the_published_year(year):
    values = [
        LineValue(Granularity.QUARTER, date(year, 3 * place + 1, 1), rate) for place, rate in enumerate(QUARTERS[year])
    ]
    store.save_external_line(ExternalLine("Kommuner", Reach.SECTOR, values, certified="doctor"), **HERE)
    (line,) = external_lines("solvik", Granularity.MONTH)
    found = line.last_year(np.datetime64(f"{year}-12", "M"))
    assert round(found.rate_pct, 1) == YEARS[year]
    assert (str(found.first), str(found.last), found.is_mean) == (f"{year}-01", f"{year}-12", True)


# Norway's sick leave by the quarter, percent (Statistics Norway): "2000-2" to percent.
NORWAY = Path(__file__).parents[1] / "analysis" / "published" / "norway_quarters.csv"

# England's hospitals April 2024-March 2025, days lost per 100 (NHS England, Sickness Absence Rates; OGL v3).
ENGLAND = (4.76, 4.71, 4.87, 5.20, 4.79, 4.96, 5.41, 5.43, 5.74, 5.71, 5.26, 4.88)
UNITS = 10  # enough for a group to be judged


def as_units(rates, granularity, municipality):
    """Ten units that all have the given rates, percent of the first day of each period."""
    heading = ("unit", "period_start", "granularity", "lost_days", "possible_days")
    rows = [
        (f"Enhet {place}", day, granularity, round(1000 * rate), 100000)
        for place in range(UNITS)
        for day, rate in rates.items()
    ]
    text = "\n".join("  ".join(map(str, row)) for row in [heading, *rows])
    store.save_upload(imported(text, fingerprint=municipality), municipality=municipality, who="Kari")


def norway():
    with NORWAY.open() as file:
        read = [(row["quarter"].split("-"), float(row["percent"])) for row in csv.DictReader(file)]
    return {date(int(year), 3 * int(quarter) - 2, 1): rate for (year, quarter), rate in read}


# Five years before these the level drifted so much that limits would have held anything, and none are drawn.
DRIFTED = (*range(2004, 2010), 2015, 2017)


def until(day):
    return {start: rate for start, rate in norway().items() if start <= day}


@pytest.mark.parametrize("year", range(2004, 2024))
def test_no_spring_in_statistics_norways_quarters_is_told_as_an_improvement(year):
    """The page as it stood each summer: from the first to the second quarter the figure fell in 23 of 23 years."""
    spring = date(year, 4, 1)
    assert norway()[spring] < norway()[date(year, 1, 1)]
    as_units(until(spring), "quarter", "norge")
    found = trends.over_time("norge", Granularity.QUARTER, Place())
    newest = len(found.series) - 1
    assert found.why is (NoLimits.SLOW if year in DRIFTED else None)
    assert not [one for one in found.signals if one.last == newest and one.label in (*LOW, Label.DECREASING)]


def test_a_hospitals_winter_is_no_worsening_when_no_other_winter_is_known():
    """October to March lies higher than April to September; from one year nobody can tell it from season."""
    assert min(ENGLAND[6:10]) > max(ENGLAND[:6])
    days = [date(2024 + (place + 3) // 12, (place + 3) % 12 + 1, 1) for place in range(12)]
    as_units(dict(zip(days, ENGLAND, strict=True)), "month", "england")
    found = trends.over_time("england", Granularity.MONTH, Place())
    assert (found.why, found.signals) == (NoLimits.SHORT_HISTORY, ())
    state = overview.state("england")
    assert np.isnan(state.whole.level["change_pp"]) and np.isnan(state.whole.latest.rate_pct)


def test_the_same_winter_among_winters_is_within_what_is_usual():
    rng = np.random.default_rng(4)
    days = [date(2022 + (place + 3) // 12, (place + 3) % 12 + 1, 1) for place in range(48)]  # after the pandemic
    rates = np.tile(ENGLAND, 4) * (1 + 0.01 * rng.normal(size=48))
    as_units(dict(zip(days, rates, strict=True)), "month", "england")
    found = trends.over_time("england", Granularity.MONTH, Place())
    assert found.chart is not None and found.signals == ()
