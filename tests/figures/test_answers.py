"""What the pages work with: hidden units stay hidden by every way around, and an initiative ends when it ends."""

from datetime import date

import pytest

from naervaer import figures, store
from naervaer.analysis.verdict import State
from naervaer.figures import untouched
from naervaer.model import Granularity
from tests.pages.municipality import SOLVIK, save, unit
from tests.store.build import imported


OTHERS = [unit(f"Skole {number}", "Skole", 8, years=(2021, 2025)) for number in range(12)]
SMALL = unit("Liten", "Skole", 16, employees=3, years=(2021, 2025))


def initiative():
    return int(store.read("initiatives", municipality=SOLVIK)["initiative_id"][0])


def hidden():
    panel = figures.panel(SOLVIK, Granularity.MONTH)
    return set(panel.unit[panel.hidden == "too_few"])


def test_a_newer_file_without_head_counts_does_not_bring_a_small_unit_into_the_light():
    save(*OTHERS, SMALL)
    percents = "unit  service_area  period_start  rate_pct\nLiten  Skole  2025-12-01  16.0"
    store.save_upload(imported(percents, fingerprint="newer"), municipality=SOLVIK, who="Kari")
    assert hidden() == {"Liten"}


def test_a_verdict_that_would_speak_of_a_hidden_unit_alone_is_withheld():
    opened = unit("Nyåpnet", "Skole", 9, years=(2025, 2025))
    starts = [("Liten", "Lederkurs", "2024-06-01"), ("Nyåpnet", "Lederkurs", "2025-01-01")]
    save(*OTHERS, SMALL, opened, starts=starts)
    answer = figures.answer(SOLVIK, initiative())
    assert answer.verdict.state is State.TOO_FEW
    assert answer.found is None


def test_a_verdict_on_some_of_the_units_holds_the_small_one_and_what_it_is_counted_with():
    """Two units are too new for the estimate; that of the others is of the small one and one hidden with it."""
    large = unit("Stor", "Skole", 9, employees=40, years=(2021, 2025))
    new = [unit(f"Ny {number}", "Skole", 9, employees=20, years=(2023, 2025)) for number in range(2)]
    started = ["Liten", "Stor", "Ny 0", "Ny 1"]
    save(*OTHERS, SMALL, large, *new, starts=[(name, "Lederkurs", "2024-01-01") for name in started])
    answer = figures.answer(SOLVIK, initiative())
    states = answer.compared.units.set_index("unit")["state"].to_dict()
    assert states == {"Liten": "too_few", "Stor": "protects_others", "Ny 0": "shown", "Ny 1": "shown"}
    assert answer.found["expected"]["n_units"] == 2 and answer.found["units"] == []


def test_months_after_a_unit_has_left_do_not_count_in_the_initiative():
    rows = [unit("Lia", "Skole", 10, after=5, since="2024-06", years=(2021, 2025)), *OTHERS]
    save(*rows, starts=[("Lia", "Lederkurs", "2024-06-01")])
    one = store.read("participations", municipality=SOLVIK).iloc[0]
    store.save_initiative(
        "Lederkurs",
        municipality=SOLVIK,
        who="Kari",
        taking_part=[store.TakingPart(int(one["unit_id"]), date(2024, 6, 1), date(2024, 12, 31))],
        initiative_id=initiative(),
        seen_version=int(store.read("initiatives", municipality=SOLVIK)["version"][0]),
    )
    units = figures.answer(SOLVIK, initiative()).compared.units
    assert units["last_after"].dt.date.tolist() == [date(2024, 12, 1)]
    assert units["n_periods"].tolist() == [7]


def test_units_chosen_by_a_person_are_what_the_answer_compares_with():
    rows = [unit("Lia", "Skole", 10, after=8, since="2024-01", years=(2021, 2025)), *OTHERS]
    falling = [
        unit(f"Faller {number}", "Skole", 10, after=8, since="2024-01", years=(2021, 2025)) for number in range(12)
    ]
    save(*rows, *falling, starts=[("Lia", "Lederkurs", "2024-01-01")])
    before = figures.answer(SOLVIK, initiative())
    assert not before.chosen and len(before.compared_with) == 24
    names = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    chosen = [store.ComparisonUnit(int(names[f"Faller {number}"]), "Samme utvikling") for number in range(12)]
    store.save_rows(store.ComparisonUnit, initiative(), [], chosen, municipality=SOLVIK, who="Kari")
    after = figures.answer(SOLVIK, initiative())
    assert after.chosen and {name for _, name in after.compared_with} == {f"Faller {number}" for number in range(12)}
    assert abs(after.found["expected"]["effect_pp"]) < 0.2 < abs(before.found["expected"]["effect_pp"])


def answered_since(day, *, area=None):
    rows = [unit("Lia", "Skole", 10, after=5, since="2024-06", years=(2021, 2025)), *OTHERS]
    save(*rows, starts=[("Lia", "Lederkurs", "2024-06-01")])
    store.save_break(day, "Nytt system", area=area, municipality=SOLVIK, who="Kari")
    return figures.answer(SOLVIK, initiative())


