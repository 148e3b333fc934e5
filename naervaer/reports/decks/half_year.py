"""The half-year report of an initiative, with a page for each organisation in it; and all initiatives gathered."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from naervaer import figures, store
from naervaer.analysis.activities import half_year, held
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.verdict import Verdict
from naervaer.charts.table import Column, Kind, table
from naervaer.figures import verdicts
from naervaer.figures.implementation import implementation
from naervaer.i18n import day, t
from naervaer.model import Language, Measure
from naervaer.reports.decks import frame
from naervaer.reports.decks.half_year_pages import named, nothing_counted, pages
from naervaer.reports.outline import Deck, Slide, slide


# A report is written after its half-year: until so long after the end it is that half-year's, then the next one's.
WRITTEN_WITHIN = timedelta(days=92)
DUE_WITHIN = timedelta(days=31)  # the house's own: a month to write it in


def half_year_report(municipality: str, initiative: int, language: Language, measure: Measure) -> Deck:
    """One page on one initiative, or a page for each of its organisations. Raises KeyError when there is none."""
    about = frame.one(municipality, initiative)
    first, last = reported(date.today())
    judged = verdicts(municipality, [initiative], limit=FEWEST_OUTSIDE)
    written = pages(municipality, about, judged[initiative], first, language, measure)
    lacks = _missing(municipality, [about], first, last, language)
    return _deck(municipality, "half_year", about.initiative, written, language, lacks)


def gathered(municipality: str, _: int, language: Language, measure: Measure) -> Deck:
    """All initiatives: a summary, and then the pages of each."""
    known = store.read("initiatives", municipality=municipality)
    first, last = reported(date.today())
    each = list(known.itertuples(index=False))
    # Corrected together: on its own page an initiative is called no clearer than in the summary.
    judged = verdicts(municipality, map(int, known["initiative_id"]), limit=FEWEST_OUTSIDE)
    written = [
        one
        for about in each
        for one in pages(municipality, about, judged[int(about.initiative_id)], first, language, measure)
    ]
    name = frame.municipality_name(municipality)
    front = summary(municipality, known, judged, first, language, measure)
    lacks = _missing(municipality, each, first, last, language)
    lacks += [t(language, "half_year.written_on_own")] if each else []
    return _deck(municipality, "half_years", name, [front, *written], language, lacks)


def _deck(
    municipality: str, audience: str, about: str, slides: Sequence[Slide], language: Language, missing: Sequence[str]
) -> Deck:
    state = frame.state(municipality, language)
    masked = frame.masked(municipality, None, language)
    return Deck(
        audience=audience,
        language=language,
        municipality=frame.municipality_name(municipality),
        about=about,
        slides=(*slides, frame.behind(state, masked, language)),
        state=state,
        preliminary=frame.preliminary(municipality),
        masked=masked,
        missing=tuple(missing),
        sources=(frame.uploads(municipality, state, language),),
    )


def reported(today: date) -> tuple[date, date]:
    """First and last day of the half-year a report is now written about."""
    return half_year(today - WRITTEN_WITHIN)


def summary(
    municipality: str,
    known: pd.DataFrame,
    judged: Mapping[int, Verdict | None],
    first: date,
    language: Language,
    measure: Measure,
) -> Slide:
    """All initiatives on one page: what is known of each, and what was held."""
    key = f"half_years.{first:%Y-%m}"
    title = t(language, "half_year.summary_title", n=len(known), half_year=named(first, language))
    if known.empty:
        return slide(key, t(language, "deck.no_initiatives_title"), [t(language, "deck.done_nothing")])
    rows = []
    for row in known.itertuples(index=False):
        verdict = judged[int(row.initiative_id)]
        now = held(implementation(municipality, int(row.initiative_id)).activities, date.today(), *half_year(first))
        label = t(language, "verdict.no_figures") if verdict is None else verdict.label(language, measure)
        rows.append((row.initiative, int(row.n_units), now.held, now.planned, label))
    columns = [
        Column(t(language, "chart.initiative")),
        Column(t(language, "deck.started_units"), Kind.COUNT),
        Column(t(language, "half_year.held"), Kind.COUNT),
        Column(t(language, "half_year.planned"), Kind.COUNT),
        Column(t(language, "deck.known_so_far")),
    ]
    shown = table(t(language, "deck.initiatives_caption"), columns, pd.DataFrame(rows))
    return slide(key, title, [], table=shown, notes=[frame.question(language, "next")])


def _missing(municipality: str, initiatives: Sequence[Any], first: date, last: date, language: Language) -> list[str]:
    """When the report is due, and which organisations have given no number or are not listed.

    Which texts are unwritten is told once they are filled in (unwritten).
    """
    if not initiatives:
        return []
    lines = [t(language, "half_year.due", day=day(language, last + DUE_WITHIN), half_year=named(last, language))]
    for about in initiatives:
        key = int(about.initiative_id)
        silent = nothing_counted(municipality, key, first)
        if silent:
            lines.append(
                t(language, "half_year.no_numbers", n=len(silent), half_year=named(first, language), who=silent)
            )
        strange = figures.organisations_not_listed(municipality, key)
        if strange:
            lines.append(t(language, "half_year.not_listed", n=len(strange), who=list(strange)))
    return lines


def unwritten(deck: Deck) -> list[str]:
    """Headings that nobody has written under: one sentence for each page that lacks some."""
    lines = []
    for one in deck.slides:
        lacking = [text.head for text in one.texts if text.head and not text.edited]
        if lacking:
            lines.append(t(deck.language, "half_year.missing", title=one.title.said, n=len(lacking), headings=lacking))
    return lines
