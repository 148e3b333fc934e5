"""What a heading says its numbers are."""

import pytest

from naervaer.ingest.columns import interval_of, is_measure_label, measure_of
from naervaer.ingest.words import reference, row_kind


@pytest.mark.parametrize(
    ("heading", "name", "part"),
    [
        ("Tapte dagsverk", "lost_days", "total"),
        ("Mulige dv", "possible_days", "total"),
        ("Sykefravær %", "rate_pct", "total"),
        ("Sygefravær i pct.", "rate_pct", "total"),
        ("Fraværsdagsværk", "lost_days", "total"),
        ("Dage pr. medarbejder", "days_per_fte", "total"),
        ("Antall ansatte", "employees", "total"),
        ("Årsverk per 31.12.15", "fte", "total"),
        ("Fuldtidsansatte", "fte", "total"),
        ("Nærvær %", "attendance_pct", "total"),
        ("Planlagte timer", "possible_hours", "total"),
        ("Fraværstimer", "lost_hours", "total"),
        ("FTE_DAYS_LOST", "lost_days", "total"),
        ("FTE_DAYS_AVAILABLE", "possible_days", "total"),
        ("SICKNESS_ABSENCE_RATE_PERCENT", "rate_pct", "total"),
        ("Egenmelding dv", "lost_days", "self"),
        ("Legemeldt %", "rate_pct", "doctor"),
        ("Sykm. 9-16 dv", "lost_days", "doctor_9_16"),
        ("Korttid %", "rate_pct", "short"),
        ("4-16 dager", "undecided", "days_4_16"),
        ("Over 16 dager", "undecided", "days_17_plus"),
        ("Sykemeldt og\negenmeldt", "undecided", "total"),
        ("Tapte dagsverk 2015-01", "lost_days", "total"),
    ],
)
def test_a_heading_says_what_is_measured(heading: str, name: str, part: str) -> None:
    measure = measure_of(heading)
    assert measure is not None
    assert (measure.name, measure.part) == (name, part)


def test_two_parts_in_one_heading_are_a_pair() -> None:
    measure = measure_of("Sykemeldt/\negenmeldt")
    assert measure is not None and measure.parts == ("doctor", "self")


@pytest.mark.parametrize(
    ("text", "interval"),
    [("1-3 dager", "days_1_3"), (">56", "days_57_plus"), ("17+", "days_17_plus"), ("over 8 uker", "days_57_plus")],
)
def test_intervals_of_days(text: str, interval: str) -> None:
    assert interval_of(text)[0] == interval


def test_labels_that_only_say_what_is_measured() -> None:
    assert is_measure_label("Mulige dagsverk")
    assert not is_measure_label("Solbakken barnehage")
    assert not is_measure_label("8,3 %")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("SUM", "total"),
        ("Totalt barnehage", "total"),
        ("Sum 32 Barnehage", "total"),
        ("I alt", "total"),
        ("Randaberg kommune samlet", "total"),
        ("00-99 Alle næringer", "comparison"),
        ("KS-kommunene", "comparison"),
        ("Bransje barnehager", "comparison"),
        ("Norge", "comparison"),
        ("Norgesgata bolig", ""),
        ("Snitt boliger", "mean"),
        ("Hele landet", "comparison"),
        ("Landsgjennomsnitt", "comparison"),
        ("Måltall", "target"),
        ("Prognose 2016", "forecast"),
        ("  herav korttid", "other"),
        ("Summerfield skole", ""),
        ("Målselv barnehage", ""),
        ("Utvikling og kvalitet", ""),
        ("Budsjett og økonomi", ""),
        ("National Guard Support Unit", ""),
        ("Kari Trestakk barnehage", ""),
    ],
)
def test_what_a_row_is_by_its_label(label: str, kind: str) -> None:
    assert row_kind(label) == kind


@pytest.mark.parametrize("name", ["columns", "rows", "periods", "persons"])
def test_word_lists_hold_each_word_once_in_a_list(name: str) -> None:
    def lists(table: object) -> list[list[str]]:
        if isinstance(table, dict):
            return [found for value in table.values() for found in lists(value)]
        return [table] if isinstance(table, list) else []

    for words in lists(reference(name)):
        assert all(word == word.casefold() for word in words), [word for word in words if word != word.casefold()]
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
