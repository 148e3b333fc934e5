"""A deck as PowerPoint slides: charts that can be edited, in the municipality's own template where it has one."""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import count
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
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.util import Emu, Inches, Pt

from naervaer.charts import theme
from naervaer.charts.table import NUMBERS, Kind, Table, written
from naervaer.i18n import t
from naervaer.model import Language
from naervaer.reports import footer
from naervaer.reports.letters import BOLD_WIDTH, LINE_HEIGHT, fitting
from naervaer.reports.outline import Deck, Graph, Role, Series, Shape, Slide, Text, notes


LANGUAGE_TAG = {Language.NB: "nb-NO", Language.DA: "da-DK", Language.EN: "en-GB"}
# Before a number's format: the language it is written in (ECMA-376 part 1, 18.8.31), numbered as in MS-LCID. PowerPoint
# takes the decimal mark from the machine it runs on; LibreOffice would take the English one without it.
LANGUAGE_MARK = {Language.NB: "[$-414]", Language.DA: "[$-406]", Language.EN: "[$-809]"}
PERCENT = {Language.NB: '" %"', Language.DA: '" %"', Language.EN: '"%"'}
POINTS = "+{0};\u2212{0};{0}"
YEAR = 12  # months

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)  # 16:9
MARGIN, GAP = Inches(0.6), Inches(0.3)
FOOT = Inches(0.42)
TITLE_SIZES, TEXT_SIZES, SMALLEST = (30, 28, 26, 24, 22, 20), (22, 20, 18, 16, 14, 12), (10, 9, 8, 7)
ABOUT_SIZES = (13, 12, 11, 10, 9, 8)
TABLE_SIZES = (18, 17, 16, 15, 14, 13, 12, 11, 10)
AROUND = 4  # letters
CELL_MARGIN, ROW_AIR = Inches(0.03), Inches(0.12)
WORDY = 0.55  # of the width, for texts under headings
LARGE_SIZES = (28, 26, 24, *TEXT_SIZES)  # where nothing is drawn
MARKED = 16  # points of a line that have a mark each
YEARS_ALONG = 6  # names along an axis of time
SHORTEST_COLUMN, LONGEST_LINES = 7, (26, 40, 60, 100)  # letters
LABELLED_ROWS = 8  # rows of bars that have room for their numbers; more of them get an axis

LARGEST_UNPACKED, MOST_PARTS = 200 * 1024**2, 5_000  # bytes, files in the package: templates met have a tenth of both
RUNS = ("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")
POTX = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
PPTX = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

LINE = Inches(0.36)  # above the title: whose figures
LABEL = "E8ECF1"
FOOT_NUMBER = 900  # a shape's number on a slide, above those the library gives
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PML = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P = f"{A}p"

INK, PALE = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x5A, 0x66, 0x72)
COLOURS = {
    Role.BEFORE: theme.BEFORE,
    Role.AFTER: theme.AFTER,
    Role.COMPARISON: theme.COMPARISON,
    Role.TARGET: theme.TARGET,
    Role.EARLIER: theme.EARLIER_YEARS,
}
ACCENTS = {"accent1": Role.AFTER, "accent2": Role.COMPARISON, "accent3": Role.TARGET, "accent4": Role.BEFORE}
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
    _number_parts(show.part.package)
    ground = _ground(show, deck, theirs=template is not None)
    for one in deck.slides:
        _slide(show, ground, deck, one)
    _describe(show, deck)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _number_parts(package: Any) -> None:
    """Let the package give its parts their numbers by counting: it looks through all of them for each new one."""
    taken = {part.partname for part in package.iter_parts()}

    def next_partname(pattern: str) -> PackURI:
        name = next(name for number in count(1) if (name := PackURI(pattern % number)) not in taken)
        taken.add(name)
        return name

    package.next_partname = next_partname


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
    _colour_theme(show)
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


def _colour_theme(show: Any) -> None:
    """The house's colours as the template's own, so that a table, and a chart someone adds, has them too."""
    part = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for accent, role in ACCENTS.items():
        (colour,) = theme.find(f".//{A}{accent}")
        colour.set("val", COLOURS[role].lstrip("#"))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


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

    titled = [
        layout
        for layout in show.slide_layouts
        if any(shape.placeholder_format.type is PP_PLACEHOLDER.TITLE for shape in layout.placeholders)
    ]
    if not titled:
        raise UnusableTemplateError("no_title_layout")
    return min(titled, key=_beside)


def _beside(layout: Any) -> int:
    """How many places a layout has beside the title and the foot."""
    ours = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
    return sum(shape.placeholder_format.type not in ours for shape in layout.placeholders)


