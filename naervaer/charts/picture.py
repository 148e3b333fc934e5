"""A chart as a ready-made picture: vector graphics for the page and for files, and pixels for those who need them.

Drawn by Vega-Lite's own compiler (vl-convert) in this process, without a browser and without a network. Letters are
measured in Liberation Sans, which vl-convert brings along and which is as wide as Arial; the page's own letters are
narrower, so that nothing overflows.
"""

import json
import re
import textwrap
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from naervaer.charts import theme


WIDE, NARROW = 800, 360  # pixels: a desk's screen or a sheet of paper, and a phone

KEPT = 256  # pictures; one is some forty kilobytes

FILE_LETTERS = "'Liberation Sans', Arial, Helvetica, sans-serif"
# What a phone has room for: pixels, pixels, a number, and the size of letters.
NARROW_NAMES, NARROW_LEGEND, NARROW_TICKS, NARROW_LETTERS = 178, 300, 4, 13
MARGIN, TITLE_SIZE, SOURCE_SIZE = 24, 20, 13  # pixels around a picture taken along, and its two texts
LETTER_WIDTH = 0.52  # of its height, on average, in Liberation Sans

SVG = "http://www.w3.org/2000/svg"
NEW_LINE = "\u2028"  # an attribute would lose an ordinary one on the way through XML
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
NOTHING_DRAWN = ("", "M0,0h0v0h0Z")
FOR_EYES_ALREADY_TOLD = ("role", "class", "aria-label", "aria-hidden", "aria-roledescription", "xmlns:xlink")

ElementTree.register_namespace("", SVG)


def svg(spec: dict[str, Any], *, width: int = WIDE, title: str = "", source: str = "") -> str:
    """The chart as an SVG file, `width` pixels wide, in the light page's colours on white.

    title and source stand above and below it, where they are given. Raises ValueError when the specification is none
    that Vega-Lite can draw.
    """
    return _file(_canonical(spec), width, title, source)


def png(spec: dict[str, Any], *, width: int = WIDE, scale: float = 2, title: str = "", source: str = "") -> bytes:
    """The same as pixels, `scale` of them to each pixel of the width."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg(spec, width=width, title=title, source=source), scale=scale))


def inline(spec: dict[str, Any], *, narrow: bool = False) -> str:
    """The chart as SVG to be put into a page: the page's letters, and colours that follow its theme.

    Colours are custom properties named for their meaning, such as var(--naervaer-after). A narrow one is for a phone.
    The wide one tells the values behind a mark when it is pointed at.
    """
    return _inline(_canonical(spec), narrow)


def warm() -> None:
    """Start the compiler, which takes half a second the first time."""
    svg({"data": {"values": []}, "mark": "point"})


def _canonical(spec: dict[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True, ensure_ascii=False, allow_nan=False)


@lru_cache(maxsize=KEPT)
def _inline(canonical: str, narrow: bool) -> str:
    spec = json.loads(canonical)
    width = NARROW if narrow else WIDE
    drawing = _drawn(_for_a_phone(spec) if narrow else _telling(spec), width)
    _tidy(drawing)
    _without_ground(drawing)
    for element in drawing.iter():
        element.attrib.pop("font-family", None)
        for paint in ("fill", "stroke"):
            name = theme.NAMES.get(element.get(paint, "").upper())
            if name:
                element.set(paint, f"var(--naervaer-{name})")
    del drawing.attrib["height"]
    drawing.set("width", "100%")
    drawing.set("class", "narrow" if narrow else "wide")
    return _written(drawing, f"{canonical}{narrow}")


@lru_cache(maxsize=KEPT)
def _file(canonical: str, width: int, title: str, source: str) -> str:
    drawing = _drawn(json.loads(canonical), width)
    _tidy(drawing)
    for element in drawing.iter():
        if "font-family" in element.attrib:
            element.set("font-family", FILE_LETTERS)
    return _written(_framed(drawing, title, source) if title or source else drawing, canonical)


def _drawn(spec: dict[str, Any], width: int) -> Element:
    import vl_convert

    sized = {**spec, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    return ElementTree.fromstring(vl_convert.vegalite_to_svg(sized, allowed_base_urls=[]))


def _written(drawing: Element, content: str) -> str:
    """The SVG's text; names inside it are made its own, because a page holds several."""
    own = sha256(content.encode()).hexdigest()[:8]
    text = ElementTree.tostring(drawing, encoding="unicode")
    text = re.sub(r'( id="|url\(#)', rf"\g<1>n{own}-", text)
    return LONG_NUMBER.sub(lambda number: f"{float(number.group()):.2f}".rstrip("0").rstrip("."), text)


def _telling(spec: dict[str, Any]) -> dict[str, Any]:
    """The same chart with what its tooltips say as a description of each mark, which a still picture keeps."""
    told = {**spec}
    if "layer" in spec:
        told["layer"] = [_telling(layer) for layer in spec["layer"]]
    encoding = spec.get("encoding", {})
    tooltip = encoding.get("tooltip")
    if isinstance(tooltip, list):
        rest = {channel: value for channel, value in encoding.items() if channel != "tooltip"}
        told["encoding"] = {**rest, "description": {"field": "told", "type": "nominal"}}
        lines = [f"{json.dumps(line['title'] + ': ')} + {_value(line)}" for line in tooltip]
        calculated = {"calculate": f" + {json.dumps(NEW_LINE)} + ".join(lines), "as": "told"}
        told["transform"] = [*spec.get("transform", []), calculated]
    return told


