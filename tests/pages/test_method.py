"""Method: each idea with the municipality's own figures, counted over here in plain Python."""

from math import ceil

import pytest

from naervaer.analysis.evidence import simulated
from naervaer.i18n import number, percent, t
from naervaer.model import Language
from tests.pages import swinging
from tests.pages.municipality import save as save_units
from tests.pages.municipality import unit
from tests.pages.visiting import said, sent, speak, tables, visit


SECTIONS = ["by_itself", "season", "averages", "chance", "verdict", "wrong", "definitions", "formulas", "deviations"]


@pytest.fixture
def here():
    swinging.save()
    return visit("method")


def rate(days):
    return 100 * sum(lost for lost, _ in days) / sum(possible for _, possible in days)


def test_the_highest_of_each_year_are_followed_to_the_next(here):
    n = here.slider(key="n").value
    rows = next(rows for caption, rows in tables(here).items() if caption.startswith(f"De {n} enhetene"))
    changes = []
    for row in rows:
        year = int(row["Høyest i dette året"])
        before, after = swinging.yearly(year), swinging.yearly(year + 1)
        highest = sorted(before, key=lambda name: -before[name][0] / before[name][1])[:n]
        first, second = rate([before[name] for name in highest]), rate([after[name] for name in highest])
        changes.append(second - first)
        assert row["Året de lå høyest"] == percent(Language.NB, first)
        assert row["Året etter, uten tiltak"] == percent(Language.NB, second)
        assert row["Alle enhetene, året etter"] == percent(Language.NB, rate(after.values()))
    assert len(changes) == 5
    average = number(Language.NB, -sum(changes) / 5)
    assert f"De {n} enhetene med høyest sykefravær falt i snitt {average} prosentpoeng året etter" in said(here)


def test_how_many_are_picked_can_be_chosen(here):
    here.slider(key="n").set_value(4).run()
    assert "De 4 enhetene med høyest sykefravær" in said(here)


def test_both_averages_are_shown_and_only_one_is_right(here):
    last = swinging.yearly(2025)
    rows = {row["Hva"]: row for row in tables(here)["To måter å regne samlet sykefravær på, siste 12 måneder"]}
    right, wrong = rows["Summerte dagsverk (riktig)"], rows["Snitt av prosenter (feil)"]
    each = [100 * lost / possible for lost, possible in last.values()]
    assert right["Sykefravær i prosent"] == percent(Language.NB, rate(last.values()))
    assert wrong["Sykefravær i prosent"] == percent(Language.NB, sum(each) / len(each))


def test_the_count_of_each_year_is_of_units_in_no_initiative():
    swinging.save(starts=[(f"Barnehage {n:02}", "2025-01-01") for n in range(3)])
    here = visit("method")
    newest, *older = tables(here)["Enheter uten tiltak som var lavere enn året før"]
    before, after = swinging.yearly(2024), swinging.yearly(2025)
    free = [name for name in before if name not in {"Barnehage 00", "Barnehage 01", "Barnehage 02"}]
    lower = sum(after[name][0] / after[name][1] < before[name][0] / before[name][1] for name in free)
    assert (newest["Året"], newest["Enheter"], newest["Lavere"]) == ("2025", str(len(free)), str(lower))
    assert {row["Enheter"] for row in older} == {str(len(before))}


def test_a_month_is_the_sum_of_its_years():
    swinging.save(tiny=False)
    rows = tables(visit("method"))["Sykefravær i hver måned, alle hele år samlet"]
    january = [row for row in swinging.rows(2020, 2025, False) if row[2].endswith("-01-01")]
    assert rows[0] == {
        "Måned": "januar",
        "Sykefravær i prosent": percent(Language.NB, rate([(row[3], row[4]) for row in january])),
    }


def test_a_tiny_unit_is_in_no_figure_that_could_be_taken_apart(here):
    assert [name for name in swinging.TINY if name in sent(here)] == []
    units = {row["Enheter"] for row in tables(here)["Enheter uten tiltak som var lavere enn året før"]}
    assert units <= {str(n) for n in range(swinging.KINDERGARTENS + swinging.SCHOOLS + 1)}


def test_one_unit_has_too_little_to_teach_with():
    save_units(unit("Lia barnehage", "Barnehage", 10.0))
    here = visit("method")
    assert not here.exception
    assert "Det er ennå for få tall til å vise dette med kommunens egne." in said(here)


@pytest.mark.parametrize("language", Language)
def test_every_part_has_its_heading_and_its_point(language, here):
    speak(here, language)
    assert not here.exception
    headings = [heading.value for heading in here.header]
    assert [t(language, f"method.{section}") for section in SECTIONS] == headings[: len(SECTIONS)]
    for section in ("verdict", "formulas", "deviations", "definitions"):
        assert t(language, f"method.{section}_point") in said(here)


def test_the_table_of_errors_says_what_is_right_and_what_is_wrong(here):
    rows = tables(here)["Svar i oppdiktede kommuner der fasiten er kjent, av 100 tilfeller"]
    nothing = [row for row in rows if row["Det som egentlig skjedde"].startswith("Ingenting")]
    assert len(rows) == 17 and len(nothing) == 12
    worst = ceil(100 * max(line.clear_fall for line in simulated()[1] if line.true_factor == 1))
    assert max(int(row["Klar nedgang"]) for row in nothing) <= worst
    assert f"i høyst {worst} av 100 tilfeller" in said(here)
