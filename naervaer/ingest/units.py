"""What the units are called: codes taken off their names, levels joined, one spelling for each."""

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.columns import Role
from naervaer.ingest.distinct import different, distinct
from naervaer.ingest.notes import TELLS, WARNS, Findings
from naervaer.ingest.periods import plain
from naervaer.ingest.rows import Rows, filled
from naervaer.ingest.tables import cell_text
from naervaer.ingest.words import reference
from naervaer.ingest.workbook import Kind
from naervaer.model import spelling_key, tidy


if TYPE_CHECKING:
    from naervaer.ingest.facts import Reading

# "3210 Solbakken", "3210-Solbakken", "(3210) Solbakken", "AB12 - Solbakken"
_CODE_FIRST = re.compile(
    r"^\(?(?P<code>\d{2,10}|[A-ZÆØÅ]{1,3}\d{2,8})\)?\s*[-–:.,]?\s+(?P<name>\D.*)$|^\(?(?P<code2>\d{2,10})\)?[-–:](?P<name2>\D.*)$"
)
_CODE_LAST = re.compile(r"^(?P<name>.*\D)\s*[\[(](?P<code>\d{3,10})[\])]$")
# So many of a column's names must carry a code before it is taken for one: "Storgata 12 bolig" has a number and no
# code.
SHARE_WITH_CODE = 0.6
# In a tree so deep the lowest level are wards and zones, whose names say little without the place they are part of.
NAMED_WITH_PARENT = 4


