"""What is known of how an initiative is carried out, in sentences: the same on pages, slides and reports."""

from collections.abc import Sequence
from datetime import date

from naervaer.analysis.activities import half_year, held, year_before
from naervaer.analysis.forecast import forecast
from naervaer.analysis.implementation import IN_PLACE_PCT
from naervaer.analysis.success import together
from naervaer.figures.answers import verdicts
from naervaer.figures.criteria import against_base_year
from naervaer.figures.criteria import criteria as answered
from naervaer.figures.implementation import Implementation, implementation
from naervaer.figures.implementation import next_due as coming
from naervaer.i18n import day, number, percent, signed, t
from naervaer.model import Language
from naervaer.programme import Criterion, Programme
from naervaer.store import Volume


def activities(found: Implementation, today: date, language: Language) -> list[str]:
    """Since the beginning, this half-year, and the same half-year before; turnout where it was counted."""
    every = found.held
    lines = [t(language, "activities.said", held=every.held, planned=every.planned, late=every.late)]
    if every.cancelled:
        lines.append(t(language, "activities.said_cancelled", n=every.cancelled))
    if every.turnout_pct is not None:
        turnout = percent(language, every.turnout_pct, 0)
        values = {"came": every.attended, "invited": every.invited, "turnout": turnout}
        lines.append(t(language, "activities.said_turnout", n=every.counted, **values))
    first, last = half_year(today)
    now = held(found.activities, today, first, last)
    before = held(found.activities, today, *half_year(year_before(first)))
    if now.planned or now.held or before.held:
        values = {"held": now.held, "planned": now.planned, "before": before.held, "before_planned": before.planned}
        lines.append(t(language, "activities.said_half_year", **values))
    rhythm = found.programme.rhythm_months if found.programme else None
    if rhythm is not None and rhythm < 6:
        lines.append(t(language, "activities.rhythm", n=rhythm))
    return lines


def volumes(reported: Sequence[Volume], programme: Programme | None, language: Language) -> list[str]:
    """For each organisation and kind the newest count: against the year before, the plan, and what the year will be."""
    newest: dict[tuple[str, str], Volume] = {}
    for one in reported:
        place = (one.organisation, one.kind)
        if one.done is not None and (place not in newest or one.counted_to > newest[place].counted_to):
            newest[place] = one
    return [_volume(one, reported, programme, language) for one in newest.values()]


def _volume(one: Volume, reported: Sequence[Volume], programme: Programme | None, language: Language) -> str:
    own = [row for row in reported if (row.organisation, row.kind) == (one.organisation, one.kind)]
    so_far = one.done or 0.0
    before = _done(own, year_before(one.period_start), year_before(one.counted_to))
    said = [
        t(
            language,
            "volumes.so_far",
            organisation=one.organisation,
            n=number(language, so_far, 0),
            what=programme.called(one.kind, language) if programme else one.kind,
            day=day(language, one.counted_to),
        )
    ]
    if before:
        change = 100 * (so_far / before - 1)
        values = {"before": number(language, before, 0), "change": f"{signed(language, change)}\u00a0%"}
        said.append(t(language, "volumes.year_before", **values))
    if one.planned:
        share = percent(language, 100 * so_far / one.planned, 0)
        said.append(t(language, "volumes.of_plan", planned=number(language, one.planned, 0), share=share))
    whole = (date(one.counted_to.year, 1, 1), date(one.counted_to.year, 12, 31))
    if one.period_start == whole[0] and one.counted_to < whole[1]:
        last_year = _done(own, *map(year_before, whole))
        expected = forecast(so_far, one.counted_to, before, last_year)
        total = number(language, round(expected.total, -1 if expected.total >= 1000 else 0), 0)
        said.append(t(language, f"volumes.forecast_{expected.by}", total=total))
    return " ".join(said)


def _done(own: Sequence[Volume], first: date, last: date) -> float | None:
    return next((row.done for row in own if (row.period_start, row.counted_to) == (first, last)), None)


def in_place(found: Implementation, language: Language) -> str:
    """How many units have the elements in place, and what that means."""
    place = found.in_place
    mean = "–" if place.mean_pct is None else percent(language, place.mean_pct, 0)
    limit = percent(language, IN_PLACE_PCT, 0)
    return t(language, "degrees.said", in_place=place.in_place, n=place.of, units=place.units, mean=mean, limit=limit)


def criteria(municipality: str, initiative: int, language: Language) -> tuple[str, list[str]]:
    """All success criteria in one sentence ("" where there is only one), and a line with the reason for each."""
    answers = answered(municipality, initiative)
    lines = []
    for criterion, met in answers.items():
        name, yes_or_no = t(language, f"result.criterion_{criterion}"), t(language, f"result.met_{met}")
        lines.append(f"{name}: **{yes_or_no}**. {_because(criterion, municipality, initiative, language)}".strip())
    return t(language, f"result.together_{together(answers.values())}") if len(answers) > 1 else "", lines


def _because(criterion: Criterion, municipality: str, initiative: int, language: Language) -> str:
    found = implementation(municipality, initiative)
    if criterion is Criterion.SICK_LEAVE:
        judged = verdicts(municipality, [initiative])[initiative]
        return "" if judged is None else f"{judged.label(language)}."
    if criterion is Criterion.IMPLEMENTATION:
        place = found.in_place
        if place.mean_pct is not None:
            return in_place(found, language)
        return t(language, "result.steps_in_place", in_place=place.in_place, n=place.of) if place.units else ""
    if criterion is Criterion.ACTIVITIES:
        every = found.held
        return t(language, "activities.said", held=every.held, planned=every.planned, late=every.late)
    base = against_base_year(municipality, initiative)
    if base is None:
        return t(language, "result.no_base_year")
    return t(
        language,
        f"result.base_year_{base.progress}",
        year=str(base.base_year),
        base=percent(language, base.base_pct),
        now=percent(language, base.now_pct),
        change=f"{signed(language, base.change_pct)}\u00a0%",
        target=percent(language, base.target_pct),
    )


def next_due(found: Implementation, today: date, language: Language) -> str:
    """What is next and when; "" when nothing is planned."""
    due = coming(found, today)
    if due is None:
        return ""
    item = found.programme.called(due.item, language) if found.programme else due.item
    return t(language, f"initiatives.next_{due.what}", day=day(language, due.day), item=item)
