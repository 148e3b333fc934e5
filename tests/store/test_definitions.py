"""Numbers of two definitions never stand in one series: those that are fewest are left out, and can be told of."""

import dataclasses

import pytest

from naervaer import store
from naervaer.store import SeriesDefinition
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
BOTH, DOCTOR = SeriesDefinition("both", 16, False), SeriesDefinition("doctor", 16, False)


def save(months, definition, fingerprint, part="total", layout="x"):
    rows = "\n".join(f" Lia  {month}-01  {part}  5.0" for month in months)
    made = imported(f"unit  period_start  part  lost_days\n{rows}", fingerprint=fingerprint)
    made = dataclasses.replace(made, layout={"fingerprint": layout})
    return store.save_upload(made, **HERE, definition=definition).upload_id


def months(part="total"):
    panel = store.read("panel", municipality="fjordvik", granularity="month", part=part)
    return [f"{day:%Y-%m}" for day in panel["period_start"]]


def defined(part="total"):
    found = store.read("definitions", municipality="fjordvik", granularity="month", part=part)
    return list(zip(found["certified"], found["n_rows"], strict=True))


def test_only_the_definition_that_most_numbers_have_is_in_the_series():
    save(["2015-01", "2015-02"], BOTH, "a")
    fewer = save(["2015-03"], DOCTOR, "b")
    assert months() == ["2015-01", "2015-02"]
    assert defined() == [("both", 2), ("doctor", 1)]
    store.undo_upload(fewer, **HERE)
    assert defined() == [("both", 2)]


def test_numbers_that_nobody_has_defined_stand_with_the_others():
    save(["2015-01", "2015-02"], BOTH, "a")
    save(["2015-03"], None, "b")
    save(["2015-04"], SeriesDefinition(certified="both"), "c")
    assert months() == ["2015-01", "2015-02", "2015-03", "2015-04"]


def test_what_was_replaced_does_not_choose():
    save(["2015-01", "2015-02"], BOTH, "a")
    save(["2015-01", "2015-02"], DOCTOR, "b")
    assert months() == ["2015-01", "2015-02"]
    assert defined() == [("doctor", 2)]


@pytest.mark.parametrize(
    ("part", "other", "apart"),
    [
        ("total", SeriesDefinition("both", 14, False), False),  # the border says nothing of the total
        ("short", SeriesDefinition("both", 14, False), True),
        ("total", SeriesDefinition("both", 16, True), True),
    ],
)
def test_each_property_counts_where_it_matters(part, other, apart):
    save(["2015-01", "2015-02"], BOTH, "a", part)
    save(["2015-03"], other, "b", part)
    assert months(part) == ["2015-01", "2015-02", *([] if apart else ["2015-03"])]


def test_the_last_definition_of_a_layout_is_known():
    save(["2015-01"], BOTH, "a")
    undone = save(["2015-02"], DOCTOR, "b")
    store.undo_upload(undone, **HERE)
    last = store.read("last_definition", municipality="fjordvik", layout="x")
    assert last.values.tolist() == [["both", 16, False]]
    assert store.read("last_definition", municipality="fjordvik", layout="y").empty
