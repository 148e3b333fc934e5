"""The overview's figures, worked out a second time from plain rows; and what it must not say."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from naervaer import figures, store
from naervaer.analysis.direction import Direction
from naervaer.analysis.target import Progress
from naervaer.charts.areas import areas, units
from naervaer.figures import overview
from naervaer.figures import overview_sentences as said
from naervaer.i18n import signed
from naervaer.model import Granularity, Language, Measure
from naervaer.store import Target
from tests import plain
from tests.pages import fjordvik
from tests.pages.municipality import SOLVIK, save, unit
from tests.store.build import imported


HERE = {"municipality": SOLVIK, "who": "Kari"}
NB = Language.NB


def words(found, measure=Measure.ABSENCE):
    return " ".join(said.state(found, NB, measure))


@pytest.fixture
def made():
    """The made-up municipality of the example: its rows, and the overview of them."""
    rows = fjordvik.saved()
    return rows, overview.state(SOLVIK)


def test_every_figure_of_the_example_is_that_of_plain_sums(made):
    rows, found = made
    plainly = fjordvik.plainly(rows)
    end = max(row.month for row in plainly)
    area_of = dict(zip(rows["unit"], rows["service_area"], strict=True))
    sizes = rows.groupby("unit")["employees"].max()
    assert len(found.areas) == rows["service_area"].nunique()
    for standing in (found.whole, *found.areas):
        own = {unit for unit, area in area_of.items() if standing.area in (None, area)}
        change, error = plain.year_on_year(plainly, own, end)
        assert standing.level["last_pct"] == pytest.approx(plain.last_year(plainly, own, end))
        assert standing.change.change_pp == pytest.approx(change) == standing.level["change_pp"]
        assert standing.change.se_pp == pytest.approx(error)
        days = sum(row.lost for row in plainly if row.unit in own and row.month > end - 12)
        assert standing.lost_days == pytest.approx(days)
        inside = rows[rows["unit"].isin(own) & (rows["period_start"].map(fjordvik.month_number) > end - 12)]
        assert standing.short_share == pytest.approx(100 * inside["short_days"].sum() / inside["lost_days"].sum())
        each = plain.year_of_each(plainly, own, end)
        shown = {unit: rate for unit, rate in each.items() if sizes[unit] >= 5}
        assert standing.n_hidden >= len(each) - len(shown)
        assert set(np.round(standing.rates, 9)) <= set(np.round(list(shown.values()), 9))
        assert len(standing.rates) == standing.n_units - standing.n_hidden
        if not standing.n_hidden:
            assert standing.above(10.0) == sum(rate > 10 for rate in each.values())


def test_the_areas_come_by_lost_days_and_not_by_percent(made):
    _, found = made
    days = [area.lost_days for area in found.areas]
    assert days == sorted(days, reverse=True)
    percents = [area.level["last_pct"] for area in found.areas]
    assert percents != sorted(percents, reverse=True), "else the test would tell nothing"


def like(*rates, area="Barnehage", after=None, **more):
    return [
        unit(f"{area} {place}", area, rate, after=None if after is None else after[place], since="2025-01-01", **more)
        for place, rate in enumerate(rates)
    ]


def test_a_fall_that_all_units_share_is_clear_and_one_that_they_do_not_may_be_chance():
    together = like(10, 9, 11, 8, 12, 10, after=(8, 7.2, 8.8, 6.4, 9.6, 8))
    apart = like(10, 9, 11, 8, 12, 10, area="Skole", after=(4, 12, 8, 11, 9, 10))
    save(*together, *apart)
    found = {area.area: area.direction for area in overview.state(SOLVIK).areas}
    assert found == {"Barnehage": Direction.LOWER, "Skole": Direction.NO_CLEAR_CHANGE}


def test_with_few_units_nothing_is_said_of_chance():
    save(*like(10, 9, 8, 7, after=(5, 4, 3, 2)))
    found = overview.state(SOLVIK)
    assert found.whole.direction is Direction.NOT_KNOWN
    assert "for få enheter" in words(found)


def test_attendance_says_the_opposite_way_of_the_same():
    save(*like(10, 9, 11, 8, 12, 10, after=(8, 7.2, 8.8, 6.4, 9.6, 8)))
    found = overview.state(SOLVIK)
    absence, attendance = (areas(found, NB, measure).rows[0] for measure in Measure)
    assert absence[1] == pytest.approx(8.0) and attendance[1] == pytest.approx(92.0)
    assert absence[2] == pytest.approx(-2.0) and attendance[2] == pytest.approx(2.0)
    assert (absence[3], attendance[3]) == ("↓\u00a0Klart\u00a0lavere", "↑\u00a0Klart\u00a0høyere")
    assert "Lavere enn året før: Barnehage." in words(found)
    assert "Høyere enn året før: Barnehage." in words(found, Measure.ATTENDANCE)


def test_ranges_and_distances_turn_with_the_measure():
    save(*like(10, 9, 11, 8, 12, 10, after=(4, 12, 8, 11, 9, 10)))
    store.save_target(Target(date(2025, 1, 1), Measure.ABSENCE, percent=8.0), **HERE)
    found = overview.state(SOLVIK)
    low, high = found.whole.change.ci95_pp
    assert low < 0 < high and round(-low, 1) != round(high, 1)
    ranges = [
        f"fra {signed(NB, one)} til {signed(NB, other)} prosentpoeng" for one, other in ((low, high), (-high, -low))
    ]
    assert [range_ in words(found, measure) for range_, measure in zip(ranges, Measure, strict=True)] == [True, True]
    absence, attendance = (units(found, 10.0, NB, measure).rows[0] for measure in Measure)
    assert (absence[2], attendance[2]) == (8.0, 92.0)
    assert absence[3] == pytest.approx(1.0) and attendance[3] == pytest.approx(-1.0)


# Stavanger kommune, årsrapport 2016 (4.5): barnehager innenfor måltallet 7,5 og over 10 prosent. Units of our own.
def test_units_are_counted_within_the_target_and_above_a_line():
    save(*like(5, 6, 7.4, 7.5, 7.6, 9, 10, 10.1, 15))
    target = Target(date(2025, 1, 1), Measure.ABSENCE, area="Barnehage", percent=7.5)
    store.save_target(target, **HERE)
    (area,) = overview.state(SOLVIK).areas
    assert (area.within, area.held, area.above(10.0)) == (4, 9, 2)


def test_hidden_units_are_not_counted():
    save(*like(5, 6, 7, 8), unit("Liten", "Barnehage", 20, employees=3))
    found = overview.state(SOLVIK).whole
    assert (found.n_units, found.n_hidden, len(found.rates), found.above(10.0)) == (5, 2, 3, 0)
    assert "2 er for små" in " ".join(said.notes(overview.state(SOLVIK), NB))
    assert units(overview.state(SOLVIK), 6.5, NB).rows[0][-2:] == (3, 2)


def test_a_target_reached_by_more_than_chance_is_reached():
    save(*like(10, 9, 11, 8, 12, 10, after=(8, 7.2, 8.8, 6.4, 9.6, 8)))
    store.save_target(Target(date(2025, 1, 1), Measure.ATTENDANCE, percent=90.0), **HERE)
    found = overview.state(SOLVIK).whole
    assert found.wanted.progress is Progress.REACHED
    assert found.wanted.distance_pp == pytest.approx(-2.0)
    assert "Målet på 10,0\u00a0% er nådd, med 2,0 prosentpoeng å gå på." in words(overview.state(SOLVIK))
    assert "Målet på 90,0\u00a0% er nådd" in words(overview.state(SOLVIK), Measure.ATTENDANCE)


def test_a_level_on_the_target_is_neither_inside_nor_outside():
    save(*like(10, 9, 11))
    store.save_target(Target(date(2025, 1, 1), Measure.ABSENCE, percent=10.0), **HERE)
    assert "Målet er 10,0\u00a0%, og nivået ligger på det." in words(overview.state(SOLVIK))


def test_a_target_to_come_is_told_with_its_month():
    save(*like(10, 9, 11))
    store.save_target(Target(date(2026, 7, 1), Measure.ABSENCE, percent=8.0), **HERE)
    assert "Fra juli 2026 er målet 8,0\u00a0%: det er 2,0 prosentpoeng igjen." in words(overview.state(SOLVIK))


def test_an_area_whose_figures_are_older_is_told_and_looked_at_where_they_end():
    late = [row for row in unit("Ås skole", "Skole", 6.0, after=5.0, since="2025-01-01") if row[2] <= "2025-09-01"]
    save(*like(10, 9), late)
    found = overview.state(SOLVIK)
    (area,) = found.late
    assert area.area == "Skole"
    assert area.level["last_pct"] == pytest.approx((9 * 5 + 3 * 6) / 12)
    assert "Skole mangler tall etter september 2025." in words(found)
    assert any("Skole mangler tall" in line for line in said.data_state(found, NB))


def test_units_that_lack_the_newest_month_are_told():
    save(*like(10, 9, 8), [row for row in unit("Nes", "Barnehage", 30.0) if row[2] != "2025-12-01"])
    found = overview.state(SOLVIK)
    assert (found.whole.latest.n_units, found.whole.latest.n_expected) == (3, 4)
    assert found.whole.latest.rate_pct == pytest.approx(9.0), "and only those that have figures are compared"
    assert "Bare 3 av 4 enheter har tall for desember 2025" in words(found)


def test_the_newest_month_stands_against_the_same_month_a_year_before():
    save(*like(10, 8, after=(7, 6)))
    assert "I desember 2025 var det 6,5\u00a0%, mot 9,0\u00a0% i desember 2024." in words(overview.state(SOLVIK))


def test_preliminary_figures_are_told():
    rows = "unit  period_start  lost_days  possible_days  employees  preliminary\n Nes  2026-01-01  10  100  20  yes"
    save(*like(10, 9))
    store.save_upload(imported(rows, fingerprint="b"), **HERE)
    found = overview.state(SOLVIK)
    assert found.whole.latest.preliminary
    assert "Tallene for januar 2026 er foreløpige" in words(found)


def test_an_area_that_may_not_be_summed_has_no_figures():
    save(*like(10, 9, 8, 7), unit("Arkivet", "Stab", 37.3, employees=3))
    found = overview.state(SOLVIK)
    (stab,) = (area for area in found.areas if area.area == "Stab")
    assert np.isnan([stab.level["last_pct"], stab.lost_days, stab.short_share]).all()
    assert (stab.change, stab.latest, stab.wanted, stab.rates) == (None, None, None, ())
    assert found.areas[-1] is stab


def test_a_change_over_the_units_of_both_years_does_not_give_a_hidden_unit_away():
    """Liten is hidden, with one that is there in both years, too: with one that closed it would stand alone in them."""
    save(
        unit("Stor", "Stab", 6.0, employees=40),
        unit("Større", "Stab", 7.0, employees=50),
        unit("Liten", "Stab", 37.0, after=20.0, since="2025-01-01", employees=3),
        unit("Lukket", "Stab", 5.0, employees=8, years=(2024, 2024)),
        unit("Åpnet", "Stab", 5.0, employees=8, years=(2025, 2025)),
        *like(10, 9, 8),
    )
    panel = figures.panel(SOLVIK, Granularity.MONTH)
    assert set(panel.unit[panel.hidden != ""]) == {"Liten", "Stor"}
    stab = next(area for area in overview.state(SOLVIK).areas if area.area == "Stab")
    assert stab.level["change_pp"] == pytest.approx(((6 + 7 + 20) - (6 + 7 + 37)) / 3)
    assert stab.change.n_units == 3 and stab.n_hidden == 2


def test_figures_without_days_have_a_level_and_no_days():
    rows = "\n".join(
        f"Nes  Barnehage  {year}-{n:02}-01  {rate}  20"
        for year, rate in ((2024, 9.0), (2025, 8.0))
        for n in range(1, 13)
    )
    store.save_upload(imported(f"unit  service_area  period_start  rate_pct  employees\n{rows}"), **HERE)
    found = overview.state(SOLVIK)
    assert found.whole.level["last_pct"] == pytest.approx(8.0)
    assert np.isnan(found.whole.lost_days)
    assert "Tapte dagsverk" not in [column.heading for column in areas(found, NB).columns]


def test_a_change_of_target_is_seen_and_nothing_is_worked_out_twice():
    save(*like(10, 9))
    first = overview.state(SOLVIK)
    assert overview.state(SOLVIK) is first
    store.save_target(Target(date(2025, 1, 1), Measure.ABSENCE, percent=8.0), **HERE)
    assert overview.state(SOLVIK).whole.wanted is not None
    assert overview.state("nabokommune") is None


def test_initiatives_that_have_ended_do_not_run():
    save(*like(10, 9))
    months = pd.Timestamp("2025-12-01")
    initiatives = pd.DataFrame({"initiative_id": [1, 2, 3], "initiative": ["A", "B", "C"]})
    taking_part = pd.DataFrame({"initiative_id": [1, 2], "end_date": [pd.Timestamp("2025-06-30"), pd.NaT]})
    assert said.running(initiatives, taking_part, np.datetime64(months, "M")) == {2: "B"}
    assert said.initiatives({}, {}, NB) == ["Ingen tiltak er i gang."]
    assert said.initiatives({2: "B"}, {2: None}, NB) == ["Ett tiltak er i gang.", "Ingen tall å bruke: B."]
