"""The five systems, filled through the app with what has been published of them, in an empty house.

Asker: 11 units for work, leisure and respite and 15 homes, reflection groups from August 2015, status January 2016.
KS: 27 municipalities in NED. Oslo: three districts. IA: the half-year report. Brønderslev: six workplaces.
"""

import io
from datetime import date

import openpyxl
import pytest

from naervaer.i18n import chance, t
from naervaer.model import Language
from tests.browser.photograph import photograph
from tests.browser.server import running
from tests.browser.visit import settle, violations


NB, DA = Language.NB, Language.DA
GROUPS, NED, OSLO, IA, DANISH = "Refleksjonsgrupper", "NED 2016", "Nærværsarbeid", "IA-arbeid 2017", "Styrket Nærvær"
NAV, KS = "NAV Arbeidslivssenter", "KS Vest"
DISTRICTS = ("Bydel Alna", "Bydel Østensjø", "Bydel Vestre Aker")
WORKPLACES = ("Skolen 1", "Skolen 2", "Dagtilbuddet 1", "Dagtilbuddet 2", "Botilbuddet 1", "Botilbuddet 2")
POSSIBLE = 400.0


def units(kind, n, lower):
    """n units of a kind, of which so many are lower after their start."""
    return [(f"{kind} {number + 1}", kind, 9.0 if number < lower else 11.0) for number in range(n)]


NORWEGIAN = [
    *((unit, GROUPS, "Refleksjonsgrupper (Asker)") for unit in units("Arbeid, fritid og avlastning", 11, 8)),
    *((unit, GROUPS, "Refleksjonsgrupper (Asker)") for unit in units("Boliger", 15, 7)),
    *((unit, NED, "NED – IA-ledelse 2.0 (KS)") for unit in units("Kommuner", 27, 16)),
    *(((name, "Bydeler", 9.0), OSLO, "Avtalte tjenester fra NAV (Oslo)") for name in DISTRICTS),
]
DANES = [((name, "Arbejdspladser", 5.0), DANISH, "Fem kerneelementer (Brønderslev)") for name in WORKPLACES]


