"""One initiative's page: every part opens, forms save, what cannot be is a sentence, and the later of two is told."""

import time
from datetime import date, timedelta

import pytest

from naervaer import store
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import decks
from naervaer.store import (
    Activity,
    CaseCount,
    ComparisonUnit,
    Degree,
    Details,
    Milestone,
    Organisation,
    Pause,
    Volume,
)
from pages.components import login
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import go, said, sent, speak, tables, visit


NB = Language.NB
SECTIONS = ("about", "units", "steps", "activities", "result", "report", "changes")
LEVELS = {"Lia skole": 12.0, "Moen skole": 11.0, "Åsen skole": 9.0}
TOMORROW = date.today() + timedelta(days=1)


@pytest.fixture(autouse=True)
def municipality():
    """Three schools that start in January 2024, and twelve that do not."""
    started = [unit(name, "Skole", level, years=(2021, 2025)) for name, level in LEVELS.items()]
    others = [unit(f"Skole {number}", "Skole", 10.0, years=(2021, 2025)) for number in range(12)]
    save(*started, *others, starts=[(name, "Verksteder", "2024-01-01") for name in LEVELS])


def programme(key):
    row = store.read("initiatives", municipality=SOLVIK).iloc[0]
    store.save_initiative(
        row["initiative"],
        municipality=SOLVIK,
        who="Kari",
        programme=key,
        initiative_id=1,
        seen_version=int(row["version"]),
    )


def ids():
    return store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"].map(int).to_dict()


def say(*rows):
    kind = type(rows[0])
    before = store.rows(kind, SOLVIK, 1)
    store.save_rows(kind, 1, before, [*before, *rows], municipality=SOLVIK, who="Ola")


def stands(kind):
    return list(store.rows(kind, SOLVIK, 1))


def opened(section):
    here = visit("initiative")
    return here.button_group(key="section").set_value(section).run() if section != "about" else here


def button(here, label):
    return next(one for one in here.button if one.label == label)


def form_button(here, form):
    """The button that sends a form; the first where there are two."""
    return next(one for one in here.button if one.form_id == form)


def everything_said():
    units = ids()
    say(Details("Under 9 %", -10.0, 2023, ("nav", "Fagforbundet"), date(2025, 12, 31), date(2026, 1, 15)))
    say(Pause(units["Lia skole"], date(2024, 6, 1), date(2024, 8, 1), "Flytting"))
    say(Milestone(None, "top_management", date(2024, 1, 1), date(2024, 1, 10)))
    say(Milestone(units["Lia skole"], "workshops", date(2024, 3, 1)))
    say(Activity(None, "workshop", "Rolleavklaring", None, (units["Lia skole"],), None, date(2024, 3, 1), False, 12, 9))
    say(Activity(None, "workshop", planned_on=date(2024, 4, 1)))
    say(Organisation("NAV"))
    say(Volume("NAV", "workshop", date(2025, 1, 1), date(2025, 6, 30), 20.0, 9.0))


@pytest.mark.parametrize("key", ["reflection_groups", "ned", "five_elements", "nav_services", "ia", None])
def test_every_part_opens_for_every_programme_with_nothing_and_with_everything(key):
    programme(key)
    here = visit("initiative")
    for _ in range(2):
        for section in SECTIONS:
            here.button_group(key="section").set_value(section).run()
            assert not here.exception and t(NB, "app.failed") not in said(here), section
        if not stands(Details):
            everything_said()
            say(Degree(ids()["Lia skole"], "data", date(2024, 6, 1), 50.0))
            say(CaseCount(1, "adaptation", 2))


@pytest.mark.parametrize("language", [Language.DA, Language.EN])
def test_every_part_opens_in_every_language(language):
    programme("five_elements")
    everything_said()
    here = speak(visit("initiative"), language)
    for section in SECTIONS:
        here.button_group(key="section").set_value(section).run()
        assert t(language, f"initiative.section_{section}") in sent(here)
        assert t(language, "app.failed") not in said(here)


