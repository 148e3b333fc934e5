"""Initiatives made and changed on a page: every change is kept with who and when; the last one can be taken back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from naervaer.model import spelling_key
from naervaer.store import register
from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.errors import ChangedMeanwhileError, StoreError
from naervaer.store.logged import as_json
from naervaer.store.participations import Statement, check, save_statements
from naervaer.store.queries import run


@dataclass(frozen=True, order=True)
class TakingPart:
    """One unit's part in an initiative; an open end is None."""

    unit_id: int
    start: date
    end: date | None = None


@dataclass(frozen=True)
class _State:
    """An initiative as it stands; what the change log keeps before and after."""

    initiative: str
    programme: str | None
    aim: str | None
    taking_part: frozenset[TakingPart]

    def to_json(self) -> str:
        units = [[one.unit_id, one.start, one.end] for one in sorted(self.taking_part, key=lambda one: one.unit_id)]
        plain = {"initiative": self.initiative, "programme": self.programme, "aim": self.aim, "units": units}
        return as_json(plain)


def _from_json(text: str) -> _State:
    plain = json.loads(text)
    units = frozenset(
        TakingPart(unit_id, date.fromisoformat(start), date.fromisoformat(end) if end else None)
        for unit_id, start, end in plain["units"]
    )
    return _State(plain["initiative"], plain["programme"], plain["aim"], units)


def save_initiative(
    initiative: str,
    *,
    municipality: str,
    who: str,
    programme: str | None = None,
    aim: str | None = None,
    taking_part: Iterable[TakingPart] | None = None,
    initiative_id: int | None = None,
    seen_version: int | None = None,
) -> int:
    """Make an initiative, or change the one with `initiative_id`, and its units, in one transaction; gives its id.

    taking_part is all of its units; None leaves them as they are. seen_version is the version (query initiatives) that
    was shown when the change was written. Raises ChangedMeanwhileError when it is no longer the newest, StoreError for
    a name in use, an unknown unit, an end before its start or a unit twice at a time.
    """
    wanted = None if taking_part is None else frozenset(taking_part)

    def work(cursor: duckdb.DuckDBPyConnection) -> int:
        _refuse_name_in_use(cursor, municipality, initiative, initiative_id)
        _refuse_strangers(cursor, municipality, wanted or ())
        if initiative_id is None:
            return _create(cursor, _State(initiative.strip(), programme, aim, wanted or frozenset()), municipality, who)
        before = _seen(cursor, municipality, initiative_id, seen_version)
        units = before.taking_part if wanted is None else wanted
        after = _State(initiative.strip(), programme, aim, units)
        _change(cursor, initiative_id, before, after, municipality, who, "edited")
        return initiative_id

    return write(work)


def delete_initiative(initiative_id: int, *, municipality: str, who: str, seen_version: int) -> None:
    """Take an initiative away; undo_last_change brings it back. Raises as save_initiative does."""

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        before = _seen(cursor, municipality, initiative_id, seen_version)
        _change(cursor, initiative_id, before, None, municipality, who, "deleted")

    write(work)


