"""What a day's work is worth: typed by the municipality with source and year, kept with who and when, never assumed."""

import duckdb

from naervaer.model import tidy
from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.errors import StoreError
from naervaer.store.queries import run


EARLIEST, LATEST = 2000, 2100  # years an amount can be in


def save_day_value(amount: float, source: str, year: int, *, municipality: str, who: str) -> int:
    """Say that a day's work is worth so many kroner in a year's money; gives the number of what was said.

    Raises StoreError for an amount that is not above zero, without a source, and for a year that cannot be.
    """
    if not amount > 0 or amount == float("inf"):
        raise StoreError("impossible_day_value")
    if not tidy(source):
        raise StoreError("no_day_value_source")
    if not EARLIEST <= year <= LATEST:
        raise StoreError("impossible_year", year=str(year))

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        written = run(
            cursor,
            "save_day_value",
            municipality=municipality,
            amount=float(amount),
            source=tidy(source),
            year=year,
            said_at=utc_now(),
            said_by=who,
        )
        return int(written[0][0])

    return write(work)


def undo_day_value(day_value_id: int, *, municipality: str, who: str) -> None:
    """Take back what was said; what stood before stands again. Raises StoreError when somebody has done so already."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        here = {"municipality": municipality, "day_value_id": day_value_id}
        if not run(cursor, "undo_day_value", **here, undone_at=utc_now(), undone_by=who):
            raise StoreError("day_value_undone")

    write(work)
