from datetime import date

import pytest

from naervaer import store
from naervaer.model import Granularity, Reach
from naervaer.store import ExternalLine, LineValue, StoreError
from naervaer.store.connection import write
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
MUNICIPALITIES = "Kommunene i alt"


def quarter(number, rate_pct=None, year=2019, **days):
    return LineValue(Granularity.QUARTER, date(year, 3 * number - 2, 1), rate_pct, **days)


def line(*values, name=MUNICIPALITIES, reach=Reach.SECTOR, **said):
    return ExternalLine(name, reach, values, **said)


def save(*values, **said):
    return store.save_external_line(line(*values, **said), **HERE)


def lines():
    return store.read("external_lines", municipality="fjordvik")


def rates(name=MUNICIPALITIES):
    found = store.read("external_line_values", municipality="fjordvik")
    found = found[found["line"] == name]
    return dict(zip(found["period_start"].dt.month.floordiv(3) + 1, found["rate_pct"], strict=True))


def test_a_line_keeps_what_it_is_a_line_of():
    save(quarter(1, 7.8), quarter(2, 6.9), certified="doctor", holiday_in_possible_days=True, source="KS, tabell 1")
    (row,) = lines().itertuples(index=False)
    assert (row.line, row.reach, row.certified, row.source) == (MUNICIPALITIES, "sector", "doctor", "KS, tabell 1")
    assert row.holiday_in_possible_days
    assert (row.n_periods, row.first_period.month, row.last_period.month) == (2, 1, 4)
    assert rates() == {1: 7.8, 2: 6.9}


def test_what_nobody_has_said_of_a_line_is_missing():
    save(quarter(1, 7.8))
    assert lines()[["area", "certified", "holiday_in_possible_days"]].isna().all(axis=None)


def test_a_rate_is_that_of_the_days_where_there_are_days():
    save(quarter(1, 9.9, lost_days=30.0, possible_days=400.0), quarter(2, lost_days=1.0), quarter(3, 5.6))
    found = rates()
    assert (found[1], found[3]) == (7.5, 5.6)
    assert found[2] != found[2]  # missing, and not nothing


def test_a_later_delivery_replaces_the_periods_it_has_and_adds_the_others():
    first = save(quarter(1, 7.8), quarter(2, 6.9))
    second = save(quarter(2, 7.0), quarter(3, 5.6), name="kommunene  i alt")
    assert lines()["external_line_id"].tolist() == [second]
    assert rates("kommunene i alt") == {1: 7.8, 2: 7.0, 3: 5.6}
    store.remove_external_line(second, **HERE)
    assert lines()["external_line_id"].tolist() == [first]
    assert rates() == {1: 7.8, 2: 6.9}


def test_one_name_with_two_definitions_is_two_lines():
    save(quarter(1, 7.8), certified="doctor")
    save(quarter(1, 9.1), certified="both")
    assert sorted(lines()["certified"]) == ["both", "doctor"]
    assert len(store.read("external_line_values", municipality="fjordvik")) == 2


def test_a_line_taken_away_can_be_had_back():
    number = save(quarter(1, 7.8))
    store.remove_external_line(number, **HERE)
    assert lines().empty
    assert store.read("external_line_deliveries", municipality="fjordvik")["undone_at"].notna().all()
    store.restore_external_line(number, **HERE)
    assert rates() == {1: 7.8}
    with pytest.raises(StoreError) as refused:
        store.restore_external_line(number, **HERE)
    assert refused.value.key == "line_changed_already"


def test_a_line_found_in_an_upload_comes_and_goes_with_it():
    upload = store.save_upload(imported("unit  period_start\n Lia  2019-01-01"), **HERE).upload_id
    write(lambda cursor: store.add_external_line(cursor, line(quarter(1, 7.8)), upload_id=upload, **HERE))
    assert store.read("external_line_deliveries", municipality="fjordvik")["filename"].tolist() == ["a.xlsx"]
    store.undo_upload(upload, **HERE)
    assert lines().empty
    assert store.read("external_line_deliveries", municipality="fjordvik").empty
    store.redo_upload(upload, **HERE)
    assert rates() == {1: 7.8}


@pytest.mark.parametrize(
    ("refused_line", "why"),
    [
        (line(quarter(1, 7.8), name=" "), "no_line_name"),
        (line(), "no_line_values"),
        (line(quarter(1)), "no_line_values"),
        (line(quarter(1, 7.8), quarter(1, 7.9)), "line_period_twice"),
        (line(quarter(1, 7.8), area="Sjøforsvaret"), "unknown_area"),
    ],
)
def test_half_a_line_is_refused(refused_line, why):
    with pytest.raises(StoreError) as refused:
        store.save_external_line(refused_line, **HERE)
    assert refused.value.key == why
    assert store.read("external_line_deliveries", municipality="fjordvik").empty


def test_lines_are_the_municipalitys_own():
    number = save(quarter(1, 7.8))
    assert store.read("external_lines", municipality="nabokommune").empty
    with pytest.raises(StoreError):
        store.remove_external_line(number, municipality="nabokommune", who="Kari")
