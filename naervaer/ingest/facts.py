"""A table's cells as rows of the model: whose number, of when, of what."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.columns import STOCKS, TIME, Context, Measure, Role, is_measure_label, measure_of
from naervaer.ingest.distinct import different, distinct
from naervaer.ingest.notes import TELLS, WARNS, Findings, cell_at
from naervaer.ingest.numbers import MOST_ABSENCE, PROBLEMS, RATES, Customs, Numbers, numbers, percent_scale
from naervaer.ingest.periods import Piece, has_footnote, is_rolling, joined, period_of, period_of_day, period_of_number
from naervaer.ingest.rows import Rows
from naervaer.ingest.tables import Table
from naervaer.ingest.units import UnitNames
from naervaer.ingest.values import Is, Value, two_values
from naervaer.ingest.words import row_kind
from naervaer.ingest.workbook import Kind, Sheet
from naervaer.model import COLUMNS_IN_A_SHEET, MEASURES, MONTHS_IN, Granularity, cell_name, cell_number


GRANULARITIES = tuple(Granularity)
# Hours of a day's work in Norway, a week of 37.5; a rate is the same whatever the day's length.
HOURS_A_DAY = 7.5
# Working days of a Danish full-time employee's year; what KRL's days per employee are a share of.
WORKING_DAYS = 227.0
# What else a year of work is counted as: without holiday (1 695 hours of 7.5), NAV's round number, with holiday, and
# with public holidays too (1 950 hours).
OTHER_WORKING_DAYS = ("226", "230", "251", "260")
NO_PERIOD, BAD_PERIOD = -1, -2
# Two printings of one number differ by rounding to one decimal.
ROUNDING = 0.0501


def packed(piece: Piece | None) -> int:
    """A period as one whole number that sorts by time; NO_PERIOD when something is missing, BAD_PERIOD when it
    cannot be.
    """
    if piece is None or piece.year is None:
        return NO_PERIOD
    if not piece.possible():
        return BAD_PERIOD
    start = piece.start()
    return (start.year * 12 + start.month - 1) * 8 + GRANULARITIES.index(piece.covers())


def first_day(period: int) -> str:
    """The first day of a packed period, as ISO text."""
    year, month = divmod(int(period) // 8, 12)
    return date(year, month + 1, 1).isoformat()


def period_named(period: int) -> list[str]:
    """A packed period as a finding carries it: its first day and how long it is."""
    return [first_day(period), str(GRANULARITIES[int(period) % 8])] if period >= 0 else ["", ""]


@dataclass
class Block:
    """Rows of the model as columns; all arrays have the same length, text stands as places in UnitNames' list."""

    unit: NDArray[np.int32]
    area: NDArray[np.int32]
    code: NDArray[np.int32]
    period: NDArray[np.int64]
    preliminary: NDArray[np.bool_]
    part: str
    sheet: str
    value: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    at: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def only(self, keep: NDArray[np.bool_]) -> "Block":
        """The rows kept."""
        return Block(
            self.unit[keep],
            self.area[keep],
            self.code[keep],
            self.period[keep],
            self.preliminary[keep],
            self.part,
            self.sheet,
            {name: values[keep] for name, values in self.value.items()},
            {name: places[keep] for name, places in self.at.items()},
        )


@dataclass
class Reading:
    """What reading a table needs besides the table."""

    sheet: Sheet
    texts: list[str]
    values: list[Value]
    customs: Customs
    names: UnitNames
    findings: Findings
    context: Context


