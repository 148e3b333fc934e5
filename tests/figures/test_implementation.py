"""What was planned and done stands beside the verdict, as of a day."""

from datetime import date, timedelta

import pytest

from naervaer import figures, store
from naervaer.analysis.success import Met
from naervaer.model import Granularity
from naervaer.programme import Criterion
from naervaer.store import Activity, Degree, Details, Milestone
from tests.pages.municipality import SOLVIK, save, unit


TODAY = date(2025, 6, 15)
HERE = {"municipality": SOLVIK, "who": "Kari"}
START = "2024-01-01"
LEVELS = {"Lia": 12, "Moen": 13, "Åsen": 9}


@pytest.fixture
def initiative():
    """Three units that start; twelve others."""
    units = [unit(name, "Skole", level, years=(2020, 2025)) for name, level in LEVELS.items()]
    others = [unit(f"Skole {number}", "Skole", 10, years=(2020, 2025)) for number in range(12)]
    save(*units, *others, starts=[(name, "Verksteder", START) for name in LEVELS])
    key = int(store.read("initiatives", municipality=SOLVIK)["initiative_id"][0])
    change(key, programme="ned")
    return key


def change(key, **about):
    version = int(store.read("initiatives", municipality=SOLVIK).set_index("initiative_id")["version"][key])
    store.save_initiative("Verksteder", **HERE, **about, initiative_id=key, seen_version=version)


def ids():
    return store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"].map(int).to_dict()


def say(key, *rows):
    kind = type(rows[0])
    before = store.rows(kind, SOLVIK, key)
    store.save_rows(kind, key, before, [*before, *rows], **HERE)


def test_nothing_said_is_nothing_known(initiative):
    found = figures.implementation(SOLVIK, initiative, TODAY)
    assert found.in_place.units == 0 and found.held.planned == 0
    assert figures.status(found, TODAY) == "running"
    assert figures.next_due(found, TODAY) is None and figures.late(found, TODAY) == 0
    assert figures.beside_steps(SOLVIK, initiative) is None
    assert figures.beside_activities(SOLVIK, initiative) is None


def test_what_is_next_and_what_is_late(initiative):
    units = ids()
    say(
        initiative,
        Milestone(None, "top_management", date(2024, 2, 1), date(2024, 2, 1)),
        Milestone(units["Lia"], "workshops", date(2025, 8, 1)),
        Milestone(units["Moen"], "workshops", date(2025, 5, 1)),
    )
    say(
        initiative, Activity(None, "workshop", planned_on=date(2025, 7, 1)), Activity(None, planned_on=date(2025, 3, 1))
    )
    say(initiative, Details(decision_on=date(2025, 6, 1), trial_end=date(2025, 6, 20)))
    found = figures.implementation(SOLVIK, initiative, TODAY)
    assert figures.next_due(found, TODAY) == figures.Due(date(2025, 6, 20), "trial_end")
    assert figures.late(found, TODAY) == 3
    assert set(figures.missing(SOLVIK, initiative, TODAY)) == {
        "steps_late",
        "activities",
        "activities_late",
        "decision",
        "evaluation",
    }


def test_an_initiative_is_planned_running_ended_and_closed(initiative):
    seen = [figures.status(figures.implementation(SOLVIK, initiative, day), day) for day in (date(2023, 1, 1), TODAY)]
    assert seen == ["planned", "running"]
    ended = [store.TakingPart(ids()[name], date(2024, 1, 1), date(2025, 1, 1)) for name in LEVELS]
    change(initiative, taking_part=ended)
    assert figures.status(figures.implementation(SOLVIK, initiative, TODAY), TODAY) == "ended"
    say(initiative, Details(closed_on=date(2025, 1, 2), evaluation="Vi fortsetter uten."))
    assert figures.status(figures.implementation(SOLVIK, initiative, TODAY), TODAY) == "closed"


