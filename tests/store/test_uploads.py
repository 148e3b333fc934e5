import dataclasses
import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from naervaer import store
from naervaer.model import Language
from tests.store.build import a_finding, as_rows, imported


HERE = {"municipality": "fjordvik", "who": "Kari"}


def save(*args, **kwargs):
    return store.save_upload(imported(*args, **kwargs), **HERE)


def read(name, **parameters):
    return store.read(name, municipality="fjordvik", **parameters)


def numbers():
    """(unit, lost days) of every number that counts."""
    panel = read("panel", granularity="month", part="total")
    return list(zip(panel["unit"], panel["lost_days"], strict=True))


ROWS = """
    unit                 service_area  period_start  lost_days
    Solbakken barnehage  Barnehage     2015-01-01    5.0
    Lia sykehjem         Helse         2015-01-01    3.0
"""
REVISED = """
    unit                 service_area  period_start  lost_days
    Solbakken barnehage  Barnehage     2015-01-01    6.0
"""


def test_an_upload_is_kept_with_who_what_and_findings():
    saved = store.save_upload(imported(ROWS, findings=(a_finding(),)), **HERE)
    uploads = read("uploads")
    assert saved == store.Saved(upload_id=int(uploads["upload_id"][0]), is_new=True)
    assert uploads[["filename", "uploaded_by", "n_rows", "n_units"]].values.tolist() == [["a.xlsx", "Kari", 2, 2]]
    assert json.loads(uploads["findings"][0]) == [
        {"code": "EMPTY_CELL", "severity": "tells", "sheet": "Data", "cell": "C4"}
    ]
    assert uploads["first_period"][0].date() == date(2015, 1, 1)


def test_what_a_cell_said_is_not_stored_with_what_was_found_in_it():
    found = imported(ROWS, findings=(a_finding(),))
    found.findings[0].values.update(text="TEST Ekorn, vondt i ryggen")
    skipped = {"sheet": "Data", "skipped": [{"cell": "A9", "text": "TEST Ekorn er borte", "why": "note"}]}
    store.save_upload(replace(found, understood={"sheets": [skipped]}), **HERE)
    uploads = read("uploads")
    assert "Ekorn" not in uploads["findings"][0] + uploads["understood"][0]
    assert json.loads(uploads["understood"][0])["sheets"][0]["skipped"] == [{"cell": "A9", "why": "note"}]


def test_the_same_file_again_changes_nothing():
    first = save(ROWS)
    assert save(ROWS) == store.Saved(first.upload_id, is_new=False)
    assert len(read("uploads")) == 1
    assert numbers() == [("Lia sykehjem", 3.0), ("Solbakken barnehage", 5.0)]


def test_the_same_file_in_another_municipality_is_another_upload():
    save(ROWS)
    assert store.save_upload(imported(ROWS), municipality="nabokommune", who="Ola").is_new
    assert len(read("uploads")) == 1


def test_the_newest_upload_counts_and_undoing_it_brings_the_older_back():
    save(ROWS)
    newer = save(REVISED, fingerprint="b")
    assert numbers() == [("Lia sykehjem", 3.0), ("Solbakken barnehage", 6.0)]
    store.undo_upload(newer.upload_id, **HERE)
    assert numbers() == [("Lia sykehjem", 3.0), ("Solbakken barnehage", 5.0)]
    store.redo_upload(newer.upload_id, **HERE)
    assert numbers() == [("Lia sykehjem", 3.0), ("Solbakken barnehage", 6.0)]


def test_undoing_an_older_upload_leaves_the_newer():
    older = save(ROWS)
    save(REVISED, fingerprint="b")
    store.undo_upload(older.upload_id, **HERE)
    assert numbers() == [("Solbakken barnehage", 6.0)]


def test_an_undone_file_can_be_uploaded_again():
    first = save(ROWS)
    store.undo_upload(first.upload_id, **HERE)
    assert numbers() == []
    again = save(ROWS)
    assert again.is_new
    assert len(numbers()) == 2
    with pytest.raises(store.StoreError, match="stored_already"):
        store.redo_upload(first.upload_id, **HERE)


def test_undoing_twice_is_refused_with_a_sentence():
    saved = save(ROWS)
    store.undo_upload(saved.upload_id, **HERE)
    with pytest.raises(store.StoreError) as refused:
        store.undo_upload(saved.upload_id, **HERE)
    assert refused.value.sentence(Language.EN) == "The upload has been undone already. Nothing has been changed."
    with pytest.raises(store.StoreError, match="no_such_upload"):
        store.redo_upload(99, **HERE)