@dataclass(frozen=True)
class Times:
    """The periods of rows: a piece for each different one, and which piece each row has."""

    pieces: tuple[Piece | None, ...]
    of_row: NDArray[np.int64]
    bad: NDArray[np.bool_]
    at: NDArray[np.int64]

    def with_piece(self, *others: Piece | None) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Packed periods and preliminary marks when these pieces are joined to each row's own; the first of all
        rule.
        """
        whole = [joined(piece, *others) for piece in self.pieces]
        codes = np.array([packed(piece) for piece in whole], np.int64)
        early = np.array([piece is not None and piece.preliminary for piece in whole], bool)
        return codes[self.of_row], early[self.of_row]


def times_of(reading: Reading, roles: list[Role], rows: NDArray[np.int64]) -> Times:
    """The period each row names, joined from its columns of year, month, quarter …"""
    columns = [(at, role.what) for at, role in enumerate(roles) if role.what in TIME]
    pieces: list[Piece | None] = [None]
    of_row = np.zeros(len(rows), np.int64)
    bad = np.zeros(len(rows), bool)
    where = np.full(len(rows), -1, np.int64)
    finest = max(columns, key=lambda given: TIME.index(given[1]), default=(0, ""))[0]
    for column, what in sorted(columns, key=lambda given: -TIME.index(given[1])):
        found, codes = _column_pieces(reading, column, what, rows)
        missing = (codes == 0) & (column == finest) & (len(columns) > 1)
        wrong = codes == 1
        combined = of_row * len(found) + codes
        both, of_row = different(combined)
        pieces = [joined(pieces[code // len(found)], found[code % len(found)]) for code in both.tolist()]
        where[(wrong | missing) & ~bad] = column
        bad |= wrong | missing
    return Times(tuple(pieces), of_row, bad, where)


def _column_pieces(
    reading: Reading, column: int, what: str, rows: NDArray[np.int64]
) -> tuple[list[Piece | None], NDArray[np.int64]]:
    """The different pieces of a column of time and which each row has; piece 0 is none, piece 1 cannot be read."""
    cells = reading.sheet.columns[column]
    kind, number, text = cells.kind[rows], cells.number[rows], cells.text[rows].astype(np.float64)
    key = np.where(kind == Kind.TEXT, text, number)
    key = np.where(kind == Kind.EMPTY, 0, np.nan_to_num(key))
    if (key == np.floor(key)).all() and np.abs(key).max(initial=0) < 2**40:
        cells_given, back = distinct(kind, key.astype(np.int64))
    else:
        # Kind and value as one number of two parts: what differs in either is different.
        both, back = np.unique(kind + 1j * key, return_inverse=True)
        cells_given = np.stack([both.real, both.imag], axis=1)
    pieces: list[Piece | None] = [None, None]
    codes = np.zeros(len(cells_given), np.int64)
    for place, (cell_kind, value) in enumerate(cells_given.tolist()):
        if cell_kind == Kind.EMPTY:
            continue
        piece = _cell_piece(int(cell_kind), float(value), what, reading.texts)
        if piece is None:
            codes[place] = 1
        else:
            codes[place] = len(pieces)
            pieces.append(piece)
    return pieces, codes[back.ravel()]


_IN_THE_YEAR = {
    "month": Granularity.MONTH,
    "quarter": Granularity.QUARTER,
    "tertial": Granularity.TERTIAL,
    "half_year": Granularity.HALF_YEAR,
}


def _cell_piece(kind: int, value: float, what: str, texts: list[str]) -> Piece | None:
    if kind == Kind.DATE:
        piece = period_of_day(value)
        return Piece(piece.year) if what == "year" else piece
    if kind == Kind.NUMBER:
        return _number_piece(value, what)
    if kind != Kind.TEXT:
        return None
    text = texts[int(value)].strip()
    if text.isdigit():
        return _number_piece(float(text), what)
    return period_of(text)


def _number_piece(value: float, what: str) -> Piece | None:
    if what in _IN_THE_YEAR and value == int(value) and 1 <= value <= 12:
        piece = Piece(None, _IN_THE_YEAR[what], int(value))
        return piece if piece.possible() else None
    return period_of_number(value)


def read_table(table: Table, roles: list[Role], rows: Rows, reading: Reading) -> list[Block]:
    """All the numbers of a table as blocks of rows; what cannot be read is reported and left out.

    Measures that were undecided are decided here, in `roles` too.
    """
    kept = _row_labels_are_totals(roles, rows, reading)
    labelled = _labelled(reading, roles, rows)
    unit, area, code = reading.names.of_rows(reading, roles, rows, kept)
    times = times_of(reading, roles, kept)
    kept_ok = _check_rows(reading, roles, kept, unit, times)
    columns = [(at, role) for at, role in enumerate(roles) if role.what == "measure" and role.measure is not None]
    read = {
        at: numbers(
            reading.sheet,
            at,
            kept,
            reading.values,
            reading.customs,
            reading.findings,
            of_rates=role.measure.name in RATES and not labelled,
        )
        for at, role in columns
        if role.measure and role.measure.name != "pair"
    }
    columns = _decided(columns, read, reading, labelled)
    for at, role in columns:
        roles[at] = role
    _scale_rates(columns, read, labelled, reading)
    blocks: list[Block] = []
    every: list[tuple[Measure | None, NDArray[np.bool_]]] = [*labelled] or [(None, np.ones(len(kept), bool))]
    for label, mask in every:
        for piece, unit_name, part, given in _grouped(columns, label):
            block = _block(reading, kept, unit, area, code, times, piece, unit_name, part)
            fine = kept_ok & mask
            _fill(block, given, read, reading, kept, fine)
            blocks.append(block.only(fine & _holds(block) & (block.unit >= 0)))
        if any(role.measure and role.measure.name == "pair" for _, role in columns):
            blocks += _pairs(reading, columns, kept, unit, area, code, times, kept_ok & mask)
    return blocks


def _scale_rates(
    columns: list[tuple[int, Role]],
    read: dict[int, Numbers],
    labelled: list[tuple[Measure, NDArray[np.bool_]]],
    reading: Reading,
) -> None:
    """Fractions among the rates as percents: of columns of rates, or of the rows whose label says that they are."""
    rates = [(at, role) for at, role in columns if at in read and role.measure and role.measure.name in RATES]
    named = [(measure.name, mask) for measure, mask in labelled if measure.name != "undecided"]
    if not named:
        attendance = bool(rates) and all(role.measure and role.measure.name == RATES[1] for _, role in rates)
        quotients = [_quotient(at, columns, read) for at, _ in rates]
        own = [read[at] for at, _ in rates]
        percent_scale(own, quotients, reading.sheet, reading.findings, of_attendance=attendance)
        return
    for name in RATES:
        masks = [mask for own, mask in named if own == name]
        if not masks:
            continue
        rows = np.any(masks, axis=0)
        parts = [Numbers(one.value[rows], one.problem[rows], one.percent[rows]) for one in read.values()]
        nothing = [np.full(int(rows.sum()), np.nan) for _ in parts]
        percent_scale(parts, nothing, reading.sheet, reading.findings, of_attendance=name == RATES[1])
        for one, part in zip(read.values(), parts, strict=True):
            one.value[rows] = part.value


def _quotient(at: int, columns: list[tuple[int, Role]], read: dict[int, Numbers]) -> NDArray[np.float64]:
    """The rate that the days beside a column of rates give; NaN where there are none."""
    mine = next(role for own, role in columns if own == at)
    days: dict[str, NDArray[np.float64]] = {}
    for own, role in columns:
        if role.measure and own in read and (role.piece, role.unit) == (mine.piece, mine.unit):
            days.setdefault(role.measure.name, read[own].value)
    if not {"lost_days", "possible_days"} <= set(days):
        return np.full(len(read[at].value), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * days["lost_days"] / days["possible_days"]


def _row_labels_are_totals(roles: list[Role], rows: Rows, reading: Reading) -> NDArray[np.int64]:
    """Leave out rows whose area, month or group is a total: "Totalt" among the months, "Begge kjønn" kept when men
    and women stand too.
    """
    keep = np.ones(len(rows.kept), bool)
    for at, role in enumerate(roles):
        if role.what not in (*TIME, "area", "level", "group"):
            continue
        codes, back = different(reading.sheet.columns[at].text[rows.kept])
        total = np.array([code >= 0 and row_kind(reading.texts[code]) == "total" for code in codes], bool)
        if role.what != "group":
            rolling = np.array([code >= 0 and is_rolling(reading.texts[code]) for code in codes], bool)
            keep &= ~(total | rolling)[back]
        elif len(codes) > 1 and total.any():
            keep &= total[back]
    if not any(role.what == "unit" for role in roles) and any(role.what == "measure_label" for role in roles):
        # The sections are the units; a section for the whole is a total.
        codes, back = different(rows.section)
        whole = [code >= 0 and row_kind(reading.texts[code]) in ("total", "comparison") for code in codes]
        keep &= ~np.array(whole, bool)[back]
    rows.skipped += [(int(row), "total") for row in rows.kept[~keep]]
    rows.section = rows.section[keep]
    rows.kept = rows.kept[keep]
    return rows.kept


def _check_rows(
    reading: Reading, roles: list[Role], kept: NDArray[np.int64], unit: NDArray[np.int32], times: Times
) -> NDArray[np.bool_]:
    """Rows with a unit and a period that can be; the others are reported."""
    sheet, findings = reading.sheet, reading.findings
    by_head = any(role.unit for role in roles)
    fine = ~times.bad
    for column in np.unique(times.at[times.bad]).tolist():
        here = times.bad & (times.at == column)
        empty = sheet.columns[column].kind[kept] == Kind.EMPTY
        for code, which in (("MISSING_PERIOD", here & empty), ("BAD_PERIOD", here & ~empty)):
            for at in findings.few(code, sheet.name, np.flatnonzero(which)):
                row, cell = int(kept[at]), cell_at(sheet, int(kept[at]), column)
                findings.add(code, WARNS, sheet.name, cell, True, text=_shown(reading, row, column))
    if not by_head:
        unit_column = next((at for at, role in enumerate(roles) if role.what == "unit"), 0)
        for at in findings.few("MISSING_UNIT", sheet.name, np.flatnonzero((unit < 0) & fine)):
            findings.add("MISSING_UNIT", WARNS, sheet.name, cell_at(sheet, int(kept[at]), unit_column), True)
        fine &= unit >= 0
    return fine


def _shown(reading: Reading, row: int, column: int) -> str:
    """A cell's content for a message, cut short; the sheet is known to hold no persons by then."""
    cells = reading.sheet.columns[column]
    if cells.kind[row] in (Kind.TEXT, Kind.ERROR) and cells.text[row] >= 0:
        return reading.texts[cells.text[row]][:40]
    if cells.kind[row] == Kind.NUMBER:
        return f"{cells.number[row]:g}"
    if cells.kind[row] == Kind.DATE:
        return str(np.datetime64(int(cells.number[row]), "D"))
    return ""


