"""A table anyone can bring, made into a study: what cannot be used is left out and said, never repaired in silence."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from naervaer.analysis.study import NEVER, Study


NEEDED = ("unit", "period", "lost", "possible")
ALSO = ("start", "area")  # read where they are there
STEPS = {1: 12, 3: 4}  # months in a period -> periods a year
TOO_LONG = (4, 6, 12)  # months in a period that cannot be judged by
FEWEST_OF_A_STEP = 4  # gaps of a quarter in one unit of a monthly table: that many are no accident
# The international way of writing a date, the day left out or not. Any other is open to doubt: 01.07.2015 is a day in
# July to a Norwegian and one in January to a computer.
DATE = r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{2})(\d{2})?)(?:[T ].*)?$"
FIRST_YEAR, LAST_YEAR = 1900, 2199  # one date beyond would make the table as long as it is wrong
LARGEST_DAYS, SMALLEST_DAYS = 1e12, 1e-9  # no unit has so many or so few, and their products would not be numbers
OUT_OF_LINE = 100  # times the unit's median possible days: a slip of the keyboard or of the decimal point


class MissingColumnsError(ValueError):
    """The table lacks columns that are needed; `columns` names them."""

    def __init__(self, columns: list[str]) -> None:
        self.columns = columns
        super().__init__(f"the table lacks {', '.join(columns)}")


class RepeatedColumnsError(ValueError):
    """The table has needed columns more than once; `columns` names them."""

    def __init__(self, columns: list[str]) -> None:
        self.columns = columns
        super().__init__(f"the table has more than one column named {', '.join(columns)}")


@dataclass(frozen=True)
class Note:
    """Something in the table that could not be used: a reason (see i18n [withheld]) and how many rows or units."""

    reason: str
    n: int


def from_table(table: pd.DataFrame) -> tuple[Study | None, list[Note]]:
    """The study of a table with unit, period, lost, possible, maybe start and area; None when nothing is usable.

    Raises MissingColumnsError or RepeatedColumnsError, both ValueError, when a column is missing or stands twice.
    """
    missing = [name for name in NEEDED if name not in table]
    if missing:
        raise MissingColumnsError(missing)
    # pandas calls the second column of a name in a file `lost.1`.
    repeated = [name for name in (*NEEDED, *ALSO) if (table.columns == name).sum() > 1 or f"{name}.1" in table]
    if repeated:
        raise RepeatedColumnsError(repeated)
    table = table.reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "unit": table["unit"].astype("string").str.strip(),
            "month": _months(table["period"]),
            "lost": _days(table["lost"]),
            "possible": _days(table["possible"]),
            "area": table["area"].astype("string").fillna("").str.strip() if "area" in table else "",
            "start": table.get("start"),
        }
    )
    starts, notes = _starts(rows)
    good, more = _usable(rows[~rows["unit"].isin(starts.index[starts.isna()])])
    notes += more
    if good.empty:
        return None, [*notes, Note("no_usable_rows" if len(table) else "no_rows", len(table))]
    step = _step(good)
    if step not in STEPS:
        reason = "periods_too_long" if step in TOO_LONG else "mixed_or_unknown_granularity"
        return None, [*notes, Note(reason, len(good))]
    study = _study(good, starts, step)
    return study, notes + _of_units(study, starts, good)


def _of_units(study: Study, starts: pd.Series, rows: pd.DataFrame) -> list[Note]:
    """What is out of the ordinary with whole units."""
    counts = {
        "unit_without_usable_rows": len(starts.dropna()) - len(study.unit),
        "several_areas_in_a_unit": (rows.groupby("unit")["area"].nunique() > 1).sum(),
        "start_before_data": (study.start <= 0).sum(),
        "start_after_data": ((study.start >= study.lost.shape[1]) & (study.start < NEVER)).sum(),
        "no_starts": 0 if (starts < NEVER).any() else len(study.start),
    }
    return [Note(reason, int(n)) for reason, n in counts.items() if n]


def _months(dates: pd.Series) -> pd.Series:
    """Months since 1970; missing for what is no date. Of a date with a time zone the day counts as it is written."""
    place, distinct = pd.factorize(dates)
    parts = pd.Series(distinct, dtype=object).astype("string").str.strip().str.extract(DATE).astype("Float64")
    year, month, day = parts[0], parts[1].fillna(parts[3]), parts[2].fillna(parts[4]).fillna(1)
    possible = year.between(FIRST_YEAR, LAST_YEAR) & month.between(1, 12) & day.between(1, 31)
    months = (12 * (year - 1970) + month - 1).where(possible.fillna(False))
    return months.reindex(place).set_axis(dates.index)


def _days(numbers: pd.Series) -> pd.Series:
    """Days as numbers; missing for what is none, and for more days than any unit has."""
    days = pd.to_numeric(numbers, errors="coerce").astype(float)
    return days.where(days.abs() <= LARGEST_DAYS)


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
        "no_possible_days": possible < SMALLEST_DAYS,
        "negative_days": lost < 0,
        "lost_above_possible": lost > possible,
        "possible_out_of_line": possible > OUT_OF_LINE * possible.groupby(rows["unit"]).transform("median"),
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
    """Months in one period; None for mixtures."""
    months = rows["month"].astype(int)
    distinct = np.unique(months)
    common = int(np.gcd.reduce(np.diff(distinct))) if len(distinct) > 1 else 1
    step = 3 if common % 3 == 0 and common < 12 and common != 6 else common
    if step == 1:
        gaps = months.sort_values().groupby(rows["unit"]).diff()
        coarse = (gaps >= 3) & (gaps % 3 == 0)
        if (coarse.groupby(rows["unit"]).sum() >= FEWEST_OF_A_STEP).any():
            return None
    return step


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
