from datetime import date

import pytest

from naervaer import store
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
DAY = date(2016, 3, 17)


@pytest.fixture
def lia():
    rows = "unit  service_area  period_start  lost_days  possible_days\nLia  Helse  2015-01-01  9  100"
    store.save_upload(imported(rows), **HERE)
    return int(store.read("units", municipality="fjordvik")["unit_id"].item())


def notes(unit_id, municipality="fjordvik"):
    return store.read("unit_notes", municipality=municipality, unit_id=unit_id)["note"].tolist()


def test_a_note_is_kept_with_who_and_when_and_taken_back_once(lia):
    number = store.save_unit_note(lia, DAY, "  Flyttet  ", **HERE)
    row = store.read("unit_notes", municipality="fjordvik", unit_id=lia).iloc[0]
    assert (row["note"], row["since"].date(), row["said_by"]) == ("Flyttet", date(2016, 3, 1), "Kari")
    store.undo_unit_note(number, **HERE)
    assert notes(lia) == []
    with pytest.raises(store.StoreError, match="note_undone"):
        store.undo_unit_note(number, **HERE)


def test_a_renamed_unit_keeps_its_notes(lia):
    store.save_unit_note(lia, DAY, "Flyttet", **HERE)
    rows = "unit  service_area  period_start  lost_days  possible_days\nGran  Helse  2016-01-01  9  100"
    store.save_upload(imported(rows, fingerprint="b"), **HERE)
    units = store.read("units", municipality="fjordvik").set_index("unit")["unit_id"]
    store.continue_unit(lia, int(units["Gran"]), date(2016, 1, 1), **HERE)
    assert notes(int(units["Gran"])) == ["Flyttet"]


def test_a_note_needs_words_and_a_unit_of_the_municipality(lia):
    with pytest.raises(store.StoreError, match="no_note"):
        store.save_unit_note(lia, DAY, " ", **HERE)
    with pytest.raises(store.StoreError, match="unknown_unit"):
        store.save_unit_note(lia, DAY, "Flyttet", municipality="nabokommune", who="Ola")
    number = store.save_unit_note(lia, DAY, "Flyttet", **HERE)
    with pytest.raises(store.StoreError, match="note_undone"):
        store.undo_unit_note(number, municipality="nabokommune", who="Ola")
    assert notes(lia) == ["Flyttet"] and notes(lia, "nabokommune") == []
