"""A deck on paper: A4, tagged for screen readers (PDF/UA-1), its language said, its charts drawn as lines.

It is read at a table and not from the back of a room, so that slides are sections of a document, and the answers to
likely questions stand at its end.
"""

import json
from pathlib import Path
from typing import Any

from naervaer.charts import picture
from naervaer.charts.table import NUMBERS, Table, without_pictures, written
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import footer, vega
from naervaer.reports.outline import Deck, Slide, notes


LAYOUT = Path(__file__).with_name("paper.typ")
REGION = {Language.NB: "NO", Language.DA: "DK", Language.EN: "GB"}
A_PAGE_EACH = ("half_year", "half_years")  # what is gathered from several and handed in page by page


def printed(deck: Deck) -> bytes:
    """The deck as a .pdf file. The compiler refuses what PDF/UA-1 does not allow, such as a picture without a text."""
    import typst

    said = json.dumps(_said(deck), ensure_ascii=False)
    return bytes(typst.compile(LAYOUT.read_bytes(), format="pdf", sys_inputs={"deck": said}, pdf_standards=["ua-1"]))


def _said(deck: Deck) -> dict[str, Any]:
    return {
        "title": f"{deck.about} – {t(deck.language, f'deck.{deck.audience}')}",
        "municipality": deck.municipality,
        "keywords": [deck.code] if deck.code else [],
        "language": str(deck.language),
        "region": REGION[deck.language],
        "footer": footer.of(deck),
        "label": t(deck.language, "deck.preliminary") if deck.preliminary else "",
        "apart": deck.audience in A_PAGE_EACH,
        "slides": [_slide(deck, one) for one in deck.slides],
        "notes_title": t(deck.language, "deck.notes"),
        "notes": _notes(deck),
    }


def _notes(deck: Deck) -> list[dict[str, Any]]:
    """What the speaker has of each slide; what several have stands where it is said first."""
    said: set[str] = set()
    found = []
    for one in deck.slides:
        new = [note for note in notes(deck, one) if note not in said]
        said.update(new)
        if new:
            found.append({"title": one.title.said, "notes": new})
    return found


def _slide(deck: Deck, one: Slide) -> dict[str, Any]:
    width = vega.WIDTH
    return {
        "label": one.label,
        "title": one.title.said,
        "texts": [{"head": text.head, "said": text.said} for text in one.texts if text.said],
        "graphs": [
            {
                "svg": picture.svg(vega.spec(graph, deck.language, height=vega.on_paper(one, graph)), width=width),
                "alt": graph.alt,
            }
            for graph in one.graphs
        ],
        "table": None if one.table is None else _table(one.table, deck.language),
    }


def _table(table: Table, language: Language) -> dict[str, Any]:
    table = without_pictures(table)
    return {
        "caption": table.caption,
        "columns": [{"heading": column.heading, "number": column.kind in NUMBERS} for column in table.columns],
        "rows": [
            [written(language, column.kind, value) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows
        ],
    }
