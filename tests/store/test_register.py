"""The register keeps what was planned and done: row by row, with who and when, and with a way back."""

import json
from datetime import date, timedelta

import pytest

from naervaer import store
from naervaer.store import (
    Activity,
    CaseCount,
    ComparisonUnit,
    Degree,
    Details,
    Milestone,
    Organisation,
    Pause,
    TakingPart,
    Volume,
)
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
AUGUST, OCTOBER, DECEMBER = date(2015, 8, 1), date(2015, 10, 1), date(2015, 12, 1)
TOMORROW = date.today() + timedelta(days=1)


@pytest.fixture
def units():
    """The ids of three units that the store knows."""
    store.save_upload(imported("unit  period_start\n Lia  2015-01-01\n Moen  2015-01-01\n Åsen  2015-01-01"), **HERE)
    return [int(unit_id) for unit_id in store.read("units", municipality="fjordvik")["unit_id"]]


@pytest.fixture
def initiative(units):
    """An initiative that the first unit takes part in."""
    return store.save_initiative("Refleksjonsgrupper", **HERE, taking_part=[TakingPart(units[0], AUGUST)])


def stands(kind, initiative):
    return list(store.rows(kind, "fjordvik", initiative))


def save(initiative, before, after, who="Kari"):
    kind = type([*before, *after][0])
    store.save_rows(kind, initiative, before, after, municipality="fjordvik", who=who)


def a_row_of_each(unit, other):
    return [
        Details("8 %", -10.0, 2015, ("hta", "KS"), date(2016, 12, 31), date(2016, 11, 1), "continue", None, None),
        Pause(unit, OCTOBER, DECEMBER, "Flytting"),
        ComparisonUnit(other, "Samme slags tjeneste"),
        Milestone(unit, "agreed", AUGUST, OCTOBER),
        Milestone(None, "agreed", AUGUST, None, True),
        Degree(unit, "data", OCTOBER, 75.0),
        CaseCount(1, "adaptation", 3),
        Organisation("NAV Arbeidslivssenter"),
        Volume("NAV", "service", date(2017, 1, 1), date(2017, 10, 31), 70000.0, 64806.0),
    ]


def test_every_kind_of_row_comes_back_as_it_was_saved(units, initiative):
    for row in a_row_of_each(units[0], units[1]):
        save(initiative, stands(type(row), initiative), [*stands(type(row), initiative), row])
        assert row in stands(type(row), initiative)
    assert len(stands(Milestone, initiative)) == 2


def test_a_row_that_says_nothing_more_than_its_key_comes_back(units, initiative):
    for row in (Details(), Pause(units[0], OCTOBER), ComparisonUnit(units[1]), Milestone(units[0], "agreed")):
        save(initiative, [], [row])
        assert stands(type(row), initiative) == [row]


def test_an_activity_gets_its_number_and_keeps_it(units, initiative):
    save(initiative, [], [Activity(None, "gathering", "Rolleavklaring", None, (units[0],), AUGUST, None, False, 12)])
    (first,) = stands(Activity, initiative)
    held = Activity(
        *[first.activity_id, "gathering", "Rolleavklaring", None, (units[0],), AUGUST, AUGUST, False, 12, 9]
    )
    save(initiative, [first], [held])
    assert stands(Activity, initiative) == [held]
    save(initiative, [held], [])
    assert stands(Activity, initiative) == []


def test_two_people_may_change_different_rows_at_once(units, initiative):
    one, two = Milestone(units[0], "agreed", AUGUST), Milestone(units[0], "first_gathering", OCTOBER)
    save(initiative, [], [one, two])
    both_saw = [one, two]
    hers, his = Milestone(units[0], "agreed", AUGUST, AUGUST), Milestone(units[0], "first_gathering", OCTOBER, OCTOBER)
    save(initiative, both_saw, [hers, two])
    save(initiative, both_saw, [one, his], who="Ola")
    assert stands(Milestone, initiative) == [hers, his]


def test_the_later_of_two_who_change_one_row_is_told_and_nothing_of_hers_is_half_saved(units, initiative):
    one = Milestone(units[0], "agreed", AUGUST)
    save(initiative, [], [one])
    save(initiative, [one], [Milestone(units[0], "agreed", OCTOBER)])
    other = Milestone(units[0], "first_gathering", OCTOBER)
    with pytest.raises(store.ChangedMeanwhileError):
        save(initiative, [one], [Milestone(units[0], "agreed", DECEMBER), other], who="Ola")
    with pytest.raises(store.ChangedMeanwhileError):
        save(initiative, [one], [], who="Ola")
    assert stands(Milestone, initiative) == [Milestone(units[0], "agreed", OCTOBER)]


def test_two_who_say_the_same_agree(units, initiative):
    one = Milestone(units[0], "agreed", AUGUST)
    save(initiative, [], [one])
    save(initiative, [], [one], who="Ola")
    assert [row.changed_by for row in store.read("register_changes", municipality="fjordvik").itertuples()] == ["Kari"]


