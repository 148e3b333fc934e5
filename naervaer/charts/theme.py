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

ROW_HEIGHT = 24  # pixels a unit's row needs to be read from the back of a room


# What is written on a chart, on the light and on the dark page: the page's own text colour, softened but 7:1 or more.
INK = {False: "#3A4652", True: "#C9D2DB"}


def inked(spec: dict[str, Any], *, dark: bool) -> dict[str, Any]:
    """The same chart with its letters in the colour of the page it stands on."""
    ink = INK[dark]
    config = spec["config"]
    letters = {"labelColor": ink, "titleColor": ink}
    return {
        **spec,
        "config": {
            **config,
            "axis": {**config["axis"], **letters},
            "legend": {**config["legend"], **letters},
            "text": {**config["text"], "color": ink},
        },
    }


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
            "labelPadding": 8,
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
        },
        "legend": {"labelFontSize": 13},
        "text": {"fontSize": 12},
        "view": {"stroke": None},
    }


def percent_label(language: Language) -> str:
    """The Vega expression that writes an axis value as "8,5 %"."""
    mark = "%" if language is Language.EN else f"{NO_BREAK}%"
    return f"format(datum.value, ',.1~f') + '{mark}'"
