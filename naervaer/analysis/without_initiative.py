"""What happens from one year to the next where nothing was started: the yardstick of chance and of season."""

import numpy as np

from naervaer.analysis.count import Count, count
from naervaer.analysis.pooled_change import sides
from naervaer.analysis.study import Study


def year_pairs(study: Study) -> list[int]:
    """Index of the first period of every year that has a whole year after it, the newest first; years end where the
    figures end.
    """
    year = study.per_year
    return list(range(study.lost.shape[1] - 2 * year, -1, -year))


def lower_the_year_after(study: Study, units: np.ndarray, first: int) -> Count | None:
    """How many of the (U,) units were lower the year after the one that begins at period `first`; only units not
    started and with figures in all of both years. None without any.
    """
    year = study.per_year
    whole = units & study.not_started[:, first : first + 2 * year].all(1)
    after = np.zeros(study.lost.shape, bool)
    after[whole, first + year : first + 2 * year] = True
    return count(sides(study, after).change)


def by_season(study: Study) -> tuple[np.ndarray, np.ndarray]:
    """(per_year,) first calendar months (1-12) and the rates (fractions) of the whole years there are, all units
    summed; NaN where nothing was reported.
    """
    year = study.per_year
    kept = study.lost.shape[1] // year * year
    lost, possible = (part[:, part.shape[1] - kept :].sum(0).reshape(-1, year) for part in (study.lost, study.possible))
    months = study.period[len(study.period) - kept :][:year].astype(int) % 12 + 1
    with np.errstate(invalid="ignore"):
        rates = lost.sum(0) / possible.sum(0)
    order = np.argsort(months)
    return months[order], rates[order]
