"""A deck on paper: A4, tagged for screen readers (PDF/UA-1), its language said, its charts drawn as lines."""

import json
from pathlib import Path
from typing import Any

from naervaer.charts import picture
from naervaer.charts.table import NUMBERS, Table, without_pictures, written
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import footer, vega
from naervaer.reports.letters import fitting
from naervaer.reports.outline import Deck, Slide, notes


LAYOUT = Path(__file__).with_name("paper.typ")
REGION = {Language.NB: "NO", Language.DA: "DK", Language.EN: "GB"}
SIZES = (15, 14, 13, 12, 11, 10)  # points
LARGE = (20, 18, 16, *SIZES)  # where nothing is drawn
BESIDE, BELOW, ALONE = (3.3, 4.5), (10.1, 0.9), (7.8, 4.6)
WORDY = (5.3, 4.5)  # inches: the room for words in each arrangement
ROWS_AT_FULL_SIZE = 12


def printed(deck: Deck) -> bytes:
    """The deck as a .pdf file."""
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
        "slides": [_slide(deck, one) for one in deck.slides],
        "notes_title": t(deck.language, "deck.notes"),
        "notes": [{"title": one.title.said, "notes": notes(deck, one)} for one in deck.slides if notes(deck, one)],
    }


def _slide(deck: Deck, one: Slide) -> dict[str, Any]:
    texts = [{"head": text.head, "said": text.said} for text in one.texts if text.said]
    lines = [line for text in one.texts if text.said for line in (text.head, text.said) if line]
    drawn = len(one.graphs) + (one.table is not None)
    room, sizes = (ALONE, LARGE) if not drawn else (BESIDE, SIZES) if len(one.graphs) < 2 else (BELOW, SIZES)
    room = WORDY if one.wordy else room
    width, height = vega.size(one)
    labels = [one.label, t(deck.language, "deck.preliminary") if deck.preliminary else ""]
    return {
        "about": f"{deck.municipality} · {deck.about}" if deck.about != deck.municipality else deck.about,
        "label": " · ".join(label for label in labels if label),
        "title": one.title.said,
        "texts": texts,
        "wordy": one.wordy,
        "size": fitting(lines, *room, sizes, between=0.5),
        "graphs": [
            {"svg": picture.svg(vega.spec(graph, deck.language, height=height), width=width), "alt": graph.alt}
            for graph in one.graphs
        ],
        "table": None if one.table is None else _table(one.table, deck.language),
    }


def _table(table: Table, language: Language) -> dict[str, Any]:
    table = without_pictures(table)
    return {
        "caption": table.caption,
        "size": 11 if len(table.rows) <= ROWS_AT_FULL_SIZE else 9,
        "columns": [{"heading": column.heading, "number": column.kind in NUMBERS} for column in table.columns],
        "rows": [
            [written(language, column.kind, value) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows
        ],
    }
