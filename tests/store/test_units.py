import pytest

from naervaer import store
from naervaer.model import spelling_key
from naervaer.store.units import kind, kinds
from tests.store.build import imported


def save(rows, initiatives="unit  initiative  start", fingerprint="a"):
    return store.save_upload(imported(rows, initiatives, fingerprint=fingerprint), municipality="fjordvik", who="Kari")


def units():
    return store.read("units", municipality="fjordvik")


@pytest.mark.parametrize(
    "typed",
    ["SOLBAKKEN BARNEHAGE", "Solbakken  barnehage", " Solbakken\u00a0barnehage", "Sol\u00adbakken barnehage\u200b"],
)
def test_spellings_of_one_name_are_one_unit(typed):
    save("unit  period_start  lost_days\n Solbakken barnehage  2015-01-01  5.0")
    saved = imported("unit  period_start  lost_days\n Solbakken barnehage  2015-02-01  6.0", fingerprint="b")
    saved.rows["unit"] = typed
    store.save_upload(saved, municipality="fjordvik", who="Kari")
    assert len(units()) == 1


def test_letters_put_together_from_two_are_the_same_letter():
    assert spelling_key("Ås skole") == spelling_key("A\u030as skole")


def test_names_that_are_only_alike_stay_apart():
    save("unit  period_start\n Solbakken barnehage  2015-01-01\n Solbakken bhg  2015-01-01")
    assert len(units()) == 2


def test_one_name_in_two_areas_is_two_units_also_the_next_time():
    rows = """
        unit            service_area  period_start  lost_days
        Administrasjon  Skole         {month}-01    5.0
        Administrasjon  Helse         {month}-01    3.0
    """
    save(rows.format(month="2015-01"))
    save(rows.format(month="2015-02"), fingerprint="b")
    assert units()["area"].tolist() == ["Helse", "Skole"]
    panel = store.read("panel", municipality="fjordvik", granularity="month", part="total")
    assert panel.groupby("area")["lost_days"].agg(list).to_dict() == {"Helse": [3.0, 3.0], "Skole": [5.0, 5.0]}


def test_one_name_with_two_codes_is_two_units_also_the_next_time():
    rows = """
        unit            unit_code  period_start
        Hjemmetjeneste  A1         {month}-01
        Hjemmetjeneste  A2         {month}-01
    """
    save(rows.format(month="2015-01"))
    save(rows.format(month="2015-02"), fingerprint="b")
    assert units()["unit_code"].tolist() == ["A1", "A2"]


def test_a_unit_that_got_another_code_is_still_the_unit():
    save("unit  unit_code  period_start\n Lia sykehjem  B1  2015-01-01")
    save("unit  unit_code  period_start\n Lia sykehjem  B2  2015-02-01", fingerprint="b")
    assert units()["unit_code"].tolist() == ["B2"]


def test_a_unit_that_moved_to_another_area_is_still_the_unit_and_moves_back_when_undone():
    save("unit  service_area  period_start\n Lia barnehage  Oppvekst  2015-01-01")
    moved = save("unit  service_area  period_start\n Lia barnehage  Barnehage  2015-02-01", fingerprint="b")
    assert units()["area"].tolist() == ["Barnehage"]
    store.undo_upload(moved.upload_id, municipality="fjordvik", who="Kari")
    assert units()["area"].tolist() == ["Oppvekst"]


def test_a_name_that_could_be_two_units_is_not_guessed():
    save("unit  unit_code  period_start\n Hjemmetjeneste  A1  2015-01-01\n Hjemmetjeneste  A2  2015-01-01")
    with pytest.raises(store.StoreError, match="two_units"):
        save("unit  period_start\n Hjemmetjeneste  2015-02-01", fingerprint="b")
    with pytest.raises(store.StoreError, match="two_units"):
        save("unit  period_start", "unit  initiative  start\n Hjemmetjeneste  NED  2015-08-01", fingerprint="c")


def test_a_unit_that_only_takes_part_is_known_when_its_numbers_come():
    save("unit  period_start", "unit  initiative  start\n Lia  sykehjem  2015-08-01")
    save("unit  service_area  period_start\n LIA  Helse  2015-01-01", fingerprint="b")
    assert units()[["unit", "area"]].values.tolist() == [["LIA", "Helse"]]


def test_the_same_name_in_two_municipalities_is_two_units():
    rows = "unit  period_start\n Lia sykehjem  2015-01-01"
    save(rows)
    store.save_upload(imported(rows), municipality="nabokommune", who="Ola")
    there = store.read("units", municipality="nabokommune")
    assert set(there["unit_id"]).isdisjoint(units()["unit_id"])


@pytest.mark.parametrize(
    ("unit", "area", "expected"),
    [
        ("Solbakken barnehage", None, "kindergarten"),
        ("Solbakken bhg", None, "kindergarten"),
        ("Nordlys børnehus", None, "kindergarten"),
        ("Lia skole SFO", None, "after_school"),
        ("Lia skole", "Oppvekst", "school"),
        ("Plejecentret Åparken", None, "nursing_home"),
        ("Åsen", "Sykehjem", "nursing_home"),
        ("Sone nord", "Hjemmetjenesten", "home_care"),
        ("Fjellveien bofellesskap", None, "housing"),
        ("NAV", None, "social_service"),
        ("Granli", "Sektor 3", None),
    ],
)
def test_kind_is_told_by_the_words_in_the_name_else_in_the_area(unit, area, expected):
    assert kind(unit, area) == expected


def test_every_word_of_a_kind_is_written_as_names_are_compared():
    for words in kinds().values():
        for word in words:
            assert spelling_key(word) == word.strip()
