"""Every query's header is held against what DuckDB itself reports, so that it cannot rot."""

import re
from datetime import date, datetime

import duckdb
import pyarrow as pa
import pytest

from naervaer.store.connection import cursor
from naervaer.store.external_lines import LINE_VALUES
from naervaer.store.participations import STATED
from naervaer.store.queries import FOLDER, header, sql
from naervaer.store.register import KINDS, stated_schema
from naervaer.store.units import NEW_UNITS
from naervaer.store.uploads import INCOMING


NAMES = sorted(path.stem for path in FOLDER.glob("*.sql"))

RESOLVED = pa.schema(
    [
        ("unit", pa.string()),
        ("unit_code", pa.string()),
        ("service_area", pa.string()),
        ("unit_id", pa.int32()),
        ("spelling", pa.string()),
        ("spelling_key", pa.string()),
        ("service_area_id", pa.int32()),
    ]
)
KEYS = pa.schema([("spelling_key", pa.string())])
TABLES = {
    "incoming": INCOMING,
    "resolved": RESOLVED,
    "stated": STATED,
    "line_values": LINE_VALUES,
    "new_units": NEW_UNITS,
    "new_keys": KEYS,
    "known_keys": KEYS,
    **{f"stated_{kind.PART}": stated_schema(kind) for kind in KINDS},
}

# Values of the right type; a parameter that is not named here is a whole number.
VALUES = {
    **dict.fromkeys(("municipality", "granularity", "part", "fingerprint", "filename", "uploaded_by", "name"), "x"),
    **dict.fromkeys(("name_key", "language", "programme", "aim", "kind", "undone_by", "changed_by", "before"), "x"),
    **dict.fromkeys(("understood", "findings", "after"), "{}"),
    **dict.fromkeys(
        ("uploaded_at", "undone_at", "changed_at", "deleted_at", "given_at", "forgotten_at", "said_at"),
        datetime(2026, 11, 21),
    ),
    **dict.fromkeys(("period_start", "since"), date(2026, 1, 1)),
    **dict.fromkeys(("made_up", "joined", "holiday_in_possible_days"), False),
    **dict.fromkeys(("deck", "text_key", "own", "said", "edited_by", "made_by", "code"), "x"),
    **dict.fromkeys(("edited_at", "made_at", "removed_at"), datetime(2026, 11, 21)),
    "content": b"x",
    "change": "renamed",
    "form": "absence",
    "reach": "national",
    "certified": "both",
    "subject": "upload",
    "action": "saved",
}


@pytest.mark.parametrize("name", NAMES)
def test_header_says_what_is_asked_and_per_what(name):
    assert header(name).purpose.endswith(".")
    assert header(name).grain


@pytest.mark.parametrize("name", NAMES)
def test_header_names_the_parameters(name):
    (statement,) = duckdb.extract_statements(sql(name))
    assert header(name).parameters == set(statement.named_parameters)


@pytest.mark.parametrize("name", NAMES)
def test_header_names_the_columns_in_order(name):
    asked = header(name)
    with cursor() as own:
        own.execute("begin")
        for table in asked.given:
            own.register(table, TABLES[table].empty_table())
        own.execute(sql(name), {parameter: VALUES.get(parameter, 1) for parameter in asked.parameters})
        columns = tuple(column for column, *_ in own.description)
        own.execute("rollback")
    assert asked.columns == (() if columns == ("Count",) else columns)


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_only_read_for_one_municipality(name):
    _, *after = re.split(r"\b(?:from|join|update)\s+observation\b", sql(name))
    for rest in after:
        step = re.split(r"\n\)|\norder by", rest)[0]
        assert "municipality = $municipality" in step


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_comes_in_an_order(name):
    body = "\n".join(line for line in sql(name).splitlines() if not line.startswith("--"))
    assert re.match(r"\s*(insert|update)|with .*\n\nupdate", body, re.DOTALL) or re.search(r"\norder by .*", body)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_selected_without_being_named(name):
    assert not re.search(r"select\s+\*", sql(name))


ASKS_FOR_NUMBERS = [
    name for name in NAMES if re.search(r"from observation\b", sql(name)) and "\nupdate " not in sql(name)
]


@pytest.mark.parametrize("name", ASKS_FOR_NUMBERS)
def test_a_question_goes_through_the_numbers_once(name):
    values = {parameter: VALUES.get(parameter, 1) for parameter in header(name).parameters}
    with cursor() as own:
        # Rows that the question asks for, or DuckDB would see from its statistics that there is nothing to read.
        own.execute("insert into unit (unit_id, municipality, name) values (1, 'x', 'x')")
        row = "'x', 1, date '2026-01-01', 'x', 'x', 1, 1, 1, 1, 1, false, 1, 'Data', 1, 1, 1, 1, 1, true"
        own.execute(f"insert into observation values ({row})")
        ((_, plan),) = own.execute(f"explain (format json) {sql(name)}", values).fetchall()
    assert plan.count('"Table": "memory.main.observation"') == 1
