"""Targets: every change is a row of its own with who and when; the newest that is not undone counts."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import duckdb

from naervaer.model import Measure, spelling_key
from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.errors import ChangedMeanwhileError, StoreError
from naervaer.store.queries import run


@dataclass(frozen=True)
class Target:
    """A level that is wanted from a day on: of an area, of units of a kind, or with neither of the whole municipality.

    form            what the level is a level of
    percent         the level itself, a percentage of the form (7.5); None where it is relative
    change_percent  so many percent more (+) or less (-) of the form than in the base year (-10.0); None where absolute
    base_year       the calendar year that change_percent is held against
    """

    since: date
    form: Measure
    area: str | None = None
    kind: str | None = None
    percent: float | None = None
    change_percent: float | None = None
    base_year: int | None = None
    note: str | None = None


def save_target(
    target: Target, *, municipality: str, who: str, target_id: int | None = None, seen_version: int | None = None
) -> int:
    """Set a target, or change the one with `target_id`; gives its id.

    seen_version is the version (query targets) that was shown when the change was written. Raises ChangedMeanwhileError
    when it is no longer the newest, StoreError for a level that cannot be, an area the municipality does not have, or
    another target for the same units from the same day.
    """
    _refuse_impossible(target)

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        if target_id is not None:
            _seen(cursor, municipality, target_id, seen_version)
        place = {"service_area_id": area_id(cursor, municipality, target.area), "kind": target.kind}
        _refuse_second(cursor, municipality, target_id, since=target.since, **place)
        fields = asdict(target)
        del fields["area"]
        return _write(cursor, {**fields, **place}, municipality, who, target_id)

    return write(work)


def remove_target(target_id: int, *, municipality: str, who: str, seen_version: int) -> None:
    """Take a target away; undoing that brings it back. Raises ChangedMeanwhileError as save_target does."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        now = _seen(cursor, municipality, target_id, seen_version)
        _write(cursor, now, municipality, who, target_id, removed=True)

    write(work)


def undo_target_change(target_change_id: int, *, municipality: str, who: str) -> None:
    """Take back the last change of a target. Raises StoreError when it is not the last one, or undone already, or when
    what would stand again has been given another target meanwhile.
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        undone = run(
            cursor,
            "undo_target_change",
            municipality=municipality,
            target_change_id=target_change_id,
            undone_at=utc_now(),
            undone_by=who,
        )
        if not undone:
            raise StoreError("target_change_undone")
        for _, removed, service_area_id, kind, since, *_ in run(
            cursor, "target_version", municipality=municipality, target_id=undone[0][0]
        ):
            if not removed:
                place = {"service_area_id": service_area_id, "kind": kind}
                _refuse_second(cursor, municipality, undone[0][0], since=since, **place)

    write(work)


def area_id(cursor: duckdb.DuckDBPyConnection, municipality: str, area: str | None) -> int | None:
    """The key of a service area by its name. Raises StoreError for an area the municipality does not have."""
    if area is None:
        return None
    known = {key: one for one, key in run(cursor, "known_areas", municipality=municipality)}
    if spelling_key(area) not in known:
        raise StoreError("unknown_area", area=area)
    return int(known[spelling_key(area)])


def _refuse_impossible(target: Target) -> None:
    if target.percent is not None and not 0 < target.percent < 100:
        raise StoreError("impossible_target", percent=float(target.percent))
    relative = target.change_percent is not None and target.base_year is not None
    if (target.percent is None) != relative or (relative and not -100 < (target.change_percent or 0) < 100):
        raise StoreError("half_a_target")


def _refuse_second(
    cursor: duckdb.DuckDBPyConnection, municipality: str, target_id: int | None, *, since: date, **place: Any
) -> None:
    others = run(cursor, "same_targets", municipality=municipality, since=since, **place)
    if any(other != target_id for (other,) in others):
        raise StoreError("target_there_already", day=since.isoformat())


_FIELDS = ("service_area_id", "kind", "since", "form", "percent", "change_percent", "base_year", "note")


def _seen(
    cursor: duckdb.DuckDBPyConnection, municipality: str, target_id: int, seen_version: int | None
) -> dict[str, Any]:
    """The fields of a target as it was seen."""
    for version, removed, *fields in run(cursor, "target_version", municipality=municipality, target_id=target_id):
        if version == seen_version and not removed:
            return dict(zip(_FIELDS, fields, strict=True))
    raise ChangedMeanwhileError


def _write(
    cursor: duckdb.DuckDBPyConnection,
    fields: dict[str, Any],
    municipality: str,
    who: str,
    target_id: int | None,
    *,
    removed: bool = False,
) -> int:
    written = run(
        cursor,
        "save_target",
        **fields,
        municipality=municipality,
        target_id=target_id,
        removed=removed,
        said_at=utc_now(),
        said_by=who,
    )
    return int(written[0][0])
