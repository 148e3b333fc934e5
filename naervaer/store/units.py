"""Which unit a name in an upload means. Spellings of one name are one unit; names that are only alike never are."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from naervaer.model import spelling_key, tidy
from naervaer.store.errors import StoreError
from naervaer.store.queries import run


KINDS = Path(__file__).parents[2] / "data" / "reference" / "kinds.toml"

NEW_UNITS = pa.schema([("unit_id", pa.int32()), ("name", pa.string()), ("kind", pa.string())])


@dataclass(frozen=True)
class Named:
    """A unit as an upload writes it; code and area are None where it does not tell them."""

    unit: str
    unit_code: str | None = None
    area: str | None = None

    @property
    def key(self) -> str:
        """The key of the unit's name."""
        return spelling_key(self.unit)

    @property
    def area_key(self) -> str | None:
        """The key of the area's name."""
        return spelling_key(self.area) if self.area else None


@dataclass(frozen=True)
class Known:
    """A unit that the store has, under one of the keys its name has been written with."""

    unit_id: int
    key: str
    unit_code: str | None
    area_key: str | None
    unit: str


@dataclass(frozen=True)
class Meant:
    """What a person says a name in a file means: a known unit, or none of them when unit_id is None.

    renamed_since  the day from which the known unit has this name; None when it is only another way of writing it
    """

    unit_id: int | None
    renamed_since: date | None = None


def knowns(rows: Iterable[tuple[Any, ...]]) -> list[Known]:
    """The rows of the query known_units."""
    return [Known(*row) for row in rows]


@cache
def kinds() -> Mapping[str, tuple[str, ...]]:
    """The words that tell each kind of unit, from data/reference/kinds.toml."""
    with KINDS.open("rb") as file:
        return {kind: tuple(table["words"]) for kind, table in tomllib.load(file).items()}


def kind(unit: str, area: str | None) -> str | None:
    """What kind of place a unit is by the words in its name, else in its area's; None when no word tells."""
    for text in (unit, area or ""):
        # The space makes a word with a space after it match at the end of the name too.
        name = f"{spelling_key(text)} "
        for kind_, words in kinds().items():
            if any(word in name for word in words):
                return kind_
    return None


def resolve(
    cursor: duckdb.DuckDBPyConnection,
    municipality: str,
    named: Sequence[Named],
    mentioned: Iterable[str],
    told: Mapping[str, Meant],
) -> tuple[pa.Table, Mapping[str, int]]:
    """Find or write down the units of an upload.

    named are the units of its rows, mentioned the names in its sheet of initiatives, told what a person has said that a
    name means, by its key. Gives the table that the queries call `resolved`, and the unit of each mentioned name.
    Raises StoreError("two_units") for a name that two units have when neither code nor area tells which is meant.
    """
    known: dict[str, list[Known]] = defaultdict(list)
    for one_known in knowns(run(cursor, "known_units", municipality=municipality)):
        known[one_known.key].append(one_known)
    areas = _areas(cursor, municipality, named)
    new = _New()
    ids: dict[Named, int] = {}
    together: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        together[one.key].append(one)
    for key, spelled in together.items():
        groups = _same(spelled)
        for group in groups:
            alone = len(groups) == 1
            unit_id = told[key].unit_id if key in told and alone else _find(group, known[key], alone=alone)
            ids.update(dict.fromkeys(group, new.add(group) if unit_id is None else unit_id))
    meant: dict[str, int] = {}
    for one in map(Named, mentioned):
        candidates = {ids[other] for other in together[one.key]}
        if not candidates and one.key in told:
            candidates = {unit_id for unit_id in (told[one.key].unit_id,) if unit_id is not None}
        elif not candidates:
            candidates = {unit.unit_id for unit in known[one.key]}
        unit_id = _meant(candidates, one)
        meant[one.unit] = ids.setdefault(one, new.add([one]) if unit_id is None else unit_id)
        together[one.key].append(one)
    written = new.save(cursor, municipality)
    ids = {one: written.get(unit_id, unit_id) for one, unit_id in ids.items()}
    return _table(ids, areas), {name: written.get(unit_id, unit_id) for name, unit_id in meant.items()}