@dataclass(frozen=True)
class _Ground:
    """What all slides of a deck share, looked up once.

    title, room  where the message stands, and what is left under it
    above        top of the line that says whose figures these are
    feet         the footer and the slide number, ready to be put on a slide
    crowded      the layout has more places than a title
    """

    layout: Any
    title: _Box
    room: _Box
    above: int
    feet: tuple[Any, ...]
    crowded: bool
    theirs: bool


def _ground(show: Any, deck: Deck, *, theirs: bool) -> _Ground:
    layout = _layout(show)
    there = {shape.placeholder_format.type: shape for shape in layout.placeholders}
    place = there[PP_PLACEHOLDER.TITLE]
    title = _Box(place.left, place.top, place.width, place.height)
    below = title.top + title.height
    high_enough = title.top >= LINE
    room_top = below + Inches(0.12) + (0 if high_enough else LINE)
    tops = [there[kind].top for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER) if kind in there]
    low = [top for top in tops if top is not None and top > show.slide_height * 0.7]
    bottom = min([*low, show.slide_height - FOOT]) - Inches(0.1)
    return _Ground(
        layout=layout,
        title=title,
        room=_Box(title.left, room_top, title.width, bottom - room_top),
        above=title.top - LINE if high_enough else below,
        feet=_feet(show, there, deck, title),
        crowded=_beside(layout) > 0,
        theirs=theirs,
    )


def _slide(show: Any, ground: _Ground, deck: Deck, one: Slide) -> None:
    page = show.slides.add_slide(ground.layout)
    if ground.crowded:
        for shape in list(page.placeholders):
            if shape.placeholder_format.type is not PP_PLACEHOLDER.TITLE:
                shape._element.getparent().remove(shape._element)
    tag = LANGUAGE_TAG[deck.language]
    _title(page.shapes.title, one, ground, tag)
    _eyebrow(page, deck, one, ground, tag)
    _fill(page, one, ground.room, deck.language, theirs=ground.theirs)
    for foot in ground.feet:
        page.shapes._spTree.append(deepcopy(foot))
    said = page.notes_slide.notes_text_frame
    _paragraphs(said._txBody, [_Line(line) for line in (*notes(deck, one), footer.of(deck))], tag)


@dataclass(frozen=True)
class _Line:
    """A paragraph; what is None or "" is left to the template."""

    text: str
    size: int | None = None
    colour: str = ""
    bold: bool | None = None
    after: float = 0
    align: str = ""


def _paragraphs(body: Any, lines: Sequence[_Line], tag: str) -> None:
    """Write paragraphs into a text body, each saying its language: the library takes ten times as long to do it."""
    for old in body.findall(P):
        body.remove(old)
    for line in lines:
        paragraph = etree.SubElement(body, P)
        how = etree.SubElement(paragraph, f"{A}pPr")
        if line.align:
            how.set("algn", line.align)
        if line.after:
            etree.SubElement(etree.SubElement(how, f"{A}spcAft"), f"{A}spcPts", val=str(round(100 * line.after)))
        run = etree.SubElement(paragraph, f"{A}r")
        letters = etree.SubElement(run, f"{A}rPr", lang=tag)
        if line.size is not None:
            letters.set("sz", str(100 * line.size))
        if line.bold is not None:
            letters.set("b", str(int(line.bold)))
        if line.colour:
            fill = etree.SubElement(letters, f"{A}solidFill")
            etree.SubElement(fill, f"{A}srgbClr", val=line.colour)
        etree.SubElement(run, f"{A}t").text = line.text


def _box(page: Any, name: str, where: _Box, lines: Sequence[_Line], tag: str) -> Any:
    """A text box that wraps and keeps its size."""
    box = page.shapes.add_textbox(where.left, where.top, where.width, where.height)
    box.name = name
    body = box._element.txBody
    how = body.find(f"{A}bodyPr")
    how.set("wrap", "square")
    for fit in list(how):
        how.remove(fit)
    _paragraphs(body, lines, tag)
    return box


def _title(title: Any, one: Slide, ground: _Ground, tag: str) -> None:
    where, theirs = ground.title, ground.theirs
    size = fitting(
        [one.title.said], Emu(where.width).inches - 0.2, Emu(where.height).inches, TITLE_SIZES, letter=BOLD_WIDTH
    )
    body = title._element.txBody
    if not theirs:
        body.find(f"{A}bodyPr").set("anchor", "t")
    line = _Line(one.title.said, size) if theirs else _Line(one.title.said, size, str(INK), bold=True, align="l")
    _paragraphs(body, [line], tag)


