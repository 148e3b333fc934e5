"""A deck as PowerPoint slides: charts that can be edited, in the municipality's own template where it has one."""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from naervaer.charts import theme
from naervaer.charts.table import NUMBERS, Kind, Table, written
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import footer
from naervaer.reports.letters import fitting
from naervaer.reports.outline import Deck, Graph, Role, Series, Shape, Slide, Text, notes


LANGUAGE_TAG = {Language.NB: "nb-NO", Language.DA: "da-DK", Language.EN: "en-GB"}
AXIS_FORMATS = {Kind.PERCENT: '0" %"', Kind.POINTS: "+0;\u22120;0", Kind.COUNT: "#,##0"}
FORMATS = {Kind.PERCENT: '0.0" %"', Kind.POINTS: "+0.0;\u22120.0;0.0", Kind.COUNT: "#,##0"}

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)  # 16:9
MARGIN, GAP = Inches(0.6), Inches(0.3)
FOOT = Inches(0.42)
TITLE_SIZES, TEXT_SIZES, SMALL = (30, 28, 26, 24, 22, 20), (22, 20, 18, 16, 14, 12), 10
TABLE_SIZES = (16, 15, 14, 13, 12, 11, 10)
AROUND = 3  # letters
WORDY = 0.55  # of the width, for texts under headings
LARGE_SIZES = (28, 26, 24, *TEXT_SIZES)  # where nothing is drawn
MARKED = 16  # points of a line that have a mark each
SHORTEST_COLUMN = 9  # letters
LABELLED_ROWS = 8  # rows of bars that have room for their numbers; more of them get an axis

LARGEST_UNPACKED, MOST_PARTS = 200 * 1024**2, 5_000  # bytes, files in the package: templates met have a tenth of both
RUNS = ("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")
POTX = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
PPTX = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

INK, PALE = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x5A, 0x66, 0x72)
COLOURS = {
    Role.BEFORE: theme.BEFORE,
    Role.AFTER: theme.AFTER,
    Role.COMPARISON: theme.COMPARISON,
    Role.TARGET: theme.TARGET,
    Role.EARLIER: theme.EARLIER_YEARS,
}
# In a template of one's own the colours are its own.
THEIRS = {
    Role.AFTER: MSO_THEME_COLOR.ACCENT_1,
    Role.COMPARISON: MSO_THEME_COLOR.ACCENT_2,
    Role.TARGET: MSO_THEME_COLOR.ACCENT_3,
}

CHARTS = {
    Shape.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Shape.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    Shape.LINES: XL_CHART_TYPE.LINE_MARKERS,
    Shape.POINTS: XL_CHART_TYPE.LINE_MARKERS,
}


class UnusableTemplateError(ValueError):
    """The file is no template that slides can be made from; `key` is the reason under i18n [meeting]."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class _Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    def split(self, share: float) -> tuple["_Box", "_Box"]:
        """Left and right of it, with a gap between them."""
        left = int((self.width - GAP) * share)
        return (
            _Box(self.left, self.top, left, self.height),
            _Box(self.left + left + GAP, self.top, self.width - left - GAP, self.height),
        )

    def halves(self) -> tuple["_Box", "_Box"]:
        """Above and below."""
        height = (self.height - GAP) // 2
        return (
            _Box(self.left, self.top, self.width, height),
            _Box(self.left, self.top + height + GAP, self.width, height),
        )


def printed(deck: Deck, template: bytes | None = None) -> bytes:
    """The deck as a .pptx file. Raises UnusableTemplateError for a template that slides cannot be made from."""
    show = opened(template) if template else _own_template()
    layout = _layout(show)
    for one in deck.slides:
        _slide(show, layout, deck, one, theirs=template is not None)
    _describe(show, deck)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def opened(template: bytes) -> Any:
    """A template without its own slides. Raises UnusableTemplateError."""
    _look_inside(template)
    try:
        show = Presentation(io.BytesIO(_as_presentation(template)))
    except Exception as error:  # whatever a damaged file provokes in the reader
        raise UnusableTemplateError("not_a_presentation") from error
    _layout(show)
    slides = show.slides._sldIdLst
    for entry in list(slides):
        show.part.drop_rel(entry.rId)
        slides.remove(entry)
    return show


def _look_inside(template: bytes) -> None:
    """Stop before unpacking what is too large, or what would run something on the machine of those who open it."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise UnusableTemplateError("not_a_presentation") from error
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise UnusableTemplateError("template_too_large")
    if any(part.filename.lower().endswith(RUNS) for part in parts):
        raise UnusableTemplateError("template_macros")


