"""The pages of a half-year report: one for an initiative, or one for each of its organisations with a summary in front.

The facts are filled in; the texts under the headings are the leader's own.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from naervaer import figures, programme, store
from naervaer.analysis.activities import Held, half_year, held, year_before
from naervaer.analysis.verdict import Verdict
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import implementation_sentences
from naervaer.figures.implementation import Implementation, implementation
from naervaer.figures.organisations import Delivery, activities_of, counts_of, deliveries, in_half_year
from naervaer.i18n import day, period, t
from naervaer.model import Granularity, Language, Measure, spelling_key
from naervaer.programme import Step
from naervaer.reports.decks import frame
from naervaer.reports.outline import Slide, Text, slide
from naervaer.store import Volume


FACTS = 3  # sentences beside the table of facts, and kinds of delivery in it


def pages(
    municipality: str, about: Any, verdict: Verdict | None, first: date, language: Language, measure: Measure
) -> list[Slide]:
    """The initiative's page; where organisations report in it, a summary and a page for each of them instead."""
    listed = figures.organisations(municipality, int(about.initiative_id))
    verdict = verdict if int(about.n_units) else None  # without units there is no sick leave to judge
    if not listed:
        return [_initiative(municipality, about, verdict, first, language, measure)]
    own = [_organisation(municipality, about, name, first, language) for name in listed]
    return [_in_front(municipality, about, listed, verdict, first, language, measure), *own]


def named(first: date, language: Language) -> str:
    """A half-year as it is said."""
    return period(language, first, Granularity.HALF_YEAR)


def nothing_counted(municipality: str, initiative: int, first: date) -> list[str]:
    """The organisations that have reported no number for the half-year."""
    reported = store.rows(Volume, municipality, initiative)
    last = half_year(first)[1]
    return [
        name
        for name in figures.organisations(municipality, initiative)
        if not in_half_year(counts_of(reported, name, last), first)
    ]


def headings(found: Implementation) -> tuple[Step, ...]:
    """What the leader is asked: the programme's own headings, else those every programme has."""
    return found.programme.headings if found.programme else programme.standing()[0].headings


def _initiative(
    municipality: str, about: Any, verdict: Verdict | None, first: date, language: Language, measure: Measure
) -> Slide:
    initiative = int(about.initiative_id)
    found = implementation(municipality, initiative)
    counted = _by_the_end(store.rows(Volume, municipality, initiative), first)
    now, before = (_taking_part(municipality, initiative, day) for day in (first, year_before(first)))
    nothing = t(language, "deck.no_data_title") if int(about.n_units) else ""
    said = [
        nothing if verdict is None else verdict.sentence(language, measure),
        *implementation_sentences.volumes(counted, found.programme, language)[:FACTS],
        implementation_sentences.next_due(found, date.today(), language),
    ]
    return _written(
        f"half_year.{initiative}.{first:%Y-%m}",
        t(language, "half_year.title", initiative=about.initiative, half_year=named(first, language)),
        said,
        _facts(
            [*_activities(found.activities, first, language), (t(language, "half_year.units"), now, before)],
            "half_year.fact",
            first,
            language,
        ),
        headings(found),
        language,
        label="" if verdict is None else verdict.label(language, measure),
    )


def _taking_part(municipality: str, initiative: int, first: date) -> int:
    """How many units took part on any day of the half-year that begins on `first`."""
    parts = store.read("participations", municipality=municipality)
    began, last = (pd.Timestamp(day) for day in half_year(first))
    during = (parts["start_date"] <= last) & ~(parts["end_date"] < began)
    return int(parts.loc[during & (parts["initiative_id"] == initiative), "unit_id"].nunique())


def _organisation(municipality: str, about: Any, name: str, first: date, language: Language) -> Slide:
    """What one organisation has held and delivered, and its own leader's texts."""
    initiative = int(about.initiative_id)
    found = implementation(municipality, initiative)
    counted = counts_of(store.rows(Volume, municipality, initiative), name, half_year(first)[1])
    standing = _this_year(deliveries(counted), first)
    rows = [
        *_activities(activities_of(found.activities, name), first, language),
        *_delivered(counted, found, first, language),
    ]
    return _written(
        f"half_year.{initiative}.{first:%Y-%m}.{spelling_key(name)}",
        t(language, "half_year.title", initiative=name, half_year=named(first, language)),
        [implementation_sentences.delivery(one, found.programme, language) for one in standing[:FACTS]]
        or [t(language, "half_year.nothing_counted", half_year=named(first, language))],
        _facts(rows, "half_year.organisation_fact", first, language),
        headings(found),
        language,
    )


def _written(
    key: str,
    title: str,
    said: Sequence[str],
    facts: Table,
    asked: Sequence[Step],
    language: Language,
    label: str = "",
) -> Slide:
    """A page of facts with the leader's texts in front of what is said of them."""
    notes = [frame.question(language, "done"), frame.question(language, "next")]
    own = slide(key, title, said, table=facts, label=label, notes=notes)
    nothing = t(language, "half_year.unwritten")
    texts = [Text(f"{key}.{heading.key}", nothing, nothing, head=heading.name[language]) for heading in asked]
    return Slide(own.key, own.title, (*texts, *own.texts), (), own.table, own.label, own.notes)


