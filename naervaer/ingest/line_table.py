"""A small table of lines that others have published: periods and percentages, pasted or from a file.

Periods stand in the first column with a line in each of the others, or in the first row with a line in each of the rows
below. Whatever cannot be read is told with its place; nothing is guessed.
"""

from collections.abc import Sequence
from datetime import date

from naervaer.ingest.periods import Piece, period_of
from naervaer.ingest.values import Is, value_of
from naervaer.model import Finding, Granularity, Severity, cell_name, cell_number


HEADED_WITHIN = 10  # rows above the table: titles and notes
NOTHING = (Is.HIDDEN, Is.DASH)

# A line's numbers in time: what one period is, its first day, and the percent.
Rates = list[tuple[Granularity, date, float]]


def read_line_table(rows: Sequence[Sequence[str]]) -> tuple[dict[str, Rates], list[Finding]]:
    """The lines by their headings ("" where there is none), and what was not read."""
    down = next((at for at, row in enumerate(rows) if row and _period(row[0])), None)
    across = next(
        (at for at, row in enumerate(rows[:HEADED_WITHIN]) if sum(1 for cell in row if _period(cell)) > 1), None
    )
    findings: list[Finding] = []
    lines: dict[str, Rates] = {}
    if across is not None and (down is None or down <= across):
        periods: dict[int, Piece] = {}
        title = ""
        for place, row in enumerate(rows[across:], start=across):
            heads = {at: piece for at, cell in enumerate(row) if (piece := _period(cell))}
            if len(heads) > 1:  # the table's head, or that of another part of it below
                periods, title = heads, row[0] if 0 not in heads else ""
                continue
            cells = [(piece, place, at, row[at]) for at, piece in periods.items() if at < len(row)]
            if any(text.strip() for *_, text in cells):
                lines[_heading(row[0] if 0 not in periods else "", title, lines)] = _rates(cells, findings)
    elif down is not None:
        above = rows[down - 1] if down else []
        body = [(place, row) for place, row in enumerate(rows) if place >= down and any(cell.strip() for cell in row)]
        known = {place: _known(row[0], place, findings) for place, row in body}
        for at in range(1, max(len(row) for _, row in body)):
            cells = [(piece, place, at, row[at]) for place, row in body if (piece := known[place]) and at < len(row)]
            if any(text.strip() for *_, text in cells):
                lines[_heading(above[at] if at < len(above) else "", "", lines)] = _rates(cells, findings)
    lines = {name: rates for name, rates in lines.items() if rates}
    return (lines, findings) if lines else ({}, [*findings, Finding("LINE_WITHOUT_PERIODS", Severity.REFUSES)])


def _period(text: str) -> Piece | None:
    piece = period_of(text.strip()) if text.strip() else None
    return piece if piece is not None and piece.whole() and piece.covers() is not Granularity.YEAR_TO_DATE else None


def _known(text: str, place: int, findings: list[Finding]) -> Piece | None:
    piece = _period(text)
    if piece is None:
        findings.append(Finding("LINE_PERIOD", Severity.WARNS, cell=cell_name(cell_number(place, 0)), drops_row=True))
    return piece


def _heading(text: str, title: str, taken: dict[str, Rates]) -> str:
    """The heading; one that stands twice is told apart by the title of its part of the table, or its number."""
    name = text.strip()
    if name not in taken:
        return name
    return f"{name} ({title.strip() or len(taken) + 1})"


def _rates(cells: Sequence[tuple[Piece, int, int, str]], findings: list[Finding]) -> Rates:
    rates: Rates = []
    for piece, row, column, text in cells:
        value = value_of(text)
        if not text.strip() or value.what in NOTHING:
            continue
        if value.what not in (Is.NUMBER, Is.TWO_READINGS) or not 0 <= value.number <= 100:
            place = cell_name(cell_number(row, column))
            findings.append(Finding("LINE_NUMBER", Severity.WARNS, cell=place, values={"text": text.strip()[:20]}))
            continue
        rates.append((piece.covers(), piece.start(), value.number))
    return sorted(rates)
