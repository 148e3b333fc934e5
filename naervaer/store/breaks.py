"""Breaks: from when figures are another thing than before, and why. Said by people, undone by them."""

from datetime import date

import duckdb

from naervaer.model import spelling_key, tidy
from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.errors import StoreError
from naervaer.store.queries import run


def save_break(since: date, reason: str, *, municipality: str, who: str, area: str | None = None) -> int:
    """Say that figures from the month of `since` on cannot be compared with those before; gives the break's number.

    area: the service area it holds for, None for the whole municipality. Raises StoreError without a reason, and for an
    area the municipality does not have.
    """
    if not tidy(reason):
        raise StoreError("no_break_reason")

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        areas = {key: area_id for area_id, key in run(cursor, "known_areas", municipality=municipality)}
        if area is not None and spelling_key(area) not in areas:
            raise StoreError("unknown_area", area=tidy(area))
        written = run(
            cursor,
            "save_break",
            municipality=municipality,
            service_area_id=None if area is None else areas[spelling_key(area)],
            since=since.replace(day=1),
            reason=tidy(reason),
            said_at=utc_now(),
            said_by=who,
        )
        return int(written[0][0])

    return write(work)


def undo_break(series_break_id: int, *, municipality: str, who: str) -> None:
    """Take back what was said. Raises StoreError when somebody has done so already."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        here = {"municipality": municipality, "series_break_id": series_break_id}
        if not run(cursor, "undo_break", **here, undone_at=utc_now(), undone_by=who):
            raise StoreError("break_undone")

    write(work)
