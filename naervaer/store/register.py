"""The register of an initiative: what was planned, what was done, and whom it is compared with.

Every part of it is a list of rows. Who saves says what she was shown and what she wants instead; only the rows that
differ are written, and only if nobody has changed those very rows meanwhile. So two people may work on one initiative.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any, ClassVar, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa

from naervaer.store.clock import utc_now
from naervaer.store.connection import read, write
from naervaer.store.errors import ChangedMeanwhileError, StoreError
from naervaer.store.logged import as_json
from naervaer.store.queries import header, run


HIGHEST_DEGREE = 100.0


@dataclass(frozen=True)
class Row:
    """A row of a part of the register. Dates are days, degrees percent, None is what nobody has said.

    PART    the part's name: its query, its way of being saved and what the log calls it
    KEY     the first fields, which tell rows apart
    SCHEMA  how the fields travel into the store
    """

    PART: ClassVar[str]
    KEY: ClassVar[int]
    SCHEMA: ClassVar[tuple[pa.DataType, ...]]

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells this row from the others of its part in an initiative."""
        return astuple(self)[: self.KEY]

    def check(self, today: date) -> None:
        """Raise StoreError for what cannot be."""

    @property
    def units(self) -> tuple[int, ...]:
        """The units this row speaks of."""
        return ()


@dataclass(frozen=True)
class Details(Row):
    """What is said of an initiative beyond its name, programme and aim.

    target_change_pct  the change that is aimed at against base_year, in percent: -10 is ten percent lower
    trial_end          last day of the trial; decision_on the day on which it is decided how to go on, decision what was
    closed_on          when it was closed, with its evaluation
    """

    PART = "initiative_details"
    KEY = 0
    SCHEMA = (
        pa.string(),
        pa.float64(),
        pa.int32(),
        pa.list_(pa.string()),
        pa.date32(),
        pa.date32(),
        pa.string(),
        pa.date32(),
        pa.string(),
    )

    target: str | None = None
    target_change_pct: float | None = None
    base_year: int | None = None
    partners: tuple[str, ...] = ()
    trial_end: date | None = None
    decision_on: date | None = None
    decision: str | None = None
    closed_on: date | None = None
    evaluation: str | None = None

    def check(self, today: date) -> None:
        """A closed initiative has its evaluation, and is not closed in the future."""
        if self.closed_on is not None and self.closed_on > today:
            raise StoreError("closed_in_future", day=_written(self.closed_on))
        if self.closed_on is not None and not (self.evaluation or "").strip():
            raise StoreError("closed_without_evaluation")


@dataclass(frozen=True)
class Pause(Row):
    """A unit's pause; an open end is None."""

    PART = "pauses"
    KEY = 2
    SCHEMA = (pa.int32(), pa.date32(), pa.date32(), pa.string())

    unit_id: int
    from_date: date
    until_date: date | None = None
    reason: str | None = None

    def check(self, today: date) -> None:
        """A pause does not end before it begins."""
        if self.until_date is not None and self.until_date < self.from_date:
            raise StoreError("end_before_start", start=self.from_date.isoformat(), end=self.until_date.isoformat())

    @property
    def units(self) -> tuple[int, ...]:
        """The unit that paused."""
        return (self.unit_id,)


@dataclass(frozen=True)
class ComparisonUnit(Row):
    """A unit that a person has chosen to compare with, and why."""

    PART = "comparison_units"
    KEY = 1
    SCHEMA = (pa.int32(), pa.string())

    unit_id: int
    reason: str | None = None

    @property
    def units(self) -> tuple[int, ...]:
        """The unit that is compared with."""
        return (self.unit_id,)


@dataclass(frozen=True)
class Milestone(Row):
    """A step, an element put in place or an agreed service in one unit; without a unit it is the whole initiative's."""

    PART = "steps_reached"
    KEY = 2
    SCHEMA = (pa.int32(), pa.string(), pa.date32(), pa.date32(), pa.bool_())

    unit_id: int | None
    item: str
    planned_on: date | None = None
    reached_on: date | None = None
    dropped: bool = False

    def check(self, today: date) -> None:
        """What is reached is reached by today."""
        if self.reached_on is not None and self.reached_on > today:
            raise StoreError("reached_in_future", day=_written(self.reached_on))

    @property
    def units(self) -> tuple[int, ...]:
        """The unit that reaches it."""
        return () if self.unit_id is None else (self.unit_id,)


