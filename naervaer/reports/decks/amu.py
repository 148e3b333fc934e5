"""For the working environment committee: the same quarter over years, short and long, what stands out, what is done."""

import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.analysis.funnel import Place as Lies
from naervaer.analysis.verdict import Verdict
from naervaer.charts.table import Column, Kind, Table, captioned, table
from naervaer.figures import overview, parts, trends, unit_comparison, verdicts
from naervaer.figures.trends import OverTime, Place
from naervaer.i18n import part_name, percent, period, points, t
from naervaer.model import Granularity, Language, Measure
from naervaer.reports import graphs
from naervaer.reports.decks import frame, management
from naervaer.reports.outline import Deck, Slide, slide


STAND_OUT = 10  # rows that a slide holds; all are in the workbook
KINDS = 4  # kinds of unit told of in sentences


def amu(municipality: str, _: int, language: Language, measure: Measure) -> Deck:
    """Five slides about the municipality."""
    granularity = _quarters(municipality)
    state = frame.state(municipality, language)
    found = overview.state(municipality, limit=FEWEST_OUTSIDE)
    masked = (*frame.masked(municipality, None, language), *management.masked(found, language))
    name = frame.municipality_name(municipality)
    over_time = (
        None if granularity is None else trends.over_time(municipality, granularity, Place(), limit=FEWEST_OUTSIDE)
    )
    return Deck(
        audience="amu",
        language=language,
        municipality=name,
        about=name,
        slides=(
            same_quarter(over_time, language, measure),
            by_length(municipality, granularity, language),
            standing_out(municipality, language, measure),
            initiatives(municipality, language, measure),
            frame.behind(state, masked, language),
        ),
        state=state,
        preliminary=frame.preliminary(municipality),
        masked=masked,
        sources=(frame.uploads(municipality, state, language),),
    )


def _quarters(municipality: str) -> Granularity | None:
    """Quarters, also summed from months; else the shortest there is; None without figures."""
    known = trends.lengths(municipality)
    return Granularity.QUARTER if Granularity.QUARTER in known else next(iter(known), None)


def same_quarter(found: OverTime | None, language: Language, measure: Measure) -> Slide:
    """The newest quarter beside the same quarter of earlier years."""
    notes = [frame.question(language, "quarter")]
    whole = None if found is None else found.series.dropna(subset=["rate_pct"])
    if found is None or whole is None or whole.empty:
        return slide("quarter", t(language, "deck.no_data_title"), [t(language, "deck.no_data")], notes=notes)
    newest = whole.iloc[-1]
    name = period(language, newest["period_start"].date(), found.granularity)
    rate, before = float(newest["rate_pct"]), newest["year_earlier_pct"]
    known = {"period": name, "measure": frame.called(measure, language), "rate": percent(language, measure.of(rate))}
    if pd.isna(before):
        title = t(language, "deck.quarter_title_alone", **known)
    else:
        change = points(language, measure.change(rate - float(before)))
        title = t(language, "deck.quarter_title", **known, change=change)
    signals = trends.said(found, language, measure)[:2]
    return slide(
        "quarter",
        title,
        # That there are no limits to judge by is for those who ask, on a slide that draws none.
        [*(signals if found.chart is not None else []), t(language, "deck.quarter_text")],
        graphs=[graphs.same_period_over_years(found.series, found.granularity, language, measure)],
        notes=[*notes, *([] if found.chart is not None else signals), *trends.footnotes(found, language)],
    )


def by_length(municipality: str, granularity: Granularity | None, language: Language) -> Slide:
    """How long the absence lasts: in intervals of days where the figures have them, else short and long."""
    found = () if granularity is None else parts.intervals(municipality, granularity)
    if granularity is None or not found:
        return short_and_long(municipality, granularity, language)
    notes = [frame.question(language, "quarter")]
    series = parts.parts(municipality, granularity, Place(), found, limit=FEWEST_OUTSIDE)
    named = {} if isinstance(series, parts.NoParts) else {part_name(language, part): series[part] for part in found}
    drawn = graphs.intervals(named, granularity, language) if named else None
    if drawn is None:
        return slide("parts", t(language, "deck.parts_none_title"), [t(language, "deck.parts_hidden")], notes=notes)
    newest = drawn.series[-1]
    rates = {name: rate for name, rate in zip(drawn.categories, newest.values, strict=True) if rate is not None}
    most = max(rates, key=rates.__getitem__)
    title = t(language, "deck.intervals_title", period=newest.name, interval=most, rate=percent(language, rates[most]))
    return slide("parts", title, [t(language, "deck.intervals_text")], graphs=[drawn], notes=notes)


