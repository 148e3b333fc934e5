"""One unit or several: the same code under a new name is one unit, the same name with two codes or areas is two."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.distinct import distinct
from naervaer.ingest.merging import Merged
from naervaer.ingest.notes import TELLS, Findings
from naervaer.ingest.units import UnitNames
from naervaer.ingest.words import reference
from naervaer.model import spelling_key


# More codes with several names than this are no codes of units, but of something units share.
MOST_RENAMED_SHARE = 0.2


def identified(rows: Merged, names: UnitNames, findings: Findings) -> Merged:
    """The rows with one name for each unit."""
    if not len(rows.unit):
        return rows
    for other in (rows.code, rows.area):
        _tell_apart(rows, other, names, findings)
    _join_renamed(rows, names, findings)
    _ask_about_near(rows, names, findings)
    return rows


def _tell_apart(rows: Merged, other: NDArray[np.int32], names: UnitNames, findings: Findings) -> None:
    """A name that stands for one period with two codes (or in two areas) is that of two units."""
    known = np.flatnonzero((rows.unit >= 0) & (other >= 0))
    pairs = distinct(rows.unit[known], other[known])[0]
    units, counts = np.unique(pairs[:, 0], return_counts=True) if len(pairs) else (np.array([]), np.array([]))
    for unit in units[counts > 1].tolist():
        own = known[rows.unit[known] == unit]
        times = distinct(rows.period[own], rows.part[own], rows.sheet[own])[0]
        both = distinct(rows.period[own], rows.part[own], rows.sheet[own], other[own])[0]
        if len(both) == len(times):
            continue
        called = []
        for code in np.unique(other[own]).tolist():
            mine = own[other[own] == code]
            of_area = other is rows.area
            name = f"{names.list[code]} / {names.list[unit]}" if of_area else f"{names.list[unit]} ({names.list[code]})"
            rows.unit[mine] = names.place(name)
            called.append(name)
        first = int(own[0])
        places = [int(at[first]) for at in rows.at.values() if at[first] >= 0]
        cell = rows.cell(first, *rows.at) if places else ""
        findings.add("SAME_NAME", TELLS, rows.words[rows.sheet[first]], cell, unit=names.list[unit], names=called[:4])


def _join_renamed(rows: Merged, names: UnitNames, findings: Findings) -> None:
    """One code whose names never stand for the same period is one unit that got a new name."""
    known = np.flatnonzero((rows.unit >= 0) & (rows.code >= 0) & (rows.period >= 0))
    pairs = distinct(rows.code[known], rows.unit[known])[0]
    codes, counts = np.unique(pairs[:, 0], return_counts=True) if len(pairs) else (np.array([]), np.array([]))
    several = codes[counts > 1].tolist()
    if len(several) > max(1, MOST_RENAMED_SHARE * len(codes)):
        return
    for code in several:
        own = known[rows.code[known] == code]
        times = distinct(rows.period[own], rows.part[own])[0]
        both = distinct(rows.period[own], rows.part[own], rows.unit[own])[0]
        units = np.unique(rows.unit[own]).tolist()
        last = {unit: int(rows.period[own][rows.unit[own] == unit].max()) for unit in units}
        called = sorted(units, key=last.__getitem__)
        values = {"code": names.list[code], "names": [names.list[unit] for unit in called]}
        if len(both) > len(times) and not _repeated(rows, own):
            continue
        options = {"single": "", "several": ""}
        answer = findings.suggest("RENAMED_UNIT", f"RENAMED_UNIT:{names.list[code]}", options, "", "", **values)
        if answer == "single":
            rows.unit[own] = called[-1]


def _repeated(rows: Merged, own: NDArray[np.int64]) -> bool:
    """Whether what the names have in common are the same numbers, so that it is one unit spelled in two ways."""
    keys, back = distinct(rows.period[own], rows.part[own])
    for values in rows.value.values():
        low, high = np.full(len(keys), np.inf), np.full(len(keys), -np.inf)
        known = np.isfinite(values[own])
        np.minimum.at(low, back[known], values[own][known])
        np.maximum.at(high, back[known], values[own][known])
        if (high - low > 1e-9).any():
            return False
    return True


# More names that each miss some periods than this are a file of units that come and go, and nobody answers so many
# questions; a shorter word differs by a letter all the time: "Lia" and "Lie".
MOST_INCOMPLETE, SHORTEST_WORD = 60, 4


def _ask_about_near(rows: Merged, names: UnitNames, findings: Findings) -> None:
    """Nearly the same name for other periods may be one unit: asked about, never assumed."""
    pairs = distinct(rows.unit, rows.period)[0]
    units, counts = np.unique(pairs[:, 0], return_counts=True)
    # Where nobody has more than half of the periods, everyone may have gone on under another name.
    halved = 2 * counts.max() <= len(np.unique(pairs[:, 1]))
    incomplete = units[(units >= 0) & ((counts < counts.max()) | halved)].tolist()
    if len(incomplete) > MOST_INCOMPLETE:
        return
    periods = {unit: set(pairs[pairs[:, 0] == unit, 1].tolist()) for unit in incomplete}
    for first, second in combinations(incomplete, 2):
        if periods[first] & periods[second] or not _near(names.list[first], names.list[second]):
            continue
        earlier, later = sorted((first, second), key=lambda unit: max(periods[unit]))
        row = int(np.flatnonzero(rows.unit == later)[0])
        called = [names.list[earlier], names.list[later]]
        question = "NEAR_NAME:" + "|".join(called)
        values = {"first": called[0], "second": called[1]}
        place = rows.words[rows.sheet[row]], rows.cell(row, *rows.at)
        if findings.ask("NEAR_NAME", question, {"same": "", "different": ""}, *place, **values) == "same":
            rows.unit[rows.unit == earlier] = later
            periods[later] |= periods[earlier]


def _near(one: str, other: str) -> bool:
    """A letter or two apart in one word, or the same place with its kind written in two ways: "bhg", "barnehage"."""
    first, second = (spelling_key(name).replace(".", " ").split() for name in (one, other))
    if _without_kind(first) and _without_kind(first) == _without_kind(second):
        return True
    apart = [(left, right) for left, right in zip(first, second, strict=False) if left != right]
    if len(first) != len(second) or len(apart) != 1:
        return False
    (left, right), *_ = apart
    digits = any(letter.isdigit() for letter in left + right)
    return not digits and min(len(left), len(right)) >= SHORTEST_WORD and _letters_apart(left, right) <= len(left) // 4


def _without_kind(words: list[str]) -> tuple[str, ...]:
    """The words of a name but that for its kind of place, and the kind; empty where no word tells one."""
    for kind, table in reference("kinds").items():
        known = {word.strip() for word in table["words"]}
        left = [word for word in words if word not in known]
        if left and len(left) < len(words):
            return (*left, kind)
    return ()


def _letters_apart(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make the one the other (Levenshtein 1966)."""
    before = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        now = [at]
        for place, own in enumerate(other, 1):
            now.append(min(before[place] + 1, now[-1] + 1, before[place - 1] + (letter != own)))
        before = now
    return before[-1]