def undo_last_change(initiative_id: int, *, municipality: str, who: str) -> None:
    """Take back the last change a person made of an initiative or its register. Raises StoreError when there is none.

    Only what that change changed is set back: units that an upload has brought since then stay.
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        last = run(cursor, "last_change", municipality=municipality, initiative_id=initiative_id)
        if register.last_change(cursor, municipality, initiative_id) > (last[0][0] if last else -1):
            register.undo(cursor, municipality, initiative_id, who)
            return
        if not last:
            raise StoreError("nothing_to_undo")
        changed_in, _, before, after = last[0]
        now = _state(cursor, municipality, initiative_id)
        back = _set_back(now, _from_json(before) if before else None, _from_json(after) if after else None)
        if back is not None:
            _refuse_name_in_use(cursor, municipality, back.initiative, initiative_id)
        change_id = _change(cursor, initiative_id, now, back, municipality, who, "reverted")
        run(cursor, "mark_reverted", change_id=changed_in, reverted_by=change_id)

    write(work)


def _set_back(now: _State, before: _State | None, after: _State | None) -> _State | None:
    if before is None:
        return None
    if after is None:
        return before
    removed, added = before.taking_part - after.taking_part, after.taking_part - before.taking_part
    changed = {one.unit_id for one in removed | added}
    kept = {one for one in now.taking_part if one.unit_id not in changed}
    again = {one for one in before.taking_part if one.unit_id in changed}
    return _State(before.initiative, before.programme, before.aim, frozenset(kept | again))


def _refuse_name_in_use(
    cursor: duckdb.DuckDBPyConnection, municipality: str, initiative: str, initiative_id: int | None
) -> None:
    key = spelling_key(initiative)
    if not key:
        raise StoreError("no_name")
    for other, other_key, is_current in run(cursor, "known_initiatives", municipality=municipality):
        if is_current and other_key == key and other != initiative_id:
            raise StoreError("name_in_use", initiative=initiative.strip())


def _refuse_strangers(cursor: duckdb.DuckDBPyConnection, municipality: str, wanted: Iterable[TakingPart]) -> None:
    own = {unit_id for unit_id, *_ in run(cursor, "known_units", municipality=municipality)}
    if not {one.unit_id for one in wanted} <= own:
        raise StoreError("no_such_unit")


def _seen(cursor: duckdb.DuckDBPyConnection, municipality: str, initiative_id: int, seen_version: int | None) -> _State:
    rows = run(cursor, "initiative", municipality=municipality, initiative_id=initiative_id)
    if not rows:
        raise StoreError("no_such_initiative")
    *_, version, deleted_at = rows[0]
    if version != seen_version or deleted_at is not None:
        raise ChangedMeanwhileError
    return _state(cursor, municipality, initiative_id)


def _state(cursor: duckdb.DuckDBPyConnection, municipality: str, initiative_id: int) -> _State:
    initiative, programme, aim, *_ = run(cursor, "initiative", municipality=municipality, initiative_id=initiative_id)[
        0
    ]
    units = run(cursor, "initiative_units", municipality=municipality, initiative_id=initiative_id)
    return _State(initiative, programme, aim, frozenset(TakingPart(*row) for row in units))


def _create(cursor: duckdb.DuckDBPyConnection, state: _State, municipality: str, who: str) -> int:
    written = run(
        cursor,
        "save_initiative",
        **_fields(state),
        municipality=municipality,
        upload_id=None,
    )
    initiative_id = int(written[0][0])
    change_id = _log(cursor, initiative_id, None, state, municipality, who, "created")
    _state_units(cursor, initiative_id, frozenset(), state.taking_part, change_id)
    return initiative_id


def _change(
    cursor: duckdb.DuckDBPyConnection,
    initiative_id: int,
    before: _State,
    after: _State | None,
    municipality: str,
    who: str,
    action: str,
) -> int:
    """Bring an initiative from one state to another, None being deleted, and write it in the log."""
    run(
        cursor,
        "edit_initiative",
        **_fields(after or before),
        municipality=municipality,
        initiative_id=initiative_id,
        deleted_at=utc_now() if after is None else None,
    )
    change_id = _log(cursor, initiative_id, before, after, municipality, who, action)
    if after is not None:
        # What stands is asked again: a deleted initiative had no units, and has them once it is back.
        standing = _state(cursor, municipality, initiative_id).taking_part
        _state_units(cursor, initiative_id, standing, after.taking_part, change_id)
    return change_id


def _fields(state: _State) -> Mapping[str, Any]:
    return {
        "name": state.initiative,
        "name_key": spelling_key(state.initiative),
        "programme": state.programme,
        "aim": state.aim,
    }


def _state_units(
    cursor: duckdb.DuckDBPyConnection,
    initiative_id: int,
    before: frozenset[TakingPart],
    after: frozenset[TakingPart],
    change_id: int,
) -> None:
    """State anew every unit whose part changed; a unit that left is stated as not taking part."""
    wanted = [Statement(initiative_id, one.unit_id, one.start, one.end) for one in after]
    check(wanted)
    changed = {one.unit_id for one in before ^ after}
    statements = [one for one in wanted if one.unit_id in changed]
    gone = changed - {one.unit_id for one in after}
    statements += [Statement(initiative_id, unit_id, None) for unit_id in gone]
    if statements:
        save_statements(cursor, statements, change_id)


def _log(
    cursor: duckdb.DuckDBPyConnection,
    initiative_id: int,
    before: _State | None,
    after: _State | None,
    municipality: str,
    who: str,
    action: str,
) -> int:
    written = run(
        cursor,
        "save_change",
        municipality=municipality,
        changed_at=utc_now(),
        changed_by=who,
        subject="initiative",
        subject_id=initiative_id,
        action=action,
        before=before.to_json() if before else None,
        after=after.to_json() if after else None,
    )
    return int(written[0][0])
