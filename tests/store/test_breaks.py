from datetime import date

import pytest

from naervaer import store
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
WHOLE = (None, "Nytt lønnssystem")


@pytest.fixture(autouse=True)
def two_areas():
    store.save_upload(
        imported(
            """
            unit         service_area  period_start  lost_days  possible_days
            Solbakken    Barnehage     2015-01-01    5          100
            Lia          Helse         2015-01-01    9          100
            """
        ),
        **HERE,
    )


def breaks(municipality="fjordvik"):
    found = store.read("breaks", municipality=municipality)
    return [(row.area if isinstance(row.area, str) else None, row.reason) for row in found.itertuples()]


def test_a_break_is_kept_with_who_and_why_and_the_newest_comes_first():
    store.save_break(date(2014, 1, 1), "Ny definisjon", area="Helse", **HERE)
    store.save_break(date(2016, 3, 17), "  Nytt   lønnssystem ", **HERE)
    found = store.read("breaks", municipality="fjordvik")
    assert breaks() == [WHOLE, ("Helse", "Ny definisjon")]
    assert found["since"].dt.date.tolist() == [date(2016, 3, 1), date(2014, 1, 1)]
    assert set(found["said_by"]) == {"Kari"}


def test_a_break_is_taken_back_once():
    number = store.save_break(date(2016, 1, 1), "Nytt lønnssystem", **HERE)
    store.undo_break(number, **HERE)
    assert breaks() == []
    with pytest.raises(store.StoreError, match="break_undone"):
        store.undo_break(number, **HERE)


def test_one_municipality_does_not_see_or_undo_anothers():
    number = store.save_break(date(2016, 1, 1), "Nytt lønnssystem", **HERE)
    assert breaks("nabokommune") == []
    with pytest.raises(store.StoreError, match="break_undone"):
        store.undo_break(number, municipality="nabokommune", who="Ola")
    assert breaks() == [WHOLE]


@pytest.mark.parametrize(("reason", "area", "key"), [(" ", None, "no_break_reason"), ("Ny", "Skole", "unknown_area")])
def test_a_break_needs_a_reason_and_an_area_that_is_there(reason, area, key):
    with pytest.raises(store.StoreError, match=key):
        store.save_break(date(2016, 1, 1), reason, area=area, **HERE)
    assert breaks() == []