def _in_front(
    municipality: str,
    about: Any,
    listed: Sequence[str],
    verdict: Verdict | None,
    first: date,
    language: Language,
    measure: Measure,
) -> Slide:
    """All organisations on one page: held, delivered against the year before, and the year's forecast."""
    initiative, (_, last) = int(about.initiative_id), half_year(first)
    found, reported = implementation(municipality, initiative), store.rows(Volume, municipality, initiative)
    rows, n_held, n_planned = [], 0, 0
    for name in listed:
        own = held(activities_of(found.activities, name), date.today(), first, last)
        n_held, n_planned = n_held + own.held, n_planned + own.planned
        standing = _this_year(deliveries(counts_of(reported, name, last)), first)
        for place, one in enumerate(standing[:FACTS] or [None]):
            sides = (own.held, own.planned) if place == 0 else (None, None)
            rows.append((_who(name, one, found, language), *sides, *_standing(one, last, language)))
    title = t(
        language,
        "half_year.organisations_title",
        n=len(listed),
        initiative=about.initiative,
        half_year=named(first, language),
        held=n_held,
        planned=n_planned,
    )
    return slide(
        f"half_year.{initiative}.{first:%Y-%m}",
        title,
        ["" if verdict is None else verdict.sentence(language, measure)],
        table=_side_by_side(rows, language),
        label="" if verdict is None else verdict.label(language, measure),
        notes=[frame.question(language, "done"), frame.question(language, "next")],
    )


def _side_by_side(rows: Sequence[tuple[Any, ...]], language: Language) -> Table:
    """The organisations' rows; a column that says nothing of any of them is left out."""
    columns = [
        Column(t(language, "activities.organisation")),
        Column(t(language, "half_year.held"), Kind.COUNT),
        Column(t(language, "half_year.planned"), Kind.COUNT),
        Column(t(language, "half_year.delivered"), Kind.COUNT),
        Column(t(language, "half_year.year_before"), Kind.COUNT),
        Column(t(language, "half_year.counted_to")),
        Column(t(language, "half_year.forecast")),
    ]
    shown = pd.DataFrame(rows, columns=range(len(columns)), dtype=object)
    kept = [place for place in shown if shown[place].notna().any()]
    return table(t(language, "half_year.organisations_caption"), [columns[place] for place in kept], shown[kept])


def _who(name: str, one: Delivery | None, found: Implementation, language: Language) -> str:
    if one is None:
        return name
    what = found.programme.called(one.kind, language) if found.programme else one.kind
    return t(language, "half_year.who", organisation=name, what=what)


def _standing(
    one: Delivery | None, last: date, language: Language
) -> tuple[float | None, float | None, str | None, str | None]:
    """Delivered this year, by then a year before, the day if it is not the half-year's last, and the year's total."""
    if one is None:
        return None, None, None, None
    total = implementation_sentences.about(one.forecast.total, language) if one.forecast else None
    return one.done, one.before, None if one.counted_to == last else day(language, one.counted_to), total


def _this_year(found: Sequence[Delivery], first: date) -> list[Delivery]:
    """What was counted in the half-year's own year, the newest first."""
    own = [one for one in found if one.counted_to.year == first.year]
    return sorted(own, key=lambda one: one.counted_to, reverse=True)


def _by_the_end(reported: Sequence[Volume], first: date) -> list[Volume]:
    last = half_year(first)[1]
    return [one for one in reported if one.done is None or one.counted_to <= last]


Fact = tuple[str, float | None, float | None]


def _activities(activities: pd.DataFrame, first: date, language: Language) -> list[Fact]:
    """Held, planned and turnout in the half-year and in the same one a year before."""
    today = date.today()
    now, before = (held(activities, today, *span) for span in (half_year(first), half_year(year_before(first))))
    return [
        (t(language, "half_year.held"), now.held, before.held),
        (t(language, "half_year.planned"), now.planned, before.planned),
        (t(language, "half_year.attended"), _attended(now), _attended(before)),
        (t(language, "half_year.invited"), _invited(now), _invited(before)),
    ]


def _delivered(counted: Sequence[Volume], found: Implementation, first: date, language: Language) -> list[Fact]:
    rows: list[Fact] = []
    for one in in_half_year(counted, first)[:FACTS]:
        what = found.programme.called(one.kind, language) if found.programme else one.kind
        if one.counted_to < half_year(first)[1]:
            what = t(language, "half_year.until", what=what, day=day(language, one.counted_to))
        rows.append((what, one.done, one.before))
    return rows


def _facts(rows: Sequence[Fact], heading: str, first: date, language: Language) -> Table:
    spans = (first, year_before(first))
    columns = [Column(t(language, heading)), *(Column(named(span, language), Kind.COUNT) for span in spans)]
    return table(t(language, "half_year.facts"), columns, pd.DataFrame(rows, columns=["fact", "now", "before"]))


def _attended(one: Held) -> int | None:
    return one.attended if one.counted else None


def _invited(one: Held) -> int | None:
    return one.invited if one.counted else None