def test_the_list_says_what_is_next_and_late_and_leads_to_the_page():
    programme("ned")
    say(Milestone(None, "workshops", date(2024, 3, 1)), Milestone(None, "all_employees", TOMORROW))
    (row,) = tables(visit("initiatives"))[t(NB, "initiatives.caption")]
    assert row[t(NB, "initiatives.status")] == "pågår"
    assert row[t(NB, "initiatives.late")] == "3"
    assert "Trinn 3" in row[t(NB, "initiatives.next")] and f"{TOMORROW:%d.%m.%Y}" in row[t(NB, "initiatives.next")]
    assert 'href="initiative?initiative=Verksteder' in sent(visit("initiatives")).replace("\\", "")


def test_one_date_for_all_units_is_three_clicks():
    programme("ned")
    here = opened("steps")
    here.date_input(key="steps_reached.planned.1.0").set_value(date(2024, 2, 1))
    here.date_input(key="steps_reached.reached.1.0").set_value(date(2024, 2, 3))
    form_button(here, "steps.several.1").click().run()
    assert stands(Milestone) == [
        Milestone(ids()[name], "top_management", date(2024, 2, 1), date(2024, 2, 3)) for name in LEVELS
    ]
    assert t(NB, "register.saved") in said(here)
    assert "3 av 9 er gjort" in said(here)


def test_a_step_reached_tomorrow_is_a_sentence():
    programme("ned")
    here = opened("steps")
    here.date_input(key="steps_reached.reached.1.0").set_value(TOMORROW)
    form_button(here, "steps.several.1").click().run()
    assert "er ikke kommet ennå" in said(here) and stands(Milestone) == []


def new_activity(here, **values):
    for name, value in values.items():
        kind = {"planned": "date_input", "held": "date_input", "theme": "text_input"}.get(name, "number_input")
        getattr(here, kind)(key=f"activities.{name}.1.0").set_value(value)
    form_button(here, "activity.1").click().run()
    return here


def test_an_activity_is_typed_and_counted():
    programme("reflection_groups")
    here = new_activity(opened("activities"), held=date(2024, 2, 1), theme="Rolleavklaring", invited=12, attended=9)
    assert "9 av 12 inviterte, 75\u00a0%" in said(here)
    (activity,) = stands(Activity)
    assert (activity.kind, activity.theme) == ("gathering", "Rolleavklaring")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"held": TOMORROW}, "er merket som holdt"),
        ({"held": date(2024, 2, 1), "invited": 5, "attended": 9}, "bare 5 var invitert"),
        ({"theme": "Rolleavklaring"}, "må ha en dag"),
        ({"held": date(2024, 2, 1), "theme": "Samtale med Kari Nordli"}, "navnet på en person"),
        ({"held": date(2024, 2, 1), "theme": "Diagnose"}, "sykdom"),
    ],
)
def test_an_activity_that_cannot_be_is_a_sentence_and_nothing_is_stored(values, why):
    here = new_activity(opened("activities"), **values)
    assert why in said(here) and stands(Activity) == []
    if "theme" in values and "Kari" in values["theme"]:
        assert "Nordli" not in said(here)


LIST = "Planlagt\tHoldt\tType\tTema\n01.02.2024\t01.02.2024\tSamling\tRoller\n01.04.2024\t\tSamling\tSamtaler"


def test_a_list_is_pasted_seen_and_stored_once():
    programme("reflection_groups")
    here = opened("activities")
    here.text_area(key="activities.paste.1.0").set_value(LIST).run()
    assert "2 nye aktiviteter er lest" in said(here) and stands(Activity) == []
    here.button(key="activities.bring.1").click().run()
    assert [one.theme for one in stands(Activity)] == ["Roller", "Samtaler"]
    here.text_area(key="activities.paste.1.1").set_value(LIST).run()
    assert "0 nye aktiviteter er lest. 2 var registrert" in said(here)