@dataclass(frozen=True)
class Degree(Row):
    """How far an element is in use in a unit, as assessed on a day: 0 to 100 percent."""

    PART = "elements"
    KEY = 3
    SCHEMA = (pa.int32(), pa.string(), pa.date32(), pa.float64())

    unit_id: int
    item: str
    assessed_on: date
    degree_pct: float | None = None

    def check(self, today: date) -> None:
        """A degree is a share of a hundred, and is not assessed in the future."""
        if self.assessed_on > today:
            raise StoreError("assessed_in_future", day=_written(self.assessed_on))
        if self.degree_pct is not None and not 0 <= self.degree_pct <= HIGHEST_DEGREE:
            raise StoreError("degree_range", degree=self.degree_pct)

    @property
    def units(self) -> tuple[int, ...]:
        """The unit that was assessed."""
        return (self.unit_id,)


@dataclass(frozen=True)
class Activity(Row):
    """A gathering, a workshop, a service; without units it is the whole initiative's. activity_id None is a new one."""

    PART = "activities"
    KEY = 1
    SCHEMA = (
        pa.int32(),
        pa.string(),
        pa.string(),
        pa.string(),
        pa.list_(pa.int32()),
        pa.date32(),
        pa.date32(),
        pa.bool_(),
        pa.int32(),
        pa.int32(),
    )

    activity_id: int | None
    kind: str | None = None
    theme: str | None = None
    organisation: str | None = None
    unit_ids: tuple[int, ...] = ()
    planned_on: date | None = None
    held_on: date | None = None
    cancelled: bool = False
    invited: int | None = None
    attended: int | None = None

    def check(self, today: date) -> None:
        """An activity has a day, is not held in the future or when cancelled, and nobody came uninvited."""
        if self.planned_on is None and self.held_on is None:
            raise StoreError("activity_without_day")
        if self.held_on is not None and self.held_on > today:
            raise StoreError("held_in_future", day=_written(self.held_on))
        if self.held_on is not None and self.cancelled:
            raise StoreError("held_and_cancelled", day=_written(self.held_on))
        if (self.invited or 0) < 0 or (self.attended or 0) < 0:
            raise StoreError("fewer_than_none")
        if self.invited is not None and self.attended is not None and self.attended > self.invited:
            raise StoreError("more_came", attended=self.attended, invited=self.invited)

    @property
    def units(self) -> tuple[int, ...]:
        """The units that gather."""
        return self.unit_ids


@dataclass(frozen=True)
class CaseCount(Row):
    """How many cases a gathering spoke of, by kind only."""

    PART = "case_counts"
    KEY = 2
    SCHEMA = (pa.int32(), pa.string(), pa.int32())

    activity_id: int
    case_kind: str
    n: int | None = None

    def check(self, today: date) -> None:
        """There are never fewer than none."""
        if (self.n or 0) < 0:
            raise StoreError("fewer_than_none")


@dataclass(frozen=True)
class Organisation(Row):
    """An organisation that reports on its own page."""

    PART = "organisations"
    KEY = 1
    SCHEMA = (pa.string(),)

    organisation: str

    def check(self, today: date) -> None:
        """An organisation has a name."""
        if not self.organisation.strip():
            raise StoreError("organisation_without_name")


@dataclass(frozen=True)
class Volume(Row):
    """What an organisation has delivered from period_start through counted_to, as it reported it."""

    PART = "volumes"
    KEY = 4
    SCHEMA = (pa.string(), pa.string(), pa.date32(), pa.date32(), pa.float64(), pa.float64())

    organisation: str
    kind: str
    period_start: date
    counted_to: date
    planned: float | None = None
    done: float | None = None

    def check(self, today: date) -> None:
        """A count ends after it begins and by today, and is never below none."""
        if self.counted_to < self.period_start:
            raise StoreError("end_before_start", start=self.period_start.isoformat(), end=self.counted_to.isoformat())
        if self.done is not None and self.counted_to > today:
            raise StoreError("counted_in_future", day=_written(self.counted_to))
        if (self.planned or 0) < 0 or (self.done or 0) < 0:
            raise StoreError("fewer_than_none")


KINDS: tuple[type[Row], ...] = (
    Details,
    Pause,
    ComparisonUnit,
    Milestone,
    Degree,
    Activity,
    CaseCount,
    Organisation,
    Volume,
)
Kind = TypeVar("Kind", bound=Row)


