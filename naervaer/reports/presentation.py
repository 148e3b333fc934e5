"""A deck on the wall: one page that fills the window, turned with the arrow keys, and needs nothing once it is open."""

from html import escape
from pathlib import Path

from naervaer.charts import picture
from naervaer.charts.table import NUMBERS, Table, written
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import footer, vega
from naervaer.reports.letters import fitting
from naervaer.reports.outline import Deck, Graph, Slide


# A slide is as if 13.33 inches wide; the room for words in each arrangement (inches), and the sizes tried (points).
POINT = 100 / (72 * 13.333)  # of the width, in hundredths
BESIDE, WORDY, ABOVE, ALONE = (3.9, 5.0), (6.4, 5.0), (12.0, 1.1), (9.8, 5.0)
SIZES, LARGE = (17, 16, 15, 14, 13, 12, 11), (24, 22, 20, 18, 16, 14, 12)

SLIDE_STYLE, STYLE, TURNING = (
    Path(__file__).with_name(name) for name in ("slide.css", "presentation.css", "presentation.js")
)


def printed(deck: Deck) -> bytes:
    """The deck as one HTML file with everything inside it."""
    title = escape(f"{deck.about} – {t(deck.language, f'deck.{deck.audience}')}")
    slides = "\n".join(slide(deck, place) for place in range(len(deck.slides)))
    style = "".join(path.read_text(encoding="utf-8") for path in (SLIDE_STYLE, STYLE))
    return (
        f'<!doctype html>\n<html lang="{deck.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{slides}\n</main>\n<script>{TURNING.read_text(encoding='utf-8')}</script>\n</body>\n</html>\n"
    ).encode()


def slide(deck: Deck, place: int, *, heading: str = "h1") -> str:
    """One slide's markup; on another page it is the slide as it will be seen, with a heading of that page's level."""
    one = deck.slides[place]
    labels = [one.label, t(deck.language, "deck.preliminary") if deck.preliminary else ""]
    marks = "".join(f'<span class="label">{escape(label)}</span>' for label in labels if label)
    about = escape(f"{deck.municipality} · {deck.about}" if deck.about != deck.municipality else deck.about)
    page = t(deck.language, "deck.page", page=place + 1, pages=len(deck.slides))
    return (
        f'<section class="slide{"" if _drawn(one) else " words"}" id="slide-{place + 1}" aria-label="{escape(page)}">'
        f'<header><p class="about">{about}</p>{marks}<{heading}>{escape(one.title.said)}</{heading}></header>'
        f'<div class="{_arrangement(one)}">{_texts(one)}{_pictures(one, deck.language)}</div>'
        f"<footer><span>{escape(footer.of(deck))}</span><span>{place + 1}</span></footer></section>"
    )


def _drawn(one: Slide) -> int:
    return len(one.graphs) + (one.table is not None)


def _arrangement(one: Slide) -> str:
    if len(one.graphs) > 1:
        return "fill above"
    if not _drawn(one) or not one.texts:
        return "fill"
    return f"fill beside{' stacked' if _drawn(one) > 1 else ''}{' wordy' if one.wordy else ''}"


def _texts(one: Slide) -> str:
    paragraphs = "".join(
        f"<p>{f'<strong>{escape(text.head)}</strong><br>' if text.head else ''}{escape(text.said)}</p>"
        for text in one.texts
        if text.said
    )
    lines = [line for text in one.texts if text.said for line in (text.head, text.said) if line]
    room, sizes = (BESIDE, SIZES) if _drawn(one) else (ALONE, LARGE)
    room = ABOVE if len(one.graphs) > 1 else WORDY if one.wordy else room
    size = fitting(lines, *room, sizes, between=0.6) * POINT
    return f'<div class="texts" style="font-size: {size:.2f}cqw">{paragraphs}</div>' if paragraphs else ""


def _pictures(one: Slide, language: Language) -> str:
    drawn = "".join(_graph(graph, language, *vega.size(one)) for graph in one.graphs)
    if one.table is not None:
        drawn += _table(one.table, language)
    return f'<div class="pictures">{drawn}</div>' if drawn else ""


def _graph(graph: Graph, language: Language, width: int, height: int) -> str:
    drawing = picture.svg(vega.spec(graph, language, height=height), width=width)
    return f'<div class="picture" role="img" aria-label="{escape(graph.alt)}">{drawing}</div>'


def _table(table: Table, language: Language) -> str:
    head = "".join(f'<th scope="col"{_side(column.kind)}>{escape(column.heading)}</th>' for column in table.columns)
    rows = ""
    for row in table.rows:
        cells = [
            f"<td{_side(column.kind)}>{escape(written(language, column.kind, value))}</td>"
            for column, value in zip(table.columns, row, strict=True)
        ]
        rows += f"<tr>{''.join(cells)}</tr>"
    caption = escape(table.caption)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _side(kind: object) -> str:
    return ' class="number"' if kind in NUMBERS else ""
