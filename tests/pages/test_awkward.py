"""Small and awkward municipalities are the usual ones: each gets an honest answer and what would make it better."""

from datetime import date

import pytest

from naervaer import store
from naervaer.model import Language
from tests.pages import swinging
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import said, tables, visit
from tests.store.build import imported


KINDERGARTENS = [f"Barnehage {n:02}" for n in range(swinging.KINDERGARTENS)]
EVERYONE = KINDERGARTENS + [f"Skole {n:02}" for n in range(swinging.SCHOOLS)]
QUARTERS = {"01": "01", "02": "01", "03": "01", "04": "04", "05": "04", "06": "04"} | {
    "07": "07", "08": "07", "09": "07", "10": "10", "11": "10", "12": "10",
}  # fmt: skip


def rows():
    return swinging.rows(2020, 2025, False)


def started(units, day="2025-01-01", name="Refleksjonsgrupper"):
    return [(unit, name, day) for unit in units]


def save(figures, starts, columns=swinging.COLUMNS):
    written = [[columns, *figures], [("unit", "initiative", "start"), *starts]]
    text = ["\n".join("  ".join(map(str, row)) for row in lines) for lines in written]
    store.save_municipality(SOLVIK, name="Solvik", language=Language.NB)
    store.save_upload(imported(*text), municipality=SOLVIK, who="Kari")


def answer():
    here = visit("before_after")
    assert not here.exception and not here.error
    return said(here)


def test_everyone_started_at_once():
    save(rows(), started(EVERYONE))
    words = answer()
    assert "Ingen å sammenlikne med" in words
    assert "Med tall for 10 enheter til som ikke har startet, kan vi sammenlikne." in words
    assert "settes fast" not in words and "dager spart" not in words


def test_three_units():
    save(rows(), started(KINDERGARTENS[:3]))
    words = answer()
    assert "For lite grunnlag" in words and "større enn om lag" in words
    assert "enheter til i tiltaket ville vi sett en endring på en firedel" in words


def test_fourteen_months_of_history():
    save([row for row in rows() if row[2] >= "2023-11"], started(KINDERGARTENS))
    words = answer()
    assert "For kort historikk" in words and "Med 10 måneder mer med tall før oppstart kan vi gi en vurdering." in words


def test_eight_months_after_the_start_are_not_called_a_year():
    save([row for row in rows() if row[2] < "2025-09"], started(KINDERGARTENS))
    words = answer()
    assert "sykefravær de første 8 månedene etter oppstart" in words and "første år etter oppstart" not in words
    assert "Med tall for 4 måneder til er det første året fullt, og vurderingen blir endelig." in words


def test_quarters_are_judged_as_months_are():
    summed = {}
    for unit, area, month, lost, possible, employees in rows():
        quarter = (unit, area, f"{month[:5]}{QUARTERS[month[5:7]]}-01")
        before = summed.get(quarter, (0, 0, employees))
        summed[quarter] = (before[0] + lost, before[1] + possible, employees)
    quarterly = [(*key, "quarter", round(lost, 1), *rest) for key, (lost, *rest) in summed.items()]
    columns = ("unit", "service_area", "period_start", "granularity", "lost_days", "possible_days", "employees")
    save(quarterly, started(KINDERGARTENS), columns)
    words = answer()
    assert "sykefravær første år etter oppstart" in words and "vi ventet" in words
    assert "etter 6 måneder: " in words and "etter 24 måneder: ikke kommet så langt" in words


def test_rates_without_days_are_counted_and_never_judged():
    columns = ("unit", "service_area", "period_start", "rate_pct", "employees")
    rates = [
        (unit, area, month, round(100 * lost / possible, 1), size) for unit, area, month, lost, possible, size in rows()
    ]
    save(rates, started(KINDERGARTENS), columns)
    words = answer()
    assert "av 8 enheter har lavere fravær" in words and "Tallet alene viser ikke om tiltaket virker" in words
    assert "settes fast" not in words and "dager spart" not in words


def test_two_initiatives_in_one_unit():
    save(rows(), started(KINDERGARTENS) + started(KINDERGARTENS[:1], "2024-06-01", "NED"))
    assert "Barnehage 00 er med i et annet tiltak også. En endring der kan komme av begge." in answer()


def test_a_comparison_unit_that_closes_counts_while_it_reports():
    save([row for row in rows() if row[0] != "Skole 03" or row[2] < "2025-05"], started(KINDERGARTENS))
    words = answer()
    assert "Sammenlikningsenhetene er " in words and "Skole 03" in words.split("Sammenlikningsenhetene er ")[1]


@pytest.mark.parametrize("joined", [True, False])
def test_started_units_that_merged_are_never_what_others_are_compared_with(joined):
    """Shown as one series they take part as one; kept apart, the new unit is as much in the initiative as they were."""
    save(rows(), started(KINDERGARTENS))
    units = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    merging = [int(units[name]) for name in KINDERGARTENS[:2]]
    since = date(2025, 6, 1)
    store.merge_units(merging, "Felles barnehage", since, municipality=SOLVIK, who="Kari", joined=joined)
    here = visit("before_after")
    assert not here.exception and not here.error
    shown = {row["Enhet"] for table in tables(here).values() for row in table if "Enhet" in row}
    assert "Felles barnehage" in shown and shown.isdisjoint(KINDERGARTENS[:2]) == joined
    assert "Felles barnehage" not in said(here).split("Sammenlikningsenhetene er ")[1].split(".")[0]
    assert f"De {7 if joined else 8} enhetene som deltar" in said(here)
