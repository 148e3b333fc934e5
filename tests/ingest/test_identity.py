"""A unit is followed by its code where there is one; one name may be two units, and two names one."""

import pytest

from naervaer.ingest import read
from naervaer.model import Import, Outcome


def csv(*lines: str) -> bytes:
    return "\n".join(["Kode;Enhet;Område;Måned;Tapte dagsverk;Mulige dagsverk", *lines]).encode()


OTHERS = [
    f"{code};{name};Skoler;{month}.2020;30;700"
    for code, name in (("31", "Vik"), ("32", "Moen"), ("33", "Åsen"))
    for month in (1, 2, 3)
]


def units(imported: Import) -> set[str]:
    return set(imported.rows["unit"])


def codes(imported: Import) -> list[str]:
    return [found.code for found in imported.findings]


def test_a_code_under_a_new_name_is_one_unit_until_someone_says_otherwise():
    lines = [
        "34;Lia;Skoler;1.2020;30;700",
        "34;Lia oppvekst;Skoler;2.2020;31;700",
        "34;Lia oppvekst;Skoler;3.2020;32;700",
    ]
    imported = read(csv(*OTHERS, *lines), "fravær.csv")
    assert units(imported) == {"Vik", "Moen", "Åsen", "Lia oppvekst"}
    (found,) = [found for found in imported.findings if found.code == "RENAMED_UNIT"]
    assert list(found.values["names"]) == ["Lia", "Lia oppvekst"]
    several = read(csv(*OTHERS, *lines), "fravær.csv", answers={found.values["question"]: "several"})
    assert units(several) == {"Vik", "Moen", "Åsen", "Lia", "Lia oppvekst"}


def test_a_code_that_two_units_have_at_once_is_no_code_of_a_unit():
    imported = read(csv(*OTHERS, "34;Lia;Skoler;1.2020;30;700", "34;Bakken;Skoler;1.2020;31;700"), "fravær.csv")
    assert {"Lia", "Bakken"} < units(imported) and "RENAMED_UNIT" not in codes(imported)


def test_a_name_with_two_codes_at_once_is_two_units():
    imported = read(csv(*OTHERS, "51;Stab;Skoler;1.2020;3;70", "61;Stab;Skoler;1.2020;4;90"), "fravær.csv")
    assert {"Stab (51)", "Stab (61)"} < units(imported) and "SAME_NAME" in codes(imported)


def test_a_name_in_two_areas_at_once_is_two_units():
    lines = [line.partition(";")[2] for line in (*OTHERS, "0;Stab;Skoler;1.2020;3;70", "0;Stab;Helse;1.2020;4;90")]
    content = "\n".join(["Enhet;Område;Måned;Tapte dagsverk;Mulige dagsverk", *lines]).encode()
    assert {"Skoler / Stab", "Helse / Stab"} < units(read(content, "fravær.csv"))


def test_the_units_code_is_the_one_with_the_most_values():
    lines = [f"Y1;{line}" for line in OTHERS]
    content = "\n".join(["Sektorkode;Kode;Enhet;Område;Måned;Tapte dagsverk;Mulige dagsverk", *lines]).encode()
    imported = read(content.replace(b"Sektorkode", b"Enhetskode"), "fravær.csv")
    assert set(imported.rows["unit_code"]) == {"31", "32", "33"}


def near(first: str, second: str, months: int = 6) -> bytes:
    halves = [
        (name, month) for name, all_of in ((first, range(1, 7)), (second, range(7, 7 + months))) for month in all_of
    ]
    lines = [f"{name};{month}.2020;30;700" for name, month in halves]
    lines += [f"Vik;{month}.2020;30;700" for month in range(1, 13)]
    return "\n".join(["Enhet;Måned;Tapte dagsverk;Mulige dagsverk", *lines]).encode()


@pytest.mark.parametrize(
    ("first", "second"), [("Solbakken bhg", "Solbakken barnehage"), ("Fjordgløtt sykehjem", "Fjordglott sykehjem")]
)
def test_a_name_that_is_near_another_for_other_months_is_asked_about(first, second):
    imported = read(near(first, second), "fravær.csv")
    (found,) = [found for found in imported.findings if found.code == "NEAR_NAME"]
    assert imported.outcome is Outcome.ASK and found.values["options"] == ["same", "different"]
    same = read(near(first, second), "fravær.csv", answers={found.values["question"]: "same"})
    assert units(same) == {second, "Vik"} and same.outcome is Outcome.ACCEPT


@pytest.mark.parametrize(
    ("first", "second"), [("Avdeling A", "Avdeling B"), ("Lia nord", "Lia øst"), ("Sone 1", "Sone 2"), ("Moen", "Åsen")]
)
def test_names_that_are_only_short_or_numbered_are_not(first, second):
    assert "NEAR_NAME" not in codes(read(near(first, second), "fravær.csv"))
