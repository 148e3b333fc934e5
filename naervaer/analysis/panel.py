"""The figures of a municipality as arrays: units down, periods across, and when each unit started."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from naervaer.analysis import disclosure_control
from naervaer.model import MONTHS_IN, Granularity


# A start counts from the month or quarter it falls in (METHODS section 1: run-in is after). A longer period that a
# start falls inside holds too much of both, so it is neither before nor after.
RUN_IN_COUNTS = (Granularity.MONTH, Granularity.QUARTER)


@dataclass(frozen=True)
class Panel:
    """Units (U) by periods (T). NaN is a number that does not exist; it is never 0.

    unit_id, unit, area   (U,) key, name, service area ("" when unknown)
    period                (T,) datetime64[M], first month of each period; without gaps from first to last
    lost, possible        (U, T) days' work lost and possible
    rate                  (U, T) percent; as given where days are missing, else summed from the days
    employees, fte        (U, T) persons, full-time equivalents
    start                 (U,) datetime64[M], first month with the initiative; NaT = not started
    in_any_initiative     (U,) takes part in this or another initiative, so is no neutral comparison
    granularity           what one period is
    size                  (U,) persons as disclosure control counts them; NaN when nothing tells
    hidden                (U,) "" or why the unit's own figures may not be shown: "too_few", "protects_others"
    block                 (U,) units that are only counted together (disclosure_control.protect); FREE = shown
    apart                 (U,) hidden units in no sum here, because not all of their block are
    hidden_areas          areas whose sums may not be shown either; None stands for the whole municipality
    limit                 fewest employees whose figures may be shown
    breaks                (area or None for all, datetime64[M]) from when figures cannot be compared with those before
    """

    unit_id: np.ndarray
    unit: np.ndarray
    area: np.ndarray
    period: np.ndarray
    lost: np.ndarray
    possible: np.ndarray
    rate: np.ndarray
    employees: np.ndarray
    fte: np.ndarray
    start: np.ndarray
    in_any_initiative: np.ndarray
    granularity: Granularity
    size: np.ndarray
    hidden: np.ndarray
    block: np.ndarray
    apart: np.ndarray
    hidden_areas: frozenset[str | None]
    limit: float
    breaks: tuple[tuple[str | None, np.datetime64], ...] = ()

    @property
    def step(self) -> int:
        """Months in one period."""
        return MONTHS_IN[self.granularity]

    @property
    def per_year(self) -> int:
        """Periods in one year."""
        return 12 // self.step

    @property
    def started(self) -> np.ndarray:
        """(U,) units that have a start."""
        return ~np.isnat(self.start)

    @property
    def first_after(self) -> np.ndarray:
        """(U,) index of the first period with the initiative; may lie outside 0..T-1; T for units without a start."""
        since = (self.start - self.period[0]).astype(int)
        index = since // self.step if self.granularity in RUN_IN_COUNTS else -(-since // self.step)
        return np.where(self.started, index, len(self.period))

    @cached_property
    def _weighted(self) -> "Weighted":
        return _best_base(self)

    def roster(self) -> pd.DataFrame:
        """One row per unit: unit_id, unit, area, start, in_any_initiative, hidden, block, apart."""
        return pd.DataFrame(
            {
                "unit_id": self.unit_id,
                "unit": self.unit,
                "area": self.area,
                "start": self.start.astype("datetime64[s]"),
                "in_any_initiative": self.in_any_initiative,
                "hidden": self.hidden,
                "block": self.block,
                "apart": self.apart,
            }
        )


def panel(
    rows: pd.DataFrame,
    starts: pd.DataFrame,
    *,
    granularity: Granularity = Granularity.MONTH,
    in_any_initiative: Collection[Any] = (),
    limit: float = disclosure_control.FEWEST_EMPLOYEES,
    sizes: Mapping[Any, float] | None = None,
    breaks: Collection[tuple[str | None, np.datetime64]] = (),
    blocks: Mapping[Any, Any] | None = None,
    whole: bool = False,
) -> Panel:
    """Arrays of the rows of the query `panel`, one granularity and one part at a time.

    starts: columns unit_id and start_date (missing = not started), optionally unit and area; a unit that takes part but
    has no figures becomes a row of NaN. Of several starts in one unit the first counts. in_any_initiative: unit_ids of
    units in some initiative. sizes: persons by unit_id from all that is known of a unit, also in figures of other
    lengths; what stands there rules over these rows. limit, blocks, whole: as for `masked`. Impossible numbers
    (negative, infinite, lost above possible, possible 0) count as missing. Raises ValueError for a year to date, for a
    unit-period given twice, and for periods off the granularity's grid.
    """
    if granularity not in MONTHS_IN:
        raise ValueError(f"periods of {granularity} have no fixed length")
    if rows.duplicated(["unit_id", "period_start"]).any():
        raise ValueError("a unit-period is given twice")
    first_start = starts.dropna(subset=["start_date"]).groupby("unit_id")["start_date"].min()
    names = (
        pd.concat([rows, starts]).reindex(columns=["unit_id", "unit", "area"]).drop_duplicates("unit_id", keep="first")
    )
    unit_ids = names["unit_id"].to_numpy()
    period, column = _periods(rows["period_start"], MONTHS_IN[granularity])
    row = pd.Index(unit_ids).get_indexer(rows["unit_id"])

    def matrix(name: str) -> np.ndarray:
        values = np.full((len(unit_ids), len(period)), np.nan)
        if name in rows:
            values[row, column] = rows[name].to_numpy(dtype=float, na_value=np.nan)
        return np.where(np.isfinite(values) & (values >= 0), values, np.nan)

    lost, possible = _possible_pairs(matrix("lost_days"), matrix("possible_days"))
    rate = matrix("rate_pct")
    rate = np.where(np.isnan(lost), np.where(rate <= 100, rate, np.nan), 100 * lost / possible)
    employees, fte = matrix("employees"), matrix("fte")
    area = names["area"].fillna("").to_numpy(dtype=object)
    here = _smallest_year(employees, fte, possible, period, 12 // MONTHS_IN[granularity])
    known = np.array([(sizes or {}).get(unit, np.nan) for unit in unit_ids], float)
    start = first_start.reindex(unit_ids).to_numpy().astype("datetime64[M]")
    unmasked = Panel(
        unit_id=unit_ids,
        unit=names["unit"].fillna("").to_numpy(dtype=object),
        area=area,
        period=period,
        lost=lost,
        possible=possible,
        rate=rate,
        employees=employees,
        fte=fte,
        start=start,
        in_any_initiative=np.isin(unit_ids, list(in_any_initiative)) | ~np.isnat(start),
        granularity=granularity,
        size=np.where(np.isnan(known), here, known),
        hidden=np.full(len(unit_ids), "", object),
        block=np.full(len(unit_ids), disclosure_control.FREE),
        apart=np.zeros(len(unit_ids), bool),
        hidden_areas=frozenset(),
        limit=0,
        breaks=tuple(breaks),
    )
    return masked(unmasked, limit, blocks, whole=whole)


def _smallest_year(
    employees: np.ndarray, fte: np.ndarray, possible: np.ndarray, period: np.ndarray, per_year: int
) -> np.ndarray:
    """(U,) disclosure_control.size in the calendar year it is smallest in; NaN when nothing tells."""
    size, year = np.full(len(employees), np.nan), period.astype("datetime64[Y]")
    for inside in (year == one for one in np.unique(year)):
        own = disclosure_control.size(employees[:, inside], fte[:, inside], possible[:, inside], per_year)
        size = np.fmin(size, own)
    return size


def masked(panel: Panel, limit: float, blocks: Mapping[Any, Any] | None = None, *, whole: bool = False) -> Panel:
    """The panel without what would tell of units under `limit` employees; also one that is masked by a lower limit.

    They, and those of their blocks, come out marked in `hidden`: whatever shows a single unit must look there. Sums use
    all units that have figures left: every sum over units of which none are `disclosure_control.splits`, and periods
    that are `disclosure_control.entire`, may be shown. blocks: unit_id to what the units of a block have in common,
    for units that are hidden in all figures; None: as these figures alone would have it. whole: a block counts only in
    periods in which all of it has figures, as it always does where units have starts, and there only if all of it
    started together.
    """
    present = ~np.isnan(weighted(panel).weight)
    block = _blocks(panel, limit, present) if blocks is None else _known_blocks(panel, limit, blocks)
    blocked = block != disclosure_control.FREE
    kept = disclosure_control.countable(block, panel.size, present, limit)
    if whole or panel.started.any():
        known = set(panel.unit_id)
        elsewhere = np.isin(block, [own for unit, own in (blocks or {}).items() if unit not in known])
        all_there = disclosure_control.entire(block, present, np.ones_like(present))
        kept &= (all_there & ~(elsewhere | _started_apart(panel, block))[:, None]) | ~blocked[:, None]
    areas: dict[str | None, np.ndarray] = {name: panel.area == name for name in sorted(set(panel.area))}
    areas[None] = np.ones(len(panel.unit_id), bool)
    left = present & kept
    figures: dict[str, Any] = {
        name: np.where(kept, getattr(panel, name), np.nan) for name in ("lost", "possible", "rate")
    }
    reason = np.where(panel.size < limit, disclosure_control.TOO_FEW, disclosure_control.PROTECTS_OTHERS)
    return replace(
        panel,
        **figures,
        in_any_initiative=np.isin(block, block[blocked & panel.in_any_initiative]) & blocked | panel.in_any_initiative,
        hidden=np.where(blocked, reason, "").astype(object),
        block=block,
        apart=panel.apart | (present.any(1) & ~left.any(1)),
        hidden_areas=panel.hidden_areas
        | {
            name
            for name, own in areas.items()
            if disclosure_control.splits(block, own) or (present[own].any() and not left[own].any())
        },
        limit=limit,
    )


def _blocks(panel: Panel, limit: float, present: np.ndarray) -> np.ndarray:
    areas = [panel.area == name for name in sorted(set(panel.area))]
    starts = [panel.start == start for start in np.unique(panel.start[panel.started])]
    return disclosure_control.protect(panel.size, present, areas, limit, preferred=starts)


def _known_blocks(panel: Panel, limit: float, blocks: Mapping[Any, Any]) -> np.ndarray:
    """(U,) numbers of the blocks; a unit too small to be shown that nobody knew of stands alone in its own."""
    names = [blocks.get(unit, disclosure_control.FREE) for unit in panel.unit_id]
    unknown = (panel.size < limit) & (np.array(names) == disclosure_control.FREE)
    return np.where(unknown, disclosure_control.FREE - 1 - np.arange(len(names)), names)


def _started_apart(panel: Panel, block: np.ndarray) -> np.ndarray:
    """(U,) units of blocks that did not all start together."""
    apart = np.zeros(len(block), bool)
    for own in np.unique(block[block != disclosure_control.FREE]):
        inside = block == own
        apart[inside] = len(set(panel.start[inside].astype(int))) > 1
    return apart


def _periods(starts: pd.Series, step: int) -> tuple[np.ndarray, np.ndarray]:
    months = starts.to_numpy().astype("datetime64[M]").astype(int)
    if not len(months):
        return np.empty(0, "datetime64[M]"), months
    first = months.min()
    if ((months - first) % step).any():
        raise ValueError(f"the periods do not follow each other by {step} months")
    return np.arange(first, months.max() + 1, step).astype("datetime64[M]"), (months - first) // step


def _possible_pairs(lost: np.ndarray, possible: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    usable = (possible > 0) & (lost <= possible)
    return np.where(usable, lost, np.nan), np.where(usable, possible, np.nan)


def year_earlier(values: np.ndarray, per_year: int) -> np.ndarray:
    """(…, T) the value of the same period one year before, NaN where there is none."""
    earlier = np.full(values.shape, np.nan)
    earlier[..., per_year:] = values[..., :-per_year]
    return earlier


@dataclass(frozen=True)
class Weighted:
    """What rates are summed from: rate = 100 * sum(part) / sum(weight) over any set of unit-periods.

    part, weight   (U, T), NaN together where the unit-period cannot be used
    by             "possible_days", "fte", "employees", or None: no weight exists, every period of one unit counts the
                   same and no rate over several units may be made
    """

    part: np.ndarray
    weight: np.ndarray
    by: str | None


def weighted(panel: Panel) -> Weighted:
    """The best base for summed rates that the panel has: the one that covers most unit-periods, days before others."""
    return panel._weighted


def _best_base(panel: Panel) -> Weighted:
    bases: dict[str | None, np.ndarray] = {
        "possible_days": np.where(np.isnan(panel.lost), np.nan, panel.possible),
        "fte": np.where(panel.fte > 0, panel.fte, np.nan),
        "employees": np.where(panel.employees > 0, panel.employees, np.nan),
        None: np.ones(panel.rate.shape),
    }
    usable = {by: np.where(np.isnan(panel.rate), np.nan, weight) for by, weight in bases.items()}
    covered = {by: np.count_nonzero(~np.isnan(weight)) for by, weight in usable.items() if by is not None}
    by = max(covered, key=lambda name: covered[name]) if any(covered.values()) else None
    return Weighted(usable[by] * panel.rate / 100, usable[by], by)
