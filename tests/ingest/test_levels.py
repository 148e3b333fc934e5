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
