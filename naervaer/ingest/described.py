"""Is a text that a person types about somebody? Free text is for themes; what describes a person is not stored.

It errs to the safe side: a theme refused can be written another way, a person once stored has been stored.
"""

import re
from functools import cache

from naervaer.ingest.periods import plain
from naervaer.ingest.privacy import numbers_in
from naervaer.ingest.words import reference


_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?<!\d)(?:\+4[57] ?)?(?:\d{8}|\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3})(?!\d)"
)
# ICD-10 and ICPC-2 as they are written in papers: a letter, two digits and a decimal.
_CODE = re.compile(r"\b[A-Z]\d{2}\.\d\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def describes(text: str) -> str | None:
    """What points to a person: "identity", "contact", "health", "name" or "somebody"; None when nothing does."""
    if numbers_in(text).sure:
        return "identity"
    if _CONTACT.search(text):
        return "contact"
    if _CODE.search(text) or _words("health_words") & set(_plain_words(text)):
        return "health"
    if _names_somebody(text):
        return "name"
    said = f" {' '.join(_plain_words(text))} "
    if any(f" {phrase} " in said for phrase in _words("one_of_them") | _words("somebody")):
        return "somebody"
    return None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(plain(word) for word in reference("persons")[name])


def _plain_words(text: str) -> list[str]:
    return [plain(word) for word in _WORD.findall(text)]


def _names_somebody(text: str) -> bool:
    """A given name with a surname after it or a title before it; written with capitals, as names are."""
    words = _WORD.findall(text)
    work, endings = reference("persons")["work_words"], tuple(reference("persons")["work_endings"])
    for place, word in enumerate(words):
        if plain(word) not in _words("given_names") or not word[0].isupper():
            continue
        before = plain(words[place - 1]) if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        surname = after[:1].isupper() and plain(after) not in work and not plain(after).endswith(endings)
        if before in _words("titles") or surname:
            return True
    return False