def _value(line: dict[str, Any]) -> str:
    """The Vega expression for one line of a tooltip."""
    value = f"datum[{json.dumps(line['field'])}]"
    return f"format({value}, {json.dumps(line['format'])})" if "format" in line else value


def _for_a_phone(spec: dict[str, Any]) -> dict[str, Any]:
    """The same chart with shorter names, fewer ticks and the legend as a list."""
    config = spec.get("config", {})
    legend = {**config.get("legend", {}), "columns": 1}
    return {**_narrowed(spec), "config": {**config, "legend": legend}}


def _narrowed(spec: dict[str, Any]) -> dict[str, Any]:
    told = {**spec}
    if "layer" in spec:
        told["layer"] = [_narrowed(layer) for layer in spec["layer"]]
    encoding = {channel: value for channel, value in spec.get("encoding", {}).items() if channel != "tooltip"}
    for channel, value in encoding.items():
        if isinstance(value, dict):
            encoding[channel] = {**value, **_smaller(channel, value)}
    return {**told, "encoding": encoding} if encoding else told


def _smaller(channel: str, value: dict[str, Any]) -> dict[str, Any]:
    smaller: dict[str, Any] = {}
    axis, legend = value.get("axis"), value.get("legend")
    if axis and channel == "y" and "labelLimit" in axis:
        size = min(axis.get("labelFontSize", NARROW_LETTERS), NARROW_LETTERS)
        smaller["axis"] = {**axis, "labelLimit": min(axis["labelLimit"], NARROW_NAMES), "labelFontSize": size}
    if axis and channel == "x" and axis.get("labelAngle") == 0 and value.get("type") in ("nominal", "ordinal"):
        smaller["axis"] = {**axis, "labelExpr": "split(datum.label, ' ')"}  # a word a line: side by side they collide
    if axis and channel == "x" and isinstance(axis.get("tickCount"), int):
        smaller["axis"] = {**axis, "tickCount": min(axis["tickCount"], NARROW_TICKS)}
    if legend and "labelLimit" in legend:
        smaller["legend"] = {**legend, "labelLimit": min(legend["labelLimit"], NARROW_LEGEND)}
    return smaller


def _tidy(drawing: Element) -> None:
    """Leave only what is seen: the picture's point is told beside it, in the reader's own language."""
    for parent in list(drawing.iter()):
        many = "mark-symbol" in parent.get("class", "") or "mark-r" in parent.get("class", "")
        for child in list(parent):
            if child.tag == f"{{{SVG}}}path" and child.get("d") in NOTHING_DRAWN:
                parent.remove(child)
            elif many and NEW_LINE in child.get("aria-label", ""):
                title = Element(f"{{{SVG}}}title")
                title.text = child.get("aria-label", "").replace(NEW_LINE, "\n")
                child.append(title)
    for element in drawing.iter():
        for name in FOR_EYES_ALREADY_TOLD:
            element.attrib.pop(name, None)
        if element.get("opacity") == "1":
            del element.attrib["opacity"]


def _without_ground(drawing: Element) -> None:
    if drawing[0].tag == f"{{{SVG}}}rect":
        drawing.remove(drawing[0])


def _framed(drawing: Element, title: str, source: str) -> Element:
    """The drawing between its title and its source, on white, as it is taken along into another document."""
    width, height = float(drawing.get("width", 0)), float(drawing.get("height", 0))
    above = list(_lines(title, MARGIN, TITLE_SIZE, width))
    top = MARGIN + 1.3 * TITLE_SIZE * len(above) + MARGIN / 2
    below = list(_lines(source, top + height + MARGIN / 2, SOURCE_SIZE, width))
    whole = top + height + MARGIN + 1.3 * SOURCE_SIZE * len(below) + MARGIN / 2
    size = {"width": f"{width + 2 * MARGIN:g}", "height": f"{whole:g}"}
    frame = Element(f"{{{SVG}}}svg", {**size, "viewBox": f"0 0 {size['width']} {size['height']}"})
    frame.append(Element(f"{{{SVG}}}rect", {**size, "fill": theme.PAGE}))
    for line in above:
        line.set("font-weight", "bold")
    drawing.set("x", str(MARGIN))
    drawing.set("y", f"{top:g}")
    frame.extend([*above, drawing, *below])
    return frame


def _lines(text: str, top: float, size: int, width: float) -> Iterator[Element]:
    for place, line in enumerate(textwrap.wrap(text, int(width / (LETTER_WIDTH * size)))):
        y = top + size + 1.3 * size * place
        places = {"x": str(MARGIN), "y": f"{y:g}", "font-size": str(size), "font-family": FILE_LETTERS}
        element = Element(f"{{{SVG}}}text", {**places, "fill": theme.INK})
        element.text = line
        yield element