def test_both_criteria_are_answered(initiative):
    assert figures.criteria(SOLVIK, initiative) == {
        Criterion.SICK_LEAVE: Met.NO,
        Criterion.IMPLEMENTATION: Met.UNKNOWN,
    }
    steps = ("top_management", "workshops", "all_employees")
    say(initiative, *[Milestone(None, step, date(2024, 2, 1), date(2024, 2, 1)) for step in steps])
    assert figures.criteria(SOLVIK, initiative)[Criterion.IMPLEMENTATION] is Met.YES
    change(initiative, programme="five_elements")
    assert figures.criteria(SOLVIK, initiative)[Criterion.IMPLEMENTATION] is Met.NO
    say(initiative, Degree(ids()["Lia"], "data", date(2024, 5, 1), 100.0))
    assert figures.implementation(SOLVIK, initiative, TODAY).in_place.units == 1


def test_units_chosen_for_their_level_are_counted(initiative):
    assert figures.enrolled_above(SOLVIK, initiative) == (2, 3)
    change(initiative, programme="five_elements")
    assert figures.enrolled_above(SOLVIK, initiative) is None


def test_the_base_year_needs_a_year_and_a_target(initiative):
    assert figures.against_base_year(SOLVIK, initiative) is None
    say(initiative, Details(target_change_pct=-10.0, base_year=2023))
    found = figures.against_base_year(SOLVIK, initiative)
    assert (found.base_pct, found.now_pct, found.change_pct) == pytest.approx((34 / 3, 34 / 3, 0), abs=1e-9)
    assert found.target_pct == pytest.approx(34 / 3 * 0.9)


def test_units_one_could_compare_with_are_the_others_of_its_kind(initiative):
    found = figures.proposed_units(SOLVIK, initiative)
    assert found["proposed"].sum() == 10 and not set(LEVELS) & set(found["unit"])


def test_a_unit_in_two_initiatives_at_once_is_told_and_one_after_the_other_is_not(initiative):
    def other(name, start):
        store.save_initiative(name, **HERE, taking_part=[store.TakingPart(ids()["Lia"], start)])

    other("Etterpå", date(2024, 6, 1))
    assert figures.overlapping(SOLVIK, initiative).values.tolist() == [["Lia", "Etterpå"]]
    change(initiative, taking_part=[store.TakingPart(ids()["Lia"], date(2024, 1, 1), date(2024, 5, 31))])
    assert figures.overlapping(SOLVIK, initiative).empty


def test_one_that_was_over_before_this_one_began_is_not_at_the_same_time(initiative):
    before = [store.TakingPart(ids()["Lia"], date(2023, 1, 1), date(2023, 12, 31))]
    store.save_initiative("Først", **HERE, taking_part=before)
    assert figures.overlapping(SOLVIK, initiative).empty


def test_a_start_outside_the_figures_is_found(initiative):
    assert figures.starts_outside(SOLVIK, initiative).empty
    change(initiative, taking_part=[store.TakingPart(ids()["Lia"], date(2019, 1, 1))])
    assert figures.starts_outside(SOLVIK, initiative)["unit"].tolist() == ["Lia"]


def test_a_start_in_the_first_month_there_is_has_nothing_before_it(initiative):
    first = figures.panel(SOLVIK, Granularity.MONTH).period[0].astype(object)
    later = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    change(initiative, taking_part=[store.TakingPart(ids()["Lia"], first)])
    assert figures.starts_outside(SOLVIK, initiative)["unit"].tolist() == ["Lia"]
    change(initiative, taking_part=[store.TakingPart(ids()["Lia"], later)])
    assert figures.starts_outside(SOLVIK, initiative).empty


def test_the_change_stands_beside_what_was_done(initiative):
    units = ids()
    say(initiative, Milestone(units["Lia"], "workshops", None, date(2024, 3, 1)))
    say(initiative, Activity(None, held_on=date(2024, 2, 1), unit_ids=(units["Lia"],)))
    beside = figures.beside_steps(SOLVIK, initiative)
    assert (beside.n_more, beside.n_fewer, beside.difference_pp) == (0, 1, None)
    dose, counts = figures.beside_activities(SOLVIK, initiative)
    assert counts == {units["Lia"]: 1, units["Moen"]: 0, units["Åsen"]: 0}
    assert dose.beside is None


def test_days_since_the_last_figures(initiative):
    assert figures.last_data(SOLVIK, date(2026, 1, 11)) == 10
    assert figures.last_data("ingensteds", TODAY) is None
