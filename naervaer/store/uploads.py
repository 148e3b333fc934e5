"""Uploads: one file in one transaction, and its undoing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from naervaer.model import ROW_COLUMNS, Granularity, Import, Language, Participation, Reach, spelling_key
from naervaer.store import units
from naervaer.store.clock import utc_now
from naervaer.store.connection import read, rehearse, write
from naervaer.store.errors import StoreError
from naervaer.store.external_lines import ExternalLine, LineValue, add_external_line
from naervaer.store.logged import as_json
from naervaer.store.participations import Statement, save_statements
from naervaer.store.queries import run, sql
from naervaer.store.unit_changes import save_rename
from naervaer.store.uploaded_register import bring_register_again, save_register, take_register_back


ARROW_TYPES = {
    "object": pa.string(),
    "datetime64[s]": pa.timestamp("s"),
    "float64": pa.float64(),
    "int64": pa.int64(),
    "bool": pa.bool_(),
}
INCOMING = pa.schema([(column, ARROW_TYPES[kind]) for column, kind in ROW_COLUMNS.items()])


@dataclass(frozen=True)
class SeriesDefinition:
    """What the numbers of a source are; None where nobody has said.

    certified                 "self", "doctor" or "both": which absence is counted
    short_until_day           the last day that is short absence: 14 or 16
    holiday_in_possible_days  whether holiday is among the possible days
    """

    certified: str | None = None
    short_until_day: int | None = None
    holiday_in_possible_days: bool | None = None


def last_definition(layout: str, *, municipality: str) -> SeriesDefinition:
    """What the numbers of the last file of a layout were said to be; nothing known where there was none."""
    rows = read("last_definition", municipality=municipality, layout=layout)
    if rows.empty:
        return SeriesDefinition()
    known = {name: None if pd.isna(value) else value for name, value in rows.iloc[0].items()}
    border, holiday = known["short_until_day"], known["holiday_in_possible_days"]
    return SeriesDefinition(
        known["certified"], None if border is None else int(border), None if holiday is None else bool(holiday)
    )


@dataclass(frozen=True)
class Saved:
    """What became of saving an upload. is_new is False when the same file was stored already and nothing changed."""

    upload_id: int
    is_new: bool


def save_upload(
    imported: Import,
    *,
    municipality: str,
    who: str,
    meant: Mapping[str, units.Meant] | None = None,
    definition: SeriesDefinition | None = None,
) -> Saved:
    """Store all that was understood of a file, in one transaction: units, areas, numbers and participations.

    meant is what a person has said of names that are alike (alike_units), by the key of the name in the file;
    definition is what she has said that the numbers are.

    A municipality used for the first time is written down under its key. Raises StoreError when two ways of
    naming one unit give the same period, or when a name could mean two units; then nothing is stored.
    """
    incoming = pa.Table.from_pandas(imported.rows, schema=INCOMING, preserve_index=False)
    return write(lambda cursor: _save(cursor, imported, incoming, municipality, who, meant or {}, definition))


def _save(
    cursor: duckdb.DuckDBPyConnection,
    imported: Import,
    incoming: pa.Table,
    municipality: str,
    who: str,
    told: Mapping[str, units.Meant],
    definition: SeriesDefinition | None,
) -> Saved:
    there = run(cursor, "standing_upload", municipality=municipality, fingerprint=imported.fingerprint)
    if there:
        return Saved(there[0][0], is_new=False)
    run(cursor, "save_municipality", municipality=municipality, name=municipality, language=Language.NB, made_up=False)
    cursor.register("incoming", incoming)
    upload_id = _save_file(cursor, imported, municipality, who, definition)
    change_id = _log(cursor, municipality, who, upload_id, "saved")
    named = [units.Named(*row) for row in run(cursor, "incoming_units")]
    mentioned = imported.units_in_initiatives
    for name in {one.key: one.unit for one in [*named, *map(units.Named, mentioned)]}.values():
        said = told.get(spelling_key(name))
        if said is not None and said.unit_id is not None and said.renamed_since is not None:
            save_rename(
                cursor, said.unit_id, name, said.renamed_since, municipality=municipality, who=who, upload_id=upload_id
            )
    resolved, meant = units.resolve(cursor, municipality, named, mentioned, told)
    cursor.register("resolved", resolved)
    run(cursor, "save_unit_spellings", municipality=municipality, upload_id=upload_id)
    _save_numbers(cursor, municipality, upload_id)
    known = _save_participations(cursor, imported.participations, meant, municipality, upload_id, change_id)
    save_register(cursor, imported, known, meant, municipality=municipality, who=who, upload_id=upload_id)
    for line in _external_lines(imported, definition or SeriesDefinition()):
        add_external_line(cursor, line, municipality=municipality, who=who, upload_id=upload_id)
    _settle(cursor, municipality, upload_id)
    return Saved(upload_id, is_new=True)


# Which absence the parts that are a line of their own count.
CERTIFIED = ("self", "doctor")


def _external_lines(imported: Import, definition: SeriesDefinition) -> list[ExternalLine]:
    """The lines to compare with that stand in the file, with what is said of the file's own numbers: its total, and
    self- and doctor-certified absence where they stand apart.
    """
    if imported.lines is None:
        return []
    found = []
    for name, own in imported.lines.groupby("name", sort=False):
        parts = set(own["part"])
        for part, rows in own.groupby("part", sort=False):
            certified = part if part in CERTIFIED else "both" if parts >= set(CERTIFIED) else definition.certified
            if part in (*CERTIFIED, "total"):
                found.append(
                    ExternalLine(
                        name=str(name),
                        reach=Reach(rows["reach"].iloc[0]),
                        values=[_line_value(row) for row in rows.itertuples(index=False)],
                        certified=certified,
                        holiday_in_possible_days=definition.holiday_in_possible_days,
                        source=imported.filename,
                    )
                )
    return found


def _line_value(row: Any) -> LineValue:
    numbers = (None if pd.isna(value) else float(value) for value in (row.rate_pct, row.lost_days, row.possible_days))
    return LineValue(Granularity(row.granularity), row.period_start.date(), *numbers)


def revisions(imported: Import, *, municipality: str, meant: Mapping[str, units.Meant] | None = None) -> pd.DataFrame:
    """The numbers a file would replace, as query revised_numbers has them, largest change first; nothing is stored.

    Raises StoreError as save_upload does for a name that could mean two units.
    """
    incoming = pa.Table.from_pandas(imported.rows, schema=INCOMING, preserve_index=False)

    def work(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
        cursor.register("incoming", incoming)
        named = [units.Named(*row) for row in run(cursor, "incoming_units")]
        resolved, _ = units.resolve(cursor, municipality, named, [], meant or {})
        cursor.register("resolved", resolved)
        return cursor.execute(sql("revised_numbers"), {"municipality": municipality}).df()

    return rehearse(work)


def _save_file(
    cursor: duckdb.DuckDBPyConnection,
    imported: Import,
    municipality: str,
    who: str,
    definition: SeriesDefinition | None,
) -> int:
    # Of a finding its kind and place, never its values: they may quote a cell, and a cell may be about a person.
    findings = [
        {
            "code": found.code,
            "severity": found.severity,
            "sheet": found.sheet,
            "cell": found.cell,
        }
        for found in imported.findings
    ]
    written = run(
        cursor,
        "save_upload",
        municipality=municipality,
        fingerprint=imported.fingerprint,
        filename=imported.filename,
        uploaded_at=utc_now(),
        uploaded_by=who,
        understood=as_json(_without_texts(imported.understood)),
        findings=as_json(findings),
        n_participations=len(imported.participations),
        layout=imported.layout.get("fingerprint"),
        series_definition_id=_save_definition(cursor, municipality, definition),
    )
    return int(written[0][0])


def _save_definition(
    cursor: duckdb.DuckDBPyConnection, municipality: str, definition: SeriesDefinition | None
) -> int | None:
    if definition is None or definition == SeriesDefinition():
        return None
    written = run(cursor, "save_definition", municipality=municipality, source_system="", **asdict(definition))
    return int(written[0][0])


def _without_texts(understood: Mapping[str, Any]) -> dict[str, Any]:
    """What was understood without what stood in the cells that were skipped: free text may be about a person."""
    sheets = [
        {**sheet, "skipped": [{"cell": row["cell"], "why": row["why"]} for row in sheet.get("skipped", [])]}
        for sheet in understood.get("sheets", [])
    ]
    return {**understood, "sheets": sheets}


def _save_numbers(cursor: duckdb.DuckDBPyConnection, municipality: str, upload_id: int) -> None:
    repeated = run(cursor, "repeated_numbers")
    if repeated:
        unit, period_start = repeated[0]
        raise StoreError("same_number_twice", unit=unit, day=period_start.date().isoformat())
    run(cursor, "save_observations", municipality=municipality, upload_id=upload_id)


def _save_participations(
    cursor: duckdb.DuckDBPyConnection,
    participations: Sequence[Participation],
    meant: Mapping[str, int],
    municipality: str,
    upload_id: int,
    change_id: int,
) -> Mapping[str, int]:
    """Write down who takes part in what; gives the initiatives by the keys of their names."""
    known = {key: one for one, key, _ in run(cursor, "known_initiatives", municipality=municipality)}
    stated: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for one in participations:
        key = spelling_key(one.initiative)
        if key not in known:
            known[key] = _save_initiative(cursor, one, key, municipality, upload_id)
        pair = (known[key], meant[one.unit])
        stated[pair].append(Statement(*pair, one.start, one.end, upload_id, one.sheet, one.cell))
    said = _said_before(cursor, municipality)
    for pair, statements in stated.items():
        # A sheet that only repeats what the last upload said states nothing new: what a page changed since then stands.
        last = said.get(pair)
        repeats = last is not None and last.periods == {(one.start, one.end) for one in statements}
        save_statements(cursor, statements, last.stated_in if last is not None and repeats else change_id)
    return known


def _save_initiative(
    cursor: duckdb.DuckDBPyConnection, one: Participation, key: str, municipality: str, upload_id: int
) -> int:
    written = run(
        cursor,
        "save_initiative",
        municipality=municipality,
        name=one.initiative.strip(),
        name_key=key,
        programme=one.programme,
        aim=one.aim,
        upload_id=upload_id,
    )
    return int(written[0][0])


@dataclass
class _Said:
    upload_id: int
    stated_in: int
    periods: set[tuple[date, date | None]]


def _said_before(cursor: duckdb.DuckDBPyConnection, municipality: str) -> Mapping[tuple[int, int], _Said]:
    """What the newest standing upload said of each unit in each initiative."""
    said: dict[tuple[int, int], _Said] = {}
    rows = run(cursor, "uploaded_participations", municipality=municipality)
    for initiative_id, unit_id, start, end, upload_id, stated_in in rows:
        pair = (initiative_id, unit_id)
        if pair not in said or said[pair].upload_id != upload_id:
            said[pair] = _Said(upload_id, stated_in, set())
        said[pair].periods.add((start, end))
    return said


def define_upload(upload_id: int, definition: SeriesDefinition, *, municipality: str, who: str) -> None:
    """Say anew what the numbers of an upload are; who said it and what was said before is kept.

    Raises StoreError for an upload that is not the municipality's.
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> None:
        found = {row[0]: row[1:4] for row in run(cursor, "upload_definitions", municipality=municipality)}
        if upload_id not in found:
            raise StoreError("no_such_upload")
        before = SeriesDefinition(*found[upload_id])
        if before == definition:
            return
        said = _save_definition(cursor, municipality, definition)
        run(cursor, "define_upload", municipality=municipality, upload_id=upload_id, series_definition_id=said)
        _log(cursor, municipality, who, upload_id, "edited", before=asdict(before), after=asdict(definition))

    write(work)


