"""Ready-made pictures: nothing of the chart is lost on the way, and nothing but the chart comes along."""

import re
import struct
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest

from naervaer.charts import picture, theme
from naervaer.i18n import t
from naervaer.model import Language
from tests.charts import exhibits


SVG = "{http://www.w3.org/2000/svg}"

every_chart = pytest.mark.parametrize("draw", exhibits.CHARTS, ids=lambda draw: draw.__name__)
wide_and_narrow = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


def parts(svg):
    return list(ElementTree.fromstring(svg).iter())


def words(svg):
    return [element.text for element in parts(svg) if element.tag == f"{SVG}text"]


def titles(svg):
    return [element.text for element in parts(svg) if element.tag == f"{SVG}title"]


def paints(svg):
    return {element.get(paint) for element in parts(svg) for paint in ("fill", "stroke")} - {None, "none"}


@every_chart
@wide_and_narrow
def test_on_a_page_every_colour_is_a_meaning_that_the_theme_decides(draw, narrow):
    known = {f"var(--naervaer-{name})" for name in theme.MEANINGS}
    assert paints(picture.inline(draw(Language.NB).spec, narrow=narrow)) <= known | {"transparent"}


@every_chart
def test_a_file_has_the_light_pages_colours_on_white(draw):
    svg = picture.svg(draw(Language.NB).spec)
    assert paints(svg) <= {*theme.MEANINGS.values(), "transparent", "white"}
    assert parts(svg)[1].get("fill") == "white"


@every_chart
@wide_and_narrow
def test_it_is_as_wide_as_it_was_asked_to_be(draw, narrow):
    root = parts(picture.inline(draw(Language.NB).spec, narrow=narrow))[0]
    assert float(root.get("viewBox").split()[2]) == (picture.NARROW if narrow else picture.WIDE)
    assert root.get("width") == "100%" and root.get("height") is None


@every_chart
@wide_and_narrow
def test_no_english_is_read_out_and_nothing_is_fetched(draw, narrow):
    """Vega says "X-axis titled …" to screen readers; the point is told beside the picture in the reader's language."""
    svg = picture.inline(draw(Language.NB).spec, narrow=narrow)
    assert "aria-" not in svg and "role=" not in svg
    assert "href" not in svg and "url(" not in svg.replace("url(#n", "")


def test_pointing_at_a_mark_tells_its_values():
    told = titles(picture.inline(exhibits.before_after(Language.NB).spec))
    (lia,) = {title for title in told if "Lia" in title}
    assert lia.split("\n")[:3] == ["Enhet: Lia barnehage", "Før: 12,3\u00a0%", "Etter: 9,9\u00a0%"]


def test_a_line_is_not_told_as_if_it_were_its_first_point():
    told = titles(picture.inline(exhibits.trend(Language.NB).spec))
    assert len([title for title in told if title.startswith("Periode: november 2023")]) == 1


def test_a_phone_has_no_pointer_and_is_spared_the_values():
    assert titles(picture.inline(exhibits.trend(Language.NB).spec, narrow=True)) == []


def test_a_name_from_a_file_stays_a_name():
    evil = "</svg><script>alert(1)</script>&\"'"
    units = exhibits.rows().replace("Lia barnehage", evil)
    spec = exhibits.of_before_after.before_after(units, Language.NB).spec
    svg = picture.inline(spec)
    assert any(evil in title for title in titles(svg))
    assert not [element for element in parts(svg) if "script" in element.tag]


def test_two_pictures_on_a_page_do_not_share_names():
    spec = {"data": {"values": [{"x": 1}, {"x": 2}]}, "mark": {"type": "bar", "clip": True}}
    spec["encoding"] = {"x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, 1]}}}
    names = [set(re.findall(r'id="(.*?)"', picture.inline({**spec, "height": height}))) for height in (50, 60)]
    assert names[0] and names[1] and names[0].isdisjoint(names[1])
    assert all(f"url(#{name})" in picture.inline({**spec, "height": 50}) for name in names[0])


@every_chart
def test_pixels_are_twice_the_width_and_carry_title_and_source(draw):
    chart = draw(Language.NB)
    png = picture.png(chart.spec, scale=2, title=chart.table.caption, source="Kilde: Nærvær, Solvik.")
    width, _ = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG") and width == 2 * (picture.WIDE + 2 * picture.MARGIN)
    written = words(picture.svg(chart.spec, title=chart.table.caption, source="Kilde: Nærvær, Solvik."))
    assert written[0] in chart.table.caption and written[-1] == "Kilde: Nærvær, Solvik."


def test_a_long_title_goes_over_several_lines():
    title = "Alle enhetene i tiltaket før og etter oppstart, de samme månedene på begge sider, " * 3
    written = words(picture.svg(exhibits.season(Language.NB).spec, title=title))
    over = [line for line in written if line and line in title]
    assert " ".join(over) == title.strip() and len(over) > 2


def test_months_are_the_languages_own():
    assert t(Language.DA, "month.short_5") in words(picture.inline(exhibits.season(Language.DA).spec))


def test_what_vega_lite_cannot_draw_is_refused():
    with pytest.raises(ValueError, match="Vega-Lite"):
        picture.svg({"mark": "nothing of the kind"})


def test_many_visitors_get_the_same_picture_at_once():
    spec = exhibits.trend(Language.EN, periods=24).spec
    with ThreadPoolExecutor(8) as visitors:
        drawn = set(visitors.map(lambda _: picture.inline(spec), range(16)))
    assert len(drawn) == 1
