"""In a real browser: a column is corrected with one choice, the next file needs none, and numbers are followed back."""

from naervaer.i18n import t
from naervaer.model import Language
from tests.browser.photograph import photograph
from tests.browser.visit import settle, through_the_menu, violations
from tests.pages.test_correcting import figures, workbook


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def words(key, **values):
    return t(Language.NB, key, **values)


def bring(page, name, content):
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": SHEET, "buffer": content})
    settle(page)


def choose(page, label, option):
    """Typed, because a long list draws only the options in sight."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def test_a_correction_holds_for_the_next_file_and_its_numbers_can_be_followed_back(page):
    page.goto("/upload")
    settle(page)
    bring(page, "første.xlsx", workbook(figures(2025)))
    page.get_by_role("textbox", name=words("destination.name")).fill("Solvik")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_text(words("picture.correct")).click()
    settle(page)
    choose(page, "E · Årsverk", words("picture.employees"))
    picture = page.get_by_role("table", name=words("picture.whole", sheet="Ark1"))
    assert picture.get_by_role("row").nth(2).inner_text().split("\t")[-1] == "A 12"
    assert violations(page) == []
    photograph(page, "picture")
    page.get_by_role("button", name="Lagre 6 rader").click()
    settle(page)

    bring(page, "neste.xlsx", workbook(figures(2026)))
    assert page.get_by_text("Svar fra forrige fil med samme oppsett er brukt her").count() == 1
    page.get_by_role("button", name="Lagre 6 rader").click()
    settle(page)

    through_the_menu(page, "trend")
    page.get_by_role("table").get_by_role("link", name="februar 2026").click()
    page.get_by_role("heading", level=1, name=words("sources.title")).wait_for()
    settle(page)
    row = page.get_by_role("row", name="Lia barnehage")
    assert "12,0 (C3)" in row.inner_text() and "neste.xlsx" in row.inner_text()
