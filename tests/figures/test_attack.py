"""Small municipalities attacked with everything that is shown of them, on every page and in every file at once."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from naervaer import figures, store
from naervaer.analysis.before_after import before_after
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES, FEWEST_OUTSIDE
from naervaer.analysis.panel import weighted, year_earlier
from naervaer.analysis.trend import comparable, level, members, trend
from naervaer.figures import unit_comparison
from naervaer.figures.targets import units_of_kind
from naervaer.model import Granularity, Language
from tests.analysis.attack import Published
from tests.store.build import imported


MONTHS, YEARS = pd.date_range("2022-01-01", periods=36, freq="MS"), (2022, 2023, 2024)
PARTS = ("short", "long")
HEAD = "unit  service_area  period_start  granularity  part  lost_days  possible_days  employees"
STARTS = ("2023-01-01", "2023-07-01", "2024-01-01")


def made_up(seed):
    """Four to nine units, some tiny, that open and close; some lack parts, or report by the year; two initiatives."""
    draw = np.random.default_rng(seed)
    lines, n = [HEAD], int(draw.integers(4, 10))
    persons = np.where(draw.random(n) < 0.25, draw.integers(1, 5, n), draw.integers(5, 40, n))
    areas, by_year = draw.integers(0, 3, n), draw.random() < 0.4
    for unit in range(n):
        opens, closes = draw.integers(0, 36, 2) * (draw.random(2) < 0.2)
        there = np.arange(36) >= opens
        there &= np.arange(36) < (36 - closes)
        there &= draw.random(36) > 0.02
        in_parts, months = draw.random() < 0.7, not by_year or draw.random() < 0.8
        head = f"Enhet{unit}{'skole' * int(draw.integers(0, 2))}  Område{areas[unit]}"
        people = f"{20 * persons[unit]}  {persons[unit]}"
        lost = draw.integers(1, 9, (36, 2))
        for month in np.flatnonzero(there & months):
            day = f"{MONTHS[month]:%Y-%m-%d}  month"
            lines.append(f"{head}  {day}  total  {lost[month].sum()}  {people}")
            if in_parts and draw.random() > 0.02:
                lines += [f"{head}  {day}  {part}  {lost[month][at]}  {people}" for at, part in enumerate(PARTS)]
        for year in np.flatnonzero(by_year & (draw.random(3) > 0.1)):
            figure = lost[12 * year : 12 * year + 12].sum()
            people_year = f"{240 * persons[unit]}  {persons[unit]}"
            lines.append(f"{head}  {YEARS[year]}-01-01  year  total  {figure}  {people_year}")
    names = sorted({line.split("  ")[0] for line in lines[1:]})
    taking_part = ["unit  initiative  start  end"]
    for initiative in ("Refleksjon", "Turnus"):
        for name in draw.choice(names, int(draw.integers(1, len(names))), replace=False):
            end = "2024-06-30" if draw.random() < 0.15 else "-"
            taking_part.append(f"{name}  {initiative}  {STARTS[0 if draw.random() < 0.7 else 1]}  {end}")
    key = f"kommune{seed}"
    store.save_municipality(key, name=key, language=Language.NB)
    store.save_upload(imported("\n".join(lines), "\n".join(taking_part)), municipality=key, who="Kari")
    return key


class Attack:
    """The figures of one municipality as sums of the days of each unit, month and part."""

    def __init__(self, municipality):
        self.here = municipality
        self.ids = np.sort(store.read("units", municipality=municipality)["unit_id"])
        self.sums = []

    def sizes(self, limit):
        sizes = store.read("unit_sizes", municipality=self.here).set_index("unit_id")["size"]
        return sizes.reindex(self.ids).to_numpy(float)

    def add(self, panel, part, cells):
        """One figure: the sum of the unit-periods (U, T) of a panel, or how many times each is in it."""
        found = np.zeros((len(self.ids), 36, 2), int)
        first = (panel.period - MONTHS[0].to_numpy().astype("datetime64[M]")).astype(int)
        for unit, period in zip(*np.nonzero(cells), strict=True):
            months = slice(first[period], first[period] + panel.step)
            parts = slice(None) if part == "total" else slice(PARTS.index(part), PARTS.index(part) + 1)
            found[np.searchsorted(self.ids, panel.unit_id[unit]), months, parts] = cells[unit, period]
        if found.any():
            self.sums.append(found.ravel())

    def over_time(self, panel, part):
        """Units, areas, kinds and the whole in each period, and the years that are set against each other."""
        there = ~np.isnan(weighted(panel).weight)
        for unit, period in zip(*np.nonzero(there & (panel.hidden == "")[:, None]), strict=True):
            self.add(panel, part, one(panel, unit, period))
        kinds = [units_of_kind(self.here, panel, kind) for kind in unit_comparison.kinds(self.here)]
        places = [members(panel, area=area) for area in [*set(panel.area), None]]
        for own in (*kinds, *places):
            for period, lost in enumerate(trend(panel, own)["lost_days"].fillna(0)):
                cells = there & own[:, None] & (np.arange(len(panel.period)) == period)
                assert lost == pytest.approx(panel.lost[cells].sum()), "so these are the cells of the figure"
                self.add(panel, part, cells)
        for own in places:
            self.against_the_year_before(panel, part, own)

    def against_the_year_before(self, panel, part, own):
        year, weight = panel.per_year, weighted(panel).weight
        both = comparable(panel, ~np.isnan(weight) & ~np.isnan(year_earlier(weight, year)) & own[:, None])
        both[:, :-year] = False
        known = level(panel, own)["last_like_pct"]
        if np.isfinite(known):
            assert known == pytest.approx(100 * panel.lost[both].sum() / weight[both].sum())
        self.add(panel, part, both)
        self.add(panel, part, np.roll(both, -year, axis=1))

    def of_an_initiative(self, panel):
        """The sums of before and after, read off from what each unit and period adds to them."""
        there, n = ~np.isnan(weighted(panel).weight), len(panel.period)
        found = {}
        # Each period weighs four times the one before it: how often it is in a sum can be read off the digits. Half of
        # the periods at a time, so that no digit is lost.
        for unit, half in product(range(len(panel.unit_id)), np.array_split(np.arange(n), 2)):
            weights = np.zeros(n)
            weights[half] = 4.0 ** np.arange(len(half))
            digits = np.where(there, weights * (np.arange(len(there)) == unit)[:, None], np.nan)
            possible = np.where(there, 4.0**20, np.nan)
            read = before_after(replace(panel, lost=digits, possible=possible, rate=100 * digits / possible)).pooled
            for side in ("lost_before", "lost_after"):
                for row, days in enumerate(read[side].fillna(0)):
                    times = found.setdefault((side, row), np.zeros(there.shape, int))
                    times[unit, half] = [round(days) >> 2 * place & 3 for place in range(len(half))]
        for cells in found.values():
            self.add(panel, "total", cells)
        for period in range(len(panel.period)):
            self.add(panel, "total", there & panel.started[:, None] & (np.arange(len(panel.period)) == period))

    def everything(self, limit):
        for length in figures.lengths(self.here):
            for part in ("total", *PARTS):
                self.over_time(figures.panel(self.here, length, limit=limit, part=part), part)
            for initiative in map(int, store.read("initiatives", municipality=self.here)["initiative_id"]):
                self.of_an_initiative(figures.panel(self.here, length, initiative, limit=limit))

    def given_away(self, limit):
        return Published(self.sizes(limit), len(self.ids), np.unique(self.sums, axis=0)).given_away(limit)


def one(panel, unit, period):
    cells = np.zeros(panel.lost.shape, bool)
    cells[unit, period] = True
    return cells


SEEDS = range(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_sees_the_pages_and_the_files_learns_nothing_of_a_unit_under_five(seed):
    attack = Attack(made_up(seed))
    attack.everything(FEWEST_EMPLOYEES)
    attack.everything(FEWEST_OUTSIDE)
    assert attack.given_away(FEWEST_EMPLOYEES) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_who_sees_the_files_learns_nothing_of_a_unit_under_ten(seed):
    attack = Attack(made_up(seed))
    attack.everything(FEWEST_OUTSIDE)
    assert attack.given_away(FEWEST_OUTSIDE) == []


def test_the_attack_finds_what_is_there_to_be_found():
    """A unit that is hidden alone is the whole less the others."""
    key = made_up(SEEDS[0])
    attack = Attack(key)
    panel = figures.panel(key, Granularity.MONTH)
    attack.over_time(panel, "total")
    assert attack.given_away(FEWEST_EMPLOYEES) == []
    companion = int(np.argmax(panel.hidden == "protects_others"))
    there = ~np.isnan(weighted(panel).weight)
    for period in np.flatnonzero(there[companion]):
        attack.add(panel, "total", one(panel, companion, period))
    assert attack.given_away(FEWEST_EMPLOYEES)
