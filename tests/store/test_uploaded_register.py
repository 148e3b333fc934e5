"""A sheet of initiatives brings pauses and comparisons: they go and come with their file, and pages may change them."""

from datetime import date

import pytest

from naervaer import store
from naervaer.store import ComparisonUnit, Pause, TakingPart
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
ROWS = "unit  period_start\n Lia  2018-01-01\n Moen  2018-01-01\n Vik  2018-01-01"
SHEET = "unit  initiative  start\n Lia  Turnus  2018-08-01"
DECEMBER, JANUARY, MAY = date(2018, 12, 1), date(2019, 1, 31), date(2019, 5, 1)
PAUSE, COMPARED = ("Lia", "Turnus", DECEMBER, JANUARY, "Flytting"), ("Moen", "Turnus", "Like stor")


def upload(fingerprint="a", initiatives=SHEET, **told):
    return store.save_upload(imported(ROWS, initiatives, fingerprint=fingerprint, **told), **HERE).upload_id


def ids():
    return {row.unit: int(row.unit_id) for row in store.read("units", municipality="fjordvik").itertuples()}


def stands(kind, initiative=1):
    return list(store.rows(kind, "fjordvik", initiative))


def test_a_sheet_fills_the_register_and_the_log_says_who():
    upload(pauses=[PAUSE], compared_with=[COMPARED])
    assert stands(Pause) == [Pause(ids()["Lia"], DECEMBER, JANUARY, "Flytting")]
    assert stands(ComparisonUnit) == [ComparisonUnit(ids()["Moen"], "Like stor")]
    found = store.read("register_changes", municipality="fjordvik")
    assert set(zip(found["part"], found["action"], found["changed_by"], strict=True)) == {
        ("pauses", "uploaded", "Kari"),
        ("comparison_units", "uploaded", "Kari"),
    }


def test_it_goes_and_comes_with_its_file_also_where_the_initiative_was_there_before():
    upload()
    later = upload("b", pauses=[PAUSE], compared_with=[COMPARED])
    store.undo_upload(later, **HERE)
    assert stands(Pause) == [] and stands(ComparisonUnit) == []
    store.redo_upload(later, **HERE)
    assert len(stands(Pause)) == 1 and len(stands(ComparisonUnit)) == 1


def test_what_it_replaced_comes_back_when_it_goes():
    upload()
    mine = Pause(ids()["Lia"], DECEMBER, None, "Skrevet på siden")
    store.save_rows(Pause, 1, [], [mine], **HERE)
    later = upload("b", pauses=[PAUSE])
    assert stands(Pause) == [Pause(ids()["Lia"], DECEMBER, JANUARY, "Flytting")]
    store.undo_upload(later, **HERE)
    assert stands(Pause) == [mine]


def test_a_newer_file_that_says_the_same_does_not_undo_what_a_page_changed():
    upload(pauses=[PAUSE])
    store.save_rows(Pause, 1, stands(Pause), [], **HERE)
    upload("b", pauses=[PAUSE, ("Lia", "Turnus", MAY)])
    assert stands(Pause) == [Pause(ids()["Lia"], MAY)]


def test_what_a_page_changed_stays_when_the_file_goes():
    first = upload(pauses=[PAUSE], initiatives=SHEET + "\n Vik  Turnus  2018-08-01")
    mine = Pause(ids()["Lia"], DECEMBER, None, "Varer ennå")
    store.save_rows(Pause, 1, stands(Pause), [mine], **HERE)
    seen = int(store.read("initiatives", municipality="fjordvik")["version"].iloc[0])
    taking_part = [TakingPart(ids()["Vik"], DECEMBER)]
    store.save_initiative("Turnus", initiative_id=1, seen_version=seen, taking_part=taking_part, **HERE)
    store.undo_upload(first, **HERE)
    assert stands(Pause) == [mine]


def test_undo_on_the_page_takes_back_what_a_person_did_and_not_the_file():
    upload(pauses=[PAUSE])
    with pytest.raises(store.StoreError, match="nothing_to_undo"):
        store.undo_last_change(1, **HERE)
    assert len(stands(Pause)) == 1


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"compared_with": [("Lia", "Turnus", "Like stor")]}, "compares_with_itself"),
        ({"compared_with": [("Moen", "Kantine", "Like stor")]}, "compared_with_nothing"),
    ],
)
def test_a_comparison_that_cannot_be_stores_nothing_of_the_file(told, why):
    with pytest.raises(store.StoreError, match=why):
        upload(**told)
    assert store.read("uploads", municipality="fjordvik").empty


def test_a_unit_that_only_the_comparison_names_becomes_a_unit():
    upload(compared_with=[("Åsen", "Turnus", "Like stor")])
    assert store.read("comparison_units", municipality="fjordvik")["unit"].tolist() == ["Åsen"]
