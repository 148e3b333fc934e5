"""A deck as text that can be kept and read back whole, so that what was shown once can be shown again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from typing import Any

from naervaer.charts.table import Column, Kind, Table
from naervaer.model import Language
from naervaer.reports.outline import Deck, Graph, Role, Series, Shape, Slide, State, Text


CODE = 8  # characters: a municipality has some hundred decks, so that two never share one


def coded(deck: Deck) -> Deck:
    """The deck with the code that its content gives: the same figures and sentences have the same one."""
    return replace(deck, code=sha256(to_json(replace(deck, code="")).encode()).hexdigest()[:CODE])


def to_json(deck: Deck) -> str:
    """All of a deck as JSON."""
    return json.dumps(asdict(deck), ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if hasattr(value, "item"):  # a number of numpy's
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in a deck")


def from_json(text: str) -> Deck:
    """The deck that to_json wrote."""
    deck = json.loads(text)
    return Deck(
        **{
            **deck,
            "language": Language(deck["language"]),
            "slides": tuple(_slide(one) for one in deck["slides"]),
            "state": State(**{**deck["state"], "uploads": tuple(deck["state"]["uploads"])}),
            "masked": tuple(deck["masked"]),
            "missing": tuple(deck["missing"]),
            "sources": tuple(_table(one) for one in deck["sources"]),
        }
    )


def _slide(one: Mapping[str, Any]) -> Slide:
    return Slide(
        key=one["key"],
        title=Text(**one["title"]),
        texts=tuple(Text(**text) for text in one["texts"]),
        graphs=tuple(_graph(graph) for graph in one["graphs"]),
        table=None if one["table"] is None else _table(one["table"]),
        label=one["label"],
        notes=tuple(one["notes"]),
    )


def _graph(graph: Mapping[str, Any]) -> Graph:
    return Graph(
        Shape(graph["shape"]),
        Kind(graph["kind"]),
        tuple(graph["categories"]),
        tuple(_series(series) for series in graph["series"]),
        graph["alt"],
        _table(graph["table"]),
        tuple(date.fromisoformat(one["day"]) for one in graph.get("days", ())),  # decks kept before it had any
        graph.get("from_zero", True),
    )


def _series(series: Mapping[str, Any]) -> Series:
    return Series(
        series["name"],
        Role(series["role"]),
        tuple(series["values"]),
        tuple(series["low"]),
        tuple(series["high"]),
        tuple(Role(role) for role in series["roles"]),
    )


def _table(table: Mapping[str, Any]) -> Table:
    columns = tuple(Column(column["heading"], Kind(column["kind"])) for column in table["columns"])
    rows = tuple(
        tuple(date.fromisoformat(value["day"]) if isinstance(value, dict) else value for value in row)
        for row in table["rows"]
    )
    return Table(table["caption"], columns, rows)
