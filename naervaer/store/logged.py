"""Plain values as the text that logs keep."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def as_json(value: Any) -> str:
    """Plain values as JSON text; days are written as ISO dates."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "item"):  # a number of numpy's
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in a finding")
