"""Printing in a process of its own: one answer for each order, whatever happened to the one before."""

import io
import threading

import pytest
from pptx import Presentation

from naervaer.reports import press, xlsx
from tests.reports import fjellvik
from tests.reports.test_decks import made
from tests.reports.test_pptx import own_template


@pytest.fixture(autouse=True)
def ended():
    yield
    press.stop()


@pytest.fixture
def deck():
    return made("steering", fjellvik.filled())


def test_what_comes_back_is_the_file(deck):
    show = Presentation(io.BytesIO(press.printed(deck, "pptx", own_template())))
    assert len(show.slides) == len(deck.slides)
    assert press.printed(deck, "pdf").startswith(b"%PDF-")
    assert press.printed(deck, "xlsx")[:2] == xlsx.printed(deck)[:2]


def test_a_bad_template_is_refused_with_its_reason_and_the_next_order_is_answered(deck):
    with pytest.raises(press.PrintingFailedError) as refused:
        press.check(b"hei")
    assert refused.value.key == "not_a_presentation"
    press.check(own_template())


def test_a_process_that_has_ended_is_started_again(deck):
    press.printed(deck, "html")
    press._press.process.kill()
    press._press.process.wait()
    assert press.printed(deck, "html")


def test_an_unknown_kind_is_a_sentence_and_no_traceback(deck):
    with pytest.raises(press.PrintingFailedError) as refused:
        press.printed(deck, "docx")
    assert refused.value.key == "printing_failed"


def test_nobody_waits_for_what_is_ordered_and_the_first_is_made_first(deck):
    press.printed(deck, "html")
    orders = [press.order(deck, "html") for _ in range(4)]
    places = [press.ahead(order) for order in orders]
    assert places == sorted(places) and places[-1] >= 1, "the others stand before the last"
    assert len({order.result() for order in orders}) == 1
    assert [press.ahead(order) for order in orders] == [0, 0, 0, 0]


def test_ten_at_once_get_one_file_each(deck):
    made_of = []
    threads = [threading.Thread(target=lambda: made_of.append(press.printed(deck, "html"))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made_of) == 10 and len(set(made_of)) == 1
