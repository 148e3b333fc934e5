"""What a curve says in words: what is unusual for the season, why nothing is said, and no unit given away."""

import re
from datetime import date

import numpy as np
import pytest

from naervaer import store
from naervaer.analysis.control_chart import Label
from naervaer.figures import parts, trends
from naervaer.figures.trends import NoLimits, Place
from naervaer.model import Granularity, Language, Measure
from tests.pages.municipality import SOLVIK, months, save, unit
from tests.plain import half_years, rolling_year
from tests.store.build import imported


WHOLE = Place()
MONTH, QUARTER, HALF_YEAR = Granularity.MONTH, Granularity.QUARTER, Granularity.HALF_YEAR


def winter(month):
    return 1 + 0.3 * np.cos(2 * np.pi * (int(month[5:7]) - 1) / 12)


def rows(units=12, first=2019, last=2025, changed=None):
    """Units whose season swings and whose months hold a little noise; changed: month to factor."""
    rng = np.random.default_rng(3)
    made = []
    for month in months(first, last):
        noise = np.exp(rng.normal(0, 0.03))
        for number in range(units):
            rate = 0.08 * winter(month) * noise * (changed or {}).get(month[:7], 1.0)
            made.append((f"Skole {number:02}", "Skole", month, round(300 * rate, 1), 300, 20))
    return made


def over_time(granularity=MONTH, place=WHOLE):
    return trends.over_time(SOLVIK, granularity, place)


def said(granularity=MONTH, measure=Measure.ABSENCE):
    return " ".join(trends.said(over_time(granularity), Language.NB, measure))


def test_season_and_pandemic_alone_are_within_what_is_usual():
    save(rows(first=2018, changed={f"2020-{month:02}": 1.8 for month in range(3, 13)}))
    assert over_time().chart is not None
    assert said() == "Siste 24 måneder er innenfor vanlig variasjon når det er tatt hensyn til årstiden."


def test_a_month_outside_is_said_with_what_is_usual_then():
    save(rows(changed={"2025-05": 1.6}))
    assert said().startswith("Uvanlig høyt i mai 2025: ") and "Vanlig for årstiden er" in said()
    assert said(measure=Measure.ATTENDANCE).startswith("Uvanlig lavt i mai 2025: ")


def test_the_same_months_said_by_the_quarter():
    save(rows(changed={"2025-04": 1.5, "2025-05": 1.5, "2025-06": 1.5}))
    assert "Uvanlig høyt i 2. kvartal 2025" in said(QUARTER)


def test_several_on_one_side_are_one_sentence():
    save(rows(changed={f"2025-{month:02}": 0.7 for month in range(1, 13)}))
    (signal,) = over_time().signals
    assert signal.label is Label.BELOW_LOWER
    assert re.match(r"Lavt 1\d måneder på rad, .* til desember 2025\. Lengst fra det vanlige er \w+ 2025: ", said())


@pytest.mark.parametrize(
    ("made", "granularity", "why"),
    [
        (rows(units=9), MONTH, NoLimits.FEW_UNITS),
        (rows(first=2023), MONTH, NoLimits.SHORT_HISTORY),
        (rows(), HALF_YEAR, NoLimits.LONG_PERIODS),
    ],
)
def test_where_nothing_is_said_there_is_a_reason(made, granularity, why):
    save(made)
    assert over_time(granularity).why is why
    assert said(granularity).endswith(".")


def test_one_unit_alone_is_never_judged():
    save(rows())
    unit_id = int(store.read("units", municipality=SOLVIK)["unit_id"][0])
    assert over_time(place=Place(unit=unit_id)).why is NoLimits.FEW_UNITS


def broken(since, area=None):
    save(rows())
    store.save_break(since, "Nytt system", area=area, municipality=SOLVIK, who="Kari")
    return over_time()


def test_limits_are_made_of_what_came_after_a_break():
    found = broken(date(2022, 7, 1))
    assert found.chart is not None and found.since == 42
    assert found.usual["lower"].isna().sum() == 42
    assert (
        "Tallene fra juli 2022 kan ikke sammenliknes med dem før: Nytt system."
        in trends.footnotes(found, Language.NB)[0]
    )


def test_soon_after_a_break_nothing_is_usual_yet():
    found = broken(date(2024, 1, 1))
    assert found.why is NoLimits.AFTER_BREAK
    assert found.series["rolling_pct"].notna().sum() == 49 + 13


def test_a_break_in_another_area_is_none_of_this_ones():
    save(rows(), unit("Lia barnehage", "Barnehage", 9, years=(2019, 2025)))
    store.save_break(date(2024, 1, 1), "Nytt system", area="Barnehage", municipality=SOLVIK, who="Kari")
    assert over_time(place=Place(area="Skole")).breaks.empty
    assert len(over_time().breaks) == 1


