"""For top management: one page on where the municipality stands and what is known of what it does."""

import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts.table import Column, Kind, Table, captioned, table
from naervaer.figures import overview, overview_sentences, trends, verdicts
from naervaer.figures.overview import Overview
from naervaer.figures.trends import Place
from naervaer.i18n import t
from naervaer.model import Language, Measure
from naervaer.reports import graphs
from naervaer.reports.decks import frame
from naervaer.reports.outline import Deck, Slide, slide


AREAS = 7  # rows beside a graph; all of them are in the workbook
SENTENCES = 4


def management(municipality: str, _: int, language: Language, measure: Measure) -> Deck:
    """One slide, and one that says where the figures come from."""
    found = overview.state(municipality, limit=FEWEST_OUTSIDE)
    state = frame.state(municipality, language)
    hidden = (*frame.masked(municipality, None, language), *masked(found, language))
    name = frame.municipality_name(municipality)
    areas = () if found is None else (_areas(found, language, measure, len(found.areas)),)
    return Deck(
        audience="management",
        language=language,
        municipality=name,
        about=name,
        slides=(page(municipality, found, language, measure), frame.behind(state, hidden, language)),
        state=state,
        preliminary=frame.preliminary(municipality),
        masked=hidden,
        sources=(*areas, frame.uploads(municipality, state, language)),
    )


def masked(found: Overview | None, language: Language) -> list[str]:
    """How many units of the municipality are not shown by themselves."""
    n = 0 if found is None else found.whole.n_hidden
    return [t(language, "deck.masked_units", n=n, limit=FEWEST_OUTSIDE)] if n else []


def page(municipality: str, found: Overview | None, language: Language, measure: Measure) -> Slide:
    """The level as the title; direction, target and initiatives; the line over time and the areas."""
    if found is None:
        return slide("state", t(language, "deck.no_data_title"), [t(language, "deck.no_data")])
    said = overview_sentences.state(found, language, measure)
    over_time = trends.over_time(municipality, found.granularity, Place(), limit=FEWEST_OUTSIDE)
    name = frame.municipality_name(municipality)
    line = graphs.rolling({name: over_time.series}, found.granularity, language, measure)
    return slide(
        "state",
        frame.level_title(found.whole.level, language, measure) or said[0],
        [*said[:SENTENCES], *initiatives(municipality, found, language, measure)],
        graphs=[line],
        table=_areas(found, language, measure, AREAS),
        notes=[
            *said[SENTENCES:],
            *overview_sentences.notes(found, language),
            frame.question(language, "quarter"),
        ],
    )


def initiatives(municipality: str, found: Overview, language: Language, measure: Measure) -> list[str]:
    """What runs and what is known of it."""
    known = store.read("initiatives", municipality=municipality)
    newest = found.whole.latest.start if found.whole.latest else None
    taking_part = store.read("participations", municipality=municipality)
    names = overview_sentences.running(known, taking_part, newest)
    judged = verdicts(municipality, names, limit=FEWEST_OUTSIDE)
    lines = overview_sentences.initiatives(names, judged, language, measure)
    return [" ".join(lines)]


def _areas(found: Overview, language: Language, measure: Measure, n: int) -> Table:
    rows = [
        (
            area.area or t(language, "before_after.no_area"),
            measure.of(area.level["last_pct"]),
            overview_sentences.direction(area.direction, language, measure),
        )
        for area in found.areas[:n]
    ]
    headings = [
        Column(t(language, "field.service_area")),
        Column(t(language, "overview.last_year"), Kind.PERCENT),
        Column(t(language, "deck.direction")),
    ]
    frame_of_areas = pd.DataFrame(rows, columns=["area", "last", "direction"])
    return table(captioned(t(language, "deck.areas_caption"), language, measure), headings, frame_of_areas)
