"""For the steering group: the answer, what was done, the units, the comparison, how sure, what next."""

from datetime import date
from typing import Any

import pandas as pd

from naervaer import figures
from naervaer.analysis.before_after import INITIATIVE, REST, SHOWN, BeforeAfter
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.verdict import FALLS, RISES, Verdict
from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import Answer, days, implementation_sentences, sentences
from naervaer.figures.implementation import Implementation, implementation
from naervaer.i18n import chance, month, percent, signed, t
from naervaer.model import Language, Measure
from naervaer.reports import graphs
from naervaer.reports.decks import frame
from naervaer.reports.outline import Deck, Slide, slide


ACTIVITIES = 3  # sentences on what was held, the nearest first
NAMED = 6  # units that a sentence names; of more of them it says how many
REASONS = 3  # why nothing can be said: the rest stand in the notes
AREAS_IN_A_TABLE = 9  # rows that a slide holds beside its sentences


def steering(municipality: str, initiative: int, language: Language, measure: Measure) -> Deck:
    """Seven slides about one initiative. Raises KeyError when there is no such initiative."""
    about = frame.one(municipality, initiative)
    answer = figures.answer(municipality, initiative, limit=FEWEST_OUTSIDE)
    compared = None if answer is None else answer.compared
    masked = frame.masked(municipality, compared, language)
    state = frame.state(municipality, language)
    method = "method_text" if compared is None or compared.like_for_like else "method_text_unlike"
    return Deck(
        audience="steering",
        language=language,
        municipality=frame.municipality_name(municipality),
        about=about.initiative,
        slides=(
            the_answer(answer, language, measure),
            done(municipality, about, language),
            units(answer, language, measure),
            comparison(answer, language, measure),
            how_sure(answer, language, measure),
            next_step(municipality, answer, language),
            frame.behind(state, masked, language, method=t(language, f"before_after.{method}")),
        ),
        state=state,
        preliminary=frame.preliminary(municipality) or (answer is not None and answer.verdict.preliminary),
        masked=masked,
        sources=(*every_unit(answer, language, measure), frame.uploads(municipality, state, language)),
    )


def the_answer(answer: Answer | None, language: Language, measure: Measure) -> Slide:
    """The verdict, and the one picture of it."""
    if answer is None:
        return slide("answer", t(language, "deck.no_data_title"), [t(language, "deck.no_data")])
    verdict = answer.verdict
    several = answer.several
    return slide(
        "answer",
        verdict.headline(language, measure),
        [
            verdict.sentence(language, measure),
            t(language, "before_after.several", n=len(several), units=list(several)) if several else "",
        ],
        graphs=[graphs.expected(answer, language, measure)],
        label=verdict.label(language, measure),
        notes=[t(language, f"method.means_{verdict.state}"), *(_steps(answer, language, measure))],
    )


def _steps(answer: Answer, language: Language, measure: Measure) -> list[str]:
    """How the answer was worked out, step by step."""
    if answer.found is None or not answer.found["expected"]:
        like = answer.compared.like_for_like
        return [t(language, "before_after.method_text" if like else "before_after.method_text_unlike")]
    return sentences.steps(answer.found["expected"], language, measure)


def done(municipality: str, about: Any, language: Language) -> Slide:
    """Who takes part and from when, and what is registered as carried out."""
    parts = frame.joined_parts(municipality, int(about.initiative_id))
    found = implementation(municipality, int(about.initiative_id))
    notes = [frame.question(language, "done")]
    if parts.empty:
        return slide("done", t(language, "deck.done_title_nobody"), _plan(about, found, language), notes=notes)
    first = parts["start_date"].min().date()
    return slide(
        "done",
        t(language, "deck.done_title", n=len(parts), first=month(language, first)),
        [
            *_plan(about, found, language),
            *_steps_reached(found, len(parts), language),
            *activities(found, language),
        ],
        table=_started(parts, language),
        notes=notes,
    )


def _plan(about: Any, found: Implementation, language: Language) -> list[str]:
    named = found.programme.name[language] if found.programme else about.programme
    return [
        t(language, "deck.programme", programme=named) if named else "",
        t(language, "deck.aim", aim=about.aim) if about.aim else "",
    ]


