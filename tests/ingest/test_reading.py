"""What the parent and its child agree on: progress, answers, nothing left behind."""

from pathlib import Path

import pytest

from naervaer import ingest
from naervaer.ingest import reading
from naervaer.model import MEASURES, ROW_COLUMNS, Import, Language, Outcome, Severity


WORKBOOKS = Path(__file__).parent / "workbooks"


def exhibit(name: str, answers: dict[str, str] | None = None) -> Import:
    return ingest.read((WORKBOOKS / name).read_bytes(), name, answers=answers)


def asked(imported: Import) -> list[str]:
    return [found.values["question"] for found in imported.findings if found.severity is Severity.ASKS]


def test_the_rows_have_the_columns_the_house_agreed_on() -> None:
    rows = exhibit("pair_in_a_cell.csv").rows
    assert {name: str(kind) for name, kind in rows.dtypes.items()} == ROW_COLUMNS


def test_a_refused_file_has_the_same_columns_and_no_rows() -> None:
    rows = exhibit("not_a_spreadsheet.xlsx").rows
    assert list(rows.columns) == list(ROW_COLUMNS) and rows.empty


@pytest.mark.parametrize(("answer", "expected"), [("zero", [0.0, 0.0]), ("nothing", [])])
def test_an_answer_about_a_dash_settles_it(answer: str, expected: list[float]) -> None:
    (question,) = asked(exhibit("dash_without_a_legend.csv"))
    imported = exhibit("dash_without_a_legend.csv", {question: answer})
    assert imported.outcome is not Outcome.ASK
    assert [rate for rate in imported.rows["rate_pct"] if rate == 0] == expected


def test_an_answer_chooses_between_two_numbers() -> None:
    (question,) = asked(exhibit("spelled_and_doubled.xlsx"))
    imported = exhibit("spelled_and_doubled.xlsx", {question: "Data!C9"})
    february = imported.rows[(imported.rows["unit"] == "Vik skole") & (imported.rows["period_start"] == "2018-02-01")]
    assert february["lost_days"].tolist() == [17.0]


def test_hidden_rows_and_sheets_are_read_when_a_person_says_so() -> None:
    questions = asked(exhibit("hidden_rows_and_sheet.xlsx"))
    imported = exhibit("hidden_rows_and_sheet.xlsx", dict.fromkeys(questions, "include"))
    assert {"Gammel barnehage", "Nedlagt skole"} <= set(imported.rows["unit"])
    assert imported.outcome is not Outcome.ASK


def test_an_answer_that_is_no_option_is_asked_again() -> None:
    (question,) = asked(exhibit("dash_without_a_legend.csv"))
    assert asked(exhibit("dash_without_a_legend.csv", {question: "perhaps"})) == [question]


def test_progress_goes_forward_through_the_stages() -> None:
    told: list[tuple[str, float]] = []
    name = "sections_and_means.xlsx"
    ingest.read((WORKBOOKS / name).read_bytes(), name, progress=lambda stage, fraction: told.append((stage, fraction)))
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages == ["opening", "reading", "understanding"]
    for stage in stages:
        fractions = [fraction for own, fraction in told if own == stage]
        assert fractions == sorted(fractions) and fractions[-1] <= 1


def test_a_path_in_the_file_name_is_not_kept() -> None:
    imported = ingest.read(b"Enhet;Tapte dagsverk\n", "C:/Users/kari/Fravær.csv")
    assert imported.filename == "Fravær.csv"


def test_a_waiting_child_reads_one_file_and_another_takes_its_place() -> None:
    reading.warm()
    try:
        first = reading._Standby.waiting
        assert first is not None
        assert exhibit("attendance.csv").outcome is Outcome.ACCEPT_WITH_WARNINGS
        assert reading._Standby.waiting not in (None, first)
    finally:
        reading.cool()


def test_the_json_has_what_others_lean_on() -> None:
    shown = ingest.to_json(exhibit("pair_in_a_cell.csv"), Language.NB)
    assert set(shown) == {
        "outcome",
        "records",
        "initiatives",
        "pauses",
        "compared_with",
        "lines",
        "findings",
        "understood",
    }
    (first, *_) = shown["records"]
    assert first["unit"] == "Lia barnehage" and first["rate_pct"] == 8 and first["fte"] == 9.5
    assert first["lost_days"] is None
    assert first["parts"] == {"doctor": {"rate_pct": 6.1}, "self": {"rate_pct": 1.9}}
    assert first["cells"] == {"rate_pct": "pair_in_a_cell!C2", "fte": "pair_in_a_cell!D2"}
    assert set(MEASURES) <= set(first)
    assert all(found["message"] for found in shown["findings"])
    assert shown["understood"]["unit"] == "A" and shown["understood"]["skipped_totals"] == ["pair_in_a_cell!A5"]


def test_a_refusal_for_persons_tells_nothing_else() -> None:
    content = "Enhet;Fødselsnummer;Tapte dagsverk\nLia barnehage;03416010012;ca. 3\n".encode()
    imported = ingest.read(content, "liste.csv")
    assert {found.code for found in imported.findings} == {"PERSON_DATA"}
    assert imported.understood == {"sheets": [], "initiatives_sheet": None, "lines": []}


def test_the_many_of_one_kind_are_told_once_and_still_count() -> None:
    rows = [f"Lia barnehage;{month}.{year};1,0;20,0" for year in range(2050, 2055) for month in range(1, 13)]
    content = "\n".join(["Enhet;Måned;Tapte dagsverk;Mulige dagsverk", "Lia barnehage;1.2018;1,0;20,0", *rows]).encode()
    imported = ingest.read(content, "Fravær.csv")
    assert imported.outcome is Outcome.ACCEPT_ROWS_AND_REPORT and len(imported.rows) == 1
    assert sum(found.code == "FUTURE_PERIOD" for found in imported.findings) == 25
    (more,) = [found for found in imported.findings if found.code == "MORE_OF_THE_SAME"]
    assert more.values["n"] == len(rows) - 25
