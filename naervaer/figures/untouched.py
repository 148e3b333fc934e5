"""The figures with every unit's first start in any initiative: what has not started has had none."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from naervaer import store
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.analysis.panel import Panel
from naervaer.analysis.study import NEVER, Study, study, without
from naervaer.figures import panels
from naervaer.model import Granularity


SHORT_ENOUGH = (Granularity.MONTH, Granularity.QUARTER)  # the lengths the estimators are made for (METHODS 1)


def figures_of(municipality: str, *, limit: float = FEWEST_EMPLOYEES) -> tuple[Panel, Study] | None:
    """The panel and its days since the last break, in the shortest periods that have days; None where none have.

    limit: as for figures.panel; the days are the same whatever is hidden.
    """
    return _figures(municipality, limit, store.version())


@lru_cache(maxsize=panels.KEPT)
def _figures(municipality: str, limit: float, version: int) -> tuple[Panel, Study] | None:
    taking_part = store.read("participations", municipality=municipality)
    first = pd.to_datetime(taking_part.groupby("unit_id")["start_date"].min())
    for granularity in panels.lengths(municipality):
        panel = panels.panel(municipality, granularity, limit=limit)
        begun = replace(panel, start=first.reindex(panel.unit_id).to_numpy().astype("datetime64[M]"))
        days = without(study(begun), _before_a_break(begun))
        if granularity in SHORT_ENOUGH and days.observed.any():
            return begun, days
    return None


def _before_a_break(panel: Panel) -> np.ndarray:
    """(U, T) unit-periods that cannot be compared with the newest ones."""
    cells = np.zeros(panel.rate.shape, bool)
    for area, since in panel.breaks:
        cells |= (panel.period < since) & ((area is None) | (panel.area == area))[:, None]
    return cells


def free(panel: Panel, days: Study) -> np.ndarray:
    """(U,) units in no initiative, with figures in the last year, that may be shown: those one can plan for."""
    return still_there(days) & (panel.hidden == "")


def still_there(days: Study) -> np.ndarray:
    """(U,) units in no initiative, with figures in the last year: those one can compare with."""
    return np.asarray((days.start == NEVER) & days.observed[:, -days.per_year :].any(1))
