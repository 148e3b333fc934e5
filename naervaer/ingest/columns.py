"""What each column of a table is: a unit, an area, a period, a measure, or something that must not be counted."""

import re
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.periods import Piece, joined, period_of, taken_from, tells_when_made, years_in
from naervaer.ingest.tables import Looks, Table
from naervaer.ingest.values import Is, value_of
from naervaer.ingest.words import comparable, exact_meanings, meanings, reference, row_kind, unknown_letters
from naervaer.ingest.workbook import Kind, Sheet
from naervaer.model import Granularity


TIME = ("period", "year", "month", "quarter", "tertial", "half_year")
# Columns that are known and never read on.
NOT_READ = ("manager", "contact", "account", "organisation_number", "cost_centre", "note", "rank", "group")
TABLE_OF_INITIATIVES = ("initiative", "programme", "start", "end", "aim")
# Stand for the unit, not for one period: they are used for every period of the row they stand in.
STOCKS = ("employees", "fte")


@dataclass(frozen=True)
class Measure:
    """What a number is.

    name   a measure of the model, or one that becomes one: attendance_pct, days_per_fte, lost_hours, possible_hours,
           pair (two numbers in a cell), undecided (absence in a unit that is not said)
    part   "total", "self", "doctor", "short", "long", "days_4_16", "doctor_9_16" …
    named  "sick" when it says sick leave, "absence" when it only says absence, "" when it says neither
    parts  the two parts of a pair
    """

    name: str
    part: str = "total"
    named: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role:
    """What a column is: a dimension of the table, a measure, or left out with a reason."""

    what: str
    measure: Measure | None = None
    piece: Piece | None = None
    unit: str = ""
    why: str = ""


@dataclass
class Context:
    """What stands around a table: its title, the sheet's name, the file's name, in that order of weight."""

    lines: list[str]
    piece: Piece | None = None
    area: str = ""
    unit: str = ""

    def says(self) -> frozenset[str]:
        """All meanings of the lines together, and as "default:…" the measure the first line that tells one tells."""
        each = [meanings(line) for line in self.lines]
        default = next((told for said in each if (told := _told(said))), "")
        return frozenset({f"default:{default}"} if default else ()).union(*each)


def context_of(titles: list[str], sheet: str, filename: str) -> Context:
    """Read the lines around a table; the nearest line that names a period rules."""
    stem = filename.rsplit(".", 1)[0]
    lines = [*titles, sheet, stem]
    context = Context(lines)
    told = [line for line in titles if not tells_when_made(line)]
    pieces = [taken_from(line.replace("_", " "))[0] for line in [*_periods_first(told), sheet, stem]]
    found = [piece for piece in pieces if piece is not None]
    near = [piece for piece in pieces[: len(told)] if piece is not None]
    context.piece = (
        joined(*near) if len({piece.year for piece in near if piece.year}) <= 1 and near else joined(*found[:1])
    )
    if context.piece is not None and context.piece.year is None and found:
        context.piece = joined(context.piece, *found)
    titled = {year for line in told for year in years_in(line)}
    if len(titled) > 1:
        # Of several years the one the sheet is named after is the figures'; the rest is said of them.
        own = period_of(sheet)
        context.piece = own if own is not None and own.year in titled else None
    for line in titles:
        label, colon, rest = line.partition(":")
        if not colon or not rest.strip():
            continue
        said = exact_meanings(label)
        if "dimension:area" in said:
            context.area = rest.strip()
        elif "dimension:unit" in said and "dimension:area" not in said:
            context.unit = rest.strip()
    return context


def _periods_first(lines: list[str]) -> list[str]:
    return sorted(lines, key=lambda line: not (exact_meanings(line.partition(":")[0]) & {"dimension:period"}))


@cache
def _interval() -> re.Pattern[str]:
    words = reference("rows")["interval"]

    def any_of(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(words[name], key=len, reverse=True))

    return re.compile(
        rf"(?<!\w)(?:(?P<first>\d{{1,3}})\s*(?:{any_of('to')})\s*(?P<last>\d{{1,3}})"
        rf"|(?P<from>\d{{1,3}})\s*(?:{any_of('and_over')})"
        rf"|(?:{any_of('over')})\s*(?P<over>\d{{1,3}})|(?:{any_of('until')})\s*(?P<under>\d{{1,3}}))"
        rf"\s*(?:(?P<days>{any_of('days')})|(?P<weeks>{any_of('weeks')})|(?P<months>{any_of('months')}))?\.?(?!\w)"
    )


