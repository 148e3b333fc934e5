"""What was understood can be seen cell by cell and corrected, and the next file of the layout needs no correcting."""

import io
from xml.etree import ElementTree

import pytest
import xlsxwriter

from naervaer import ingest, store
from tests.pages.visiting import markup, said, sent, visit


def workbook(rows, *, sheet="Ark1", hidden=()):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
        for line in hidden:
            page.set_row(line, None, None, {"hidden": True})
    return out.getvalue()


def figures(year, *, extra="Årsverk"):
    """Two units, three months each; the last column is one that can be read in more than one way."""
    heading = ["Enhet", "Periode", "Tapte dagsverk", "Mulige dagsverk", extra]
    rows = [
        [unit, f"{month:02}.{year}", 10 + month, 200, 12]
        for unit in ("Lia barnehage", "Elvebakken barnehage")
        for month in (1, 2, 3)
    ]
    return [heading, *rows, ["Sum", "", 72, 1200, ""]]


def upload(here, content, name="fravær.xlsx"):
    here.get("file_uploader")[0].upload(name, content).run()
    return here


def named(here, name="Solvik"):
    here.text_input(key="upload.destination_name").input(name).run()
    return here


def saved(here):
    next(button for button in here.button if button.label.startswith("Lagre")).click().run()
    assert "Lagret" in said(here)
    return here


def cells(here):
    """The picture's rows: number of the row to (kind, text) of each cell."""
    (body,) = (
        element.proto.body for element in here.get("html") if '<table class="naervaer-picture' in element.proto.body
    )
    (table,) = ElementTree.fromstring(f"<div>{body}</div>").iter("table")
    return {
        row[0].text: [(cell.get("class", "").split(" ")[0], "".join(cell.itertext())) for cell in row[1:]]
        for row in table.find("tbody")
    }


def correct(here, column, option):
    (choice,) = (box for box in here.selectbox if f"!{column}." in (box.key or ""))
    choice.select(option).run()
    return here


def test_every_cell_says_what_it_was_taken_for_in_colour_and_letter():
    rows = cells(named(upload(visit("upload"), workbook(figures(2025)))))
    assert rows["1"][0] == ("is-heading", "# Enhet")
    assert rows["2"] == [
        ("is-unit", "E Lia barnehage"),
        ("is-period", "P 01.2025"),
        ("is-lost_days", "T 11"),
        ("is-possible_days", "M 200"),
        ("is-fte", "Å 12"),
    ]
    assert {kind for kind, text in rows["8"] if text} == {"is-total"}


def test_a_refused_file_is_not_pictured():
    rows = [["Navn", "Fødselsnummer", "Tapte dagsverk"], ["Ola Nordmann", "01010112377", 3], ["Kari", "01010112377", 2]]
    here = upload(visit("upload"), workbook(rows))
    assert "Filen kan ikke brukes" in said(here)
    assert "01010112377" not in sent(here) and "is-heading" not in sent(here)


def test_the_lines_about_leaders_are_not_shown():
    rows = [[*row, "Leder" if at == 0 else "Kari Nordmann"] for at, row in enumerate(figures(2025))]
    assert "Kari Nordmann" not in sent(named(upload(visit("upload"), workbook(rows))))


def test_markup_in_a_cell_stays_text():
    rows = [
        [cell if cell != "Lia barnehage" else "<img src=x onerror=alert(1)>" for cell in row] for row in figures(2025)
    ]
    here = named(upload(visit("upload"), workbook(rows)))
    assert not [one for one in here.get("html") if "<img src=x" in markup(one)]


@pytest.fixture
def corrected():
    here = named(upload(visit("upload"), workbook(figures(2025))))
    return correct(here, "E", "employees")


def test_a_column_read_wrongly_is_corrected_and_seen_to_be(corrected):
    assert cells(corrected)["2"][4] == ("is-employees", "A 12")
    assert "Hva er kolonne E («Årsverk») i arket «Ark1»? **Antall ansatte**" in said(corrected)
    saved(corrected)
    panel = store.read("panel", municipality="solvik", granularity="month", part="total")
    assert set(panel["employees"]) == {12} and panel["fte"].isna().all()


def test_an_answer_can_be_taken_back(corrected):
    next(button for button in corrected.button if button.label == "Ta tilbake").click().run()
    assert cells(corrected)["2"][4] == ("is-fte", "Å 12")
    assert "Svarene dine" not in said(corrected)


def test_a_column_can_be_left_out_and_the_unit_be_another():
    rows = [["Sted", *row] if at == 0 else [f"Sted {row[0]}", *row] for at, row in enumerate(figures(2025))]
    here = named(upload(visit("upload"), workbook(rows)))
    correct(here, "A", "unit")
    assert cells(here)["2"][:2] == [("is-unit", "E Sted Lia barnehage"), ("is-not_read", "× Lia barnehage")]


def test_a_correction_that_leaves_nothing_to_read_can_be_taken_back():
    here = correct(named(upload(visit("upload"), workbook(figures(2025)))), "C", "not_read")
    assert "Filen kan ikke brukes" in said(here)
    next(button for button in here.button if button.label == "Ta tilbake").click().run()
    assert cells(here)["2"][2] == ("is-lost_days", "T 11")


def test_the_next_file_of_the_layout_is_read_the_same_way_and_says_so(corrected):
    saved(corrected)
    again = upload(visit("upload"), workbook(figures(2026), sheet="Ny periode"), "neste.xlsx")
    again.selectbox(key="upload.destination").select("solvik").run()
    assert cells(again)["2"][4] == ("is-employees", "A 12")
    assert "Svar fra forrige fil med samme oppsett er brukt her" in said(again)


def test_what_is_remembered_can_be_forgotten(corrected):
    saved(corrected)
    again = upload(visit("upload"), workbook(figures(2026)), "neste.xlsx")
    again.selectbox(key="upload.destination").select("solvik").run()
    next(button for button in again.button if button.label.startswith("Glem")).click().run()
    assert cells(again)["2"][4] == ("is-fte", "Å 12")
    assert "Svar fra forrige fil" not in said(again)


def test_another_layout_or_municipality_is_not_answered_for(corrected):
    saved(corrected)
    other = upload(visit("upload"), workbook(figures(2026, extra="Antall årsverk i snitt")), "annen.xlsx")
    other.selectbox(key="upload.destination").select("solvik").run()
    assert "Svar fra forrige fil" not in said(other)
    elsewhere = upload(visit("upload"), workbook(figures(2026)), "vik.xlsx")
    elsewhere.selectbox(key="upload.destination").select("").run()
    assert "Svar fra forrige fil" not in said(elsewhere)


def test_a_question_is_answered_with_one_click_and_remembered():
    here = named(upload(visit("upload"), workbook(figures(2025), hidden=[2])))
    assert next(button for button in here.button if button.label.startswith("Lagre")).disabled
    next(button for button in here.button if button.label == "Ta dem med").click().run()
    saved(here)
    assert len(store.read("panel", municipality="solvik", granularity="month", part="total")) == 6
    again = upload(visit("upload"), workbook(figures(2026), hidden=[2]), "neste.xlsx")
    again.selectbox(key="upload.destination").select("solvik").run()
    assert not next(button for button in again.button if button.label.startswith("Lagre")).disabled


def test_naming_the_municipality_does_not_read_a_large_file_again(monkeypatch):
    readings, read = [], ingest.read
    monkeypatch.setattr(ingest, "read", lambda *given, **named: readings.append(given) or read(*given, **named))
    here = named(upload(visit("upload"), workbook(figures(2025))))
    named(here, "Elvebakken")
    assert len(readings) == 1
