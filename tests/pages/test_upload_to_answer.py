"""From a workbook with known answers, through the upload page, to what Before and after shows: right to 0.01 points."""

import pytest

from naervaer.i18n import number
from naervaer.model import Language
from tests import plain
from tests.pages import planted
from tests.pages.visiting import drawn, go, said, tables, visit


EXACT = 0.01  # percentage points


@pytest.fixture
def uploaded():
    """The file chosen, and what was understood of it looked at; nothing is stored yet."""
    here = visit("upload")
    here.get("file_uploader")[0].upload("fravær.xlsx", planted.workbook()).run()
    here.text_input(key="upload.destination_name").input("Solvik").run()
    return here


@pytest.fixture
def answered(uploaded):
    """Saved, and Before and after opened."""
    saved = next(button for button in uploaded.button if button.label.startswith("Lagre"))
    saved.click().run()
    return go(uploaded, "before_after")


def of_units(here):
    return {row["name"]: row for row in drawn(here) if row["pooled"] == "unit"}


def of_group(here, group):
    (row,) = (row for row in drawn(here) if row["pooled"] == group)
    return row["before_pct"], row["after_pct"]


def test_nothing_is_stored_before_a_person_has_agreed(uploaded):
    assert "336 rader, 7 enheter" in said(uploaded)
    assert "Ingenting er lastet opp ennå" in said(uploaded)


def test_every_figure_is_right(answered):
    expected = plain.before_after(planted.rows())
    shown = of_units(answered)
    assert shown.keys() == expected.keys() == planted.FACTORS.keys()
    for name, row in shown.items():
        sides = row["before_pct"], row["after_pct"]
        assert sides == pytest.approx(expected[name], abs=EXACT)
        assert sides[1] == pytest.approx(sides[0] * planted.FACTORS[name], abs=EXACT)
    assert of_group(answered, "area") == pytest.approx(plain.pooled(planted.rows()), abs=EXACT)
    assert of_group(answered, "rest") == pytest.approx(plain.rest(planted.rows()), abs=EXACT)
    in_table = {row["Enhet"]: row for table in tables(answered).values() for row in table if "Før" in row}
    for row in drawn(answered):
        assert in_table[row["name"]]["Før"] == f"{number(Language.NB, row['before_pct'])}\u00a0%"
        assert in_table[row["name"]]["Etter"] == f"{number(Language.NB, row['after_pct'])}\u00a0%"


def test_the_one_that_has_just_started_is_named_and_not_judged(answered):
    """Of the others 0.75 and 0.9 are lower, 1.15 is higher, and the one with factor 1 has not moved: with so few units
    nothing is counted.
    """
    assert planted.JUST_STARTED not in of_units(answered)
    (reason,) = (
        row["Hvorfor"]
        for table in tables(answered).values()
        for row in table
        if row["Enhet"] == planted.JUST_STARTED and "Hvorfor" in row
    )
    assert "For tidlig å si" in reason
    assert "enheter lavere" not in said(answered)


def test_the_same_file_once_more_changes_nothing(answered):
    before = drawn(answered)
    here = visit("upload")
    here.get("file_uploader")[0].upload("samme fil.xlsx", planted.workbook()).run()
    next(button for button in here.button if button.label.startswith("Lagre")).click().run()
    assert "Ingenting er endret" in said(here)
    assert drawn(go(here, "before_after")) == before
