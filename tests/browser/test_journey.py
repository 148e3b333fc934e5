"""A project leader's first hour: from her own workbook to a verdict in Excel, in an empty house, with known answers."""

import io
from datetime import date

import openpyxl
import pytest

from naervaer.i18n import chance, percent, points, t
from naervaer.model import Language
from tests.browser.photograph import photograph
from tests.browser.server import running
from tests.browser.visit import settle, through_the_menu


NB = Language.NB
MUNICIPALITY = "Granvik kommune"
INITIATIVE = "Refleksjonsgrupper for styrere"
START = date(2025, 7, 1)
MONTHS = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(30)]  # January 2024 to June 2026
POSSIBLE = 400.0  # days' work in a unit-month
SEASON = [1.2, 1.25, 1.1, 1.0, 0.95, 0.85, 0.6, 0.9, 1.0, 1.1, 1.05, 1.0]  # the same every year, so it must cancel

# Percent before and after July 2025. The first five take part: four lower, one higher; fewer would not be counted.
UNITS = {
    "Bjørkelia barnehage": (11.0, 9.0),
    "Elvebakken barnehage": (9.0, 8.5),
    "Lundehagen barnehage": (12.0, 12.5),
    "Solvang barnehage": (10.0, 7.2),
    "Fjellveien barnehage": (9.5, 9.0),
    "Myrtunet barnehage": (8.0, 8.5),
    "Rugdekroken barnehage": (8.8, 8.6),
}
TAKING_PART = list(UNITS)[:5]
YEAR = sum(SEASON) / 12  # what a year's mean is of the yearly level above


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A house nobody has uploaded anything to."""
    with running(tmp_path_factory.mktemp("empty") / "store.duckdb") as server:
        yield server


def workbook():
    """Her own workbook: one row per unit and month, with a total she did not ask anyone to store."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Fravær"
    sheet.append(["Enhet", "Tjenesteområde", "Måned", "Tapte dagsverk", "Mulige dagsverk", "Antall ansatte"])
    for unit, (before, after) in UNITS.items():
        for month in MONTHS:
            rate = (before if month < START else after) * SEASON[month.month - 1]
            sheet.append([unit, "Barnehage", month, round(POSSIBLE * rate / 100, 2), POSSIBLE, 22])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def choose(page, label, *options):
    """Choose options in a list by typing what they are called, as people do."""
    field = page.get_by_role("combobox", name=label)
    for option in options:
        field.click()
        field.fill(option)
        page.get_by_role("option", name=option).first.click()
    field.press("Escape")
    settle(page)


def downloaded(page, label):
    page.get_by_role("button", name=t(NB, "download.title")).first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).first.click()
    page.keyboard.press("Escape")
    return waiting.value.path().read_bytes()


def test_from_workbook_to_verdict_in_excel(page):
    page.goto("/upload")
    settle(page)

    page.set_input_files(
        "[data-testid=stFileUploader] input[type=file]",
        {"name": "fravær 2024-2026.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()},
    )
    page.get_by_text(t(NB, "understanding.title")).wait_for()
    settle(page)
    page.get_by_text(f"{len(UNITS) * len(MONTHS)} rader, {len(UNITS)} enheter, januar 2024–juni 2026").wait_for()
    page.get_by_label(t(NB, "destination.name")).fill(MUNICIPALITY)
    page.keyboard.press("Tab")
    settle(page)
    photograph(page, "journey-1-understood", typed=True)
    page.get_by_role("button", name=t(NB, "upload.save", n=len(UNITS) * len(MONTHS))).click()
    page.get_by_text(f"i {MUNICIPALITY}").wait_for()
    settle(page)
    photograph(page, "journey-2-stored", typed=True)

    through_the_menu(page, "initiatives")
    page.get_by_label(t(NB, "initiatives.name")).fill(INITIATIVE)
    choose(page, t(NB, "initiatives.choose_units"), *TAKING_PART)
    day = page.get_by_role("group", name=t(NB, "initiatives.start"))
    day.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{START:%d%m%Y}")
    photograph(page, "journey-3-initiative", typed=True)
    page.get_by_role("button", name=t(NB, "initiatives.create")).click()
    page.get_by_text(t(NB, "initiatives.created", name=INITIATIVE)).wait_for()

    through_the_menu(page, "before_after")
    # 18 months before the start are too few to judge by (under two years); the count stands, with its chance.
    page.get_by_text(t(NB, "verdict.too_short_history_sentence")).wait_for()
    by_chance = chance(NB, 6 / 32)  # 4 or 5 of 5 lower, when each is as likely up as down
    page.get_by_text(t(NB, "before_after.count", area="Barnehage", lower=4, n=5, chance=by_chance)).wait_for()
    # The units are equally large, so here, and only here, the pooled rate is the mean.
    before, after = (YEAR * sum(UNITS[unit][side] for unit in TAKING_PART) / 5 for side in (0, 1))
    page.get_by_text(
        t(
            NB,
            "before_after.pooled_initiative",
            n=5,
            before=percent(NB, before),
            after=percent(NB, after),
            change=points(NB, after - before),
        )
    ).wait_for()
    page.get_by_text("juli 2025–juni 2026 er sammenliknet med juli 2024–juni 2025").wait_for()
    photograph(page, "journey-4-answer", typed=True)

    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, t(NB, "download.xlsx"))))
    rows = {row[0]: row[1:4] for row in book.active.iter_rows(min_row=4, values_only=True)}
    for unit in TAKING_PART:
        expected = [YEAR * UNITS[unit][0], YEAR * UNITS[unit][1], YEAR * (UNITS[unit][1] - UNITS[unit][0])]
        assert rows[unit] == pytest.approx(expected, abs=0.01)
    text = downloaded(page, t(NB, "download.csv")).decode("utf-8-sig")
    assert {line.split(";")[0] for line in text.splitlines()} >= set(TAKING_PART)


def test_a_whole_upload_can_be_undone_and_had_back(page):
    """Runs after the journey, on the house it left."""
    page.goto("/upload")
    settle(page)
    page.get_by_role("button", name=t(NB, "history.undo")).click()
    page.get_by_role("button", name=t(NB, "history.redo")).wait_for()
    page.goto("/before_after")
    settle(page)
    page.get_by_text(t(NB, "before_after.no_figures")).wait_for()
    page.goto("/upload")
    settle(page)
    page.get_by_role("button", name=t(NB, "history.redo")).click()
    page.get_by_role("button", name=t(NB, "history.undo")).wait_for()


PERSON_NUMBER = "01010112356"  # made up, with a wrong control digit


def test_a_workbook_with_persons_is_refused_whole_and_nothing_of_it_is_shown(page):
    book = openpyxl.Workbook()
    book.active.append(["Fødselsnummer", "Navn", "Enhet", "Måned", "Tapte dagsverk"])
    book.active.append([PERSON_NUMBER, "Kari Oppdiktet", "Solvang barnehage", date(2026, 1, 1), 3])
    content = io.BytesIO()
    book.save(content)
    page.goto("/upload")
    settle(page)
    page.set_input_files(
        "[data-testid=stFileUploader] input[type=file]",
        {"name": "liste.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()},
    )
    page.get_by_text(t(NB, "upload.outcome.refuse")).wait_for()
    settle(page)
    assert page.get_by_role("button", name="Lagre").count() == 0
    assert PERSON_NUMBER not in page.content()
    assert "Oppdiktet" not in page.content()
