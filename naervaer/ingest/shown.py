"""An Import as the JSON of the command line, and the words of a question's answers."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from naervaer import i18n
from naervaer.model import MEASURES, Finding, Import, Language, cell_name


if TYPE_CHECKING:
    import pandas as pd


def to_json(imported: Import, language: Language) -> dict[str, Any]:
    """The whole answer of `naervaer read --json`; absent values are null, and a hidden cell is never 0."""
    return {
        "outcome": str(imported.outcome),
        "records": _records(imported.rows),
        "initiatives": [
            {
                "unit": part.unit,
                "initiative": part.initiative,
                "start": part.start.isoformat(),
                "end": part.end and part.end.isoformat(),
            }
            for part in imported.participations
        ],
        "pauses": [
            {
                **asdict(one),
                "from_date": one.from_date.isoformat(),
                "until_date": one.until_date and one.until_date.isoformat(),
            }
            for one in imported.pauses
        ],
        "compared_with": [asdict(one) for one in imported.compared_with],
        "lines": [] if imported.lines is None else _lines(imported.lines),
        "findings": [_finding(found, language) for found in imported.findings],
        "understood": {**_flat(imported.understood), **imported.understood},
    }


def choices(found: Finding, language: Language) -> list[tuple[str, str]]:
    """The answers of a finding that asks, each with the words to show."""
    labels: Mapping[str, Any] = found.values.get("labels", {})
    return [
        (option, i18n.of_a_cell(language, labels.get(option)) or i18n.t(language, f"answer.{option}"))
        for option in found.values.get("options", [])
    ]


def _finding(found: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": str(found.severity),
        "sheet": found.sheet,
        "cell": found.cell,
        "values": dict(found.values),
        "message": i18n.finding(language, found),
    }


def _flat(understood: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the first sheet by name, and every row that was skipped."""
    sheets = understood.get("sheets", [])
    columns = sheets[0]["columns"] if sheets else {}
    skipped = [f"{sheet['sheet']}!{row['cell']}" for sheet in sheets for row in sheet["skipped"]]
    return {name: about["column"] for name, about in columns.items()} | {"skipped_totals": skipped}


def _records(rows: "pd.DataFrame") -> list[dict[str, Any]]:
    """One record for each unit and period; the parts of the absence stand inside it."""
    records = []
    parts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows[rows["part"] != "total"].to_dict("records"):
        key = (row["unit"], row["period_start"], row["granularity"])
        parts.setdefault(key, {})[row["part"]] = {
            name: _number(row[name]) for name in MEASURES if not np.isnan(row[name])
        }
    for row in rows[rows["part"] == "total"].to_dict("records"):
        key = (row["unit"], row["period_start"], row["granularity"])
        records.append(_record(row, parts.pop(key, {})))
    for (unit, start, granularity), own in parts.items():
        bare = {"unit": unit, "period_start": start, "granularity": granularity}
        records.append(_record(bare, own))
    return records


def _record(row: Mapping[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit": row["unit"],
        "unit_code": row.get("unit_code"),
        "service_area": row.get("service_area"),
        "period_start": row["period_start"].date().isoformat(),
        "granularity": row["granularity"],
        **{measure: _number(row.get(measure, np.nan)) for measure in MEASURES},
        "parts": parts,
        "cells": {
            measure: f"{row['sheet']}!{cell_name(row[f'{measure}_at'])}"
            for measure in MEASURES
            if row.get(f"{measure}_at", -1) >= 0
        },
    }


def _lines(rows: "pd.DataFrame") -> list[dict[str, Any]]:
    """The lines to compare with, one record for each period and part."""
    return [
        {
            **{name: row[name] for name in ("name", "reach", "granularity", "part")},
            "period_start": row["period_start"].date().isoformat(),
            **{measure: _number(row[measure]) for measure in ("rate_pct", "lost_days", "possible_days")},
            "cells": {
                measure: f"{row['sheet']}!{cell_name(row[f'{measure}_at'])}"
                for measure in ("rate_pct", "lost_days", "possible_days")
                if row[f"{measure}_at"] >= 0
            },
        }
        for row in rows.to_dict("records")
    ]


def _number(value: float) -> float | int | None:
    if np.isnan(value):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else round(float(value), 9)
