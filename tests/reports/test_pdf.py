"""The paper: tagged, in its language, every picture told, and the same words as the slides (PDF/UA-1, ISO 14289-1)."""

import io
from dataclasses import replace

import pytest
import typst
from pypdf import PdfReader

from naervaer.model import Language
from naervaer.reports import footer, pdf
from tests.reports import fjellvik
from tests.reports.test_decks import made


every_language = pytest.mark.parametrize("language", Language)


def read_back(deck):
    return PdfReader(io.BytesIO(pdf.printed(deck)))


def tagged(reader):
    """Every structure element, in reading order."""
    found = []

    def walk(element):
        element = element.get_object()
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, dict) and "/S" in element:
            found.append(element)
            walk(element.get("/K", []))

    walk(reader.root_object["/StructTreeRoot"]["/K"])
    return found


def kinds(reader):
    return [element["/S"] for element in tagged(reader)]


def words(text):
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.fixture
def deck():
    return made("steering", fjellvik.filled())


@every_language
def test_it_keeps_the_rules_of_pdf_ua(language):
    """What ISO 14289-1 asks of the file as a whole: said to be so, tagged, titled, and in a language."""
    reader = read_back(made("steering", fjellvik.filled(), language))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"].startswith(str(language))
    assert reader.metadata.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert all(page["/Tabs"] == "/S" for page in reader.pages if "/Annots" in page)


def test_every_picture_is_a_figure_with_its_point_as_text(deck):
    told = [element.get("/Alt") for element in tagged(read_back(deck)) if element["/S"] == "/Figure"]
    assert told == [graph.alt for one in deck.slides for graph in one.graphs]


def test_the_compiler_holds_it_to_pdf_ua(deck):
    """What makes the file also refuses one that a screen reader could not tell; here a picture that says nothing."""
    first = deck.slides[0]
    silent = replace(first, graphs=tuple(replace(graph, alt="") for graph in first.graphs))
    with pytest.raises(typst.TypstError, match="PDF/UA-1 error: missing alt text"):
        pdf.printed(replace(deck, slides=(silent, *deck.slides[1:])))


def test_titles_are_headings_and_tables_have_headings_of_their_own(deck):
    found = kinds(read_back(deck))
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(deck.slides) + 1
    assert found.count("/H3") == sum(bool(one.notes) for one in deck.slides)
    tables = [one.table for one in deck.slides if one.table]
    assert found.count("/Table") == len(tables)
    assert found.count("/TH") >= sum(len(table.columns) for table in tables)


def test_charts_are_drawn_as_lines_and_fonts_are_inside(deck):
    for page in read_back(deck).pages:
        assert not list(page.images)
        for font in page["/Resources"]["/Font"].values():
            (inside,) = font.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(inside.get_object()["/FontDescriptor"])


@pytest.mark.parametrize("n", [1, 6, 26, 120])
def test_it_is_a4_and_what_a_slide_says_stands_together(n):
    deck = made("steering", fjellvik.filled(n_started=n, n_others=12))
    pages = read_back(deck).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(595, 842)}
    told = [words(page.extract_text()) for page in pages]
    for one in deck.slides:
        said = [words(text.said) for text in (one.title, *one.texts)]
        assert any(all(each in page for each in said) for page in told), one.title.said


def test_the_state_of_the_figures_is_at_the_foot_of_every_page(deck):
    assert all(words(footer.of(deck)) in words(page.extract_text()) for page in read_back(deck).pages)


@pytest.mark.parametrize("audience", ["half_year", "half_years"])
def test_a_half_year_report_has_a_page_for_each_that_reports(audience):
    initiative = fjellvik.filled()
    deck = made(audience, initiative if audience == "half_year" else 0)
    pages = read_back(deck).pages
    for page, one in zip(pages, deck.slides, strict=False):
        assert words(one.title.said) in words(page.extract_text())


def test_what_the_speaker_has_stands_at_the_end_and_once(deck):
    text = words(" ".join(page.extract_text() for page in read_back(deck).pages)).split("Metode, spørsmål og svar")[1]
    assert all(text.count(words(one.title.said)) == 1 for one in deck.slides if one.notes)
    said = {words(note) for one in deck.slides for note in one.notes}
    # A line broken over two pages has the foot of a page inside it.
    assert sum(note in text for note in said) >= len(said) - 1


@pytest.mark.parametrize("audience", ["steering", "management", "amu", "review", "unit", "half_years"])
def test_no_page_has_only_a_few_lines(audience):
    """The last lines of what is to be answered do not stand on a page of their own."""
    initiative = fjellvik.filled()
    last = read_back(made(audience, initiative if audience in ("steering", "unit") else 0)).pages[-1]
    assert len(words(last.extract_text())) > 300
