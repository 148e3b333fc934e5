"""What period a text, a number or a date in a sheet means, and what is left of the text when the period is taken
away.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from naervaer.model import Granularity


REFERENCE = Path(__file__).parents[2] / "data" / "reference"

# A sheet of sick leave is about these years; other numbers are not years. The first Norwegian rules of such
# statistics are from 1997.
FIRST_YEAR, LAST_YEAR = 1990, 2079
PARTS = {Granularity.QUARTER: 4, Granularity.TERTIAL: 3, Granularity.HALF_YEAR: 2, Granularity.MONTH: 12}
MONTHS = {
    Granularity.MONTH: 1,
    Granularity.QUARTER: 3,
    Granularity.TERTIAL: 4,
    Granularity.HALF_YEAR: 6,
    Granularity.YEAR: 12,
}


@dataclass(frozen=True)
class Piece:
    """What a text says of a period; a year and a month may stand in different cells.

    year         None when the text has none
    granularity  None when the text is only a year; YEAR when it says it is the whole year
    number       which month, quarter … of the year, from 1; for a year to date the last month of it
    as_of        it is a day ("per 31.12.15"), which a number of employees has and a rate has not
    """

    year: int | None = None
    granularity: Granularity | None = None
    number: int | None = None
    preliminary: bool = False
    as_of: bool = False

    def possible(self) -> bool:
        """A month 13 or a fifth quarter is not."""
        if self.granularity in PARTS and self.number is not None:
            return 1 <= self.number <= PARTS[self.granularity]
        return True

    def whole(self) -> bool:
        """Nothing is missing: it names one period of the calendar."""
        return self.year is not None and self.possible()

    def start(self) -> date:
        """The first day; only for a whole piece."""
        assert self.year is not None
        if self.granularity in MONTHS and self.granularity is not None and self.number is not None:
            return date(self.year, (self.number - 1) * MONTHS[self.granularity] + 1, 1)
        return date(self.year, 1, 1)

    def covers(self) -> Granularity:
        """The granularity; a bare year is the year."""
        return self.granularity or Granularity.YEAR


def joined(*pieces: Piece | None) -> Piece | None:
    """One piece from several, the first ones ruling: a quarter from one cell and the year from another."""
    given = [piece for piece in pieces if piece is not None]
    if not given:
        return None
    year = next((piece.year for piece in given if piece.year is not None), None)
    part = next((piece for piece in given if piece.granularity is not None), None)
    preliminary = any(piece.preliminary for piece in given)
    if part is None:
        return Piece(year, preliminary=preliminary)
    return Piece(year, part.granularity, part.number, preliminary)


@cache
def words() -> dict[str, Any]:
    """data/reference/periods.toml."""
    with (REFERENCE / "periods.toml").open("rb") as file:
        return tomllib.load(file)


# A footnote's number set high; written plain it would be one more digit of a year.
_SUPERSCRIPT = re.compile(r"(?<=\w)[¹²³⁰⁴-⁹]+(?:[,⁾)][¹²³⁰⁴-⁹]+)*⁾?")


@cache
def plain(text: str) -> str:
    """The text for comparing: composed letters, small, no soft hyphens, one space for each run of white space."""
    text = _SUPERSCRIPT.sub("", text)
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    return re.sub(r"\s+", " ", text.replace("–", "-").replace("—", "-").replace("−", "-")).strip().casefold()


def _any_of(given: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in sorted(given, key=len, reverse=True))


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d)"
_FOOT = r"(?:\d\)?|\*+|\s\d\))?"  # a footnote's number, glued on
_DAY = r"(?P<{0}day>\d{{1,2}})\s?[./-]\s?(?P<{0}month>\d{{1,2}})\s?[./-]\s?(?P<{0}year>(?:19|20)\d\d|\d\d)"
_ISO = r"(?P<{0}year>(?:19|20)\d\d)-(?P<{0}month>\d\d)-(?P<{0}day>\d\d)(?:[t ]00:00(?::00)?)?"
_START, _END = r"(?<![\w])", r"(?![\w])"


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    said = words()
    months = _any_of([word for given in said["month"].values() for word in given])
    ordinals = _any_of([word for given in said["ordinal"].values() for word in given])
    to = rf"\s*(?:{_any_of(said['other']['range'])})\s*"
    end_of = _any_of(said["other"]["end_of"])
    until = rf"(?:{_any_of(said['other']['to_date'])})\.?"
    patterns = [
        ("range", _DAY.format("a") + to + _DAY.format("b")),
        ("range", _ISO.format("a") + to + _ISO.format("b")),
        ("range", r"(?P<aday>\d{1,2})\.\s?(?P<amonth>\d{1,2})\.?" + to + _DAY.format("b")),
        ("month range", rf"{_YEAR}\s*\(?\s*(?P<first>{months})\.?" + to + rf"(?P<last>{months})\.?\)?"),
        ("month range", rf"(?P<first>{months})\.?" + to + rf"(?P<last>{months})\.?(?:\s*{_SHORT_YEAR}{_FOOT})?"),
        ("to date", rf"{_YEAR}\s*[,(]?\s*{until}\s*(?:(?:{end_of})\s|(?P<ignored>\d\d?)\. ?)?(?P<last>{months})\.?\)?"),
        ("to date", rf"{until}\s*(?:(?:{end_of})\s|(?P<ignored>\d\d?)\. ?)?(?P<last>{months})\.?\s*{_SHORT_YEAR}?"),
        ("as of", rf"{until}\s*" + _DAY.format("a")),
        ("to date", rf"{_YEAR}\s*[,(]?\s*(?:{_any_of([w for w in said['other']['to_date'] if len(w) > 4])})\.?\)?"),
        ("to date", rf"(?:{_any_of([w for w in said['other']['to_date'] if len(w) > 4])})\.?(?:\s*{_YEAR})?"),
    ]
    for granularity, given in said["part"].items():
        # One letter stands close to its number ("K1", "1T"); a word may stand apart.
        word = _any_of(given)
        tail = rf"(?:\s*[-/ ,.']?\s*{_SHORT_YEAR}{_FOOT})?"
        # Not the first digit of a year: "første kvartal 2014" has no second quarter.
        alone = r"(?P<number>\d)(?!\d{1,3}(?!\d))"
        patterns += [
            (granularity, rf"{_YEAR}\s*[-/ .,:]?\s*(?P<ordinal>{ordinals})\.?\s+(?:{word})\.?"),
            (granularity, rf"(?P<ordinal>{ordinals})\.?\s+(?:{word})\.?{tail}"),
            (granularity, rf"(?:{word})\.?\s+(?P<ordinal>{ordinals})\.?{tail}"),
            (granularity, rf"{_YEAR}\s*[-/ .,]?\s*(?:{word})\.?\s*(?P<number>\d)"),
            (granularity, rf"{_YEAR}\s*[-/ .,:]?\s*(?P<number>\d)\.?\s*(?:{word})\.?"),
            (granularity, rf"(?P<number>\d)(?:st|nd|rd|th)?\s?\.?\s?(?:{word})\.?{tail}"),
            (granularity, rf"(?P<number>\d)\s?\.?\s?(?:{word})\.?"),
            (granularity, rf"(?:{word})\.?\s?{alone}{tail}"),
            (granularity, rf"(?:{word})\.?\s?{alone}"),
        ]
    patterns += [
        ("day", _ISO.format("a")),
        ("day", _DAY.format("a")),
        ("month", rf"(?:\d{{1,2}}\.?\s?[-/ ]?\s?)?(?P<word>{months})\.?\s*[-/ ,.']?\s*{_YEAR}{_FOOT}"),
        ("month", rf"(?P<word>{months})\.?\s*[-/ ,.']?\s*(?P<year>\d\d)"),
        ("month", rf"{_YEAR}\s*[-/ ,.:]?\s*(?:\d\d?[ .-]+)?(?P<word>{months})\.?"),
        ("month", rf"(?P<year>\d\d)\s*[-/ .]\s*(?P<word>{months})\.?"),
        ("month", rf"(?P<word>{months})\.?{_FOOT}"),
        ("month", rf"{_YEAR}\s?(?:[-/.]|m|-m)\s?(?P<number>\d\d?)"),
        ("month", rf"m\s?(?P<number>0[1-9]|1[0-2])[ .-]?\s?{_YEAR}"),
        ("month", rf"{_YEAR}(?P<number>0[1-9]|1[0-2])"),
        ("month", rf"(?P<number>\d\d?)\s?[-/.]\s?{_YEAR}"),
        ("year", rf"{_YEAR}(?:\*+|\s?\d\))?"),
    ]
    return [(kind, re.compile(_START + pattern + _END)) for kind, pattern in patterns]


@cache
def _number_of() -> dict[str, int]:
    said = words()
    return {word.rstrip("."): int(number) for number, given in said["month"].items() for word in given}


@cache
def _ordinal_of() -> dict[str, int]:
    return {word: int(number) for number, given in words()["ordinal"].items() for word in given}


@cache
def _preliminary() -> re.Pattern[str]:
    return re.compile(_START + rf"\(?(?:{_any_of(words()['other']['preliminary'])})\)?" + _END)


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(_START + rf"(?:{_any_of(words()['other']['noise'])})" + _END)


@cache
def _rolling() -> re.Pattern[str]:
    return re.compile(_START + rf"(?:{_any_of(words()['other']['rolling'])})")


@cache
def _one_of(kind: str) -> re.Pattern[str]:
    return re.compile(_START + rf"(?:{_any_of(words()['other'][kind])})" + _END)


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?:{_DAY.format('')}|{_ISO.format('other')})(?!\d)")


def is_rolling(text: str) -> bool:
    """ "Siste 12 mnd": a window that moves, no period of its own."""
    return bool(_rolling().search(plain(text)))


def tells_when_made(text: str) -> bool:
    """ "Kjørt: 12.04.2015", "Uttrekk fra lønn 12.04.2015": a date that is not the figures' period."""
    said = plain(text)
    return bool(
        _one_of("made").search(said) or (_one_of("extracted").search(said) and len(_dates().findall(said)) == 1)
    )


