"""Units over time: what is near is asked at the upload, and what has happened is said on a page and can be undone."""

import pytest

from naervaer import store
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.test_correcting import upload, workbook
from tests.pages.visiting import drawn, go, said, tables, visit


@pytest.fixture(autouse=True)
def two_units():
    save(unit("Lia barnehage", "Barnehage", 10.0), unit("Bekken barnehage", "Barnehage", 6.0))


HEADING = ["Enhet", "Periode", "Tapte dagsverk", "Mulige dagsverk", "Antall ansatte"]


def uploading(*names):
    here = upload(visit("upload"), workbook([HEADING, *([name, "01.2026", 30, 200, 20] for name in names)]))
    here.selectbox(key="upload.destination").select(SOLVIK).run()
    return here


def save_button(here):
    return next(button for button in here.button if button.label.startswith("Lagre"))


def answer(here, name, choice):
    (asked,) = (group for group in here.get("button_group") if name in group.proto.label.replace("\\", ""))
    asked.set_value(choice).run()
    return here


def names():
    return store.read("units", municipality=SOLVIK)["unit"].tolist()


def test_nothing_is_saved_before_the_questions_are_answered():
    here = uploading("Lia bhg")
    assert "En enhet ligner en som finnes fra før" in said(here)
    assert save_button(here).disabled and "Svar på spørsmålene om enhetene" in said(here)


def test_plain_names_raise_no_question():
    assert not save_button(uploading("Lia barnehage", "Helt ny skole")).disabled


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("same", ["Bekken barnehage", "Lia bhg"]),
        ("renamed", ["Bekken barnehage", "Lia bhg"]),
        ("new", ["Bekken barnehage", "Lia barnehage", "Lia bhg"]),
    ],
)
def test_the_answer_decides_which_unit_it_is(choice, expected):
    here = answer(uploading("Lia bhg"), "Lia bhg", choice)
    save_button(here).click().run()
    assert sorted(names()) == expected
    assert len(store.read("unit_changes", municipality=SOLVIK)) == (choice == "renamed")
    assert not save_button(uploading("Lia bhg", "Bekken barnehage")).disabled


def record(here, happened):
    return here.selectbox(key="units.happened").select(happened).run()


def unit_id(name):
    return int(store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"][name])


def test_a_unit_is_renamed_and_the_name_can_be_taken_back():
    here = visit("units")
    here.selectbox(key="units.rename").select(unit_id("Lia barnehage"))
    here.text_input(key="units.new_name").input("Granheim barnehage").run()
    here.button(key="units.save.renamed").click().run()
    assert "Lia barnehage fikk navnet Granheim barnehage fra" in said(here).replace("*", "")
    assert {row["Enhet"] for row in tables(here)["Enhetene"]} == {"Bekken barnehage", "Granheim barnehage"}
    here.button(key="units.undo.1").click().run()
    assert {row["Enhet"] for row in tables(here)["Enhetene"]} == {"Bekken barnehage", "Lia barnehage"}


def test_units_are_merged_and_shown_as_one_series_only_where_that_is_chosen():
    here = record(visit("units"), "merged")
    here.multiselect(key="units.were_merged").set_value([unit_id("Lia barnehage"), unit_id("Bekken barnehage")])
    here.selectbox(key="units.into").select(-1).run()
    here.text_input(key="units.merged_name").input("Fjellet barnehage")
    here.checkbox(key="units.join_merged").check().run()
    here.button(key="units.save.merged").click().run()
    assert names() == ["Fjellet barnehage"]
    assert "8,0\u00a0%" in said(go(here, "trend"))  # 10 and 6 percent of the same days
    assert drawn(here)


def test_what_cannot_be_is_said_and_nothing_is_changed():
    here = visit("units")
    here.selectbox(key="units.rename").select(unit_id("Lia barnehage"))
    here.text_input(key="units.new_name").input("Bekken barnehage").run()
    here.button(key="units.save.renamed").click().run()
    assert "En annen enhet heter allerede «Bekken barnehage»" in said(here)
    assert store.read("unit_changes", municipality=SOLVIK).empty


def test_what_another_browser_has_undone_is_said():
    here = visit("units")
    store.rename_unit(
        unit_id("Lia barnehage"),
        "Granheim",
        store.read("units", municipality=SOLVIK)["first_period"].min().date(),
        municipality=SOLVIK,
        who="Ola",
    )
    here.run()
    store.undo_unit_change(1, municipality=SOLVIK, who="Ola")
    here.button(key="units.undo.1").click().run()
    assert "Dette er allerede angret" in said(here)
