"""A parent row is never counted beside its children, and one row for each person is refused."""

from naervaer.ingest import read
from naervaer.model import Outcome


def csv(*lines):
    return "\n".join(["Enhet;Tjenesteområde;Periode;Tapte dagsverk;Mulige dagsverk;Antall ansatte", *lines]).encode()


SCHOOLS = [
    f"{unit};Oppvekst;{month} 2025;{lost};400;20"
    for month in ("januar", "februar")
    for unit, lost in (("Lyngheia skole", 30), ("Vestbygda skole", 22))
]


def test_an_area_among_its_own_units_is_not_counted_with_them():
    imported = read(csv(*SCHOOLS, "Oppvekst;Oppvekst;januar 2025;52;800;40"), "fravær.csv")
    assert set(imported.rows["unit"]) == {"Lyngheia skole", "Vestbygda skole"}
    assert "LEVEL_CHOICE" in {found.code for found in imported.findings}


def test_a_unit_that_is_alone_in_its_area_may_bear_its_name():
    imported = read(csv(*SCHOOLS, "Kulturskolen;Kulturskolen;januar 2025;5;100;8"), "fravær.csv")
    assert "Kulturskolen" in set(imported.rows["unit"])


def test_one_row_for_each_person_is_refused_whatever_the_heading_says():
    imported = read(csv(*(f"Ansatt {number};Oppvekst;januar 2025;2;20;1" for number in range(1, 9))), "fravær.csv")
    assert imported.outcome is Outcome.REFUSE
    assert imported.rows.empty


def test_a_few_offices_of_one_person_are_no_list_of_persons():
    few = ["Arkivet;Stab;januar 2025;1;20;1", "Skjenkekontoret;Stab;januar 2025;0;20;1"]
    assert read(csv(*SCHOOLS, *few), "fravær.csv").outcome is not Outcome.REFUSE


def test_percents_below_one_stay_percents_where_nobody_could_have_so_much():
    lines = "\n".join(["Enhet;Sykefraværsprosent", "Lia;0,6", "Moen;0,7", "Åsen;0,8", "Haugen;0,9", "Bakken;0,7"])
    imported = read(lines.encode(), "egenmeldt januar 2025.csv")
    assert imported.rows.empty or imported.rows["rate_pct"].max() < 1


TREE = b"""Enhet;Tapte dagsverk 2018;Mulige dagsverk 2018
Oppvekst;58,0;900,0
  Lia barnehage;20,0;200,0
  Vik skole;38,0;700,0
Helse;55,0;800,0
  Havna sykehjem;40,0;500,0
  Hjemmetjenesten;15,0;300,0
"""


def test_which_level_the_units_are_is_answered_with_one_click():
    (question,) = [found for found in read(TREE, "tre.csv").findings if found.code == "LEVEL_CHOICE"]
    assert question.values["labels"] == {
        "lowest": "Lia barnehage, Vik skole, Havna sykehjem … (4)",
        "level_1": "Oppvekst, Helse (2)",
    }
    imported = read(TREE, "tre.csv", answers={question.values["question"]: "level_1"})
    assert dict(zip(imported.rows["unit"], imported.rows["lost_days"], strict=True)) == {"Oppvekst": 58, "Helse": 55}
    assert [found.values["answer"] for found in imported.answered] == ["level_1"]


def test_rows_whose_codes_go_on_from_a_row_above_are_part_of_it():
    lines = ["Enhet;Sykefravær % 2018", "32 Barnehager;9,1", "3210 Lia;8,3", "3220 Vik;9,9", "33 Skoler;6,1"]
    content = "\n".join([*lines, "3310 Åsen;5,2", "3320 Moen;7,0"]).encode()
    imported = read(content, "koder.csv")
    assert imported.rows["unit"].tolist() == ["Lia", "Vik", "Åsen", "Moen"]
    assert imported.rows["service_area"].tolist() == ["Barnehager", "Barnehager", "Skoler", "Skoler"]
    (question,) = [found for found in imported.findings if found.code == "LEVEL_CHOICE"]
    above = read(content, "koder.csv", answers={question.values["question"]: "level_1"})
    assert above.rows["unit"].tolist() == ["Barnehager", "Skoler"]


def test_codes_of_one_length_are_units_beside_each_other():
    content = "\n".join(["Enhet;Sykefravær % 2018", "3210 Lia;8,3", "3220 Vik;9,9", "3230 Åsen;5,2"]).encode()
    assert len(read(content, "koder.csv").rows) == 3
