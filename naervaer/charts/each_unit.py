"""Each unit's own change, drawn towards what all share by as much as it is chance: in order of names, no rank."""

from collections.abc import Mapping, Sequence
from math import exp
from typing import Any

import pandas as pd

from naervaer.charts.table import Column, Kind, Table, table
from naervaer.i18n import t
from naervaer.model import Language


def each_unit(units: Sequence[Mapping[str, Any]], language: Language) -> Table | None:
    """A row per unit by area and name; None where chance in single units is not known.

    units: `units` of the analysis with area: unit, area, shrunk_log_ratio, flag. The change is percent of what was
    expected (METHODS 2.j).
    """
    if not units or any(unit["shrunk_log_ratio"] is None for unit in units):
        return None
    rows = [
        (unit["unit"], unit["area"] or None, 100 * (exp(unit["shrunk_log_ratio"]) - 1), _word(unit, language))
        for unit in sorted(units, key=lambda unit: (unit["area"], unit["unit"]))
    ]
    columns = [
        Column(t(language, "chart.unit")),
        Column(t(language, "field.service_area")),
        Column(t(language, "each_unit.change"), Kind.POINTS),
        Column(t(language, "each_unit.judged")),
    ]
    return table(t(language, "each_unit.caption"), columns, pd.DataFrame(rows))


def all_alike(units: Sequence[Mapping[str, Any]]) -> bool:
    """The units differ by no more than chance, so all of them have the same estimate."""
    return len({round(unit["shrunk_log_ratio"], 6) for unit in units}) == 1 < len(units)


def _word(unit: Mapping[str, Any], language: Language) -> str:
    if not unit["flag"]:
        return t(language, "each_unit.chance")
    return t(language, "each_unit.lower" if unit["log_ratio"] < 0 else "each_unit.higher")