def test_cases_are_counted_by_kind_and_small_numbers_are_only_small():
    programme("reflection_groups")
    say(Activity(None, "gathering", "Roller", held_on=date(2024, 2, 1)))
    here = opened("activities")
    here.number_input(key="case_counts.adaptation.1.0").set_value(3)
    here.number_input(key="case_counts.follow_up.1.0").set_value(7)
    form_button(here, "cases.1").click().run()
    rows = {row["Slag"]: row["Antall"] for row in tables(here)[t(NB, "cases.caption")]}
    assert rows == {"Tilrettelegging": "færre enn 5", "Oppfølging av fravær": "7"}


def test_what_nav_reported_stands_against_the_year_before_and_its_own_expectation():
    """64 806 services against 59 314, and 74 000 expected: as the parties of the IA agreement report of 2017."""
    programme("ia")
    say(
        Volume("NAV", "service", date(2016, 1, 1), date(2016, 10, 31), None, 59314.0),
        Volume("NAV", "service", date(2017, 1, 1), date(2017, 10, 31), None, 64806.0),
        Volume("NAV", "service", date(2017, 1, 1), date(2017, 12, 31), 74000.0),
    )
    words = said(opened("report")).replace("\u00a0", " ")
    assert "NAV: 64 806 til og med 31.10.2017" in words and "59 314, altså +9,3 %" in words
    assert "Organisasjonen regner selv med 74 000 i hele 2017." in words
    assert "Går resten av året som dagene hittil, blir hele 2017 om lag 77 800." in words


def half_years(year, *numbers):
    spans = [(date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))]
    return [Volume("NAV", "service", *span, None, n) for span, n in zip(spans, numbers, strict=False)]


def test_the_year_is_forecast_from_the_half_years_the_organisation_gave_before():
    programme("ia")
    say(*half_years(2023, 200.0, 200.0), *half_years(2024, 300.0, 200.0), *half_years(2025, 360.0))
    words = said(opened("report")).replace("\u00a0", " ")
    assert "NAV: 360 til og med 30.06.2025" in words and "Samme tid året før: 300, altså +20,0 %" in words
    assert "fordeling over året som i 2023 og 2024 blir hele 2025 om lag 648" in words
    assert "hvert år for seg gir fra 600 til 720" in words


def test_an_organisation_is_listed_gets_its_page_and_its_leader_writes_on_it():
    programme("ia")
    say(Activity(None, "seminar", "Roller", "KS", (), held_on=date(2025, 9, 1), invited=20, attended=15))
    here = opened("report")
    assert "KS er nevnt i aktiviteter eller tall, men har ingen side" in said(here)
    assert "ingen gruppe under 10 ansatte" in said(here)
    button(here, t(NB, "half_year.add_named", organisation="KS")).click().run()
    assert stands(Organisation) == [Organisation("KS")]
    here.text_input(key="organisations.name.1.1").set_value("NAV")
    form_button(here, "organisations.1").click().run()
    assert stands(Organisation) == [Organisation("KS"), Organisation("NAV")]
    (first, *_) = here.text_area
    first.set_value("Faste møter virker.").run()
    deck = decks.made(SOLVIK, "half_year", 1, NB).deck
    assert [one.title.said.split(":")[0].split(",")[0] for one in deck.slides[:3]] == ["Verksteder", "KS", "NAV"]
    assert deck.slides[1].texts[0].said == "Faste møter virker."
    assert any("KS" in line and "2 tekster mangler" in line for line in deck.missing)
    assert any(line.startswith("Tall for") and "KS og NAV" in line for line in deck.missing)
    here = opened("report")
    button(here, t(NB, "register.remove")).click().run()
    assert stands(Organisation) == [Organisation("NAV")]


def report_number(here, done, **days):
    here.number_input(key="volumes.done.1.0").set_value(done)
    for name, day in days.items():
        here.date_input(key=f"volumes.{name}.1.0").set_value(day)
    form_button(here, "volumes.1").click().run()
    return here


