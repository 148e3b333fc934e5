"""The printers of a deck, by the ending of the file they make."""

from collections.abc import Callable

from naervaer.reports import pdf, pptx, presentation, xlsx
from naervaer.reports.outline import Deck


PRINTERS: dict[str, Callable[[Deck], bytes]] = {
    "pptx": pptx.printed,
    "pdf": pdf.printed,
    "xlsx": xlsx.printed,
    "html": presentation.printed,
}


def printed(deck: Deck, kind: str, template: bytes | None = None) -> bytes:
    """The deck as a file of a kind. A template is for slides only, and other kinds have no use for it.

    Raises pptx.UnusableTemplateError.
    """
    return pptx.printed(deck, template) if kind == "pptx" else PRINTERS[kind](deck)