class _New:
    """Units that an upload brings, written down all at once; until then each goes by a number below zero."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.kinds: list[str | None] = []

    def add(self, group: Sequence[Named]) -> int:
        name = tidy(group[0].unit)
        self.names.append(name)
        self.kinds.append(kind(name, next((one.area for one in group if one.area), None)))
        return -len(self.names)

    def save(self, cursor: duckdb.DuckDBPyConnection, municipality: str) -> Mapping[int, int]:
        """Write the units down; gives the number each has got by the one it went by."""
        ids = [unit_id for (unit_id,) in run(cursor, "new_unit_ids", n=len(self.names))]
        cursor.register("new_units", pa.table([ids, self.names, self.kinds], schema=NEW_UNITS))
        run(cursor, "save_units", municipality=municipality)
        return {-(n + 1): unit_id for n, unit_id in enumerate(ids)}


def save_unit(cursor: duckdb.DuckDBPyConnection, name: str, municipality: str) -> int:
    """Write one new unit down by its name; gives its number."""
    new = _New()
    at = new.add([Named(name)])
    return new.save(cursor, municipality)[at]


def _meant(candidates: set[int], one: Named) -> int | None:
    if len(candidates) > 1:
        raise StoreError("two_units", unit=one.unit)
    return min(candidates, default=None)


def _same(spelled: Sequence[Named]) -> list[list[Named]]:
    """Split names with one key into units: told apart by code where they have one, else by area."""
    several_codes = len({one.unit_code for one in spelled if one.unit_code}) > 1
    several_areas = len({one.area_key for one in spelled if one.area_key}) > 1
    groups: dict[str | None, list[Named]] = defaultdict(list)
    for one in spelled:
        groups[one.unit_code if several_codes else one.area_key if several_areas else None].append(one)
    return list(groups.values())


def _find(group: Sequence[Named], known: Sequence[Known], *, alone: bool) -> int | None:
    """The known unit of the same name: the only one, else the one with the same code, else with the same area."""
    if alone and len(known) == 1:
        return known[0].unit_id
    codes = {one.unit_code for one in group if one.unit_code}
    by_code = {one.unit_id for one in known if one.unit_code in codes}
    if by_code:
        return _meant(by_code, group[0])
    areas = {one.area_key for one in group if one.area_key}
    if not codes and not areas:
        return _meant({one.unit_id for one in known}, group[0])
    by_area = {one.unit_id for one in known if one.area_key in areas and not (codes and one.unit_code)}
    return _meant(by_area, group[0])


def _areas(cursor: duckdb.DuckDBPyConnection, municipality: str, named: Sequence[Named]) -> Mapping[str, int]:
    areas = {key: area_id for area_id, key in run(cursor, "known_areas", municipality=municipality)}
    for one in named:
        if one.area and one.area_key not in areas:
            written = run(cursor, "save_area", municipality=municipality, name=tidy(one.area), name_key=one.area_key)
            areas[one.area_key] = written[0][0]
    return areas


def _table(ids: Mapping[Named, int], areas: Mapping[str, int]) -> pa.Table:
    return pa.table(
        {
            "unit": pa.array([one.unit for one in ids], pa.string()),
            "unit_code": pa.array([one.unit_code for one in ids], pa.string()),
            "service_area": pa.array([one.area for one in ids], pa.string()),
            "unit_id": pa.array(list(ids.values()), pa.int32()),
            "spelling": pa.array([tidy(one.unit) for one in ids], pa.string()),
            "spelling_key": pa.array([one.key for one in ids], pa.string()),
            "service_area_id": pa.array([areas.get(one.area_key or "") for one in ids], pa.int32()),
        }
    )