def _headed(reading: Reading, rows: Rows) -> list[tuple[Measure, NDArray[np.bool_]]]:
    """ "Tapte dagsverk" over the rows of all units and "Mulige dagsverk" over the same units again: each heading with
    its rows. Such a heading is no area.
    """
    codes, back = different(rows.section)
    said = [reading.texts[code].rstrip(" :") if code >= 0 else "" for code in codes]
    if len(codes) < 2 or not all(is_measure_label(text) for text in said):
        return []
    surroundings = reading.context.says()
    measures = [measure_of(text, surroundings) for text in said]
    rows.section = np.full(len(rows.section), -1, np.int32)
    return [(measure, back == place) for place, measure in enumerate(measures) if measure is not None]


def _labelled(reading: Reading, roles: list[Role], rows: Rows) -> list[tuple[Measure, NDArray[np.bool_]]]:
    """Rows whose measure or part stands in a column of words: each different one with its rows."""
    columns = [at for at, role in enumerate(roles) if role.what in ("measure_label", "part")]
    if not columns:
        return _headed(reading, rows)
    kept = rows.kept
    keys = [reading.sheet.columns[at].text[kept] for at in columns]
    combinations, back = distinct(*keys)
    found = []
    surroundings = reading.context.says()
    for place, codes in enumerate(combinations):
        words = [reading.texts[code] for code in codes if code >= 0]
        measures = [measure for text in words if (measure := measure_of(text, surroundings)) is not None]
        name = next((one.name for one in measures if one.name != "undecided"), "")
        part = next((one.part for one in measures if one.part != "total"), "total")
        if measures or any(row_kind(text) == "total" for text in words):
            found.append((Measure(name or "undecided", part, "sick"), back == place))
    return found


