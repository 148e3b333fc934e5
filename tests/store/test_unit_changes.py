from datetime import date

import pytest

from naervaer import store
from naervaer.store import Meant, Why
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
YEAR = date(2016, 1, 1)


def save(rows, fingerprint="a", meant=None, initiatives="unit  initiative  start"):
    return store.save_upload(imported(rows, initiatives, fingerprint=fingerprint), meant=meant, **HERE).upload_id


def series():
    """Unit to its lost days by year."""
    panel = store.read("panel", municipality="fjordvik", granularity="month", part="total")
    return {
        unit: dict(zip(own["period_start"].dt.year, own["lost_days"], strict=True))
        for unit, own in panel.groupby("unit")
    }


def names():
    return store.read("units", municipality="fjordvik")["unit"].tolist()


def unit_id(name):
    known = store.read("units", municipality="fjordvik").set_index("unit")["unit_id"]
    return int(known[name])


def alike(rows, initiatives="unit  initiative  start"):
    found = store.alike_units(imported(rows, initiatives), municipality="fjordvik")
    return [(one.name, one.unit, one.why) for one in found]


OLD = """
    unit           unit_code  period_start  lost_days  possible_days
    Lia barnehage  B1         2015-01-01    5.0        100
    Ås skole       S1         2015-01-01    3.0        100
"""


@pytest.mark.parametrize(
    ("row", "known", "why"),
    [
        ("Lia barnehagen  -   2016-01-01", "Lia barnehage", Why.SPELLING),
        ("Lia bhg         -   2016-01-01", "Lia barnehage", Why.SPELLING),
        ("Granheim        B1  2016-01-01", "Lia barnehage", Why.CODE),
        ("Lia barnehage   B7  2016-01-01", "Lia barnehage", Why.NAME),
    ],
)
def test_what_is_near_is_asked_about(row, known, why):
    save(OLD)
    ((_, unit, found),) = alike(f"unit  unit_code  period_start\n {row}")
    assert (unit, found) == (known, why)


@pytest.mark.parametrize(
    "rows",
    [
        " Lia barnehage     B1  2016-01-01",
        " Granheim sykehjem  -   2016-01-01",
        " Lia skole         -   2016-01-01",
        " Lia barnehage     B1  2016-01-01\n Lia barnehagen  -  2016-01-01",  # both are in the file: two units
    ],
)
def test_what_is_plain_is_not_asked_about(rows):
    save(OLD)
    assert alike(f"unit  unit_code  period_start\n{rows}") == []


def test_a_number_in_the_name_tells_units_apart():
    save("unit  period_start\n Avdeling 1  2015-01-01")
    assert alike("unit  period_start\n Avdeling 2  2015-01-01") == []


def test_names_that_only_take_part_are_asked_about_too():
    save(OLD)
    found = alike("unit  period_start", "unit  initiative  start\n Lia barnehagen  NED  2016-01-01")
    assert found == [("Lia barnehagen", "Lia barnehage", Why.SPELLING)]


NEW = "unit  period_start  lost_days  possible_days\n Lia barnehagen  2016-01-01  6.0  100"


def test_the_same_unit_is_one_series_and_not_asked_about_again():
    save(OLD)
    save(NEW, "b", {"lia barnehagen": Meant(unit_id("Lia barnehage"))})
    assert series()["Lia barnehagen"] == {2015: 5.0, 2016: 6.0}
    assert alike(NEW) == []


def test_an_answer_goes_with_its_upload_and_is_asked_again():
    save(OLD)
    upload_id = save(NEW, "b", {"lia barnehagen": Meant(unit_id("Lia barnehage"))})
    store.undo_upload(upload_id, **HERE)
    assert names() == ["Lia barnehage", "Ås skole"]
    assert len(alike(NEW)) == 1


def test_a_new_unit_is_kept_apart_and_not_asked_about_again():
    save(OLD)
    save(NEW, "b", {"lia barnehagen": Meant(None)})
    assert series()["Lia barnehage"] == {2015: 5.0} and series()["Lia barnehagen"] == {2016: 6.0}
    assert alike(NEW) == []


def test_the_same_name_with_another_code_can_be_a_new_unit():
    save(OLD)
    save("unit  unit_code  period_start\n Lia barnehage  B7  2016-01-01", "b", {"lia barnehage": Meant(None)})
    assert names().count("Lia barnehage") == 2
    assert alike("unit  unit_code  period_start\n Lia barnehage  B7  2016-02-01") == []


def test_a_rename_answered_at_an_upload_is_one_series_with_a_date_and_goes_with_the_upload():
    save(OLD)
    renamed = "unit  unit_code  period_start  lost_days\n Granheim  B1  2016-01-01  6.0"
    upload_id = save(renamed, "b", {"granheim": Meant(unit_id("Lia barnehage"), YEAR)})
    assert series()["Granheim"] == {2015: 5.0, 2016: 6.0}
    (change,) = store.read("unit_changes", municipality="fjordvik").itertuples()
    assert (change.change, change.name, change.since.date()) == ("renamed", "Granheim", YEAR)
    store.undo_upload(upload_id, **HERE)
    assert names() == ["Lia barnehage", "Ås skole"]
    assert store.read("unit_changes", municipality="fjordvik").empty


def test_a_renamed_unit_keeps_its_new_name_when_an_older_file_comes_and_is_known_by_both():
    save(OLD)
    change = store.rename_unit(unit_id("Lia barnehage"), "Granheim barnehage", YEAR, **HERE)
    save("unit  period_start  lost_days\n Lia barnehage  2014-01-01  4.0", "b")
    save("unit  period_start  lost_days\n Granheim barnehage  2016-01-01  6.0", "c")
    assert series()["Granheim barnehage"] == {2014: 4.0, 2015: 5.0, 2016: 6.0}
    store.undo_unit_change(change, **HERE)
    assert "Granheim barnehage" in names()  # the newest file calls it so
    with pytest.raises(store.StoreError, match="unit_change_undone"):
        store.undo_unit_change(change, **HERE)