def interval_of(text: str) -> tuple[str, str]:
    """The interval of days a heading names, as "days_4_16" or "days_17_plus" ("" when none), and the rest of the
    heading.
    """
    said = comparable(text)
    match = _interval().search(said)
    alone = match is not None and match.group() == said
    if match is None or not any((match["days"], match["weeks"], match["months"], match["first"], match["from"], alone)):
        return "", said
    per = 7 if match["weeks"] else 30 if match["months"] else 1
    rest = f"{said[: match.start()]} {said[match.end() :]}".strip()
    if match["first"]:
        return f"days_{int(match['first']) * per}_{int(match['last']) * per}", rest
    if match["from"]:
        return f"days_{int(match['from']) * per}_plus", rest
    if match["over"]:
        return f"days_{int(match['over']) * per + 1}_plus", rest
    return f"days_1_{int(match['under']) * per}", rest


def part_of(said: frozenset[str], interval: str) -> str:
    """The part of the absence a heading is about."""
    both = {"part:self", "part:doctor"} <= said or {"part:short", "part:long"} <= said
    if both:
        return "total"
    for part in ("self", "doctor", "short", "long", "graded"):
        if f"part:{part}" in said:
            if part in ("self", "doctor") and interval:
                return interval.replace("days", part, 1)
            return interval or part
    return interval or "total"


def left_out(said: frozenset[str], numeric: bool) -> str:
    """Why a column of numbers is not read: "change", "target", "forecast", "comparison", "other_measure"; "" when
    it is.
    """
    if "says:change" in said:
        return "change"
    if numeric and "says:target" in said:
        return "target"
    if "says:forecast" in said:
        return "forecast"
    if "part:child" in said or "part:leave" in said:
        return "other_measure"
    if "measure:cases" in said and not said & {"measure:lost", "measure:rate"}:
        return "other_measure"
    if "says:of_these" in said:
        return "other_measure"
    return ""


def measure_of(text: str, context: frozenset[str] = frozenset()) -> Measure | None:
    """What a heading of numbers, or a label like "Tapte dagsverk", measures; None when no word of it says so."""
    interval, rest = interval_of(taken_from(text)[1])
    said = meanings(rest)
    pair = _pair(text, said)
    if pair:
        return Measure("pair", "total", "sick", pair)
    part = part_of(said, interval)
    parted = bool(interval) or any(meaning.startswith("part:") for meaning in said)
    named = "sick" if "measure:sick" in said or parted else "absence" if "measure:absence" in said else ""
    days, percent, hours = (f"unit_of_measure:{unit}" in said for unit in ("days", "percent", "hours"))
    if "measure:per_employee" in said:
        return Measure("days_per_fte", part, named)
    if "measure:attendance" in said:
        return Measure("attendance_pct" if not days else "attendance_days", part, "sick")
    if "measure:possible" in said:
        return Measure("possible_hours" if hours else "possible_days")
    if "measure:lost" in said and not percent:
        return Measure("lost_hours" if hours else "lost_days", part, named or "sick")
    if said & {"measure:employees"} and not percent:
        return Measure("employees")
    if "measure:fte" in said and not percent:
        return Measure("fte")
    if percent or "measure:rate" in said:
        return Measure("rate_pct", part, named or "sick" if "measure:rate" in said else named)
    if said & {"measure:sick", "measure:absence"} or parted or ("says:sum" in said and days):
        if days:
            return Measure("lost_days", part, named)
        if hours:
            return Measure("lost_hours", part, named)
        return Measure(_undecided(context, said), part, named)
    if days and context & {"measure:sick", "measure:absence"}:
        return Measure("lost_days", part, "absence")
    return None


def _undecided(context: frozenset[str], said: frozenset[str] = frozenset()) -> str:
    """What absence is counted in where its own heading does not say: as the nearest line around the table that does."""
    told = _told(said) or next((meaning[8:] for meaning in context if meaning.startswith("default:")), "")
    return told or _told(context) or "undecided"


