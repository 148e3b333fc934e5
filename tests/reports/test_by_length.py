"""The working environment committee sees how long the absence lasts, in the intervals of days that the figures have."""

import pytest

from naervaer import store
from naervaer.model import Language
from naervaer.reports import decks, printers
from tests.pages.municipality import SOLVIK
from tests.store.build import imported


QUARTERS = [f"{year}-{month:02}-01" for year in (2023, 2024, 2025) for month in (1, 4, 7, 10)]
LOST = {"days_1_3": 6, "days_4_16": 12, "days_17_56": 18, "days_57_plus": 30}


@pytest.fixture
def deck():
    header = "unit  service_area  period_start  granularity  part  lost_days  possible_days  employees"
    lines = [
        f"Skole {n:02}  Skole  {quarter}  quarter  {part}  {lost}  {600 if part == 'total' else 'nan'}  20"
        for n in range(12)
        for quarter in QUARTERS
        for part, lost in {"total": sum(LOST.values()), **LOST}.items()
    ]
    store.save_municipality(SOLVIK, name="Solvik", language=Language.NB)
    store.save_upload(imported("\n".join([header, *lines])), municipality=SOLVIK, who="Kari")
    return decks.made(SOLVIK, "amu", 0, Language.NB).deck


def test_each_interval_stands_beside_the_same_quarter_a_year_before(deck):
    (one,) = (one for one in deck.slides if one.title.key.startswith("parts"))
    assert one.title.said == "4. kvartal 2025: mest fravær er det i perioder på over 56 dager (5,0\u00a0%)"
    # A file may leave out an interval, so nothing is said of their sum.
    assert [text.said for text in one.texts] == ["Prosentene er deler av det samme fraværet."]
    (graph,) = one.graphs
    assert graph.categories == ("1–3 dager", "4–16 dager", "17–56 dager", "over 56 dager")
    assert [series.name for series in graph.series] == ["4. kvartal 2024", "4. kvartal 2025"]
    assert graph.series[-1].values == pytest.approx((1.0, 2.0, 3.0, 5.0))


@pytest.mark.parametrize("kind", ["pptx", "pdf", "xlsx", "html"])
def test_every_printer_takes_it(deck, kind):
    assert len(printers.printed(deck, kind, None)) > 5000
