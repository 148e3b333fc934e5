"""Where nobody has said how many people work in a unit, nothing can be hidden: whoever reads the figures is told."""

from naervaer import figures
from naervaer.i18n import t
from naervaer.model import Language
from pages.components import paragraphs


def say_unknown(municipality: str, language: Language) -> None:
    """A note on units of unknown size; nothing where all are known."""
    n = figures.unsized(municipality)
    if n:
        paragraphs.notes([t(language, "chart.unsized", n=n)])
