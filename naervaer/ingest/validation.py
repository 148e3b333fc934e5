"""Numbers that cannot be: reported and left out. Numbers that are odd: kept and said."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.distinct import distinct
from naervaer.ingest.facts import GRANULARITIES, NO_PERIOD
from naervaer.ingest.merging import Merged
from naervaer.ingest.notes import TELLS, WARNS, Findings
from naervaer.ingest.units import UnitNames
from naervaer.model import MEASURES, Granularity


# A printed rate and the quotient of its days differ by rounding; more than this many percentage points is a slip in
# the sheet …
SLIP_POINTS = 0.5
# … unless so large a share of the rows differ that the rate is of something else.
OTHER_RATE_SHARE = 0.2
# Lost days may exceed possible days by the rounding of both.
ROUNDING_DAYS = 0.11
# A sheet without a period whose units nearly all stand elsewhere with one is what those figures were made of.
SAME_UNITS_SHARE = 0.8
# NAV's limit for statistics that are not personal data (pia-sykefravarsstatistikk, Konstanter.kt).
SMALL_GROUP = 5


def checked(rows: Merged, names: UnitNames, findings: Findings, today: date) -> Merged:
    """The rows that can be, with a finding for each of the others."""
    good = np.ones(len(rows.unit), bool)
    good &= ~_reported(rows, good & (rows.period < 0), "BAD_PERIOD", findings, *MEASURES)
    good &= ~_reported(rows, good & _in_the_future(rows, today), "FUTURE_PERIOD", findings, *MEASURES)
    lost, possible, rate = (rows.value[name] for name in ("lost_days", "possible_days", "rate_pct"))
    for name in ("lost_days", "possible_days", "rate_pct", "employees", "fte"):
        good &= ~_reported(rows, good & (rows.value[name] < 0), "NEGATIVE", findings, name)
    good &= ~_reported(rows, good & (possible == 0), "ZERO_POSSIBLE", findings, "possible_days")
    good &= ~_reported(rows, good & (lost > possible + ROUNDING_DAYS), "LOST_GT_POSSIBLE", findings, "lost_days")
    good &= ~_reported(rows, good & (rate > 100), "RATE_OVER_100", findings, "rate_pct")
    good &= _rates_agree(rows, good, findings)
    good &= np.isfinite(lost) | np.isfinite(rate)
    left = rows if good.all() else rows.only(good)
    _say(left, names, findings)
    return left


def _reported(rows: Merged, bad: NDArray[np.bool_], code: str, findings: Findings, *measures: str) -> NDArray[np.bool_]:
    places = np.flatnonzero(bad)
    few = [row for sheet in np.unique(rows.sheet[places]) for row in _few(rows, places, sheet, code, findings)]
    for row in few:
        name = next((one for one in measures if rows.at[one][row] >= 0), "")
        value = float(rows.value[name][row]) if name else 0.0
        findings.add(code, WARNS, rows.words[rows.sheet[row]], rows.cell(int(row), *measures), True, value=value)
    return bad


def _few(rows: Merged, places: NDArray[np.int64], sheet: int, code: str, findings: Findings) -> list[int]:
    return findings.few(code, rows.words[sheet], places[rows.sheet[places] == sheet])


def _in_the_future(rows: Merged, today: date) -> NDArray[np.bool_]:
    return rows.period // 8 > today.year * 12 + today.month - 1


def _rates_agree(rows: Merged, good: NDArray[np.bool_], findings: Findings) -> NDArray[np.bool_]:
    """Rows whose printed rate is the quotient of their days, or that have no such pair."""
    lost, possible, rate = (rows.value[name] for name in ("lost_days", "possible_days", "rate_pct"))
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = 100 * lost / possible
    both = good & np.isfinite(quotient) & np.isfinite(rate)
    # Where the days themselves are rounded, a small unit's quotient moves with them.
    slack = SLIP_POINTS + np.where(both, 100 * 0.05 / np.maximum(possible, 0.05), 0)
    apart = both & (np.abs(quotient - rate) > slack)
    if apart.sum() > max(2, OTHER_RATE_SHARE * both.sum()):
        row = int(np.flatnonzero(apart)[0])
        values = {"n": int(apart.sum()), "value": float(rate[row]), "quotient": round(float(quotient[row]), 2)}
        findings.add("RATE_OF_SOMETHING_ELSE", WARNS, rows.words[rows.sheet[row]], rows.cell(row, "rate_pct"), **values)
        rows.value["rate_pct"][both] = np.nan
        rows.at["rate_pct"][both] = -1
        return np.ones(len(good), bool)
    for row in np.flatnonzero(apart).tolist():
        values = {"value": float(rate[row]), "quotient": round(float(quotient[row]), 2)}
        findings.add("RATE_MISMATCH", WARNS, rows.words[rows.sheet[row]], rows.cell(row, "rate_pct"), True, **values)
    return ~apart


def _say(rows: Merged, names: UnitNames, findings: Findings) -> None:
    """What a reader should know of rows that are kept."""
    if not len(rows.unit):
        return
    grains = {GRANULARITIES[code] for code in np.unique(rows.period % 8)}
    total = np.array([word == "total" for word in rows.words])[rows.part]
    if Granularity.YEAR_TO_DATE in grains:
        row = int(np.flatnonzero(rows.period % 8 == GRANULARITIES.index(Granularity.YEAR_TO_DATE))[0])
        findings.add(
            "PARTIAL_YEAR",
            WARNS,
            rows.words[rows.sheet[row]],
            rows.cell(row, *MEASURES),
            year=str(rows.period[row] // 96),
        )
    sized = any(np.isfinite(rows.value[name]).any() for name in ("possible_days", "fte", "employees"))
    days = np.isfinite(rows.value["possible_days"]).any() or np.isfinite(rows.value["lost_days"]).any()
    if not sized or not days:
        findings.add("NO_DENOMINATOR", WARNS, rows.words[rows.sheet[0]])
    if not sized:
        findings.add("NO_SIZES", WARNS, rows.words[rows.sheet[0]])
    if len(grains - {Granularity.YEAR_TO_DATE}) > 1 and total.any():
        code = "OVERLAPPING_GRANULARITY" if _overlap(rows) else "NOT_LIKE_FOR_LIKE"
        findings.add(code, WARNS, rows.words[rows.sheet[0]], granularities=sorted(grains))
    _say_small(rows, names, findings)
    _say_incomplete(rows, total, names, findings)


def _overlap(rows: Merged) -> bool:
    """Some unit has both a year and months, or quarters and months, of the same year."""
    keys, _ = distinct(rows.unit, rows.period // 96, rows.period % 8)
    return len(distinct(keys[:, 0], keys[:, 1])[0]) < len(keys)


def _say_small(rows: Merged, names: UnitNames, findings: Findings) -> None:
    with np.errstate(invalid="ignore"):
        few = rows.value["employees"] < SMALL_GROUP
    units = np.unique(rows.unit[few])
    if len(units):
        row = int(np.flatnonzero(few)[0])
        called = [names.list[unit] for unit in units[:5]]
        findings.add(
            "SMALL_GROUP", WARNS, rows.words[rows.sheet[row]], rows.cell(row, "employees"), n=len(units), units=called
        )


def _say_incomplete(rows: Merged, total: NDArray[np.bool_], names: UnitNames, findings: Findings) -> None:
    """Units that miss periods the others have."""
    monthly = total & (rows.period % 8 == GRANULARITIES.index(Granularity.MONTH))
    units, counts = np.unique(rows.unit[monthly], return_counts=True)
    if len(units) < 2:
        return
    most = counts.max()
    missing = units[counts < most]
    if 0 < len(missing) < len(units):
        findings.add(
            "INCOMPLETE_UNIT",
            WARNS,
            n=len(missing),
            units=[names.list[unit] for unit in missing[:5]],
            periods=int(most),
        )


def no_period(rows: Merged, findings: Findings) -> Merged:
    """Report rows that say nothing of their year, once for each sheet, and leave them out."""
    bare = rows.period == NO_PERIOD
    if not bare.any():
        return rows
    dated = rows.only(~bare)
    for sheet in np.unique(rows.sheet[bare]):
        here = np.flatnonzero(bare & (rows.sheet == sheet))
        name, cell = rows.words[sheet], rows.cell(int(here[0]), *MEASURES)
        known = np.isin(rows.unit[here], dated.unit)
        if known.mean() > SAME_UNITS_SHARE:
            first = rows.words[dated.sheet[np.isin(dated.unit, rows.unit[here])][0]]
            findings.add("SAME_DATA_TWICE", TELLS, name, cell, first_sheet=first)
        else:
            findings.add("MISSING_PERIOD", WARNS, name, cell, True, text="", n=len(here))
    return dated
