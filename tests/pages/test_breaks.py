"""Breaks are said on a page, stand there with who and why, and can be taken back."""

import pytest

from naervaer import store
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import said, visit


@pytest.fixture(autouse=True)
def one_unit():
    save(unit("Lia barnehage", "Barnehage", 10.0))


def test_a_break_is_said_and_taken_back():
    here = visit("units")
    assert "Ingen brudd er registrert" in said(here)
    here.selectbox(key="breaks.area").select("Barnehage")
    here.text_input(key="breaks.reason").input("Nytt **system**").run()
    here.button(key="breaks.save").click().run()
    assert "Barnehage:** Nytt **system**" in said(here) and not here.exception
    assert store.read("breaks", municipality=SOLVIK)["area"].tolist() == ["Barnehage"]
    here.button(key="breaks.undo.1").click().run()
    assert "Ingen brudd er registrert" in said(here)


def test_without_a_reason_nothing_can_be_saved():
    assert visit("units").button(key="breaks.save").disabled


def test_what_another_browser_has_undone_is_said():
    visit("units")
    number = store.save_break(
        store.read("units", municipality=SOLVIK)["first_period"][0].date(), "Ny", municipality=SOLVIK, who="Ola"
    )
    here = visit("units")
    store.undo_break(number, municipality=SOLVIK, who="Ola")
    here.button(key=f"breaks.undo.{number}").click().run()
    assert "Bruddet er allerede angret" in said(here)


def test_a_reason_about_a_person_is_refused_and_not_kept():
    here = visit("units")
    here.text_input(key="breaks.reason").input("Ola Nordmann, født 01.02.1980, ble sykmeldt").run()
    here.button(key="breaks.save").click().run()
    assert here.error and "Nordmann" not in here.error[0].value
    assert store.read("breaks", municipality=SOLVIK).empty
