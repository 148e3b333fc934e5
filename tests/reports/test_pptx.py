"""The slides read back: titles, charts that can be edited, alternative texts, notes, languages, own templates."""

import io
import re
import zipfile

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from naervaer.model import Language, Measure
from naervaer.reports import footer, pptx
from tests.pages.municipality import SOLVIK  # noqa: F401
from tests.reports import fjellvik
from tests.reports.test_decks import made


every_language = pytest.mark.parametrize("language", Language)
TAG = {Language.NB: "nb-NO", Language.DA: "da-DK", Language.EN: "en-GB"}


def read_back(deck, template=None):
    return Presentation(io.BytesIO(pptx.printed(deck, template)))


@pytest.fixture
def deck():
    return made("steering", fjellvik.filled())


def charts(page):
    return [shape for shape in page.shapes if shape.has_chart]


def test_every_slide_has_its_message_as_its_title(deck):
    assert [page.shapes.title.text for page in read_back(deck).slides] == [one.title.said for one in deck.slides]


def test_every_sentence_stands_on_its_slide(deck):
    for page, one in zip(read_back(deck).slides, deck.slides, strict=True):
        text = "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
        assert all(said.said in text for said in one.texts)


def test_charts_are_the_programs_own_with_the_estimates_numbers(deck):
    for page, one in zip(read_back(deck).slides, deck.slides, strict=True):
        assert len(charts(page)) == len(one.graphs)
        for shape, graph in zip(charts(page), one.graphs, strict=True):
            assert tuple(map(str, shape.chart.plots[0].categories)) == graph.categories
            drawn = [tuple(series.values) for series in shape.chart.plots[0].series]
            assert drawn == [series.values for series in graph.series]


def test_the_numbers_open_as_a_sheet_in_powerpoint(deck):
    page = read_back(deck).slides[0]
    (shape,) = charts(page)
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    cells = [row for row in book.active.iter_rows(values_only=True)]
    (graph,) = deck.slides[0].graphs
    assert [row[0] for row in cells[1:]] == list(graph.categories)
    assert [row[1] for row in cells[1:]] == list(graph.series[0].values)
    assert not [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("language", "mark"),
    [(Language.NB, '[$-414]0.0" %"'), (Language.DA, '[$-406]0.0" %"'), (Language.EN, '[$-809]0.0"%"')],
)
def test_numbers_in_a_chart_are_written_in_its_language(language, mark):
    """The format says whose decimal mark it is, for programs that do not go by the machine they run on."""
    (shape,) = charts(read_back(made("steering", fjellvik.filled(), language)).slides[0])
    assert shape.chart.plots[0].data_labels.number_format == mark
    (values,) = shape.chart.part._element.iterfind(".//{*}val")
    assert values.find(".//{*}formatCode").text == mark


def test_the_axis_of_a_chart_says_no_rounded_numbers():
    """Lines half a percent apart would else be called by the same number, or by the wrong one."""
    deck = made("amu", fjellvik.filled() and 0, measure=Measure.ATTENDANCE)
    (graph,) = deck.slides[0].graphs
    (shape,) = charts(read_back(deck).slides[0])
    axis = shape.chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale) == graph.ends and axis.major_unit == graph.grid
    assert (axis.maximum_scale - axis.minimum_scale) / axis.major_unit <= 6.01
    shown = 1 if ".0" in axis.tick_labels.number_format else 0
    lines = [graph.ends[0] + place * graph.grid for place in range(7)]
    assert all(abs(line - round(line, shown)) < 1e-9 for line in lines)


def test_one_of_the_lines_across_is_at_nothing():
    differences = (-3.5, 0.8, -1.2)
    lines = (pptx.Series("x", pptx.Role.AFTER, differences, (-5.0, None, -2.4), (0.7, 3.1, 1.0)),)
    graph = pptx.Graph(pptx.Shape.POINTS, pptx.Kind.POINTS, ("a", "b", "c"), lines, "", pptx.Table("", (), ()))
    (low, high), grid = graph.ends, graph.grid
    assert low <= -5.0 and high >= 3.1
    assert (low / grid).is_integer() and (high / grid).is_integer()


def test_a_line_over_time_stands_on_an_axis_of_time():
    fjellvik.filled()
    deck = made("management", 0)
    (shape,) = charts(read_back(deck).slides[0])
    (graph,) = deck.slides[0].graphs
    (axis,) = shape.chart.part._element.iterfind(".//{*}dateAx")
    assert [day for (day,) in shape.chart.plots[0].categories.flattened_labels] and len(graph.days) == 49
    assert axis.find("{*}numFmt").get("formatCode") == "[$-414]mmm yyyy"
    assert (axis.find("{*}baseTimeUnit").get("val"), axis.find("{*}majorUnit").get("val")) == ("months", "12")
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    assert [cell.value.date() for cell in book.active["A"][1:]] == list(graph.days)


def test_our_own_slides_have_the_colours_of_the_pages(deck):
    theme_part = zipfile.ZipFile(io.BytesIO(pptx.printed(deck))).read("ppt/theme/theme1.xml").decode()
    for accent, role in pptx.ACCENTS.items():
        assert f'<a:{accent}><a:srgbClr val="{pptx.COLOURS[role].lstrip("#")}"/>' in theme_part


