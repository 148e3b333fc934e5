"""What a text in the place of a number stands for."""

import pytest

from naervaer.ingest.values import Is, two_values, value_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8,3 %", 8.3),
        ("12,0\u00a0%", 12.0),
        ("14,7 prosent", 14.7),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234.0),
        ("1\u202f234", 1234.0),
        ("1'234", 1234.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("−4,5", -4.5),
        ("0,800", 0.8),
        ("37:30", 37.5),
        ("7:06", 7.1),
        ("1e3", 1000.0),
    ],
)
def test_a_number_however_written(text: str, number: float) -> None:
    value = value_of(text)
    assert value.what is Is.NUMBER
    assert value.number == pytest.approx(number)


@pytest.mark.parametrize(
    "text", ["..", ".", ":", "*", "***", "* (2,5)", "<5", "< 5", "x", "i.t.", "n/a", "?", "(..)", "NaN", "mangler"]
)
def test_a_hidden_number_is_hidden_and_never_zero(text: str) -> None:
    assert value_of(text).what is Is.HIDDEN


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-", Is.DASH),
        ("–", Is.DASH),
        ("#DIV/0!", Is.ERROR),
        ("ca. 18", Is.WORDS),
        ("inf", Is.WORDS),
        ("1.234,5.6", Is.MALFORMED),
    ],
)
def test_what_is_no_number(text: str, what: Is) -> None:
    assert value_of(text).what is what


def test_a_mark_with_three_digits_behind_it_has_two_readings() -> None:
    value = value_of("1.234")
    assert (value.what, value.number, value.grouped) == (Is.TWO_READINGS, 1.234, 1234.0)


def test_two_numbers_in_one_cell() -> None:
    both = two_values("2,5/ 1,1")
    assert both is not None and [value.number for value in both] == [2.5, 1.1]
    assert two_values("og/eller") is None
