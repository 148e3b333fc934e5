"""Lines that others have published (national, sector, comparable municipalities), delivery by delivery."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from naervaer.model import Granularity, Reach, spelling_key, tidy
from naervaer.store.clock import utc_now
from naervaer.store.connection import write
from naervaer.store.errors import StoreError
from naervaer.store.queries import run
from naervaer.store.targets import area_id


LINE_VALUES = pa.schema(
    [
        ("granularity", pa.string()),
        ("period_start", pa.date32()),
        ("rate_pct", pa.float64()),
        ("lost_days", pa.float64()),
        ("possible_days", pa.float64()),
    ]
)


@dataclass(frozen=True)
class LineValue:
    """One period of a line: a rate in percent, or the days it is made of; what is not known is None."""

    granularity: Granularity
    period_start: date
    rate_pct: float | None = None
    lost_days: float | None = None
    possible_days: float | None = None


@dataclass(frozen=True)
class ExternalLine:
    """A line that others have published.

    area                      the service area it stands beside; None for any
    certified                 "self", "doctor" or "both": which absence is counted; None where nobody has said
    holiday_in_possible_days  whether holiday is among the possible days; None where nobody has said
    source                    where it was published
    """

    name: str
    reach: Reach
    values: Sequence[LineValue]
    area: str | None = None
    certified: str | None = None
    holiday_in_possible_days: bool | None = None
    source: str = ""


def save_external_line(line: ExternalLine, *, municipality: str, who: str) -> int:
    """Store a delivery of a line; gives its number. The periods it has replace those of earlier deliveries of the line.

    Raises StoreError for a line without a name or without a number, a period twice, or an unknown area.
    """
    return write(lambda cursor: add_external_line(cursor, line, municipality=municipality, who=who, upload_id=None))


def add_external_line(
    cursor: duckdb.DuckDBPyConnection, line: ExternalLine, *, municipality: str, who: str, upload_id: int | None
) -> int:
    """save_external_line as part of a larger write; upload_id is the upload it was found in, which it comes and goes
    with.
    """
    _refuse_incomplete(line)
    written = run(
        cursor,
        "save_external_line",
        municipality=municipality,
        name=tidy(line.name),
        name_key=spelling_key(line.name),
        reach=line.reach,
        service_area_id=area_id(cursor, municipality, line.area),
        certified=line.certified,
        holiday_in_possible_days=line.holiday_in_possible_days,
        source=tidy(line.source),
        upload_id=upload_id,
        said_at=utc_now(),
        said_by=who,
    )
    line_id = int(written[0][0])
    columns = [[getattr(value, name) for value in line.values] for name in LINE_VALUES.names]
    cursor.register("line_values", pa.table(columns, schema=LINE_VALUES))
    run(cursor, "save_external_line_values", external_line_id=line_id)
    cursor.unregister("line_values")
    return line_id


def remove_external_line(external_line_id: int, *, municipality: str, who: str) -> None:
    """Take a delivery of a line away. Raises StoreError when it is away already."""
    write(lambda cursor: _mark(cursor, external_line_id, municipality, who, undone=True))


def restore_external_line(external_line_id: int, *, municipality: str, who: str) -> None:
    """Have a delivery back that was taken away. Raises StoreError when it stands."""
    write(lambda cursor: _mark(cursor, external_line_id, municipality, who, undone=False))


def _mark(
    cursor: duckdb.DuckDBPyConnection, external_line_id: int, municipality: str, who: str, *, undone: bool
) -> None:
    marked = run(
        cursor,
        "mark_external_line_undone",
        municipality=municipality,
        external_line_id=external_line_id,
        undone_at=utc_now() if undone else None,
        undone_by=who if undone else None,
    )
    if not marked:
        raise StoreError("line_changed_already")


def _refuse_incomplete(line: ExternalLine) -> None:
    if not tidy(line.name):
        raise StoreError("no_line_name")
    if not any(value.rate_pct is not None or value.lost_days is not None for value in line.values):
        raise StoreError("no_line_values")
    told = Counter((value.granularity, value.period_start) for value in line.values)
    for (_, period_start), times in told.items():
        if times > 1:
            raise StoreError("line_period_twice", day=period_start.isoformat())
