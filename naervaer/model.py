"""The nouns. Everything else in the house speaks in these words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    import pandas as pd  # only a name in an annotation: the child that reads workbooks must start without it


class Language(StrEnum):
    """The languages every text exists in; bokmål first."""

    NB = "nb"
    DA = "da"
    EN = "en"


class Granularity(StrEnum):
    """How long a time one number covers."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEAR_TO_DATE = "year_to_date"


# Whole months that one period covers. A year to date has no fixed length and is never compared with anything else.
MONTHS_IN = {
    Granularity.MONTH: 1,
    Granularity.QUARTER: 3,
    Granularity.TERTIAL: 4,
    Granularity.HALF_YEAR: 6,
    Granularity.YEAR: 12,
}


class Measure(StrEnum):
    """The two ways to say one thing: attendance is 100 minus absence, in percent.

    Everything is worked out as absence; what is shown goes through here last.
    """

    ABSENCE = "absence"
    ATTENDANCE = "attendance"

    def of(self, absence_pct: Any) -> Any:
        """An absence in percent as this measure has it; also the way back. Takes arrays and series too."""
        return absence_pct if self is Measure.ABSENCE else 100 - absence_pct

    def change(self, absence_pp: Any) -> Any:
        """A difference of absence in percentage points as this measure has it: less absence is more attendance."""
        return absence_pp if self is Measure.ABSENCE else -absence_pp


class Reach(StrEnum):
    """Whom a line that others have published is about."""

    NATIONAL = "national"
    SECTOR = "sector"
    COMPARABLE = "comparable"


class Severity(StrEnum):
    """What a finding does to the upload it was found in."""

    REFUSES = "refuses"
    ASKS = "asks"
    WARNS = "warns"
    TELLS = "tells"


class Outcome(StrEnum):
    """What became of reading one file."""

    ACCEPT = "accept"
    ACCEPT_WITH_WARNINGS = "accept_with_warnings"
    ASK = "ask"
    ACCEPT_ROWS_AND_REPORT = "accept_rows_and_report"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Finding:
    """Something noticed in a file: a code, a place and values. Its sentence is looked up in i18n, not written here."""

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    drops_row: bool = False


@dataclass(frozen=True)
class Participation:
    """One unit's part in one initiative, as it stands in a sheet or on a page."""

    unit: str
    initiative: str
    start: date
    end: date | None = None
    programme: str | None = None
    aim: str | None = None
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class UnitPause:
    """A unit's pause in an initiative, as it stands in a sheet; an open end is None."""

    unit: str
    initiative: str
    from_date: date
    until_date: date | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ComparedWith:
    """A unit that a person has chosen to compare an initiative with and why, as it stands in a sheet."""

    unit: str
    initiative: str
    reason: str


MEASURES = ("lost_days", "possible_days", "rate_pct", "employees", "fte")

# The columns of Import.rows, in order. One row per unit, period, granularity and part.
# Missing numbers are NaN and never 0; missing text is None; `<measure>_at` is the cell a number stood in (see
# cell_name), -1 when none.
ROW_COLUMNS = {
    "unit": "object",
    "unit_code": "object",
    "service_area": "object",
    "period_start": "datetime64[s]",
    "granularity": "object",
    "part": "object",
    "lost_days": "float64",
    "possible_days": "float64",
    "rate_pct": "float64",
    "employees": "float64",
    "fte": "float64",
    "preliminary": "bool",
    "sheet": "object",
    **{f"{measure}_at": "int64" for measure in MEASURES},
}


# The columns of Import.lines: one row per line to compare with, period, granularity and part. `reach` is a Reach.
LINE_COLUMNS = {
    "name": "object",
    "reach": "object",
    "period_start": "datetime64[s]",
    "granularity": "object",
    "part": "object",
    "rate_pct": "float64",
    "lost_days": "float64",
    "possible_days": "float64",
    "sheet": "object",
    "rate_pct_at": "int64",
    "lost_days_at": "int64",
    "possible_days_at": "int64",
}


@dataclass(frozen=True)
class Import:
    """What was understood of one file. Nothing of it is stored before a person has looked and agreed.

    rows           data frame with ROW_COLUMNS; the good rows only
    findings       what was noticed, in the order of the sheets
    participations rows of a sheet of initiatives
    pauses         of units in initiatives, from the same sheet
    compared_with  units that a person has chosen to compare with, from the same sheet
    understood     which column is what, which sheets and rows were skipped and why; plain JSON values
    fingerprint    SHA-256 of the file's bytes, hex
    answered       the questions that a person's answers settled, each with its "answer" among the values
    pictures       the first cells of each sheet with what they were taken for (ingest/picture.py); shown, never stored
    layout         "fingerprint" of headings and kinds, alike for files with other values only, and "groups" of sheets
    lines          data frame with LINE_COLUMNS: what stands among the units to compare with; None when nothing was read
    """

    outcome: Outcome
    rows: "pd.DataFrame"
    findings: tuple[Finding, ...]
    participations: tuple[Participation, ...]
    understood: Mapping[str, Any]
    filename: str
    fingerprint: str
    answered: tuple[Finding, ...] = ()
    pictures: tuple[Mapping[str, Any], ...] = ()
    layout: Mapping[str, Any] = field(default_factory=dict)
    lines: "pd.DataFrame | None" = None
    pauses: tuple[UnitPause, ...] = ()
    compared_with: tuple[ComparedWith, ...] = ()

    @property
    def units_in_initiatives(self) -> list[str]:
        """The units that the sheet of initiatives names, by the names it has for them."""
        taking_part = [one.unit for one in self.participations] + [one.unit for one in self.pauses]
        return list(dict.fromkeys(taking_part + [one.unit for one in self.compared_with]))


COLUMNS_IN_A_SHEET = 16_384  # XFD, the last column of an .xlsx sheet (ECMA-376 part 1, 18.3.1.73)


def cell_number(row: int, column: int) -> int:
    """The one whole number a cell's place is stored as; row and column count from 0."""
    return row * COLUMNS_IN_A_SHEET + column


def cell_name(number: int) -> str:
    """The place as a person writes it: cell_name(cell_number(1, 4)) is "E2"; empty text for -1."""
    if number < 0:
        return ""
    row, column = divmod(int(number), COLUMNS_IN_A_SHEET)
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def tidy(text: str) -> str:
    """A name as it is shown: one Unicode form, single spaces, no soft hyphens or other invisible characters."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(text.split())


def spelling_key(text: str) -> str:
    """What is left of a name when the ways of typing it are taken away: Unicode form, case, spaces, soft hyphens.

    Two names with one key are one name. Names that are only alike ("Solbakken bhg") keep different keys.
    """
    return unicodedata.normalize("NFC", tidy(text).casefold())
