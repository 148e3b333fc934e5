"""Names in a file that are near to a unit the store has: asked about, never assumed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from naervaer.model import Import, spelling_key, tidy
from naervaer.store.connection import cursor
from naervaer.store.queries import run
from naervaer.store.units import Known, kind, kinds, knowns


# A file with more new names than this is of other units altogether, and nobody answers so many questions.
MOST_NEW_NAMES = 400
# Shorter names differ by one letter all the time: "Lia" and "Lie".
SHORTEST = 5


class Why(StrEnum):
    """Why a name in a file may be a unit that is known."""

    SPELLING = "spelling"
    CODE = "code"
    NAME = "name"


@dataclass(frozen=True)
class Alike:
    """One name in a file and the known unit it may be.

    why  SPELLING: nearly the same name. CODE: the unit's code with another name. NAME: its name with another code.
    """

    name: str
    code: str | None
    unit_id: int
    unit: str
    unit_code: str | None
    why: Why

    @property
    def key(self) -> str:
        """The key of the name, by which an answer is given."""
        return spelling_key(self.name)


def alike_units(imported: Import, *, municipality: str) -> list[Alike]:
    """The questions a file raises about its units, in the order of its rows; one for each name."""
    named = _named(imported)
    with cursor() as own:
        known = knowns(run(own, "known_units", municipality=municipality))
    if not known or not named:
        return []
    by_key: dict[str, list[Known]] = {}
    for one in known:
        by_key.setdefault(one.key, []).append(one)
    # A unit that the file has under its own name is not another one of the file's names as well.
    present = {one.unit_id for key in named for one in by_key.get(key, [])}
    free = [one for one in known if one.unit_id not in present]
    new = [key for key in named if key not in by_key]
    found = _by_code(named, new, free)
    if len(new) <= MOST_NEW_NAMES:
        found = {**_by_letters(named, new, free), **_by_stem(named, new, free), **found}
    found |= _other_code(named, by_key)
    return [found[key] for key in named if key in found]


def _named(imported: Import) -> dict[str, tuple[str, str | None]]:
    """Key to name and code; a name with several codes has none of them."""
    pairs = imported.rows[["unit", "unit_code"]].drop_duplicates()
    mentioned = [(unit, None) for unit in imported.units_in_initiatives]
    named: dict[str, tuple[str, str | None]] = {}
    for unit, code in [*pairs.itertuples(index=False, name=None), *mentioned]:
        key, code = spelling_key(unit), code if isinstance(code, str) else None
        several = key in named and named[key][1] != code and code is not None
        if key not in named or several:
            named[key] = (tidy(unit), None if several else code)
    return named


def _alike(named: Mapping[str, tuple[str, str | None]], key: str, one: Known, why: Why) -> Alike:
    return Alike(*named[key], one.unit_id, one.unit, one.unit_code, why)


def _by_code(
    named: Mapping[str, tuple[str, str | None]], new: Iterable[str], free: Sequence[Known]
) -> dict[str, Alike]:
    by_code = {one.unit_code: one for one in free if one.unit_code}
    return {key: _alike(named, key, by_code[code], Why.CODE) for key in new if (code := named[key][1]) in by_code}


def _other_code(named: Mapping[str, tuple[str, str | None]], by_key: Mapping[str, list[Known]]) -> dict[str, Alike]:
    return {
        key: _alike(named, key, by_key[key][0], Why.NAME)
        for key, (_, code) in named.items()
        if len({one.unit_id for one in by_key.get(key, [])}) == 1
        and code
        and by_key[key][0].unit_code not in (None, code)
    }


def _by_letters(
    named: Mapping[str, tuple[str, str | None]], new: Sequence[str], free: Sequence[Known]
) -> dict[str, Alike]:
    """Names with a letter or two between them; a number that differs is another unit: "Avdeling 1" and "Avdeling 2"."""
    by_key = {one.key: one for one in free}
    with cursor() as own:
        own.register("new_keys", pa.table({"spelling_key": pa.array([key for key in new if len(key) >= SHORTEST])}))
        own.register("known_keys", pa.table({"spelling_key": pa.array(list(by_key), pa.string())}))
        pairs = run(own, "alike_units") if new and by_key else []
    found: dict[str, Alike] = {}
    for key, near, _ in pairs:
        if _digits(key) == _digits(near):
            found.setdefault(key, _alike(named, key, by_key[near], Why.SPELLING))
    return found


def _digits(key: str) -> str:
    return "".join(letter for letter in key if letter.isdigit())


def _by_stem(
    named: Mapping[str, tuple[str, str | None]], new: Iterable[str], free: Sequence[Known]
) -> dict[str, Alike]:
    """Names that say the same kind of place in other words: "Lia bhg" and "Lia barnehage"."""
    by_stem = {stem: one for one in free if (stem := _stem(one.key))}
    return {
        key: _alike(named, key, by_stem[stem], Why.SPELLING) for key in new if (stem := _stem(key)) in by_stem and stem
    }


def _stem(key: str) -> tuple[str, str] | None:
    """A name without the word for its kind of place, and the kind; None where no word tells a kind."""
    own = kind(key, None)
    if own is None:
        return None
    words = [word for word in key.split() if word not in {known.strip() for known in kinds()[own]}]
    return (" ".join(words), own) if words and len(words) < len(key.split()) else None
