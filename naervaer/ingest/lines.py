"""Lines to compare with ("Hele landet", "Norge", "Alle næringer"): no units, but read and kept beside them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from naervaer.ingest.columns import Measure, Role, measure_of, period_in
from naervaer.ingest.facts import GRANULARITIES, Block, Reading, first_day, read_table
from naervaer.ingest.merging import Merged, merged, together
from naervaer.ingest.notes import TELLS, Findings, cell_at
from naervaer.ingest.parts import with_totals
from naervaer.ingest.periods import taken_from
from naervaer.ingest.rows import Rows
from naervaer.ingest.tables import Table
from naervaer.ingest.units import UnitNames
from naervaer.ingest.validation import checked, no_period
from naervaer.ingest.words import comparable, reference, row_kind
from naervaer.model import cell_name


# Rows of units read along with the lines, so that "0,083" is read in both as it is in the whole table.
GUIDES = 500
# A column of one line repeats its number beside every unit; so many rows are enough to see that it does.
MOST_REPEATED = 5_000
MEASURES_OF_A_LINE = ("lost_days", "possible_days", "rate_pct")


@dataclass
class Lines:
    """The blocks of lines met in a file; their names have a list of their own, so that none becomes a unit."""

    names: UnitNames
    blocks: list[Block]

    @classmethod
    def none(cls) -> "Lines":
        """No lines yet."""
        return cls(UnitNames(), [])


def read_lines(table: Table, roles: list[Role], rows: Rows, reading: Reading, lines: Lines) -> None:
    """Read the rows and columns of a table that were set aside as comparisons, and say that they are kept.

    Whatever else there is to say of them has been said of the table, or is about no unit.
    """
    quiet = replace(reading, names=lines.names, findings=_heard(rows, reading))
    before = len(lines.blocks)
    own = np.array([row for row, kind in rows.skipped if kind == "comparison"], np.int64)
    if len(own):
        kept = np.concatenate([own, rows.kept[:GUIDES]])
        with_guides = Rows(kept, rows.label, np.full(len(kept), -1, np.int32))
        for block in read_table(table, list(roles), with_guides, quiet):
            is_line = np.array([_is_line(lines.names.list[unit]) for unit in block.unit], bool)
            lines.blocks.append(block.only(is_line))
    for at, role in enumerate(roles):
        if role.what == "left_out" and role.why == "comparison":
            found = _column(table, roles, rows, quiet, at)
            lines.blocks += found
            if not found:
                head = table.header[-1] if table.header else int(table.body[0])
                heading = " ".join(table.heads[at])[:60]
                place = cell_at(reading.sheet, head, at)
                reading.findings.add("COMPARISON_COLUMN", TELLS, reading.sheet.name, place, heading=heading)
    _say(lines, lines.blocks[before:], reading.findings)


def _heard(rows: Rows, reading: Reading) -> Findings:
    """Where the findings go: nowhere, but for a table of lines alone, of which nothing has been said yet."""
    return Findings(reading.findings.answers) if len(rows.kept) else reading.findings


def _is_line(name: str) -> bool:
    return row_kind(name.rpartition(" / ")[2]) == "comparison"


def _column(table: Table, roles: list[Role], rows: Rows, reading: Reading, at: int) -> list[Block]:
    """A column of a line, where it repeats one number for each period; else it is about the units of the rows."""
    head = " ".join(table.heads[at])
    own = [role.measure for role in roles if role.what == "measure" and role.measure is not None]
    usual = next((measure.name for measure in own if measure.name in ("rate_pct", "attendance_pct", "lost_days")), "")
    said = next((found for text in table.heads[at] if (found := measure_of(text)) is not None), None)
    name = said.name if said is not None and said.name != "undecided" else usual
    if not name:
        return []
    measure = Measure(name, said.part if said is not None else "total", "sick")
    alone = [replace(role, what="left_out") if role.what == "measure" else role for role in roles]
    alone[at] = Role("measure", measure, period_in(table.heads[at]), unit=_bare(head))
    kept = rows.kept[:MOST_REPEATED]
    blocks = read_table(table, alone, Rows(kept, rows.label, np.full(len(kept), -1, np.int32)), reading)
    return [block for block in blocks if _repeats(block)]


def _bare(head: str) -> str:
    """ "Landet 2020" is Landet: the heading as it is written, without its period."""
    rest = taken_from(head)[1]
    return head if comparable(head) == rest or not rest else rest[:1].upper() + rest[1:]


def _repeats(block: Block) -> bool:
    """Whether each period has one number only."""
    for values in block.value.values():
        known = np.isfinite(values)
        pairs = {
            (int(period), round(float(value), 6))
            for period, value in zip(block.period[known], values[known], strict=True)
        }
        if len(pairs) > len({period for period, _ in pairs}):
            return False
    return True


def _say(lines: Lines, blocks: list[Block], findings: Findings) -> None:
    told: dict[int, tuple[Block, int]] = {}
    for block in blocks:
        for unit in np.unique(block.unit).tolist():
            first, n = told.get(unit, (block, 0))
            told[unit] = first, n + len(np.unique(block.period[block.unit == unit]))
    for unit, (block, n) in told.items():
        places = [at[block.unit == unit] for at in block.at.values()]
        cells = [int(at[at >= 0].min()) for at in places if (at >= 0).any()]
        cell = cell_name(min(cells)) if cells else ""
        findings.add("COMPARISON_LINE", TELLS, block.sheet, cell, text=lines.names.list[unit], n=n)


def gathered(lines: Lines) -> dict[str, list[Any]]:
    """All lines of a file as columns (model.LINE_COLUMNS), each number once; empty where there are none.

    A period given twice with different numbers is no line's: nobody could say which is right.
    """
    if not lines.blocks:
        return {}
    quiet = Findings()
    rows = merged(no_period(together(lines.blocks), quiet), lines.names, quiet)
    if not len(rows.unit):
        return {}
    rows = checked(with_totals(rows, quiet), lines.names, quiet, date.today())
    return _columns(rows, lines.names)


def _columns(rows: Merged, names: UnitNames) -> dict[str, list[Any]]:
    called = [names.list[unit] for unit in rows.unit]
    found: dict[str, list[Any]] = {
        "name": called,
        "reach": [_reach(name) for name in called],
        "period_start": [first_day(period) for period in rows.period],
        "granularity": [str(GRANULARITIES[code]) for code in rows.period % 8],
        "part": [rows.words[code] for code in rows.part],
        "sheet": [rows.words[code] for code in rows.sheet],
    }
    for measure in MEASURES_OF_A_LINE:
        found[measure] = [None if np.isnan(value) else float(value) for value in rows.value[measure]]
        found[f"{measure}_at"] = rows.at[measure].tolist()
    return found


def described(lines: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Each line with how many numbers it has and from when to when, for a person to look at."""
    places: dict[str, list[int]] = {}
    for at, name in enumerate(lines.get("name", [])):
        places.setdefault(name, []).append(at)
    starts = lines.get("period_start", [])
    return [
        {
            "name": name,
            "reach": lines["reach"][own[0]],
            "sheet": lines["sheet"][own[0]],
            "n": len(own),
            "first_period": min(starts[at] for at in own),
            "last_period": max(starts[at] for at in own),
            "granularities": [lines["granularity"][edge(own, key=starts.__getitem__)] for edge in (min, max)],
        }
        for name, own in places.items()
    ]


def _reach(name: str) -> str:
    """How far a line reaches, by the words of its name."""
    said = f" {comparable(name)} "
    for reach, words in reference("rows")["reach"].items():
        if any(f" {word}" in said for word in words):
            return str(reach)
    return "comparable"
