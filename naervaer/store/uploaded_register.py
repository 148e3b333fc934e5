"""Pauses and comparisons that a sheet of initiatives brings into the register: they go and come with their upload."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from naervaer.model import Import, spelling_key
from naervaer.store.errors import StoreError
from naervaer.store.queries import run
from naervaer.store.register import ComparisonUnit, Pause, Row, from_log, refuse_units, standing, write_change


def save_register(
    cursor: duckdb.DuckDBPyConnection,
    imported: Import,
    initiatives: Mapping[str, int],
    meant: Mapping[str, int],
    *,
    municipality: str,
    who: str,
    upload_id: int,
) -> None:
    """Write down what a sheet tells, inside the upload's own write; initiatives and units by the names they go by.

    What stands already is left alone, and so is what an earlier upload said: a page may have changed it since.
    Raises StoreError for a comparison with an initiative or a unit of itself.
    """
    wanted: dict[tuple[type[Row], int], list[Row]] = defaultdict(list)
    for pause in imported.pauses:
        row = Pause(meant[pause.unit], pause.from_date, pause.until_date, pause.reason)
        wanted[Pause, initiatives[spelling_key(pause.initiative)]].append(row)
    for compared in imported.compared_with:
        key = spelling_key(compared.initiative)
        if key not in initiatives:
            raise StoreError("compared_with_nothing", initiative=compared.initiative)
        wanted[ComparisonUnit, initiatives[key]].append(ComparisonUnit(meant[compared.unit], compared.reason))
    said = {
        (part, initiative_id, row)
        for initiative_id, part, _, added in _changes(cursor, municipality)
        for row in from_log(part, added)
    }
    for (kind, initiative_id), rows in wanted.items():
        by_key = {row.key: row for row in rows if (kind.PART, initiative_id, row) not in said}
        _state(cursor, kind, initiative_id, by_key.values(), municipality=municipality, who=who, upload_id=upload_id)


def take_register_back(cursor: duckdb.DuckDBPyConnection, upload_id: int, *, municipality: str, who: str) -> None:
    """Take away the rows that an upload brought and that still stand so; what it had replaced comes back."""
    for initiative_id, part, removed, added in _changes(cursor, municipality, upload_id):
        rows = from_log(part, added)
        now = {row.key: row for row in standing(cursor, type(rows[0]), municipality, initiative_id)}
        still = {row.key: row for row in rows if now.get(row.key) == row}
        again = [row for row in from_log(part, removed) if row.key in still]
        if still:
            own: dict[str, Any] = {"municipality": municipality, "initiative_id": initiative_id, "who": who}
            write_change(cursor, type(rows[0]), list(still.values()), again, "unloaded", **own)


def bring_register_again(cursor: duckdb.DuckDBPyConnection, upload_id: int, *, municipality: str, who: str) -> None:
    """Bring the rows of an upload back."""
    for initiative_id, part, _, added in _changes(cursor, municipality, upload_id):
        rows = from_log(part, added)
        _state(cursor, type(rows[0]), initiative_id, rows, municipality=municipality, who=who, upload_id=None)


def _changes(
    cursor: duckdb.DuckDBPyConnection, municipality: str, upload_id: int | None = None
) -> list[tuple[int, str, str, str]]:
    found = run(cursor, "uploaded_register_changes", municipality=municipality, upload_id=upload_id)
    return [(int(initiative), str(part), str(removed), str(added)) for initiative, part, removed, added in found]


def _state(
    cursor: duckdb.DuckDBPyConnection,
    kind: type[Row],
    initiative_id: int,
    rows: Iterable[Row],
    *,
    municipality: str,
    who: str,
    upload_id: int | None,
) -> None:
    now = {row.key: row for row in standing(cursor, kind, municipality, initiative_id)}
    added = [row for row in rows if now.get(row.key) != row]
    removed = [now[row.key] for row in added if row.key in now]
    if not added:
        return
    refuse_units(cursor, municipality, initiative_id, kind, added)
    own: dict[str, Any] = {"municipality": municipality, "initiative_id": initiative_id, "who": who}
    change_id = write_change(cursor, kind, removed, added, "uploaded", **own)
    if upload_id is not None:
        run(cursor, "save_uploaded_register_change", upload_id=upload_id, change_id=change_id)
