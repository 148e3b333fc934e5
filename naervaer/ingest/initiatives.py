"""A sheet that tells which units took part in what and from when, when they paused, and whom to compare with."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from naervaer.ingest.described import describes
from naervaer.ingest.facts import Reading
from naervaer.ingest.notes import WARNS, cell_at
from naervaer.ingest.periods import period_of, plain
from naervaer.ingest.tables import Table
from naervaer.ingest.words import comparable, exact_meanings, reference, row_kind
from naervaer.ingest.workbook import EPOCH, Kind
from naervaer.model import spelling_key, tidy


NAMED = ("unit", "initiative", "programme", "start", "end", "aim")
MORE = ("pause_from", "pause_until", "role", "reason")  # headings in data/reference/initiatives.toml


@dataclass(frozen=True)
class Part:
    """One unit's part in one initiative, in plain values."""

    unit: str
    initiative: str
    start: str
    end: str | None
    programme: str | None
    aim: str | None
    sheet: str
    cell: str


@dataclass(frozen=True)
class Paused:
    """One unit's pause in one initiative, in plain values."""

    unit: str
    initiative: str
    from_date: str
    until_date: str | None
    reason: str | None


@dataclass(frozen=True)
class Compared:
    """One unit that an initiative is to be compared with, in plain values."""

    unit: str
    initiative: str
    reason: str


@dataclass
class Told:
    """What sheets of initiatives tell."""

    parts: list[Part] = field(default_factory=list)
    pauses: list[Paused] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)

    def add(self, other: "Told") -> None:
        """Take in what another sheet tells."""
        self.parts += other.parts
        self.pauses += other.pauses
        self.compared += other.compared


def initiative_columns(table: Table, sheet_name: str) -> dict[str, int] | None:
    """The columns of a table of initiatives by what they are; None when it is no such table.

    It has a unit and a start, and either a column of initiatives or a sheet named for them.
    """
    said = [
        frozenset().union(*(exact_meanings(text) for text in head)) if head else frozenset() for head in table.heads
    ]
    found: dict[str, int] = {}
    for name in NAMED:
        for column, meanings in enumerate(said):
            if f"dimension:{name}" in meanings and column not in found.values():
                found[name] = column
                break
    named = "dimension:initiative" in exact_meanings(sheet_name)
    if "unit" not in found or "start" not in found or not ("initiative" in found or named):
        return None
    for name in MORE:
        words = {comparable(word) for word in reference("initiatives")[name]}
        for column, head in enumerate(table.heads):
            if column not in found.values() and any(comparable(text) in words for text in head):
                found[name] = column
                break
    return found


def read_initiatives(table: Table, columns: dict[str, int], reading: Reading) -> Told:
    """Every row with a unit, an initiative and a start that can be read; the others are reported.

    A row may tell a pause of its unit, and a unit with several has a row for each. A row whose role is to be compared
    with needs a reason and no start.
    """
    told = Told()
    for row in table.body.tolist():
        unit = tidy(_text(reading, row, columns["unit"]))
        initiative = _initiative(reading, row, columns)
        start_kind = reading.sheet.columns[columns["start"]].kind[row]
        compared = plain(_said(reading, row, columns, "role")) in reference("initiatives")["says"]["comparison"]
        nothing = not initiative and start_kind == Kind.EMPTY and not compared
        if not unit or row_kind(unit) in ("note", "example") or nothing:
            continue
        if not initiative:
            _warn(reading, row, columns.get("initiative", columns["unit"]), "INITIATIVE_WITHOUT_NAME", unit)
        elif compared:
            _read_compared(told, unit, initiative, row, columns, reading)
        else:
            _read_part(told, unit, initiative, row, columns, reading)
    return _without_own_units(told, reading)


def _read_part(told: Told, unit: str, initiative: str, row: int, columns: dict[str, int], reading: Reading) -> None:
    sheet = reading.sheet
    start = _day(reading, row, columns["start"], last=False)
    if start is None:
        _warn(reading, row, columns["start"], "INITIATIVE_WITHOUT_START", unit)
        return
    end = _day(reading, row, columns["end"], last=True) if "end" in columns else None
    if end is not None and end < start:
        _warn(reading, row, columns["end"], "INITIATIVE_ENDS_BEFORE", unit)
        return
    if start > date.today():
        reading.findings.add("NOT_HAPPENED_YET", WARNS, sheet.name, cell_at(sheet, row, columns["start"]))
    part = Part(
        unit,
        initiative,
        start.isoformat(),
        end.isoformat() if end else None,
        _said(reading, row, columns, "programme") or None,
        _said(reading, row, columns, "aim") or None,
        sheet.name,
        cell_at(sheet, row, columns["unit"]),
    )
    pause = _pause(unit, initiative, row, columns, reading)
    # A unit that paused more than once stands in several rows with one start: it took part once.
    again = pause is not None and any(_spell(one) == _spell(part) for one in told.parts)
    if not again:
        told.parts.append(part)
    if pause is not None:
        told.pauses.append(pause)