def _eyebrow(page: Any, deck: Deck, one: Slide, ground: _Ground, tag: str) -> None:
    """Beside the title: whose figures and what about; and the judgement, which nobody can edit away."""
    title = ground.title
    said = f"{deck.municipality} · {deck.about}" if deck.about != deck.municipality else deck.municipality
    where = _Box(title.left, ground.above, int(title.width * 0.68), LINE)
    size = fitting([said], Emu(where.width).inches - 0.2, Emu(LINE).inches - 0.1, ABOUT_SIZES)
    _box(page, "about", where, [_Line(said, size, str(PALE))], tag)
    labels = [one.label, t(deck.language, "deck.preliminary") if deck.preliminary else ""]
    said = " · ".join(label for label in labels if label)
    if not said:
        return
    width = Inches(0.4) + int(Pt(13) * 0.72 * len(said))
    where = _Box(title.left + title.width - width, ground.above, width, Inches(0.34))
    mark = _box(page, "label", where, [_Line(said, 13, str(INK), bold=True, align="ctr")], tag)
    shape = mark._element.spPr
    shape.find(f"{A}prstGeom").set("prst", "roundRect")
    shape.remove(shape.find(f"{A}noFill"))
    fill = etree.SubElement(shape, f"{A}solidFill")
    etree.SubElement(fill, f"{A}srgbClr", val=LABEL)
    mark._element.txBody.find(f"{A}bodyPr").set("wrap", "none")


def _fill(page: Any, one: Slide, room: _Box, language: Language, *, theirs: bool) -> None:
    said, tag = [text for text in one.texts if text.said], LANGUAGE_TAG[language]
    drawn = len(one.graphs) + (one.table is not None)
    if not drawn:
        _texts(page, said, room.split(0.8)[0], tag, LARGE_SIZES)
        return
    beside, below = room.split(WORDY if one.wordy else 0.34) if said else (room, room)
    if len(one.graphs) > 1:  # two graphs need the whole width, so the words stand above them
        words = Inches(1.15) if said else 0
        beside = _Box(room.left, room.top, room.width, words)
        places = _Box(room.left, room.top + words, room.width, room.height - words).split(0.5)
    else:
        places = below.halves() if drawn > 1 else (below, below)
    _texts(page, said, beside, tag)
    for graph, place in zip(one.graphs, places, strict=False):
        _graph(page, graph, place, language, theirs=theirs)
    if one.table is not None:
        _table(page, one.table, places[-1], language)


def _texts(page: Any, said: Sequence[Text], room: _Box, tag: str, sizes: Sequence[int] = TEXT_SIZES) -> None:
    if not said:
        return
    lines = [line for text in said for line in (text.head, text.said) if line]
    size = fitting(lines, Emu(room.width).inches - 0.2, Emu(room.height).inches - 0.1, sizes, between=0.5)
    ink, after = str(INK), 0.5 * size
    written_out = []
    for text in said:
        if text.head:
            written_out.append(_Line(text.head, size, ink, bold=True))
        written_out.append(_Line(text.said, size, ink, after=after))
    _box(page, "text", room, written_out, tag)


def _graph(page: Any, graph: Graph, place: _Box, language: Language, *, theirs: bool) -> None:
    data = CategoryChartData(number_format=_number_format(graph.kind, language))
    data.categories = graph.days or graph.categories
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
    chart.has_legend = graph.named
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(13)
    _axes(chart, graph, language)
    for drawn, series in zip(chart.plots[0].series, graph.series, strict=True):
        _paint(drawn, series, graph, theirs=theirs)
        if series.low:
            _ranges(drawn, series)
    _label(chart, graph, language, theirs=theirs)


def _decimals(graph: Graph) -> int:
    """As many as the lines across need not to be called by rounded numbers."""
    lines = (graph.grid, graph.ends[0])
    return next((n for n in range(2) if all(abs(line - round(line, n)) < 1e-9 for line in lines)), 2)


def _number_format(kind: Kind, language: Language, *, decimals: int = 1) -> str:
    """How numbers are written in a chart and in the sheet behind it."""
    digits = f"0.{'0' * decimals}" if decimals else "0"
    written_so = {
        Kind.PERCENT: f"{digits}{PERCENT[language]}",
        Kind.POINTS: POINTS.format(digits),
    }
    return LANGUAGE_MARK[language] + written_so.get(kind, "#,##0")


def _letters(graph: Graph) -> int:
    return 14 if len(graph.categories) <= LABELLED_ROWS else 11