def test_after_a_break_only_later_months_are_before_and_after():
    """The start is after the break: of the year before it only the months since the break can be compared."""
    units = answered_since(date(2024, 1, 1)).compared.units
    assert units["first_before"].dt.date.tolist() == [date(2024, 1, 1)]
    assert units["n_periods"].tolist() == [5]


def test_before_a_break_only_earlier_months_are_before_and_after():
    """The break came when the initiative had gone on for some months: later ones are figures of something else."""
    units = answered_since(date(2025, 1, 1)).compared.units
    assert units["last_after"].dt.date.tolist() == [date(2024, 12, 1)]


def test_a_break_in_another_area_changes_nothing():
    whole = answered_since(date(2024, 1, 1), area="Skole").compared.units["n_periods"].tolist()
    assert whole == [5]
    save(unit("Ly", "Barnehage", 9, years=(2021, 2025)), fingerprint="b")
    store.undo_break(1, municipality=SOLVIK, who="Kari")
    store.save_break(date(2024, 1, 1), "Nytt system", area="Barnehage", municipality=SOLVIK, who="Kari")
    assert figures.answer(SOLVIK, initiative()).compared.units["n_periods"].tolist() == [12]


def test_what_is_planned_on_is_what_can_be_compared_with_today():
    save(*OTHERS)
    store.save_break(date(2024, 1, 1), "Nytt system", municipality=SOLVIK, who="Kari")
    _, days = untouched.figures_of(SOLVIK)
    assert days.observed[:, -24:].all() and not days.observed[:, :-24].any()


def test_a_step_reached_works_no_verdict_out_again_and_a_chosen_comparison_does():
    save(unit("Lia", "Skole", 10, years=(2021, 2025)), *OTHERS, starts=[("Lia", "Lederkurs", "2024-01-01")])
    key, here = initiative(), {"municipality": SOLVIK, "who": "Kari"}
    before = figures.answer(SOLVIK, key)
    lia = int(store.read("participations", municipality=SOLVIK)["unit_id"][0])
    store.save_rows(store.Milestone, key, [], [store.Milestone(lia, "agreed", date(2024, 1, 1))], **here)
    assert figures.answer(SOLVIK, key) is before
    assert len(figures.implementation(SOLVIK, key).plan) == 1
    others = [int(unit_id) for unit_id in store.read("units", municipality=SOLVIK)["unit_id"] if unit_id != lia]
    like = [store.ComparisonUnit(unit_id, "Like") for unit_id in others[1:]]
    store.save_rows(store.ComparisonUnit, key, [], like, **here)
    assert figures.answer(SOLVIK, key) is not before


def test_the_verdict_in_a_list_is_that_of_the_answer():
    starts = [("Lia", "Lederkurs", "2024-01-01"), ("Nyåpnet", "Turnus", "2025-01-01"), ("Liten", "Annet", "2024-06-01")]
    lia = unit("Lia", "Skole", 10, after=8, since="2024-01", years=(2021, 2025))
    save(lia, unit("Nyåpnet", "Skole", 9, years=(2025, 2025)), SMALL, *OTHERS, starts=starts)
    keys = [int(key) for key in store.read("initiatives", municipality=SOLVIK)["initiative_id"]]
    listed = {key: figures.verdicts(SOLVIK, [key])[key] for key in keys}
    own = {key: figures.answer(SOLVIK, key).verdict for key in keys}
    assert {key: one.state for key, one in listed.items()} == {key: one.state for key, one in own.items()}
    assert len({one.state for one in own.values()}) > 1


def test_one_unit_too_small_to_be_shown_does_not_cost_the_others_their_answer():
    """All kindergartens and one tiny school: the sum of them less the kindergartens would be the tiny one's figures."""
    kindergartens = [unit(f"Barnehage {number}", "Barnehage", 9 - number, years=(2021, 2025)) for number in range(6)]
    save(*OTHERS, *kindergartens, SMALL, starts=[(f"Barnehage {n}", "Lederkurs", "2024-06-01") for n in range(6)])
    alone = figures.answer(SOLVIK, initiative())
    starts = [*((f"Barnehage {n}", "Lederkurs", "2024-06-01") for n in range(6)), ("Liten", "Lederkurs", "2024-06-01")]
    save(*OTHERS, *kindergartens, SMALL, starts=starts, fingerprint="with the tiny one")
    answer = figures.answer(SOLVIK, initiative())
    states = answer.compared.units.set_index("unit")["state"]
    assert states["Liten"] == "too_few_to_count"
    assert answer.verdict.state is alone.verdict.state is not State.TOO_FEW
    assert answer.found["expected"]["observed_pct"] == pytest.approx(alone.found["expected"]["observed_pct"])
    assert not any("Liten" in str(one) for one in answer.found["units"])
