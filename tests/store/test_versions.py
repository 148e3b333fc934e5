"""Uploads, undoings and redoings in any order, and what counts after each, told once more in plain Python."""

from hypothesis import given, settings
from hypothesis import strategies as some

from naervaer import store
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
NOBODY = {"municipality": "nabokommune", "who": "Ola"}

files = some.dictionaries(
    some.tuples(some.sampled_from(["Lia", "Solbakken"]), some.sampled_from(["2015-01-01", "2015-02-01"])),
    some.integers(0, 99),
    min_size=1,
)
actions = some.lists(some.one_of(files, some.integers(0, 3)), min_size=2, max_size=8)


def workbook(file, fingerprint):
    lines = [f"{unit}  {day}  {lost_days}" for (unit, day), lost_days in file.items()]
    return imported("\n".join(["unit  period_start  lost_days", *lines]), fingerprint=fingerprint)


def counting():
    panel = store.read("panel", municipality="fjordvik", granularity="month", part="total")
    return {(row.unit, str(row.period_start.date())): row.lost_days for row in panel.itertuples()}


@settings(max_examples=20, deadline=None)
@given(actions)
def test_the_newest_standing_upload_counts_whatever_happened(actions):
    """A file is uploaded; a number turns the upload of that number off, or on again."""
    store.close()
    store.save_upload(workbook({("Lia", "2015-01-01"): 77}, "a"), **NOBODY)
    uploaded = []
    for action in actions:
        if isinstance(action, dict):
            saved = store.save_upload(workbook(action, str(len(uploaded))), **HERE)
            uploaded.append([saved.upload_id, action, True])
        elif action < len(uploaded):
            upload_id, _, stands = uploaded[action]
            (store.undo_upload if stands else store.redo_upload)(upload_id, **HERE)
            uploaded[action][2] = not stands
        expected = {}
        for _, file, stands in uploaded:
            expected.update(file if stands else {})
        assert counting() == expected
