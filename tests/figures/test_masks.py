"""A hidden unit stays hidden wherever it could be looked up: across periods, parts, initiatives, files and time."""

from datetime import date

import numpy as np
import pytest

from naervaer import figures, store
from naervaer.analysis.trend import level, members
from naervaer.model import Granularity
from tests.pages.municipality import SOLVIK, months, save, unit
from tests.store.build import imported


HERE = {"municipality": SOLVIK, "who": "Kari"}
HEAD = "unit service_area period_start lost_days possible_days employees"


def table(*rows, head=HEAD):
    return "\n".join("  ".join(map(str, row)) for row in (head.split(), *rows))


def ids():
    return store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]


def hidden(granularity=Granularity.MONTH, **more):
    panel = figures.panel(SOLVIK, granularity, **more)
    return dict(zip(panel.unit, panel.hidden, strict=True))


ALL = months(2024, 2025)
TINY = unit("Arkivet", "Stab", 37.3, employees=3)
STAFF = [unit("Personal", "Stab", 6.0, employees=12), unit("IKT", "Stab", 4.0, employees=18)]
SCHOOLS = [unit("Lia skole", "Skole", 8.0, employees=30), unit("Ås skole", "Skole", 9.0, employees=40)]


def test_the_sum_of_an_initiative_less_the_units_looked_up_one_by_one_is_no_hidden_unit():
    """It is without the small one, which is only counted together with one that does not take part."""
    started = [(name, "Refleksjonsgrupper", "2025-01-01") for name in ("Arkivet", "Lia skole", "Ås skole")]
    save(TINY, *STAFF, *SCHOOLS, starts=started)
    (initiative,) = map(int, store.read("initiatives", municipality=SOLVIK)["initiative_id"])
    compared = figures.answer(SOLVIK, initiative).compared
    states = compared.units.set_index("unit")["state"].to_dict()
    assert states == {"Arkivet": "too_few_to_count", "Lia skole": "shown", "Ås skole": "shown"}
    assert compared.pooled.set_index("group").loc["initiative", "after_pct"] == pytest.approx(8.5)
    assert {name for name, why in hidden().items() if why} == {"Arkivet", "Personal"}


def test_neither_is_the_sum_of_the_units_in_no_initiative():
    started = [(name, "Refleksjonsgrupper", "2025-01-01") for name in ("Personal", "IKT", "Ås skole")]
    save(TINY, *STAFF, *SCHOOLS, starts=started)
    (initiative,) = map(int, store.read("initiatives", municipality=SOLVIK)["initiative_id"])
    compared = figures.answer(SOLVIK, initiative).compared
    assert hidden()["Lia skole"] == ""
    assert compared.pooled.set_index("group").loc["rest", "after_pct"] == pytest.approx(8.0), "Lia skole alone"
    assert compared.units.set_index("unit")["state"]["Personal"] == "protects_others_uncounted"


def test_a_year_with_few_people_is_not_hidden_behind_a_large_one():
    before = unit("Arkivet", "Stab", 6.0, employees=20, years=(2024, 2024))
    after = unit("Arkivet", "Stab", 37.3, employees=3, years=(2025, 2025))
    save(before + after, *STAFF)
    assert hidden()["Arkivet"] == "too_few"


def test_the_newest_head_count_of_a_month_rules():
    save(unit("Arkivet", "Stab", 37.3, employees=30), *STAFF)
    save(unit("Arkivet", "Stab", 37.3, employees=3), fingerprint="b")
    assert hidden()["Arkivet"] == "too_few"


def test_a_newer_file_without_head_counts_hides_as_the_older_did():
    save(TINY, *STAFF)
    rows = [("Arkivet", "Stab", month, 74.6, 200.0, "-") for month in months(2024, 2025)]
    store.save_upload(imported(table(*rows), fingerprint="b"), **HERE)
    assert hidden()["Arkivet"] == "too_few"


def test_years_without_head_counts_are_judged_by_their_days():
    rows = [("Arkivet", "Stab", month, 10.0, 400.0, 20) for month in months(2024, 2024)]
    rows += [("Arkivet", "Stab", month, 20.0, 50.0, "-") for month in months(2025, 2025)]
    save(*STAFF)
    store.save_upload(imported(table(*rows), fingerprint="b"), **HERE)
    assert hidden()["Arkivet"] == "too_few"


