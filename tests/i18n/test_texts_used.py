"""No text is asked for that nobody wrote, and none is written that nobody asks for.

A key is written out in the code, or put together there from a beginning and a value. Where the values are known, every
one of them must have its text; a text put together is asked for when its values stand in the code or its tables.
"""

import ast
import re
import tomllib

import pytest

from naervaer.analysis import before_after, direction, evidence, implementation, success, target, verdict
from naervaer.figures import parts, trends
from naervaer.i18n import ELSEWHERE, texts
from naervaer.model import MONTHS_IN, Granularity, Language, Measure, Outcome, Reach
from naervaer.programme import Criterion
from naervaer.reports.decks import AUDIENCES
from naervaer.store import Why
from naervaer.store.register import KINDS
from pages.components import (
    definition,
    findings,
    line_form,
    picture,
    same_units,
    take_along,
    target_form,
    unit_forms,
)
from tests.i18n.test_languages import ROOT, SPEAKERS


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SPEAKERS}
PAGES = [path.stem for path in ROOT.glob("pages/*/*.py") if path.parent.name not in ("components", "account")]


TABLES = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "data/reference").glob("*.toml"))]


def nodes(kind, room=""):
    chosen = (tree for path, tree in TREES.items() if room in str(path))
    return (node for tree in chosen for node in ast.walk(tree) if isinstance(node, kind))


def constants(room=""):
    """Every text that stands in the code of a room."""
    return {node.value for node in nodes(ast.Constant, room) if isinstance(node.value, str)}


def first_arguments(room):
    """What calls in a room are given first, where it is written out; both sides of a choice."""
    for call in nodes(ast.Call, room):
        for argument in call.args[:1]:
            sides = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
            yield from ((ast.unparse(call.func), side.value) for side in sides if isinstance(side, ast.Constant))


def codes():
    """The codes of the findings, as the reading of workbooks writes them."""
    speaks = {"add", "ask", "suggest", "Finding", "Refusal"}
    return {code for call, code in first_arguments("naervaer/ingest") if call.split(".")[-1] in speaks}


def refusals():
    """What the store says no with: StoreError("…") and its kinds."""
    return {key for call, key in first_arguments("naervaer/store") if call in ("StoreError", "super().__init__")}


def names(table):
    """Every key of a table of data, and of the tables in it."""
    for key, value in table.items() if isinstance(table, dict) else ():
        yield key
        yield from names(value)


def of(prefix, *values):
    return {f"{prefix}{value}" for value in values}


TWELVE = range(1, 13)

QUESTIONS = ["done", "units", "comparison", "next", "about", "quarter", "parts", "standing_out", "unit", "review"]
ASKED = ["fall", "rise", "unclear"]
WORDINGS = [*verdict.State, "counted_unlike", "too_early_no_month", "own_history_fall", "own_history_rise"]

