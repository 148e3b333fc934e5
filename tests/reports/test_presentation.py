"""The presentation: one file that needs nothing, whatever names are in it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from naervaer.model import Language
from naervaer.reports import presentation
from tests.reports import fjellvik
from tests.reports.test_decks import made


class Text(HTMLParser):
    """Tags and texts of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.words, self.told = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.told += [value for name, value in attributes if name == "aria-label"]

    def handle_data(self, data):
        self.words.append(data)


def read_back(deck):
    page = presentation.printed(deck).decode()
    text = Text()
    text.feed(page)
    return page, text


@pytest.mark.parametrize("language", Language)
def test_every_slide_says_what_the_outline_says(language):
    deck = made("steering", fjellvik.filled(), language)
    page, text = read_back(deck)
    assert f'<html lang="{language}">' in page
    assert text.tags.count("section") == len(deck.slides) == text.tags.count("h1")
    for one in deck.slides:
        assert one.title.said in text.words
        assert all(said.said in text.words for said in one.texts)
        assert all(graph.alt in text.told for graph in one.graphs)
    assert text.tags.count("svg") >= sum(len(one.graphs) for one in deck.slides)


def test_it_asks_for_nothing_outside_itself():
    page, text = read_back(made("steering", fjellvik.filled()))
    assert not {"link", "img", "iframe", "object"} & set(text.tags)
    outside = set(re.findall(r"https?://[^\"' )]+", page)) - {"http://www.w3.org/2000/svg"}
    assert not outside
    assert "@import" not in page and "url(http" not in page


def test_a_name_that_is_markup_is_only_a_name():
    deck = replace(made("steering", fjellvik.filled()), about="<script>alert(1)</script>", municipality="A & B")
    page, _ = read_back(deck)
    assert "<script>alert" not in page
    assert "A &amp; B" in page
