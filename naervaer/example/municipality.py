"""Made-up municipalities: their plans stand in data/examples, and the same seed always gives the same figures."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from naervaer.example.spells import Floats, Integers, Staff, absence
from naervaer.example.working_days import month_of_year, working_days
from naervaer.model import Participation


EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
MOST_LOST = 0.9  # of the possible days; spells of one person may overlap, and in a tiny unit that could pass the whole
RESIZING_PER_YEAR = 0.05  # how much a unit grows or shrinks, on the log scale


@dataclass(frozen=True)
class Units:
    """The units before anything has happened in them; every field has one value per unit."""

    unit: NDArray[np.object_]
    area: NDArray[np.object_]
    employees: Integers
    fte_share: Floats
    rate: Floats
    short_share: Floats


@dataclass(frozen=True)
class Municipality:
    """A made-up municipality.

    rows            one per unit and month: unit, area, period_start, lost_days, possible_days, short_days, long_days
                    (days, to the nearest half), employees, fte
    participations  who is part of which initiative, from when
    true_change     per initiative what it truly does to the days lost, relative (-0.25 = a quarter fewer)
    """

    rows: pd.DataFrame
    participations: tuple[Participation, ...]
    true_change: Mapping[str, float]


def examples() -> tuple[Mapping[str, Any], ...]:
    """The municipalities of data/examples/examples.toml: key, name, language, made_up, plan, files, target."""
    return tuple(_toml("examples.toml")["municipality"])


def plan(filename: str) -> dict[str, Any]:
    """What one municipality is made of, as it stands in data/examples."""
    return _toml(filename)


def municipality(plan: Mapping[str, Any]) -> Municipality:
    """The municipality a plan describes; the same plan gives the same figures to the last half day."""
    units = _units(plan)
    months = np.datetime64(plan["first_month"], "M") + np.arange(plan["months"])
    random = np.random.default_rng(plan["seed"])
    employees = _employees(units.employees, len(months), random)
    short, long = absence(Staff(employees, units.rate, units.short_share), months, plan["country"], random)
    calendar = working_days(months, plan["country"])
    at_work = calendar - np.asarray(plan["holiday_days"], dtype=float)[month_of_year(months)]
    fte = np.round(employees * units.fte_share[:, None], 1)
    possible = _half_days(fte * at_work)
    # Absence falls on the days that are possible, and weighs as much as the person's position.
    weight = units.fte_share[:, None] * (at_work / calendar)
    parts = np.stack([short, long]) * weight
    parts *= np.minimum(1, MOST_LOST * possible / np.maximum(parts.sum(axis=0), 0.5))

    participations: list[Participation] = []
    for initiative in plan["initiative"]:
        joined = list(_joined(initiative, units, months, parts.sum(axis=0), possible, participations))
        for participation in joined:
            started = months >= np.datetime64(participation.start, "M")
            parts[:, _place(units, participation.unit), started] *= 1 + initiative["true_change"]
        participations += joined
    return Municipality(
        _rows(units, months, _half_days(parts), possible, employees, fte),
        tuple(participations),
        {initiative["name"]: initiative["true_change"] for initiative in plan["initiative"]},
    )


def _units(plan: Mapping[str, Any]) -> Units:
    listed = [(area, unit, employees) for area in plan["area"] for unit, employees in area["units"]]
    return Units(
        unit=np.array([unit for _, unit, _ in listed], dtype=object),
        area=np.array([area["name"] for area, _, _ in listed], dtype=object),
        employees=np.array([employees for _, _, employees in listed]),
        fte_share=np.array([area["fte_share"] for area, _, _ in listed]),
        rate=np.array([area["rate_pct"] / 100 for area, _, _ in listed]),
        short_share=np.array([area["short_share"] for area, _, _ in listed]),
    )


def _employees(now: Integers, months: int, random: np.random.Generator) -> Integers:
    """Head counts (units x months) that change once a year, and end at today's number."""
    years = -(-months // 12)
    steps = np.cumsum(RESIZING_PER_YEAR * random.standard_normal((len(now), years)), axis=1)
    size = np.maximum(np.rint(now[:, None] * np.exp(steps - steps[:, -1:])), 2).astype(np.int64)
    return np.repeat(size, 12, axis=1)[:, -months:]


def _joined(
    initiative: Mapping[str, Any],
    units: Units,
    months: NDArray[np.datetime64],
    lost: Floats,
    possible: Floats,
    earlier: list[Participation],
) -> Iterator[Participation]:
    starts = initiative.get("starts")
    if starts is None:
        taken = {participation.unit for participation in earlier}
        starts = [_highest(initiative["highest"], units, months, lost, possible, taken)]
    for wave in starts:
        for unit in wave["units"]:
            yield Participation(
                unit=unit,
                initiative=initiative["name"],
                start=wave["start"],
                end=initiative.get("end"),
                programme=initiative.get("programme"),
                aim=initiative.get("aim"),
            )


def _highest(
    rule: Mapping[str, Any],
    units: Units,
    months: NDArray[np.datetime64],
    lost: Floats,
    possible: Floats,
    taken: set[str],
) -> dict[str, Any]:
    """The units highest in the twelve months before the start: how a municipality chooses, and what fools it."""
    start: date = rule["start"]
    year_before = (months < np.datetime64(start, "M")) & (months >= np.datetime64(start, "M") - 12)
    rate = lost[:, year_before].sum(axis=1) / possible[:, year_before].sum(axis=1)
    fits = (units.employees >= rule["fewest_employees"]) & (units.employees <= rule["most_employees"])
    ranked = [units.unit[place] for place in np.argsort(-rate) if fits[place] and units.unit[place] not in taken]
    return {"start": start, "units": sorted(ranked[: rule["units"]])}


def _place(units: Units, unit: str) -> int:
    return int(np.flatnonzero(units.unit == unit)[0])


def _half_days(days: Floats) -> Floats:
    return np.rint(days * 2) / 2


def _rows(
    units: Units, months: NDArray[np.datetime64], parts: Floats, possible: Floats, employees: Integers, fte: Floats
) -> pd.DataFrame:
    short, long = parts
    return pd.DataFrame(
        {
            "unit": np.repeat(units.unit, len(months)),
            "area": np.repeat(units.area, len(months)),
            "period_start": np.tile(months.astype("datetime64[s]"), len(units.unit)),
            "lost_days": (short + long).ravel(),
            "possible_days": possible.ravel(),
            "short_days": short.ravel(),
            "long_days": long.ravel(),
            "employees": employees.ravel(),
            "fte": fte.ravel(),
        }
    )


def _toml(filename: str) -> dict[str, Any]:
    with (EXAMPLES / filename).open("rb") as file:
        return tomllib.load(file)
