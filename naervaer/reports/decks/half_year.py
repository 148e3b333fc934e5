"""The half-year report: a page for each initiative with its headings, and all of them gathered with a summary in front.

The facts are filled in; the texts under the headings are written by the leader and kept as they are written.
"""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from naervaer import figures, programme, store
from naervaer.analysis.activities import Held, half_year, held, year_before
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import implementation_sentences, verdicts
from naervaer.figures.implementation import Implementation, implementation
from naervaer.i18n import day, period, t
from naervaer.model import Granularity, Language
from naervaer.programme import Step
from naervaer.reports.decks import frame
from naervaer.reports.outline import Deck, Slide, Text, slide
from naervaer.store import Volume


# A report is written after its half-year: until so long after the end it is that half-year's, then the next one's.
WRITTEN_WITHIN = timedelta(days=92)
DUE_WITHIN = timedelta(days=31)  # the house's own: a month to write it in
FACTS = 3  # sentences beside the table of facts


def half_year_report(municipality: str, initiative: int, language: Language) -> Deck:
    """One page on one initiative. Raises KeyError when there is none."""
    about = frame.one(municipality, initiative)
    first, last = reported(date.today())
    written = page(municipality, about, first, language)
    return _deck(municipality, "half_year", about.initiative, (written,), language, _missing([written], last, language))


def gathered(municipality: str, _: int, language: Language) -> Deck:
    """All initiatives: a summary, and then a page each."""
    known = store.read("initiatives", municipality=municipality)
    first, last = reported(date.today())
    pages = [page(municipality, row, first, language) for row in known.itertuples(index=False)]
    name = frame.municipality_name(municipality)
    front = summary(municipality, known, pages, first, language)
    return _deck(municipality, "half_years", name, (front, *pages), language, _missing(pages, last, language))


def _deck(
    municipality: str, audience: str, about: str, slides: tuple[Slide, ...], language: Language, missing: list[str]
) -> Deck:
    state = frame.state(municipality, language)
    masked = frame.masked(None, language)
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


def named(first: date, language: Language) -> str:
    """A half-year as it is said."""
    return period(language, first, Granularity.HALF_YEAR)


def page(municipality: str, about: Any, first: date, language: Language) -> Slide:
    """What is known of one initiative in a half-year, and its leader's texts."""
    initiative = int(about.initiative_id)
    found = implementation(municipality, initiative)
    answer = figures.answer(municipality, initiative, limit=FEWEST_OUTSIDE)
    key = f"half_year.{initiative}.{first:%Y-%m}"
    counted = store.rows(Volume, municipality, initiative)
    verdict = t(language, "deck.no_data_title") if answer is None else answer.verdict.sentence(language)
    facts = slide(
        key,
        t(language, "half_year.title", initiative=about.initiative, half_year=named(first, language)),
        [
            verdict,
            *implementation_sentences.volumes(counted, found.programme, language)[:FACTS],
            implementation_sentences.next_due(found, date.today(), language),
        ],
        table=_facts(found, len(frame.joined_parts(municipality, initiative)), first, language),
        label="" if answer is None else answer.verdict.label(language),
        notes=[frame.question(language, "done"), frame.question(language, "next")],
    )
    unwritten = t(language, "half_year.unwritten")
    texts = [
        Text(f"{key}.{heading.key}", unwritten, unwritten, head=heading.name[language]) for heading in headings(found)
    ]
    return Slide(facts.key, facts.title, (*texts, *facts.texts), (), facts.table, facts.label, facts.notes)


def headings(found: Implementation) -> tuple[Step, ...]:
    """What the leader is asked: the programme's own headings, else those every programme has."""
    return found.programme.headings if found.programme else programme.standing()[0].headings


def _facts(found: Implementation, n_units: int, first: date, language: Language) -> Table:
    """Activities and turnout in the half-year and in the same one a year before."""
    today = date.today()
    spans = [half_year(first), half_year(year_before(first))]
    sides = [held(found.activities, today, *span) for span in spans]
    rows = [
        (t(language, "half_year.held"), *(one.held for one in sides)),
        (t(language, "half_year.planned"), *(one.planned for one in sides)),
        (t(language, "half_year.attended"), *(_attended(one) for one in sides)),
        (t(language, "half_year.invited"), *(_invited(one) for one in sides)),
        (t(language, "half_year.units"), n_units, None),
    ]
    columns = [Column(t(language, "half_year.fact")), *(Column(named(span[0], language), Kind.COUNT) for span in spans)]
    return table(t(language, "half_year.facts"), columns, pd.DataFrame(rows, columns=["fact", "now", "before"]))


def _attended(one: Held) -> int | None:
    return one.attended if one.counted else None


def _invited(one: Held) -> int | None:
    return one.invited if one.counted else None


def summary(municipality: str, known: pd.DataFrame, pages: list[Slide], first: date, language: Language) -> Slide:
    """All initiatives on one page: what is known of each, and what was held."""
    key = f"half_years.{first:%Y-%m}"
    title = t(language, "half_year.summary_title", n=len(pages), half_year=named(first, language))
    if not pages:
        return slide(key, t(language, "deck.no_initiatives_title"), [t(language, "deck.done_nothing")])
    judged = verdicts(municipality, map(int, known["initiative_id"]), limit=FEWEST_OUTSIDE)
    rows = []
    for row in known.itertuples(index=False):
        verdict = judged[int(row.initiative_id)]
        now = held(implementation(municipality, int(row.initiative_id)).activities, date.today(), *half_year(first))
        label = t(language, "verdict.no_figures") if verdict is None else verdict.label(language)
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


def _missing(pages: list[Slide], last: date, language: Language) -> list[str]:
    """When the report is due; which texts are unwritten is told once they are filled in (unwritten)."""
    if not pages:
        return []
    return [t(language, "half_year.due", day=day(language, last + DUE_WITHIN), half_year=named(last, language))]


def unwritten(deck: Deck) -> list[str]:
    """Headings that nobody has written under: one sentence for each page that lacks some."""
    lines = []
    for one in deck.slides:
        lacking = [text.head for text in one.texts if text.head and not text.edited]
        if lacking:
            lines.append(t(deck.language, "half_year.missing", title=one.title.said, n=len(lacking), headings=lacking))
    return lines
