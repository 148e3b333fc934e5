"""Notes about units: what is to be remembered beside the figures. Said by people, undone by them."""

from datetime import date

import duckdb

from naervaer.model import tidy
from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.errors import StoreError
from naervaer.store.queries import run


def save_unit_note(unit_id: int, since: date, note: str, *, municipality: str, who: str) -> int:
    """Remember something of a unit from the month of `since`; gives the note's number.

    Raises StoreError without words, and for a unit the municipality does not have.
    """
    if not tidy(note):
        raise StoreError("no_note")

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        if not run(cursor, "unit", municipality=municipality, unit_id=unit_id):
            raise StoreError("unknown_unit")
        written = run(
            cursor,
            "save_unit_note",
            municipality=municipality,
            unit_id=unit_id,
            since=since.replace(day=1),
            note=tidy(note),
            said_at=utc_now(),
            said_by=who,
        )
        return int(written[0][0])

    return write(work)


def undo_unit_note(unit_note_id: int, *, municipality: str, who: str) -> None:
    """Take a note back. Raises StoreError when somebody has done so already."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        here = {"municipality": municipality, "unit_note_id": unit_note_id}
        if not run(cursor, "undo_unit_note", **here, undone_at=utc_now(), undone_by=who):
            raise StoreError("note_undone")

    write(work)
