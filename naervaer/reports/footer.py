"""The line at the foot of everything taken along, by which its figures are found again."""

from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports.outline import Deck, State


def said(state: State, language: Language) -> str:
    """How far the figures reach, which uploads they come from, and which Nærvær worked them out."""
    if not state.newest:
        return f"{t(language, 'deck.no_figures')} · {t(language, 'deck.version', version=state.version)}"
    numbers = [str(number) for number in state.uploads]
    return " · ".join(
        [
            t(language, "deck.newest", month=state.newest),
            t(language, "deck.uploads", n=len(numbers), uploads=numbers),
            t(language, "deck.version", version=state.version),
        ]
    )


def of(deck: Deck) -> str:
    """The footer of a deck: its state, whether the figures may still change, and the code that finds it again."""
    parts = [deck.municipality, said(deck.state, deck.language)]
    if deck.preliminary:
        parts.append(t(deck.language, "deck.preliminary"))
    if deck.code:
        parts.append(t(deck.language, "deck.code", code=deck.code))
    return " · ".join(parts)
