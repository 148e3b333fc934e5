"""What figures say in words, the same on a page and on a slide."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from naervaer.analysis.before_after import AREA, INITIATIVE, REST, SHOWN, BeforeAfter
from naervaer.analysis.count import ENOUGH_UNITS, Count
from naervaer.analysis.verdict import State, label
from naervaer.i18n import chance, month, months_between, number, percent, points, t
from naervaer.model import MONTHS_IN, Granularity, Language, Measure


NOTHING_TO_JUDGE_BY = {State.TOO_EARLY, State.TOO_SHORT_HISTORY, State.NO_COMPARISON, State.NO_FIGURES}

KEPT = 128  # lists of sentences
HALVES = ("0-5", "6-11", "12-23")  # months after the start (METHODS 2.h)


def level(found: Mapping[str, Any], language: Language, measure: Measure = Measure.ABSENCE) -> str:
    """The last 12 months against the 12 before (analysis.trend.level), or the reason why not."""
    if pd.isna(found["last_pct"]):
        return t(language, "level.no_year")
    said = {
        "measure": t(language, f"measure.{measure}_the"),
        "rate": percent(language, measure.of(found["last_pct"])),
        "months": months_between(language, pd.Timestamp(found["first"]).date(), pd.Timestamp(found["last"]).date()),
    }
    if pd.isna(found["change_pp"]):
        return t(language, "level.one_year", **said)
    change = measure.change(found["change_pp"])
    direction = "same" if round(change, 1) == 0 else "lower" if change < 0 else "higher"
    return t(
        language, f"level.{direction}", change=t(language, "unit.points", value=number(language, abs(change))), **said
    )


@lru_cache(maxsize=KEPT)
def pooled(compared: BeforeAfter, language: Language, measure: Measure = Measure.ABSENCE) -> list[str]:
    """What the units that take part had before and after, all together, and then the rest of the municipality."""
    groups = [compared.pooled[compared.pooled["group"] == name].iloc[0] for name in (INITIATIVE, REST)]
    return [_pooled(group, language, measure) for group in groups if pd.notna(group["change_pp"])]


def _pooled(group: pd.Series, language: Language, measure: Measure) -> str:
    before, after = measure.of(group["before_pct"]), measure.of(group["after_pct"])
    change = measure.change(group["change_pp"])
    # One decimal, unless rounding would print a difference that the two rates beside it do not have.
    adds_up = abs(round(after, 1) - round(before, 1) - round(change, 1)) < 0.01
    decimals = 1 if adds_up else 2
    return t(
        language,
        f"before_after.pooled_{group['group']}",
        n=int(group["n_units"]),
        before=percent(language, before, decimals),
        after=percent(language, after, decimals),
        change=points(language, change, decimals),
    )


@lru_cache(maxsize=KEPT)
def compared_months(compared: BeforeAfter, language: Language) -> list[str]:
    """One line per start: which months stand on each side."""
    key = "before_after.compared" if compared.like_for_like else "before_after.compared_unlike"
    return [
        t(
            language,
            key,
            n=int(window.n_units),
            start=month(language, window.start.date()),
            before=_span(window.first_before, window.last_before, compared.granularity, language),
            after=_span(window.first_after, window.last_after, compared.granularity, language),
        )
        for window in compared.windows.itertuples(index=False)
        if window.n_periods
    ]


@lru_cache(maxsize=KEPT)
def counts(compared: BeforeAfter, language: Language, measure: Measure = Measure.ABSENCE) -> list[str]:
    """One line per area: how many units have less absence, and how often chance alone gives as many.

    None for an area with fewer units than are worth a count.
    """
    worth = {area: count for area, count in compared.counts.items() if area and count.of_units >= ENOUGH_UNITS}
    return [_count(area, count, language, measure) for area, count in worth.items()]


def _count(area: str, count: Count, language: Language, measure: Measure) -> str:
    return t(
        language,
        "before_after.count" if measure is Measure.ABSENCE else "before_after.count_attendance",
        area=area,
        lower=count.lower,
        n=count.of_units,
        chance=chance(language, count.p_at_least_of_units),
    )


def rows(compared: BeforeAfter, language: Language) -> pd.DataFrame:
    """What the chart draws: the shown units, and the pooled rows of their areas and of the rest of the municipality."""
    units = compared.units[compared.units["state"] == SHOWN]
    groups = compared.pooled[(compared.pooled["group"] != INITIATIVE) & compared.pooled["change_pp"].notna()]
    names = [
        t(language, "before_after.area_row", area=row.area or t(language, "before_after.no_area"), units=row.n_units)
        if row.group == AREA
        else t(language, "before_after.rest_row", units=row.n_units)
        for row in groups.itertuples(index=False)
    ]
    columns = ["name", "before_pct", "after_pct", "change_pp", "months", "pooled"]
    together = t(language, "before_after.same_months")
    return pd.concat(
        [
            groups.assign(name=names, months=together, pooled=groups["group"])[columns],
            units.assign(name=units["unit"], months=_spans(units, compared, language), pooled="unit")[columns],
        ],
        ignore_index=True,
    )


def _spans(units: pd.DataFrame, compared: BeforeAfter, language: Language) -> list[str]:
    """Per unit the months after its start, and what they are set against where that is not the same months."""
    key = "before_after.span" if compared.like_for_like else "before_after.span_unlike"
    return [
        t(
            language,
            key,
            before=_span(unit.first_before, unit.last_before, compared.granularity, language),
            after=_span(unit.first_after, unit.last_after, compared.granularity, language),
        )
        for unit in units.itertuples(index=False)
    ]


def _span(first: pd.Timestamp, last: pd.Timestamp, granularity: Granularity | None, language: Language) -> str:
    """From the first month to the end of the last period."""
    length = MONTHS_IN[granularity] if granularity else 1
    return months_between(language, first.date(), (last + pd.DateOffset(months=length - 1)).date())


def fixed(found: Mapping[str, Any], language: Language, measure: Measure = Measure.ABSENCE) -> str:
    """The verdicts as they are fixed after half a year, one and two years; empty where there is nothing to judge by."""
    known = {point["verdict"] for point in found["fixed"]} - {None}
    if known <= NOTHING_TO_JUDGE_BY:
        return ""
    return t(language, "verdict.fixed", points="; ".join(_point(point, language, measure) for point in found["fixed"]))


def _point(point: Mapping[str, Any], language: Language, measure: Measure) -> str:
    if point["verdict"] is None:
        return t(language, "verdict.fixed_later", months=point["months"])
    said = label(State(point["verdict"]), language, measure)
    if point["preliminary"]:
        said = t(language, "verdict.preliminary", label=said)
    return t(language, "verdict.fixed_at", months=point["months"], label=said)


def expected_anyway(found: Mapping[str, Any], language: Language, measure: Measure = Measure.ABSENCE) -> str:
    """That part of the change would have come by itself; empty when the last year before was no unusual one."""
    bounce = found["bounce"]
    if not bounce or not bounce["ci80_pp"] or bounce["ci80_pp"][0] <= 0:
        return ""
    key = "estimate.expected_anyway" if measure is Measure.ABSENCE else "estimate.expected_anyway_attendance"
    return t(language, key, bounce=number(language, bounce["pp"]))


def smallest(found: Mapping[str, Any], language: Language) -> str:
    """The smallest change that these figures would show."""
    return t(language, "estimate.smallest", smallest=number(language, found["expected"]["mde_pp"]))


def lasting(windows: Mapping[str, Any], language: Language, measure: Measure = Measure.ABSENCE) -> str:
    """The change in each half-year, and whether it lasts."""
    parts = [
        t(
            language,
            f"estimate.window_{window.replace('-', '_')}",
            change=points(language, measure.change(windows[window]["effect_pp"])),
        )
        for window in HALVES
        if windows.get(window)
    ]
    verdict = "fading" if windows.get("fading") else "lasts" if windows.get("lasting") else "not_known"
    return f"{'; '.join(parts)}. {t(language, f'estimate.{verdict}')}"


def steps(estimate: Mapping[str, Any], language: Language, measure: Measure = Measure.ABSENCE) -> list[str]:
    """Every step of the estimate in words; it is worked out as absence, and what came out is said in the measure."""
    kinds = estimate["own_kind_compared"]
    return [
        t(language, "estimate.step_compare", n=int(estimate["fewest_not_started"])),
        t(language, "estimate.step_own_kind", kinds=kinds) if kinds else t(language, "estimate.step_all_kinds"),
        t(language, f"estimate.step_baseline_{estimate['baseline']}"),
        t(
            language,
            "estimate.step_expected" if measure is Measure.ABSENCE else "estimate.step_expected_attendance",
            observed=percent(language, measure.of(estimate["observed_pct"])),
            expected=percent(language, measure.of(estimate["expected_pct"])),
        ),
        t(language, f"estimate.step_error_{estimate['se_kind']}"),
        t(language, f"estimate.step_precheck_{_passed(estimate['precheck'])}"),
        t(language, f"estimate.step_bracketing_{_passed(estimate['bracketing'])}"),
    ]


def _passed(check: bool | None) -> str:
    return "unknown" if check is None else "passed" if check else "failed"


def withheld(found: Mapping[str, Any], language: Language) -> list[str]:
    """Every method that has no answer, with its reason."""
    lines = []
    for entry in found["withheld"]:
        reason = t(language, f"withheld.{entry['reason']}", **({"n": entry["n"]} if "n" in entry else {}))
        lines.append(
            t(language, "withheld.line", method=t(language, f"withheld.method_{entry['method']}"), reason=reason)
        )
    return lines


def months_of_year(language: Language, month: int, periods: int, size: str = "long") -> str:
    """A month of the year, or the run of months of a quarter: "januar", "januar–mars"; size "short" where room is."""
    length = 12 // periods
    first = t(language, f"month.{size}_{month}")
    return first if length == 1 else f"{first}–{t(language, f'month.{size}_{month + length - 1}')}"