def _axes(chart: Any, graph: Graph, language: Language) -> None:
    along, across = chart.category_axis, chart.value_axis
    if graph.days:
        _years(along, graph, language)
    along.format.line.color.rgb = PALE
    along.major_tick_mark = XL_TICK_MARK.NONE
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.fill.background()
    across.has_major_gridlines = not _labelled(graph) or graph.shape in (Shape.LINES, Shape.POINTS)
    if across.has_major_gridlines:
        across.major_gridlines.format.line.color.rgb = RGBColor(0xD9, 0xDE, 0xE4)
    across.tick_labels.number_format = _number_format(graph.kind, language, decimals=_decimals(graph))
    across.major_unit = graph.grid
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
    if graph.shape is Shape.BARS:  # every name, however many there are
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            skip = etree.SubElement(along._element, qn(name), val="1")
            along._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _years(along: Any, graph: Graph, language: Language) -> None:
    """An axis of time: a month and a year at every whole number of years from the first, where there is room."""
    months = YEAR * max(1, round(len(graph.days) * _months_between(graph.days) / YEAR / YEARS_ALONG))
    along.tick_labels.number_format = f"{LANGUAGE_MARK[language]}mmm yyyy"
    along.tick_labels.number_format_is_linked = False
    axis = along._element
    base = axis.find(qn("c:baseTimeUnit"))
    base.set("val", "months")
    base.addnext(etree.Element(qn("c:majorTimeUnit"), val="months"))
    base.addnext(etree.Element(qn("c:majorUnit"), val=str(months)))


def _months_between(days: Sequence[date]) -> int:
    """How many months a period is long."""
    return 12 * (days[1].year - days[0].year) + days[1].month - days[0].month if len(days) > 1 else 1


def _labelled(graph: Graph) -> bool:
    few = len(graph.categories) <= LABELLED_ROWS
    return few and (graph.shape in (Shape.BARS, Shape.COLUMNS) or _is_rates_as_points(graph))


def _is_rates_as_points(graph: Graph) -> bool:
    return graph.shape is Shape.POINTS and graph.kind is Kind.PERCENT


def _paint(drawn: Any, series: Series, graph: Graph, *, theirs: bool) -> None:
    if graph.shape in (Shape.LINES, Shape.POINTS):
        drawn.smooth = False
        points = graph.shape is Shape.POINTS
        marked = points or len(graph.categories) <= MARKED
        drawn.marker.style = XL_MARKER_STYLE.CIRCLE if marked else XL_MARKER_STYLE.NONE
        drawn.marker.size = 13 if points else 5
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


def _label(chart: Any, graph: Graph, language: Language, *, theirs: bool) -> None:
    """The numbers themselves, where there is room."""
    plot = chart.plots[0]
    if not _labelled(graph):
        return
    if _is_rates_as_points(graph):
        # Two points may lie close: the number of the first stands on its other side.
        for drawn, series in zip(plot.series, graph.series, strict=True):
            first = len(graph.series) > 1 and series is graph.series[0]
            labels = _numbers(drawn, graph, language)
            labels.position = XL_LABEL_POSITION.LEFT if first else XL_LABEL_POSITION.RIGHT
        return
    plot.has_data_labels = True
    labels = _numbers(plot, graph, language)
    if any(series.low for series in graph.series):
        # At the end of the bar stands its range; at the foot large white letters have 3:1 and more (WCAG 1.4.3).
        labels.position = XL_LABEL_POSITION.INSIDE_BASE
        labels.font.size = Pt(20)
        if theirs:  # nobody knows how light their colours are, so the number brings its own ground
            ground = etree.Element(qn("c:spPr"))
            etree.SubElement(etree.SubElement(ground, f"{A}solidFill"), f"{A}srgbClr", val="FFFFFF")
            labels._element.find(qn("c:numFmt")).addnext(ground)
        else:
            labels.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _numbers(drawn: Any, graph: Graph, language: Language) -> Any:
    """The labels of a plot or of one of its series."""
    labels = drawn.data_labels
    labels.number_format, labels.number_format_is_linked = _number_format(graph.kind, language), False
    labels.show_value = True
    labels.font.size = Pt(16 if len(graph.categories) <= 4 else 12)
    labels.font.bold = True
    labels.font.color.rgb = INK
    return labels


