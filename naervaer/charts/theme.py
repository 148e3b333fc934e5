"""One look for every chart: colours by meaning, and numbers and months in the reader's language."""

from functools import cache
from typing import Any

from naervaer.i18n import MINUS, NO_BREAK, t
from naervaer.model import Language


# Colours by what they mean, the same everywhere. Each has at least 3:1 against both the light and the dark page
# (WCAG 2.1, 1.4.11) and never stands alone: before is a hollow ring, after a filled dot, the comparison a diamond.
BEFORE = "#7C8796"
AFTER = "#2F74D0"
COMPARISON = "#B86E1F"
TARGET = "#1D8A5F"
EARLIER_YEARS = "#88929F"
START = "#A0569B"
TEAL = "#00818A"
RED = "#A33B3B"

FONT = "Liberation Sans"  # comes with what draws the charts, so that they are measured alike on every machine

ROW_HEIGHT = 24  # pixels a unit's row needs to be read from the back of a room


# What is written on a chart, the lines behind it, and the page it stands on.
INK = "#3A4652"
GRID = "#D5DBE1"
PAGE = "#FFFFFF"

# Areas or units beside each other mean nothing by themselves, so each line has its own dashes and marks as well.
LINES = (AFTER, COMPARISON, START, TEAL, RED, INK)

MEANINGS = {
    "before": BEFORE,
    "after": AFTER,
    "comparison": COMPARISON,
    "target": TARGET,
    "earlier-years": EARLIER_YEARS,
    "start": START,
    "teal": TEAL,
    "red": RED,
    "ink": INK,
    "grid": GRID,
    "page": PAGE,
}
NAMES = {colour: name for name, colour in MEANINGS.items()}

# The same meanings on the dark page, where letters of these colours must be read too.
DARK = {
    "before": "#97A2B0",
    "after": "#5B9BEF",
    "comparison": "#DB9347",
    "target": "#3FB487",
    "earlier-years": "#828D9A",
    "start": "#CF8BC9",
    "teal": "#35B6BF",
    "red": "#E27D7D",
    "ink": "#C9D2DB",
    "grid": "#343F4B",
    "page": "#11161C",
}


# Links in our own markup, as .streamlit/config.toml has them: on the light page and on the dark.
LINK = ("#15528A", "#8FC1F2")


def stylesheet() -> str:
    """The colours as custom properties that follow the page from light to dark; a browser that cannot stays light."""
    light = "".join(f"--naervaer-{name}:{colour};" for name, colour in MEANINGS.items())
    both = "".join(f"--naervaer-{name}:light-dark({colour},{DARK[name]});" for name, colour in MEANINGS.items())
    light += f"--naervaer-link:{LINK[0]};"
    both += f"--naervaer-link:light-dark({LINK[0]},{LINK[1]});"
    return f":root{{{light}}}@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}"


@cache
def config(language: Language) -> dict[str, Any]:
    """Vega-Lite's `config` for a language: decimal mark, month names and calm axes."""
    decimal, thousands = (".", ",") if language is Language.EN else (",", "." if language is Language.DA else NO_BREAK)
    months = [t(language, f"month.long_{number}") for number in range(1, 13)]
    short = [t(language, f"month.short_{number}") for number in range(1, 13)]
    days = [t(language, f"weekday.{number}") for number in range(7)]
    return {
        "locale": {
            "number": {
                "decimal": decimal,
                "thousands": thousands,
                "grouping": [3],
                "currency": ["", ""],
                "minus": MINUS,
                "percent": "%" if language is Language.EN else f"{NO_BREAK}%",
            },
            "time": {
                "dateTime": "%d.%m.%Y %H:%M",
                "date": "%d.%m.%Y",
                "time": "%H:%M",
                "periods": ["", ""],
                "days": days,
                "shortDays": [day[:3] for day in days],
                "months": months,
                "shortMonths": short,
            },
        },
        "axis": {
            "domain": False,
            "ticks": False,
            "gridColor": GRID,
            "labelPadding": 8,
            "labelFontSize": 14,
            "titleFontSize": 14,
            "titleFontWeight": "normal",
            "labelColor": INK,
            "titleColor": INK,
        },
        # The outermost numbers stand under their own lines, or they run into their neighbours; one that would reach
        # more than so many pixels past the end is left out.
        "axisXQuantitative": {"labelFlush": False, "labelBound": 16},
        "font": FONT,
        "legend": {"labelFontSize": 14, "titleFontSize": 14, "labelColor": INK, "titleColor": INK},
        "rule": {"color": INK},
        "text": {"fontSize": 13, "color": INK},
        "view": {"stroke": None},
    }


def percent_label(language: Language) -> str:
    """The Vega expression that writes an axis value as "8,5 %"."""
    mark = "%" if language is Language.EN else f"{NO_BREAK}%"
    return f"format(datum.value, ',.1~f') + '{mark}'"
