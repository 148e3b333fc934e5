"""A printed total is never counted; it is what the rows are checked against."""

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.columns import Role
from naervaer.ingest.facts import Reading, times_of
from naervaer.ingest.notes import WARNS, cell_at
from naervaer.ingest.numbers import percent_of_texts
from naervaer.ingest.rows import Rows


ADDED = ("lost_days", "possible_days", "employees", "fte", "lost_hours", "possible_hours")
STOCKS = ("employees", "fte")
# A printed mean of rates and the pooled rate of its rows differ by the rounding of both; more than this is said.
POOLED_SLACK = dict.fromkeys(("possible_days", "possible_hours", "fte", "employees"), 0.1)
# Standard deviation of the rounding of one number printed with one decimal, and how many of them are still chance.
ROUNDING, CHANCE = 0.1 / 12**0.5, 4.0
MOST_TOTALS = 200


def check_totals(roles: list[Role], rows: Rows, reading: Reading) -> None:
    """Compare every printed total and mean of a table with the rows it is about, and say where they differ."""
    printed = [(row, kind) for row, kind in rows.skipped if kind in ("total", "mean", "parent")][:MOST_TOTALS]
    if not printed or not len(rows.kept):
        return
    lines = np.array([row for row, _ in printed])
    of_kept, of_lines = times_of(reading, roles, rows.kept), times_of(reading, roles, lines)
    kept_period, line_period = of_kept.with_piece()[0], of_lines.with_piece()[0]
    many_periods = len(np.unique(kept_period)) > 1
    columns = [(at, role) for at, role in enumerate(roles) if role.what == "measure" and role.measure is not None]
    numbers = {
        at: percent_of_texts(reading.sheet, at, np.concatenate([rows.kept, lines]), reading.values) for at, _ in columns
    }
    stops = np.array([row for row, kind in rows.skipped if kind in ("total", "mean", "section", "parent")])
    n = len(rows.kept)
    for place, (row, kind) in enumerate(printed):
        groups = _groups(rows, row, stops, kind)
        if line_period[place] >= 0:
            groups = [group & (kept_period == line_period[place]) for group in groups]
        groups = [group for group in groups if group.any()]
        if all(group.sum() < 2 for group in groups):
            continue
        for at, role in columns:
            name, told = (role.measure.name if role.measure else ""), numbers[at][n + place]
            if not np.isfinite(told) or (many_periods and line_period[place] < 0 and name in STOCKS):
                continue
            computed = [_computed(name, at, columns, numbers, group, n) for group in groups]
            _say(reading, row, at, told, name, [one for one in computed if one is not None], kind)


def _groups(rows: Rows, row: int, stops: NDArray[np.int64], kind: str) -> list[NDArray[np.bool_]]:
    """The sets of rows a total may be about: those above it up to the stop before, all above, those below up to the
    next stop, all.
    """
    if kind == "parent":
        return [np.array([row in rows.parents.get(own, ()) for own in rows.kept.tolist()])]
    before = stops[stops < row].max(initial=-1)
    after = stops[stops > row].min(initial=np.iinfo(np.int64).max)
    kept = rows.kept
    return [
        (kept > before) & (kept < row),
        kept < row,
        (kept > row) & (kept < after),
        kept > row,
        np.ones(len(kept), bool),
    ]


def _computed(
    name: str,
    at: int,
    columns: list[tuple[int, Role]],
    numbers: dict[int, NDArray[np.float64]],
    group: NDArray[np.bool_],
    n: int,
) -> tuple[float, float] | None:
    """The total of a group and how much it may differ by chance; None when it cannot be worked out."""
    values = numbers[at][:n][group]
    if name in ADDED:
        if not np.isfinite(values).any():
            return None
        return float(np.nansum(values)), CHANCE * ROUNDING * float(np.isfinite(values).sum()) ** 0.5 + 0.05
    piece = next(role.piece for own, role in columns if own == at)
    for weight_name, slack in POOLED_SLACK.items():
        for own, role in columns:
            if role.measure and role.measure.name == weight_name and role.piece in (piece, None):
                weights = numbers[own][:n][group]
                good = np.isfinite(values) & np.isfinite(weights)
                if good.all() and weights[good].sum() > 0:
                    return float((values * weights).sum() / weights.sum()), slack
    return None


def _say(
    reading: Reading, row: int, at: int, told: float, name: str, computed: list[tuple[float, float]], kind: str
) -> None:
    if not computed or any(abs(value - told) <= slack for value, slack in computed):
        return
    if kind == "mean" and name in ADDED:
        return
    value, _ = min(computed, key=lambda one: abs(one[0] - told))
    reading.findings.add(
        "TOTAL_DOES_NOT_MATCH",
        WARNS,
        reading.sheet.name,
        cell_at(reading.sheet, row, at),
        printed=round(float(told), 2),
        computed=round(value, 2),
    )
