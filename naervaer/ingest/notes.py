"""The findings of one file, in the order met, with the many of one kind told as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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

    def add(
        self, code: str, severity: Severity, sheet: str = "", cell: str = "", drops_row: bool = False, /, **values: Any
    ) -> None:
        """Note one thing; beyond MOST_OF_A_KIND on a sheet it is only counted."""
        kind = (code, sheet)
        self._counted[kind] = self._counted.get(kind, 0) + 1
        if self._counted[kind] <= MOST_OF_A_KIND or severity is ASKS:
            self.found.append(Finding(code, severity, sheet, cell, values, drops_row))

    def ask(
        self, code: str, question: str, options: dict[str, str], sheet: str = "", cell: str = "", /, **values: Any
    ) -> str:
        """The answer given before to this question; when there is none it is asked and "" comes back.

        options  what may be answered, with the words to show; empty words are looked up as "answer.<option>"
        """
        answer = self.answers.get(question, "")
        about = {"question": question, "options": list(options), "labels": options, **values}
        if answer in options:
            self.answered.append(Finding(code, ASKS, sheet, cell, {**about, "answer": answer}))
            return answer
        self.add(code, ASKS, sheet, cell, **about)
        return ""

    def summed(self) -> list[Finding]:
        """All findings, and for each kind with too many one that says how many more there were."""
        more = [
            Finding("MORE_OF_THE_SAME", TELLS, sheet, "", {"n": count - MOST_OF_A_KIND, "code": code})
            for (code, sheet), count in self._counted.items()
            if count > MOST_OF_A_KIND and not any(one.severity is ASKS and one.code == code for one in self.found)
        ]
        return [*self.found, *more]