def test_preliminary_months_are_known_and_said():
    made = [row for row in rows() if not row[2].startswith("2025-12")]
    save(made)
    text = "\n".join(f"Skole {n:02}  Skole  2025-12-01  25  300  yes" for n in range(12))
    newest = imported(
        f"unit  service_area  period_start  lost_days  possible_days  preliminary\n{text}", fingerprint="b"
    )
    store.save_upload(newest, municipality=SOLVIK, who="Kari")
    found = over_time()
    assert np.flatnonzero(found.series["preliminary"]).tolist() == [83]
    assert over_time(HALF_YEAR).series["preliminary"].tolist()[-2:] == [False, True]
    assert any("Foreløpige tall" in note for note in trends.footnotes(found, Language.NB))


def test_half_years_and_twelve_months_as_reckoned_slowly():
    made = rows(units=3, last=2021)
    save([row for row in made if row[2] != "2020-05-01"])
    plain = [(row[2][:7], row[3], row[4]) for row in made if row[2] != "2020-05-01"]
    series = over_time().series
    rolling = {str(day)[:7]: rate for day, rate in zip(series["period_start"], series["rolling_pct"], strict=True)}
    slow = rolling_year(plain)
    assert {month for month, rate in rolling.items() if not np.isnan(rate)} == slow.keys()
    assert [rolling[month] for month in slow] == pytest.approx(list(slow.values()))
    halves = over_time(HALF_YEAR).series.dropna(subset=["rate_pct"])
    slow = half_years(plain)
    assert [str(day)[:7] for day in halves["period_start"]] == list(slow)
    assert halves["rate_pct"].tolist() == pytest.approx(list(slow.values()))


def with_parts(*tiny_parts, tiny=3):
    """Ten schools whose absence is a quarter short, and a unit of `tiny` people that has the given parts."""
    header = "unit  service_area  period_start  part  lost_days  possible_days  employees"
    lines = [
        f"{name}  Skole  {month}  {part}  {lost}  200  {people}"
        for month in months(2024, 2025)
        for name, people, has in (
            *((f"Skole {n:02}", 20, ("short", "long")) for n in range(10)),
            ("Ørliten", tiny, tiny_parts),
            ("Mikroskopisk", tiny, ("short", "long")),
        )
        for part, lost in (("total", 16), ("short", 4), ("long", 12))
        if part == "total" or part in has
    ]
    body = "\n".join([header, *lines])
    store.save_upload(imported(body), municipality=SOLVIK, who="Kari")
    return parts.parts(SOLVIK, MONTH, WHOLE, ("short", "long"))


def test_parts_are_those_of_units_that_have_both():
    found = with_parts("short", "long")
    assert found["short"]["rolling_pct"].iloc[-1] == pytest.approx(2.0)
    assert found["long"]["rolling_pct"].iloc[-1] == pytest.approx(6.0)


def test_a_tiny_unit_without_parts_takes_those_it_is_counted_with_out_of_the_parts():
    """The whole less the parts is then both the tiny ones together, and not the one without parts."""
    assert (with_parts()["short"]["n_units"] == 10).all()


def test_a_unit_with_people_enough_may_lack_its_parts():
    assert with_parts(tiny=20)["short"]["n_units"].iloc[-1] == 11


def test_parts_of_two_definitions_are_not_laid_beside_each_other():
    for part, border in (("short", 14), ("long", 16)):
        lines = "\n".join(f"Lia  Skole  {month}  {part}  4  200" for month in months(2024, 2025))
        body = f"unit  service_area  period_start  part  lost_days  possible_days\n{lines}"
        definition = store.SeriesDefinition(short_until_day=border)
        store.save_upload(imported(body, fingerprint=part), municipality=SOLVIK, who="Kari", definition=definition)
    save(unit("Lia", "Skole", 8), fingerprint="total")
    assert parts.parts(SOLVIK, MONTH, WHOLE, ("short", "long")) is parts.NoParts.DEFINITIONS


def test_units_of_one_name_are_told_apart():
    lines = "\n".join(f"Lia  {code}  {area}  2025-01-01  8.0" for code, area in (("A1", "Skole"), ("B2", "Barnehage")))
    store.save_upload(
        imported(f"unit  unit_code  service_area  period_start  rate_pct\n{lines}"), municipality=SOLVIK, who="Kari"
    )
    assert sorted(trends.names(SOLVIK).values()) == ["Lia (Barnehage)", "Lia (Skole)"]


def test_lengths_are_those_reported_and_those_they_sum_to():
    save(rows(units=1))
    assert trends.lengths(SOLVIK) == [MONTH, QUARTER, HALF_YEAR]
    assert trends.base(SOLVIK, HALF_YEAR) is MONTH
