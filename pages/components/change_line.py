"""A change of an initiative in words: what was taken away and what was put in its place."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from naervaer import figures, store
from naervaer.access import Visitor
from naervaer.analysis.disclosure_control import FEWEST_EMPLOYEES
from naervaer.i18n import day, listing, number, percent, t
from naervaer.model import Language
from naervaer.store import (
    Activity,
    CaseCount,
    ComparisonUnit,
    Degree,
    Details,
    Milestone,
    Organisation,
    Pause,
    Row,
    Volume,
)
from pages.components import visit


def lines(part: str, removed: Iterable[Row], added: Iterable[Row], initiative_id: int, visitor: Visitor) -> list[str]:
    """One line for each row that came, went or changed."""
    words = _Words(initiative_id, visitor)
    was, now = {row.key: row for row in removed}, {row.key: row for row in added}
    found = []
    for key in dict.fromkeys([*was, *now]):
        kind = "changed" if key in was and key in now else "added" if key in now else "removed"
        values = {"what": words.of(now.get(key) or was[key]), "was": words.of(was[key]) if key in was else ""}
        found.append(visit.plain(t(visitor.language, f"changes.{kind}", **values)))
    return found


def of_initiative(before: str | None, after: str | None, visitor: Visitor) -> list[str]:
    """The same for a change of name, programme, aim or units, as the log keeps it."""
    language = visitor.language
    was, now = (json.loads(text) if text else None for text in (before, after))
    if was is None or now is None:
        return []
    names = _unit_names(visitor)
    for state in (was, now):
        state["programme"] = _programme_name(state["programme"], visitor)
    found = [
        t(language, f"changes.{field}", was=was[field] or "–", now=now[field] or "–")
        for field in ("initiative", "programme", "aim")
        if was[field] != now[field]
    ]
    old, new = ({unit[0]: unit for unit in state["units"]} for state in (was, now))
    for key, units in (
        ("changes.joined", new.keys() - old.keys()),
        ("changes.left", old.keys() - new.keys()),
        ("changes.dates", {unit for unit in old.keys() & new.keys() if old[unit] != new[unit]}),
    ):
        if units:
            found.append(t(language, key, units=listing(language, sorted(names.get(unit, "?") for unit in units))))
    return [visit.plain(line) for line in found]


def _programme_name(key: str | None, visitor: Visitor) -> str | None:
    programme = store.programme_of(key, visitor.municipality)
    return programme.name[visitor.language] if programme else key


def _unit_names(visitor: Visitor) -> dict[int, str]:
    units = store.read("units", municipality=visitor.municipality)
    return dict(zip(units["unit_id"].map(int), units["unit"], strict=True))


class _Words:
    """Rows in words, with names for the units and items they speak of."""

    def __init__(self, initiative_id: int, visitor: Visitor) -> None:
        self.language: Language = visitor.language
        self.names: Mapping[int, str] = _unit_names(visitor)
        self.programme = figures.implementation(visitor.municipality, initiative_id).programme

    def of(self, row: Row) -> str:
        said = [part for part in self._parts(row) if part]
        return ", ".join(said)

    def _parts(self, row: Any) -> list[str]:
        language = self.language
        if isinstance(row, Details):
            return self._details(row)
        if isinstance(row, Pause):
            return [self._unit(row.unit_id), self._span(row.from_date, row.until_date), row.reason or ""]
        if isinstance(row, ComparisonUnit):
            return [self._unit(row.unit_id), row.reason or ""]
        if isinstance(row, Milestone):
            dropped = t(language, "plan.dropped") if row.dropped else ""
            return [
                self._item(row.item),
                self._unit(row.unit_id),
                self._day("plan.planned_on", row.planned_on),
                self._day("plan.done_on", row.reached_on),
                dropped,
            ]
        if isinstance(row, Degree):
            degree = "–" if row.degree_pct is None else percent(language, row.degree_pct, 0)
            return [self._item(row.item), self._unit(row.unit_id), day(language, row.assessed_on), degree]
        if isinstance(row, Activity):
            units = listing(language, [self._unit(unit) for unit in row.unit_ids])
            return [
                self._item(row.kind),
                row.theme or "",
                row.organisation or "",
                units,
                self._day("plan.planned_on", row.planned_on),
                self._day("activities.held_on", row.held_on),
                t(language, "activities.cancelled") if row.cancelled else "",
                "" if row.attended is None else t(language, "activities.came", n=row.attended),
            ]
        if isinstance(row, CaseCount):
            return [self._item(row.case_kind), case_count(row.n, language)]
        if isinstance(row, Organisation):
            return [row.organisation]
        assert isinstance(row, Volume)
        done = "" if row.done is None else number(language, row.done, 0)
        return [row.organisation, self._item(row.kind), self._span(row.period_start, row.counted_to), done]

    def _details(self, row: Details) -> list[str]:
        language = self.language
        decision = t(language, f"about.decision_{row.decision}") if row.decision else ""
        return [
            row.target or "",
            "" if row.target_change_pct is None else percent(language, row.target_change_pct, 0),
            "" if row.base_year is None else str(row.base_year),
            listing(language, [partner(one, language) for one in row.partners]),
            self._day("about.trial_end", row.trial_end),
            self._day("about.decision_on", row.decision_on),
            decision,
            self._day("about.closed_on", row.closed_on),
        ]

    def _unit(self, unit_id: int | None) -> str:
        return t(self.language, "steps.whole") if unit_id is None else self.names.get(unit_id, "?")

    def _item(self, key: str | None) -> str:
        return self.programme.called(key, self.language) if self.programme else key or ""

    def _day(self, key: str, value: Any) -> str:
        return "" if value is None or pd.isna(value) else f"{t(self.language, key)} {day(self.language, value)}"

    def _span(self, first: Any, last: Any) -> str:
        return f"{day(self.language, first)}–{day(self.language, last) if last is not None else ''}"


def case_count(n: int | None, language: Language) -> str:
    """A count of cases; one so small that people could guess whom it is about is only said to be small."""
    if n is None:
        return ""
    return t(language, "cases.few", n=FEWEST_EMPLOYEES) if 0 < n < FEWEST_EMPLOYEES else number(language, n, 0)


PARTNERS = ("nav", "ks", "union", "safety", "occupational_health", "committee")


def partner(key: str, language: Language) -> str:
    """A partner as it is shown; one that a person wrote stands as it is."""
    return t(language, f"about.partner_{key}") if key in PARTNERS else key
