"""Copies of the store: made while it is in use, checked in full before one takes the store's place."""

import os
import shutil
import threading
from pathlib import Path
from uuid import uuid4

import duckdb

from naervaer.store import connection
from naervaer.store.errors import StoreBusyError, StoreError


_copying = threading.Lock()


def backup(path: str | Path) -> None:
    """Write a copy of the store, as it stands now, to `path`, while others read and write. A file there is replaced.
    Raises StoreError when there is no store, StoreBusyError when another process has it.

    The store's file alone is not enough to copy: what was written last lies in a second file until it is merged.
    """
    place = connection.place()
    if place != connection.IN_MEMORY and not Path(place).exists():
        raise StoreError("no_store", place=place)
    with _copying:
        folder = connection.copies_folder(connection.opened_place())
        shutil.rmtree(folder, ignore_errors=True)  # what a copy that was killed has left behind
        folder.mkdir(parents=True)
        made = folder / f"{uuid4()}.duckdb"
        _copy_to(made)
        _put(made, Path(path))
        shutil.rmtree(folder)


def _copy_to(path: Path) -> None:
    name = f"copy_{uuid4().hex}"
    with connection.cursor() as cursor:
        (this,) = cursor.execute("select current_database()").fetchall()[0]
        cursor.execute(f"attach '{connection.escaped(path)}' as {name}")
        try:
            cursor.execute(f'copy from database "{this.replace(chr(34), chr(34) * 2)}" to {name}')
        finally:
            cursor.execute(f"detach {name}")


def _put(made: Path, path: Path) -> None:
    """Move across file systems so that `path` is the old file or the whole new one, never a part."""
    beside = path.with_name(f"{path.name}.part")
    shutil.copyfile(made, beside)
    os.replace(beside, path)


def restore(path: str | Path) -> Path | None:
    """Let a copy take the store's place, which is closed; gives where the store it replaced was put, if there was one.

    The copy is opened, brought to today's schema and read to its last block before anything is replaced. Raises
    StoreError when it is not a whole store, StoreBusyError when another process has the store open.
    """
    place = Path(connection.place())
    place.parent.mkdir(parents=True, exist_ok=True)
    made = place.with_name(f"{place.name}.restoring")
    try:
        _copy_checked(Path(path), made)
        connection.close()
        _refuse_if_busy(place)
        aside = _put_aside(place)
        os.replace(made, place)
    finally:
        for left in (made, Path(f"{made}.wal")):
            left.unlink(missing_ok=True)
    return aside


def _copy_checked(path: Path, made: Path) -> None:
    try:
        shutil.copyfile(path, made)
    except OSError as error:
        raise StoreError("not_a_store") from error
    try:
        _check_is_store(made)
        opened = connection.opened(str(made))
        try:
            _read_every_block(opened)
        finally:
            opened.close()
    except duckdb.Error as error:
        raise StoreError("not_a_store") from error


def _check_is_store(made: Path) -> None:
    # Before migrations run: they would make a store of any empty database.
    with duckdb.connect(str(made), read_only=True) as plain:
        plain.execute("select max(number) from migration").fetchall()


def _read_every_block(opened: duckdb.DuckDBPyConnection) -> None:
    """DuckDB checks a block's sum when it reads it, so a damaged copy fails here."""
    tables = opened.execute("select table_name from duckdb_tables()").fetchall()
    for (table,) in tables:
        opened.execute(f"select bit_xor(hash({table})) from {table}").fetchall()


def _refuse_if_busy(place: Path) -> None:
    if not place.exists():
        return
    try:
        connection.opened(str(place)).close()  # which also merges what was written last
    except StoreBusyError:
        raise
    except (StoreError, duckdb.Error):
        return  # a damaged store is a reason to restore, not an obstacle


def _put_aside(place: Path) -> Path | None:
    if not place.exists():
        return None
    aside = place.with_name(f"{place.stem}.before_restore{place.suffix}")
    shutil.copyfile(place, aside)
    waiting = Path(f"{place}.wal")
    if waiting.exists():  # only a damaged store still has one; it must not be merged into the copy
        os.replace(waiting, f"{aside}.wal")
    return aside