def test_a_small_unit_is_not_seen_in_the_series_of_the_large_one_it_is_joined_in():
    save(
        unit("Arkivet", "Stab", 37.3, employees=3, years=(2024, 2024)),
        unit("Dokumentsenteret", "Stab", 6.0, employees=20, years=(2025, 2025)),
        *STAFF,
    )
    known = ids()
    store.continue_unit(int(known["Arkivet"]), int(known["Dokumentsenteret"]), date(2025, 1, 1), **HERE)
    assert hidden()["Dokumentsenteret"] == "too_few"


def test_a_unit_hidden_in_months_is_hidden_in_years_and_in_the_parts_too():
    """Its short and long absence are its absence; where the small unit has none of them, nothing there hides it."""
    rows = [row for each in (TINY, *STAFF) for row in each]
    years = [("Personal", "Stab", "2024-01-01", 144.0, 2400.0, 12), ("IKT", "Stab", "2024-01-01", 96.0, 2400.0, 18)]
    content = [(*row, "month", "total") for row in rows] + [(*row, "year", "total") for row in years]
    for row in STAFF[0] + STAFF[1]:
        content += [(*row[:3], row[3] / 2, *row[4:], "month", part) for part in ("short", "long")]
    store.save_municipality(SOLVIK, name="Solvik", language="nb")
    store.save_upload(imported(table(*content, head=f"{HEAD} granularity part")), **HERE)
    assert hidden()["Personal"] == "protects_others"
    assert hidden(Granularity.YEAR)["Personal"] == "protects_others"
    assert hidden(part="short")["Personal"] == "protects_others"


def test_a_unit_whose_rates_have_no_days_protects_nobody_in_a_sum_of_days():
    """It enters no sum, so the sum less the others would be the small unit's."""
    rows = [(*row, "-") for each in (TINY, *STAFF) for row in each]
    rows += [("Sentralbord", "Stab", month, "-", "-", 6 if month == "2025-01-01" else "-", 8.0) for month in ALL]
    # Head counts must not be what the rates are weighed by.
    rows = [(*row[:5], "-", *row[6:]) if row[0] == "IKT" and row[2] < "2025" else row for row in rows]
    store.save_municipality(SOLVIK, name="Solvik", language="nb")
    store.save_upload(imported(table(*rows, head=f"{HEAD} rate_pct")), **HERE)
    assert {"Personal", "IKT"} & {name for name, why in hidden().items() if why}


@pytest.mark.parametrize("area", ["Stab", None])
def test_a_level_of_the_units_there_in_both_years_is_no_hidden_unit(area):
    """The one it is counted with opened, another closed: in both years there is but the small one."""
    closed, opened = ("Personal", (2024, 2024)), ("Innkjøp", (2025, 2025))
    save(
        TINY,
        *(unit(name, "Stab", 5.0, employees=12, years=years) for name, years in (closed, opened)),
        unit("Lia skole", "Skole", 8.0, employees=30),
    )
    panel = figures.panel(SOLVIK, Granularity.MONTH)
    found = level(panel, members(panel, area=area))
    assert np.isfinite(found["last_pct"])
    assert np.isnan(found["change_pp"]) if area else found["before_pct"] == found["last_like_pct"] == 8.0


def test_a_unit_is_hidden_in_an_initiative_as_elsewhere_also_after_another_has_left_it():
    """Hidden there alone it protects nobody: its figures stand on every other page."""
    save(TINY, *STAFF, *SCHOOLS, unit("Musikkverksted", "Skole", 8.0, employees=3))
    starts = (
        "unit  initiative  start  end\nPersonal  Turnus  2024-06-01  2024-12-31\nMusikkverksted  Turnus  2024-06-01  -"
    )
    store.save_upload(imported(table(), starts, fingerprint="b"), **HERE)
    (initiative,) = map(int, store.read("initiatives", municipality=SOLVIK)["initiative_id"])
    assert hidden(initiative=initiative) == hidden()