def _told(said: frozenset[str]) -> str:
    if "measure:attendance" in said:
        return "attendance_pct"
    if "unit_of_measure:percent" in said or "measure:rate" in said:
        return "rate_pct"
    if "measure:per_employee" in said:
        return "days_per_fte"
    if "measure:lost" in said or ("unit_of_measure:days" in said and said & {"measure:sick", "measure:absence"}):
        return "lost_days"
    if "measure:possible" in said:
        return "possible_days"
    return next((name for name in STOCKS if f"measure:{name}" in said), "")


def _pair(text: str, said: frozenset[str]) -> tuple[str, ...]:
    if "/" not in text or (not {"part:self", "part:doctor"} <= said and not {"part:short", "part:long"} <= said):
        return ()
    parts = [part_of(meanings(piece), "") for piece in text.split("/")]
    return tuple(parts) if len(parts) == 2 and "total" not in parts and parts[0] != parts[1] else ()


@dataclass(frozen=True)
class Shares:
    """How a column's cells below the heading look, as shares of the cells that hold something."""

    values: float
    marks: float
    periods: float
    words: float
    given: int


def shares(table: Table, look: NDArray[np.uint8], column: int) -> Shares:
    """Count what the cells of a column look like."""
    cells = look[column, table.body]
    given = int((cells != Looks.NOTHING).sum())
    per = max(given, 1)
    values, marks, periods, words = (
        float((cells == kind).sum()) / per for kind in (Looks.VALUE, Looks.MARK, Looks.PERIOD, Looks.WORDS)
    )
    return Shares(values, marks, periods, words, given)


def roles(table: Table, sheet: Sheet, look: NDArray[np.uint8], context: Context, texts: list[str]) -> list[Role]:
    """The role of every column of the table."""
    about = [shares(table, look, column) for column in range(len(sheet.columns))]
    corner = _corner(table, about)
    surroundings = context.says() | corner
    if told := _told(corner):
        around = {meaning for meaning in surroundings if not meaning.startswith("default:")}
        surroundings = frozenset({*around, f"default:{told}"})
    found = [_role(head, share, surroundings) for head, share in zip(table.heads, about, strict=True)]
    found = _year_so_far(found)
    found = _one_unit(found, table, sheet, about, texts)
    found = _units_as_columns(found, table, about, context)
    found = _of_one_part(_sums_of_parts(_aggregates(found, table)), corner)
    found = _from_context(found, about, context)
    return _sick_before_absence(found)


def _year_so_far(found: list[Role]) -> list[Role]:
    """ "Hittil i år" beside months of one year is of that year."""
    years = {role.piece.year for role in found if role.piece is not None and role.piece.year is not None}
    if len(years) != 1:
        return found
    (year,) = years
    return [
        replace(role, piece=replace(role.piece, year=year))
        if role.piece and role.piece.granularity is Granularity.YEAR_TO_DATE and role.piece.year is None
        else role
        for role in found
    ]


def _corner(table: Table, about: list[Shares]) -> frozenset[str]:
    """The heading over the labels often says what all the numbers are: "Samlet nærværsprosent"."""
    first = next((at for at, share in enumerate(about) if share.words >= 0.5), None)
    if first is None:
        return frozenset()
    return frozenset().union(*(meanings(text) for text in table.heads[first])) if table.heads[first] else frozenset()


def _of_one_part(found: list[Role], corner: frozenset[str]) -> list[Role]:
    """ "Legemeldt" over the labels: every number of the table is of that part."""
    part = part_of(corner, "")
    measures = [role.measure for role in found if role.what == "measure" and role.measure is not None]
    if part == "total" or any(measure.part != "total" or measure.name == "pair" for measure in measures):
        return found
    return [
        replace(role, measure=replace(role.measure, part=part))
        if role.measure and role.measure.name in ("undecided", "rate_pct", "lost_days")
        else role
        for role in found
    ]