def _table(page: Any, table: Table, place: _Box, language: Language) -> None:
    tag = LANGUAGE_TAG[language]
    rows = [[column.heading for column in table.columns]]
    for values in table.rows:
        rows.append([written(language, head.kind, value) for head, value in zip(table.columns, values, strict=True)])
    size, letters, heights = _laid_out(rows, place)
    air = min(ROW_AIR, max(0, place.height - sum(heights)) // len(rows))
    frame = page.shapes.add_table(len(rows), len(letters), place.left, place.top, place.width, sum(heights))
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("descr", table.caption)
    for column, wide in enumerate(letters):
        frame.table.columns[column].width = int(place.width * wide / sum(letters))
    for line, row in enumerate(rows):
        frame.table.rows[line].height = heights[line] + air
        for column, text in enumerate(row):
            _cell(frame.table.cell(line, column), text, size, table.columns[column].kind, tag, bold=line == 0 or None)


def _laid_out(rows: Sequence[Sequence[str]], place: _Box) -> tuple[int, list[int], list[int]]:
    """The largest letters (points) at which the rows are neither wider nor higher than their place, with the width of
    each column (letters) and the height of each row (EMU). Long names stand on one line or several, as it fits best.
    """
    found = []
    for longest in LONGEST_LINES:
        letters = _letters_across(rows, longest)
        lines = [max(1, *(-(-len(text) // wide) for text, wide in zip(row, letters, strict=True))) for row in rows]
        wide = [one + AROUND for one in letters]
        across, down = Emu(place.width).inches, Emu(place.height - 2 * CELL_MARGIN * len(rows)).pt
        low = [size for size in TABLE_SIZES if sum(lines) * size * LINE_HEIGHT <= down]
        size = fitting(["x" * sum(wide)], across, 0.3, low or TABLE_SIZES[-1:])
        heights = [int(Pt(line * size * LINE_HEIGHT)) + 2 * CELL_MARGIN for line in lines]
        found.append((bool(low), size, wide, heights))
    _, size, wide, heights = max(found, key=lambda one: (one[0], one[1], -sum(one[3])))
    return size, wide, heights


def _letters_across(rows: Sequence[Sequence[str]], longest: int) -> list[int]:
    """How many letters each column has room for: at most so many, unless a word is longer."""
    across = []
    for heading, *texts in zip(*rows, strict=True):
        words = [*heading.split(), *(word for text in texts for word in text.split())]
        wanted = max([len(heading) // 2 + 1, *map(len, texts)])
        across.append(max(SHORTEST_COLUMN, min(wanted, longest), *map(len, words)))
    return across


def _cell(cell: Any, text: str, size: int, kind: Kind, tag: str, *, bold: bool | None = None) -> None:
    cell.margin_top = cell.margin_bottom = CELL_MARGIN
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    line = _Line(text, size, bold=bold, align="r" if kind in NUMBERS else "l")
    _paragraphs(cell._tc.txBody, [line], tag)


def _feet(show: Any, there: dict[Any, Any], deck: Deck, title: _Box) -> tuple[Any, ...]:
    """The footer and the slide number as they stand on every slide: the template's own places where it has them."""
    tag = LANGUAGE_TAG[deck.language]
    feet = []
    for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
        is_number = kind is PP_PLACEHOLDER.SLIDE_NUMBER
        if kind in there:
            element = deepcopy(there[kind]._element)
        else:
            narrow = Inches(0.9)
            left = title.left + title.width - narrow if is_number else title.left
            width = narrow if is_number else title.width - Inches(1)
            element = _empty_box(left, show.slide_height - FOOT, width, Inches(0.35))
        said = "‹#›" if is_number else footer.of(deck)
        room = there[kind].width if kind in there else title.width
        size = fitting([said], Emu(room).inches - 0.2, Emu(FOOT).inches, SMALLEST)
        foot = _Line(said, size, str(PALE), align="r" if is_number else "l")
        _paragraphs(element.find(f"{PML}txBody"), [foot], tag)
        if is_number:
            run = element.find(f".//{A}r")
            run.tag = f"{A}fld"
            run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
            run.set("type", "slidenum")
        feet.append(element)
    return tuple(feet)


def _empty_box(left: int, top: int, width: int, height: int) -> Any:
    """A text box that stands on no slide yet."""
    return CT_Shape.new_textbox_sp(FOOT_NUMBER, "foot", left, top, width, height)


def _describe(show: Any, deck: Deck) -> None:
    about = show.core_properties
    about.title = f"{deck.about} – {t(deck.language, f'deck.{deck.audience}')}"
    about.subject = footer.of(deck)
    about.author = deck.municipality
    about.last_modified_by = deck.municipality
    about.language = LANGUAGE_TAG[deck.language]
    about.keywords = deck.code
    about.comments = ""
