"""What number a text stands for, and what it stands for when it is none."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from naervaer.ingest.words import error_name, hidden_mark, is_dash, reference


class Is(IntEnum):
    """What a text in the place of a number is."""

    WORDS = 0
    NUMBER = 1
    HIDDEN = 2
    DASH = 3
    ERROR = 4
    MALFORMED = 5  # digits and marks only, but no number: "1.234,5.6"
    TWO_READINGS = 6  # "1.234" is a thousand in one country and one and a bit in another


@dataclass(frozen=True)
class Value:
    """A text as a value.

    number   the number; for TWO_READINGS the one with a decimal mark
    grouped  for TWO_READINGS the number with a thousand mark
    percent  the text has a percent sign or word
    comma    the decimal mark is a comma (True), a point (False), or not shown (None); for TWO_READINGS in the first
             reading
    """

    what: Is
    number: float = float("nan")
    grouped: float = float("nan")
    percent: bool = False
    comma: bool | None = None


_SPACES = re.compile(r"(?<=\d)[ '’´](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"\d+(?:e[+-]?\d{1,2})?")
_SECONDS_OF_TWO = re.compile(r"(?P<first>[^/|]+)[/|](?P<second>[^/|]+)")
_DIGITS_AND_MARKS = re.compile(r"[\d., ]+")
_HOURS = re.compile(r"(?P<sign>[+-]?)(?P<hours>\d{1,6}):(?P<minutes>[0-5]\d)(?::[0-5]\d)?")


@cache
def _percent() -> re.Pattern[str]:
    words = reference("rows")["percent"]["words"]
    return re.compile(r"\s*(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")$")


@cache
def value_of(text: str) -> Value:
    """The value a text stands for."""
    said = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").strip().casefold()
    if is_dash(text):
        return Value(Is.DASH)
    if error_name(text):
        return Value(Is.ERROR)
    bare = _percent().sub("", said)
    percent = bare != said
    sign = -1.0 if bare.startswith("-") else 1.0
    digits = bare.lstrip("+-").strip()
    if digits[:1].isdigit() or digits[:1] in ",.":
        found = _number(_SPACES.sub("", digits))
        if found is not None:
            return Value(found.what, sign * found.number, sign * found.grouped, percent, found.comma)
    if hidden_mark(text):
        return Value(Is.HIDDEN)
    if clock := _HOURS.fullmatch(bare):
        hours = float(clock["hours"]) + float(clock["minutes"]) / 60
        return Value(Is.NUMBER, -hours if clock["sign"] == "-" else hours)
    return Value(Is.MALFORMED if digits[:1].isdigit() and _DIGITS_AND_MARKS.fullmatch(digits) else Is.WORDS)


def _number(digits: str) -> Value | None:
    commas, points = digits.count(","), digits.count(".")
    if not re.fullmatch(r"[\d.,]*\d(?:e[+-]?\d{1,2})?", digits):
        return None
    if not commas and not points:
        return Value(Is.NUMBER, float(digits)) if _PLAIN.fullmatch(digits) else None
    if commas and points:
        decimal, mark = (",", ".") if digits.rindex(",") > digits.rindex(".") else (".", ",")
        whole, _, part = digits.partition(decimal)
        if decimal in part or mark in part or not _grouped(whole, mark):
            return None
        return Value(Is.NUMBER, float(f"{whole.replace(mark, '')}.{part}"), comma=decimal == ",")
    mark = "," if commas else "."
    if commas + points > 1:
        return Value(Is.NUMBER, float(digits.replace(mark, "")), comma=mark == ".") if _grouped(digits, mark) else None
    whole, _, part = digits.partition(mark)
    number = float(f"{whole or 0}.{part}")
    if len(part) == 3 and part.isdigit() and 1 <= len(whole) <= 3 and whole.lstrip("0"):
        return Value(Is.TWO_READINGS, number, float(whole + part), comma=mark == ",")
    return Value(Is.NUMBER, number, comma=mark == ",")


def _grouped(whole: str, mark: str) -> bool:
    first, *rest = whole.split(mark)
    return 1 <= len(first) <= 3 and first.isdigit() and all(len(group) == 3 and group.isdigit() for group in rest)


@cache
def two_values(text: str) -> tuple[Value, Value] | None:
    """Two numbers in one cell ("2,5/ 1,1"), or None."""
    both = _SECONDS_OF_TWO.fullmatch(text.strip())
    if both is None:
        return None
    first, second = value_of(both["first"].strip()), value_of(both["second"].strip())
    good = (Is.NUMBER, Is.HIDDEN)
    return (
        (first, second)
        if first.what in good and second.what in good and Is.NUMBER in (first.what, second.what)
        else None
    )