def undo_upload(upload_id: int, *, municipality: str, who: str) -> None:
    """Take back all an upload brought; what it had replaced counts again. Raises StoreError when it is undone."""
    write(lambda cursor: _mark(cursor, upload_id, municipality, who, "undone"))


def redo_upload(upload_id: int, *, municipality: str, who: str) -> None:
    """Take an undoing back. Raises StoreError when the upload stands, or when its file was uploaded again since."""
    write(lambda cursor: _redo(cursor, upload_id, municipality, who))


def _redo(cursor: duckdb.DuckDBPyConnection, upload_id: int, municipality: str, who: str) -> None:
    for (fingerprint,) in run(cursor, "upload_fingerprint", municipality=municipality, upload_id=upload_id):
        if run(cursor, "standing_upload", municipality=municipality, fingerprint=fingerprint):
            raise StoreError("stored_already")
    _mark(cursor, upload_id, municipality, who, "redone")


def _mark(cursor: duckdb.DuckDBPyConnection, upload_id: int, municipality: str, who: str, action: str) -> None:
    undone = action == "undone"
    if undone:  # while its initiatives are still there
        take_register_back(cursor, upload_id, municipality=municipality, who=who)
    marked = run(
        cursor,
        "mark_undone",
        municipality=municipality,
        upload_id=upload_id,
        undone_at=utc_now() if undone else None,
        undone_by=who if undone else None,
    )
    if not marked:
        raise StoreError("undone_already" if undone else "no_such_upload")
    _log(cursor, municipality, who, upload_id, action)
    if not undone:
        bring_register_again(cursor, upload_id, municipality=municipality, who=who)
    _settle(cursor, municipality, upload_id)


def _settle(cursor: duckdb.DuckDBPyConnection, municipality: str, upload_id: int) -> None:
    """Let what now stands count, the same way whether the upload came, went or came back."""
    run(cursor, "mark_current", municipality=municipality, upload_id=upload_id)
    run(cursor, "describe_units", municipality=municipality, upload_id=upload_id, unit_id=None)
    run(cursor, "touch_initiatives", municipality=municipality, upload_id=upload_id)


def _log(
    cursor: duckdb.DuckDBPyConnection,
    municipality: str,
    who: str,
    upload_id: int,
    action: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> int:
    written = run(
        cursor,
        "save_change",
        municipality=municipality,
        changed_at=utc_now(),
        changed_by=who,
        subject="upload",
        subject_id=upload_id,
        action=action,
        before=None if before is None else as_json(before),
        after=None if after is None else as_json(after),
    )
    return int(written[0][0])
