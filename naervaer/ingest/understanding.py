"""From bytes to rows: the one pipeline every kind of file goes through."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from python_calamine import CalamineError, PasswordError

from naervaer.ingest.binary import read_binary
from naervaer.ingest.columns import TIME, Role, context_of, is_measure_label, period_in, roles
from naervaer.ingest.corrections import corrected
from naervaer.ingest.delimited import read_delimited
from naervaer.ingest.facts import GRANULARITIES, Block, Reading, first_day, period_named, read_table, tell_left_out
from naervaer.ingest.hidden import without_hidden_columns, without_hidden_rows, without_hidden_sheet
from naervaer.ingest.identity import identified
from naervaer.ingest.initiatives import Told, initiative_columns, read_initiatives
from naervaer.ingest.kinds import RefusedError, kind_of
from naervaer.ingest.layout import layout_of, shape_of
from naervaer.ingest.levels import choose_level, look_for_single_persons, without_parents, without_sums
from naervaer.ingest.lines import Lines, described, gathered, read_lines
from naervaer.ingest.markup import read_html, read_xml2003
from naervaer.ingest.merging import Merged, merged, together
from naervaer.ingest.notes import REFUSES, TELLS, Findings, cell_at
from naervaer.ingest.numbers import customs_of, values_of
from naervaer.ingest.outside import words_outside
from naervaer.ingest.parts import with_totals
from naervaer.ingest.periods import period_of, taken_from
from naervaer.ingest.picture import Read, pictures
from naervaer.ingest.privacy import look_for_persons, names_a_person, numbers_in
from naervaer.ingest.rows import Rows, sort_rows
from naervaer.ingest.tables import Looks, Table, find_tables, looks, sheet_looks, side_by_side
from naervaer.ingest.totals import check_totals
from naervaer.ingest.units import UnitNames
from naervaer.ingest.validation import checked, no_period
from naervaer.ingest.values import Value
from naervaer.ingest.words import exact_meanings, meanings, reference, row_kind
from naervaer.ingest.workbook import Kind, Sheet, Workbook
from naervaer.ingest.xlsx import read_xlsx
from naervaer.model import MEASURES, Outcome, Severity


# Kinds that HR systems give the name of a workbook, and the names of workbooks.
MARKUP_AND_TEXT = ("text", "html", "xml2003")
WORKBOOK_ENDINGS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")
# A column of more different texts than this says what units are called, not what is measured.
MOST_LABELS = 30

Progress = Callable[[str, float], None]


@dataclass
class Understood:
    """What a file was understood as, before it leaves the child."""

    findings: Findings
    rows: Merged | None = None
    names: UnitNames = field(default_factory=UnitNames)
    lines: Lines = field(default_factory=Lines.none)
    told: Told = field(default_factory=Told)
    sheets: list[dict[str, Any]] = field(default_factory=list)
    initiatives_sheet: dict[str, Any] | None = None
    shapes: list[tuple[str, list[str]]] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def outcome(self) -> Outcome:
        """What the findings make of the file together."""
        severities = {found.severity for found in self.findings.found}
        if Severity.REFUSES in severities:
            return Outcome.REFUSE
        if Severity.ASKS in severities:
            return Outcome.ASK
        if any(found.drops_row for found in self.findings.found):
            return Outcome.ACCEPT_ROWS_AND_REPORT
        return Outcome.ACCEPT_WITH_WARNINGS if Severity.WARNS in severities else Outcome.ACCEPT

    def has_more(self) -> bool:
        """Whether a file without a row of a unit still holds something: initiatives, lines to compare with, or a
        question whose answer may give rows.
        """
        asks = any(found.severity is Severity.ASKS for found in self.findings.found)
        return (
            bool(self.told.parts or self.told.compared) or asks or any(len(block.unit) for block in self.lines.blocks)
        )

    def packed(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """JSON and arrays for the parent; a refused file gives its findings only."""
        outcome = self.outcome()
        refused = outcome is Outcome.REFUSE
        rows = None if refused else self.rows
        texts, arrays = _arrays(rows, self.names) if rows is not None and len(rows.unit) else ([], {})
        findings = self.findings.summed()
        persons = any(found.code == "PERSON_DATA" for found in findings)
        lines = {} if refused else gathered(self.lines)
        message = {
            "outcome": str(outcome),
            # Beside persons nothing else is told: another finding may quote a cell.
            "findings": [asdict(found) for found in findings if not persons or found.code == "PERSON_DATA"],
            "initiatives": asdict(Told() if refused else self.told),
            "understood": {
                "sheets": [] if refused else self.sheets,
                "initiatives_sheet": None if refused else self.initiatives_sheet,
                "lines": described(lines),
            },
            "lines": lines,
            "texts": texts,
            "answered": [asdict(found) for found in self.findings.answered],
            "pictures": [] if refused else pictures(self.read, self.texts, self.findings.found),
            "layout": layout_of(self.shapes),
        }
        return message, arrays


def _arrays(rows: Merged, names: UnitNames) -> tuple[list[str], dict[str, NDArray[Any]]]:
    texts = [*names.list, *rows.words, *map(str, GRANULARITIES)]
    months = rows.period // 8 - 1970 * 12
    arrays: dict[str, NDArray[Any]] = {
        "unit": rows.unit,
        "unit_code": rows.code,
        "service_area": rows.area,
        "period_start": months.astype("datetime64[M]").astype("datetime64[s]").astype(np.int64),
        "granularity": (rows.period % 8 + len(names.list) + len(rows.words)).astype(np.int32),
        "part": (rows.part + len(names.list)).astype(np.int32),
        "preliminary": rows.preliminary,
        "sheet": (rows.sheet + len(names.list)).astype(np.int32),
    }
    for measure in MEASURES:
        arrays[measure] = rows.value[measure]
        arrays[f"{measure}_at"] = rows.at[measure]
    # A missing text is the last place of the parent's list, which -1 reaches.
    return texts, arrays


def prepare() -> None:
    """Load the word lists, so that a child that waits for its file has them ready."""
    taken_from("")
    meanings("-")
    row_kind("-")


def understand(content: bytes, filename: str, answers: Mapping[str, str], progress: Progress) -> Understood:
    """Read a file and understand it; what cannot be read is a finding that refuses."""
    findings = Findings(answers)
    understood = Understood(findings)
    if numbers_in(Path(filename).stem).sure or names_a_person(Path(filename).stem):
        findings.add("PERSON_DATA", REFUSES, column="", what="identity", where="file_name", n=1)
        return understood
    progress("opening", 0.0)
    try:
        workbook = open_workbook(content, filename, lambda fraction: progress("reading", fraction))
    except RefusedError as refusal:
        findings.add(refusal.code, REFUSES)
        return understood
    workbook.notes += [("", words) for words in words_outside(content, workbook.kind)]
    if workbook.kind in MARKUP_AND_TEXT and filename.lower().endswith(WORKBOOK_ENDINGS):
        findings.add("NOT_A_SPREADSHEET", TELLS)
    progress("understanding", 0.0)
    _understand_workbook(workbook, filename, understood, progress)
    return understood


def open_workbook(content: bytes, filename: str, progress: Callable[[float], None]) -> Workbook:
    """The file by its kind; raises RefusedError."""
    kind = kind_of(content)
    try:
        if kind == "text":
            return read_delimited(content, filename, progress)
        if kind == "html":
            return read_html(content, filename, progress)
        if kind == "xml2003":
            return read_xml2003(content, progress)
        if kind == "xlsx":
            return read_xlsx(content, progress)
        return read_binary(content, kind, progress)
    except PasswordError as error:
        raise RefusedError("PASSWORD") from error
    except CalamineError as error:
        raise RefusedError("NOT_A_SPREADSHEET") from error


def _understand_workbook(workbook: Workbook, filename: str, understood: Understood, progress: Progress) -> None:
    findings = understood.findings
    if not any(len(sheet.rows) for sheet in workbook.sheets):
        findings.add("NO_CELLS_IMAGE" if any(sheet.drawings for sheet in workbook.sheets) else "EMPTY", REFUSES)
        return
    of_texts = looks(workbook)
    sheets = [part for sheet in workbook.sheets for part in side_by_side(sheet, of_texts, workbook.texts)]
    look = {id(sheet): sheet_looks(sheet, of_texts) for sheet in sheets}
    tables = [(sheet, find_tables(sheet, workbook.texts, look[id(sheet)])) for sheet in sheets]
    progress("understanding", 0.1)
    _share_titles(tables)
    if look_for_persons(workbook, tables, findings):
        return
    progress("understanding", 0.2)
    values = values_of(workbook.texts)
    understood.texts = workbook.texts
    blocks: list[Block] = []
    for number, (sheet, on_sheet) in enumerate(sorted(tables, key=lambda one: not one[0].visible), 1):
        mine: list[Block] = []
        for table in on_sheet:
            mine += _understand_table(table, sheet, look[id(sheet)], workbook, values, filename, understood)
        mine = [block for block in mine if len(block.unit)]
        blocks += mine if sheet.visible or not mine else without_hidden_sheet(mine, blocks, sheet.name, findings)
        progress("understanding", 0.2 + 0.5 * number / len(tables))
    blocks = [block for block in blocks if len(block.unit)]
    if not blocks and not understood.has_more():
        untouched = any(row_kind(text) == "example" for text in workbook.texts)  # our own template, nothing filled in
        if untouched:
            findings.add("EMPTY", REFUSES, tables[0][0].name)
        else:
            _nothing(tables[0][0].name, findings)
        return
    if not blocks:
        return
    rows = identified(no_period(together(blocks), findings), understood.names, findings)
    rows = without_parents(merged(rows, understood.names, findings), understood.names.list, findings)
    rows = without_sums(rows, understood.names.list, findings)
    progress("understanding", 0.8)
    look_for_single_persons(rows, understood.names.list, findings)
    rows = with_totals(rows, findings)
    progress("understanding", 0.9)
    rows = checked(rows, understood.names, findings, date.today())
    if not len(rows.unit) and not understood.has_more():
        _nothing(tables[0][0].name, findings)
        return
    used = set(np.unique(rows.unit).tolist())
    understood.names.tell_spellings(findings, used)
    understood.names.tell_merged(findings, used)
    understood.rows = rows
    progress("understanding", 1.0)


def _share_titles(tables: list[tuple[Sheet, list[Table]]]) -> None:
    """A title above the leftmost of several tables is about those beside it, too."""
    for (sheet, on_sheet), (beside, others) in pairwise(tables):
        if sheet.name == beside.name and on_sheet and others and not others[0].titles:
            others[0].titles = on_sheet[0].titles


def _nothing(sheet: str, findings: Findings) -> None:
    """Refuse: there is no table, or there is one and every row of it is wrong."""
    findings.add("NOTHING_LEFT" if any(one.drops_row for one in findings.found) else "NO_TABLE", REFUSES, sheet)


def _understand_table(
    table: Table,
    sheet: Sheet,
    look: NDArray[np.uint8],
    workbook: Workbook,
    values: list[Value],
    filename: str,
    understood: Understood,
) -> list[Block]:
    findings = understood.findings
    context = context_of(table.titles, sheet.name, filename)
    measures = np.flatnonzero((look != 0).any(axis=1)).tolist()
    customs = customs_of(sheet, workbook.texts, values, measures, None)
    reading = Reading(sheet, workbook.texts, values, customs, understood.names, findings, context)
    of_initiatives = initiative_columns(table, sheet.name)
    if of_initiatives is not None:
        told = read_initiatives(table, of_initiatives, reading)
        understood.told.add(told)
        understood.initiatives_sheet = {"sheet": sheet.name, "n_rows": len(told.parts) + len(told.compared)} | {
            "columns": _columns(of_initiatives, table, sheet)
        }
        by_column = {at: Role(name) for name, at in of_initiatives.items()}
        whole = [by_column.get(at, Role("label")) for at in range(len(sheet.columns))]
        understood.read.append(Read(sheet, table, whole, None))
        return []
    found = _with_label_columns(roles(table, sheet, look, context, workbook.texts), table, sheet, look, workbook.texts)
    understood.shapes.append((sheet.name, shape_of(table, found)))
    found = corrected(found, table, sheet, findings)
    numbers = [at for at, role in enumerate(found) if role.what == "measure"]
    if not numbers or not len(table.body):
        return []
    long = any(role.what in TIME for role in found)
    named = [at for what in ("unit", "area", "code", "level") for at, role in enumerate(found) if role.what == what]
    said = [at for at, role in enumerate(found) if role.what in ("measure_label", "part")]
    named += [at for at in range(numbers[0]) if at not in (*named, *said)]
    found = without_hidden_columns(found, reading)
    numbers = [at for at in numbers if found[at].what == "measure"]
    if not numbers:
        return []
    table.body = without_hidden_rows(table.body, look, reading)
    rows = sort_rows(table, sheet, look, workbook.texts, named, numbers, long, said)
    choose_level(rows, found, reading)
    understood.read.append(Read(sheet, table, found, rows))
    if context.piece is None and named:
        context.piece = period_in(table.heads[named[0]])  # "Sykefravær 2018" over the labels
    if not len(rows.kept):
        read_lines(table, found, rows, reading, understood.lines)
        return []
    has_unit = any(role.what == "unit" or role.unit for role in found) or context.unit or (rows.section >= 0).any()
    if not has_unit and (name := _unit_of_sheet(sheet.name)):
        context.unit = name
        findings.add("UNIT_FROM_SHEET", TELLS, sheet.name, unit=name)
    blocks = read_table(table, found, rows, reading)
    read_lines(table, found, rows, reading, understood.lines)
    check_totals(found, rows, reading)
    tell_left_out(reading, table, found)
    understood.sheets.append(_described(table, sheet, found, rows, blocks, reading))
    return blocks


def _unit_of_sheet(name: str) -> str:
    """A sheet for each unit is named for it, perhaps beside what is measured and when; "Ark1" and "2015" name none."""
    bare = name.rstrip("0123456789 ()").casefold()
    if bare in reference("rows")["sheet"]["no_name"] or period_of(name) is not None:
        return ""
    words = [word for word in name.replace("_", " ").split() if not _is_of_the_report(word)]
    return " ".join(words) or name


def _is_of_the_report(word: str) -> bool:
    return period_of(word) is not None or bool(
        exact_meanings(word) & {"measure:sick", "measure:absence", "measure:rate"}
    )


def _with_label_columns(
    found: list[Role], table: Table, sheet: Sheet, look: NDArray[np.uint8], texts: list[str]
) -> list[Role]:
    """A column of words that all say what is measured labels its rows: "Tapte", "Mulige", "Prosent"."""
    checked_roles = list(found)
    measures = [at for at, role in enumerate(found) if role.what == "measure"]
    numbers = np.isin(look[measures][:, table.body], (Looks.VALUE, Looks.MARK))
    valued = table.body[numbers.any(axis=0)] if measures else table.body
    for at, role in enumerate(found):
        if role.what in ("measure", "part"):
            checked_roles[at] = role
        if (
            role.what not in ("label", "measure", "part", "unit", "value", "left_out", "group")
            or role.measure is not None
        ):
            continue
        cells = sheet.columns[at]
        codes = np.unique(cells.text[valued][cells.kind[valued] == Kind.TEXT])
        few = codes if 2 <= len(codes) <= MOST_LABELS else codes[:0]
        labels = [is_measure_label(texts[code]) for code in few]
        known = [own or row_kind(texts[code]) == "total" for own, code in zip(labels, few, strict=True)]
        if all(known) and any(labels):
            checked_roles[at] = Role("measure_label")
        elif role.what == "measure":
            checked_roles[at] = Role("measure_label" if len(codes) else "nothing")
    if not any(role.what == "unit" for role in checked_roles):
        spare = next((at for at, role in enumerate(checked_roles) if role.what == "label"), None)
        if spare is not None:
            checked_roles[spare] = Role("unit")
    return checked_roles


def _columns(of: Mapping[str, int], table: Table, sheet: Sheet) -> dict[str, dict[str, str]]:
    return {name: {"column": _letter(sheet, at), "heading": " ".join(table.heads[at])} for name, at in of.items()}


def _letter(sheet: Sheet, column: int) -> str:
    return cell_at(sheet, 0, column).rstrip("0123456789")


def _described(
    table: Table, sheet: Sheet, found: list[Role], rows: Rows, blocks: list[Block], reading: Reading
) -> dict[str, Any]:
    """What the table was understood as, for a person to look at."""
    columns: dict[str, Any] = {}
    ignored = []
    for at, role in enumerate(found):
        shown = {"column": _letter(sheet, at), "heading": " ".join(table.heads[at])}
        if role.what == "measure" and role.measure is not None:
            name = role.measure.name if role.measure.part == "total" else f"{role.measure.name}:{role.measure.part}"
            columns.setdefault(name, {**shown, "also": []} if role.piece else shown)
            if columns[name]["column"] != shown["column"]:
                columns[name].setdefault("also", []).append(shown["column"])
        elif role.what in (
            "left_out",
            "label",
            "nothing",
            "manager",
            "contact",
            "account",
            "organisation_number",
            "cost_centre",
            "note",
            "rank",
            "group",
        ):
            if role.what != "nothing":
                ignored.append({**shown, "why": role.why or role.what})
        else:
            columns.setdefault("unit" if role.what == "unit" else role.what, shown)
    periods = np.concatenate([block.period for block in blocks]) if blocks else np.array([], np.int64)
    periods = np.unique(periods[periods >= 0])
    units = np.unique(np.concatenate([block.unit for block in blocks])) if blocks else np.array([])
    by_column = len({role.piece for role in found if role.what == "measure" and role.piece}) > 0
    layout = (
        "units_as_columns"
        if any(role.unit for role in found)
        else "periods_as_columns"
        if by_column
        else "long"
        if any(role.what in TIME for role in found)
        else "one_period"
    )
    labels = [at for at, role in enumerate(found) if role.what in ("unit", "period", "code")] or [0]
    return {
        "sheet": sheet.name,
        "layout": layout,
        "header_row": int(sheet.rows[table.header[-1]]) + 1 if table.header else None,
        "columns": columns,
        "ignored": ignored,
        "skipped": [
            {"cell": cell_at(sheet, row, labels[0]), "text": _label(reading, row, labels[0]), "why": why}
            for row, why in sorted(rows.skipped)[:200]
        ],
        "n_units": len(units),
        "n_rows": sum(len(block.unit) for block in blocks if block.part == "total"),
        "first_period": first_day(periods[0]) if len(periods) else None,
        "last_period": first_day(periods[-1]) if len(periods) else None,
        "granularities": [period_named(period)[1] for period in (periods[0], periods[-1])] if len(periods) else [],
    }


def _label(reading: Reading, row: int, column: int) -> str:
    cells = reading.sheet.columns[column]
    return reading.texts[cells.text[row]][:80] if cells.kind[row] == Kind.TEXT else ""
