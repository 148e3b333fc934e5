"""Every spelling of a period that people were seen to use."""

from datetime import date

import pytest

from naervaer.ingest.periods import (
    Piece,
    is_rolling,
    joined,
    period_of,
    period_of_number,
    taken_from,
    tells_when_made,
)
from naervaer.model import Granularity


MONTH, QUARTER, TERTIAL = Granularity.MONTH, Granularity.QUARTER, Granularity.TERTIAL
HALF, YEAR, TO_DATE = Granularity.HALF_YEAR, Granularity.YEAR, Granularity.YEAR_TO_DATE


@pytest.mark.parametrize(
    ("text", "granularity", "number", "year"),
    [
        ("januar 2015", MONTH, 1, 2015),
        ("Januar  2015 ", MONTH, 1, 2015),
        ("jan.15", MONTH, 1, 2015),
        ("15-jan", MONTH, 1, 2015),
        ("mai-15", MONTH, 5, 2015),
        ("maj 2015", MONTH, 5, 2015),
        ("marts 2015", MONTH, 3, 2015),
        ("October 2015", MONTH, 10, 2015),
        ("2015-01", MONTH, 1, 2015),
        ("201501", MONTH, 1, 2015),
        ("2015M01", MONTH, 1, 2015),
        ("01.2015", MONTH, 1, 2015),
        ("1/2015", MONTH, 1, 2015),
        ("30/04/2024", MONTH, 4, 2024),
        ("27.04.2021", MONTH, 4, 2021),
        ("2015-01-01 00:00:00", MONTH, 1, 2015),
        ("Sept", MONTH, 9, None),
        ("1. kvartal 2008", QUARTER, 1, 2008),
        ("1. kvartal 20091", QUARTER, 1, 2009),
        ("3 kv 2002", QUARTER, 3, 2002),
        ("1. kvt.", QUARTER, 1, None),
        ("2019 K1", QUARTER, 1, 2019),
        ("2019\nK1", QUARTER, 1, 2019),
        ("2000K2", QUARTER, 2, 2000),
        ("K1-22", QUARTER, 1, 2022),
        ("Q1", QUARTER, 1, None),
        ("januar-mars 2015", QUARTER, 1, 2015),
        ("01.01.2015 - 31.03.2015", QUARTER, 1, 2015),
        ("1. tertial", TERTIAL, 1, None),
        ("andre tertial", TERTIAL, 2, None),
        ("T1 2015", TERTIAL, 1, 2015),
        ("1T15", TERTIAL, 1, 2015),
        ("første halvår", HALF, 1, None),
        ("2. halvår 2012", HALF, 2, 2012),
        ("H1", HALF, 1, None),
        ("01.01.2015-31.12.2015", YEAR, 1, 2015),
        ("2015", None, None, 2015),
        ("År 2015", None, None, 2015),
        ("hittil i år", TO_DATE, None, None),
        ("2016 per okt", TO_DATE, 10, 2016),
        ("per 30.04.2021", TO_DATE, 4, 2021),
        ("2015 (jan-okt)", TO_DATE, 10, 2015),
    ],
)
def test_a_spelling_of_a_period(
    text: str, granularity: Granularity | None, number: int | None, year: int | None
) -> None:
    piece = period_of(text)
    assert piece is not None
    assert (piece.granularity, piece.number, piece.year) == (granularity, number, year)


@pytest.mark.parametrize("text", ["2008K2 Ny", "desember 2021 foreløpig", "1. kvartal 2016 (foreløpig)"])
def test_a_preliminary_period_says_so(text: str) -> None:
    piece = period_of(text)
    assert piece is not None and piece.preliminary


@pytest.mark.parametrize(
    "text", ["Storgata 12 bolig", "Avdeling 1", "Sone 2", "20155", "siste 12 mnd", "Marstein skole", ""]
)
def test_what_is_no_period(text: str) -> None:
    assert period_of(text) is None


def test_a_month_thirteen_cannot_be() -> None:
    assert not Piece(2015, MONTH, 13).possible()


def test_a_period_is_taken_out_of_a_longer_text() -> None:
    piece, rest = taken_from("jan 2015 tapte")
    assert (piece, rest) == (Piece(2015, MONTH, 1), "tapte")


def test_a_year_and_a_quarter_from_two_cells_make_one_period() -> None:
    whole = joined(Piece(None, QUARTER, 3), Piece(2016))
    assert whole is not None and whole.start() == date(2016, 7, 1)


def test_numbers_that_are_periods() -> None:
    assert period_of_number(2015) == Piece(2015)
    assert period_of_number(201503) == Piece(2015, MONTH, 3)
    assert period_of_number(2015.5) is None
    assert period_of_number(20155) is None


def test_lines_that_tell_something_else() -> None:
    assert is_rolling("Siste 12 mnd")
    assert tells_when_made("Kjørt: 12.04.2015 09:33")
    assert tells_when_made("Uttrekk fra HR-systemet 03.02.2026, avsluttede måneder")
    assert not tells_when_made("Uttrekk for 2025")
    assert not tells_when_made("Uttrekk 01.01.2015 - 31.03.2015")
    assert not tells_when_made("Periode: 01.01.2015 - 31.03.2015")
