"""Every way out of the house: one that is new says how it is masked, or is made of nothing that has to be."""

import ast
import functools
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

from naervaer import figures, store
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.charts import drawings
from pages.components import chart
from tests.pages.visiting import PAGES, ROOT, visit
from tests.reports import fjellvik


SOURCES = sorted([*ROOT.glob("pages/**/*.py"), ROOT / "app.py", ROOT / "server.py"])
DECKS = sorted(ROOT.glob("naervaer/reports/**/*.py"))

# What makes a file that a browser keeps, and what it lets out.
OUT = {
    "pages/components/chart.py": "tables and pictures; each says how it is masked",
    "pages/components/take_along.py": "decks, made of figures for outside",
    "pages/components/backup.py": "the whole store, for the one who keeps it",
    "pages/components/templates.py": "empty sheets",
}

# What is taken along as it is shown, because it has no figure of a group of people.
AS_SHOWN = {
    ("pages/components/initiative_activities.py", "show"): "gatherings planned and held",
    ("pages/components/initiative_steps.py", "_degrees"): "how far the elements are carried out",
    ("pages/components/initiative_steps.py", "_plan"): "steps planned and reached",
    ("pages/components/learning.py", "wrong"): "what simulated panels were called",
    ("pages/components/volumes.py", "show"): "what organisations have delivered",
    ("pages/data/targets.py", ""): "lines that others have published",
    ("pages/data/units.py", ""): "names of units, and from when to when there are figures of them",
}

# Opened in tests of their own.
ELSEWHERE = {
    ("pages/components/answer.py", "not_shown"): "test_outside",
    ("pages/components/revisions.py", "show"): "test_revisions",
    ("pages/components/initiative_result.py", "_beside"): "test_initiative",
}

# Functions that only pass on what they are told.
PASS_ON = ("show", "_table")