def _steps_reached(found: Implementation, n_units: int, language: Language) -> list[str]:
    reached = found.plan[found.plan["reached_on"].notna()].groupby("item")["unit_id"].nunique()
    items = found.programme.plan if found.programme else ()
    return [
        t(language, "deck.steps_reached", step=one.name[language], reached=int(reached[one.key]), n=n_units)
        for one in items
        if one.key in reached
    ]


def activities(found: Implementation, language: Language) -> list[str]:
    """What was held against what was planned; or that nothing of it is registered."""
    if found.activities.empty:
        return [t(language, "deck.no_activities")]
    return implementation_sentences.activities(found, date.today(), language)[:ACTIVITIES]


def _started(parts: pd.DataFrame, language: Language) -> Table:
    """The service areas that take part, with how many units and when they started."""
    area = parts["area"].fillna(t(language, "before_after.no_area"))
    by_area = parts.groupby(area)["start_date"].agg(["size", "min", "max"])
    by_area = by_area.sort_values(["min", "size"], ascending=[True, False]).reset_index(names="area")
    for side in ("min", "max"):
        by_area[side] = by_area[side].dt.date
    headings = [
        Column(t(language, "deck.started_area")),
        Column(t(language, "deck.started_units"), Kind.COUNT),
        Column(t(language, "deck.started_first"), Kind.MONTH),
        Column(t(language, "deck.started_last"), Kind.MONTH),
    ]
    return table(t(language, "deck.started_caption"), headings, by_area.head(AREAS_IN_A_TABLE))


def units(answer: Answer | None, language: Language, measure: Measure) -> Slide:
    """The units before and after, with how many chance alone would have sent down."""
    notes = [frame.question(language, "units")]
    compared = None if answer is None else answer.compared
    if answer is None or compared is None or "" not in compared.counts:
        return slide(
            "units",
            t(language, "deck.units_none_title"),
            not_shown(compared, language),
            notes=notes,
        )
    count = compared.counts[""]
    title = "deck.units_title" if compared.like_for_like else "deck.units_unlike_title"
    if measure is Measure.ATTENDANCE:
        title = "deck.units_title_attendance" if compared.like_for_like else "deck.units_unlike_title_attendance"
    drawn = graphs.units(answer, language, measure)
    n_shown = int((compared.units["state"] == SHOWN).sum())
    too_many = n_shown > graphs.ROWS_IN_A_GRAPH * graphs.GRAPHS_IN_A_SLIDE
    return slide(
        "units",
        t(language, title, n=count.of_units, lower=count.lower),
        [
            t(language, "deck.units_chance", chance=chance(language, count.p_at_least_of_units)),
            t(language, "deck.units_many", n=n_shown) if too_many else "",
            signals(answer, language),
            *not_shown(compared, language),
        ],
        graphs=drawn,
        notes=[*sentences.compared_months(compared, language), *sentences.counts(compared, language, measure), *notes],
    )


def signals(answer: Answer, language: Language) -> str:
    """The shown units that stand out more than chance; empty where that cannot be told."""
    if answer.found is None or not answer.found["units"]:
        return ""
    shown = set(answer.compared.units.loc[answer.compared.units["state"] == SHOWN, "unit"])
    flagged = sorted(unit["unit"] for unit in answer.found["units"] if unit["flag"] and unit["unit"] in shown)
    if not flagged:
        return t(language, "deck.units_no_signals")
    if len(flagged) > NAMED:
        return t(language, "deck.units_signals_many", n=len(flagged), of=len(shown))
    return t(language, "deck.units_signals", units=flagged)


def not_shown(compared: BeforeAfter | None, language: Language) -> list[str]:
    """How many units are without a figure, for each reason."""
    if compared is None:
        return [t(language, "deck.no_data")]
    left_out = compared.units.loc[compared.units["state"] != SHOWN, "state"].value_counts(sort=False)
    return [
        t(
            language,
            "deck.not_shown",
            n=int(n),
            why=t(language, f"before_after.state.{state}"),
        )
        for state, n in left_out.items()
    ]


