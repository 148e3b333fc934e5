import pytest

from naervaer.store.connection import write
from tests.text_table import text_table


MUNICIPALITY = "fjordvik"

# What a row of each table is unless a test says otherwise.
DEFAULTS = {
    "municipality": {"name": "Fjordvik", "language": "nb", "made_up": False},
    "service_area": {"name_key": ""},
    "unit": {},
    "unit_spelling": {"spelling_key": "", "upload_id": 1},
    "upload": {
        "fingerprint": "f",
        "filename": "fravær.xlsx",
        "uploaded_at": "2026-11-21 08:00:00",
        "uploaded_by": "Kari",
        "understood": "{}",
        "findings": "[]",
        "n_rows": 0,
        "n_units": 0,
        "n_participations": 0,
    },
    "observation": {
        "granularity": "month",
        "part": "total",
        "preliminary": False,
        "upload_id": 1,
        "sheet": "Data",
        "lost_days_at": -1,
        "possible_days_at": -1,
        "rate_pct_at": -1,
        "employees_at": -1,
        "fte_at": -1,
        "is_current": True,
    },
    "initiative": {"name_key": "", "version": 1},
    "participation": {"sheet": "", "cell": "", "stated_in": 1},
}


@pytest.fixture
def given():
    """Fill tables of the store: given(observation='''text table''', …)."""

    def fill(**tables):
        def work(cursor):
            for table, text in tables.items():
                for row in text_table(text):
                    _insert(cursor, table, {"municipality": MUNICIPALITY, **DEFAULTS[table], **row})

        write(work)

    return fill


def _insert(cursor, table, row):
    known = {name for (name,) in cursor.execute(f"select column_name from (describe {table})").fetchall()}
    row = {name: value for name, value in row.items() if name in known or name != "municipality"}
    marks = ", ".join(f"${name}" for name in row)
    cursor.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", row)
