"""What a person says a column is, when it was taken for something else."""

from naervaer.ingest.columns import TIME, Measure, Role, period_in
from naervaer.ingest.notes import Findings, cell_at
from naervaer.ingest.tables import Table
from naervaer.ingest.workbook import Sheet
from naervaer.model import MEASURES


# What a column may be read as instead; the words are "read_as.<name>".
READ_AS = ("unit", "area", "code", "period", *MEASURES, "not_read")
# A table has one of each, so the column that was taken for it gives way.
ONLY_ONE = ("unit", "area", "code", "period")


def question(sheet: str, column: str) -> str:
    """The question a correction answers: what this column of this sheet is to be read as."""
    return f"COLUMN_READ_AS:{sheet}!{column}"


def corrected(found: list[Role], table: Table, sheet: Sheet, findings: Findings) -> list[Role]:
    """The roles with what a person has said of single columns put in their place."""
    told: dict[int, str] = {}
    for at in range(len(found)):
        asked = question(sheet.name, cell_at(sheet, 0, at).rstrip("0123456789"))
        if asked in findings.answers:
            options = dict.fromkeys(READ_AS, "")
            heading = " ".join(table.heads[at])
            column = asked.rpartition("!")[2]
            answer = findings.ask("COLUMN_READ_AS", asked, options, sheet.name, column=column, heading=heading)
            if answer:
                told[at] = answer
    taken = {answer for answer in told.values() if answer in ONLY_ONE}
    return [
        _role(told[at], role, table.heads[at]) if at in told else _giving_way(role, taken)
        for at, role in enumerate(found)
    ]


def _role(answer: str, before: Role, head: tuple[str, ...]) -> Role:
    if answer == "not_read":
        return Role("left_out", why="told")
    if answer not in MEASURES:
        return Role(answer)
    part = before.measure.part if before.measure and answer in ("lost_days", "rate_pct") else "total"
    piece = before.piece if before.measure else period_in(head)
    return Role("measure", Measure(answer, part, "sick"), piece, before.unit)


def _giving_way(role: Role, taken: set[str]) -> Role:
    what = "period" if role.what in TIME else role.what
    return Role("left_out", why="told") if what in taken else role