# How a key is put together in the code, with {} for the value: every key that can come of it, where that is known.
PUT_TOGETHER = {
    "{}.title": {f"{page}.title" for page in PAGES},
    "before_after.pooled_{}": of("before_after.pooled_", before_after.INITIATIVE, before_after.REST),
    "before_after.state.{}": of(
        "before_after.state.",
        before_after.TOO_EARLY,
        before_after.TOO_FEW,
        before_after.TOO_FEW_TO_COUNT,
        before_after.PROTECTS_OTHERS,
        before_after.PROTECTS_OTHERS_UNCOUNTED,
        before_after.NO_BEFORE,
        before_after.NO_AFTER,
    ),
    "before_after.weighted_by.{}": of("before_after.weighted_by.", "possible_days", "fte", "employees", "none"),
    "deck.{}": of("deck.", *AUDIENCES),
    "deck.{}_question": {f"deck.{key}_question" for key in QUESTIONS},
    "deck.{}_answer": {f"deck.{key}_answer" for key in QUESTIONS},
    "deck.level_{}": of("deck.level_", "lower", "higher", "same"),
    "deck.next_{}_1": {f"deck.next_{kind}_1" for kind in ASKED},
    "deck.next_{}_2": {f"deck.next_{kind}_2" for kind in ASKED},
    "deck.next_{}_title": {f"deck.next_{kind}_title" for kind in ASKED},
    "definition.{}_{}": of("definition.certified_", *definition.CERTIFIED)
    | of("definition.short_until_day_", *definition.BORDERS)
    | of("definition.holiday_in_possible_days_", "yes", "no"),
    "direction.{}": of("direction.", *direction.Direction),
    "changes.action_{}": of("changes.action_", "created", "edited", "deleted", "reverted", "uploaded", "unloaded"),
    "changes.part_{}": of("changes.part_", "initiative", *(kind.PART for kind in KINDS)),
    "degrees.level_{}": of("degrees.level_", *implementation.LEVELS),
    "described.{}": of("described.", "identity", "contact", "health", "name", "somebody"),
    "finding.{}": {f"finding.{code.lower()}" for code in codes()},
    "finding.person_data_{}": of("finding.person_data_", *ELSEWHERE),
    "findings.{}": of("findings.", *findings.BOXES),
    "granularity.{}": of("granularity.", *MONTHS_IN),
    "initiatives.next_{}": of("initiatives.next_", "step", "activity", "trial_end", "decision"),
    "initiatives.status_{}": of("initiatives.status_", "planned", "running", "ended", "closed"),
    "initiatives.{}": of("initiatives.", "created", "saved", "undone", "deleted"),
    "level.{}": of("level.", "lower", "higher", "same"),
    "lines.done_{}": of("lines.done_", "saved", "removed", "restored"),
    "lines.numbers_{}": of("lines.numbers_", *line_form.NUMBERS),
    "lines.reach_{}": of("lines.reach_", *Reach),
    "measure.{}": of("measure.", *Measure),
    "measure.{}_the": of("measure.", *(f"{measure}_the" for measure in Measure)),
    "lines.per_{}": of("lines.per_", *(length for length in MONTHS_IN if length is not Granularity.MONTH)),
    "meeting.take_{}": of("meeting.take_", *take_along.KINDS),
    "meeting.{}": of(
        "meeting.",
        "not_a_presentation",
        "no_title_layout",
        "template_macros",
        "template_too_large",
        "printing_failed",
    ),
    "method.case_{}": of("method.case_", *(line.key for line in evidence.simulated()[1])),
    "method.means_{}": of("method.means_", *verdict.State),
    "method.source_{}": of("method.source_", *evidence.sources()),
    "month.long_{}": of("month.long_", *TWELVE),
    "month.short_{}": of("month.short_", *TWELVE),
    "overview.beyond_{}": of("overview.beyond_", *Measure),
    "overview.line_{}": of("overview.line_", *Measure),
    "overview.sure_{}": of("overview.sure_", "clear", "probable", "not_known"),
    "overview.target_{}": of("overview.target_", "reached", "not_reached"),
    "overview.target_{}_{}": of(
        "overview.target_", *(f"{way}_{side}" for way in ("cannot_tell", "no_range") for side in ("inside", "outside"))
    ),
    "overview.target_to_come_{}": of("overview.target_to_come_", "inside", "outside"),
    "period.{}": of("period.", *(granularity for granularity in Granularity if granularity is not Granularity.MONTH)),
    "pick.view_{}": of("pick.view_", "time", "years", *(f"parts_{'_'.join(pair)}" for pair in parts.PAIRS)),
    "picture.{}": of("picture.", *picture.KINDS),
    "picture.mark_{}": of("picture.mark_", *picture.KINDS),
    "plan.{}": of("plan.", *implementation.Stage),
    "progress.{}": of("progress.", "opening", "reading", "understanding"),
    "result.base_year_{}": of("result.base_year_", *target.Progress),
    "result.criterion_{}": of("result.criterion_", *Criterion),
    "result.met_{}": of("result.met_", *success.Met),
    "result.together_{}": of("result.together_", *success.Met),
    "same_units.{}": of("same_units.", *same_units.ANSWERS, *Why),
    "store.{}": of("store.", *refusals()),
    "trend.false_alarms_{}": of("trend.false_alarms_", *trends.LIMITS_FOR),
    "trend.no_limits_{}": of("trend.no_limits_", *trends.NoLimits),
    "trend.parts_{}": of("trend.parts_", *parts.NoParts),
    "trend.periods_{}": of("trend.periods_", *MONTHS_IN),
    "trend.several_{}": of("trend.several_", *(trends.WORDS[label] for label in trends.OUTSIDE)),
    "trend.signal_{}": of("trend.signal_", *trends.WORDS.values()),
    "trend.the_{}": of("trend.the_", *trends.LIMITS_FOR),
    "targets.change_{}": of("targets.change_", *Measure),
    "targets.done_{}": of("targets.done_", "saved", "removed", "undone"),
    "targets.percent_{}": of("targets.percent_", *Measure),
    "targets.relative_{}": of("targets.relative_", "lower", "higher"),
    "targets.sentence_{}": of("targets.sentence_", "set", "changed", "removed"),
    "targets.way_{}": of("targets.way_", *target_form.LEVELS),
    "targets.{}": of("targets.", *target.Progress),
    "understanding.{}": of("understanding.", "means", "column", "heading", "cell", "text", "why"),
    "units.{}": of("units.", *unit_forms.HAPPENED),
    "units.{}_how": of("units.", *(f"{happened}_how" for happened in unit_forms.HAPPENED)),
    "units.sentence_{}": of("units.sentence_", *unit_forms.HAPPENED),
    "upload.outcome.{}": of("upload.outcome.", *Outcome),
    "verdict.{}": of(
        "verdict.",
        *verdict.State,
        *(f"{wording}_{form}" for wording in WORDINGS for form in ("sentence", "headline")),
        *(f"{wording}_attendance" for wording in verdict.OF_A_MEASURE),
    ),
    "weekday.{}": of("weekday.", *range(7)),
}


