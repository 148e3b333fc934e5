"""The parts of the absence against their total: added up where there is none, compared where there is one."""

import re

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.distinct import distinct
from naervaer.ingest.merging import Merged
from naervaer.ingest.notes import WARNS, Findings
from naervaer.model import MEASURES


# Parts and total are each rounded to one decimal; a larger difference is said.
ROUNDING = 0.0501
_INTERVAL = re.compile(r"(?P<of>days|self|doctor)_(?P<first>\d+)_(?P<last>\d+|plus)")


def partitions(parts: list[str]) -> list[list[str]]:
    """The sets of parts that make the whole absence together."""
    found = [list(pair) for pair in (("self", "doctor"), ("short", "long")) if set(pair) <= set(parts)]
    doctor = _chain([part for part in parts if part.startswith("doctor_")])
    own = _chain([part for part in parts if part.startswith("self_")])
    if doctor and (own or "self" in parts):
        found.append([*(own or ["self"]), *doctor])
    days = _chain([part for part in parts if part.startswith("days_")])
    return [*found, days] if days else found


def _chain(parts: list[str]) -> list[str]:
    """Intervals that follow each other from day 1 without a gap to "and over"; empty when they do not."""
    spans = sorted((int(match["first"]), match["last"], part) for part in parts if (match := _INTERVAL.fullmatch(part)))
    chain, following = [], 1
    for first, last, part in spans:
        if first != following:
            continue
        chain.append(part)
        if last == "plus":
            return chain
        following = int(last) + 1
    return []


def with_totals(rows: Merged, findings: Findings) -> Merged:
    """Rows with a total for every unit and period whose parts make one; parts that do not add to their total are
    said.
    """
    if "total" not in rows.words:
        rows.words.append("total")
    total = rows.words.index("total")
    parts = [rows.words[code] for code in np.unique(rows.part) if code != total]
    if not parts:
        return rows
    sets = partitions(parts)
    if not sets and len(parts) == 1 and not (rows.part == total).any():
        # The whole file is of one part: that is what the series is, not a part of it.
        rows.part[:] = total
        return rows
    for members in sets:
        rows = _added(rows, members, total, findings)
    return rows


def _added(rows: Merged, members: list[str], total: int, findings: Findings) -> Merged:
    different, key = distinct(rows.unit, rows.period)
    places = [_row_of(rows, key, len(different), rows.words.index(part)) for part in members]
    of_total = _row_of(rows, key, len(different), total)
    everywhere = np.all([place >= 0 for place in places], axis=0)
    sums = {name: np.sum([rows.value[name][place] for place in places], axis=0) for name in ("lost_days", "rate_pct")}
    shared = {
        name: _alike([rows.value[name][place] for place in places]) for name in ("possible_days", "employees", "fte")
    }
    _compare(rows, members, of_total, everywhere, sums, findings)
    there = everywhere & (of_total >= 0)
    for name, values in (*sums.items(), *shared.items()):
        into = of_total[there]
        missing = ~np.isfinite(rows.value[name][into])
        if name == "rate_pct":
            missing &= ~np.isfinite(rows.value["lost_days"][into])
        rows.value[name][into[missing]] = values[there][missing]
    fresh = everywhere & (of_total < 0) & (np.isfinite(sums["lost_days"]) | np.isfinite(sums["rate_pct"]))
    if not fresh.any():
        return rows
    new = rows.only(places[0][fresh])
    new.part[:] = total
    for name, values in (*sums.items(), *shared.items()):
        new.value[name] = values[fresh]
        if name in sums:
            new.at[name] = np.full(int(fresh.sum()), -1)
    return _stacked(rows, new)


def _row_of(rows: Merged, key: NDArray[np.int64], n: int, part: int) -> NDArray[np.int64]:
    place = np.full(n, -1)
    mine = np.flatnonzero(rows.part == part)
    place[key[mine]] = mine
    return place


def _alike(given: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The number every part repeats: possible days written beside each part are the same days, never their sum."""
    stacked = np.stack(given)
    known = np.isfinite(stacked).any(axis=0)
    low = np.full(stacked.shape[1], np.nan)
    low[known] = np.nanmin(stacked[:, known], axis=0)
    high = low.copy()
    high[known] = np.nanmax(stacked[:, known], axis=0)
    return np.where(high - low <= ROUNDING, low, np.nan)


def _compare(
    rows: Merged,
    members: list[str],
    of_total: NDArray[np.int64],
    everywhere: NDArray[np.bool_],
    sums: dict[str, NDArray[np.float64]],
    findings: Findings,
) -> None:
    for name, values in sums.items():
        printed = rows.value[name][of_total]
        with np.errstate(invalid="ignore"):
            apart = everywhere & (of_total >= 0) & (np.abs(values - printed) > ROUNDING * max(1, len(members) - 1))
        for place in np.flatnonzero(apart):
            row = int(of_total[place])
            told = {"printed": round(float(printed[place]), 2), "computed": round(float(values[place]), 2)}
            findings.add("PARTS_DO_NOT_SUM", WARNS, rows.words[rows.sheet[row]], rows.cell(row, name), **told)


def _stacked(rows: Merged, new: Merged) -> Merged:
    return Merged(
        np.concatenate([rows.unit, new.unit]),
        np.concatenate([rows.area, new.area]),
        np.concatenate([rows.code, new.code]),
        np.concatenate([rows.period, new.period]),
        np.concatenate([rows.preliminary, new.preliminary]),
        np.concatenate([rows.part, new.part]),
        np.concatenate([rows.sheet, new.sheet]),
        {name: np.concatenate([rows.value[name], new.value[name]]) for name in MEASURES},
        {name: np.concatenate([rows.at[name], new.at[name]]) for name in MEASURES},
        rows.words,
    )
