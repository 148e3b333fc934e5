"""What could we see? The answer first, its chart, and a reason where there is no answer."""

import re

import pytest

from naervaer import store
from naervaer.figures import plans
from naervaer.model import Language
from tests.pages import swinging
from tests.pages.municipality import SOLVIK, unit
from tests.pages.municipality import save as save_units
from tests.pages.visiting import drawn, pictures, said, sent, tables, visit
from tests.store.build import imported


def tenths(here):
    """The chance after 12 months as the chart has it for what is chosen."""
    return next(row["chance"] for row in drawn(here) if row["chosen"] and row["line"] == "Etter 12 måneder")


def test_the_answer_is_one_sentence_that_says_what_was_asked():
    swinging.save()
    here = visit("power")
    assert re.search(
        r"14 enheter, 10\xa0% lavere sykefravær fra januar 2026: Sjansen for et klart svar er .* av 10", said(here)
    )
    assert "Den minste endringen vi er rimelig sikre på å se" in said(here)
    assert "det første svaret med tallene for juni 2026, svaret etter 12 måneder med tallene for desember" in said(here)
    assert plans.of_ten(tenths(here), Language.NB) in said(here).split("Den minste")[0]


def test_the_first_choice_is_the_largest_area_that_leaves_ten_to_compare_with():
    swinging.save(tiny=False)
    here = visit("power")
    assert here.multiselect(key="areas").value == ["Barnehage"]
    here.multiselect(key="areas").set_value(["Skole"]).run()
    assert "Med dette valget står det 8 enheter igjen" in said(here)


def test_the_chart_and_its_table_have_the_same_chances():
    swinging.save()
    here = visit("power")
    (table,) = tables(here).values()
    now = next(row for row in table if row["Enheter som er med"] == "14")
    assert now["Sjanse etter 12 måneder"] == f"{100 * tenths(here):.1f}\xa0%".replace(".", ",")
    assert pictures(here)[0].spec["layer"][1]["data"]["values"] == [{"aim": 0.8}]


def test_a_larger_fall_has_a_larger_chance():
    swinging.save()
    here = visit("power")
    before = tenths(here)
    here.slider(key="fall").set_value(40).run()
    assert tenths(here) > before
    assert "40\xa0% lavere" in said(here)


def test_units_can_be_picked_one_by_one_and_two_are_never_enough():
    swinging.save()
    here = visit("power")
    units = store.read("units", municipality=SOLVIK)
    two = units.loc[units["unit"].isin(["Skole 03", "Skole 04"]), "unit_id"].astype(str)
    here.multiselect(key="units").set_value(list(two)).run()
    assert "2 enheter, 10\xa0% lavere" in said(here)
    assert "Med færre enn tre enheter sier vi aldri «klar nedgang»" in said(here)
    assert "Større nedgang" not in said(here)


def test_no_area_chosen_is_every_area_and_that_leaves_too_few_to_compare_with():
    swinging.save()
    here = visit("power")
    here.multiselect(key="areas").set_value([]).run()
    assert "Med dette valget står det 2 enheter igjen" in said(here)
    assert not here.exception and not pictures(here)


def test_a_tiny_unit_cannot_be_chosen_and_is_nowhere():
    swinging.save()
    here = visit("power")
    here.multiselect(key="areas").set_value(["Skole"]).run()
    assert len(here.multiselect(key="units").options) == swinging.SCHOOLS
    assert [name for name in swinging.TINY if name in sent(here)] == []


def test_units_in_an_initiative_cannot_be_chosen():
    swinging.save(starts=[("Barnehage 00", "2025-03-01"), ("Barnehage 01", "2026-09-01")])
    here = visit("power")
    assert "6 enheter, 10\xa0% lavere" in said(here)
    assert "Barnehage 00" not in sent(here) and "Barnehage 01" not in sent(here)


def test_a_short_history_is_told_in_months():
    swinging.save(2023, 2025)
    here = visit("power")
    assert "Det trengs 48 måneder med tall for å regne på dette, og dere har 36." in said(here)
    assert not here.exception and not pictures(here)


def test_with_four_years_the_second_year_is_said_to_be_out_of_reach():
    swinging.save(2022, 2025)
    assert "Tallene går ikke langt nok tilbake til å regne på 24." in said(visit("power"))


def test_when_everybody_takes_part_there_is_nobody_to_plan_for():
    save_units(unit("Lia barnehage", "Barnehage", 10.0), starts=[("Lia barnehage", "Prøven", "2025-01-01")])
    here = visit("power")
    assert "Alle enhetene er alt med i et tiltak" in said(here)


def test_percentages_without_days_are_not_enough():
    units = "\n".join(f"Lia  2025-{month:02}-01  8.1" for month in range(1, 13))
    store.save_upload(imported(f"unit  period_start  rate_pct\n{units}"), municipality=SOLVIK, who="Kari")
    assert "Dette krever tapte og mulige dagsverk" in said(visit("power"))


def test_a_bad_last_year_is_said_to_fall_by_itself():
    save_units(
        *(
            unit(f"Barnehage {n}", "Barnehage", 8 + n / 10, years=(2020, 2025), after=12 + n / 5, since="2025-01")
            for n in range(6)
        ),
        *(unit(f"Skole {n}", "Skole", 6 + n / 10, years=(2020, 2025)) for n in range(12)),
    )
    here = visit("power")
    here.multiselect(key="areas").set_value(["Barnehage"]).run()
    assert re.search(r"Siste år var sykefraværet i disse enhetene 4,\d prosentpoeng høyere enn årene før", said(here))
    assert "fallet som kommer uansett, er 4" in said(here) or "fallet som kommer uansett, er 5" in said(here)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "under 1 av 10"),
        (0.04, "under 1 av 10"),
        (0.28, "omtrent 3 av 10"),
        (0.94, "omtrent 9 av 10"),
        (0.999, "over 9 av 10"),
    ],
)
def test_a_chance_is_said_as_people_say_it(chance, words):
    assert plans.of_ten(chance, Language.NB) == words
