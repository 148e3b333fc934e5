"""One outline for each audience. All of them speak of figures masked for what leaves the house."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import pandas as pd

from naervaer import store
from naervaer.figures.plans import Choice
from naervaer.model import Language, Measure
from naervaer.reports import record
from naervaer.reports.decks.amu import amu
from naervaer.reports.decks.half_year import gathered, half_year_report, unwritten
from naervaer.reports.decks.management import management
from naervaer.reports.decks.review import review
from naervaer.reports.decks.steering import steering
from naervaer.reports.decks.unit import unit
from naervaer.reports.outline import Deck, Slide, Text


Subject = int | Choice  # the number of what a deck is about, 0 for the municipality; or what is chosen for a review

KEPT = 64  # decks; one with fifty initiatives is some hundred kilobytes


class Needs(StrEnum):
    """What an audience's deck is about, beside the municipality."""

    NOTHING = "nothing"
    INITIATIVE = "initiative"
    UNIT = "unit"
    AREA = "area"


@dataclass(frozen=True)
class Audience:
    """Who is shown something: what it is about, and the function that makes the outline of such a Subject."""

    needs: Needs
    outline: Callable[[str, Any, Language, Measure], Deck]


AUDIENCES = {
    "steering": Audience(Needs.INITIATIVE, steering),
    "management": Audience(Needs.NOTHING, management),
    "amu": Audience(Needs.NOTHING, amu),
    "unit": Audience(Needs.UNIT, unit),
    "review": Audience(Needs.AREA, review),
    "half_year": Audience(Needs.INITIATIVE, half_year_report),
    "half_years": Audience(Needs.NOTHING, gathered),
}


@dataclass(frozen=True)
class Made:
    """A deck with the sentences people have written on it.

    set_aside  sentences that are not used, because the figures have changed since they were written
    """

    deck: Deck
    set_aside: tuple[Text, ...]


def name(audience: str, subject: Subject) -> str:
    """What the store calls a deck: its audience and whom it is about.

    A review has the same name whatever fall is hoped for: what was written on it is there when another is tried.
    """
    return f"{audience}:{subject}"


def made(
    municipality: str, audience: str, subject: Subject, language: Language, measure: Measure = Measure.ABSENCE
) -> Made:
    """The deck as it stands now. Raises KeyError for an audience or a subject that is not there."""
    own = _outline(municipality, audience, subject, language, measure, date.today(), store.version())
    names = [name(audience, subject)]
    if audience == "half_years":  # what was written on each initiative's own page stands here, too
        names = ["half_year:", *names]
    edits = [store.read_anew("deck_edits", municipality=municipality, deck=one, language=language) for one in names]
    found = edited(own, pd.concat(edits))
    return Made(replace(found.deck, missing=(*found.deck.missing, *unwritten(found.deck))), found.set_aside)


@lru_cache(maxsize=KEPT)
def _outline(
    municipality: str, audience: str, subject: Subject, language: Language, measure: Measure, today: date, version: int
) -> Deck:
    """The deck in the figures' own words: the same as long as nothing is stored and no day goes by."""
    own = AUDIENCES[audience].outline(municipality, subject, language, measure)
    return own if measure is Measure.ABSENCE else _of_attendance(own)


def _of_attendance(own: Deck) -> Deck:
    """Its sentences are rewritten apart from those of absence; what stands under headings is the same."""

    def keyed(text: Text) -> Text:
        return text if text.head else replace(text, key=f"{Measure.ATTENDANCE}.{text.key}")

    slides = (replace(one, title=keyed(one.title), texts=tuple(map(keyed, one.texts))) for one in own.slides)
    return replace(own, slides=tuple(slides))


def edited(own: Deck, edits: pd.DataFrame) -> Made:
    """The deck with its edits (query deck_edits) and its code."""
    wanted = {row.text_key: row for row in edits.itertuples(index=False)}
    aside = []

    def said(text: Text) -> Text:
        edit = wanted.get(text.key)
        if edit is None or edit.said == edit.own:
            return text
        if edit.own != text.own:
            aside.append(Text(text.key, text.own, edit.said))
            return text
        return replace(text, said=edit.said)

    def slide(one: Slide) -> Slide:
        return replace(one, title=said(one.title), texts=tuple(map(said, one.texts)))

    return Made(record.coded(replace(own, slides=tuple(map(slide, own.slides)))), tuple(aside))


def written_here(audience: str, one: Slide) -> bool:
    """Whether a slide's sentences are written on this deck; the pages of the gathered report are each on their own."""
    return audience != "half_years" or not one.key.startswith("half_year.")


def keep(deck: Deck, named: str, *, municipality: str, who: str) -> None:
    """Keep a deck of this `name` as it is taken along, so that the code in its footer finds it again."""
    content = record.to_json(deck)
    store.keep_deck(deck.code, named, content, municipality=municipality, language=deck.language, who=who)


def kept(municipality: str, code: str) -> Deck | None:
    """The deck as it was when it was taken along; None when no deck has the code."""
    found = store.read_anew("deck", municipality=municipality, code=code)
    return None if found.empty else record.from_json(str(found["content"].iloc[0]))
