"""What a deck costs, against the bare library writing an empty one with the same charts; and ten at once."""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from naervaer import store
from naervaer.model import Language
from naervaer.reports import decks, pdf, pptx, presentation, press
from naervaer.reports.outline import Deck, Graph
from tests.benchmarks.measure import in_turn, seconds, table
from tests.pages.municipality import SOLVIK
from tests.reports import fjellvik


SLIDES, CHARTS, ROUNDS = 12, 8, 7
AIMS = {"PowerPoint": 3.0}
AT_ONCE = 10


def report() -> Iterator[str]:
    """Twelve slides with eight charts, and ten people asking at once."""
    store.connect(":memory:")
    deck = large(decks.made(SOLVIK, "steering", fjellvik.filled(), Language.NB).deck)
    graphs = [graph for one in deck.slides for graph in one.graphs]
    yield f"A deck of {SLIDES} slides with {CHARTS} charts"
    found = in_turn(
        ROUNDS,
        {
            "bare library, empty deck": lambda: seconds(lambda: bare(graphs)),
            "PowerPoint": lambda: seconds(lambda: pptx.printed(deck)),
            "PDF": lambda: seconds(lambda: pdf.printed(deck)),
            "presentation": lambda: seconds(lambda: presentation.printed(deck)),
        },
    )
    yield from table(found, "bare library, empty deck", AIMS)
    press.printed(deck, "pptx")
    yield f"  {AT_ONCE} at once in the process beside: {seconds(lambda: at_once(deck)):.1f} s until the last has theirs"
    press.stop()


def large(deck: Deck) -> Deck:
    """The deck's slides again until there are enough of them, with so many charts among them."""
    drawn = [one for one in deck.slides if one.graphs]
    plain = [one for one in deck.slides if not one.graphs and one.table is None]
    wanted = [*islice(cycle(drawn), CHARTS), *islice(cycle(plain), SLIDES - CHARTS)]
    return replace(deck, slides=tuple(wanted))


def bare(graphs: list[Graph]) -> bytes:
    """What the library itself needs for titles and charts that nobody has laid out."""
    show = Presentation()
    for place in range(SLIDES):
        page = show.slides.add_slide(show.slide_layouts[5])
        if place < len(graphs):
            data = CategoryChartData()
            data.categories = graphs[place].categories
            for series in graphs[place].series:
                data.add_series(series.name, series.values)
            box = (Inches(1), Inches(2), Inches(8), Inches(4))
            page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def at_once(deck: Deck) -> None:
    """Ten orders at the same moment."""
    threads = [threading.Thread(target=press.printed, args=(deck, "pptx")) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