def stated_schema(kind: type[Row]) -> pa.Schema:
    """The table that a part's statements travel in."""
    own = [(field.name, of) for field, of in zip(fields(kind), kind.SCHEMA, strict=True)]
    return pa.schema([("initiative_id", pa.int32()), *own, ("gone", pa.bool_()), ("stated_in", pa.int32())])


def rows(kind: type[Kind], municipality: str, initiative_id: int) -> tuple[Kind, ...]:
    """A part of an initiative's register as it stands, in the order of its query."""
    found = read(kind.PART, municipality=municipality)
    own = found.loc[found["initiative_id"] == initiative_id, [field.name for field in fields(kind)]]
    return tuple(_row(kind, values) for values in own.itertuples(index=False, name=None))


def save_rows(
    kind: type[Kind],
    initiative_id: int,
    before: Iterable[Kind],
    after: Iterable[Kind],
    *,
    municipality: str,
    who: str,
) -> None:
    """Replace the rows that were shown with those that are wanted, in one transaction.

    Rows that did not change are left alone, whoever else has changed them. Raises ChangedMeanwhileError when a row to
    be changed is no longer as it was shown, StoreError for a row that cannot be, an unknown unit, a row twice, or a
    comparison with a unit that takes part; then nothing is written.
    """
    listed = tuple(after)
    shown, wanted = _by_key(before), _by_key(listed)
    new = [row for row in listed if isinstance(row, Activity) and row.activity_id is None]
    changed = [key for key in shown.keys() | wanted.keys() if shown.get(key) != wanted.get(key)]
    for row in [*(wanted[key] for key in changed if key in wanted), *new]:
        row.check(date.today())

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        _refuse_closed_doors(cursor, municipality, initiative_id)
        now = _by_key(standing(cursor, kind, municipality, initiative_id))
        differs = [key for key in changed if now.get(key) != wanted.get(key)]
        if any(now.get(key) != shown.get(key) for key in differs):
            raise ChangedMeanwhileError
        removed = [now[key] for key in differs if key in now]
        added = [*(wanted[key] for key in differs if key in wanted), *_numbered(cursor, new)]
        refuse_units(cursor, municipality, initiative_id, kind, added)
        if removed or added:
            log: dict[str, Any] = {"municipality": municipality, "initiative_id": initiative_id, "who": who}
            write_change(cursor, kind, removed, added, "edited", **log)

    # Whom one compares with changes the answers; what was planned and done changes none.
    write(work, new_figures=kind is ComparisonUnit)


def last_change(cursor: duckdb.DuckDBPyConnection, municipality: str, initiative_id: int) -> int:
    """The number of the last change that can be taken back; -1 when there is none."""
    last = run(cursor, "last_register_change", municipality=municipality, initiative_id=initiative_id)
    return int(last[0][0]) if last else -1


def undo(cursor: duckdb.DuckDBPyConnection, municipality: str, initiative_id: int, who: str) -> None:
    """Take back the last change of the register, inside a write."""
    ((change_id, part, removed, added),) = run(
        cursor, "last_register_change", municipality=municipality, initiative_id=initiative_id
    )
    kind = next(each for each in KINDS if part == each.PART)
    log: dict[str, Any] = {"municipality": municipality, "initiative_id": initiative_id, "who": who}
    again = write_change(cursor, kind, _from_json(kind, added), _from_json(kind, removed), "reverted", **log)
    run(cursor, "mark_register_reverted", change_id=change_id, reverted_by=again)


def log_change(
    cursor: duckdb.DuckDBPyConnection,
    part: str,
    removed: Sequence[Any],
    added: Sequence[Any],
    *,
    municipality: str,
    initiative_id: int | None,
    who: str,
    action: str = "edited",
) -> int:
    """Write down who changed what; gives the change's number."""
    written = run(
        cursor,
        "save_register_change",
        municipality=municipality,
        initiative_id=initiative_id,
        part=part,
        changed_at=utc_now(),
        changed_by=who,
        action=action,
        removed=as_json(removed),
        added=as_json(added),
    )
    return int(written[0][0])


def from_log(part: str, text: str) -> tuple[Row, ...]:
    """The rows of a part as a change kept them."""
    kind = next(each for each in KINDS if part == each.PART)
    return tuple(_from_json(kind, text))


