"""The house itself: what a newcomer may rely on without reading every file."""

import ast
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from tests.menu import menu


ROOT = Path(__file__).parents[1]
PAGES = sorted(ROOT.glob("pages/*/*.py"))
FRONT = [ROOT / "app.py", ROOT / "server.py", *PAGES]
TABLES = sorted(
    path
    for folder in ("data", "naervaer", "queries", ".streamlit")
    for path in (ROOT / folder).rglob("*.toml")
    if path.name != "secrets.toml"
)

# Calls that put their first argument on the screen as it stands.
SHOWS_TEXT = {
    "button",
    "caption",
    "checkbox",
    "date_input",
    "download_button",
    "error",
    "expander",
    "file_uploader",
    "form_submit_button",
    "header",
    "info",
    "link_button",
    "markdown",
    "metric",
    "multiselect",
    "number_input",
    "pills",
    "progress",
    "radio",
    "selectbox",
    "segmented_control",
    "spinner",
    "subheader",
    "success",
    "text",
    "text_area",
    "text_input",
    "title",
    "toast",
    "toggle",
    "warning",
    "write",
}
IN_EVERY_LANGUAGE = {"Nærvær", "Språk · Sprog · Language"}  # the name, and the label read before a language is chosen
BEFORE_THE_MENU = {("account", "sign_in")}  # what somebody sees who is not let in yet


def named(path):
    return str(path.relative_to(ROOT))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_the_lock_no_page_lies_directly_in_pages():
    """Streamlit serves such a file without app.py on a fresh server: without login, without anything."""
    assert list(ROOT.glob("pages/*.py")) == []


def test_every_page_is_in_the_menu_and_the_menu_has_only_pages():
    pages = {(path.parent.name, path.stem) for path in PAGES if path.parent.name != "components"}
    assert set(menu()) | BEFORE_THE_MENU == pages


@pytest.mark.parametrize("path", FRONT, ids=named)
def test_the_front_speaks_no_sql(path):
    assert not [name for name in imported(path) if name.split(".")[0] == "duckdb"]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages_take_every_word_from_i18n(path):
    literal = [
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SHOWS_TEXT
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
    assert set(literal) <= IN_EVERY_LANGUAGE


def test_no_module_is_a_drawer_for_odds_and_ends():
    modules = [path for folder in ("naervaer", "pages", "tests") for path in (ROOT / folder).rglob("*.py")]
    assert not [
        named(path) for path in modules if path.stem in {"util", "utils", "helper", "helpers", "common", "misc"}
    ]


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_every_shipped_table_loads(path):
    assert tomllib.loads(path.read_text(encoding="utf-8"))


def test_streamlit_knows_every_shipped_setting():
    """A misspelt setting is only a line in the log, and the house runs with the default."""
    shipped = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    for section, settings in shipped.items():
        for name, value in settings.items():
            if section == "theme" and isinstance(value, dict):
                assert value.keys() <= config.get_options_for_section(f"theme.{name}").keys()
            else:
                assert name in config.get_options_for_section(section)