def workbook(headings, sheets, taking_part):
    """18 months of figures around August 2015, and the sheet that tells who takes part."""
    months = [date(2014 + (7 + number) // 12, (7 + number) % 12 + 1, 1) for number in range(18)]
    start = date(2015, 8, 1)
    book = openpyxl.Workbook()
    figures = book.active
    figures.title = sheets[0]
    figures.append(headings[0])
    for (unit, area, after), _, _ in taking_part:
        for month in months:
            rate = 10.0 if month < start else after
            figures.append([unit, area, month, POSSIBLE * rate / 100, POSSIBLE, 22])
    listed = book.create_sheet(sheets[1])
    listed.append(headings[1])
    for (unit, _, _), initiative, programme in taking_part:
        listed.append([unit, initiative, programme, start])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A house nobody has uploaded anything to."""
    with running(tmp_path_factory.mktemp("five") / "store.duckdb") as server:
        yield server


def upload(page, content, municipality, n_rows, language=NB):
    page.goto(f"/upload?language={t(language, 'language.name')}")
    settle(page)
    file = {"name": "fravær 2014-2016.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("[data-testid=stFileUploader] input[type=file]", file)
    page.get_by_text(t(language, "understanding.title")).wait_for()
    settle(page)
    if page.get_by_role("combobox", name=t(language, "destination.choose")).count():
        choose(page, t(language, "destination.choose"), t(language, "destination.new"))
    page.get_by_label(t(language, "destination.name")).fill(municipality)
    page.keyboard.press("Tab")
    settle(page)
    page.get_by_role("button", name=t(language, "upload.save", n=n_rows)).click()
    page.get_by_text(f"i {municipality}").wait_for()
    settle(page)


def open_section(page, initiative, section, language=NB, **address):
    words = {"language": t(language, "language.name"), "initiative": initiative, **address}
    words["section"] = t(language, f"initiative.section_{section}")
    page.goto("/initiative?" + "&".join(f"{name}={value}" for name, value in words.items()))
    settle(page)


def unfold(page, heading):
    page.get_by_text(heading, exact=True).first.click()
    settle(page)


def type_day(page, label, day):
    page.get_by_role("group", name=label).get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Tab")


def choose(page, label, option):
    field = page.get_by_role("combobox", name=label).first
    field.click()
    field.fill(option)
    page.get_by_role("option", name=option).first.click()
    settle(page)


def save(page, label=None, language=NB):
    page.get_by_role("button", name=label or t(language, "register.save"), exact=True).first.click()
    page.get_by_text(t(language, "register.saved"), exact=True).wait_for()
    settle(page)


def test_asker_counts_eight_of_eleven_and_seven_of_fifteen_with_their_chances(page):
    upload(page, workbook(HEADINGS, ("Fravær", "Tiltak"), NORWEGIAN), "Prøvekommunen", len(NORWEGIAN) * 18)
    page.goto(f"/before_after?initiative={GROUPS}")
    settle(page)
    for area, lower, n, by_chance in (("Arbeid, fritid og avlastning", 8, 11, 0.113), ("Boliger", 7, 15, 0.696)):
        sentence = t(NB, "before_after.count", area=area, lower=lower, n=n, chance=chance(NB, by_chance))
        page.get_by_text(sentence).wait_for()
    page.get_by_text("august 2015–januar 2016 er sammenliknet med august 2014–januar 2015").first.wait_for()


HEADINGS = (
    ["Enhet", "Tjenesteområde", "Måned", "Tapte dagsverk", "Mulige dagsverk", "Antall ansatte"],
    ["Enhet", "Tiltak", "Program", "Startdato"],
)
DANISH_HEADINGS = (
    ["Enhed", "Fagområde", "Måned", "Tabte dagsværk", "Mulige dagsværk", "Antal ansatte"],
    ["Enhed", "Indsats", "Program", "Startdato"],
)
GATHERINGS = """Planlagt\tHoldt\tType\tTema\tInvitert\tMøtt
20.08.2015\t20.08.2015\tSamling\tRoller\t26\t24
15.10.2015\t15.10.2015\tSamling\tSamtaler\t26\t20
10.12.2015\t10.12.2015\tSamling\tForebygging\t26\t22"""


def test_asker_gathers_every_second_month_on_trial_until_a_decision(page):
    open_section(page, GROUPS, "activities")
    unfold(page, t(NB, "activities.bring"))
    page.get_by_label(t(NB, "activities.paste")).fill(GATHERINGS)
    page.keyboard.press("Control+Enter")
    save(page, t(NB, "activities.store", n=3))
    page.get_by_text("3 holdt, 3 planlagt i alt, 0 skulle vært holdt.").wait_for()
    page.get_by_text("66 av 78 inviterte, 85\u00a0%").wait_for()
    page.get_by_text(t(NB, "activities.rhythm", n=2)).wait_for()
    photograph(page, "initiatives-activities")
    open_section(page, GROUPS, "about")
    unfold(page, t(NB, "about.edit_details"))
    type_day(page, t(NB, "about.trial_end"), date(2016, 12, 31))
    type_day(page, t(NB, "about.decision_on"), date(2016, 12, 15))
    save(page)
    page.get_by_text("Prøvetiden slutter: 31.12.2016").wait_for()
    assert violations(page) == []


def test_ned_counts_sixteen_of_twenty_seven_and_says_why_they_would_fall_anyway(page):
    page.goto(f"/before_after?initiative={NED}")
    settle(page)
    by_chance = chance(NB, 0.221)
    page.get_by_text(t(NB, "before_after.count", area="Kommuner", lower=16, n=27, chance=by_chance)).wait_for()
    open_section(page, NED, "steps")
    type_day(page, t(NB, "plan.planned_on"), date(2015, 8, 15))
    type_day(page, t(NB, "plan.done_on"), date(2015, 8, 20))
    save(page)
    page.get_by_text("27 av 81 er gjort, 0 er på etterskudd.").wait_for()
    photograph(page, "initiatives-steps")
    open_section(page, NED, "result")
    page.get_by_text("Enhetene er med fordi sykefraværet var over 10").first.wait_for()
    page.get_by_text(t(NB, "result.lasting")).first.wait_for()


def test_oslo_reviews_the_figures_before_services_are_agreed_for_three_districts(page):
    open_section(page, OSLO, "steps")
    page.get_by_text(t(NB, "steps.review_first", n=3)).wait_for()
    type_day(page, t(NB, "plan.done_on"), date(2015, 9, 1))
    save(page)
    assert page.get_by_text(t(NB, "steps.review_first", n=3)).count() == 0
    unfold(page, t(NB, "steps.several"))
    choose(page, t(NB, "plan.item"), "Rolleopplæring")
    type_day(page, t(NB, "plan.planned_on"), date(2015, 10, 1))
    save(page)
    page.get_by_text("3 av 12 er gjort, 3 er på etterskudd.").wait_for()
    open_section(page, OSLO, "about")
    page.get_by_text("Måltall: −10\u00a0%, men basisåret er ikke valgt ennå").wait_for()


def report_number(page, organisation, first, last, *, planned=None, done=None):
    open_section(page, IA, "report")
    if page.get_by_label(t(NB, "volumes.done")).first.is_hidden():
        unfold(page, t(NB, "volumes.add"))
    field = page.get_by_role("combobox", name=t(NB, "activities.organisation"))
    if field.input_value() != organisation:
        field.click()
        field.fill(organisation)
        page.get_by_role("option", name=organisation).first.click()
        settle(page)
    choose_last(page, t(NB, "volumes.kind"), "Tjeneste til en virksomhet")
    type_day(page, t(NB, "volumes.from"), first)
    type_day(page, t(NB, "volumes.to"), last)
    for label, number in (("planned", planned), ("done", done)):
        if number is not None:
            page.get_by_label(t(NB, f"volumes.{label}")).last.fill(str(number))
    page.get_by_role("button", name=t(NB, "register.save"), exact=True).last.click()
    page.get_by_text(t(NB, "register.saved"), exact=True).wait_for()
    settle(page)


def test_ia_sets_what_nav_reported_against_the_year_before_and_its_own_expectation(page):
    page.goto("/initiatives")
    settle(page)
    page.get_by_label(t(NB, "initiatives.name")).fill(IA)
    choose(page, t(NB, "initiatives.programme"), "IA-arbeid")
    page.get_by_role("button", name=t(NB, "initiatives.create")).click()
    page.get_by_text(t(NB, "initiatives.created", name=IA)).wait_for()
    report_number(page, NAV, date(2016, 1, 1), date(2016, 10, 31), done=59314)
    report_number(page, NAV, date(2017, 1, 1), date(2017, 12, 31), planned=74000)
    report_number(page, NAV, date(2017, 1, 1), date(2017, 10, 31), done=64806)
    page.get_by_text("NAV Arbeidslivssenter: 64\u00a0806 til og med 31.10.2017").last.wait_for()
    page.get_by_text("Samme tid året før: 59\u00a0314, altså +9,3\u00a0%.").last.wait_for()
    page.get_by_text("Organisasjonen regner selv med 74\u00a0000 i hele 2017.").last.wait_for()


def test_an_organisation_is_forecast_from_its_half_years_and_its_leader_writes_the_report(page):
    for year, first, second in ((2024, 300, 200), (2025, 360, 240)):
        report_number(page, KS, date(year, 1, 1), date(year, 6, 30), done=first)
        report_number(page, KS, date(year, 7, 1), date(year, 12, 31), done=second)
    report_number(page, KS, date(2026, 1, 1), date(2026, 6, 30), done=450)
    page.get_by_text("fordeling over året som i 2024 og 2025 blir hele 2026 om lag 750").last.wait_for()
    choose(page, t(NB, "half_year.page"), KS)
    field = page.get_by_label("Viktigste erfaring å dele med andre")
    field.fill("Faste møter hver måned gjør at ingen venter på hverandre.")
    page.keyboard.press("Tab")
    settle(page)
    page.get_by_text(f"{KS}: 2. halvår 2026: 2 tekster mangler").first.wait_for()
    assert violations(page) == []
    photograph(page, "initiatives-report")
    page.get_by_role("link", name=t(NB, "half_year.take_along")).click()
    page.locator(".naervaer-slide").filter(has_text=f"{IA}, 2. halvår 2026: 2 organisasjoner").wait_for()
    page.locator(".naervaer-slide").filter(has_text="ingen venter på hverandre.").wait_for()


def choose_last(page, label, option):
    field = page.get_by_role("combobox", name=label).last
    field.click()
    field.fill(option)
    page.get_by_role("option", name=option).first.click()
    settle(page)


def test_a_link_to_another_page_keeps_the_initiative_that_was_chosen(page):
    open_section(page, OSLO, "result")
    page.get_by_role("link", name=t(NB, "result.whole_answer")).click()
    page.get_by_role("heading", level=1, name=t(NB, "before_after.title_of", initiative=OSLO)).wait_for()


def test_the_list_tells_management_what_runs_and_what_is_late(page):
    page.goto("/initiatives")
    settle(page)
    page.get_by_role("row", name=OSLO).get_by_text("3", exact=True).first.wait_for()
    assert violations(page) == []
    photograph(page, "initiatives-list")
    page.get_by_role("link", name=GROUPS).click()
    page.get_by_role("heading", level=1, name=t(NB, "initiative.title_of", initiative=GROUPS)).wait_for()


def test_two_project_leaders_lose_nothing_and_both_changes_are_read(page, browser, server):
    """One has the page open while the other saves; what each did stands, with who and when."""
    open_section(page, GROUPS, "about")
    unfold(page, t(NB, "about.edit_details"))
    page.get_by_label(t(NB, "about.target"), exact=True).fill("Under 9 prosent")
    other = browser.new_context(base_url=server.address, locale="nb-NO").new_page()
    open_section(other, GROUPS, "steps")
    type_day(other, t(NB, "plan.done_on"), date(2015, 8, 3))
    save(other)
    other.context.close()
    save(page)
    page.get_by_text("Måltall: Under 9 prosent").wait_for()
    open_section(page, GROUPS, "changes")
    page.get_by_text("Mål og avgjørelser endret").first.wait_for()
    page.get_by_text("Trinn endret").first.wait_for()
    assert violations(page) == []


def test_broenderslev_has_five_elements_in_six_workplaces_in_danish(page):
    upload(page, workbook(DANISH_HEADINGS, ("Fravær", "Indsatser"), DANES), "Prøvekommune DK", len(DANES) * 18, DA)
    open_section(page, DANISH, "steps", DA, municipality="Prøvekommune DK")
    type_day(page, t(DA, "degrees.day"), date(2016, 1, 15))
    settle(page)
    choose(page, t(DA, "degrees.degree"), t(DA, "degrees.level_75"))
    save(page, t(DA, "degrees.set"), DA)
    page.get_by_text("6 af 6 enheder har elementerne på plads").first.wait_for()
    photograph(page, "initiatives-elements")
    assert violations(page) == []
    open_section(page, DANISH, "result", DA, municipality="Prøvekommune DK")
    page.get_by_text(t(DA, "result.criterion_implementation")).first.wait_for()
    page.get_by_text(t(DA, "result.criterion_sick_leave")).first.wait_for()
