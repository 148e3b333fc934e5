"""The paper: tagged, in its language, every picture told, and the same words as the slides (PDF/UA-1, ISO 14289-1)."""

import io

import pytest
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


def test_titles_are_headings_and_tables_have_headings_of_their_own(deck):
    found = kinds(read_back(deck))
    assert found.count("/H1") == len(deck.slides) + 1
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
def test_it_is_a4_lying_down_and_every_slide_keeps_to_its_page(n):
    deck = made("steering", fjellvik.filled(n_started=n, n_others=12))
    pages = read_back(deck).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(842, 595)}
    for page, one in zip(pages, deck.slides, strict=False):
        assert words(one.title.said) in words(page.extract_text())


def test_the_words_on_paper_are_those_of_the_slides(deck):
    for page, one in zip(read_back(deck).pages, deck.slides, strict=False):
        text = words(page.extract_text())
        for said in (one.title, *one.texts):
            assert words(said.said) in text
        assert words(footer.of(deck)) in text


def test_what_the_speaker_has_stands_at_the_end(deck):
    pages = read_back(deck).pages[len(deck.slides) :]
    text = words(" ".join(page.extract_text() for page in pages))
    assert all(words(one.title.said) in text for one in deck.slides)