def _as_presentation(template: bytes) -> bytes:
    """A .potx as the .pptx it becomes when it is opened: the two differ in what they call themselves."""
    if POTX not in zipfile.ZipFile(io.BytesIO(template)).read("[Content_Types].xml"):
        return template
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "[Content_Types].xml":
                content = content.replace(POTX, PPTX)
            new.writestr(part.filename, content)
    return out.getvalue()


def _own_template() -> Any:
    """The plain look of those who have uploaded none: the library's own, made as wide as a screen."""
    show = Presentation()
    stretch = WIDTH / show.slide_width
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    for page in (show.slide_master, *show.slide_layouts):
        for shape in page.placeholders:
            # One that says no place of its own follows the master's, and must go on doing so.
            if shape._element.find(".//" + qn("a:off")) is not None:
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    for page in (show.slide_master, _layout(show)):
        for shape in page.placeholders:
            _settle(shape)
    return show


def _settle(shape: Any) -> None:
    kind = shape.placeholder_format.type
    if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
        shape.left, shape.top, shape.width, shape.height = MARGIN, Inches(0.62), WIDTH - 2 * MARGIN, Inches(1.12)
    elif kind is PP_PLACEHOLDER.FOOTER:
        shape.left, shape.top = MARGIN, HEIGHT - FOOT - Inches(0.12)
        shape.width, shape.height = WIDTH - 2 * MARGIN - Inches(1), FOOT
    elif kind is PP_PLACEHOLDER.SLIDE_NUMBER:
        shape.left, shape.top = WIDTH - MARGIN - Inches(0.9), HEIGHT - FOOT - Inches(0.12)
        shape.width, shape.height = Inches(0.9), FOOT


def _layout(show: Any) -> Any:
    """The layout with a title and least beside it. Raises UnusableTemplateError where none has a title."""

    def beside(layout: Any) -> int:
        ours = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
        return sum(shape.placeholder_format.type not in ours for shape in layout.placeholders)

    titled = [
        layout
        for layout in show.slide_layouts
        if any(shape.placeholder_format.type is PP_PLACEHOLDER.TITLE for shape in layout.placeholders)
    ]
    if not titled:
        raise UnusableTemplateError("no_title_layout")
    return min(titled, key=beside)


def _slide(show: Any, layout: Any, deck: Deck, one: Slide, *, theirs: bool) -> None:
    page = show.slides.add_slide(layout)
    for shape in list(page.placeholders):
        if shape.placeholder_format.type is not PP_PLACEHOLDER.TITLE:
            shape._element.getparent().remove(shape._element)
    title = page.shapes.title
    where = _Box(title.left, title.top, title.width, title.height)
    _title(title, one, where, theirs=theirs)
    room = _room(show, layout, where)
    _eyebrow(page, deck, one, where)
    _fill(page, one, room, deck.language, theirs=theirs)
    _foot(page, layout, show, deck, where)
    page.notes_slide.notes_text_frame.text = "\n".join([*notes(deck, one), footer.of(deck)])
    _speak(page, deck.language)


def _title(title: Any, one: Slide, where: _Box, *, theirs: bool) -> None:
    frame = title.text_frame
    frame.text = one.title.said
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    size = fitting([one.title.said], Emu(where.width).inches - 0.2, Emu(where.height).inches, TITLE_SIZES)
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)
        if not theirs:
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.font.bold = True
            paragraph.font.color.rgb = INK
    if not theirs:
        frame.vertical_anchor = MSO_ANCHOR.TOP


def _room(show: Any, layout: Any, title: _Box) -> _Box:
    """What is left under the title and above the footer."""
    feet = [
        shape.top
        for shape in layout.placeholders
        if shape.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
        and shape.top is not None
        and shape.top > show.slide_height * 0.7
    ]
    bottom = min([*feet, show.slide_height - FOOT]) - Inches(0.1)
    top = title.top + title.height + Inches(0.12)
    return _Box(title.left, top, title.width, bottom - top)


