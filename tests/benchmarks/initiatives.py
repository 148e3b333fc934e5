"""What the pages of initiatives cost the server with 50 initiatives, 400 units and 3,000 activities in the store.

Processor time of the whole server, as a ratio to a page with one choice and nothing else, measured in turn with it.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from naervaer import ingest, store
from naervaer.example.large import write_large
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.programme import standing
from naervaer.store import Activity, Degree, Milestone, Organisation, Row, TakingPart, Volume
from tests.benchmarks import visitors
from tests.benchmarks.measure import in_turn, table
from tests.browser.server import Server, running


INITIATIVES, ACTIVITIES, UNITS_IN_ONE = 50, 3000, 8
HERE = {"municipality": "stor", "who": "Kari"}
CHANGES, ROUNDS = 4, 5
EMPTY = "a page with one choice"
SECTIONS = ("about", "units", "steps", "activities", "result", "report", "changes")
PAGES = {
    "all initiatives": ("initiatives", {}),
    **{f"one: {name}": ("initiative", {"section": f"initiative.section_{name}"}) for name in SECTIONS},
    "its half-year report as slides": ("slides", {"audience": "deck.half_year"}),
    "all half-year reports as slides": ("slides", {"audience": "deck.half_years"}),
}


def report() -> Iterator[str]:
    """Fill a store, and tell each page's processor time for a run that changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        many, nothing = Path(folder) / "many.duckdb", Path(folder) / "nothing.duckdb"
        filled(many)
        with running(nothing, script="tests/benchmarks/empty_page.py") as bare, running(many) as house:
            places = {EMPTY: (bare, "", {})} | {name: (house, *page) for name, page in PAGES.items()}
            things = {name: lambda place=place: processor_time(*place) for name, place in places.items()}
            in_turn(1, things)  # the first visitor pays for what is worked out once
            yield f"{INITIATIVES} initiatives, 400 units, {ACTIVITIES} activities: processor time a run, of {ROUNDS}"
            yield from table(in_turn(ROUNDS, things), EMPTY, {})


def filled(path: Path) -> None:
    """400 units with 120 months and two parts, in initiatives of all programmes with steps, degrees and activities."""
    book = path.with_suffix(".xlsx")
    write_large(book)
    store.close()
    store.connect(path)
    store.save_municipality("stor", name="Stor kommune")
    store.save_upload(ingest.read(book.read_bytes(), book.name), municipality="stor", who="")
    units = [int(unit) for unit in store.read("units", municipality="stor")["unit_id"]]
    for number in range(INITIATIVES):
        own = units[number * UNITS_IN_ONE : (number + 1) * UNITS_IN_ONE]
        start = date(2021 + number % 4, 1 + number % 12, 1)
        programme = standing()[number % len(standing())]
        taking_part = [TakingPart(unit, start) for unit in own]
        name = f"Initiative {number + 1:02}"
        key = store.save_initiative(name, programme=programme.key, taking_part=taking_part, **HERE)
        for rows in _register(programme, own, start):
            store.save_rows(type(rows[0]), key, [], rows, **HERE)
    store.close()


def _register(programme: Any, units: list[int], start: date) -> Iterator[list[Row]]:
    yield [
        Milestone(unit, step.key, start, start + timedelta(days=30 * place) if place < 3 else None)
        for unit in units
        for place, step in enumerate(programme.plan)
    ]
    days = [start + timedelta(days=14 * number) for number in range(ACTIVITIES // INITIATIVES)]
    yield [
        Activity(
            None,
            programme.activities[number % len(programme.activities)].key,
            f"Theme {number % 9}",
            f"Organisation {number % 4}" if programme.key == "ia" else None,
            (units[number % len(units)],) if number % 3 else (),
            day,
            day if day < date.today() and number % 5 else None,
            False,
            12,
            9 if day < date.today() and number % 5 else None,
        )
        for number, day in enumerate(days)
    ]
    if programme.elements:
        assessed = [start + timedelta(days=90 * turn) for turn in range(4)]
        yield [
            Degree(unit, one.key, day, min(100.0, 25.0 * (turn + 1)))
            for unit in units
            for one in programme.elements
            for turn, day in enumerate(assessed)
            if day <= date.today()
        ]
    if programme.key == "ia":
        yield [Organisation(f"Organisation {number}") for number in range(4)]
        yield [
            Volume(
                f"Organisation {number}", "service", date(year, first, 1), date(year, last, 30), None, 100.0 + year % 7
            )
            for number in range(4)
            for year in (2023, 2024, 2025)
            for first, last in ((1, 6), (7, 12))
        ]


def processor_time(server: Server, path: str, chosen: Mapping[str, str]) -> float:
    """Seconds of processor for a run of a page that a visitor has open, with nothing changed.

    chosen: what the page's address says, each as the key of its text.
    """
    query = urlencode({name: t(Language.NB, text) for name, text in {"language": "language.name", **chosen}.items()})
    before = _used(server.pid)
    runs = visitors.again(server.address, path, query, CHANGES)
    return (_used(server.pid) - before) / runs


def _used(pid: int) -> float:
    """What a process has used so far (Linux only)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
