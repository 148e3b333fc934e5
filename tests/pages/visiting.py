"""A visit to the app without a browser: open a page, look at what it holds."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from google.protobuf.json_format import MessageToJson
from streamlit.testing.v1 import AppTest

from pages.components.markup import AFTER, BEFORE


ROOT = Path(__file__).parents[2]
PAGES = {
    path.stem: path for path in sorted(ROOT.glob("pages/*/*.py")) if path.parent.name not in ("components", "account")
}
PICTURE = '<div class="naervaer-chart"'  # how the markup of a chart begins
DRAWN = {}  # each picture that was drawn, to its specification
PATIENCE = 30  # seconds one run may take on a busy machine


def visit(page="overview", **user):
    """The app with a page open; `user` is what an identity provider says of the visitor."""
    here = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    if user:
        here.user = user
    here.run()
    return here if page == "overview" else go(here, page)


def go(here, page):
    here.switch_page(str(PAGES[page].relative_to(ROOT)))
    return here.run()


def speak(here, language):
    here.sidebar.selectbox(key="language").select(language)
    return here.run()


def elements(block):
    """Every element of a block, in the order of the page."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from elements(child)
        if hasattr(child, "proto") and child.proto is not None:
            yield child


def markup(element):
    """The HTML of an element as the browser shows it, also where a line of script puts it in."""
    body = element.proto.body
    return json.loads(body[len(BEFORE) : -len(AFTER)]) if body.startswith(BEFORE) else body


def sent(here):
    """All that is sent to the browser as one text; of pictures their words and the figures behind their coordinates."""
    parts = []
    for element in elements(here._tree):
        if element.type != "html":
            parts.append(MessageToJson(element.proto, ensure_ascii=False))
        elif not markup(element).startswith(("<style>", PICTURE)):
            parts.append(markup(element))
    for shown in pictures(here):
        words = re.findall(">([^<]+)<", shown.svg)
        parts += [
            shown.alt,
            json.dumps(shown.numbers, ensure_ascii=False),
            *words,
            json.dumps(shown.spec, ensure_ascii=False),
        ]
    return "\n".join(parts)


def said(here):
    """The words of the page itself, in order, as one text; Markdown's backslashes are not among them."""
    words = []
    for element in elements(here.main):
        body = markup(element) if hasattr(element.proto, "body") else ""
        if body and not body.startswith(PICTURE) and "<script>" not in body and "<table" not in body:
            words.append("".join(ElementTree.fromstring(body).itertext()) if body.startswith("<") else body)
    return re.sub(r"\\(.)", r"\1", "\n".join(words))


@dataclass(frozen=True)
class Picture:
    """A chart as it is sent to the browser: alternative text, SVG, what it was drawn from, and the table under it."""

    alt: str
    svg: str
    spec: dict
    numbers: str


def pictures(here):
    """The charts of the page, in order."""
    found = []
    for element in here.get("html"):
        if markup(element).startswith(PICTURE):
            frame, _, content = markup(element).partition(">")
            svg, _, numbers = content.partition("</div>")
            alt = ElementTree.fromstring(f"{frame}/>").get("aria-label")
            found.append(Picture(alt, svg, drawn_from(svg), numbers))
    return found


def drawn_from(svg):
    """The specification of a picture on a page; a page draws nothing else than what it was told to."""
    return next(spec for drawing, spec in DRAWN.items() if svg.startswith(drawing))


def remember(inline):
    """`picture.inline`, which also keeps what each picture was drawn from, so that a test can ask."""

    def remembering(spec, **options):
        drawing = inline(spec, **options)
        DRAWN[drawing] = spec
        return drawing

    return remembering


def drawn(here):
    """The rows that the page's first chart draws."""
    return pictures(here)[0].spec["layer"][0]["data"]["values"]


def tables(here):
    """Each table of the page: its caption to its rows, a dict per row from heading to what stands there."""
    found = {}
    for element in here.get("html"):
        for text in re.findall("<table.*?</table>", markup(element), re.DOTALL):
            table = ElementTree.fromstring(text)
            heading, *rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
            found[table.find("caption").text] = [dict(zip(heading, row, strict=True)) for row in rows]
    return found
