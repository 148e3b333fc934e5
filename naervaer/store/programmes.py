"""The programmes a municipality can choose from: those that stand ready, and its own."""

import json
from functools import lru_cache

import duckdb

from naervaer.model import spelling_key
from naervaer.programme import Programme, find, from_plain, standing, to_plain
from naervaer.store.connection import connect, read, version, write
from naervaer.store.errors import ChangedMeanwhileError, StoreError
from naervaer.store.logged import as_json
from naervaer.store.queries import run
from naervaer.store.register import log_change


PART = "programme"
KEPT = 64  # municipalities; their programmes are some kilobytes


def programmes(municipality: str) -> tuple[Programme, ...]:
    """All programmes of a municipality, those that stand ready first."""
    connect()  # opening the store is a new version of it
    return _programmes(municipality, version())


def programme_of(text: object, municipality: str) -> Programme | None:
    """The programme an initiative names by key or name; None when it names none, or one nobody has described."""
    return find(text, programmes(municipality)) if isinstance(text, str) and text else None


@lru_cache(maxsize=KEPT)
def _programmes(municipality: str, _: int) -> tuple[Programme, ...]:
    own = read("own_programmes", municipality=municipality)["body"]
    return (*standing(), *(from_plain(json.loads(body)) for body in own))


def save_programme(programme: Programme, before: Programme | None, *, municipality: str, who: str) -> None:
    """Keep a programme of the municipality's own; before is how it was shown, None for a new one.

    Raises StoreError for a name that another programme has or without anything to do in it, ChangedMeanwhileError when
    somebody else has changed it since.
    """
    if not any(spelling_key(name) for name in programme.name.values()):
        raise StoreError("no_programme_name")
    if not (programme.plan or programme.activities):
        raise StoreError("empty_programme")

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        own = {
            key: from_plain(json.loads(body))
            for key, body, _ in run(cursor, "own_programmes", municipality=municipality)
        }
        if own.get(programme.key) != before:
            raise ChangedMeanwhileError
        others = [one for one in (*standing(), *own.values()) if one.key != programme.key]
        for name in programme.name.values():
            if find(name, others) is not None:
                raise StoreError("programme_name_in_use", programme=name)
        removed = [to_plain(before)] if before else []
        change = log_change(
            cursor, PART, removed, [to_plain(programme)], municipality=municipality, initiative_id=None, who=who
        )
        body = {"programme": programme.key, "body": as_json(to_plain(programme)), "gone": False, "stated_in": change}
        run(cursor, "save_own_programme", municipality=municipality, **body)

    write(work, new_figures=False)


def delete_programme(programme: Programme, *, municipality: str, who: str) -> None:
    """Take away a programme of the municipality's own; initiatives that have it keep its name.

    Raises StoreError while an initiative has it, ChangedMeanwhileError when it is no longer as it was shown.
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        own = {
            key: from_plain(json.loads(body))
            for key, body, _ in run(cursor, "own_programmes", municipality=municipality)
        }
        if own.get(programme.key) != programme:
            raise ChangedMeanwhileError
        for _, initiative, named, *_ in run(cursor, "initiatives", municipality=municipality):
            if named == programme.key:
                raise StoreError("programme_in_use", initiative=initiative)
        change = log_change(
            cursor, PART, [to_plain(programme)], [], municipality=municipality, initiative_id=None, who=who
        )
        gone = {"programme": programme.key, "body": None, "gone": True, "stated_in": change}
        run(cursor, "save_own_programme", municipality=municipality, **gone)

    write(work, new_figures=False)
