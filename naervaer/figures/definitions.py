"""What the numbers are: what most of them are, and where others are something else."""

from typing import Any

import pandas as pd

from naervaer import store
from naervaer.i18n import t
from naervaer.model import Granularity, Language


NAMES = ("certified", "short_until_day", "holiday_in_possible_days")


def main(found: pd.DataFrame) -> dict[str, Any]:
    """What most of the numbers are, property by property, as query panel chooses it; found: of query definitions."""
    most = {}
    for name in NAMES:
        rows = found[found[name].notna()].groupby(name)["n_rows"].sum()
        if not rows.empty:
            most[name] = rows.idxmax()  # the first of equals, in the order of the names, as in the query
    return most


def own(municipality: str, granularity: Granularity) -> dict[str, Any]:
    """What the municipality's own numbers are; what nobody has said is not among it."""
    return main(store.read("definitions", municipality=municipality, granularity=granularity, part="total"))


def differs(one: Any, other: Any) -> bool:
    """Whether two values of a property are known and not the same."""
    return not (pd.isna(one) or pd.isna(other)) and bool(one != other)


def word(name: str, value: Any, language: Language) -> str:
    """A property's value in the reader's language."""
    written = {False: "no", True: "yes"}[bool(value)] if name == "holiday_in_possible_days" else str(value)
    return t(language, f"definition.{name}_{written}")
