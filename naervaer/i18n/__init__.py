"""Every text the house speaks, and how numbers and months are written in each language."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from naervaer.model import Finding, Granularity, Language


NO_BREAK = "\u00a0"
MINUS = "\u2212"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Where a person may stand but in a column.
ELSEWHERE = ("file_name", "sheet_name", "comment")


@cache
def texts(language: Language) -> Mapping[str, str]:
    """All texts of a language, flat: the table [upload] with title = "…" becomes "upload.title"."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file)))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, value))
    return pairs


def t(language: Language, key: str, **values: Any) -> str:
    """The text of `key` with its values put in.

    A text with a plural has two keys, `key.one` and `key.other`; the value `n` chooses. Decimal numbers are written the
    language's way with one decimal; whole numbers with thousand marks. Raises KeyError for a text that does not exist.
    """
    found = texts(language)
    if key not in found and "n" in values:
        key = f"{key}.one" if values["n"] == 1 else f"{key}.other"
    return found[key].format(**{name: _written(language, value) for name, value in values.items()})


def _written(language: Language, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return number(language, value, 0)
    if isinstance(value, float):
        return number(language, value)
    if isinstance(value, (list, tuple)):
        return listing(language, [str(_written(language, item)) for item in value])
    return value


def finding(language: Language, found: Finding) -> str:
    """The sentence of a finding: what is wrong, where, what it has now, what to do.

    What stands somewhere else than in a cell has a sentence for the place ("where" among the values).
    """
    where = found.values.get("where")
    about_persons = found.code == "PERSON_DATA" and where in ELSEWHERE
    key = f"finding.person_data_{where}" if about_persons else f"finding.{found.code.lower()}"
    values = {name: of_a_cell(language, value) for name, value in found.values.items()}
    return t(language, key, sheet=found.sheet, cell=found.cell, **values)


def of_a_cell(language: Language, value: Any) -> Any:
    """A number as it stands in a cell, a number with its place, or a period by its name; what else it is as it is."""
    match value:
        case float():
            return exact(language, value)
        case [float(), str()]:
            return f"{exact(language, value[0])} ({value[1]})"
        case [str(day), str(length)] if _DAY.fullmatch(day):
            return period(language, date.fromisoformat(day), Granularity(length))
        case list() | tuple():
            return [of_a_cell(language, item) for item in value]
    return value


def exact(language: Language, value: float) -> str:
    """A number with the decimals it has, at most three: "−4,5", "0,083", "12"."""
    decimals = next((few for few in range(3) if abs(value - round(value, few)) < 5e-7), 3)
    return number(language, value, decimals)


def number(language: Language, value: float, decimals: int = 1) -> str:
    """1234.5 as "1 234,5" (nb), "1.234,5" (da) or "1,234.5" (en); the minus is U+2212, never a hyphen."""
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and any(digit in "123456789" for digit in text)
    if language is not Language.EN:
        mark = NO_BREAK if language is Language.NB else "."
        text = text.replace(",", "\0").replace(".", ",").replace("\0", mark)
    return MINUS + text if negative else text


def percent(language: Language, value: float, decimals: int = 1) -> str:
    """8.3 as "8,3 %" ("8.3%" in English). The value is a percent number, not a fraction."""
    return number(language, value, decimals) + ("%" if language is Language.EN else f"{NO_BREAK}%")


def chance(language: Language, probability: float) -> str:
    """How often chance alone does something, as a whole percent; never rounded to never or to always."""
    if probability < 0.01:
        return t(language, "unit.under", value=percent(language, 1, 0))
    if probability > 0.99:
        return t(language, "unit.over", value=percent(language, 99, 0))
    return percent(language, 100 * probability, 0)


def points(language: Language, value: float, decimals: int = 1) -> str:
    """A difference in percentage points with its sign and its unit written out: "−1,2 prosentpoeng"."""
    return t(language, "unit.points", value=signed(language, value, decimals))


def signed(language: Language, value: float, decimals: int = 1) -> str:
    """A difference with its sign, also when it rose: "+0,8"; a rounded zero has none."""
    text = number(language, value, decimals)
    return text if value <= 0 or not any(digit in "123456789" for digit in text) else f"+{text}"


def listing(language: Language, items: list[str]) -> str:
    """Several things as people write them: "a, b og c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {t(language, 'unit.and')} {items[-1]}"


def month(language: Language, day: date) -> str:
    """A month in full: "januar 2016"."""
    return f"{t(language, f'month.long_{day.month}')} {day.year}"


def month_short(language: Language, day: date) -> str:
    """A month where there is little room: "jan. 2016"."""
    return f"{t(language, f'month.short_{day.month}')} {day.year}"


def day(language: Language, value: date) -> str:
    """A day as it is written in lists: "15.08.2015", "15 Aug 2015" in English."""
    if language is Language.EN:
        return f"{value.day} {t(language, f'month.short_{value.month}').rstrip('.')} {value.year}"
    return f"{value:%d.%m.%Y}"


def period(language: Language, start: date, granularity: Granularity) -> str:
    """A period as it is said: "januar 2016", "1. kvartal 2016", "2. halvår 2015", "2015"."""
    if granularity is Granularity.MONTH:
        return month(language, start)
    part = {Granularity.QUARTER: 3, Granularity.TERTIAL: 4, Granularity.HALF_YEAR: 6}.get(granularity)
    part = (start.month - 1) // part + 1 if part else 0
    return t(language, f"period.{granularity}", part=part, year=str(start.year))


def months_between(language: Language, first: date, last: date) -> str:
    """A run of months: "juli 2015–juni 2016", "januar–mars 2016", "januar 2016", "2015"."""
    if first == last:
        return month(language, first)
    if (first.month, last.month, last.year) == (1, 12, first.year):
        return str(first.year)
    start = t(language, f"month.long_{first.month}") if first.year == last.year else month(language, first)
    return f"{start}–{month(language, last)}"


def periods_between(language: Language, first: date, last: date, granularities: Sequence[str]) -> str:
    """A run of periods of the lengths its first and last have: "1. halvår 2023", "januar 2015–4. kvartal 2016"."""
    lengths = [Granularity(name) for name in granularities]
    if set(lengths) <= {Granularity.MONTH}:
        return months_between(language, first, last)
    names = [period(language, day, length) for day, length in zip((first, last), lengths, strict=True)]
    return "–".join(dict.fromkeys(names))


def part_name(language: Language, part: str) -> str:
    """A part of the absence as it is said: "langtid", "4–16 dager", "legemeldt, over 16 dager"."""
    if f"part.{part}" in texts(language):
        return t(language, f"part.{part}")
    of, first, last = part.split("_")
    if last == "plus":
        days = t(language, "part.days_over", day=int(first) - 1)
    else:
        days = t(language, "part.days_between", first=int(first), last=int(last))
    return days if of == "days" else f"{t(language, f'part.{of}')}, {days}"
