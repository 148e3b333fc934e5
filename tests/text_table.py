"""Tables written as text, so that a test shows its rows. Columns are two spaces or more apart; "-" is missing."""

import re
from datetime import date


def text_table(text):
    """The rows of a text table as dicts; whole numbers, decimals and ISO days become what they look like."""
    heading, *lines = [re.split(r"\s{2,}", line.strip()) for line in text.strip().splitlines()]
    return [dict(zip(heading, map(_value, line), strict=True)) for line in lines]


def _value(text):
    if text == "-":
        return None
    for kind, pattern in ((date.fromisoformat, r"\d{4}-\d\d-\d\d"), (int, r"-?\d+"), (float, r"-?\d+\.\d+")):
        if re.fullmatch(pattern, text):
            return kind(text)
    return {"yes": True, "no": False}.get(text, text)
