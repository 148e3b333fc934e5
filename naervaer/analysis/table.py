"""A table anyone can bring, made into a study: what cannot be used is left out and said, never repaired in silence."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from naervaer.analysis.study import NEVER, Study


NEEDED = ("unit", "period", "lost", "possible")
STEPS = {1: 12, 3: 4}  # months in a period -> periods a year; other lengths are too coarse to judge by
FEWEST_OF_A_STEP = 4  # gaps of a quarter in one unit of a monthly table: that many are no accident


class MissingColumnsError(ValueError):
    """The table lacks columns that are needed; `columns` names them."""

    def __init__(self, columns: list[str]) -> None:
        self.columns = columns
        super().__init__(f"the table lacks {', '.join(columns)}")


@dataclass(frozen=True)
class Note:
    """Something in the table that could not be used: a reason (see i18n [withheld]) and how many rows or units."""

    reason: str
    n: int


def from_table(table: pd.DataFrame) -> tuple[Study | None, list[Note]]:
    """The study of a table with unit, period, lost, possible, maybe start and area; None when nothing is usable.

    Raises MissingColumnsError (a ValueError) when a needed column is missing.
    """
    missing = [name for name in NEEDED if name not in table]
    if missing:
        raise MissingColumnsError(missing)
    rows = pd.DataFrame(
        {
            "unit": table["unit"].astype("string").str.strip(),
            "month": _months(table["period"]),
            "lost": pd.to_numeric(table["lost"], errors="coerce").astype(float),
            "possible": pd.to_numeric(table["possible"], errors="coerce").astype(float),
            "area": table["area"].astype("string").fillna("").str.strip() if "area" in table else "",
            "start": table.get("start"),
        }
    )
    starts, notes = _starts(rows)
    rows, more = _usable(rows[~rows["unit"].isin(starts.index[starts.isna()])])
    notes += more
    if rows.empty:
        return None, [*notes, Note("no_usable_rows", len(table))]
    step = _step(rows)
    if step is None:
        return None, [*notes, Note("mixed_or_unknown_granularity", len(rows))]
    study = _study(rows, starts, step)
    early, late = (study.start <= 0).sum(), ((study.start >= study.lost.shape[1]) & (study.start < NEVER)).sum()
    nowhere = 0 if (study.start < NEVER).any() else len(study.start)
    more = [Note("start_before_data", int(early)), Note("start_after_data", int(late)), Note("no_starts", nowhere)]
    return study, notes + [note for note in more if note.n]


def _months(dates: pd.Series) -> pd.Series:
    """Months since 1970; missing for what is no date."""
    parsed = pd.to_datetime(dates, errors="coerce", format="mixed")
    return (12 * (parsed.dt.year - 1970) + parsed.dt.month - 1).astype("Float64")


def _starts(rows: pd.DataFrame) -> tuple[pd.Series, list[Note]]:
    """Start month per unit: NEVER when empty, missing when unreadable (such a unit is of no use on either side)."""
    text = rows["start"].astype("string").str.strip().replace("", pd.NA)
    month = _months(text)
    unreadable = rows.loc[text.notna() & month.isna(), "unit"].unique()
    per_unit = month.groupby(rows["unit"]).agg(["min", "nunique"])
    several = int((per_unit["nunique"] > 1).sum())
    starts = per_unit["min"].fillna(NEVER)
    starts[starts.index.isin(unreadable)] = pd.NA
    notes = [Note("unreadable_start", len(unreadable)), Note("several_starts_in_a_unit", several)]
    return starts, [note for note in notes if note.n]


def _usable(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """Rows that can be used, and how many could not for which reason; the first reason a row meets counts."""
    lost, possible = rows["lost"], rows["possible"]
    same = ["unit", "month", "lost", "possible"]
    reasons = {
        "unreadable_unit_or_period": rows["unit"].isna() | (rows["unit"] == "") | rows["month"].isna(),
        "missing_or_infinite": ~(np.isfinite(lost) & np.isfinite(possible)),
        "no_possible_days": possible <= 0,
        "negative_days": lost < 0,
        "lost_above_possible": lost > possible,
        "row_given_twice": rows.duplicated(same),
    }
    notes, bad = [], pd.Series(False, index=rows.index)
    for reason, test in reasons.items():
        notes.append(Note(reason, int((test & ~bad).sum())))
        bad |= test
    good = rows[~bad]
    twice = good.duplicated(["unit", "month"], keep=False)
    notes.append(Note("unit_month_with_different_figures", int(twice.sum())))
    return good[~twice], [note for note in notes if note.n]


def _step(rows: pd.DataFrame) -> int | None:
    """Months in one period: 1 or 3; None for mixtures and for longer periods."""
    months = rows["month"].astype(int)
    distinct = np.unique(months)
    common = int(np.gcd.reduce(np.diff(distinct))) if len(distinct) > 1 else 1
    step = 3 if common % 3 == 0 and common < 12 and common != 6 else common
    if step == 1:
        gaps = months.sort_values().groupby(rows["unit"]).diff()
        coarse = (gaps >= 3) & (gaps % 3 == 0)
        if (coarse.groupby(rows["unit"]).sum() >= FEWEST_OF_A_STEP).any():
            return None
    return step if step in STEPS else None


def _study(rows: pd.DataFrame, starts: pd.Series, step: int) -> Study:
    rows = rows.sort_values(["unit", "month"])
    names = rows["unit"].unique()
    month = rows["month"].astype(int).to_numpy()
    first = month.min()
    place = (pd.Index(names).get_indexer(rows["unit"]), (month - first) // step)
    lost, possible = np.zeros((2, len(names), (month.max() - first) // step + 1))
    lost[place], possible[place] = rows["lost"].to_numpy(), rows["possible"].to_numpy()
    start = starts.reindex(names).astype(float).to_numpy()
    return Study(
        lost=lost,
        possible=possible,
        start=np.where(start < NEVER, (start - first) // step, NEVER).astype(np.int64),
        kind=rows.groupby("unit", sort=True)["area"].first().reindex(names).to_numpy(dtype=object),
        unit=np.asarray(names, dtype=object),
        period=np.arange(first, month.max() + 1, step).astype("datetime64[M]"),
        per_year=STEPS[step],
    )