def _by_key(wanted: Iterable[Kind]) -> dict[tuple[Any, ...], Kind]:
    known = [row for row in wanted if not (isinstance(row, Activity) and row.activity_id is None)]
    by_key = {row.key: row for row in known}
    if len(by_key) < len(known):
        raise StoreError("row_twice")
    return by_key


def standing(cursor: duckdb.DuckDBPyConnection, kind: type[Kind], municipality: str, initiative_id: int) -> list[Kind]:
    """The rows of a part as they stand, inside a write."""
    columns = header(kind.PART).columns
    found = (dict(zip(columns, row, strict=True)) for row in run(cursor, kind.PART, municipality=municipality))
    names = [field.name for field in fields(kind)]
    return [_row(kind, [row[name] for name in names]) for row in found if row["initiative_id"] == initiative_id]


def _row(kind: type[Kind], values: Iterable[Any]) -> Kind:
    return kind(*[_plain(value, of) for value, of in zip(values, kind.SCHEMA, strict=True)])


def _plain(value: Any, of: pa.DataType) -> Any:
    """A value of a frame, of the store or of the log as the field has it."""
    if pa.types.is_list(of):
        return () if value is None or isinstance(value, float) else tuple(_plain(each, of.value_type) for each in value)
    if pa.types.is_boolean(of):
        return bool(value) if pd.notna(value) else False
    if value is None or pd.isna(value):
        return None
    if pa.types.is_date(of):
        return date.fromisoformat(value) if isinstance(value, str) else pd.Timestamp(value).date()
    if pa.types.is_integer(of):
        return int(value)
    return float(value) if pa.types.is_floating(of) else str(value)


def _from_json(kind: type[Kind], text: str) -> list[Kind]:
    return [_row(kind, values) for values in json.loads(text)]


def _refuse_closed_doors(cursor: duckdb.DuckDBPyConnection, municipality: str, initiative_id: int) -> None:
    found = run(cursor, "initiative", municipality=municipality, initiative_id=initiative_id)
    if not found:
        raise StoreError("no_such_initiative")
    *_, deleted_at = found[0]
    if deleted_at is not None:
        raise ChangedMeanwhileError


def refuse_units(
    cursor: duckdb.DuckDBPyConnection,
    municipality: str,
    initiative_id: int,
    kind: type[Kind],
    added: Sequence[Row],
) -> None:
    """Raise StoreError for rows about units that are not there, or that an initiative cannot be compared with."""
    asked = {unit for row in added for unit in row.units}
    if not asked:
        return
    if not asked <= {unit_id for unit_id, *_ in run(cursor, "known_units", municipality=municipality)}:
        raise StoreError("no_such_unit")
    inside = run(cursor, "initiative_units", municipality=municipality, initiative_id=initiative_id)
    if kind is ComparisonUnit and asked & {unit_id for unit_id, *_ in inside}:
        raise StoreError("compares_with_itself")


def _numbered(cursor: duckdb.DuckDBPyConnection, new: Sequence[Activity]) -> list[Any]:
    numbers = run(cursor, "new_activity_ids", n=len(new))
    return [Activity(number, *astuple(row)[1:]) for (number,), row in zip(numbers, new, strict=True)]


def write_change(
    cursor: duckdb.DuckDBPyConnection,
    kind: type[Kind],
    removed: Sequence[Kind],
    added: Sequence[Kind],
    action: str,
    *,
    municipality: str,
    initiative_id: int,
    who: str,
) -> int:
    """State rows anew as one change, inside a write; gives the number of the change."""
    log: dict[str, Any] = {
        "municipality": municipality,
        "initiative_id": initiative_id,
        "who": who,
        "action": action,
    }
    plain = [[astuple(row) for row in each] for each in (removed, added)]
    change_id = log_change(cursor, kind.PART, *plain, **log)
    stays = {row.key for row in added}
    empty = (None,) * (len(fields(kind)) - kind.KEY)
    stated = [(initiative_id, *row.key, *empty, True, change_id) for row in removed if row.key not in stays]
    stated += [(initiative_id, *astuple(row), False, change_id) for row in added]
    schema = stated_schema(kind)
    columns = [list(column) for column in zip(*stated, strict=True)]
    cursor.register(f"stated_{kind.PART}", pa.table(columns, schema=schema))
    run(cursor, f"save_{kind.PART}")
    cursor.unregister(f"stated_{kind.PART}")
    return change_id


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"
