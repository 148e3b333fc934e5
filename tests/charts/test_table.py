"""The table beside a chart: raw values with their kind; what is missing is a word and never 0."""

from base64 import b64decode
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest

from naervaer.charts.table import Column, Kind, sparkline, table, without_pictures, written
from naervaer.model import Language


NAN = float("nan")


def test_nothing_of_any_kind_is_none():
    frame = pd.DataFrame(
        {"rate": [8.5, NAN], "start": pd.to_datetime(["2025-03-01", None]), "unit": ["Lia", None], "n": [0, 3]}
    )
    made = table("Enheter", [Column(name) for name in frame], frame)
    assert made.rows[1] == (None, None, None, 3)


def test_nought_is_a_number_and_not_missing():
    made = table("Enheter", [Column("Fravær", Kind.PERCENT)], pd.DataFrame({"rate": [0.0]}))
    assert made.rows == ((0.0,),)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("language", "word"), [(Language.NB, "mangler"), (Language.DA, "mangler"), (Language.EN, "missing")]
)
def test_what_is_missing_is_said_with_a_word(kind, language, word):
    assert written(language, kind, None) == word


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.TEXT, "Lia barnehage", "Lia barnehage"),
        (Kind.PERCENT, 8.26, "8,3\u00a0%"),
        (Kind.POINTS, -1.24, "\u22121,2"),
        (Kind.POINTS, 0.8, "+0,8"),
        (Kind.DAYS, 1234.4, "1\u00a0234"),
        (Kind.COUNT, 12, "12"),
        (Kind.MONTH, date(2025, 3, 1), "mars 2025"),
        (Kind.MONTH, pd.Timestamp("2025-03-01"), "mars 2025"),
    ],
)
def test_a_value_is_written_as_its_kind(kind, value, said):
    assert written(Language.NB, kind, value) == said


def lines(values):
    """The points of each unbroken piece of a sparkline."""
    kind, _, code = sparkline(values).partition(",")
    assert kind == "data:image/svg+xml;base64"
    path = ElementTree.fromstring(b64decode(code)).find("{http://www.w3.org/2000/svg}path").get("d")
    pieces = path.split("M")[1:]
    return [[tuple(map(float, point.split())) for point in piece.split("L")] for piece in pieces]


def test_a_sparkline_has_a_point_per_value_and_falls_when_the_rate_falls():
    (points,) = lines([8.0, 9.0, 7.0])
    heights = [y for _, y in points]
    assert len(points) == 3 and heights.index(min(heights)) == 1 and heights.index(max(heights)) == 2


@pytest.mark.parametrize("gap", [NAN, None])
def test_a_sparkline_is_broken_where_a_value_is_missing(gap):
    assert [len(piece) for piece in lines([8.0, 9.0, gap, 7.0, 7.5])] == [2, 2]


@pytest.mark.parametrize("values", [(), (8.0,), (NAN, NAN), (8.0, NAN)])
def test_there_is_no_line_through_fewer_than_two_values(values):
    assert sparkline(values) == ""


def test_a_rate_that_never_moves_is_a_straight_line():
    (points,) = lines([8.0, 8.0, 8.0])
    assert len({y for _, y in points}) == 1


def test_printers_of_numbers_are_spared_the_sparklines():
    frame = pd.DataFrame({"area": ["Skole"], "line": [(8.0, 9.0)], "last": [9.0]})
    columns = [Column("Område"), Column("Linje", Kind.SPARKLINE), Column("Nå", Kind.PERCENT)]
    plain = without_pictures(table("Områder", columns, frame))
    assert [column.heading for column in plain.columns] == ["Område", "Nå"]
    assert plain.rows == (("Skole", 9.0),)