def comparison(answer: Answer | None, language: Language, measure: Measure) -> Slide:
    """The units against the rest of the municipality in the same months, and what was to be expected anyway."""
    notes = [frame.question(language, "comparison")]
    drawn = None if answer is None else graphs.against_rest(answer.compared, language, measure)
    if answer is None or drawn is None:
        title = t(language, "deck.comparison_none_title")
        said = t(language, "deck.no_data") if answer is None else answer.verdict.sentence(language, measure)
        return slide("comparison", title, [said], notes=notes)
    pooled = answer.compared.pooled.set_index("group")
    mine, rest = pooled.loc[INITIATIVE], pooled.loc[REST]
    rates = {"before": measure.of(mine["before_pct"]), "after": measure.of(mine["after_pct"])}
    alone = pd.isna(rest["change_pp"])
    if pd.isna(mine["change_pp"]):
        title = t(language, "deck.comparison_none_title")
    elif alone:
        title = t(language, "deck.comparison_alone_title", **_percents(rates, language))
    else:
        rates |= {"rest_before": measure.of(rest["before_pct"]), "rest_after": measure.of(rest["after_pct"])}
        title = t(language, "deck.comparison_title", **_percents(rates, language))
    found = answer.found
    return slide(
        "comparison",
        title,
        [
            *sentences.pooled(answer.compared, language, measure),
            sentences.expected_anyway(found, language, measure) if found else "",
        ],
        graphs=[drawn],
        notes=[*notes, t(language, f"before_after.weighted_by.{answer.compared.weighted_by or 'none'}")],
    )


def _percents(rates: dict[str, float], language: Language) -> dict[str, str]:
    return {name: percent(language, rate) for name, rate in rates.items()}


def how_sure(answer: Answer | None, language: Language, measure: Measure) -> Slide:
    """The range of the difference, what would have been seen, and whether it lasts; or why nothing can be said."""
    found = None if answer is None else answer.found
    if answer is None or found is None or not found["expected"] or not found["expected"]["ci95_pp"]:
        return _not_sure(answer, language, measure)
    low, high = (signed(language, end) for end in sorted(map(measure.change, found["expected"]["ci95_pp"])))
    checks = sentences.steps(found["expected"], language)[-2:]
    return slide(
        "sure",
        t(language, "deck.sure_title", low_pp=low, high_pp=high),
        [
            t(language, "deck.sure_interval"),
            sentences.smallest(found, language),
            sentences.lasting(found["windows"], language, measure) if found["windows"] else "",
        ],
        graphs=[graphs.years(answer, language, measure)],
        label=answer.verdict.label(language, measure),
        notes=[
            t(
                language,
                "deck.question",
                question=t(language, "deck.sure_question"),
                answer=t(language, f"method.means_{answer.verdict.state}"),
            ),
            *checks,
            *sentences.withheld(found, language),
        ],
    )


def _not_sure(answer: Answer | None, language: Language, measure: Measure) -> Slide:
    """What would have to be there, else why nothing can be said."""
    title = t(language, "deck.sure_none_title")
    if answer is None:
        said, reasons = [t(language, "deck.no_data")], []
    else:
        reasons = sentences.withheld(answer.found, language) if answer.found else []
        said = [one.sentence(language) for one in answer.better] or reasons[:REASONS]
        said = said or [answer.verdict.sentence(language, measure)]
    return slide("sure", title, said, notes=[frame.question(language, "next"), *reasons])


def next_step(municipality: str, answer: Answer | None, language: Language) -> Slide:
    """What would make the answer better, and what the group is asked to decide."""
    kind = "unclear" if answer is None else _kind(answer.verdict)
    wanted = [one.sentence(language) for one in answer.better] if answer else []
    again = answer.verdict.values.get("month") if answer else None
    return slide(
        "next",
        t(language, f"deck.next_{kind}_title"),
        [
            t(language, f"deck.next_{kind}_1"),
            t(language, f"deck.next_{kind}_2"),
            *(days.said(answer, municipality, language) if answer else []),
            *wanted,
            t(language, "deck.next_again", month=month(language, again)) if again is not None else "",
        ],
        notes=[frame.question(language, "next")],
    )


def _kind(verdict: Verdict) -> str:
    return "fall" if verdict.state in FALLS else "rise" if verdict.state in RISES else "unclear"


def every_unit(answer: Answer | None, language: Language, measure: Measure) -> tuple[Table, ...]:
    """The table that only the workbook holds: every unit that may be shown; none where none may."""
    if answer is None or not (answer.compared.units["state"] == SHOWN).any():
        return ()
    return (graphs.all_units(answer, language, measure),)
