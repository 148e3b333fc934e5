"""Imports for the tests, from tables written as text."""

import pandas as pd

from naervaer.model import ROW_COLUMNS, ComparedWith, Finding, Import, Outcome, Participation, Severity, UnitPause
from tests.text_table import text_table


# What a row is unless a test says otherwise.
DEFAULTS = {
    "unit_code": None,
    "service_area": None,
    "granularity": "month",
    "part": "total",
    "lost_days": None,
    "possible_days": None,
    "rate_pct": None,
    "employees": None,
    "fte": None,
    "preliminary": False,
    "sheet": "Data",
    "lost_days_at": -1,
    "possible_days_at": -1,
    "rate_pct_at": -1,
    "employees_at": -1,
    "fte_at": -1,
}


def imported(
    rows="unit  period_start",
    initiatives="unit  initiative  start",
    *,
    fingerprint="a",
    findings=(),
    pauses=(),
    compared_with=(),
):
    """What ingest would give for a file with these rows and this sheet of initiatives."""
    return Import(
        outcome=Outcome.ACCEPT,
        rows=as_rows(pd.DataFrame(text_table(rows))),
        findings=findings,
        participations=tuple(Participation(**row) for row in text_table(initiatives)),
        understood={"sheets": []},
        filename=f"{fingerprint}.xlsx",
        fingerprint=fingerprint,
        pauses=tuple(UnitPause(*one) for one in pauses),
        compared_with=tuple(ComparedWith(*one) for one in compared_with),
    )


def as_rows(frame):
    """A data frame with some of the columns as Import.rows; the rest are filled in."""
    missing = {column: value for column, value in DEFAULTS.items() if column not in frame}
    return frame.assign(**missing).reindex(columns=list(ROW_COLUMNS)).astype(ROW_COLUMNS)


def a_finding():
    return Finding("EMPTY_CELL", Severity.TELLS, "Data", "C4", {"n": 2})