def name_of(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def calls(path):
    """Each call in a file, and the function it stands in."""

    def inside(node, function):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield child, function
            is_function = isinstance(child, ast.FunctionDef) and not function
            yield from inside(child, child.name if is_function else function)

    return inside(ast.parse(path.read_text("utf-8")), "")


def of_root(path):
    return str(Path(path).relative_to(ROOT))


def test_nothing_else_makes_a_file():
    makers = ("download_button", "link_button")
    found = {of_root(path) for path in SOURCES for call, _ in calls(path) if name_of(call.func) in makers}
    found |= {of_root(path) for path in SOURCES if "new Blob(" in path.read_text("utf-8")}
    assert found == set(OUT)


def doors(told):
    """Where something is offered, by whether it is offered as it is shown."""
    return {
        (of_root(path), function)
        for path in SOURCES
        for call, function in calls(path)
        for word in call.keywords
        if word.arg == "outside" and name_of(call.func) in ("show", "downloads", "_table")
        if name_of(word.value) != "outside" or function not in PASS_ON
        if (name_of(word.value) == "NO_GROUPS") == told
    }


def test_what_is_taken_along_as_it_is_shown_stands_in_the_list():
    assert doors(told=True) == set(AS_SHOWN)


def test_nothing_can_be_offered_without_saying_how_it_is_masked():
    for offer in (chart.show, chart.downloads):
        assert inspect.signature(offer).parameters["outside"].default is inspect.Parameter.empty


@pytest.fixture
def asked(monkeypatch):
    """Each door that is passed on a page: where it is offered, and for how small groups it asked for figures."""
    passed, limits = [], []

    def noted(function):
        @functools.wraps(function)
        def noting(*args, limit=figures.panels.FEWEST_EMPLOYEES, **more):
            limits.append(limit)
            return function(*args, limit=limit, **more)

        return noting

    for name in ("panel", "hidden"):
        made = noted(getattr(figures.panels, name))
        monkeypatch.setattr(figures.panels, name, made)
        monkeypatch.setattr(figures, name, made)

    def downloads(table, language, *, filename, chart=None, outside):
        if not callable(outside):
            return
        forget()
        limits.clear()
        outside()
        passed.append((offered_at(), tuple(limits)))

    monkeypatch.setattr(chart, "downloads", downloads)
    return passed


def forget():
    """Nothing that was worked out for the page itself may answer for the door."""
    for package in (figures, drawings):
        inside = getattr(package, "__path__", None)
        names = [package.__name__, *(f"{package.__name__}.{one.name}" for one in pkgutil.iter_modules(inside or []))]
        for module in map(importlib.import_module, names):
            for made in vars(module).values():
                if hasattr(made, "cache_clear"):
                    made.cache_clear()


def offered_at():
    """The outermost function of the file that offered it, past the doors themselves."""
    through = {str(ROOT / "pages/components/chart.py"), __file__}
    frames = [one for one in inspect.stack() if one.filename not in through]
    place = next(one for one in frames if of_pages(one.filename) and one.function != "_table")
    return of_root(place.filename), "" if place.function in ("<module>", "draw") else place.function


def of_pages(filename):
    return filename.startswith(str(ROOT / "pages"))


def test_every_door_asks_for_figures_for_outside_and_no_others(asked):
    fjellvik.filled()
    known = store.read("units", municipality=fjellvik.SOLVIK).set_index("unit")["unit_id"]
    schools = [str(known[f"Åsen skole {place}"]) for place in range(3)]
    store.save_target(
        store.Target(fjellvik.date(2025, 1, 1), "absence", percent=8.0), municipality=fjellvik.SOLVIK, who="Kari"
    )
    for page in PAGES:
        here = visit(page)
        assert not here.exception, page
        if page == "unit":
            here.selectbox(key="unit").select(schools[0]).run()
        if page == "sources":
            here.selectbox(key="unit").select(schools[0]).run()
            here.selectbox(key="period").select("2025-01-01").run()
        if page == "initiative":
            here.button_group(key="section").set_value("result").run()
        if page in ("review", "power"):
            here.multiselect(key="areas").set_value(["Skole"]).run()
            here.multiselect(key="units").set_value(schools).run()
    careless = {place for place, limits in asked if not limits or set(limits) != {FEWEST_OUTSIDE}}
    assert careless == set()
    wanted = {(path, "" if function == "draw" else function) for path, function in doors(told=False)} - set(ELSEWHERE)
    assert wanted - {place for place, _ in asked} == set(), "doors that no page opened here"


def called(path):
    """Each function of the house that a module calls, the function it is called in, and the limit it is told."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for call, function in calls(path):
        made = meant(module, call.func)
        if inspect.isfunction(inspect.unwrap(made)) and inspect.unwrap(made).__module__.startswith("naervaer."):
            told = [name_of(one) for one in (*call.args, *(word.value for word in call.keywords))]
            limits = [one for one in told if one in ("limit", "FEWEST_OUTSIDE", "FEWEST_EMPLOYEES")]
            yield function, inspect.unwrap(made), *(limits or [None])[:1]


def meant(module, node):
    """What a name in a module stands for; None for what only lives inside a function."""
    if isinstance(node, ast.Attribute):
        return getattr(meant(module, node.value), node.attr, None)
    return getattr(module, getattr(node, "id", ""), None)


def has_limit(function):
    return inspect.signature(function).parameters.get("limit") is not None


def test_every_deck_asks_for_figures_for_outside():
    """All that is printed is made in naervaer.reports, for the page and for a terminal alike."""
    asked_for = [
        (of_root(path), function.__name__, limit)
        for path in DECKS
        for _, function, limit in called(path)
        if has_limit(function)
    ]
    assert len(asked_for) > 10
    assert [one for one in asked_for if one[2] != "FEWEST_OUTSIDE"] == []


def test_no_deck_asks_for_figures_that_know_no_limit():
    """A figure made of limited ones without a limit to pass on is one for inside."""
    inside = {
        (f"naervaer.figures.{path.stem}", function)
        for path in sorted(ROOT.glob("naervaer/figures/*.py"))
        for function, made_of, limit in called(path)
        if has_limit(made_of) and limit is None
    }
    assert ("naervaer.figures.criteria", "against_base_year") in inside
    asked_for = {
        (of_root(path), function.__module__, function.__name__) for path in DECKS for _, function, _ in called(path)
    }
    assert {one for one in asked_for if one[1:] in inside} == set()
