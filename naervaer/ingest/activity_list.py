"""A list of activities, from a sheet or pasted: each row is understood, or told with its place and left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from naervaer.ingest.described import describes
from naervaer.ingest.periods import plain
from naervaer.ingest.words import reference
from naervaer.model import Finding, Severity, cell_name, cell_number, spelling_key


FIELDS = ("planned_on", "held_on", "kind", "theme", "organisation", "units", "invited", "attended", "cancelled")
HEADED_WITHIN = 10  # rows above the headings: titles and notes
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True)
class ListedActivity:
    """One row in plain values; row is its number in the list, from 1, headings included."""

    row: int
    planned_on: date | None = None
    held_on: date | None = None
    kind: str | None = None
    theme: str | None = None
    organisation: str | None = None
    unit_ids: tuple[int, ...] = ()
    invited: int | None = None
    attended: int | None = None
    cancelled: bool = False


def pasted(text: str) -> list[list[str]]:
    """Cells copied from a spreadsheet: rows by lines, cells by tabs, or by semicolons where there is no tab."""
    mark = "\t" if "\t" in text else ";"
    return [[cell.strip().strip('"') for cell in line.split(mark)] for line in text.splitlines() if line.strip()]


def read_activities(
    rows: Sequence[Sequence[str]], units: Mapping[str, int], kinds: Mapping[str, str], sheet: str = ""
) -> tuple[list[ListedActivity], list[Finding]]:
    """The activities of a list and what could not be read. A list that describes a person gives no activity at all.

    units: spelling keys to unit_ids; kinds: spelling keys of kinds of activity to their keys (others stand as written).
    """
    headed = _headings(rows)
    if headed is None:
        return [], [Finding("ACTIVITIES_WITHOUT_HEADINGS", Severity.REFUSES, sheet)]
    line, columns = headed
    found: list[ListedActivity] = []
    told: list[Finding] = []
    for place, row in enumerate(rows[line + 1 :], start=line + 1):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not any(cells.values()):
            continue
        for name in ("theme", "organisation", "kind"):
            if describes(cells.get(name, "")):
                at = cell_name(cell_number(place, columns[name]))
                return [], [Finding("ACTIVITIES_ABOUT_A_PERSON", Severity.REFUSES, sheet, at)]
        activity = _activity(place, cells, columns, units, kinds, sheet, told)
        if activity is not None:
            found.append(activity)
    return found, told


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """The first row that names a day and one thing more, and the column of each field."""
    for line, row in enumerate(rows[:HEADED_WITHIN]):
        said = [plain(cell).rstrip(" :") for cell in row]
        columns: dict[str, int] = {}
        for name in FIELDS:
            known = {plain(word) for word in reference("activities")[name]}
            at = next(
                (place for place, word in enumerate(said) if word in known and place not in columns.values()), None
            )
            if at is not None:
                columns[name] = at
        if {"planned_on", "held_on"} & columns.keys() and len(columns) > 1:
            return line, columns
    return None


def _activity(
    place: int,
    cells: Mapping[str, str],
    columns: Mapping[str, int],
    units: Mapping[str, int],
    kinds: Mapping[str, str],
    sheet: str,
    told: list[Finding],
) -> ListedActivity | None:
    """One row; None where a cell cannot be read, which is told."""

    def wrong(code: str, name: str) -> None:
        told.append(Finding(code, Severity.WARNS, sheet, cell_name(cell_number(place, columns[name])), {}, True))

    days: dict[str, date | None] = {}
    for name in ("planned_on", "held_on"):
        days[name] = _day(cells.get(name, ""))
        if cells.get(name) and days[name] is None:
            wrong("ACTIVITY_DAY", name)
            return None
    if days["planned_on"] is None and days["held_on"] is None:
        wrong("ACTIVITY_WITHOUT_DAY", next(iter(columns)))
        return None
    numbers: dict[str, int | None] = {}
    for name in ("invited", "attended"):
        text = cells.get(name, "").replace("\u00a0", "").replace(" ", "")
        numbers[name] = int(text) if text.isdecimal() else None
        if text and numbers[name] is None:
            wrong("ACTIVITY_NUMBER", name)
            return None
    unit_ids = []
    for unit in filter(None, (part.strip() for part in cells.get("units", "").replace(";", ",").split(","))):
        if spelling_key(unit) not in units:
            wrong("ACTIVITY_UNIT", "units")
            return None
        unit_ids.append(units[spelling_key(unit)])
    kind = cells.get("kind", "")
    return ListedActivity(
        row=place + 1,
        planned_on=days["planned_on"],
        held_on=days["held_on"],
        kind=kinds.get(spelling_key(kind), kind) or None,
        theme=cells.get("theme") or None,
        organisation=cells.get("organisation") or None,
        unit_ids=tuple(dict.fromkeys(unit_ids)),
        invited=numbers["invited"],
        attended=numbers["attended"],
        cancelled=plain(cells.get("cancelled", "")) in reference("activities")["says"]["yes"],
    )


def _day(text: str) -> date | None:
    for pattern in DAYS:
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None
