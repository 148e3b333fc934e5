"""A number is typed with a comma or a point, in any browser, and what is none is said and used for nothing."""

import pytest

from naervaer import store
from naervaer.model import Language
from pages.components import decimal
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import said, speak, tables, visit


@pytest.fixture(autouse=True)
def figures():
    save(unit("Lia barnehage", "Barnehage", 7.4), unit("Ås skole", "Skole", 7.6))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        (" 10 % ", 10.0),
        ("−10", -10.0),
        ("-2,5", -2.5),
        ("", None),
        ("sju", None),
        ("inf", None),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, number):
    assert decimal.read(typed) == number


def test_it_is_written_with_no_more_decimals_than_it_has():
    assert [decimal.written(value, Language.NB) for value in (10.0, 7.5, -10.0)] == ["10", "7,5", "-10"]
    assert decimal.written(7.5, Language.EN) == "7.5"


def field(here):
    return here.main.text_input(key="line_absence")


def beyond(here):
    table = next(rows for caption, rows in tables(here).items() if caption.startswith("Mål, og enheter talt"))
    return {heading: value for heading, value in table[0].items() if heading.startswith("Over ")}


def test_units_are_counted_above_a_line_with_a_comma_in_it():
    here = visit()
    assert field(here).value == "10"
    field(here).set_value("7,5").run()
    assert beyond(here) == {"Over 7,5\u00a0%": "1"}


def test_what_is_no_number_is_said_and_the_usual_line_counts():
    here = visit()
    field(here).set_value("750").run()
    assert here.error[0].value == "Her står «750». Skriv et tall fra 0,5 til 99,5."
    assert beyond(here) == {"Over 10,0\u00a0%": "0"}


def test_a_target_that_is_no_number_cannot_be_saved():
    here = visit("targets")
    next(each for each in here.main.text_input if "percent" in each.key).set_value("sju").run()
    (save_it,) = [each for each in here.main.button if each.label == "Lagre målet"]
    assert save_it.disabled and "«sju»" in here.error[0].value
    assert store.read("targets", municipality=SOLVIK).empty


def test_in_english_the_field_has_a_point():
    here = speak(visit("targets"), "en")
    assert next(each for each in here.main.text_input if "percent" in each.key).value == "7"
    assert "Targets" in said(here)
