"""Text files of values between separators: .csv, .txt, and what calls itself .xls and is the same."""

import csv
import io
import sys
from collections.abc import Callable

from naervaer.ingest.kinds import MOST_COLUMNS, RefusedError
from naervaer.ingest.workbook import Texts, Workbook, sheet_of_rows


SEPARATORS = (";", "\t", ",", "|")
# The letters of these languages that a wrong choice of encoding breaks.
_LETTERS = "æøåÆØÅäöÄÖéÉ"


def read_delimited(content: bytes, filename: str, progress: Callable[[float], None]) -> Workbook:
    """The file as a workbook of one sheet, named for the file; raises RefusedError when it is not a table."""
    text, notes = _without_notes(decoded(content))
    separator = _separator(text)
    csv.field_size_limit(min(sys.maxsize, 1_000_000))
    texts = Texts()
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise RefusedError("NOT_A_SPREADSHEET") from error
    width = max(map(len, rows), default=0)
    if width > MOST_COLUMNS:
        raise RefusedError("TOO_LARGE")
    if width < 2 or sum(len(row) > 1 for row in rows) < 2:
        raise RefusedError("NO_TABLE")
    progress(0.5)
    stem = filename.rsplit(".", 1)[0]
    return Workbook("text", [sheet_of_rows(stem, rows, texts)], texts.list, notes=[(stem, note) for note in notes])


def _without_notes(text: str) -> tuple[str, list[str]]:
    """The text with the lines of comment above its table emptied, so that cells keep their place; and those lines."""
    lines = text.splitlines(keepends=True)
    above = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    notes = [line.lstrip("# ").rstrip() for line in lines[:above] if line.strip()]
    return "\n" * above + "".join(lines[above:]), notes


def decoded(content: bytes) -> str:
    """The text: UTF-8 or UTF-16 by their marks, UTF-8 when it is valid, else Windows or DOS letters of the North."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if content[:200][1::2].count(0) > 60:
        return content.decode("utf-16-le", errors="replace")
    if content[:200][::2].count(0) > 60:
        return content.decode("utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    candidates = {}
    for encoding in ("cp1252", "cp865", "mac-roman"):
        text = content.decode(encoding, errors="replace")
        candidates[sum(letter in _LETTERS for letter in text) - 10 * text.count("\ufffd")] = text
    windows = content.decode("cp1252", errors="replace")
    best = max(candidates)
    ours = sum(letter in _LETTERS for letter in windows)
    return windows if ours >= 0.8 * best else candidates[best]


def _separator(text: str) -> str:
    """The separator most lines have, and have equally often."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[-1]
    scores = {}
    for separator in SEPARATORS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=separator)]
        usual = max(set(counts), key=counts.count) if counts else 0
        alike = sum(count == usual for count in counts if usual)
        scores[separator] = (alike, usual)
    return max(
        SEPARATORS,
        key=lambda separator: (scores[separator][0] > 0.5 * len(lines), scores[separator][0], scores[separator][1]),
    )
