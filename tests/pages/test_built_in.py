"""The texts we put in place of Streamlit's own are texts that Streamlit has."""

import re
from pathlib import Path

import pytest
import streamlit

from naervaer.i18n import texts
from naervaer.model import Language
from pages.components import built_in


SCRIPTS = Path(streamlit.__file__).parent / "static/static/js"
BUILT_IN = {key: text for key, text in texts(Language.EN).items() if key.startswith("built_in.")}

# Put together from pieces in Streamlit's scripts, so that they stand nowhere whole.
PIECES = {"Press Enter to ": {"apply", "submit form"}, "+Enter to ": {"apply"}}


@pytest.fixture(scope="module")
def scripts():
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in SCRIPTS.glob("*.js"))


def fixed_parts(text):
    for start in PIECES:
        if start in text:
            return [start]
    return [part for part in re.split(r"\{\w+\}", text) if part]


@pytest.mark.parametrize("key", sorted(BUILT_IN))
def test_streamlit_says_it(scripts, key):
    assert all(part in scripts for part in fixed_parts(BUILT_IN[key]))


@pytest.mark.parametrize("language", [Language.NB, Language.DA])
def test_it_is_said_in_the_language(language):
    assert texts(language)["built_in.choose_option"] in built_in.script()


def test_nothing_in_the_script_ends_it_early():
    assert "</" not in built_in.script()