# Sentences that stand ready for what the reading of workbooks does not look for yet. None is added here.
WRITTEN_AHEAD = {
    "finding.empty_cell",
    "finding.series_definition",
    "skipped.example",
}


def shape(node):
    """The key an f-string makes, with {} for what is put in."""
    return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)


def patterns():
    """The keys that f-strings can make, as patterns whose groups are what is put in."""
    sections = {key.split(".")[0] for key in texts(Language.NB)}
    shapes = {shape(node) for node in nodes(ast.JoinedStr)}
    known = [key for key in shapes if key.split(".")[0] in sections or key == "{}.title"]
    return [re.compile(re.escape(key).replace(r"\{\}", "([a-z0-9_]+)")) for key in known if "." in key]


def written(key):
    known = texts(Language.NB)
    return key in known or (f"{key}.one" in known and f"{key}.other" in known)


@pytest.mark.parametrize("key", sorted(PUT_TOGETHER))
def test_a_text_put_together_exists_for_every_value_it_can_have(key):
    assert sorted(made for made in PUT_TOGETHER[key] if not written(made)) == []


def test_no_way_is_listed_that_the_code_has_left():
    made = {shape(node) for node in nodes(ast.JoinedStr)}
    assert PUT_TOGETHER.keys() - made == set()


def test_no_text_is_dead():
    literal = constants()
    values = literal | {name for table in TABLES for name in names(table)} | set(PAGES) | set(map(str, range(13)))
    ways = patterns()

    def alive(key):
        if key.startswith("built_in."):  # read all together; each stands in Streamlit's own scripts (test_built_in.py)
            return True
        stem = re.sub(r"\.(one|other)$", "", key)
        known = any(name in literal for name in (key, stem)) or any(
            {key, stem} & set(made) for made in PUT_TOGETHER.values()
        )
        return known or any(
            all({value, value.upper(), value.replace("_", "-")} & values for value in match.groups())
            for match in (way.fullmatch(name) for way in ways for name in (key, stem))
            if match
        )

    assert sorted(key for key in texts(Language.NB) if not alive(key) and key not in WRITTEN_AHEAD) == []
