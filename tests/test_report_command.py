"""naervaer report: the deck of a meeting from a terminal, with the numbers of the page."""

import io

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from naervaer import cli, figures, store
from naervaer.analysis.disclosure_control import FEWEST_OUTSIDE
from naervaer.i18n import percent, points
from naervaer.model import Language
from naervaer.reports import decks, printers
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import said, visit
from tests.reports import fjellvik
from tests.reports.test_pdf import words


def report(tmp_path, kind, *more):
    out = tmp_path / f"deck.{kind}"
    code = cli.main(["report", "--format", kind, "-o", str(out), *more])
    return code, out


@pytest.mark.parametrize("kind", printers.PRINTERS)
def test_every_kind_of_file_is_made_and_its_code_finds_it_in_the_app(tmp_path, kind, capsys):
    fjellvik.filled()
    code, out = report(tmp_path, kind, "--initiative", fjellvik.INITIATIVE)
    assert code == cli.DONE and out.stat().st_size > 1000
    (kept,) = store.read_anew("decks", municipality=SOLVIK)["code"]
    assert kept in capsys.readouterr().err
    assert decks.kept(SOLVIK, kept) is not None


@pytest.mark.parametrize("audience", decks.AUDIENCES)
def test_every_audience_can_be_asked_for(tmp_path, audience):
    fjellvik.filled()
    about = {
        decks.Needs.INITIATIVE: ["--initiative", fjellvik.INITIATIVE.upper()],
        decks.Needs.UNIT: ["--unit", fjellvik.LONG],
        decks.Needs.NOTHING: [],
        decks.Needs.AREA: ["--area", "Skole"],
    }
    needs = decks.AUDIENCES[audience].needs
    assert report(tmp_path, "html", "--audience", audience, *about[needs])[0] == cli.DONE


def test_slides_of_attendance_can_be_asked_for(tmp_path):
    fjellvik.filled()
    _, out = report(tmp_path, "pptx", "--initiative", fjellvik.INITIATIVE, "--measure", "attendance")
    assert Presentation(out).slides[0].shapes.title.text.startswith("Nærværet")


def test_what_is_missing_or_unknown_is_a_sentence(tmp_path, capsys):
    fjellvik.filled()
    assert report(tmp_path, "pdf")[0] == cli.WRONG_USAGE
    assert "--initiative" in capsys.readouterr().err
    code, out = report(tmp_path, "pdf", "--initiative", "Finnes ikke")
    assert code == cli.NOT_DONE and not out.exists()
    assert "Finnes ikke" in capsys.readouterr().err
    capsys.readouterr()
    assert report(tmp_path, "pdf", "--initiative", fjellvik.INITIATIVE, "--municipality", "annen")[0] == cli.NOT_DONE
    assert f"en av disse: {SOLVIK}." in capsys.readouterr().err


def test_one_estimate_is_behind_page_slide_paper_sheet_and_terminal(tmp_path):
    """No small unit here, so that what is shown inside may be shown outside too."""
    initiative = fjellvik.filled(small=False)
    found = figures.answer(SOLVIK, initiative).found["expected"]
    assert found == figures.answer(SOLVIK, initiative, limit=FEWEST_OUTSIDE).found["expected"]
    numbers = [
        percent(Language.NB, found["observed_pct"]),
        percent(Language.NB, found["expected_pct"]),
        points(Language.NB, found["effect_pp"]),
    ]
    page = said(visit("before_after"))
    made = {kind: report(tmp_path, kind, "--initiative", fjellvik.INITIATIVE)[1] for kind in printers.PRINTERS}
    slide = Presentation(made["pptx"]).slides[0]
    on_slide = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    on_paper = PdfReader(made["pdf"]).pages[0].extract_text()
    on_wall = made["html"].read_text(encoding="utf-8")
    for number in numbers:
        assert words(number) in words(page)
        assert words(number) in words(on_slide)
        assert words(number) in words(on_paper)
        assert words(number) in words(on_wall)
    (shape,) = (shape for shape in slide.shapes if shape.has_chart)
    assert list(shape.chart.plots[0].series[0].values)[1:] == [found["expected_pct"], found["observed_pct"]]
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"].read_bytes()))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n"}
    assert {found["expected_pct"], found["observed_pct"]} <= cells
