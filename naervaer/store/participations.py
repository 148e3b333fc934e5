"""Statements about which unit takes part in which initiative. They are added, never changed; the newest one counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import duckdb
import pyarrow as pa

from naervaer.store.errors import StoreError
from naervaer.store.queries import run


STATED = pa.schema(
    [
        ("initiative_id", pa.int32()),
        ("unit_id", pa.int32()),
        ("start_date", pa.date32()),
        ("end_date", pa.date32()),
        ("upload_id", pa.int32()),
        ("sheet", pa.string()),
        ("cell", pa.string()),
        ("stated_in", pa.int32()),
    ]
)


@dataclass(frozen=True)
class Statement:
    """One period of one unit in one initiative; without a start it says that the unit does not take part.

    upload_id is None for what was said on a page.
    """

    initiative_id: int
    unit_id: int
    start: date | None
    end: date | None = None
    upload_id: int | None = None
    sheet: str = ""
    cell: str = ""


def save_statements(cursor: duckdb.DuckDBPyConnection, statements: Sequence[Statement], stated_in: int) -> None:
    """Write statements down as part of one change. Raises StoreError as check does."""
    check(statements)
    columns = [list(column) for column in zip(*[_row(one, stated_in) for one in statements], strict=True)]
    cursor.register("stated", pa.table(columns, schema=STATED))
    run(cursor, "save_participations")
    cursor.unregister("stated")


def _row(one: Statement, stated_in: int) -> tuple[object, ...]:
    return (one.initiative_id, one.unit_id, one.start, one.end, one.upload_id, one.sheet, one.cell, stated_in)


def check(statements: Sequence[Statement]) -> None:
    """Raise StoreError for an end before its start, or when a unit takes part in one initiative twice at a time."""
    periods = sorted(
        (one.initiative_id, one.unit_id, one.start, one.end or date.max) for one in statements if one.start
    )
    for _, _, start, end in periods:
        if end < start:
            raise StoreError("end_before_start", start=start.isoformat(), end=end.isoformat())
    for earlier, later in pairwise(periods):
        if earlier[:2] == later[:2] and later[2] <= earlier[3]:
            raise StoreError("unit_twice", day=later[2].isoformat())
