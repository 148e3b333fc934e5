"""What is known of how an initiative is carried out, in sentences: the same on pages, slides and reports."""

from collections.abc import Sequence
from datetime import date

from naervaer.analysis.activities import half_year, held, year_before
from naervaer.analysis.forecast import Forecast, growth_pct
from naervaer.analysis.implementation import IN_PLACE_PCT
from naervaer.analysis.success import together
from naervaer.figures.answers import verdicts
from naervaer.figures.criteria import against_base_year
from naervaer.figures.criteria import criteria as answered
from naervaer.figures.implementation import Implementation, implementation
from naervaer.figures.implementation import next_due as coming
from naervaer.figures.organisations import Delivery, deliveries
from naervaer.i18n import day, listing, number, percent, signed, t
from naervaer.model import Language, Measure
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
    return [delivery(one, programme, language) for one in deliveries(reported)]


def delivery(one: Delivery, programme: Programme | None, language: Language) -> str:
    """How an organisation's delivery of one kind stands."""
    new_year, year = one.first == date(one.counted_to.year, 1, 1), str(one.counted_to.year)
    said = [
        t(
            language,
            "volumes.so_far" if new_year else "volumes.so_far_from",
            organisation=one.organisation,
            n=number(language, one.done, 0),
            what=programme.called(one.kind, language) if programme else one.kind,
            first=day(language, one.first),
            day=day(language, one.counted_to),
        )
    ]
    change = growth_pct(one.done, one.before)
    if one.before and change is not None:
        values = {"before": number(language, one.before, 0), "change": f"{signed(language, change)}\u00a0%"}
        said.append(t(language, "volumes.year_before", **values))
    if one.planned:
        share = percent(language, 100 * one.done / one.planned, 0)
        said.append(t(language, "volumes.of_plan", planned=number(language, one.planned, 0), share=share))
    if one.expected:
        said.append(t(language, "volumes.expects", planned=number(language, one.expected, 0), year=year))
    if one.forecast is not None:
        said.append(_forecast(one.forecast, year, language))
    elif not new_year and (one.counted_to.month, one.counted_to.day) != (12, 31):
        said.append(t(language, "volumes.no_forecast"))
    return " ".join(said)


def _forecast(found: Forecast, year: str, language: Language) -> str:
    total = about(found.total, language)
    if found.by == "days":
        return t(language, "volumes.forecast_days", total=total, year=year)
    values = {"years": listing(language, list(map(str, found.years))), "year": year, "total": total}
    ends = [about(end, language) for end in (found.low, found.high) if end is not None]
    if len(set(ends)) < 2:
        return t(language, "volumes.forecast_years", n=1, **values)
    return t(language, "volumes.forecast_years", n=2, low=ends[0], high=ends[1], **values)


def about(total: float, language: Language) -> str:
    """A number that is only about right, with the three first figures that can be."""
    digits = max(0, len(f"{abs(total):.0f}") - 3)
    return number(language, round(total, -digits), 0)


def in_place(found: Implementation, language: Language) -> str:
    """How many units have the elements in place, and what that means."""
    place = found.in_place
    mean = "–" if place.mean_pct is None else percent(language, place.mean_pct, 0)
    limit = percent(language, IN_PLACE_PCT, 0)
    return t(language, "degrees.said", in_place=place.in_place, n=place.of, units=place.units, mean=mean, limit=limit)


def criteria(
    municipality: str, initiative: int, language: Language, measure: Measure = Measure.ABSENCE
) -> tuple[str, list[str]]:
    """All success criteria in one sentence ("" where there is only one), and a line with the reason for each."""
    answers = answered(municipality, initiative)
    lines = []
    for criterion, met in answers.items():
        name, yes_or_no = t(language, f"result.criterion_{criterion}"), t(language, f"result.met_{met}")
        because = _because(criterion, municipality, initiative, language, measure)
        lines.append(f"{name}: **{yes_or_no}**. {because}".strip())
    return t(language, f"result.together_{together(answers.values())}") if len(answers) > 1 else "", lines


def _because(criterion: Criterion, municipality: str, initiative: int, language: Language, measure: Measure) -> str:
    found = implementation(municipality, initiative)
    if criterion is Criterion.SICK_LEAVE:
        judged = verdicts(municipality, [initiative])[initiative]
        return "" if judged is None else f"{judged.label(language, measure)}."
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