def _decided(
    columns: list[tuple[int, Role]],
    read: dict[int, Numbers],
    reading: Reading,
    labelled: list[tuple[Measure, NDArray[np.bool_]]],
) -> list[tuple[int, Role]]:
    """Absence in a unit that is not said: by its signs and formats, by what stands beside it, at last by its size,
    said aloud.
    """
    open_ones = [(at, role) for at, role in columns if role.measure and role.measure.name == "undecided"]
    if not open_ones or (labelled and all(measure.name != "undecided" for measure, _ in labelled)):
        return columns
    together = np.concatenate([read[at].value[np.isfinite(read[at].value)] for at, _ in open_ones])
    signs = any(read[at].percent.any() for at, _ in open_ones)
    possible = any(role.measure and role.measure.name in ("possible_days", "possible_hours") for _, role in columns)
    given_rate = any(role.measure and role.measure.name in RATES for _, role in columns)
    given_days = any(role.measure and role.measure.name == "lost_days" for _, role in columns)
    sheet, findings = reading.sheet, reading.findings
    usual = float(np.median(together)) if len(together) else 0.0
    if usual > MOST_ABSENCE and together.max() <= 100:
        # Rates of 85 to 99 with no word about them: attendance or not is no guess to make.
        name = _asked(reading, {"attendance_pct": "", "rate_pct": "", "lost_days": ""})
    elif signs or given_days:
        name = "rate_pct"
    elif possible and (given_rate or (len(together) and together.max() > 100)):
        name = "lost_days"
    elif len(together) and together.max() <= MOST_ABSENCE and (together != np.floor(together)).any():
        name = "rate_pct"
        findings.add("MEASURE_ASSUMED", WARNS, sheet.name, high=float(together.max()))
    else:
        name = _asked(reading, {"rate_pct": "", "lost_days": "", "days_per_fte": ""})
    return [
        (at, Role(role.what, Measure(name, role.measure.part, role.measure.named), role.piece, role.unit))
        if role.measure and role.measure.name == "undecided"
        else (at, role)
        for at, role in columns
    ]