@cache
def taken_from(text: str) -> tuple[Piece | None, str]:
    """The first period the text holds, and the rest of the text without it."""
    said = plain(text)
    for kind, pattern in _patterns():
        for match in pattern.finditer(said):
            piece = _piece(kind, match.groupdict())
            if piece is None:
                continue
            rest = f"{said[: match.start()]} {said[match.end() :]}".strip()
            found = _preliminary().search(rest)
            if found and (len(found.group()) > 2 or not _words_left(rest.replace(found.group(), " "))):
                return replace(piece, preliminary=True), _preliminary().sub(" ", rest).strip()
            return piece, rest
    return None, said


def _words_left(rest: str) -> str:
    return re.sub(r"[\W_]+", "", _noise().sub(" ", rest))


@cache
def period_of(text: str) -> Piece | None:
    """The period when the whole text is one; None when it says anything else too."""
    if len(text) > 60 or is_rolling(text):
        return None
    piece, rest = taken_from(text)
    return piece if piece is not None and not _words_left(rest) else None


_FOOTNOTED = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\d\)?|\s?\d\)|\s?\*+|[¹²³⁰⁴-⁹]+)(?!\d)")


def has_footnote(text: str) -> bool:
    """ "1. kvartal 20091": a period with a footnote's mark glued on."""
    return bool(_FOOTNOTED.search(text)) and taken_from(text)[0] is not None