def _eyebrow(page: Any, deck: Deck, one: Slide, title: _Box) -> None:
    """Above the title: whose figures and what about; and the judgement, which nobody can edit away."""
    height = Inches(0.36)
    if title.top < height:  # the template's title reaches the edge: there is no room above it
        return
    box = page.shapes.add_textbox(title.left, title.top - height, int(title.width * 0.68), height)
    said = f"{deck.municipality} · {deck.about}" if deck.about != deck.municipality else deck.municipality
    _write(box.text_frame, [said], 13, PALE)
    box.name = "about"
    labels = [one.label, t(deck.language, "deck.preliminary") if deck.preliminary else ""]
    said = " · ".join(label for label in labels if label)
    if not said:
        return
    width = Inches(0.36) + int(Pt(13) * 0.58 * len(said))
    mark = page.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, title.left + title.width - width, title.top - height, width, Inches(0.34)
    )
    mark.name = "label"
    mark.fill.solid()
    mark.fill.fore_color.rgb = RGBColor(0xE8, 0xEC, 0xF1)
    mark.line.fill.background()
    mark.shadow.inherit = False
    _write(mark.text_frame, [said], 13, INK, bold=True)
    mark.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    mark.text_frame.word_wrap = False


def _fill(page: Any, one: Slide, room: _Box, language: Language, *, theirs: bool) -> None:
    said = [text for text in one.texts if text.said]
    drawn = len(one.graphs) + (one.table is not None)
    if not drawn:
        _texts(page, said, room.split(0.8)[0], LARGE_SIZES)
        return
    beside, below = room.split(WORDY if one.wordy else 0.34) if said else (room, room)
    if len(one.graphs) > 1:  # two graphs need the whole width, so the words stand above them
        words = Inches(1.15) if said else 0
        beside = _Box(room.left, room.top, room.width, words)
        places = _Box(room.left, room.top + words, room.width, room.height - words).split(0.5)
    else:
        places = below.halves() if drawn > 1 else (below, below)
    _texts(page, said, beside)
    for graph, place in zip(one.graphs, places, strict=False):
        _graph(page, graph, place, language, theirs=theirs)
    if one.table is not None:
        _table(page, one.table, places[-1], language)


def _texts(page: Any, said: Sequence[Text], room: _Box, sizes: Sequence[int] = TEXT_SIZES) -> None:
    if not said:
        return
    lines = [line for text in said for line in (text.head, text.said) if line]
    box = page.shapes.add_textbox(room.left, room.top, room.width, room.height)
    box.name = "text"
    size = fitting(lines, Emu(room.width).inches - 0.2, Emu(room.height).inches - 0.1, sizes, between=0.5)
    _write(box.text_frame, lines, size, INK)
    heads = {text.head for text in said}
    for paragraph in box.text_frame.paragraphs:
        is_head = paragraph.text in heads
        paragraph.font.bold = is_head
        for run in paragraph.runs:
            run.font.bold = is_head
        paragraph.space_after = Pt(0 if is_head else size * 0.5)


def _write(frame: Any, said: Sequence[str], size: int, colour: RGBColor, *, bold: bool = False) -> None:
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    for place, text in enumerate(said):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size)
        run.font.bold = bold
        run.font.color.rgb = colour


