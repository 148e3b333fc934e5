"""To the meeting: the slides are seen as they will be, a sentence is written over, and the deck is found again."""

import re
import time
from concurrent.futures import Future

import pytest

from naervaer import store
from naervaer.i18n import t
from naervaer.model import Language, Measure
from naervaer.reports import decks, press
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import go, said, sent, visit
from tests.reports import fjellvik


@pytest.fixture(autouse=True)
def no_press_left():
    yield
    press.stop()


def words(here):
    """All that is sent, with what stands in the slides' scripts readable."""
    return re.sub(r"\\+u003c", "<", sent(here)).replace("\\", "")


def area(here, beginning):
    return next(field for field in here.text_area if field.value.startswith(beginning))


def test_before_anything_is_there_the_page_says_what_to_do():
    here = visit("slides")
    assert "Ingen tiltak er registrert ennå" in said(here)
    assert not here.exception


def test_the_slides_of_the_steering_group_are_seen():
    initiative = fjellvik.filled()
    deck = decks.made(SOLVIK, "steering", initiative, Language.NB).deck
    here = visit("slides")
    seen = words(here)
    for one in deck.slides:
        assert one.title.said.replace("\u00a0", "\\u00a0") in seen or one.title.said in seen
    assert f"visning {deck.code}" in seen


def test_a_sentence_is_kept_as_soon_as_it_is_written_and_can_be_taken_back():
    initiative = fjellvik.filled()
    here = visit("slides")
    area(here, "Klar nedgang").set_value("Vi er på rett vei.").run()
    assert "Vi er på rett vei." in words(here)
    assert decks.made(SOLVIK, "steering", initiative, Language.NB).deck.slides[0].texts[0].said == "Vi er på rett vei."
    here.button(key="meeting.undo").click().run()
    assert area(here, "Klar nedgang")
    assert "meeting.undo" not in {button.key for button in here.button}


def test_where_attendance_is_chosen_the_slides_speak_of_it():
    initiative = fjellvik.filled()
    here = visit("slides")
    here.sidebar.get("button_group")[0].set_value(Measure.ATTENDANCE)
    here.run()
    deck = decks.made(SOLVIK, "steering", initiative, Language.NB, Measure.ATTENDANCE).deck
    assert deck.slides[0].title.said.startswith("Nærværet")
    assert deck.slides[0].title.said in words(here)
    (button,) = taken(here, "html").get("download_button")
    assert button.proto.label == "Last ned Presentasjon"
    assert deck.code in store.read_anew("decks", municipality=SOLVIK)["code"].tolist()


def taken(here, kind):
    """The page once a file of the kind is made."""
    here.button(key=f"meeting.{kind}").click().run()
    for _ in range(100):
        if here.get("download_button"):
            return here
        time.sleep(0.1)
        here.run()
    raise AssertionError(f"no file came: {said(here)}")


def test_a_file_is_ordered_and_is_there_when_it_is_made():
    fjellvik.filled()
    here = visit("slides")
    assert not here.get("download_button")
    (button,) = taken(here, "pdf").get("download_button")
    assert button.proto.label == "Last ned PDF"
    assert store.read_anew("decks", municipality=SOLVIK)["code"].tolist()


def test_a_file_of_other_figures_is_no_longer_offered():
    fjellvik.filled()
    here = taken(visit("slides"), "html")
    area(here, "Klar nedgang").set_value("Vi er på rett vei.").run()
    assert not here.get("download_button")


def test_a_file_that_cannot_be_made_is_a_sentence(monkeypatch):
    def failed(deck, kind, template):
        order = Future()
        order.set_exception(press.PrintingFailedError("printing_failed"))
        return order

    fjellvik.filled()
    monkeypatch.setattr(press, "order", failed)
    here = visit("slides")
    here.button(key="meeting.pptx").click().run()
    (told,) = here.error
    assert told.value == t(Language.NB, "meeting.printing_failed")
    assert not here.get("download_button")


def test_a_sentence_about_somebody_is_refused_without_being_repeated():
    initiative = fjellvik.filled()
    here = visit("slides")
    area(here, "Klar nedgang").set_value("Ring 41 23 45 67 om dette.").run()
    assert "En tekst har et telefonnummer" in said(here)
    assert not decks.made(SOLVIK, "steering", initiative, Language.NB).deck.slides[0].texts[0].edited
    assert store.read_anew("deck_edits", municipality=SOLVIK, deck=f"steering:{initiative}", language="nb").empty


def test_an_empty_title_leaves_the_figures_own():
    fjellvik.filled()
    here = visit("slides")
    title = area(here, "Sykefraværet er").value
    area(here, "Sykefraværet er").set_value(" ").run()
    assert area(here, "Sykefraværet er").value == title


def test_a_reader_sees_the_slides_and_edits_nothing(monkeypatch):
    fjellvik.filled()
    monkeypatch.setattr("pages.components.login.required", lambda: True)
    here = visit("slides", is_logged_in=True, name="Leser", roles=["reader"], iat=9e12)
    assert "Klar nedgang" in words(here)
    assert not here.text_area and not here.file_uploader


def test_a_deck_is_shown_as_it_was_although_the_figures_are_gone():
    initiative = fjellvik.filled()
    deck = decks.made(SOLVIK, "steering", initiative, Language.NB).deck
    decks.keep(deck, decks.name(deck.audience, initiative), municipality=SOLVIK, who="Kari")
    upload = int(store.read("uploads", municipality=SOLVIK)["upload_id"].iloc[0])
    store.undo_upload(upload, municipality=SOLVIK, who="Kari")
    here = visit("slides")
    here.query_params["state"] = deck.code
    here.run()
    assert "Slik var lysarkene" in said(here)
    assert "klar nedgang" in words(here)
    assert not here.text_area


def test_a_code_nobody_has_gives_a_sentence():
    fjellvik.filled()
    here = visit("slides")
    here.query_params["state"] = "ukjent"
    here.run()
    assert "Ingen lysark har koden ukjent" in said(here)


def test_a_bad_template_gives_a_sentence_and_a_good_one_is_used():
    from tests.reports.test_pptx import own_template

    fjellvik.filled()
    here = visit("slides")
    here.file_uploader[0].upload("mal.pptx", b"hei").run()
    assert "Filen kan ikke åpnes som en PowerPoint-mal" in said(here)
    here = go(here, "slides")
    here.file_uploader[0].upload("mal.pptx", own_template()).run()
    assert not store.read_anew("slide_template", municipality=SOLVIK).empty
    here.button(key="meeting.template_remove").click().run()
    assert store.read_anew("slide_template", municipality=SOLVIK).empty
