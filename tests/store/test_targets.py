from datetime import date

import pytest

from naervaer import store
from naervaer.model import Measure
from naervaer.store import ChangedMeanwhileError, StoreError, Target
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
NEW_YEAR = date(2016, 1, 1)
SEVEN_AND_A_HALF = Target(NEW_YEAR, Measure.ABSENCE, percent=7.5)
TENTH_LESS = Target(NEW_YEAR, Measure.ABSENCE, change_percent=-10.0, base_year=2015)


@pytest.fixture(autouse=True)
def kindergartens():
    rows = "unit  service_area  period_start  lost_days\n Lia barnehage  Barnehage  2015-01-01  5.0"
    store.save_upload(imported(rows), **HERE)


def standing():
    return store.read("targets", municipality="fjordvik")


def levels():
    return standing()["percent"].tolist()


def version(target_id):
    return int(standing().set_index("target_id")["version"][target_id])


def changes():
    return store.read("target_changes", municipality="fjordvik")


def undo():
    store.undo_target_change(int(changes()["target_change_id"][0]), **HERE)


def test_a_target_is_told_as_it_was_said():
    store.save_target(
        Target(NEW_YEAR, Measure.ATTENDANCE, area="barnehage", percent=92.5, note="Vedtatt av AMU"), **HERE
    )
    (row,) = standing().itertuples(index=False)
    assert (row.area, row.since.date(), row.form, row.percent) == ("Barnehage", NEW_YEAR, "attendance", 92.5)
    assert (row.note, row.said_by) == ("Vedtatt av AMU", "Kari")


def test_a_target_against_a_base_year_has_no_level_of_its_own():
    store.save_target(TENTH_LESS, **HERE)
    (row,) = standing().itertuples(index=False)
    assert (row.change_percent, row.base_year) == (-10.0, 2015)
    assert standing()["percent"].isna().all()


def test_a_change_replaces_what_was_said_and_can_be_taken_back():
    target = store.save_target(SEVEN_AND_A_HALF, **HERE)
    lower = Target(NEW_YEAR, Measure.ABSENCE, percent=7.0)
    store.save_target(lower, target_id=target, seen_version=version(target), **HERE)
    assert levels() == [7.0]
    undo()
    assert levels() == [7.5]
    undo()
    assert levels() == []


def test_a_target_taken_away_comes_back():
    target = store.save_target(SEVEN_AND_A_HALF, **HERE)
    store.remove_target(target, seen_version=version(target), **HERE)
    assert levels() == []
    assert changes()["removed"].tolist() == [True, False]
    undo()
    assert levels() == [7.5]


def test_only_the_last_change_of_a_target_can_be_taken_back():
    target = store.save_target(SEVEN_AND_A_HALF, **HERE)
    store.remove_target(target, seen_version=version(target), **HERE)
    first = int(changes()["target_change_id"][1])
    with pytest.raises(StoreError) as refused:
        store.undo_target_change(first, **HERE)
    assert refused.value.key == "target_change_undone"


def test_the_later_of_two_editors_is_told():
    target = store.save_target(SEVEN_AND_A_HALF, **HERE)
    seen = version(target)
    store.save_target(TENTH_LESS, target_id=target, seen_version=seen, **HERE)
    with pytest.raises(ChangedMeanwhileError):
        store.save_target(SEVEN_AND_A_HALF, target_id=target, seen_version=seen, **HERE)
    with pytest.raises(ChangedMeanwhileError):
        store.remove_target(target, seen_version=seen, **HERE)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (Target(NEW_YEAR, Measure.ABSENCE, percent=0.0), "impossible_target"),
        (Target(NEW_YEAR, Measure.ABSENCE, percent=100.0), "impossible_target"),
        (Target(NEW_YEAR, Measure.ABSENCE), "half_a_target"),
        (Target(NEW_YEAR, Measure.ABSENCE, change_percent=-10.0), "half_a_target"),
        (Target(NEW_YEAR, Measure.ABSENCE, percent=7.0, change_percent=-10.0, base_year=2015), "half_a_target"),
        (Target(NEW_YEAR, Measure.ABSENCE, change_percent=-100.0, base_year=2015), "half_a_target"),
        (Target(NEW_YEAR, Measure.ABSENCE, area="Sjøforsvaret", percent=7.0), "unknown_area"),
    ],
)
def test_what_cannot_be_a_target_is_refused(target, why):
    with pytest.raises(StoreError) as refused:
        store.save_target(target, **HERE)
    assert refused.value.key == why
    assert standing().empty


def test_the_same_units_have_one_target_from_a_day():
    store.save_target(SEVEN_AND_A_HALF, **HERE)
    with pytest.raises(StoreError) as refused:
        store.save_target(TENTH_LESS, **HERE)
    assert refused.value.key == "target_there_already"
    store.save_target(Target(NEW_YEAR, Measure.ABSENCE, area="Barnehage", percent=7.5), **HERE)
    store.save_target(Target(date(2017, 1, 1), Measure.ABSENCE, percent=7.0), **HERE)
    assert len(standing()) == 3


def test_a_target_does_not_come_back_beside_the_one_that_took_its_place():
    target = store.save_target(SEVEN_AND_A_HALF, **HERE)
    store.remove_target(target, seen_version=version(target), **HERE)
    removed = int(changes()["target_change_id"][0])
    store.save_target(TENTH_LESS, **HERE)
    with pytest.raises(StoreError) as refused:
        store.undo_target_change(removed, **HERE)
    assert refused.value.key == "target_there_already"
    assert len(standing()) == 1


def test_targets_are_the_municipalitys_own():
    store.save_target(SEVEN_AND_A_HALF, **HERE)
    assert store.read("targets", municipality="nabokommune").empty
    with pytest.raises(StoreError):
        store.undo_target_change(int(changes()["target_change_id"][0]), municipality="nabokommune", who="Kari")
