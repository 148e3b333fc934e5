"""The examples go through the importer like anybody's workbook."""

from pathlib import Path

import pytest

from naervaer import ingest
from naervaer.example import large
from naervaer.example.municipality import EXAMPLES, Municipality, examples, municipality, plan
from naervaer.model import Import, Outcome


WELCOME = {Outcome.ACCEPT, Outcome.ACCEPT_WITH_WARNINGS}


def read(path: Path) -> Import:
    return ingest.read(path.read_bytes(), path.name)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["key"])
def test_an_example_is_read_as_it_was_made(example: dict) -> None:
    planned = plan(example["plan"])
    made = municipality(planned)
    imported = read(EXAMPLES / example["files"][0])
    assert imported.outcome in WELCOME, imported.findings
    total = imported.rows[imported.rows["part"] == "total"]
    assert len(total) == len(made.rows)
    assert total["lost_days"].sum() == made.rows["lost_days"].sum()
    assert total["possible_days"].sum() == made.rows["possible_days"].sum()
    assert total["employees"].sum() == made.rows["employees"].sum()
    _parts_are_read(imported, made, planned["words"])
    assert {(each.unit, each.initiative, each.start) for each in imported.participations} == {
        (each.unit, each.initiative, each.start) for each in made.participations
    }


def _parts_are_read(imported: Import, made: Municipality, words: dict) -> None:
    for part in ("short", "long"):
        read_days = imported.rows.loc[imported.rows["part"] == part, "lost_days"].sum()
        assert read_days == (made.rows[f"{part}_days"].sum() if f"{part}_days" in words else 0)


def test_possible_days_repeated_in_two_rows_count_once(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    large.write_large(path, units=20, months=12)
    imported = read(path)
    assert imported.outcome in WELCOME, imported.findings
    short, long = (imported.rows[imported.rows["part"] == part] for part in ("short", "long"))
    assert len(short) == len(long) == 240
    assert short["possible_days"].tolist() == long["possible_days"].tolist()