def test_whoever_reports_a_number_gets_a_page_and_a_number_can_be_taken_away():
    programme("ia")
    before = Volume("LO", "seminar", date(2024, 1, 1), date(2024, 6, 30), None, 9.0)
    say(before)
    here = report_number(opened("report"), 12, **{"from": date(2025, 1, 1), "to": date(2025, 6, 30)})
    new = Volume("LO", "council_meeting", date(2025, 1, 1), date(2025, 6, 30), None, 12.0)
    assert stands(Organisation) == [Organisation("LO")] and stands(Volume) == [new, before]
    here.button(key="volumes.remove.1.1").click().run()
    assert stands(Volume) == [before]


def test_the_later_of_two_who_write_in_one_field_is_told_and_what_she_wrote_is_not_lost():
    programme("ia")
    mine = opened("report")
    theirs = opened("report")
    theirs.text_area[0].set_value("Korte samlinger virker.").run()
    mine.text_area[0].set_value("Lange samlinger virker.").run()
    assert "Noen andre skrev her" in said(mine) and "Lange samlinger virker." in said(mine)
    assert mine.text_area[0].value == "Korte samlinger virker."
    mine.text_area[0].set_value("Samlinger virker.").run()
    assert decks.made(SOLVIK, "half_year", 1, NB).deck.slides[0].texts[0].said == "Samlinger virker."


def test_elements_are_assessed_in_words_and_the_criteria_are_one_verdict():
    programme("five_elements")
    here = opened("steps")
    here.date_input(key="degrees.day.1").set_value(date(2024, 6, 1)).run()
    here.selectbox(key="degrees.level.1").select_index(3)
    form_button(here, "degrees.several.1").click().run()
    assert {row.degree_pct for row in stands(Degree)} == {75.0} and len(stands(Degree)) == 15
    assert "3 av 3 enheter har elementene på plass" in said(here)
    words = said(here.button_group(key="section").set_value("result").run())
    assert "Tydelig gjennomføring: **ja**" in words and "Lavere sykefravær: **nei**" in words
    assert t(NB, "result.together_partly") in words


def test_units_chosen_for_high_absence_are_told_of_at_once():
    programme("ned")
    words = said(opened("result")).replace("\u00a0", " ")
    assert "Enhetene er med fordi sykefraværet var over 10 %" in words
    assert "2 av 3 enheter med tall lå over 10 %" in words
    assert "Kortsiktig: måned 1–6" in sent(opened("result")) and "Varig: måned 13–24" in sent(opened("result"))


def test_a_review_comes_before_services():
    programme("nav_services")
    assert "begynner med å gå gjennom tallene" in said(opened("steps"))
    say(Milestone(None, "review", None, date(2024, 1, 1)))
    assert "begynner med å gå gjennom tallene" not in said(opened("steps"))


def test_the_target_is_held_against_the_base_year():
    programme("nav_services")
    assert "Velg basisår" in said(opened("result"))
    say(Details(base_year=2023))
    words = said(opened("result")).replace("\u00a0", " ")
    assert "10,7 % i 2023, 10,7 % siste 12 måneder" in words and "9,6 %" in words


def test_a_person_chooses_whom_to_compare_with_and_says_why():
    here = opened("units")
    chosen = here.multiselect(key="comparison_units.units.1.0")
    assert len(chosen.value) == 10
    button(here, t(NB, "comparison.save")).click().run()
    assert t(NB, "comparison.no_reason") in said(here) and stands(ComparisonUnit) == []
    here.text_input(key="comparison_units.reason.1.0").set_value("Samme størrelse og samme slag")
    button(here, t(NB, "comparison.save")).click().run()
    assert "Sammenlikningen er valgt, 10 enheter" in said(here) and "Samme størrelse" in said(here)
    words = said(here.button_group(key="section").set_value("result").run())
    assert t(NB, "comparison.chosen_result") in words
    here = opened("units")
    here.multiselect(key="comparison_units.units.1.0").set_value([])
    button(here, t(NB, "comparison.save")).click().run()
    assert t(NB, "comparison.empty") in said(here) and len(stands(ComparisonUnit)) == 10
    button(here, t(NB, "comparison.drop")).click().run()
    assert stands(ComparisonUnit) == [] and t(NB, "comparison.own") in said(here)


