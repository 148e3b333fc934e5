"""The printers of a deck, by the ending of the file they make."""

from importlib import import_module

from naervaer.reports.outline import Deck


# Each in a module of its own, fetched when it is used: PowerPoint's library takes half a second that most never need.
PRINTERS = {"pptx": "pptx", "pdf": "pdf", "xlsx": "xlsx", "html": "presentation"}


def printed(deck: Deck, kind: str, template: bytes | None = None) -> bytes:
    """The deck as a file of a kind. A template is for slides only, and other kinds have no use for it.

    Raises KeyError for an unknown kind, pptx.UnusableTemplateError for a template that slides cannot be made from.
    """
    printer = import_module(f"naervaer.reports.{PRINTERS[kind]}").printed
    content: bytes = printer(deck, template) if kind == "pptx" else printer(deck)
    return content
