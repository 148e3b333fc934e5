"""What opens with a click: one piece of markup, which costs a page less than an expander and what is in it."""

from html import escape

from pages.components import markup


def show(title: str, content: str) -> None:
    """Draw the heading and what it opens; content is markup in which every text has been escaped."""
    markup.put(html(title, content))


def html(title: str, content: str) -> str:
    """The markup of it."""
    return f'<details class="naervaer-folded"><summary>{escape(title)}</summary>{content}</details>'


def paragraphs(texts: list[str]) -> str:
    """One paragraph for each text."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
