"""The schema, brought up to date in numbered steps: queries/migrations/0001_….sql and so on."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from naervaer.store.errors import StoreError
from naervaer.store.queries import FOLDER


def steps() -> Sequence[Path]:
    """The migrations in order."""
    return sorted((FOLDER / "migrations").glob("*.sql"))


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the steps a store lacks, each in its own transaction. Raises StoreError for a store from the future.

    A step makes new tables and alters none that has a default from a sequence: DuckDB 1.5 writes that down and cannot
    replay it, so a store killed before its next checkpoint would never open again.
    """
    connection.execute(
        "create table if not exists migration (number integer primary key, name varchar not null, taken_at timestamp)"
    )
    taken = {number for (number,) in connection.execute("select number from migration").fetchall()}
    known = {int(step.name.split("_")[0]): step for step in steps()}
    if taken - known.keys():
        raise StoreError("newer")
    for number in sorted(known.keys() - taken):
        _take(connection, number, known[number])


def _take(connection: duckdb.DuckDBPyConnection, number: int, step: Path) -> None:
    connection.execute("begin")
    try:
        connection.execute(step.read_text(encoding="utf-8"))
        now = datetime.now(UTC).replace(tzinfo=None)
        connection.execute("insert into migration values (?, ?, ?)", [number, step.stem, now])
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise
