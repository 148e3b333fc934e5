"""Who takes part, where that needs saying, and who could be compared with."""

from functools import lru_cache

import pandas as pd

from naervaer import store
from naervaer.analysis.similar_units import COLUMNS, similar_units
from naervaer.figures import panels
from naervaer.figures.implementation import implementation


KEPT = 64  # tables of some hundred units


def proposed_units(municipality: str, initiative: int) -> pd.DataFrame:
    """Units that one could compare with, the most alike first (similar_units); empty without figures."""
    lengths = panels.lengths(municipality)
    if not lengths:
        return pd.DataFrame(columns=COLUMNS)
    return _proposed(municipality, initiative, store.version())


@lru_cache(maxsize=KEPT)
def _proposed(municipality: str, initiative: int, _: int) -> pd.DataFrame:
    panel = panels.panel(municipality, panels.lengths(municipality)[0], initiative)
    return similar_units(panel)


def starts_outside(municipality: str, initiative: int) -> pd.DataFrame:
    """Units whose start lies before the first figures or after the last: unit, start_date."""
    lengths = panels.lengths(municipality)
    found = implementation(municipality, initiative)
    if not lengths:
        return found.units.head(0)
    panel = panels.panel(municipality, lengths[0])
    first, last = panel.period[0], panel.period[-1] + panel.step - 1
    months = found.units["start_date"].to_numpy().astype("datetime64[M]")
    return found.units[(months <= first) | (months > last)]


def overlapping(municipality: str, initiative: int) -> pd.DataFrame:
    """Units that are in another initiative at the same time: unit, initiative (the other one)."""
    rows = store.read("participations", municipality=municipality)
    own, others = rows[rows["initiative_id"] == initiative], rows[rows["initiative_id"] != initiative]
    both = own.merge(others, on="unit_id", suffixes=("", "_other"))
    forever = pd.Timestamp.max.normalize()
    together = (both["start_date"] <= both["end_date_other"].fillna(forever)) & (
        both["start_date_other"] <= both["end_date"].fillna(forever)
    )
    found = both[together][["unit", "initiative_other"]].drop_duplicates()
    return found.rename(columns={"initiative_other": "initiative"}).reset_index(drop=True)
