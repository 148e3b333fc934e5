"""What people say of units over time: renamed, merged, split, written another way. Said with a date, undone whole."""

from collections.abc import Sequence
from datetime import date

import duckdb

from naervaer.model import spelling_key, tidy
from naervaer.store import units
from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.errors import StoreError
from naervaer.store.queries import run


def rename_unit(unit_id: int, name: str, since: date, *, municipality: str, who: str) -> int:
    """Give a unit another name from a date on; it stays one unit under both names. Gives the change's number.

    Raises StoreError when the name is empty or another unit's.
    """
    return write(
        lambda cursor: save_rename(cursor, unit_id, name, since, municipality=municipality, who=who, upload_id=None)
    )


def save_rename(
    cursor: duckdb.DuckDBPyConnection,
    unit_id: int,
    name: str,
    since: date,
    *,
    municipality: str,
    who: str,
    upload_id: int | None,
) -> int:
    """rename_unit as part of a larger write; upload_id is the upload it was said in answer to."""
    _check_name(cursor, unit_id, name, municipality)
    change_id = _save(cursor, "renamed", unit_id, since, name, municipality=municipality, who=who, upload_id=upload_id)
    run(cursor, "describe_units", municipality=municipality, upload_id=None, unit_id=unit_id)
    return change_id


def spell_unit(unit_id: int, spelling: str, *, municipality: str, who: str) -> int:
    """Say that a unit is also written another way. Raises StoreError as rename_unit does."""

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        _check_name(cursor, unit_id, spelling, municipality)
        return _save(cursor, "spelled", unit_id, None, spelling, municipality=municipality, who=who)

    return write(work)


def continue_unit(unit_id: int, successor_id: int, since: date, *, municipality: str, who: str) -> int:
    """Say that a unit was renamed and is known under its new name as another unit: the two are one series."""

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        change_id = _save(cursor, "renamed", successor_id, since, None, municipality=municipality, who=who, joined=True)
        _link(cursor, [(unit_id, successor_id)], since, "renamed", change_id, municipality)
        return change_id

    return write(work)


def merge_units(
    unit_ids: Sequence[int], into: int | str, since: date, *, joined: bool, municipality: str, who: str
) -> int:
    """Say that units were merged, into a unit that is there or a new one by its name.

    joined shows their numbers before as sums in the new unit's series; else the series are kept apart.
    Raises StoreError for fewer than two units.
    """
    others = [unit_id for unit_id in unit_ids if unit_id != into]
    if (len({*unit_ids, into}) < 3 and isinstance(into, int)) or not others:
        raise StoreError("too_few_units")

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        unit_id = into if isinstance(into, int) else units.save_unit(cursor, into, municipality)
        name = None if isinstance(into, int) else into
        change_id = _save(cursor, "merged", unit_id, since, name, municipality=municipality, who=who, joined=joined)
        _link(cursor, [(other, unit_id) for other in others], since, "merged", change_id, municipality)
        return change_id

    return write(work)


def split_unit(
    unit_id: int, successors: Sequence[int], since: date, *, joined: bool, municipality: str, who: str
) -> int:
    """Say that a unit was split into others. joined shows their sums in the old unit's series."""
    if len(set(successors) - {unit_id}) < 2:
        raise StoreError("too_few_units")

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        change_id = _save(cursor, "split", unit_id, since, None, municipality=municipality, who=who, joined=joined)
        pairs = [(unit_id, successor) for successor in successors if successor != unit_id]
        _link(cursor, pairs, since, "split", change_id, municipality)
        return change_id

    return write(work)


def undo_unit_change(unit_change_id: int, *, municipality: str, who: str) -> None:
    """Take back what was said. Raises StoreError when somebody has done so already."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        undone = run(
            cursor,
            "undo_unit_change",
            municipality=municipality,
            unit_change_id=unit_change_id,
            undone_at=utc_now(),
            undone_by=who,
        )
        if not undone:
            raise StoreError("unit_change_undone")
        run(cursor, "describe_units", municipality=municipality, upload_id=None, unit_id=undone[0][0])

    write(work)


def _check_name(cursor: duckdb.DuckDBPyConnection, unit_id: int, name: str, municipality: str) -> None:
    if not tidy(name):
        raise StoreError("no_unit_name")
    known = run(cursor, "known_units", municipality=municipality)
    if any(one.key == spelling_key(name) and one.unit_id != unit_id for one in units.knowns(known)):
        raise StoreError("unit_name_in_use", unit=tidy(name))


def _save(
    cursor: duckdb.DuckDBPyConnection,
    change: str,
    unit_id: int,
    since: date | None,
    name: str | None,
    *,
    municipality: str,
    who: str,
    joined: bool = False,
    upload_id: int | None = None,
) -> int:
    if not run(cursor, "unit", municipality=municipality, unit_id=unit_id):
        raise StoreError("unknown_unit")
    written = run(
        cursor,
        "save_unit_change",
        municipality=municipality,
        change=change,
        unit_id=unit_id,
        since=since,
        name=tidy(name) if name else None,
        name_key=spelling_key(name) if name else None,
        joined=joined,
        upload_id=upload_id,
        said_at=utc_now(),
        said_by=who,
    )
    return int(written[0][0])


def _link(
    cursor: duckdb.DuckDBPyConnection,
    pairs: Sequence[tuple[int, int]],
    since: date,
    change: str,
    change_id: int,
    municipality: str,
) -> None:
    """Write down which units go on as which. Raises StoreError for units of another municipality, or in a circle."""
    for unit_id, successor_id in pairs:
        if unit_id == successor_id:
            raise StoreError("too_few_units")
        for one in (unit_id, successor_id):
            if not run(cursor, "unit", municipality=municipality, unit_id=one):
                raise StoreError("unknown_unit")
        run(
            cursor,
            "save_unit_successor",
            unit_id=unit_id,
            successor_id=successor_id,
            since=since,
            change=change,
            unit_change_id=change_id,
        )
    if circle := run(cursor, "circular_units", municipality=municipality):
        raise StoreError("units_in_a_circle", unit=circle[0][0])
