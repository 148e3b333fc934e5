"""When initiatives started in a unit, an area or the municipality."""

import pandas as pd

from naervaer import store


def starts(municipality: str, *, area: str | None, unit: int | None) -> pd.DataFrame:
    """When initiatives first started in the chosen area or unit: initiative, start (datetime)."""
    taking_part = store.read("participations", municipality=municipality)
    if area is not None:
        taking_part = taking_part[taking_part["area"] == area]
    if unit is not None:
        taking_part = taking_part[taking_part["unit_id"] == unit]
    first = taking_part.groupby("initiative", sort=False)["start_date"].min()
    return first.rename("start").reset_index().sort_values("start")