def years_in(text: str) -> set[int]:
    """Every year the text names."""
    return {int(found) for found in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}


def period_of_day(days: float) -> Piece:
    """The month a date cell stands for; days since 1970."""
    day = date(1970, 1, 1) + timedelta(days=int(days))
    return Piece(day.year, Granularity.MONTH, day.month)


def period_of_number(value: float) -> Piece | None:
    """2015, 201503 or 20150301 as a period; None for every other number."""
    if value != int(value):
        return None
    whole = int(value)
    if FIRST_YEAR <= whole <= LAST_YEAR:
        return Piece(whole)
    if FIRST_YEAR * 100 < whole <= LAST_YEAR * 100 + 12 and 1 <= whole % 100 <= 12:
        return Piece(whole // 100, Granularity.MONTH, whole % 100)
    if (
        FIRST_YEAR * 10000 < whole <= LAST_YEAR * 10000 + 1231
        and 1 <= whole // 100 % 100 <= 12
        and 1 <= whole % 100 <= 31
    ):
        return Piece(whole // 10000, Granularity.MONTH, whole // 100 % 100)
    return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.strip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(groups: dict[str, Any], prefix: str, year: str | None = None) -> date | None:
    try:
        found = _year(groups.get(f"{prefix}year") or year)
        return date(found or 0, int(groups[f"{prefix}month"]), int(groups[f"{prefix}day"]))
    except ValueError:
        return None


def _piece(kind: str, groups: dict[str, Any]) -> Piece | None:
    if kind == "range":
        first, last = _day(groups, "a", groups["byear"]), _day(groups, "b")
        return _of_days(first, last) if first and last else None
    if kind == "month range":
        first_month, last_month = _number_of()[groups["first"]], _number_of()[groups["last"]]
        return _of_months(_year(groups.get("year")), first_month, last_month)
    if kind == "to date":
        until = _number_of()[groups["last"]] if groups.get("last") else None
        return Piece(_year(groups.get("year")), Granularity.YEAR_TO_DATE, until)
    if kind == "as of":
        day = _day(groups, "a")
        return Piece(day.year, Granularity.YEAR_TO_DATE, day.month, as_of=True) if day else None
    if kind == "day":
        day = _day(groups, "a")
        return Piece(day.year, Granularity.MONTH, day.month) if day else None
    if kind == "year":
        year = int(groups["year"])
        return Piece(year) if FIRST_YEAR <= year <= LAST_YEAR else None
    if kind == "month":
        number = int(groups["number"]) if groups.get("number") else _number_of()[groups["word"]]
        return Piece(_year(groups.get("year")), Granularity.MONTH, number)
    number = int(groups["number"]) if groups.get("number") else _ordinal_of()[groups["ordinal"]]
    return Piece(_year(groups.get("year")), Granularity(kind), number)


def _of_days(first: date, last: date) -> Piece | None:
    if first.year != last.year or first.day != 1 or (last + timedelta(days=1)).day != 1:
        return None
    return _of_months(first.year, first.month, last.month)


def _of_months(year: int | None, first: int, last: int) -> Piece | None:
    months = last - first + 1
    for granularity, length in MONTHS.items():
        if months == length and (first - 1) % length == 0:
            return Piece(year, granularity, (first - 1) // length + 1)
    return Piece(year, Granularity.YEAR_TO_DATE, last) if first == 1 and months > 0 else None