def _asked(reading: Reading, options: dict[str, str]) -> str:
    """Ask what a sheet's numbers are; "asked" leaves them out until someone has answered."""
    sheet = reading.sheet.name
    return reading.findings.ask("MEASURE_CHOICE", f"MEASURE_CHOICE:{sheet}", options, sheet) or "asked"


def _grouped(
    columns: list[tuple[int, Role]], label: Measure | None
) -> list[tuple[Piece | None, str, str, list[tuple[int, str]]]]:
    """Columns that make one row together: same period and unit in their headings, same part of the absence."""
    groups: dict[tuple[Piece | None, str, str], list[tuple[int, str]]] = {}
    stocks: list[tuple[int, str]] = []
    for at, role in columns:
        measure = role.measure
        if measure is None or measure.name in ("pair", "asked"):
            continue
        name, part = measure.name, measure.part
        if label is not None and name not in STOCKS:
            name = label.name if label.name != "undecided" else name
            part = label.part if label.part != "total" else part
        if name in STOCKS and role.piece is None and not role.unit:
            stocks.append((at, name))
        else:
            groups.setdefault((role.piece, role.unit, part), []).append((at, name))
    for key, given in groups.items():
        if key[2] == "total":
            given += [(at, name) for at, name in stocks if name not in {known for _, known in given}]
    return [(*key, given) for key, given in groups.items()]


def _block(
    reading: Reading,
    kept: NDArray[np.int64],
    unit: NDArray[np.int32],
    area: NDArray[np.int32],
    code: NDArray[np.int32],
    times: Times,
    piece: Piece | None,
    unit_name: str,
    part: str,
) -> Block:
    periods, early = times.with_piece(piece, reading.context.piece)
    if unit_name:
        unit = np.full(len(kept), reading.names.place(unit_name), np.int32)
    return Block(unit, area, code, periods, early, part, reading.sheet.name)


