"""The findings of one file, in the order met, with the many of one kind told as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naervaer.ingest.workbook import Sheet
from naervaer.model import Finding, Severity, cell_name, cell_number


# A person reads the first of a kind; the rest are counted.
MOST_OF_A_KIND = 25

REFUSES, ASKS, WARNS, TELLS = Severity.REFUSES, Severity.ASKS, Severity.WARNS, Severity.TELLS


def cell_at(sheet: Sheet, row: int, column: int) -> str:
    """The name of a cell by its places in the sheet's own lists."""
    return cell_name(cell_number(int(sheet.rows[row]), sheet.at[column]))


@dataclass
class Findings:
    """Collects findings; `answers` are what a person chose before, `answered` the questions they belong to."""

    answers: Mapping[str, str] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    answered: list[Finding] = field(default_factory=list)
    _counted: dict[tuple[str, str], int] = field(default_factory=dict)
    _more: dict[tuple[str, str], int] = field(default_factory=dict)
    _questions: set[str] = field(default_factory=set)

    def add(
        self, code: str, severity: Severity, sheet: str = "", cell: str = "", drops_row: bool = False, /, **values: Any
    ) -> None:
        """Note one thing; beyond MOST_OF_A_KIND on a sheet it is only counted."""
        kind = (code, sheet)
        self._counted[kind] = self._counted.get(kind, 0) + 1
        if self._counted[kind] <= MOST_OF_A_KIND or severity is ASKS:
            self.found.append(Finding(code, severity, sheet, cell, values, drops_row))

    def few(self, code: str, sheet: str, places: NDArray[np.int64]) -> list[int]:
        """The places worth a finding of their own; the rest of a hundred thousand are only counted."""
        met = self._counted.get((code, sheet), 0)
        room = max(0, MOST_OF_A_KIND - met)
        if len(places) > room:
            self._more[code, sheet] = self._more.get((code, sheet), 0) + len(places) - room
        return [int(place) for place in places[:room]]

    def ask(
        self, code: str, question: str, options: Mapping[str, Any], sheet: str = "", cell: str = "", /, **values: Any
    ) -> str:
        """The answer given before to this question; when there is none it is asked and "" comes back.

        options  what may be answered, with the words to show; empty words are looked up as "answer.<option>"
        """
        answer = self.answers.get(question, "")
        about = {"question": question, "options": list(options), "labels": options, **values}
        if answer in options:
            if self._is_new(question):
                self.answered.append(Finding(code, ASKS, sheet, cell, {**about, "answer": answer}))
            return answer
        if self._is_new(question):
            self.add(code, ASKS, sheet, cell, **about)
        return ""

    def suggest(
        self, code: str, question: str, options: Mapping[str, Any], sheet: str = "", cell: str = "", /, **values: Any
    ) -> str:
        """As `ask`, but the first option holds until someone chooses: it is said with its other answers, and stops
        nothing.
        """
        answer = self.answers.get(question, "")
        about = {"question": question, "options": list(options), "labels": options, **values}
        if answer in options:
            if self._is_new(question):
                self.answered.append(Finding(code, WARNS, sheet, cell, {**about, "answer": answer}))
            return answer
        first = next(iter(options))
        if self._is_new(question):
            self.add(code, WARNS, sheet, cell, **about, suggested=first)
        return first

    def told(self) -> list[Finding]:
        """What was found and what was asked and answered."""
        return [*self.found, *self.answered]

    def _is_new(self, question: str) -> bool:
        """Whether nobody has asked it yet: a question of a whole sheet is met in each of its columns."""
        new = question not in self._questions
        self._questions.add(question)
        return new

    def summed(self) -> list[Finding]:
        """All findings, and for each kind with too many one that says how many more there were."""
        asked = {found.code for found in self.found if found.severity is ASKS}
        left = {kind: max(0, met - MOST_OF_A_KIND) + self._more.get(kind, 0) for kind, met in self._counted.items()}
        more = [
            Finding("MORE_OF_THE_SAME", TELLS, sheet, "", {"n": count, "code": code})
            for (code, sheet), count in left.items()
            if count and code not in asked
        ]
        return [*self.found, *more]
