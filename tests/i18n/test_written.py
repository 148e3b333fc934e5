"""How numbers, months and lists are written. NBSP is the space that does not break, U+2212 the minus."""

from datetime import date

import pytest

from naervaer import i18n
from naervaer.i18n import (
    chance,
    exact,
    finding,
    listing,
    month,
    month_short,
    months_between,
    number,
    part_name,
    percent,
    period,
    points,
    signed,
    t,
    texts,
)
from naervaer.model import Finding, Granularity, Language, Severity


NB, DA, EN = Language.NB, Language.DA, Language.EN


def in_each(nb, da, en):
    """The same thing in the three languages, as cases."""
    return pytest.mark.parametrize(("language", "said"), [(NB, nb), (DA, da), (EN, en)], ids=["nb", "da", "en"])


@in_each("1\u00a0234,5", "1.234,5", "1,234.5")
def test_a_number_has_the_marks_of_its_language(language, said):
    assert number(language, 1234.5) == said


@in_each("1\u00a0234\u00a0567", "1.234.567", "1,234,567")
def test_every_third_digit_of_a_large_number_is_marked(language, said):
    assert number(language, 1234567, 0) == said


@in_each("\u22120,8", "\u22120,8", "\u22120.8")
def test_a_negative_number_has_a_minus_and_no_hyphen(language, said):
    assert number(language, -0.8) == said


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("value", [-0.04, -0.0, 0.0])
def test_what_rounds_to_nothing_has_no_minus(language, value):
    assert "\u2212" not in number(language, value)


@in_each("8,3\u00a0%", "8,3\u00a0%", "8.3%")
def test_percent_has_its_mark_where_the_language_puts_it(language, said):
    assert percent(language, 8.3) == said


@in_each("\u22121,2 prosentpoeng", "\u22121,2 procentpoint", "\u22121.2 percentage points")
def test_a_difference_in_percent_is_in_points_never_in_percent(language, said):
    assert points(language, -1.2) == said


@in_each("+0,8", "+0,8", "+0.8")
def test_a_rise_has_its_plus(language, said):
    assert signed(language, 0.8) == said


@pytest.mark.parametrize("value", [0.04, 0.0, -0.04])
def test_a_rounded_zero_has_no_sign(value):
    assert signed(NB, value) == "0,0"


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.1133, "11\u00a0%"), (0.6964, "70\u00a0%"), (0.01, "1\u00a0%"), (0.99, "99\u00a0%"), (0.5, "50\u00a0%")],
)
def test_chance_is_a_whole_percent(probability, said):
    assert chance(NB, probability) == said


@in_each("under 1\u00a0%", "under 1\u00a0%", "under 1%")
def test_chance_is_never_said_to_be_nothing(language, said):
    assert chance(language, 0.0002) == chance(language, 0.0) == said


@in_each("over 99\u00a0%", "over 99\u00a0%", "over 99%")
def test_chance_is_never_said_to_be_everything(language, said):
    assert chance(language, 0.9999) == chance(language, 1.0) == said


@in_each("januar 2016", "januar 2016", "January 2016")
def test_a_month_is_written_out(language, said):
    assert month(language, date(2016, 1, 1)) == said


@in_each("okt. 2016", "okt. 2016", "Oct 2016")
def test_a_month_is_short_where_there_is_little_room(language, said):
    assert month_short(language, date(2016, 10, 1)) == said


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("written", [month, month_short])
def test_no_two_months_are_called_the_same(language, written):
    assert len({written(language, date(2016, number, 1)) for number in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("start", "granularity", "said"),
    [
        (date(2016, 5, 1), Granularity.MONTH, "mai 2016"),
        (date(2016, 1, 1), Granularity.QUARTER, "1. kvartal 2016"),
        (date(2016, 10, 1), Granularity.QUARTER, "4. kvartal 2016"),
        (date(2016, 5, 1), Granularity.TERTIAL, "2. tertial 2016"),
        (date(2015, 7, 1), Granularity.HALF_YEAR, "2. halvår 2015"),
        (date(2015, 1, 1), Granularity.YEAR, "2015"),
        (date(2015, 1, 1), Granularity.YEAR_TO_DATE, "hittil i 2015"),
    ],
)
def test_a_period_is_called_by_what_it_is(start, granularity, said):
    assert period(NB, start, granularity) == said


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("granularity", Granularity)
def test_a_year_has_no_thousand_mark(language, granularity):
    assert "2016" in period(language, date(2016, 1, 1), granularity)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2015, 7, 1), date(2016, 6, 1), "juli 2015–juni 2016"),
        (date(2016, 1, 1), date(2016, 3, 1), "januar–mars 2016"),
        (date(2016, 1, 1), date(2016, 1, 1), "januar 2016"),
        (date(2015, 1, 1), date(2015, 12, 1), "2015"),
        (date(2015, 1, 1), date(2016, 12, 1), "januar 2015–desember 2016"),
    ],
)
def test_a_run_of_months_is_said_as_shortly_as_it_can_be(first, last, said):
    assert months_between(NB, first, last) == said


@in_each("Lia, Bekken og Myra", "Lia, Bekken og Myra", "Lia, Bekken and Myra")
def test_a_list_ends_in_and(language, said):
    assert listing(language, ["Lia", "Bekken", "Myra"]) == said


def test_a_list_of_one_or_none_has_no_and():
    assert listing(NB, ["Lia"]) == "Lia"
    assert listing(NB, []) == ""


@pytest.mark.parametrize(
    ("n", "said"), [(0, "Lagre 0 rader"), (1, "Lagre 1 rad"), (2, "Lagre 2 rader"), (4608, "Lagre 4\u00a0608 rader")]
)
def test_one_is_singular_and_all_else_is_plural(n, said):
    assert t(NB, "upload.save", n=n) == said


@pytest.mark.parametrize("language", Language)
def test_a_text_nobody_wrote_is_an_error_and_not_an_empty_place(language):
    with pytest.raises(KeyError):
        t(language, "upload.no_such_text")


def test_a_finding_says_where_it_is(monkeypatch):
    monkeypatch.setattr(i18n, "texts", lambda _: {**texts(DA), "finding.odd": "{sheet}!{cell}: {value}, {rows}"})
    found = Finding("ODD", Severity.WARNS, "Data", "C4", {"value": 12.5, "rows": [3, 1200]})
    assert finding(DA, found) == "Data!C4: 12,5, 3 og 1.200"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("total", "alt sykefravær"),
        ("long", "langtid"),
        ("days_4_16", "4–16 dager"),
        ("days_57_plus", "over 56 dager"),
        ("doctor_17_plus", "legemeldt, over 16 dager"),
    ],
)
def test_a_part_of_the_absence_has_words(part, said):
    assert part_name(Language.NB, part) == said


def test_a_number_of_a_cell_keeps_its_decimals():
    assert [exact(Language.NB, value) for value in (-4.5, 0.083, 12.0, 1234.25)] == [
        "−4,5",
        "0,083",
        "12",
        "1\u00a0234,25",
    ]
    found = Finding("NEGATIVE", Severity.WARNS, "Data", "C4", {"value": -4.5})
    assert "−4,5" in finding(Language.DA, found) and "−4.5" in finding(Language.EN, found)
