"""What a person does to a table becomes rows of the register, and what she does not touch stays as it is."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from naervaer.model import Language
from naervaer.programme import standing
from naervaer.store import Activity, Degree, Milestone, TakingPart
from pages.components import initiative_activities, initiative_form, initiative_steps, plan_rows


NED, ELEMENTS = standing()[1], standing()[2]
UNITS = {1: "Lia", 2: "Moen", None: "Hele tiltaket"}
AUGUST, OCTOBER = date(2015, 8, 1), date(2015, 10, 1)
STEPS = [
    Milestone(1, "workshops", AUGUST, OCTOBER),
    Milestone(None, "top_management", None, AUGUST),
    Milestone(2, "workshops", AUGUST, None, True),
    Milestone(7, "workshops", AUGUST),  # a unit that has left
    Milestone(1, "an old step", AUGUST),
]


def test_a_table_of_steps_that_nobody_touches_says_what_stood():
    frame = plan_rows.wide(STEPS, UNITS, NED.steps, Language.NB)
    assert set(plan_rows.from_wide(frame, STEPS, list(UNITS), NED.steps)) == set(STEPS)


def test_a_day_typed_and_a_day_deleted():
    frame = plan_rows.wide(STEPS, UNITS, NED.steps, Language.NB)
    frame.loc[1, "all_employees.planned_on"] = pd.Timestamp("2016-01-01")
    frame.loc[0, ["workshops.planned_on", "workshops.reached_on"]] = None
    found = set(plan_rows.from_wide(frame, STEPS, list(UNITS), NED.steps))
    assert found == {*STEPS[1:], Milestone(2, "all_employees", date(2016, 1, 1))}


ACTIVITIES = (
    Activity(4, "workshop", "Roller", "KS", (1, 9), AUGUST, OCTOBER, False, 12, 9),
    Activity(5, "Noe eget", None, None, (), OCTOBER, None, True),
)
KINDS = {"workshop": "Verksted"}
NAMES = {1: "Lia", 2: "Moen"}


def edited(change=lambda frame: frame):
    frame = initiative_activities.as_table(ACTIVITIES, KINDS, NAMES)
    return initiative_activities.from_table(change(frame), ACTIVITIES, KINDS, NAMES)


def test_a_table_of_activities_that_nobody_touches_says_what_stood():
    first, second = edited()
    assert (first.activity_id, first.kind, set(first.unit_ids)) == (4, "workshop", {1, 9})
    assert (first.planned_on, first.held_on, first.invited, first.attended) == (AUGUST, OCTOBER, 12, 9)
    assert second == ACTIVITIES[1]


def test_a_row_taken_away_a_row_added_and_an_empty_one():
    def change(frame):
        new = dict.fromkeys(frame.columns) | {"planned_on": pd.Timestamp("2016-01-01"), "units": ["Moen"]}
        rows = pd.DataFrame([new, dict.fromkeys(frame.columns)], index=[2, 3]).astype(object)
        return pd.concat([frame.drop(index=0).astype(object), rows])

    kept, new = edited(change)
    assert kept == ACTIVITIES[1]
    assert new == Activity(None, unit_ids=(2,), planned_on=date(2016, 1, 1))


@pytest.mark.parametrize("empty", [None, np.nan, pd.NA, pd.NaT])
def test_an_empty_cell_is_nothing(empty):
    assert plan_rows.as_day(empty) is None and plan_rows.as_count(empty) is None and plan_rows.as_text(empty) is None


@pytest.mark.parametrize("language", list(Language))
def test_levels_are_chosen_in_words_and_other_days_stay(language):
    before = (
        Degree(1, "data", AUGUST, 25.0),
        Degree(1, "data", OCTOBER, 50.0),
        Degree(1, "organisation", OCTOBER, 25.0),
    )
    frame = pd.DataFrame({"unit": ["Lia"], **{step.key: [None] for step in ELEMENTS.elements}})
    frame["data"] = initiative_steps.level(75, language)
    found = initiative_steps.from_levels(frame, before, [1], ELEMENTS, OCTOBER, language)
    assert set(found) == {Degree(1, "data", AUGUST, 25.0), Degree(1, "data", OCTOBER, 75.0)}


def test_what_an_edited_table_of_units_would_change_is_told_unit_by_unit():
    before = [TakingPart(1, AUGUST), TakingPart(2, AUGUST, OCTOBER), TakingPart(3, AUGUST)]
    after = [TakingPart(1, OCTOBER), TakingPart(3, AUGUST)]
    said = initiative_form.changes(before, after, {1: "Lia", 2: "Moen", 3: "Åsen"}, Language.NB)
    assert said == ["Endret\\: Lia 01.08.2015– → Lia 01.10.2015–", "Fjernet\\: Moen 01.08.2015–01.10.2015"]
