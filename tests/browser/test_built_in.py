"""What Streamlit's own controls say stands in the page's language, also after it is changed."""

import re

import pytest

from naervaer.i18n import t, texts
from naervaer.model import Language
from tests.browser.test_pages import PAGES, opened
from tests.browser.visit import settle


ENGLISH = {text for key, text in texts(Language.EN).items() if key.startswith("built_in.") and "{" not in text}

LEFT_IN_ENGLISH = """(english) => [...document.querySelectorAll("[aria-label], [placeholder], button, a")]
    .filter((element) => !element.closest("[data-testid=stMarkdownContainer], [data-testid=stHtml]"))
    .flatMap((element) => [element.getAttribute("aria-label"), element.getAttribute("placeholder"),
                           element.children.length ? null : element.textContent])
    .filter((text) => text && english.includes(text.trim()))"""


def left_in_english(page, language):
    own = {text for key, text in texts(language).items() if key.startswith("built_in.")}
    return page.evaluate(LEFT_IN_ENGLISH, sorted(ENGLISH - own))


@pytest.mark.parametrize("language", [Language.NB, Language.DA])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_left_in_english(page, address, language):
    opened(page, f"{address}?language={t(language, 'language.name')}")
    assert left_in_english(page, language) == []


def test_the_texts_follow_when_the_language_is_changed(page):
    opened(page, "/upload")
    page.get_by_text(t(Language.NB, "built_in.upload"), exact=True).first.wait_for()
    for language in (Language.DA, Language.EN):
        page.get_by_role("combobox", name=re.compile("Sprog")).click()
        page.get_by_role("option", name=t(language, "language.name")).click()
        settle(page)
        page.get_by_text(t(language, "built_in.upload"), exact=True).first.wait_for()