def _fill(
    block: Block,
    given: list[tuple[int, str]],
    read: dict[int, Numbers],
    reading: Reading,
    kept: NDArray[np.int64],
    fine: NDArray[np.bool_],
) -> None:
    """Put the numbers into the block in the house's units, report cells that hold none, and drop rows that lost
    what matters.
    """
    sheet = reading.sheet
    has_days = {name for _, name in given} >= {"lost_days", "possible_days"}
    dropped = np.zeros(len(kept), bool)
    for at, name in given:
        if at not in read:
            continue
        own = read[at]
        if name == "days_per_fte":
            if {"rate_pct", "attendance_pct", "lost_days"} & {known for _, known in given}:
                continue
            measure, value = "rate_pct", _rate_of_days(own.value, block.period, reading)
        else:
            measure, value = in_house_units(name, own.value)
        if measure not in MEASURES:
            continue
        if measure in block.value and np.isfinite(block.value[measure]).any():
            counted = _of_two_columns(block, measure, value, at, fine, reading)
            if counted is None:
                continue
            value = counted
        block.value[measure] = value
        block.at[measure] = np.where(np.isfinite(value), sheet.rows[kept] * COLUMNS_IN_A_SHEET + sheet.at[at], -1)
        drops = measure in ("lost_days", "possible_days") or (measure == "rate_pct" and not has_days)
        for number in np.unique(own.problem[fine]).tolist():
            places = np.flatnonzero((own.problem == number) & fine) if number else np.empty(0, np.int64)
            dropped[places] |= drops
            problem = PROBLEMS[number]
            for place in reading.findings.few(problem, sheet.name, places) if problem != "ASKED" else []:
                row, cell = int(kept[place]), cell_at(sheet, int(kept[place]), at)
                reading.findings.add(problem, WARNS, sheet.name, cell, drops, text=_shown(reading, row, at))
    fine &= ~dropped


def _of_two_columns(
    block: Block, measure: str, second: NDArray[np.float64], at: int, fine: NDArray[np.bool_], reading: Reading
) -> NDArray[np.float64] | None:
    """What a second column of one measure makes of the first: nothing where they agree or the first counts, else its
    own values; a person is asked where they differ, and nothing is read until it is answered.
    """
    first, sheet = block.value[measure], reading.sheet
    with np.errstate(invalid="ignore"):
        differ = np.flatnonzero((np.abs(first - second) > ROUNDING) & fine)
    if not len(differ) or measure in STOCKS:
        return None
    place = differ[0]
    row, column = divmod(int(block.at[measure][place]), COLUMNS_IN_A_SHEET)
    letters = [cell_name(cell_number(0, own)).rstrip("1") for own in (column, sheet.at[at])]
    values = {"first": letters[0], "second": letters[1], "a": float(first[place]), "b": float(second[place])}
    answer = reading.findings.ask(
        "TWO_COLUMNS",
        f"TWO_COLUMNS:{sheet.name}",
        {"left_column": "", "right_column": ""},
        sheet.name,
        cell_name(cell_number(row, column)),
        **values,
    )
    if answer == "left_column":
        return None
    return second if answer else np.full(len(second), np.nan)


def in_house_units(name: str, value: NDArray[np.float64]) -> tuple[str, NDArray[np.float64]]:
    """A measure of a sheet as a measure of the model: attendance as absence, hours as days' work."""
    if name == "attendance_pct":
        return "rate_pct", np.round(100 - value, 6)
    if name == "lost_hours":
        return "lost_days", value / HOURS_A_DAY
    if name == "possible_hours":
        return "possible_days", value / HOURS_A_DAY
    return name, value


def _rate_of_days(days: NDArray[np.float64], period: NDArray[np.int64], reading: Reading) -> NDArray[np.float64]:
    """Sick days per full-time employee as a percent of the working days of the period."""
    a_year = _working_days(reading.findings, reading.sheet.name)
    months = np.array([MONTHS_IN.get(granularity, 12) for granularity in GRANULARITIES])[np.maximum(period, 0) % 8]
    return 100 * days / (a_year * months / 12)


