import json
from datetime import date

import pytest

from naervaer import store
from naervaer.store import TakingPart
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
AUGUST, SEPTEMBER, DECEMBER = date(2015, 8, 1), date(2015, 9, 1), date(2015, 12, 31)


@pytest.fixture
def units():
    """The ids of two units that the store knows."""
    rows = "unit  period_start\n Lia  2015-01-01\n Solbakken  2015-01-01"
    store.save_upload(imported(rows), **HERE)
    return [int(unit_id) for unit_id in read("units")["unit_id"]]


def read(name):
    return store.read(name, municipality="fjordvik")


def shown():
    """(id, version) of the one initiative there is."""
    (row,) = read("initiatives").itertuples()
    return {"initiative_id": int(row.initiative_id), "seen_version": int(row.version)}


def taking_part():
    return [(row.unit, row.start_date.date()) for row in read("participations").itertuples()]


def test_an_initiative_and_its_units_are_saved_together(units):
    store.save_initiative(
        " Refleksjonsgrupper ",
        **HERE,
        programme="reflection_groups",
        aim="8 %",
        taking_part=[TakingPart(units[0], AUGUST)],
    )
    (row,) = read("initiatives").itertuples()
    assert (row.initiative, row.programme, row.aim, row.n_units) == (
        "Refleksjonsgrupper",
        "reflection_groups",
        "8 %",
        1,
    )
    assert taking_part() == [("Lia", AUGUST)]


def test_an_edit_changes_what_it_names_and_leaves_units_alone(units):
    store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[0], AUGUST)])
    store.save_initiative("NED 2", **HERE, aim="under 10 %", **shown())
    assert read("initiatives")["initiative"].tolist() == ["NED 2"]
    assert taking_part() == [("Lia", AUGUST)]


def test_the_list_of_units_is_the_whole_list(units):
    store.save_initiative("NED", **HERE, taking_part=[TakingPart(unit_id, AUGUST) for unit_id in units])
    store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[1], SEPTEMBER)], **shown())
    assert taking_part() == [("Solbakken", SEPTEMBER)]


def test_the_later_of_two_editors_is_told_and_nothing_is_lost(units):
    store.save_initiative("NED", **HERE)
    both_saw = shown()
    store.save_initiative("NED", **HERE, aim="under 10 %", **both_saw)
    with pytest.raises(store.ChangedMeanwhileError):
        store.save_initiative("NED", **HERE, aim="under 8 %", **both_saw)
    with pytest.raises(store.ChangedMeanwhileError):
        store.delete_initiative(**both_saw, **HERE)
    assert read("initiatives")["aim"].tolist() == ["under 10 %"]


def test_who_has_the_initiative_open_is_told_when_an_upload_brings_units():
    store.save_initiative("NED", **HERE)
    seen = shown()
    sheet = "unit  initiative  start\n Lia  NED  2015-08-01"
    upload_id = store.save_upload(imported(initiatives=sheet), **HERE).upload_id
    with pytest.raises(store.ChangedMeanwhileError):
        store.save_initiative("NED", **HERE, taking_part=[], **seen)
    seen = shown()
    store.undo_upload(upload_id, **HERE)
    with pytest.raises(store.ChangedMeanwhileError):
        store.save_initiative("NED", **HERE, taking_part=[], **seen)


def test_a_deleted_initiative_is_gone_with_its_units_and_comes_back_with_them(units):
    initiative_id = store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[0], AUGUST)])
    store.delete_initiative(**shown(), **HERE)
    assert read("initiatives").empty
    assert taking_part() == []
    store.undo_last_change(initiative_id, **HERE)
    assert taking_part() == [("Lia", AUGUST)]


def test_changes_are_undone_one_by_one_back_to_nothing(units):
    initiative_id = store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[0], AUGUST)])
    store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[0], SEPTEMBER)], **shown())
    store.save_initiative("NED 2", **HERE, **shown())
    store.undo_last_change(initiative_id, **HERE)
    assert read("initiatives")["initiative"].tolist() == ["NED"]
    assert taking_part() == [("Lia", SEPTEMBER)]
    store.undo_last_change(initiative_id, **HERE)
    assert taking_part() == [("Lia", AUGUST)]
    store.undo_last_change(initiative_id, **HERE)
    assert read("initiatives").empty
    with pytest.raises(store.StoreError, match="nothing_to_undo"):
        store.undo_last_change(initiative_id, **HERE)


