"""Lines to compare with that stand in a file are stored with it, and go with it."""

from dataclasses import replace
from pathlib import Path

from naervaer import ingest, store
from naervaer.store import SeriesDefinition
from tests.store.build import imported


EXHIBITS = Path(__file__).parents[1] / "ingest" / "workbooks"
HERE = {"municipality": "fjordvik", "who": "Kari"}


def read(name):
    return ingest.read((EXHIBITS / name).read_bytes(), name)


def lines():
    return store.read("external_lines", municipality="fjordvik")


def test_the_lines_of_a_file_are_stored_with_what_they_count():
    store.save_upload(read("all_industries.csv"), **HERE)
    found = lines()
    assert found["line"].unique().tolist() == ["A-U Alle næringer"]
    assert set(found["certified"]) == {"both", "self", "doctor"}
    assert set(found["reach"]) == {"national"} and set(found["n_periods"]) == {3}
    assert set(found["source"]) == {"all_industries.csv"}


def test_a_line_counts_what_the_file_is_said_to_count():
    store.save_upload(read("attendance.csv"), definition=SeriesDefinition(certified="doctor"), **HERE)
    assert lines()[["line", "certified"]].values.tolist() == [["Landsgjennomsnitt", "doctor"]]


def test_the_lines_are_undone_and_had_back_with_their_file():
    saved = store.save_upload(read("attendance.csv"), **HERE)
    store.undo_upload(saved.upload_id, **HERE)
    assert lines().empty
    store.redo_upload(saved.upload_id, **HERE)
    assert len(lines()) == 1


def test_a_file_of_lines_alone_can_be_stored():
    only = read("attendance.csv")
    saved = store.save_upload(replace(imported(), lines=only.lines), **HERE)
    assert len(lines()) == 1
    assert store.read("uploads", municipality="fjordvik")["upload_id"].tolist() == [saved.upload_id]