def test_a_unit_in_two_initiatives_and_a_start_without_figures_are_told():
    early = [store.TakingPart(ids()["Lia skole"], date(2019, 1, 1))]
    store.save_initiative("Turnus", municipality=SOLVIK, who="Kari", taking_part=early)
    here = opened("units")
    here.selectbox(key="initiative").select("1").run()
    assert "Lia skole: også i Turnus" in said(here)
    here.selectbox(key="initiative").select("2").run()
    assert "starter utenfor månedene" in said(here)


def test_a_pause_that_ends_before_it_begins_is_a_sentence():
    here = opened("units")
    here.multiselect(key="pauses.units.1.0").set_value([ids()["Lia skole"]])
    here.date_input(key="pauses.from.1.0").set_value(date(2024, 6, 1))
    here.date_input(key="pauses.until.1.0").set_value(date(2024, 5, 1))
    form_button(here, "pause.1").click().run()
    assert "er før startdatoen" in said(here) and stands(Pause) == []


def test_closing_asks_for_an_evaluation_and_says_what_is_missing():
    programme("ned")
    here = opened("about")
    assert "Dette mangler før tiltaket er ferdig: ingen trinn er planlagt" in said(here)
    form_button(here, "close.1").click().run()
    assert "må ha en vurdering" in said(here) and stands(Details) == []
    here.text_area(key="initiative_details.evaluation.1.0").set_value("Vi lærte å avtale roller først.")
    form_button(here, "close.1").click().run()
    assert "Tiltaket ble avsluttet" in said(here)
    here.button(key="initiative_details.reopen.1.1").click().run()
    assert stands(Details)[0].closed_on is None


def test_every_change_is_read_with_who_and_can_be_undone():
    programme("ned")
    everything_said()
    here = opened("changes")
    words = said(here)
    assert "Innmeldte tall endret av Ola" in words and "Trinn endret av Ola" in words
    assert "Opplegg: – → NED – IA-ledelse 2.0 (KS)" in words
    here.button(key="undo.1").click().run()
    assert stands(Volume) == []


def test_a_reader_sees_all_and_has_no_form(monkeypatch):
    monkeypatch.setattr(login, "required", lambda: True)
    programme("five_elements")
    everything_said()
    reader = {"is_logged_in": True, "name": "Kari Nordmann", "iat": time.time(), "roles": ["reader"]}
    here = visit("initiative", **reader)
    for section in SECTIONS:
        here.button_group(key="section").set_value(section).run()
        assert not here.text_input and not here.main.date_input and not here.main.multiselect, section


OWN = "Morgenmøter"


def test_a_sixth_programme_is_made_without_code_and_used():
    here = visit("programmes")
    here.text_input(key="own.name.new").set_value(OWN)
    here.text_area(key="own.steps.new").set_value("Avtalt\nPrøvd i en uke\n")
    here.text_area(key="own.activities.new").set_value("Morgenmøte")
    form_button(here, "programme.new").click().run()
    assert t(NB, "register.saved") in said(here)
    own = store.programme_of(OWN, SOLVIK)
    assert [step.name[NB] for step in own.steps] == ["Avtalt", "Prøvd i en uke"]
    programme(own.key)
    assert "Prøvd i en uke" in sent(opened("steps"))
    here = visit("programmes")
    next(one for one in here.button if one.key == f"own.delete.{own.key}").click().run()
    assert "brukes av tiltaket" in said(here)


def test_a_programme_without_anything_in_it_is_a_sentence():
    here = visit("programmes")
    here.text_input(key="own.name.new").set_value(OWN)
    form_button(here, "programme.new").click().run()
    assert "minst ett trinn" in said(here)