def test_nobody_undoes_the_upload_of_another_municipality():
    saved = save(ROWS)
    with pytest.raises(store.StoreError):
        store.undo_upload(saved.upload_id, municipality="nabokommune", who="Ola")
    assert len(numbers()) == 2


def test_undoing_an_upload_undoes_its_participations_and_initiatives():
    saved = save(ROWS, "unit  initiative  start\n Lia sykehjem  Rolletrening  2015-08-01")
    assert read("participations")["unit"].tolist() == ["Lia sykehjem"]
    store.undo_upload(saved.upload_id, **HERE)
    assert read("participations").empty
    assert read("initiatives").empty
    assert read("units").empty
    store.redo_upload(saved.upload_id, **HERE)
    assert read("initiatives")["n_units"].tolist() == [1]


def test_what_goes_wrong_leaves_nothing_behind():
    twice = ROWS + "    SOLBAKKEN BARNEHAGE  Barnehage     2015-01-01    5.5"
    version = store.version()
    with pytest.raises(store.StoreError, match="same_number_twice"):
        save(twice, "unit  initiative  start\n Lia sykehjem  Rolletrening  2015-08-01")
    for name in ("uploads", "units", "initiatives", "changes"):
        assert read(name).empty
    assert store.read("municipalities").empty
    assert store.version() == version + 1  # the store was opened, nothing was written


def test_a_bad_period_in_the_sheet_of_initiatives_leaves_nothing_behind():
    with pytest.raises(store.StoreError, match="end_before_start"):
        save(ROWS, "unit  initiative  start  end\n Lia sykehjem  Rolletrening  2015-08-01  2015-07-01")
    assert read("uploads").empty


def test_a_sheet_that_only_repeats_does_not_overrule_a_page():
    save(ROWS, "unit  initiative  start\n Lia sykehjem  Rolletrening  2015-08-01")
    initiative = read("initiatives").iloc[0]
    unit_id = int(read("participations")["unit_id"][0])
    store.save_initiative(
        "Rolletrening",
        **HERE,
        taking_part=[store.TakingPart(unit_id, date(2015, 9, 1))],
        initiative_id=int(initiative["initiative_id"]),
        seen_version=int(initiative["version"]),
    )
    save(REVISED, "unit  initiative  start\n Lia sykehjem  Rolletrening  2015-08-01", fingerprint="b")
    assert [day.date() for day in read("participations")["start_date"]] == [date(2015, 9, 1)]
    save(REVISED, "unit  initiative  start\n Lia sykehjem  rolletrening  2015-10-01", fingerprint="c")
    assert [day.date() for day in read("participations")["start_date"]] == [date(2015, 10, 1)]


def test_every_write_is_logged_with_who():
    saved = save(ROWS)
    store.undo_upload(saved.upload_id, municipality="fjordvik", who="Ola")
    changes = read("changes")
    assert changes[["action", "changed_by"]].values.tolist() == [["undone", "Ola"], ["saved", "Kari"]]


figures = some.one_of(some.just(float("nan")), some.floats(0, 1e6))
tables = some.dictionaries(
    some.tuples(
        some.sampled_from(["Lia", "Ås", "Øvre Sæter", 'Ditt "hus"; drop']),
        some.dates(date(1950, 1, 1)).map(lambda day: day.replace(day=1)),
    ),
    some.tuples(figures, figures, figures),
    min_size=1,
    max_size=20,
)


@settings(max_examples=20, deadline=None)
@given(tables)
def test_what_is_saved_is_what_is_read(table):
    store.close()
    keys = pd.DataFrame(list(table), columns=["unit", "period_start"])
    figures = pd.DataFrame(list(table.values()), columns=["lost_days", "possible_days", "fte"])
    rows = pd.concat([keys, figures], axis=1)
    store.save_upload(dataclasses.replace(imported(), rows=as_rows(rows)), **HERE)
    panel = read("panel", granularity="month", part="total")
    found = panel[rows.columns].sort_values(["unit", "period_start"], ignore_index=True)
    expected = rows.sort_values(["unit", "period_start"], ignore_index=True)
    expected["period_start"] = expected["period_start"].astype("datetime64[us]")
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
