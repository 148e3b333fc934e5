"""What the words in headings, labels and cells mean; the words themselves stand in data/reference/."""

import re
import tomllib
from functools import cache
from typing import Any

from naervaer.ingest.periods import REFERENCE, plain


@cache
def reference(name: str) -> dict[str, Any]:
    """One of the word lists of data/reference/."""
    with (REFERENCE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _meanings() -> dict[str, frozenset[str]]:
    """Every word of columns.toml with what it means, as "part:self"."""
    found: dict[str, set[str]] = {}
    for group, meanings in reference("columns").items():
        for meaning, words in meanings.items():
            for word in words:
                found.setdefault(comparable(word), set()).add(f"{group}:{meaning}")
    return {word: frozenset(meanings) for word, meanings in found.items()}


@cache
def _any_word() -> re.Pattern[str]:
    words = sorted(_meanings(), key=len, reverse=True)
    forms = [
        re.escape(word[:-1]) + r"\w*" if word.endswith("*") and len(word) > 1 else re.escape(word) for word in words
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)")


def comparable(text: str) -> str:
    """A heading for comparing: plain, with _ and line breaks as spaces and no colon at its end."""
    return plain(text.replace("_", " ")).rstrip(" :")


@cache
def meanings(text: str) -> frozenset[str]:
    """What a heading says, as a set of "group:meaning"; empty when no word of it is known."""
    said = comparable(text)
    if said in _meanings():
        return _meanings()[said]
    if said.replace("-", " ") in _meanings():
        return _meanings()[said.replace("-", " ")]
    found: set[str] = set()
    for match in _any_word().finditer(said):
        found |= _known(match.group())
    return frozenset(found)


def _known(word: str) -> frozenset[str]:
    known = _meanings().get(word)
    if known is not None:
        return known
    beginning = max((w for w in _meanings() if w.endswith("*") and word.startswith(w[:-1])), key=len)
    return _meanings()[beginning]


@cache
def exact_meanings(text: str) -> frozenset[str]:
    """What a heading says when the whole of it is one known word; for words that mean little inside a longer text."""
    return _meanings().get(comparable(text), frozenset())


@cache
def unknown_letters(text: str) -> int:
    """How many letters of a heading no known word accounts for."""
    left = _any_word().sub(" ", comparable(text))
    return sum(letter.isalpha() for letter in left)


_LEADING_CODE = re.compile(r"^\d[\d-]*\s+(?=\D)")


@cache
def row_kind(label: str) -> str:
    """What a row's label makes of it: "total", "mean", "target", "forecast", "change", "comparison", "other",
    "note"; "" for a unit.
    """
    said = _LEADING_CODE.sub("", comparable(label))
    rows = reference("rows")
    if said.startswith(tuple(rows["example"]["begins"])):
        return "example"
    for kind in ("comparison", "mean", "target", "forecast", "change", "other", "total"):
        known = rows[kind]
        if said in known["is"] or _begins(said, tuple(known["begins"])) or _ends(said, tuple(known["ends"])):
            return kind
    return "note" if _begins(said, tuple(rows["note"]["begins"])) else ""


def _begins(said: str, words: tuple[str, ...]) -> bool:
    return said.startswith(words) and any(
        said == word or (said.startswith(word) and not said[len(word)].isalnum()) for word in words
    )


def _ends(said: str, words: tuple[str, ...]) -> bool:
    return said.endswith(words) and any(
        said.endswith(word) and not said[-len(word) - 1].isalnum() for word in words if len(said) > len(word)
    )


@cache
def hidden_mark(text: str) -> bool:
    """The text stands where a number was hidden or is missing ("..", "*", "<5")."""
    said = plain(text)
    marks = reference("rows")["mark"]
    return said in marks["hidden"] or (len(said) <= 12 and any(said.startswith(sign) for sign in marks["begins"]))


@cache
def is_dash(text: str) -> bool:
    """A dash alone, which is zero in some tables and nothing in others."""
    return text.strip() in reference("rows")["dash"]["marks"]


@cache
def error_name(text: str) -> bool:
    """The name of a calculation that failed, written as text."""
    return plain(text) in reference("rows")["error"]["names"]
