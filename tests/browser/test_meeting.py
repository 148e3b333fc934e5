"""To the meeting in a real browser: files come, the presentation turns without a network, a sentence is kept."""

import io

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.photograph import photograph
from tests.browser.visit import settle, violations


pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(page):
    page.goto("/slides")
    settle(page)
    expect(page.locator(".naervaer-slide section").last).to_be_visible()
    settle(page)
    return page


def test_the_slides_are_seen_and_nothing_is_in_the_way_of_anybody(meeting):
    assert meeting.locator(".naervaer-slide section").count() == 7
    assert meeting.locator(".naervaer-slide svg").count() >= 4
    assert violations(meeting) == []
    photograph(meeting, "meeting")


def test_the_slides_taken_along_open_and_are_those_that_were_seen(meeting, tmp_path):
    seen = meeting.locator(".naervaer-slide h2").all_inner_texts()
    with meeting.expect_download() as download:
        meeting.get_by_role("button", name="PowerPoint").click()
    path = tmp_path / "deck.pptx"
    download.value.save_as(path)
    show = Presentation(io.BytesIO(path.read_bytes()))
    assert [page.shapes.title.text for page in show.slides] == seen


def test_the_presentation_turns_with_the_keys_also_without_a_network(meeting):
    with meeting.context.expect_page() as opened:
        meeting.get_by_role("button", name="Vis på skjerm").click()
    show = opened.value
    show.wait_for_load_state()
    meeting.context.set_offline(True)
    now = show.locator(".slide.now h1")
    first = now.inner_text()
    show.keyboard.press("ArrowRight")
    assert now.inner_text() != first
    show.keyboard.press("ArrowLeft")
    assert now.inner_text() == first
    show.keyboard.press("End")
    assert show.locator(".slide.now").get_attribute("id") == "slide-7"
    assert show.locator(".slide:visible").count() == 1
    meeting.context.set_offline(False)


def test_a_sentence_is_kept_and_taken_back(meeting):
    meeting.get_by_text("Skriv om på lysark 1").click()
    settle(meeting)
    field = meeting.get_by_label("Tittel").first
    own = field.input_value()
    field.fill("Vi er på rett vei")
    field.press("Control+Enter")
    settle(meeting)
    expect(meeting.locator(".naervaer-slide h2").first).to_have_text("Vi er på rett vei")
    meeting.reload()
    settle(meeting)
    expect(meeting.locator(".naervaer-slide h2").first).to_have_text("Vi er på rett vei")
    meeting.get_by_role("button", name="Angre siste endring").click()
    settle(meeting)
    expect(meeting.locator(".naervaer-slide h2").first).to_have_text(own)
