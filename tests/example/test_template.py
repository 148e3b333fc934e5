"""The templates people download are accepted by our own importer."""

import io
from datetime import date

import openpyxl
import pytest

from naervaer import ingest
from naervaer.example.municipality import EXAMPLES
from naervaer.i18n import t
from naervaer.model import ComparedWith, Language, Outcome, UnitPause


TEMPLATES = EXAMPLES.parent / "templates"


def filled(language: Language, rows: int) -> bytes:
    """The template with rows filled in below the example row, as Excel would save it."""
    book = openpyxl.load_workbook(TEMPLATES / f"naervaer_{language}.xlsx")
    absence = book[t(language, "template.absence_sheet")]
    for month in range(1, rows + 1):
        absence.append(["Solhellinga", t(language, "template.area_1"), date(2025, month, 1), 10.5, 150, 9, 7.2, 4, 6.5])
    initiatives = book[t(language, "template.initiatives_sheet")]
    pause = [date(2025, 7, 1), date(2025, 7, 31), t(language, "template.role_part"), None]
    initiatives.append(["Solhellinga", "Turnus", None, None, date(2025, 6, 1), None, *pause])
    role = t(language, "template.role_comparison")
    initiatives.append(["Vårlia", "Turnus", None, None, None, None, None, None, role, "Like stor"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("language", list(Language))
def test_a_filled_template_is_accepted_without_its_example(language: Language) -> None:
    imported = ingest.read(filled(language, 12), f"naervaer_{language}.xlsx")
    assert imported.outcome is Outcome.ACCEPT, imported.findings
    total = imported.rows[imported.rows["part"] == "total"]
    assert total["unit"].unique().tolist() == ["Solhellinga"]
    assert (len(total), total["lost_days"].sum(), total["possible_days"].sum()) == (12, 126, 1800)
    assert [(each.unit, each.initiative, each.start) for each in imported.participations] == [
        ("Solhellinga", "Turnus", date(2025, 6, 1))
    ]
    assert imported.pauses == (UnitPause("Solhellinga", "Turnus", date(2025, 7, 1), date(2025, 7, 31)),)
    assert imported.compared_with == (ComparedWith("Vårlia", "Turnus", "Like stor"),)


@pytest.mark.parametrize("language", list(Language))
def test_an_untouched_template_is_empty(language: Language) -> None:
    path = TEMPLATES / f"naervaer_{language}.xlsx"
    imported = ingest.read(path.read_bytes(), path.name)
    assert imported.outcome is Outcome.REFUSE
    assert [finding.code for finding in imported.findings] == ["EMPTY"]
    assert imported.participations == ()