def test_every_change_is_kept_with_who_and_what_was_before(units, initiative):
    one, two = Milestone(units[0], "agreed", AUGUST), Milestone(units[0], "agreed", AUGUST, OCTOBER)
    save(initiative, [], [one])
    save(initiative, [one], [two], who="Ola")
    last, first = store.read("register_changes", municipality="fjordvik").itertuples()
    assert (first.changed_by, last.changed_by, last.part, last.action) == ("Kari", "Ola", "steps_reached", "edited")
    assert json.loads(last.removed) == [[units[0], "agreed", "2015-08-01", None, False]]
    assert store.from_log(last.part, last.added) == (two,)


def test_changes_are_taken_back_one_by_one_whatever_part_they_are_of(units, initiative):
    one, two = Milestone(units[0], "agreed", AUGUST), Milestone(units[0], "agreed", AUGUST, OCTOBER)
    save(initiative, [], [one])
    save(initiative, [one], [two])
    save(initiative, [], [Degree(units[0], "data", OCTOBER, 50.0)])
    store.undo_last_change(initiative, **HERE)
    assert stands(Degree, initiative) == []
    store.undo_last_change(initiative, **HERE)
    assert stands(Milestone, initiative) == [one]
    store.undo_last_change(initiative, **HERE)
    assert stands(Milestone, initiative) == []
    store.undo_last_change(initiative, **HERE)
    assert store.read("initiatives", municipality="fjordvik").empty


def test_a_change_of_the_initiative_itself_is_taken_back_in_its_turn(units, initiative):
    save(initiative, [], [Milestone(units[0], "agreed", AUGUST)])
    store.save_initiative("Nytt navn", **HERE, initiative_id=initiative, seen_version=1)
    store.undo_last_change(initiative, **HERE)
    assert store.read("initiatives", municipality="fjordvik")["initiative"].tolist() == ["Refleksjonsgrupper"]
    assert len(stands(Milestone, initiative)) == 1


def test_the_register_goes_and_comes_with_its_initiative(units, initiative):
    save(initiative, [], [Milestone(units[0], "agreed", AUGUST)])
    store.delete_initiative(initiative, **HERE, seen_version=1)
    assert stands(Milestone, initiative) == []
    with pytest.raises(store.ChangedMeanwhileError):
        save(initiative, [], [Milestone(units[0], "agreed", AUGUST)])
    store.undo_last_change(initiative, **HERE)
    assert len(stands(Milestone, initiative)) == 1


def test_a_renamed_unit_keeps_its_register(units, initiative):
    save(initiative, [], [Milestone(units[0], "agreed", AUGUST)])
    store.continue_unit(units[0], units[2], OCTOBER, **HERE)
    (now,) = stands(Milestone, initiative)
    assert now == Milestone(units[2], "agreed", AUGUST)
    save(initiative, [now], [Milestone(units[2], "agreed", AUGUST, OCTOBER)])
    assert stands(Milestone, initiative) == [Milestone(units[2], "agreed", AUGUST, OCTOBER)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (Details(closed_on=AUGUST), "closed_without_evaluation"),
        (Details(closed_on=TOMORROW, evaluation="Ferdig"), "closed_in_future"),
        (Pause(1, OCTOBER, AUGUST), "end_before_start"),
        (Milestone(1, "agreed", None, TOMORROW), "reached_in_future"),
        (Degree(1, "data", AUGUST, 101.0), "degree_range"),
        (Degree(1, "data", TOMORROW, 50.0), "assessed_in_future"),
        (Activity(None), "activity_without_day"),
        (Activity(None, held_on=TOMORROW), "held_in_future"),
        (Activity(None, held_on=AUGUST, cancelled=True), "held_and_cancelled"),
        (Activity(None, held_on=AUGUST, invited=8, attended=9), "more_came"),
        (Activity(None, held_on=AUGUST, invited=-1), "fewer_than_none"),
        (CaseCount(1, "other", -1), "fewer_than_none"),
        (Organisation("  "), "organisation_without_name"),
        (Volume("NAV", "service", OCTOBER, AUGUST), "end_before_start"),
        (Volume("NAV", "service", AUGUST, TOMORROW, done=5.0), "counted_in_future"),
        (ComparisonUnit(1), "compares_with_itself"),
        (ComparisonUnit(999), "no_such_unit"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(units, initiative, row, why):
    assert units[0] == 1
    with pytest.raises(store.StoreError, match=why):
        save(initiative, [], [row])
    assert store.read("register_changes", municipality="fjordvik").empty


def test_one_thing_is_not_said_twice_in_one_save(units, initiative):
    with pytest.raises(store.StoreError, match="row_twice"):
        save(initiative, [], [Milestone(units[0], "agreed", AUGUST), Milestone(units[0], "agreed", OCTOBER)])


def test_nobody_changes_the_register_of_another_municipality(units, initiative):
    with pytest.raises(store.StoreError, match="no_such_initiative"):
        store.save_rows(Details, initiative, [], [Details("8 %")], municipality="nabokommune", who="Ola")
    assert store.rows(Details, "nabokommune", initiative) == ()
