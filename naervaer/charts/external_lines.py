"""The lines that others have published in one table: what each is, its newest number, and since when."""

from collections.abc import Sequence

import pandas as pd

from naervaer.charts.table import Column, Kind, Table, table
from naervaer.figures import definitions
from naervaer.figures.external_lines import COMPARED, Line
from naervaer.i18n import listing, period, t
from naervaer.model import Granularity, Language, Measure


def external_lines(lines: Sequence[Line], language: Language, measure: Measure = Measure.ABSENCE) -> Table:
    """A row for each line, as far as it is known."""
    columns = [
        Column(t(language, "lines.line")),
        Column(t(language, "lines.reach")),
        Column(t(language, "field.service_area")),
        Column(t(language, "lines.definition")),
        Column(t(language, "lines.newest")),
        Column(t(language, f"measure.{measure}"), Kind.PERCENT),
        Column(t(language, "lines.periods"), Kind.COUNT),
        Column(t(language, "lines.source")),
    ]
    rows = [_row(line, language, measure) for line in lines]
    frame = pd.DataFrame(rows, columns=range(len(columns)))
    return table(t(language, "lines.caption"), columns, frame)


def _row(line: Line, language: Language, measure: Measure) -> tuple[object, ...]:
    said = [definitions.word(name, line.theirs[name], language) for name in COMPARED if line.theirs[name] is not None]
    known = line.values[line.values["rate_pct"].notna()].sort_values("period_start")
    newest = next(known.tail(1).itertuples(index=False), None)
    return (
        line.label(language),
        t(language, f"lines.reach_{line.reach}"),
        line.area or t(language, "lines.any_area"),
        listing(language, said) or t(language, "lines.not_said"),
        None if newest is None else period(language, newest.period_start.date(), Granularity(newest.granularity)),
        None if newest is None else measure.of(float(newest.rate_pct)),
        len(known),
        line.source,
    )
