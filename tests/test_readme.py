"""What the README says is there, is there."""

import re
import tomllib
from pathlib import Path

import pytest

from naervaer import cli
from naervaer.example.municipality import examples, municipality, plan


ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = "\n".join(block or inline for block, inline in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", README, re.DOTALL))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
SETTING = re.compile(r"NAERVAER_[A-Z_]+[A-Z]")


# "(METHODS 2.5, rule 1)" or "METHODS section 1" in code.
NAMED_METHOD = re.compile(r"\bMETHODS\s+(?:section\s+)?(\d(?:\.\w+)?)")


def libraries():
    return [
        re.split(r"[\[<>=]", requirement)[0]
        for requirement in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    ]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z-]+)", CODE))))
def test_the_makefile_has_every_target_named(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"\bnaervaer ([a-z]+)", CODE))))
def test_the_command_line_has_every_command_named(command):
    with pytest.raises(SystemExit) as leaving:
        cli.main([command, "--help"])
    assert leaving.value.code == 0


@pytest.mark.parametrize("command", re.findall(r"add_parser\(\"([a-z]+)\"", (ROOT / "naervaer/cli.py").read_text()))
def test_every_command_there_is_is_named(command):
    assert f"naervaer {command} " in CODE or f"naervaer {command}\n" in CODE


def test_the_licence_is_named_as_the_project_declares_it():
    assert f"`{PROJECT['project']['license']}`" in README.partition("\n## Licence\n")[2]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"(?<![\w/.=:\\])\.?[a-z_]+(?:/[a-z_]*)+(?:\.[a-z]+)?", CODE))))
def test_every_file_and_folder_named_exists_or_is_made_here(path):
    assert (ROOT / path).exists() or f"{path}/" in (ROOT / ".gitignore").read_text().splitlines()


def test_every_setting_the_code_reads_is_explained_and_no_other():
    sources = [ROOT / "app.py", ROOT / "server.py"]
    for folder in ("naervaer", "pages", "tests/browser", "tests/benchmarks"):
        sources += (ROOT / folder).rglob("*.py")
    read = {name for path in sources for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    assert set(SETTING.findall(README)) == read


@pytest.mark.parametrize("library", libraries())
def test_every_library_has_its_reason(library):
    assert re.search(rf"^\| `{library}` \| \w.{{20,}} \|$", README, re.MULTILINE)


def test_no_reason_is_left_of_a_library_that_went():
    table = README.partition("## Why each library")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)) == set(libraries())


def test_the_steps_without_make_fetch_the_same_uv():
    (pinned,) = [name for name in PROJECT["dependency-groups"]["dev"] if name.startswith("uv==")]
    assert f"pip install {pinned}\n" in README


def test_every_method_the_code_names_stands_in_the_methods():
    methods = (ROOT / "METHODS.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^(?:#+ )?(\d(?:\.\w+)?)\.? ", methods, re.MULTILINE))
    sources = [path for folder in ("naervaer", "pages", "tests", "queries") for path in (ROOT / folder).rglob("*.*")]
    named = {
        name
        for path in sources
        if path.suffix in (".py", ".sql")
        for name in NAMED_METHOD.findall(path.read_text(encoding="utf-8"))
    }
    assert named <= known


def test_the_numbers_of_the_example_are_those_of_its_plans():
    for example in examples():
        made = municipality(plan(example["plan"]))
        rate = 100 * made.rows["lost_days"].sum() / made.rows["possible_days"].sum()
        units, months = made.rows["unit"].nunique(), made.rows["period_start"].nunique()
        assert f"| {example['name']} | {units} | {months} | {rate:.1f} % |" in README
        for initiative, change in made.true_change.items():
            taking_part = sum(participation.initiative == initiative for participation in made.participations)
            truth = f"−{-100 * change:.0f} %" if change else "nothing"
            assert f"| {initiative} | {taking_part} | {truth}" in README