def _spell(one: Part) -> tuple[str, str, str, str | None]:
    return spelling_key(one.unit), spelling_key(one.initiative), one.start, one.end


def _pause(unit: str, initiative: str, row: int, columns: dict[str, int], reading: Reading) -> Paused | None:
    """The pause a row tells; None without one, and where its days cannot be read, which is told."""
    kinds = reading.sheet.columns
    given = [name for name in ("pause_from", "pause_until") if name in columns and kinds[columns[name]].kind[row]]
    if not given:
        return None
    days = {name: _day(reading, row, columns[name], last=name == "pause_until") for name in given}
    first, last = days.get("pause_from"), days.get("pause_until")
    if first is None or None in days.values():
        unread = next((name for name in given if days[name] is None), given[0])
        _warn(reading, row, columns[unread], "PAUSE_DAY", unit)
        return None
    if last is not None and last < first:
        _warn(reading, row, columns["pause_until"], "PAUSE_ENDS_BEFORE", unit)
        return None
    reason = _reason(unit, row, columns, reading)
    return Paused(unit, initiative, first.isoformat(), last.isoformat() if last else None, reason or None)


def _read_compared(told: Told, unit: str, initiative: str, row: int, columns: dict[str, int], reading: Reading) -> None:
    """A unit to compare with; whoever chooses it says why."""
    reason = _reason(unit, row, columns, reading)
    if reason:
        told.compared.append(Compared(unit, initiative, reason))
    elif reason is not None:
        _warn(reading, row, columns["role"], "COMPARISON_WITHOUT_REASON", unit)


def _reason(unit: str, row: int, columns: dict[str, int], reading: Reading) -> str | None:
    """What stands as the reason; None where it describes a person, which is told without repeating it."""
    reason = tidy(_said(reading, row, columns, "reason"))
    if reason and describes(reason) is not None:
        _warn(reading, row, columns["reason"], "REASON_ABOUT_A_PERSON", unit)
        return None
    return reason


def _without_own_units(told: Told, reading: Reading) -> Told:
    """No initiative is compared with units that take part in it."""
    own = {(spelling_key(one.unit), spelling_key(one.initiative)) for one in told.parts}
    for one in told.compared:
        if (spelling_key(one.unit), spelling_key(one.initiative)) in own:
            reading.findings.add("COMPARED_WITH_ITSELF", WARNS, reading.sheet.name, "", True, unit=one.unit)
    kept = [one for one in told.compared if (spelling_key(one.unit), spelling_key(one.initiative)) not in own]
    return Told(told.parts, told.pauses, kept)


def _warn(reading: Reading, row: int, column: int, code: str, unit: str) -> None:
    sheet = reading.sheet
    reading.findings.add(code, WARNS, sheet.name, cell_at(sheet, row, column), True, unit=unit)


def _initiative(reading: Reading, row: int, columns: dict[str, int]) -> str:
    return tidy(_text(reading, row, columns["initiative"]) if "initiative" in columns else reading.sheet.name)


def _said(reading: Reading, row: int, columns: dict[str, int], name: str) -> str:
    return _text(reading, row, columns[name]) if name in columns else ""


def _text(reading: Reading, row: int, column: int) -> str:
    cells = reading.sheet.columns[column]
    return reading.texts[cells.text[row]].strip() if cells.kind[row] == Kind.TEXT else ""


def _day(reading: Reading, row: int, column: int, last: bool) -> date | None:
    """A date cell as it is; a month or a year as its first day, or its last when it is an end."""
    cells = reading.sheet.columns[column]
    if cells.kind[row] == Kind.DATE:
        return EPOCH + timedelta(days=int(cells.number[row]))
    if cells.kind[row] == Kind.NUMBER and 1990 <= cells.number[row] <= 2079:
        return date(int(cells.number[row]), 12 if last else 1, 31 if last else 1)
    if cells.kind[row] != Kind.TEXT:
        return None
    text = reading.texts[cells.text[row]].strip()
    for pattern in ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    piece = period_of(text)
    if piece is None or not piece.whole():
        return None
    if not last:
        return piece.start()
    months = {"month": 1, "quarter": 3, "tertial": 4, "half_year": 6}.get(piece.covers(), 12)
    start = piece.start()
    end = start.year * 12 + start.month - 1 + months
    return date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
