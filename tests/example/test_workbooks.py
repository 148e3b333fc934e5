"""The workbooks in the repository are the ones the generator makes, and they say that they are made up."""

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from naervaer.example.municipality import EXAMPLES, examples, municipality, plan
from naervaer.example.template import write_templates
from naervaer.example.workbooks import write_examples
from naervaer.programme import find


TEMPLATES = EXAMPLES.parent / "templates"
FILES = [filename for example in examples() for filename in example["files"]]


def parts(path: Path) -> dict[str, bytes]:
    """What is inside a workbook: packing may differ from one machine to the next, the contents may not."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_workbooks_kept_are_the_ones_that_are_made(tmp_path: Path) -> None:
    """When this fails after a change that is meant: `python -m naervaer.example data`."""
    made = write_examples(tmp_path)
    assert {path.name for path in made} == {path.name for path in EXAMPLES.glob("*.xlsx")} == set(FILES)
    for path in made:
        assert parts(path) == parts(EXAMPLES / path.name), path.name


def test_the_templates_kept_are_the_ones_that_are_made(tmp_path: Path) -> None:
    """When this fails after a change that is meant: `python -m naervaer.example data`."""
    made = write_templates(tmp_path)
    assert {path.name for path in made} == {path.name for path in TEMPLATES.glob("*.xlsx")}
    for path in made:
        assert parts(path) == parts(TEMPLATES / path.name), path.name


@pytest.mark.parametrize("filename", FILES)
def test_a_workbook_says_that_it_is_made_up(filename: str) -> None:
    about = CalamineWorkbook.from_path(str(EXAMPLES / filename)).get_sheet_by_name("Om filen").to_python()
    assert any(word in about[0][0] for word in ("oppdiktet", "opdigtet"))
    assert any(word in filename for word in ("oppdiktet", "opdigtet"))


def test_a_sheet_holds_the_figures_that_were_made() -> None:
    made = municipality(plan("fjordvik.toml")).rows.iloc[4000]
    sheet = CalamineWorkbook.from_path(str(EXAMPLES / FILES[0])).get_sheet_by_name("Fravær").to_python()
    expected = [made[name] for name in ("lost_days", "possible_days", "employees", "fte", "short_days", "long_days")]
    assert sheet[0][3:] == [
        "Tapte dagsverk",
        "Mulige dagsverk",
        "Antall ansatte",
        "Årsverk",
        "Tapte dagsverk, korttid",
        "Tapte dagsverk, langtid",
    ]
    assert sheet[4001] == [made["unit"], made["area"], made["period_start"].date(), *expected]


def test_danish_months_are_written_out() -> None:
    sheet = CalamineWorkbook.from_path(str(EXAMPLES / FILES[1])).get_sheet_by_name("Fravær").to_python()
    assert [row[2] for row in sheet[1:4]] == ["november 2021", "december 2021", "januar 2022"]


@pytest.mark.parametrize(("filename", "sheet"), list(zip(FILES, ["Tiltak", "Indsatser"], strict=True)))
def test_programmes_in_a_sheet_are_ones_we_know(filename: str, sheet: str) -> None:
    rows = CalamineWorkbook.from_path(str(EXAMPLES / filename)).get_sheet_by_name(sheet).to_python()[1:]
    named = {row[2] for row in rows} - {""}
    assert named
    assert all(find(name) for name in named)