def _role(head: tuple[str, ...], share: Shares, context: frozenset[str]) -> Role:
    text = " ".join(head)
    if not share.given:
        return Role("nothing")
    numeric = share.values + share.marks >= 0.5 or (share.values > 0 and share.values >= share.words)
    said = frozenset().union(*(meanings(part) for part in head)) if head else frozenset()
    exact = frozenset().union(*(exact_meanings(part) for part in head)) if head else frozenset()
    time = [name for name in TIME if f"dimension:{name}" in (exact or said)]
    if share.words >= 0.8:
        time = []  # "År" over a column of names is the corner of a table with years across the top
    if (time and not numeric) or (time and exact & {f"dimension:{name}" for name in time}):
        return Role(time[0])
    for name in ("identity", "employee_number", "health", "born", "position"):
        if f"person:{name}" in exact:
            return Role("left_out", why="person")
    if numeric:
        return _numeric_role(head, text, said, exact, context)
    for name in ("start", "end"):
        if f"dimension:{name}" in exact and share.periods >= 0.5:
            return Role(name)
    if share.periods >= 0.6:
        if period_in(head) is not None:
            return _numeric_role(head, text, said, exact, context)
        return Role("period")
    for name in ("initiative", "programme", "unit", "area", "code", *NOT_READ, "part", "measure", "aim", "value"):
        if f"dimension:{name}" in exact:
            return Role(name)
    for name in ("initiative", "unit", "area", "code", "part", "measure"):
        if f"dimension:{name}" in said and not any(
            meaning.startswith("measure:") for meaning in said - {"measure:sick", "measure:absence"}
        ):
            return Role(name)
    if "person:name" in exact:
        return Role("name")
    if share.words >= 0.5 and not said:
        return Role("label")
    return Role("label", why="unknown") if share.words >= 0.5 else _numeric_role(head, text, said, exact, context)


def period_in(head: tuple[str, ...]) -> Piece | None:
    """The period the headings of a column name together, the lowest ruling."""
    pieces = [taken_from(text)[0] for text in reversed(head)]
    pieces = [None if piece is not None and piece.as_of else piece for piece in pieces]
    return joined(*pieces)


def _numeric_role(
    head: tuple[str, ...], text: str, said: frozenset[str], exact: frozenset[str], context: frozenset[str]
) -> Role:
    if why := left_out(said, True):
        return Role("left_out", why=why)
    for name in ("code", *NOT_READ):
        if f"dimension:{name}" in exact:
            return Role(name)
    if "dimension:unit" in exact:
        return Role("unit")
    if "says:comparison" in said or any(row_kind(part) == "comparison" for part in head):
        return Role("left_out", why="comparison")
    piece = period_in(head)
    measure = next((found for part in reversed(head) if (found := measure_of(part, context | said))), None)
    measure = _with_group(measure, head, context | said)
    if measure is not None:
        if measure.name in STOCKS and (piece is None or piece.granularity is Granularity.YEAR_TO_DATE):
            piece = None
        why = "mean" if "says:mean" in said and measure.name != "rate_pct" else ""
        return Role("left_out", why=why) if why else Role("measure", measure, piece)
    if "says:mean" in said or "says:sum" in said:
        return Role("left_out", why="mean" if "says:mean" in said else "sum", piece=piece)
    if piece is not None:
        return Role("measure", Measure(_undecided(context, said)), piece)
    if "dimension:value" in exact:
        return Role("measure", Measure(_undecided(context, said)))
    return Role("name_or_number")


def _with_group(measure: Measure | None, head: tuple[str, ...], context: frozenset[str]) -> Measure | None:
    """A part named in the group above belongs to the measure below: "Korttid" over "Tapte dagsverk"."""
    if measure is None or measure.part != "total" or len(head) < 2:
        return measure
    for text in head[:-1]:
        above = measure_of(text, context)
        if (
            above is not None
            and above.part != "total"
            and measure.name not in ("possible_days", "possible_hours", *STOCKS)
        ):
            return Measure(measure.name, above.part, "sick")
    return measure