class UnitNames:
    """Every unit, area and code of the file once; two spellings of one name have one place."""

    def __init__(self) -> None:
        self.list: list[str] = []
        self._place: dict[str, int] = {}
        self.spellings: dict[int, Counter[str]] = {}

    def place(self, name: str) -> int:
        """The place of a name, by its spelling key; the first spelling is the one shown."""
        shown = without_footnote(tidy(name))
        key = spelling_key(shown)
        found = self._place.get(key)
        if found is None:
            found = self._place[key] = len(self.list)
            self.list.append(shown)
            self.spellings[found] = Counter()
        self.spellings[found][name] += 1
        return found

    def of_rows(
        self, reading: "Reading", roles: list[Role], rows: Rows, kept: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
        """Unit, service area and code of each row, as places in `list`; -1 for none."""
        by = {role.what: at for at, role in enumerate(roles)}
        unit, code = self._units(reading, by, kept, rows.section)
        area = self._labels(reading, by["area"], kept) if "area" in by else np.full(len(kept), -1, np.int32)
        if "code" in by and (code < 0).all():
            code = self._codes(reading, by["code"], kept)
        if "area" not in by and "unit" in by and len(rows.section):
            area = self._of_texts(reading, rows.section)
            if reading.context.area:
                area = np.where(area < 0, self.place(reading.context.area), area).astype(np.int32)
        levels = [at for at, role in enumerate(roles) if role.what == "level"]
        if levels:
            unit, area = self._joined_levels(reading, levels, kept, unit, area)
        return self._placed_in_tree(reading, rows, kept, unit, area, code)

    def _units(
        self, reading: "Reading", by: dict[str, int], kept: NDArray[np.int64], section: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        nothing = np.full(len(kept), -1, np.int32)
        if "unit" not in by:
            if (section >= 0).any():
                return self._of_texts(reading, section), nothing
            told = reading.context.unit
            return (np.full(len(kept), self.place(told), np.int32) if told else nothing), nothing
        cells = reading.sheet.columns[by["unit"]]
        text = filled(reading.sheet, by["unit"], kept)
        if (cells.kind[kept] == Kind.NUMBER).any() and (text < 0).any():
            return self._codes(reading, by["unit"], kept), nothing
        codes, back = different(text)
        names = [reading.texts[place] if place >= 0 else "" for place in codes]
        split = split_codes(names)
        unit = np.array([self.place(name) if name.strip() else -1 for name, _ in split], np.int32)
        code = np.array([self.place(own) if own else -1 for _, own in split], np.int32)
        return unit[back], code[back]

    def _labels(self, reading: "Reading", column: int, kept: NDArray[np.int64]) -> NDArray[np.int32]:
        text = filled(reading.sheet, column, kept)
        codes, back = different(text)
        split = split_codes([reading.texts[place] if place >= 0 else "" for place in codes])
        return np.array([self.place(name) if name.strip() else -1 for name, _ in split], np.int32)[back]

    def _of_texts(self, reading: "Reading", text: NDArray[np.int32]) -> NDArray[np.int32]:
        codes, back = different(text)
        return np.array(
            [self.place(reading.texts[place].rstrip(" :")) if place >= 0 else -1 for place in codes], np.int32
        )[back]

    def _codes(self, reading: "Reading", column: int, kept: NDArray[np.int64]) -> NDArray[np.int32]:
        """A column of codes; numbers are written without decimals."""
        cells = reading.sheet.columns[column]
        key = np.where(
            cells.kind[kept] == Kind.TEXT,
            -2.0 - cells.text[kept],
            np.where(cells.kind[kept] == Kind.NUMBER, cells.number[kept], -1),
        )
        values, back = np.unique(key, return_inverse=True)
        places = []
        for value in values:
            text = (
                reading.texts[int(-2 - value)]
                if value <= -2
                else ""
                if value == -1
                else f"{value:.0f}"
                if value == int(value)
                else f"{value:g}"
            )
            places.append(self.place(text) if text.strip() else -1)
        return np.array(places, np.int32)[back]

    def _joined_levels(
        self,
        reading: "Reading",
        levels: list[int],
        kept: NDArray[np.int64],
        unit: NDArray[np.int32],
        area: NDArray[np.int32],
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Columns of organisation levels: the one above the unit names its area, and stands before names that are
        not unique.
        """
        above = self._labels(reading, levels[-1], kept)
        if (area < 0).all():
            area = above
        return self.told_apart(unit, above), area

    def told_apart(self, unit: NDArray[np.int32], above: NDArray[np.int32]) -> NDArray[np.int32]:
        """The same name under different parents are different units: "Granheim / Avdeling 1"."""
        pairs, back = distinct(unit, above)
        names, counts = np.unique(pairs[:, 0], return_counts=True)
        shared = set(names[counts > 1].tolist())
        joined = [
            self.place(f"{self.list[parent]} / {self.list[own]}") if own in shared and own >= 0 and parent >= 0 else own
            for own, parent in pairs.tolist()
        ]
        return np.array(joined, np.int32)[back]

    def _placed_in_tree(
        self,
        reading: "Reading",
        rows: Rows,
        kept: NDArray[np.int64],
        unit: NDArray[np.int32],
        area: NDArray[np.int32],
        code: NDArray[np.int32],
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
        """In a hierarchy of three levels or more the unit is named with its parent, and the level above that is its
        area.
        """
        if not rows.parents:
            return unit, area, code
        unit, area = unit.copy(), area.copy()
        deepest = max(len(line) for line in rows.parents.values())
        for at, row in enumerate(kept.tolist()):
            line = [self._label_of(reading, rows, parent) for parent in rows.parents.get(row, ())]
            if not line or unit[at] < 0:
                continue
            if deepest >= NAMED_WITH_PARENT and len(line) >= 2:
                area[at] = self.place(line[-2])
                unit[at] = self.place(f"{tidy(line[-1])} / {self.list[unit[at]]}")
            elif area[at] < 0:
                area[at] = self.place(line[-1])
        if deepest < NAMED_WITH_PARENT:
            unit = self.told_apart(unit, area)
        return unit, area, code

    def _label_of(self, reading: "Reading", rows: Rows, row: int) -> str:
        for cells in reading.sheet.columns:
            if cells.kind[row] == Kind.TEXT:
                return split_codes([reading.texts[cells.text[row]]])[0][0]
        return ""

    def tell_merged(self, findings: Findings, used: set[int]) -> None:
        """Say which names tell that units were put together: only a person knows since when."""
        for place in sorted(used):
            if says_merged(self.list[place]):
                findings.add("MERGED_UNIT", WARNS, unit=self.list[place])

    def tell_spellings(self, findings: Findings, used: set[int]) -> None:
        """Say which names were typed in several ways and read as one."""
        for place in sorted(used):
            given = (
                {" ".join(name.split()) for name in self.spellings[place]} if len(self.spellings[place]) > 1 else set()
            )
            if len(self.spellings[place]) > 1 and (
                len(given) > 1 or any(name != name.strip() for name in self.spellings[place])
            ):
                findings.add("NAME_NORMALISED", TELLS, unit=self.list[place], n=len(self.spellings[place]))


# "Solbakken¹", "Solbakken2)", "Solbakken *": a footnote's mark is no part of the name. "Avdeling 2" is a name.
_FOOTNOTE = re.compile(r"(?<=\w)\s?(?:[¹²³⁰⁴-⁹]+⁾?|\*+)$|(?<=[^\W\d])\s?\d\)$")


def says_merged(name: str) -> bool:
    """ "Lund + Vik barnehage", "Vik skole (sammenslått)": the name tells of several units that became one."""
    said = plain(name)
    words = "|".join(map(re.escape, reference("rows")["unit"]["merged"]))
    return re.search(rf"[^\W\d]\s?\+\s?[^\W\d]|(?<!\w)(?:{words})(?!\w)", said) is not None


def without_footnote(name: str) -> str:
    """The name without the mark of a footnote at its end; a bracket that was opened in the name stays."""
    return name if "(" in name else _FOOTNOTE.sub("", name)


def split_codes(names: list[str]) -> list[tuple[str, str]]:
    """Name and code of each, where most of them carry a code; else the names as they are."""
    given = [name for name in names if name.strip()]
    matches = [_code_of(tidy(name)) for name in names]
    carrying = sum(match is not None for match in matches)
    if not given or carrying < SHARE_WITH_CODE * len(given):
        return [(name, "") for name in names]
    return [match or (name, "") for name, match in zip(names, matches, strict=True)]


def _code_of(name: str) -> tuple[str, str] | None:
    if match := _CODE_FIRST.match(name):
        return (match["name"] or match["name2"]).strip(), match["code"] or match["code2"]
    if match := _CODE_LAST.match(name):
        return match["name"].strip(), match["code"]
    return None


# "1", "1.2" or "3210" before a name.
_NUMBER_FIRST = re.compile(r"^\(?(\d{1,10}(?:[.-]\d{1,6})*)[.)]?\s*[-–:]?\s+\D")


def leading_codes(reading: "Reading", roles: list[Role], unit: int, rows: NDArray[np.int64]) -> list[str]:
    """Each row's code as it stands in the column of codes, else before the name; empty where there is none."""
    sheet = reading.sheet
    own = next((at for at, role in enumerate(roles) if role.what == "code"), None)
    codes = []
    for row in rows.tolist():
        if own is not None:
            codes.append(cell_text(sheet, reading.texts, row, own).strip())
        else:
            match = _NUMBER_FIRST.match(tidy(cell_text(sheet, reading.texts, row, unit)))
            codes.append(match[1] if match else "")
    return codes


def codes_below(codes: list[str]) -> list[tuple[int, ...]] | None:
    """For each row the rows it stands under, where a code goes on from the code of a row above it: 32 and 3210, 1.2
    and 1.2.4, or 3200 and 3210; None when no code does.
    """
    if sum(map(bool, codes)) < SHARE_WITH_CODE * len(codes) or len(set(filter(None, codes))) < sum(map(bool, codes)):
        return None
    alike = len({len(code) for code in codes if code}) == 1
    stems = [_stem(code, alike) for code in codes]
    lines: list[tuple[int, ...]] = []
    stack: list[int] = []
    for at, code in enumerate(codes):
        while stack and not (code.startswith(stems[stack[-1]]) and len(code) > len(stems[stack[-1]])):
            stack.pop()
        lines.append(tuple(stack))
        if code and stems[at]:
            stack.append(at)
    below = Counter(line[-1] for line in lines if line)
    return lines if below and max(below.values()) > 1 else None


def _stem(code: str, alike: bool) -> str:
    """What the codes below a row begin with: "1.2." for 1.2, "32" for 3200 where all codes are of one length."""
    if "." in code or "-" in code:
        return re.sub(r"[.-]*$", "", code) + ("-" if "-" in code else ".")
    if not alike:
        return code
    stem = code.rstrip("0")
    return stem if len(stem) <= len(code) - 2 else ""