def test_undoing_a_change_leaves_what_an_upload_brought_after_it(units):
    initiative_id = store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[0], AUGUST)])
    store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[0], SEPTEMBER)], **shown())
    store.save_upload(
        imported(initiatives="unit  initiative  start\n Solbakken  NED  2015-10-01", fingerprint="b"), **HERE
    )
    store.undo_last_change(initiative_id, **HERE)
    assert taking_part() == [("Lia", AUGUST), ("Solbakken", date(2015, 10, 1))]


def test_every_change_is_logged_with_before_and_after(units):
    store.save_initiative(
        "NED", municipality="fjordvik", who="Ola", taking_part=[TakingPart(units[0], AUGUST, DECEMBER)]
    )
    store.save_initiative("NED 2", **HERE, **shown())
    edited, created, *_ = read("changes").itertuples()
    assert (created.action, created.changed_by) == ("created", "Ola")
    assert (edited.action, edited.changed_by) == ("edited", "Kari")
    assert edited.before == created.after
    assert json.loads(edited.after) == {
        "initiative": "NED 2",
        "programme": None,
        "aim": None,
        "units": [[units[0], "2015-08-01", "2015-12-31"]],
    }


@pytest.mark.parametrize(
    ("periods", "why"),
    [
        ([(SEPTEMBER, AUGUST)], "end_before_start"),
        ([(AUGUST, None), (SEPTEMBER, None)], "unit_twice"),
        ([(AUGUST, SEPTEMBER), (SEPTEMBER, None)], "unit_twice"),
    ],
)
def test_impossible_periods_are_refused_and_nothing_is_stored(units, periods, why):
    wanted = [TakingPart(units[0], start, end) for start, end in periods]
    with pytest.raises(store.StoreError, match=why):
        store.save_initiative("NED", **HERE, taking_part=wanted)
    assert read("initiatives").empty


def test_a_unit_may_take_part_on_a_single_day(units):
    store.save_initiative("NED", **HERE, taking_part=[TakingPart(units[0], AUGUST, AUGUST)])
    assert taking_part() == [("Lia", AUGUST)]


def test_a_unit_may_leave_and_come_back(units):
    wanted = [TakingPart(units[0], AUGUST, date(2015, 8, 31)), TakingPart(units[0], SEPTEMBER)]
    store.save_initiative("NED", **HERE, taking_part=wanted)
    assert taking_part() == [("Lia", AUGUST), ("Lia", SEPTEMBER)]


def test_two_initiatives_do_not_share_a_name():
    store.save_initiative("Refleksjonsgrupper", **HERE)
    with pytest.raises(store.StoreError, match="name_in_use"):
        store.save_initiative("refleksjonsgrupper ", **HERE)
    with pytest.raises(store.StoreError, match="no_name"):
        store.save_initiative("  ", **HERE)
    store.save_initiative("Refleksjonsgrupper", municipality="nabokommune", who="Ola")


def test_nobody_changes_the_initiative_of_another_municipality():
    initiative_id = store.save_initiative("NED", **HERE)
    there = {"municipality": "nabokommune", "who": "Ola"}
    with pytest.raises(store.StoreError, match="no_such_initiative"):
        store.save_initiative("Mitt", **there, initiative_id=initiative_id, seen_version=1)
    with pytest.raises(store.StoreError, match="no_such_initiative"):
        store.delete_initiative(initiative_id, **there, seen_version=1)
    with pytest.raises(store.StoreError, match="nothing_to_undo"):
        store.undo_last_change(initiative_id, **there)


def test_a_unit_of_another_municipality_cannot_take_part(units):
    with pytest.raises(store.StoreError, match="no_such_unit"):
        store.save_initiative("NED", municipality="nabokommune", who="Ola", taking_part=[TakingPart(units[0], AUGUST)])