def _one_unit(found: list[Role], table: Table, sheet: Sheet, about: list[Shares], texts: list[str]) -> list[Role]:
    """Choose the column of units: the finest of those called so, else the first column of words."""
    units = [at for at, role in enumerate(found) if role.what == "unit"]
    found = list(found)
    for at in units:
        if about[at].values >= 0.6 and len(units) > 1:
            found[at] = Role("code")
    units = [at for at in units if found[at].what == "unit"]
    if len(units) == 1 and (name := _name_beside_code(found, units[0], table, sheet, about)) is not None:
        found[units[0]], found[name], units = Role("code"), Role("unit"), [name]
    if not units:
        areas = [at for at, role in enumerate(found) if role.what in ("label", "name")]
        if areas:
            found[areas[0]] = Role("unit")
        elif any(role.what == "area" for role in found) and not any(role.what in TIME for role in found):
            found[next(at for at, role in enumerate(found) if role.what == "area")] = Role("unit")
        elif any(role.what == "code" for role in found) and not any(role.what == "area" for role in found):
            found[next(at for at, role in enumerate(found) if role.what == "code")] = Role("unit")
        return found
    codes = [at for at, role in enumerate(found) if role.what == "code"]
    if len(codes) > 1:
        # Of a region's, an area's and a unit's code the unit's has the most values.
        finest = max(codes, key=lambda at: (_distinct_values(sheet, table, at), at))
        found = [Role("label") if at in codes and at != finest else role for at, role in enumerate(found)]
    if len(units) > 1:
        different = {at: _distinct(sheet, table, at) for at in units}
        finest = max(units, key=lambda at: (different[at], at))
        for at in units:
            if at != finest:
                found[at] = Role("level")
    return found


def _name_beside_code(found: list[Role], unit: int, table: Table, sheet: Sheet, about: list[Shares]) -> int | None:
    """ "Ansvar" over numbers and "Navn" or "Tekst" beside it: the number is the unit's code; where the name stands."""
    first = next((at for at, role in enumerate(found) if role.what == "measure"), len(found))
    names = [at for at in range(first) if found[at].what in ("name", "label") and about[at].words >= 0.9]
    if about[unit].values < 0.6 or not names or any(role.what == "code" for role in found):
        return None
    # As many names as codes, or it says something else of the unit.
    return names[0] if 2 * _distinct(sheet, table, names[0]) > _distinct_values(sheet, table, unit) else None


def _distinct_values(sheet: Sheet, table: Table, column: int) -> int:
    cells = sheet.columns[column]
    number = np.where(cells.kind[table.body] == Kind.NUMBER, cells.number[table.body], np.nan)
    return _distinct(sheet, table, column) + len(np.unique(number[np.isfinite(number)]))


def _distinct(sheet: Sheet, table: Table, column: int) -> int:
    cells = sheet.columns[column]
    return len(np.unique(cells.text[table.body][cells.kind[table.body] == Kind.TEXT]))


def _units_as_columns(found: list[Role], table: Table, about: list[Shares], context: Context) -> list[Role]:
    """Periods down the side and names across the top: each such column is a unit."""
    rows_are_periods = any(role.what in TIME for role in found)
    unnamed = [at for at, role in enumerate(found) if role.what == "name_or_number"]
    has_unit = any(role.what in ("unit", "level") for role in found)
    if not has_unit and not rows_are_periods:
        first = next((at for at, share in enumerate(about) if share.given), None)
        if first is not None and about[first].periods >= 0.6:
            found = [*found[:first], Role("period"), *found[first + 1 :]]
            rows_are_periods = True
    if not has_unit and rows_are_periods and not unnamed:
        return _units_over_measures(found, table)
    if has_unit or not rows_are_periods or not unnamed:
        return [Role("left_out", why="unknown") if role.what == "name_or_number" else role for role in found]
    measure = Measure(_undecided(context.says()))
    return [
        _unit_in_heading(_bare_name(" ".join(table.heads[at])), measure)
        if role.what == "name_or_number" and table.heads[at]
        else role
        for at, role in enumerate(found)
    ]


def _unit_in_heading(name: str, measure: Measure) -> Role:
    """A unit's column, unless its name is that of a total or of something else that is no unit: "Hele kommunen"."""
    kind = row_kind(name)
    if kind in ("", "note"):
        return Role("measure", measure, unit=name)
    return Role("left_out", why={"total": "sum", "other": "other_measure"}.get(kind, kind))