def test_another_way_of_writing_a_unit_is_known_when_it_comes():
    save(OLD)
    store.spell_unit(unit_id("Ås skole"), "Aas", **HERE)
    save("unit  period_start  lost_days\n Aas  2016-01-01  6.0", "b")
    assert series()["Aas"] == {2015: 3.0, 2016: 6.0}


def test_a_name_of_another_unit_is_not_given():
    save(OLD)
    for call in (store.rename_unit, store.spell_unit):
        with pytest.raises(store.StoreError, match="unit_name_in_use"):
            call(unit_id("Lia barnehage"), "ÅS  SKOLE", *([YEAR] if call is store.rename_unit else []), **HERE)


TWO = """
    unit  period_start  lost_days  possible_days  employees
    Nord  2015-01-01    5.0        100            10
    Sør   2015-01-01    3.0        50             6
    Samla  2016-01-01    9.0        160            16
"""


def test_a_unit_that_goes_on_as_another_is_one_series_with_its_part_in_things():
    save(TWO, initiatives="unit  initiative  start\n Nord  NED  2015-06-01")
    change = store.continue_unit(unit_id("Nord"), unit_id("Samla"), YEAR, **HERE)
    assert series() == {"Samla": {2015: 5.0, 2016: 9.0}, "Sør": {2015: 3.0}}
    assert names() == ["Samla", "Sør"]
    assert store.read("participations", municipality="fjordvik")["unit"].tolist() == ["Samla"]
    store.undo_unit_change(change, **HERE)
    assert series()["Nord"] == {2015: 5.0}


def test_merged_units_are_kept_apart_unless_a_person_wants_them_joined():
    save(TWO)
    pair = [unit_id("Nord"), unit_id("Sør")]
    change = store.merge_units(pair, unit_id("Samla"), YEAR, joined=False, **HERE)
    assert series() == {"Nord": {2015: 5.0}, "Sør": {2015: 3.0}, "Samla": {2016: 9.0}}
    store.undo_unit_change(change, **HERE)
    store.merge_units(pair, unit_id("Samla"), YEAR, joined=True, **HERE)
    assert series() == {"Samla": {2015: 8.0, 2016: 9.0}}
    panel = store.read("panel", municipality="fjordvik", granularity="month", part="total")
    assert panel[["possible_days", "employees"]].values.tolist() == [[150, 16], [160, 16]]
    (change,) = store.read("unit_changes", municipality="fjordvik").itertuples()
    assert (change.unit, list(change.others), change.joined) == ("Samla", ["Nord", "Sør"], True)


def test_a_sum_with_a_number_missing_is_missing():
    save(TWO.replace("3.0        50 ", "-          50 "))
    store.merge_units([unit_id("Nord"), unit_id("Sør")], unit_id("Samla"), YEAR, joined=True, **HERE)
    panel = store.read("panel", municipality="fjordvik", granularity="month", part="total")
    assert panel["lost_days"].isna().tolist() == [True, False]


def test_units_may_be_merged_into_one_that_has_no_numbers_yet():
    save(TWO)
    store.merge_units([unit_id("Nord"), unit_id("Sør")], "Hele", YEAR, joined=True, **HERE)
    assert series()["Hele"] == {2015: 8.0}
    save("unit  period_start  lost_days\n Hele  2016-01-01  7.0", "b")
    assert series()["Hele"] == {2015: 8.0, 2016: 7.0}


def test_a_split_unit_is_kept_apart_unless_a_person_wants_it_joined():
    save(
        TWO.replace("2015-01-01    3", "2016-01-01    3")
        .replace("2015-01-01    5", "2016-01-01    5")
        .replace("Samla  2016", "Samla  2015")
    )
    parts = [unit_id("Nord"), unit_id("Sør")]
    change = store.split_unit(unit_id("Samla"), parts, YEAR, joined=False, **HERE)
    assert len(series()) == 3
    store.undo_unit_change(change, **HERE)
    store.split_unit(unit_id("Samla"), parts, YEAR, joined=True, **HERE)
    assert series() == {"Samla": {2015: 9.0, 2016: 8.0}}


def test_units_in_a_circle_and_too_few_are_refused_and_leave_nothing():
    save(TWO)
    nord, other = unit_id("Nord"), unit_id("Samla")
    store.continue_unit(nord, other, YEAR, **HERE)
    with pytest.raises(store.StoreError, match="units_in_a_circle"):
        store.continue_unit(other, nord, YEAR, **HERE)
    for pair in ([nord], [nord, nord], []):
        with pytest.raises(store.StoreError, match="too_few_units"):
            store.merge_units(pair, nord, YEAR, joined=True, **HERE)
        with pytest.raises(store.StoreError, match="too_few_units"):
            store.split_unit(nord, pair, YEAR, joined=True, **HERE)
    assert len(store.read("unit_changes", municipality="fjordvik")) == 1


def test_nobody_speaks_of_the_units_of_another_municipality():
    save(TWO)
    there = {"municipality": "nabokommune", "who": "Ola"}
    with pytest.raises(store.StoreError, match="unknown_unit"):
        store.rename_unit(unit_id("Nord"), "Vest", YEAR, **there)
    with pytest.raises(store.StoreError, match="unknown_unit"):
        store.continue_unit(unit_id("Nord"), unit_id("Sør"), YEAR, **there)
