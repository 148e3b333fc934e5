"""Whom started units are compared with: not-started units of their own sort where there are enough, else all."""

import numpy as np

from naervaer.analysis.observed_expected import MonthFit, fit_months
from naervaer.analysis.study import Study


ENOUGH = 10  # not-started units in every month of the window (METHODS 2.c)

Fits = list[tuple[MonthFit, np.ndarray]]


def fits(study: Study, after: np.ndarray) -> Fits:
    """Month factors, each with the (U,) units they are the comparison of; empty when nothing can be fitted.

    after: (U, T) the cells to be judged, which say in which months a sort of unit must have ENOUGH not-started ones.
    """
    alone = own_kinds(study, after)
    together = ~np.isin(study.kind, alone)
    found = [(_fit(study, kind), np.asarray(study.kind == kind)) for kind in alone]
    if (after & together[:, None]).any():
        found.append((_fit(study, None), together))
    return [(fit, units) for fit, units in found if fit is not None]


def _fit(study: Study, kind: str | None) -> MonthFit | None:
    if kind not in study.memory:
        units = np.ones(len(study.kind), bool) if kind is None else study.kind == kind
        study.memory[kind] = fit_months(study.lost, np.where(study.not_started & units[:, None], study.possible, 0.0))
    found: MonthFit | None = study.memory[kind]
    return found


def own_kinds(study: Study, after: np.ndarray) -> list[str]:
    """The sorts of unit that are compared with their own sort only."""
    kinds = sorted(set(study.kind[after.any(1)]))
    if len(set(study.kind)) < 2:
        return []
    return [kind for kind in kinds if fewest(study, after & (study.kind == kind)[:, None], kind) >= ENOUGH]


def fewest(study: Study, after: np.ndarray, kind: str | None = None) -> int:
    """The fewest not-started units (of one kind) that report in any month of the cells `after`; 0 without any cell."""
    reporting = study.not_started if kind is None else study.not_started & (study.kind == kind)[:, None]
    months = after.any(0)
    return int(reporting[:, months].sum(0).min(initial=len(study.start))) if months.any() else 0