def _working_days(findings: Findings, sheet: str) -> float:
    """The working days of a full-time employee's year: what a person has said, else those of KRL's statistics."""
    question = f"DAYS_PER_EMPLOYEE:{sheet}"
    told = findings.answers.get(question, "")
    usual = {f"{WORKING_DAYS:.0f}": "", **dict.fromkeys(OTHER_WORKING_DAYS, "")}
    days = told if told.isdigit() and 0 < int(told) <= 366 else next(iter(usual))
    options = {option: option for option in dict.fromkeys((*usual, days))}
    return float(findings.suggest("DAYS_PER_EMPLOYEE", question, options, sheet, days=int(days)))


def _holds(block: Block) -> NDArray[np.bool_]:
    """Rows with anything in them."""
    holds = np.zeros(len(block.unit), bool)
    for name in MEASURES:
        if name in block.value:
            holds |= np.isfinite(block.value[name])
    return holds


def _pairs(
    reading: Reading,
    columns: list[tuple[int, Role]],
    kept: NDArray[np.int64],
    unit: NDArray[np.int32],
    area: NDArray[np.int32],
    code: NDArray[np.int32],
    times: Times,
    fine: NDArray[np.bool_],
) -> list[Block]:
    """Two parts in one cell ("2,5/ 1,1"): a block for each."""
    sheet, blocks = reading.sheet, []
    for at, role in columns:
        if role.measure is None or role.measure.name != "pair":
            continue
        cells = sheet.columns[at]
        both = np.full((2, len(kept)), np.nan)
        for place in np.flatnonzero(cells.kind[kept] == Kind.TEXT):
            row = int(kept[place])
            found = two_values(reading.texts[cells.text[row]])
            if found is not None:
                both[:, place] = [one.number if one.what is Is.NUMBER else np.nan for one in found]
            elif reading.values[cells.text[row]].what is Is.WORDS:
                reading.findings.add(
                    "NOT_A_NUMBER", WARNS, sheet.name, cell_at(sheet, row, at), text=_shown(reading, row, at)
                )
        for part, value in zip(role.measure.parts, both, strict=True):
            block = _block(reading, kept, unit, area, code, times, role.piece, role.unit, part)
            block.value["rate_pct"] = value
            block.at["rate_pct"] = np.where(
                np.isfinite(value), sheet.rows[kept] * COLUMNS_IN_A_SHEET + sheet.at[at], -1
            )
            blocks.append(block.only(fine & np.isfinite(value)))
    return blocks


def _tell_footnotes(reading: Reading, table: Table, roles: list[Role]) -> None:
    """Say which heading of a period carried a footnote's mark; one heading over several columns is said once."""
    said = {
        text: at
        for at, role in reversed(list(enumerate(roles)))
        if role.what == "measure" and role.piece is not None
        for text in table.heads[at]
        if has_footnote(text)
    }
    for text, at in sorted(said.items(), key=lambda given: given[1]):
        cell = cell_at(reading.sheet, table.header[-1] if table.header else int(table.body[0]), at)
        reading.findings.add("FOOTNOTE_IN_HEADER", TELLS, reading.sheet.name, cell, heading=text[:60])


def tell_left_out(reading: Reading, table: Table, roles: list[Role]) -> None:
    """Say which columns were not read and why."""
    codes = {
        "change": "CHANGE_COLUMN",
        "target": "TARGET_COLUMN",
        "forecast": "FORECAST_COLUMN",
        "mean": "AGGREGATE_COLUMN",
        "sum": "AGGREGATE_COLUMN",
        "other_measure": "OTHER_MEASURE",
    }
    _tell_footnotes(reading, table, roles)
    for at, role in enumerate(roles):
        if role.what == "left_out" and role.why in codes:
            row = table.header[-1] if table.header else int(table.body[0])
            reading.findings.add(
                codes[role.why],
                TELLS,
                reading.sheet.name,
                cell_at(reading.sheet, row, at),
                heading=" ".join(table.heads[at])[:60],
            )
