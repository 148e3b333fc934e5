"""What one unit took part in, the newest first, and what it was called."""

from datetime import date

from naervaer import store
from naervaer.figures import unit_history
from naervaer.model import Language
from tests.pages.municipality import SOLVIK, save, unit


HERE = {"municipality": SOLVIK, "who": "Kari"}


def lia():
    known = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    return int(known["Lia"])


def test_the_newest_initiative_stands_first():
    save(unit("Lia", "Skole", 8), starts=[("Lia", "Kurs", "2024-03-01"), ("Lia", "Samtaler", "2025-02-01")])
    found = unit_history.takes_part(SOLVIK, lia(), Language.NB)
    assert [(one.initiative, one.start) for one in found] == [
        ("Samtaler", date(2025, 2, 1)),
        ("Kurs", date(2024, 3, 1)),
    ]


def test_another_way_of_writing_a_name_is_no_change_and_a_new_name_is():
    save(unit("Lia", "Skole", 8))
    store.spell_unit(lia(), "Lia sk.", **HERE)
    assert unit_history.called(SOLVIK, lia(), Language.NB) == []
    known = lia()
    store.rename_unit(known, "Lia oppvekstsenter", date(2025, 6, 1), **HERE)
    newest = int(store.read("unit_changes", municipality=SOLVIK)["unit_id"].iloc[0])
    (said,) = unit_history.called(SOLVIK, newest, Language.NB)
    assert "juni 2025" in said
