"""Rows, columns and sheets someone has hidden: asked about, and left out until a person says otherwise."""

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.columns import Role
from naervaer.ingest.facts import Block, Reading
from naervaer.ingest.notes import TELLS, Findings, cell_at
from naervaer.ingest.tables import Looks


ANSWERS = {"include": "", "leave_out": ""}


def without_hidden_rows(body: NDArray[np.int64], look: NDArray[np.uint8], reading: Reading) -> NDArray[np.int64]:
    """The rows of a table's body that count: the hidden ones with numbers only when a person has said so."""
    sheet = reading.sheet
    if not sheet.hidden_rows:
        return body
    hidden = np.isin(sheet.rows[body], list(sheet.hidden_rows))
    valued = hidden & (look[:, body] == Looks.VALUE).any(axis=0)
    if not valued.any():
        return body
    first = int(body[np.flatnonzero(valued)[0]])
    question = f"HIDDEN_ROWS:{sheet.name}"
    answer = reading.findings.ask(
        "HIDDEN_ROWS", question, ANSWERS, sheet.name, cell_at(sheet, first, 0), n=int(valued.sum())
    )
    return body if answer == "include" else body[~hidden]


def without_hidden_columns(found: list[Role], reading: Reading) -> list[Role]:
    """The roles with hidden columns of numbers left out, unless a person has said otherwise."""
    sheet = reading.sheet
    hidden = [at for at, role in enumerate(found) if role.what == "measure" and sheet.at[at] in sheet.hidden_columns]
    if not hidden:
        return found
    letters = ", ".join(cell_at(sheet, 0, at).rstrip("0123456789") for at in hidden)
    question = f"HIDDEN_COLUMN:{sheet.name}"
    answer = reading.findings.ask(
        "HIDDEN_COLUMN", question, ANSWERS, sheet.name, cell_at(sheet, 0, hidden[0]), column=letters
    )
    if answer == "include":
        return found
    return [Role("left_out", why="hidden") if at in hidden else role for at, role in enumerate(found)]


def without_hidden_sheet(mine: list[Block], others: list[Block], name: str, findings: Findings) -> list[Block]:
    """A hidden sheet's numbers: none when they also stand in sight or nobody has answered, all when a person wants
    them.
    """
    seen = {(int(unit), int(period)) for block in others for unit, period in zip(block.unit, block.period, strict=True)}
    own = {(int(unit), int(period)) for block in mine for unit, period in zip(block.unit, block.period, strict=True)}
    if own <= seen:
        findings.add("SUMMARY_SHEET", TELLS, name)
        return []
    return mine if findings.ask("HIDDEN_SHEET", f"HIDDEN_SHEET:{name}", ANSWERS, name) == "include" else []
