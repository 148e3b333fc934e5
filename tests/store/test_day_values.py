import pytest

from naervaer import store


HERE = {"municipality": "fjordvik", "who": "Kari"}


def value(municipality="fjordvik"):
    found = store.read("day_value", municipality=municipality)
    return [(row.amount, row.source, row.year, row.said_by) for row in found.itertuples()]


def test_nothing_is_assumed():
    assert value() == []


def test_the_last_one_said_counts_with_source_year_and_who():
    store.save_day_value(2900, "Budsjett", 2025, **HERE)
    store.save_day_value(3050.5, "  Økonomiplan   2026 ", 2026, **HERE)
    assert value() == [(3050.5, "Økonomiplan 2026", 2026, "Kari")]
    assert value("nabokommune") == []


def test_taken_back_once_and_the_one_before_stands_again():
    store.save_day_value(2900, "Budsjett", 2025, **HERE)
    number = store.save_day_value(3050, "Økonomiplan", 2026, **HERE)
    store.undo_day_value(number, **HERE)
    assert value() == [(2900, "Budsjett", 2025, "Kari")]
    with pytest.raises(store.StoreError, match="day_value_undone"):
        store.undo_day_value(number, **HERE)


def test_one_municipality_cannot_undo_anothers():
    number = store.save_day_value(2900, "Budsjett", 2025, **HERE)
    with pytest.raises(store.StoreError, match="day_value_undone"):
        store.undo_day_value(number, municipality="nabokommune", who="Ola")


@pytest.mark.parametrize(
    ("amount", "source", "year", "key"),
    [
        (0, "Budsjett", 2025, "impossible_day_value"),
        (-1, "Budsjett", 2025, "impossible_day_value"),
        (float("nan"), "Budsjett", 2025, "impossible_day_value"),
        (float("inf"), "Budsjett", 2025, "impossible_day_value"),
        (2900, " ", 2025, "no_day_value_source"),
        (2900, "Budsjett", 25, "impossible_year"),
    ],
)
def test_an_amount_needs_to_be_one_and_to_have_a_source_and_a_year(amount, source, year, key):
    with pytest.raises(store.StoreError, match=key):
        store.save_day_value(amount, source, year, **HERE)
    assert value() == []