@pytest.mark.parametrize("n", [2, 7, 10])
def test_a_table_is_no_higher_than_its_place_and_is_read_from_the_back(n):
    names = [f"Rolleopplæring for tillitsvalgte og verneombud i avdeling {number}" for number in range(n)]
    rows = [[fjellvik.LONG, "Klar nedgang", "12"], *([name, "For tidlig å si", "3"] for name in names)]
    size, _, heights = pptx._laid_out(rows, pptx._Box(0, 0, Inches(8), Inches(4.6)))
    assert sum(heights) <= Inches(4.6)
    assert size >= (14 if n < 7 else 10)


def test_the_range_of_the_expected_rate_is_drawn(deck):
    (shape,) = charts(read_back(deck).slides[0])
    xml = shape.chart.part.blob.decode()
    assert xml.count("<c:errBars>") == 1
    (series,) = deck.slides[0].graphs[0].series
    above = re.search(r"<c:plus>.*?<c:v>([\d.]+)</c:v>", xml, re.DOTALL)[1]
    assert float(above) == pytest.approx(series.high[1] - series.values[1], abs=1e-5)


def test_every_picture_and_table_has_its_point_as_text(deck):
    for page, one in zip(read_back(deck).slides, deck.slides, strict=True):
        told = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts(page)]
        assert told == [graph.alt for graph in one.graphs]
        for shape in page.shapes:
            assert not shape.has_table or shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_the_speaker_has_the_method_and_the_questions_that_come(deck):
    for page, one in zip(read_back(deck).slides, deck.slides, strict=True):
        said = page.notes_slide.notes_text_frame.text
        assert all(note in said for note in one.notes)
        assert footer.of(deck) in said


def test_every_slide_has_its_number_and_the_state_of_the_figures(deck):
    for page in read_back(deck).slides:
        xml = page.part.blob.decode()
        assert 'type="slidenum"' in xml
        assert footer.of(deck) in "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


@every_language
def test_every_text_says_its_language(language):
    deck = made("steering", fjellvik.filled(), language)
    show = read_back(deck)
    for page in show.slides:
        for part in (page._element, page.notes_slide._element):
            tags = {run.get("lang") for run in part.iter("{*}rPr")}
            assert tags == {TAG[language]}
    assert show.core_properties.language == TAG[language]


def test_preliminary_figures_say_so_on_every_slide():
    deck = made("steering", fjellvik.filled(start="2025-05"))
    assert deck.preliminary
    for page in read_back(deck).slides:
        assert "Foreløpige tall" in "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


@pytest.mark.parametrize("n", [1, 6, 13, 26, 120])
def test_nothing_stands_outside_its_slide(n):
    deck = made("steering", fjellvik.filled(n_started=n, n_others=12))
    show = read_back(deck)
    for page in show.slides:
        for shape in page.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= show.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= show.slide_height


def own_template(*, slides=1, width=None):
    """A template as a municipality has one: a slide of its own with something secret, and a footer."""
    show = Presentation()
    if width:
        show.slide_width = width
    for _ in range(slides):
        page = show.slides.add_slide(show.slide_layouts[5])
        page.shapes.title.text = "Hemmelig møte"
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def test_a_template_keeps_its_look_and_loses_its_own_slides(deck):
    content = pptx.printed(deck, own_template(slides=3))
    show = Presentation(io.BytesIO(content))
    assert len(show.slides) == len(deck.slides)
    assert show.slide_width == Inches(10)
    assert {page.slide_layout.name for page in show.slides} == {"Title Only"}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert not any("Hemmelig" in packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())
        assert len([name for name in packed.namelist() if name.startswith("ppt/slides/slide")]) == len(deck.slides)


def test_in_a_template_the_colours_are_its_own(deck):
    show = read_back(deck, own_template())
    (shape,) = charts(show.slides[3])
    assert 'schemeClr val="accent1"' in shape.chart.part.blob.decode()


def test_nothing_stands_outside_a_narrow_template(deck):
    show = read_back(deck, own_template())
    for page in show.slides:
        for shape in page.shapes:
            assert shape.left + shape.width <= show.slide_width and shape.top + shape.height <= show.slide_height


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def without_titles():
    show = Presentation()
    for layout in show.slide_layouts:
        for shape in list(layout.placeholders):
            if "title" in shape.placeholder_format.type.name.lower():
                shape._element.getparent().remove(shape._element)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        (b"", "not_a_presentation"),
        (b"%PDF-1.7", "not_a_presentation"),
        (packed(readme_dot_txt=b"hei"), "not_a_presentation"),
        (own_template()[:-200], "not_a_presentation"),
        (packed(ppt__vbaProject_dot_bin=b"x"), "template_macros"),
        (packed(ppt__media__image_dot_png=bytes(pptx.LARGEST_UNPACKED + 1)), "template_too_large"),
        (without_titles(), "no_title_layout"),
    ],
    ids=["empty", "pdf", "zip", "cut off", "macros", "bomb", "no titles"],
)
def test_a_bad_template_has_its_reason(template, reason):
    with pytest.raises(pptx.UnusableTemplateError) as refused:
        pptx.opened(template)
    assert refused.value.key == reason


def test_a_potx_is_a_template_too(deck):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(own_template())) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, content.replace(pptx.PPTX, pptx.POTX))
    assert len(read_back(deck, out.getvalue()).slides) == len(deck.slides)
