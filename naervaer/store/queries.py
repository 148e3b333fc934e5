"""The loader: every question put to the store is a file in queries/, and its header says what it asks and answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb


FOLDER = Path(__file__).parents[2] / "queries"


@dataclass(frozen=True)
class Header:
    """What a query's first comment lines say of it. A test holds them against what DuckDB reports.

    given are the tables that the caller registers on the cursor before the query runs.
    """

    purpose: str
    grain: str
    parameters: frozenset[str]
    given: tuple[str, ...]
    columns: tuple[str, ...]


@cache
def sql(name: str) -> str:
    """The text of queries/<name>.sql."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def header(name: str) -> Header:
    """The header of queries/<name>.sql."""
    comment = re.match(r"(?:--.*\n)+", sql(name))
    lines = [line.removeprefix("--").strip() for line in comment[0].splitlines()] if comment else []
    blank = lines.index("") if "" in lines else len(lines)
    parts = _parts(lines[blank + 1 :])
    return Header(
        purpose=" ".join(lines[:blank]),
        grain=parts.get("Grain", ""),
        parameters=frozenset(re.findall(r"\$(\w+)", parts.get("Parameters", ""))),
        given=_listed(parts.get("Given", "")),
        columns=_listed(parts.get("Columns", "")),
    )


def _parts(lines: list[str]) -> Mapping[str, str]:
    parts: dict[str, str] = {}
    label = ""
    for line in lines:
        labelled = re.match(r"([A-Z]\w+):\s*(.*)", line)
        label, text = labelled.groups() if labelled else (label, line)
        parts[label] = f"{parts.get(label, '')} {text}".strip()
    return parts


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def run(cursor: duckdb.DuckDBPyConnection, name: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
    """The rows of a query inside a write. What changes rows without returning any answers with their count."""
    return cursor.execute(sql(name), parameters).fetchall()
