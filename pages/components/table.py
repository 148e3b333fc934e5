"""A table as a real HTML table: read by screen readers, printed whole, written in the reader's language."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from naervaer.charts.table import NUMBERS, Kind, Table, written
from naervaer.model import Language
from pages.components import markup


KEPT = 128  # tables' markup; one is some ten kilobytes

Link = Callable[[tuple[object, ...]], str]


def show(table: Table, language: Language, *, tall: bool = False, link: Link | None = None) -> None:
    """Draw a table; a tall one scrolls on screen, and is whole on paper.

    link gives the address a row leads to from its first cell, empty for none.
    """
    markup.put(html(table, language, tall=tall, link=link))


def html(table: Table, language: Language, *, tall: bool = False, link: Link | None = None) -> str:
    """The table's markup. Every text is escaped: names come from people's files."""
    return _html(table, language, tall, tuple(link(row) if link else "" for row in table.rows))


@lru_cache(maxsize=KEPT)
def _html(table: Table, language: Language, tall: bool, addresses: tuple[str, ...]) -> str:
    head = "".join(f'<th scope="col"{_align(column.kind)}>{escape(column.heading)}</th>' for column in table.columns)
    rows = zip(table.rows, addresses, strict=True)
    body = "".join(f"<tr>{_row(table, row, language, address)}</tr>" for row, address in rows)
    kind = "naervaer-scroll" if tall else "naervaer-wide"
    # A box that scrolls must be reachable with the keyboard and have a name (WCAG 2.1.1).
    scroll = f' class="{kind}" tabindex="0" role="region" aria-label="{escape(table.caption)}"'
    return (
        f'<div{scroll}><table class="naervaer-table"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(table: Table, row: tuple[object, ...], language: Language, address: str) -> str:
    cells = []
    for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
        text = written(language, column.kind, value)
        shown = _picture(text) if column.kind is Kind.SPARKLINE else _breaking(text)
        if place == 0 and address:
            shown = f'<a href="{escape(address)}" target="_self">{shown}</a>'
        tag = 'th scope="row"' if place == 0 else "td"
        cells.append(f"<{tag}{_align(column.kind)}>{shown}</{tag.split()[0]}>")
    return "".join(cells)


def _breaking(text: str) -> str:
    """The text escaped; a file's name without a space may break at its underscores, and not push the table wide."""
    return escape(text).replace("_", "_<wbr>")


def _picture(address: str) -> str:
    # Its point is told by the numbers in the same row, so that a screen reader need not stop at it.
    return f'<img src="{address}" alt="" />' if address else ""


def _align(kind: Kind) -> str:
    return ' class="number"' if kind in NUMBERS else ""
