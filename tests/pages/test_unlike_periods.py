"""A year in one column and a single month in the next: counted as the source does, and said not to be like for like.

Eight of eleven and seven of fifteen is what a municipality has published of a year against the January after it. Chance
alone gives as many in 11 and 70 percent of cases (binomial, half and half; worked out by hand below).
"""

from math import comb

import pytest

from naervaer import store
from naervaer.model import Language
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import drawn, said, speak, tables, visit
from tests.store.build import imported


UNITS = {"Barnehage": (11, 8), "Omsorg": (15, 7)}  # area: units, of them lower


def chance_of_at_least(lower, units):
    """The share of all ways to toss `units` coins that give `lower` heads or more."""
    return sum(comb(units, heads) for heads in range(lower, units + 1)) / 2**units


@pytest.fixture(autouse=True)
def a_year_and_a_month():
    rows, starts = ["unit  service_area  period_start  granularity  rate_pct  employees"], ["unit  initiative  start"]
    for area, (units, lower) in UNITS.items():
        for number in range(units):
            name = f"{area} {number + 1}"
            january = 7.5 if number < lower else 9.5
            rows += [
                f"{name}  {area}  2015-01-01  year  {8.3 + number / 10:.1f}  20",
                f"{name}  {area}  2016-01-01  month  {january + number / 10:.1f}  20",
            ]
            starts.append(f"{name}  Refleksjonsgrupper  2016-01-01")
    store.save_municipality(SOLVIK, name="Solvik")
    store.save_upload(imported("\n".join(rows), "\n".join(starts)), municipality=SOLVIK, who="Kari")


def test_eight_of_eleven_and_seven_of_fifteen_with_their_chance():
    words = said(visit("before_after"))
    assert "Barnehage: 8 av 11 enheter lavere. Så mange eller flere får man i 11\u00a0% av tilfellene" in words
    assert "Omsorg: 7 av 15 enheter lavere. Så mange eller flere får man i 70\u00a0% av tilfellene" in words


def test_those_chances_are_right():
    assert round(100 * chance_of_at_least(8, 11)) == 11
    assert round(100 * chance_of_at_least(7, 15)) == 70


def test_the_months_are_said_not_to_be_the_same():
    words = said(visit("before_after"))
    assert "26 enheter startet i januar 2016: januar 2016 er stilt opp mot 2015." in words
    assert "Det er ikke de samme månedene" in words
    assert words.count("ikke de samme månedene") >= 2  # in the verdict and at the months


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.DA, "ikke de samme måneder"), (Language.EN, "not the same months")],
)
def test_it_is_said_in_the_readers_language(language, words):
    assert words in said(speak(visit("before_after"), language))


def test_each_unit_stands_with_both_of_its_figures_as_printed():
    here = visit("before_after")
    (first,) = (row for row in drawn(here) if row["name"] == "Barnehage 1")
    assert (first["before_pct"], first["after_pct"]) == (8.3, 7.5)
    assert first["months"] == "januar 2016 mot 2015"
    rows = next(iter(tables(here).values()))
    assert (
        len(
            [row for row in rows if row["Enhet"].startswith(("Barnehage ", "Omsorg ")) and "samlet" not in row["Enhet"]]
        )
        == 26
    )


def test_no_heading_claims_the_same_months():
    here = visit("before_after")
    captions = list(tables(here))
    assert not [caption for caption in captions if "samme måneder" in caption]
