"""To the meeting in a real browser: files come, the presentation turns without a network, a sentence is kept."""

import io
import os
import signal
import subprocess
from contextlib import contextmanager

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
    meeting.get_by_role("button", name="PowerPoint", exact=True).click()
    with meeting.expect_download() as download:
        meeting.get_by_role("button", name="Last ned PowerPoint").click()
    path = tmp_path / "deck.pptx"
    download.value.save_as(path)
    show = Presentation(io.BytesIO(path.read_bytes()))
    assert [page.shapes.title.text for page in show.slides] == seen


@contextmanager
def held_back(server):
    """The server's process that makes files stands still meanwhile."""
    found = subprocess.run(["pgrep", "-P", str(server.pid), "-f", "reports.press"], capture_output=True, check=True)
    (press,) = map(int, found.stdout.split())
    os.kill(press, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(press, signal.SIGCONT)


def test_while_a_file_is_made_it_is_said_and_other_work_goes_on(meeting, server):
    """The process that makes files is held back; what else is on the page is not."""
    status = meeting.locator("[role=status]:has-text('PowerPoint')")
    meeting.get_by_role("button", name="PDF", exact=True).click()
    meeting.get_by_role("button", name="Last ned PDF").wait_for()
    settle(meeting)
    with held_back(server):
        button = meeting.get_by_role("button", name="PowerPoint", exact=True)
        button.focus()
        meeting.keyboard.press("Enter")
        expect(status).to_contain_text("Lager PowerPoint")
        expect(button).to_be_focused()
        assert violations(meeting) == []
        meeting.get_by_text("Skriv om på lysark 1").click()
        field = meeting.get_by_label("Tittel").first
        own = field.input_value()
        field.fill("Midt i ventetiden")
        field.press("Control+Enter")
        expect(meeting.locator(".naervaer-slide h2").first).to_have_text("Midt i ventetiden")
        meeting.get_by_role("button", name="Angre siste endring").click()
        expect(meeting.locator(".naervaer-slide h2").first).to_have_text(own)
        meeting.get_by_role("button", name="PowerPoint", exact=True).click()
        expect(status).to_contain_text("Lager PowerPoint")
    meeting.get_by_role("button", name="Last ned PowerPoint").wait_for()
    settle(meeting)
    assert violations(meeting) == []


def test_the_presentation_turns_with_the_keys_also_without_a_network(meeting):
    with meeting.context.expect_page() as opened:
        meeting.get_by_role("button", name="Vis på skjerm").click()
    show = opened.value
    show.wait_for_load_state()
    settle(meeting)  # where the page it was opened from still looks for its file
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
    meeting.get_by_text("Skriv om på lysark 2").click()  # what was typed is not sent once more
    settle(meeting)
    expect(meeting.locator(".naervaer-slide h2").first).to_have_text(own)