def _units_over_measures(found: list[Role], table: Table) -> list[Role]:
    """Names in the row above the measures: each name is the unit of the measures under it."""
    above = {
        at: table.heads[at][0] for at, role in enumerate(found) if role.what == "measure" and len(table.heads[at]) > 1
    }
    names = {at: name for at, name in above.items() if measure_of(name) is None and period_of(name) is None}
    measures = [at for at, role in enumerate(found) if role.what == "measure"]
    if len(names) < len(measures) or len(set(names.values())) < 2 or len(set(names.values())) == len(measures):
        return found
    return [
        replace(role, unit=_bare_name(names[at]))
        if at in names and row_kind(names[at]) == ""
        else Role("left_out", why="sum")
        if at in names
        else role
        for at, role in enumerate(found)
    ]


def _bare_name(heading: str) -> str:
    """ "Din virksomhet Solbakken barnehage" is Solbakken barnehage."""
    for prefix in reference("rows")["unit"]["before_name"]:
        if comparable(heading).startswith(f"{prefix} "):
            return heading.strip()[len(prefix) :].strip(" :")
    return heading


def _aggregates(found: list[Role], table: Table) -> list[Role]:
    """Beside columns of periods, a measure without one is their sum or mean, not one more period."""
    pieced = [role for role in found if role.what == "measure" and role.piece is not None]
    if len(pieced) < 2:
        return found
    checked = []
    for at, role in enumerate(found):
        said = frozenset().union(*(meanings(text) for text in table.heads[at])) if table.heads[at] else frozenset()
        is_sum = (
            role.what == "measure"
            and role.piece is None
            and role.measure is not None
            and role.measure.name not in STOCKS
        )
        if is_sum and said & {"says:sum", "says:mean"}:
            checked.append(Role("left_out", why="sum"))
        else:
            checked.append(role)
    return checked


def _sums_of_parts(found: list[Role]) -> list[Role]:
    """ "Totalt" beside "Korttid" and "Langtid" is the whole absence of the same period, not a sum over periods."""
    parts = [role for role in found if role.measure and role.measure.part != "total"]
    checked = []
    for role in found:
        beside = next((part for part in parts if part.piece == role.piece and part.unit == role.unit), None)
        if role.what == "left_out" and role.why == "sum" and beside is not None and beside.measure is not None:
            role = Role("measure", replace(beside.measure, part="total", parts=()), role.piece, role.unit)
        checked.append(role)
    return checked


def _from_context(found: list[Role], about: list[Shares], context: Context) -> list[Role]:
    """A lone column of numbers without a known heading takes its measure from the title."""
    if any(role.what == "measure" and role.measure and role.measure.name not in STOCKS for role in found):
        return found
    unknown = [at for at, role in enumerate(found) if role.what == "left_out" and role.why == "unknown"]
    if len(unknown) == 1 and context.says() & {
        "measure:sick",
        "measure:absence",
        "measure:rate",
        "measure:attendance",
        "measure:lost",
    }:
        found = list(found)
        found[unknown[0]] = Role("measure", Measure(_undecided(context.says())))
    return found


def _sick_before_absence(found: list[Role]) -> list[Role]:
    """Where the same measure is given for sick leave and for all absence, all absence is another measure."""
    sick = {
        (role.measure.name, role.measure.part, role.piece, role.unit)
        for role in found
        if role.measure and role.measure.named == "sick"
    }
    checked = []
    for role in found:
        measure = role.measure
        if (measure and measure.named == "absence" and (measure.name, measure.part, role.piece, role.unit) in sick) or (
            measure
            and measure.name in ("attendance_pct", "attendance_days")
            and any(other[0] in ("rate_pct", "lost_days") and other[2:] == (role.piece, role.unit) for other in sick)
        ):
            checked.append(Role("left_out", why="other_measure"))
        else:
            checked.append(role)
    return checked


def is_measure_label(text: str) -> bool:
    """A label that says what the numbers beside it are, and nothing else: "Tapte dagsverk", "Legemeldt", "4-16
    dager".
    """
    interval, rest = interval_of(text)
    said = rest if interval else text
    return (
        value_of(text).what is Is.WORDS
        and period_of(text) is None
        and not unknown_letters(said)
        and measure_of(text) is not None
    )