def short_and_long(municipality: str, granularity: Granularity | None, language: Language) -> Slide:
    """Short and long absence, where the figures tell them apart."""
    notes = [frame.question(language, "parts")]
    known = [] if granularity is None else parts.pairs(municipality, granularity)
    if granularity is None or not known:
        return slide("parts", t(language, "deck.parts_none_title"), [t(language, "deck.parts_none")], notes=notes)
    pair = known[0]
    found = parts.parts(municipality, granularity, Place(), pair, limit=FEWEST_OUTSIDE)
    named = {} if isinstance(found, parts.NoParts) else {t(language, f"part.{part}"): found[part] for part in pair}
    drawn = graphs.parts_over_years(named, granularity, language) if named else None
    last = [] if drawn is None else [(one.name, value) for one in drawn.series if (value := one.values[-1]) is not None]
    if drawn is None or len(last) < len(pair):
        return slide("parts", t(language, "deck.parts_none_title"), [t(language, "deck.parts_hidden")], notes=notes)
    (one, first), (other, second) = last
    title = t(
        language,
        "deck.parts_title",
        period=drawn.categories[-1],
        one=one,
        first=percent(language, first),
        other=other,
        second=percent(language, second),
    )
    return slide("parts", title, [t(language, "deck.parts_text")], graphs=[drawn], notes=notes)


def standing_out(municipality: str, language: Language, measure: Measure) -> Slide:
    """Units that lie apart from others of their kind by more than chance; never ranked."""
    notes = [frame.question(language, "standing_out")]
    kinds = unit_comparison.kinds(municipality)
    compared = [unit_comparison.compared(municipality, kind, limit=FEWEST_OUTSIDE) for kind in kinds]
    judged = [one for one in compared if one is not None and one.why is None]
    if not judged:
        said = [line for one in compared if one is not None for line in unit_comparison.said(one, language, measure)]
        title = t(language, "deck.standing_out_unknown_title")
        return slide("standing_out", title, said[:KINDS] or [t(language, "deck.no_data")], notes=notes)
    out = [
        (
            unit.unit,
            unit_comparison.kind_name(one.kind, language),
            measure.of(unit.rate_pct),
            measure.of(100 * one.funnel.centre),
        )
        for one in judged
        for unit in one.placed(Lies.STANDS_OUT).itertuples(index=False)
        if one.funnel is not None
    ]
    n_units = sum(len(one.units) for one in judged)
    title = t(language, "deck.standing_out_title" if out else "deck.standing_out_none_title", n=len(out), of=n_units)
    return slide(
        "standing_out",
        title,
        [
            t(language, "deck.standing_out_text") if out else "",
            t(language, "deck.standing_out_more") if len(out) > STAND_OUT else "",
            *([] if out else [unit_comparison.said(one, language, measure)[0] for one in judged[:KINDS]]),
        ],
        table=_apart(out, language, measure) if out else None,
        notes=[*notes, *(note for one in judged for note in unit_comparison.notes(one, language))],
    )


def _apart(out: list[tuple[str, str, float, float]], language: Language, measure: Measure) -> Table:
    headings = [
        Column(t(language, "chart.unit")),
        Column(t(language, "deck.kind")),
        Column(t(language, "overview.last_year"), Kind.PERCENT),
        Column(t(language, "deck.of_kind"), Kind.PERCENT),
    ]
    rows = pd.DataFrame(sorted(out)[:STAND_OUT], columns=["unit", "kind", "rate", "usual"])
    return table(captioned(t(language, "deck.standing_out_caption"), language, measure), headings, rows)


def initiatives(municipality: str, language: Language, measure: Measure) -> Slide:
    """What is done, and what is known of it so far."""
    known = store.read("initiatives", municipality=municipality)
    notes = [frame.question(language, "done")]
    if known.empty:
        nothing = t(language, "deck.no_initiatives_title")
        return slide("initiatives", nothing, [t(language, "deck.done_nothing")], notes=notes)
    judged = verdicts(municipality, map(int, known["initiative_id"]), limit=FEWEST_OUTSIDE)
    rows = [
        (
            row.initiative,
            int(row.n_units),
            None if pd.isna(row.first_start) else row.first_start.date(),
            _label(judged[int(row.initiative_id)], language, measure),
        )
        for row in known.head(STAND_OUT).itertuples(index=False)
    ]
    headings = [
        Column(t(language, "chart.initiative")),
        Column(t(language, "deck.started_units"), Kind.COUNT),
        Column(t(language, "deck.started_first"), Kind.MONTH),
        Column(t(language, "deck.known_so_far")),
    ]
    shown = table(t(language, "deck.initiatives_caption"), headings, pd.DataFrame(rows, columns=["i", "n", "s", "v"]))
    title = t(language, "overview.running", n=len(known)).rstrip(".")
    return slide("initiatives", title, [t(language, "deck.initiatives_text")], table=shown, notes=notes)


def _label(verdict: Verdict | None, language: Language, measure: Measure) -> str:
    return t(language, "verdict.no_figures") if verdict is None else verdict.label(language, measure)
