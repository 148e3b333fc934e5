"""The three languages say the same things, and every text that is asked for exists."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from naervaer.i18n import texts
from naervaer.model import Language


ROOT = Path(__file__).parents[2]
SPEAKERS = [
    ROOT / "app.py",
    ROOT / "server.py",
    *sorted((ROOT / "pages").rglob("*.py")),
    *sorted((ROOT / "naervaer").rglob("*.py")),
]
OTHERS = [language for language in Language if language is not Language.NB]


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def asked_for():
    """Every key written out in a call of t(); keys put together at run time are the callers' own tests' matter."""
    for path in SPEAKERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t" and len(node.args) > 1:
                key = node.args[1]
                if isinstance(key, ast.Constant):
                    yield str(path.relative_to(ROOT)), key.value


@pytest.mark.parametrize("language", OTHERS)
def test_has_the_same_keys(language):
    assert texts(language).keys() == texts(Language.NB).keys()


@pytest.mark.parametrize("language", OTHERS)
def test_has_the_same_placeholders(language):
    bokmaal = texts(Language.NB)
    unlike = {key for key, text in texts(language).items() if placeholders(text) != placeholders(bokmaal.get(key, ""))}
    assert unlike == set()


@pytest.mark.parametrize("language", Language)
def test_no_text_is_empty_or_holds_a_double_space(language):
    assert [key for key, text in texts(language).items() if not text.strip() or "  " in text] == []


@pytest.mark.parametrize("language", Language)
def test_a_plural_has_both_its_forms(language):
    # Under "skipped" stand reasons by their names, and one of them is "other".
    forms = {(key.rpartition(".")[0], key.rpartition(".")[2]) for key in texts(language) if key != "skipped.other"}
    one = {stem for stem, form in forms if form == "one"}
    other = {stem for stem, form in forms if form == "other"}
    assert one == other


def test_danish_is_not_bokmaal():
    """Words that give a copied text away; none of them is Danish."""
    norwegian = re.compile(r"\b(sykefravær\w*|tiltaket|tiltakene|prosentpoeng|enhetene|hva|nå|ikke noe)\b")
    assert {key: text for key, text in texts(Language.DA).items() if norwegian.search(text.lower())} == {}


def test_every_text_asked_for_exists():
    known = texts(Language.NB).keys()
    missing = {(path, key) for path, key in asked_for() if key not in known and f"{key}.other" not in known}
    assert missing == set()
