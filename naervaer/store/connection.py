"""The one connection of this process to the store's file, and the only ways to it: read, and write in a transaction."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from naervaer.store.errors import ChangedMeanwhileError, StoreBusyError, StoreError
from naervaer.store.migrations import migrate
from naervaer.store.queries import sql


T = TypeVar("T")

IN_MEMORY = ":memory:"

# DuckDB takes most of the machine unless told; a page's queries need some hundred MB, a large upload about one GB.
MEMORY_LIMIT = "2GB"

_root: duckdb.DuckDBPyConnection | None = None
_place = IN_MEMORY
_version = 0
_figures_version = 0

# Answers kept: a handful for each page and municipality. The largest, a panel of 400 units and 120 months, takes 4 MB.
KEPT_ANSWERS = 64
_opening = threading.Lock()
_writing = threading.Lock()


def default_place() -> str:
    """Where the store lies unless NAERVAER_STORE says otherwise."""
    return str(Path(__file__).parents[2] / "data" / "store" / "naervaer.duckdb")


def place() -> str:
    """The path of the store's file, or ":memory:"."""
    return os.environ.get("NAERVAER_STORE") or default_place()


def connect(path: str | Path | None = None) -> duckdb.DuckDBPyConnection:
    """The one connection of this process. The first call opens the store, makes it when it is not there and brings its
    schema up to date; that is worth doing when a server starts.

    path is for those who want another store than the settings name, before anything is read. Raises StoreBusyError when
    another process has the store, StoreError when the file is something else.
    """
    global _root, _place, _version, _figures_version
    with _opening:
        if _root is None:
            _place = str(path or place())
            _root = opened(_place)
            _version += 1
            _figures_version += 1
        assert path is None or str(path) == _place, "one process has one store, and another one is open"
        return _root


def opened_place() -> str:
    """Where the store that is open lies; it is opened when it is closed."""
    connect()
    return _place


def close() -> None:
    """Close the store; the next read or write opens it again, and finds out what is there then."""
    global _root, _version, _figures_version
    with _writing, _opening:
        if _root is not None:
            _root.close()
            _root = None
            _version += 1
            _figures_version += 1


def opened(path: str) -> duckdb.DuckDBPyConnection:
    """A hardened connection to a store with the newest schema."""
    if path != IN_MEMORY:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(
            path,
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "python_enable_replacements": False,
                "memory_limit": os.environ.get("NAERVAER_MEMORY", MEMORY_LIMIT),
            },
        )
    except duckdb.Error as error:
        raise (StoreBusyError() if "set lock" in str(error) else StoreError("not_a_store")) from error
    try:
        migrate(connection)
        # Nothing but the store itself and the copies it makes may be read or written from SQL from here on.
        connection.execute(f"set allowed_directories = ['{escaped(copies_folder(path))}/']")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def copies_folder(path: str) -> Path:
    """Where a copy of the store is made before it is moved to where it is wanted."""
    return (
        Path(tempfile.gettempdir()) / f"naervaer-{os.getpid()}" if path == IN_MEMORY else Path(path).parent / "copies"
    )


def escaped(path: Path) -> str:
    """A path to put between quotes, where SQL takes no parameter."""
    return str(path).replace("'", "''")


@contextmanager
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of its own for one query: a shared connection would hand one visitor's rows to another."""
    own = connect().cursor()
    try:
        yield own
    finally:
        own.close()


def read(name: str, /, **parameters: Any) -> pd.DataFrame:
    """The rows of queries/<name>.sql as a data frame; its header tells the columns.

    The same question is put to the same state of the store once; every caller gets a frame of its own (pandas copies on
    write). Parameters are hashable values.
    """
    connect()
    return _rows(name, tuple(sorted(parameters.items())), version()).copy(deep=False)


def read_anew(name: str, /, **parameters: Any) -> pd.DataFrame:
    """The same, asked each time: for what is written without making a new version."""
    with cursor() as own:
        return own.execute(sql(name), parameters).df()


@lru_cache(maxsize=KEPT_ANSWERS)
def _rows(name: str, parameters: tuple[tuple[str, Any], ...], _: int) -> pd.DataFrame:
    with cursor() as own:
        return own.execute(sql(name), dict(parameters)).df()


def version() -> int:
    """A number that is another after every committed write, opening and closing: a key for what is worth keeping."""
    return _version


def figures_version() -> int:
    """The same for what rests on numbers, units and who takes part only: a step reached changes no verdict."""
    return _figures_version


def write(work: Callable[[duckdb.DuckDBPyConnection], T], *, new_version: bool = True, new_figures: bool = True) -> T:
    """Do the work on a cursor in one transaction: all of it is stored, or nothing.

    Writes wait for each other. A conflict is tried once more; then ChangedMeanwhileError is raised. new_version: False
    for what no figure rests on, so that nobody's figures are worked out again; it is read with read_anew. new_figures:
    False for what is read as all else is, but changes no verdict.
    """
    global _version, _figures_version
    with _writing:
        try:
            done = _in_transaction(work)
        except duckdb.TransactionException:
            try:
                done = _in_transaction(work)
            except duckdb.TransactionException as error:
                raise ChangedMeanwhileError from error
        _version += new_version
        _figures_version += new_version and new_figures
        return done


def rehearse(work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    """Do the work as write would and take it back: what it found out is kept, what it wrote is not."""
    with _writing, cursor() as own:
        own.execute("begin")
        try:
            return work(own)
        finally:
            _roll_back(own)


def _in_transaction(work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    with cursor() as own:
        own.execute("begin")
        try:
            done = work(own)
            own.execute("commit")
        except BaseException:
            _roll_back(own)
            raise
        return done


def _roll_back(own: duckdb.DuckDBPyConnection) -> None:
    try:
        own.execute("rollback")
    except duckdb.TransactionException:  # a failed commit has ended the transaction itself
        return