def _graph(page: Any, graph: Graph, place: _Box, language: Language, *, theirs: bool) -> None:
    data = CategoryChartData(number_format=FORMATS[graph.kind])
    data.categories = graph.categories
    for series in graph.series:
        data.add_series(series.name, series.values)
    frame = page.shapes.add_chart(CHARTS[graph.shape], place.left, place.top, place.width, place.height, data)
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("descr", graph.alt)
    described.set("title", graph.table.caption)
    chart = frame.chart
    chart.has_title = False
    chart.font.size = Pt(_letters(graph))
    chart.font.color.rgb = INK
    chart.has_legend = len(graph.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(13)
    _axes(chart, graph)
    for drawn, series in zip(chart.plots[0].series, graph.series, strict=True):
        _paint(drawn, series, graph, theirs=theirs)
        if series.low:
            _ranges(drawn, series)
    _label(chart, graph)


def _letters(graph: Graph) -> int:
    return 14 if len(graph.categories) <= LABELLED_ROWS else 11


def _axes(chart: Any, graph: Graph) -> None:
    along, across = chart.category_axis, chart.value_axis
    along.format.line.color.rgb = PALE
    along.major_tick_mark = XL_TICK_MARK.NONE
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.fill.background()
    across.has_major_gridlines = not _labelled(graph) or graph.shape in (Shape.LINES, Shape.POINTS)
    if across.has_major_gridlines:
        across.major_gridlines.format.line.color.rgb = RGBColor(0xD9, 0xDE, 0xE4)
    across.tick_labels.number_format = AXIS_FORMATS[graph.kind]
    across.tick_labels.number_format_is_linked = False
    across.visible = across.has_major_gridlines
    across.minimum_scale, across.maximum_scale = graph.ends
    if graph.shape is Shape.BARS:
        along.reverse_order = True
        # The values stand below although the first name stands at the top.
        across.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if graph.shape in (Shape.BARS, Shape.COLUMNS):
        chart.plots[0].gap_width = 60 if len(graph.series) > 1 else 45
        chart.plots[0].overlap = -5 if len(graph.series) > 1 else 0
    if graph.shape in (Shape.LINES, Shape.BARS):
        every = max(1, len(graph.categories) // 6) if graph.shape is Shape.LINES else 1
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            skip = etree.SubElement(along._element, qn(name), val=str(every))
            along._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _labelled(graph: Graph) -> bool:
    return graph.shape in (Shape.BARS, Shape.COLUMNS) and len(graph.categories) <= LABELLED_ROWS


def _paint(drawn: Any, series: Series, graph: Graph, *, theirs: bool) -> None:
    if graph.shape in (Shape.LINES, Shape.POINTS):
        drawn.smooth = False
        points = graph.shape is Shape.POINTS
        marked = points or len(graph.categories) <= MARKED
        drawn.marker.style = XL_MARKER_STYLE.CIRCLE if marked else XL_MARKER_STYLE.NONE
        drawn.marker.size = 11 if points else 5
        _colour(drawn.marker.format.fill, series.role, theirs=theirs)
        drawn.marker.format.line.fill.background()
        if points:
            drawn.format.line.fill.background()
        else:
            _colour(drawn.format.line.fill, series.role, theirs=theirs)
            drawn.format.line.width = Pt(3 if series.role is Role.AFTER else 2)
    else:
        _colour(drawn.format.fill, series.role, theirs=theirs)
    for place, role in enumerate(series.roles):
        if role is not series.role:
            point = drawn.points[place]
            _colour(point.marker.format.fill if graph.shape is Shape.POINTS else point.format.fill, role, theirs=theirs)


def _colour(fill: Any, role: Role, *, theirs: bool) -> None:
    fill.solid()
    if theirs and role in THEIRS:
        fill.fore_color.theme_color = THEIRS[role]
    else:
        fill.fore_color.rgb = RGBColor.from_string(COLOURS[role].lstrip("#"))


def _ranges(drawn: Any, series: Series) -> None:
    """Error bars with ends of their own, which the library cannot write (ECMA-376 part 1, 21.2.2.55)."""
    above = [0.0 if high is None or value is None else high - value for value, high in _pairs(series, series.high)]
    below = [0.0 if low is None or value is None else value - low for value, low in _pairs(series, series.low)]
    bars = etree.Element(qn("c:errBars"))
    etree.SubElement(bars, qn("c:errBarType"), val="both")
    etree.SubElement(bars, qn("c:errValType"), val="cust")
    etree.SubElement(bars, qn("c:noEndCap"), val="0")
    for name, ends in (("c:plus", above), ("c:minus", below)):
        numbers = etree.SubElement(etree.SubElement(bars, qn(name)), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount"), val=str(len(ends)))
        for place, end in enumerate(ends):
            if not end:
                continue
            point = etree.SubElement(numbers, qn("c:pt"), idx=str(place))
            etree.SubElement(point, qn("c:v")).text = repr(round(end, 6))
    line = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"), w=str(Pt(2)))
    colour = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    colour.set("val", str(INK))
    drawn._element.find(qn("c:cat")).addprevious(bars)


def _pairs(series: Series, ends: tuple[float | None, ...]) -> list[tuple[float | None, float | None]]:
    return list(zip(series.values, ends, strict=True))


def _label(chart: Any, graph: Graph) -> None:
    """The numbers themselves, where there is room."""
    plot = chart.plots[0]
    if not _labelled(graph):
        return
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = FORMATS[graph.kind], False
    labels.show_value = True
    labels.font.size = Pt(16 if len(graph.categories) <= 4 else 12)
    labels.font.bold = True
    labels.font.color.rgb = INK
    if any(series.low for series in graph.series):
        # At the end of the bar stands its range; at the foot large white letters have 3:1 and more (WCAG 1.4.3).
        labels.position = XL_LABEL_POSITION.INSIDE_BASE
        labels.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        labels.font.size = Pt(20)


def _table(page: Any, table: Table, place: _Box, language: Language) -> None:
    rows, columns = len(table.rows) + 1, len(table.columns)
    height = min(Inches(0.45), place.height // rows)
    frame = page.shapes.add_table(rows, columns, place.left, place.top, place.width, height * rows)
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("descr", table.caption)
    longest = _longest(table, language)
    for column, letters in enumerate(longest):
        frame.table.columns[column].width = int(place.width * letters / sum(longest))
    for row in frame.table.rows:
        row.height = height
    size = fitting(["x" * sum(longest)], Emu(place.width).inches, 0.25, TABLE_SIZES)
    for column, head in enumerate(table.columns):
        _cell(frame.table.cell(0, column), head.heading, size, head.kind, bold=True)
        for line, values in enumerate(table.rows, start=1):
            text = written(language, head.kind, values[column])
            _cell(frame.table.cell(line, column), text, size, head.kind)


def _longest(table: Table, language: Language) -> list[int]:
    """Letters of the longest text of each column, with room around it."""
    return [
        AROUND
        + max(
            SHORTEST_COLUMN,
            len(column.heading),
            *(len(written(language, column.kind, row[place])) for row in table.rows),
        )
        for place, column in enumerate(table.columns)
    ]


def _cell(cell: Any, text: str, size: int, kind: Kind, *, bold: bool = False) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    if kind in NUMBERS:
        paragraph.alignment = PP_ALIGN.RIGHT


def _foot(page: Any, layout: Any, show: Any, deck: Deck, title: _Box) -> None:
    """The template's own footer and slide number where it has them."""
    texts = {PP_PLACEHOLDER.FOOTER: footer.of(deck), PP_PLACEHOLDER.SLIDE_NUMBER: None}
    there = {shape.placeholder_format.type: shape for shape in layout.placeholders}
    for kind, text in texts.items():
        if kind in there:
            element = deepcopy(there[kind]._element)
            page.shapes._spTree.append(element)
            frame = page.shapes[-1].text_frame
        else:
            number = kind is PP_PLACEHOLDER.SLIDE_NUMBER
            left = title.left + title.width - Inches(0.9) if number else title.left
            width = Inches(0.9) if number else title.width - Inches(1)
            frame = page.shapes.add_textbox(left, show.slide_height - FOOT, width, Inches(0.35)).text_frame
        paragraph = frame.paragraphs[0]
        for child in list(paragraph._p):
            paragraph._p.remove(child)
        if text is None:
            _number_field(paragraph)
            paragraph.alignment = PP_ALIGN.RIGHT
        else:
            run = paragraph.add_run()
            run.text = text
            run.font.size = Pt(SMALL)
            run.font.color.rgb = PALE
            paragraph.alignment = PP_ALIGN.LEFT
            frame.word_wrap = True


def _number_field(paragraph: Any) -> None:
    number = etree.SubElement(paragraph._p, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    etree.SubElement(number, qn("a:rPr"), sz=str(SMALL * 100))
    etree.SubElement(number, qn("a:t")).text = "‹#›"


def _speak(page: Any, language: Language) -> None:
    """Say the language of every text, for those who listen to the slide and for the spelling check."""
    for element in (page._element, page.notes_slide._element):
        for run in element.iter(qn("a:r"), qn("a:fld")):
            properties = run.find(qn("a:rPr"))
            if properties is None:
                properties = etree.Element(qn("a:rPr"))
                run.insert(0, properties)
            properties.set("lang", LANGUAGE_TAG[language])


def _describe(show: Any, deck: Deck) -> None:
    about = show.core_properties
    about.title = f"{deck.about} – {t(deck.language, f'deck.{deck.audience}')}"
    about.subject = footer.of(deck)
    about.author = deck.municipality
    about.last_modified_by = deck.municipality
    about.language = LANGUAGE_TAG[deck.language]
    about.keywords = deck.code
    about.comments = ""