def test_a_programme_takes_numbers_with_a_comma_and_is_not_saved_with_what_is_none():
    here = visit("programmes")
    here.text_input(key="own.name.new").set_value(OWN)
    here.text_area(key="own.steps.new").set_value("Avtalt")
    here.text_input(key="own.above.new").set_value("7,5")
    here.text_input(key="own.change.new").set_value("12,5")
    form_button(here, "programme.new").click().run()
    assert "Her står «12,5». Skriv et tall fra -100 til 0." in [error.value for error in here.error]
    assert store.programme_of(OWN, SOLVIK) is None
    here.text_input(key="own.change.new").set_value("\N{MINUS SIGN}12,5")
    form_button(here, "programme.new").click().run()
    own = store.programme_of(OWN, SOLVIK)
    assert (own.enrolled_above_pct, own.target_change_pct) == (7.5, -12.5)


def test_the_target_of_an_initiative_is_typed_with_a_comma_or_left_empty():
    here = opened("about")
    here.text_input(key="initiative_details.change.1.0").set_value("ti")
    form_button(here, "about.1").click().run()
    assert "«ti»" in here.error[0].value and not [row for row in stands(Details) if row.target_change_pct is not None]
    here.text_input(key="initiative_details.change.1.0").set_value("-7,5")
    form_button(here, "about.1").click().run()
    assert [row.target_change_pct for row in stands(Details)] == [-7.5]
    assert here.text_input(key="initiative_details.change.1.1").value == "-7,5"
    here.text_input(key="initiative_details.change.1.1").set_value("")
    form_button(here, "about.1").click().run()
    assert [row for row in stands(Details) if row.target_change_pct is not None] == []


def test_what_is_open_belongs_to_one_initiative():
    here = go(visit(), "initiative")
    assert here.selectbox(key="initiative").value == "1"


def test_the_later_of_two_project_leaders_is_told_what_of_hers_is_not_saved():
    hers, his = opened("about"), opened("about")
    his.text_input(key="initiative_details.target.1.0").set_value("Under 8 prosent")
    form_button(his, "about.1").click().run()
    hers.text_input(key="initiative_details.target.1.0").set_value("Under 9 prosent")
    form_button(hers, "about.1").click().run()
    assert [row.target for row in stands(Details)] == ["Under 8 prosent"]
    assert t(NB, "register.changed_meanwhile") in said(hers) and "Under 9 prosent" in said(hers)
    # What stands is in the form now, and is changed when she still wants it.
    assert hers.text_input(key="initiative_details.target.1.1").value == "Under 8 prosent"
    hers.text_input(key="initiative_details.target.1.1").set_value("Under 9 prosent")
    form_button(hers, "about.1").click().run()
    assert [row.target for row in stands(Details)] == ["Under 9 prosent"]


def test_two_who_change_different_parts_do_not_disturb_each_other():
    programme("ned")
    hers, his = opened("about"), opened("steps")
    his.date_input(key="steps_reached.reached.1.0").set_value(
        date(2014, 2, 3)
    )  # longer back than Streamlit's own ten years
    form_button(his, "steps.several.1").click().run()
    hers.text_input(key="initiative_details.target.1.0").set_value("Under 9 prosent")
    form_button(hers, "about.1").click().run()
    assert t(NB, "register.saved") in said(hers)
    assert len(stands(Milestone)) == 3 and len(stands(Details)) == 1


def test_a_day_that_was_set_can_be_taken_away_again():
    say(Details("Under 9 %", trial_end=date(2025, 12, 31)))
    here = opened("about")
    assert here.date_input(key="initiative_details.trial_end.1.0").value == date(2025, 12, 31)
    here.date_input(key="initiative_details.trial_end.1.0").set_value(None)
    form_button(here, "about.1").click().run()
    assert stands(Details) == [Details("Under 9 %")]
