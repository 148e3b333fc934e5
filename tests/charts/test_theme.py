"""Colours can be told from the page they stand on, and numbers and months are the language's own."""

import tomllib
from pathlib import Path

import pytest

from naervaer.charts import theme
from naervaer.model import Language


SHIPPED = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"]
BACKGROUNDS = {
    (kind, name): SHIPPED[kind][name] for kind in ("light", "dark") for name in SHIPPED[kind] if "ackground" in name
}
PAGES = {kind: BACKGROUNDS[kind, "backgroundColor"] for kind in ("light", "dark")}
COLOURS = {"light": theme.MEANINGS, "dark": theme.DARK}
CARRYING = sorted(theme.MEANINGS.keys() - {"grid", "page"})
WRITTEN = ["ink", "start"]  # meanings that letters are written in

GRAPHICS = 3  # WCAG 2.1, 1.4.11: parts of graphics that carry meaning
LETTERS = 4.5  # WCAG 2.1, 1.4.3: text of ordinary size


def luminance(colour):
    """Relative luminance as WCAG 2.1 defines it, 0 black to 1 white."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("meaning", CARRYING)
def test_what_is_drawn_can_be_told_from_the_page(meaning, kind):
    assert contrast(COLOURS[kind][meaning], PAGES[kind]) >= GRAPHICS


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("meaning", WRITTEN)
def test_what_is_written_on_a_chart_can_be_read(meaning, kind):
    assert contrast(COLOURS[kind][meaning], PAGES[kind]) >= LETTERS


@pytest.mark.parametrize("kind", PAGES)
def test_what_is_left_open_in_a_chart_is_the_page_itself(kind):
    assert COLOURS[kind]["page"] == PAGES[kind]


def test_every_colour_has_a_meaning_and_every_meaning_a_colour_in_the_dark():
    constants = {value for name, value in vars(theme).items() if name.isupper() and str(value).startswith("#")}
    assert constants == set(theme.MEANINGS.values())
    assert theme.MEANINGS.keys() == theme.DARK.keys()


@pytest.mark.parametrize("kind", ["light", "dark"])
@pytest.mark.parametrize("letters", ["textColor", "linkColor"])
def test_what_is_written_on_a_page_can_be_read(kind, letters):
    pages = [colour for (page, _), colour in BACKGROUNDS.items() if page == kind]
    assert min(contrast(SHIPPED[kind][letters], page) for page in pages) >= LETTERS


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_white_can_be_read_on_what_is_chosen(kind):
    """Streamlit writes in white on the primary colour: buttons, chosen values."""
    assert contrast("#FFFFFF", SHIPPED[kind]["primaryColor"]) >= LETTERS


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_the_border_of_a_field_can_be_seen(kind):
    assert contrast(SHIPPED[kind]["borderColor"], SHIPPED[kind]["backgroundColor"]) >= GRAPHICS


@pytest.mark.parametrize("kind", PAGES)
def test_two_meanings_never_share_a_colour(kind):
    assert len(set(COLOURS[kind].values())) == len(COLOURS[kind])


def test_the_page_takes_over_from_light_to_dark():
    sheet = theme.stylesheet()
    assert f"--naervaer-after:{theme.AFTER};" in sheet.split("@supports")[0]
    assert f"--naervaer-after:light-dark({theme.AFTER},{theme.DARK['after']});" in sheet.split("@supports")[1]


@pytest.mark.parametrize(
    ("language", "decimal", "thousands", "percent"),
    [(Language.NB, ",", "\u00a0", "\u00a0%"), (Language.DA, ",", ".", "\u00a0%"), (Language.EN, ".", ",", "%")],
)
def test_the_axes_write_numbers_the_languages_way(language, decimal, thousands, percent):
    number = theme.config(language)["locale"]["number"]
    assert (number["decimal"], number["thousands"], number["percent"]) == (decimal, thousands, percent)
    assert theme.percent_label(language).endswith(f"'{percent}'")


@pytest.mark.parametrize("language", Language)
def test_the_axes_know_the_months_and_days_of_the_language(language):
    time = theme.config(language)["locale"]["time"]
    counts = {name: len(set(time[name])) for name in ("months", "shortMonths", "days", "shortDays")}
    assert counts == {"months": 12, "shortMonths": 12, "days": 7, "shortDays": 7}
    assert time["days"][0] in ("søndag", "Sunday")
