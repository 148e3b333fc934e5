"""Targets and lines as a person sets them: said, shown everywhere the level is, changed, and taken back."""

import time
from datetime import date

import pytest

from naervaer import store
from naervaer.figures import overview
from naervaer.model import Granularity, Reach
from naervaer.store import ExternalLine, LineValue, SeriesDefinition
from pages.components import login
from tests.pages.municipality import SOLVIK, save, unit
from tests.pages.visiting import go, said, tables, visit
from tests.store.build import imported


# Kommuner, legemeldt: KS, «Sykefraværet i kommunesektoren første halvår 2021», tabell 1 (kilde SSB).
KS = """;2019 K1;2019 K2;2019 K3;2019 K4
Alle sektorer;5,5;4,9;4,3;5,3
Kommuner;7,8;6,9;5,6;7,5"""
QUARTERS = ((1, 7.8), (4, 6.9), (7, 5.8), (10, 7.5))  # first month and percent
TARGETS = "Målene som gjelder, og hvor langt unna nivået er"
LINES = "Linjene som er lagt inn"


@pytest.fixture(autouse=True)
def figures():
    names = ("Lia", "Ås", "Elv", "Bakken", "Sundet", "Nes")
    save(*(unit(f"{name} barnehage", "Barnehage", 10.0, after=7.0, since="2025-01-01") for name in names))


def button(here, label):
    (found,) = [each for each in here.main.button if each.label == label]
    return found


def pick(here, label, value):
    (found,) = [each for each in [*here.main.selectbox, *here.main.get("button_group")] if each.label == label]
    found.set_value(value)
    return here.run()


def field(here):
    """Where the level or the change of a target is typed."""
    return next(each for each in here.main.text_input if "percent" in each.key or "change" in each.key)


def set_target(here, percent):
    field(here).set_value(str(percent).replace(".", ","))
    button(here.run(), "Lagre målet").click()
    return here.run()


def listed(here, caption=TARGETS):
    return tables(here).get(caption, [])


def test_a_target_is_set_changed_and_taken_back():
    here = set_target(visit("targets"), 8.0)
    assert "Målet er lagret." in [each.value for each in here.success]
    (row,) = listed(here)
    assert (row["Tjenesteområde"], row["Mål"]) == ("Hele kommunen", "8,0\u00a0% sykefravær")
    assert row["Nådd?"] == "✓\u00a0Nådd"
    (number,) = store.read("targets", municipality=SOLVIK)["target_id"]
    here = set_target(pick(here, "Hvilket mål?", int(number)), 6.0)
    assert listed(here)[0]["Nådd?"] == "✗\u00a0Ikke\u00a0nådd"
    button_of_newest = next(each for each in here.main.button if each.label == "Angre")
    button_of_newest.click()
    assert listed(here.run())[0]["Mål"] == "8,0\u00a0% sykefravær"


def test_a_form_that_was_saved_is_empty_again():
    here = set_target(pick(visit("targets"), "For hvem?", "Barnehage"), 8.0)
    (place,) = [each for each in here.main.selectbox if each.label == "For hvem?"]
    assert place.value == "Hele kommunen"


def test_a_second_target_from_the_same_month_is_refused_in_words():
    here = set_target(set_target(visit("targets"), 8.0), 7.0)
    assert "Det finnes allerede et mål" in here.error[0].value
    assert len(listed(here)) == 1


def test_a_target_of_a_kind_holds_for_its_units_in_every_area():
    save(*(unit(f"{name} skole", "Oppvekst", 6.0) for name in ("Nord", "Sør")), fingerprint="b")
    here = set_target(pick(visit("targets"), "For hvem?", "Alle enheter av typen Skoler"), 7.0)
    (row,) = listed(here)
    assert (row["Tjenesteområde"], row["Siste 12 måneder"]) == ("Alle enheter av typen Skoler", "6,0\u00a0%")
    (schools,) = [area for area in overview.state(SOLVIK).areas if area.area == "Oppvekst"]
    assert (schools.within, schools.held) == (2, 2)
    assert overview.state(SOLVIK).whole.held == 2, "no target holds for the kindergartens"


def test_ten_percent_less_than_a_base_year():
    here = pick(visit("targets"), "Målet er", "change")
    field(here).set_value("−10")
    button(here.run(), "Lagre målet").click()
    (row,) = listed(here.run())
    assert row["Mål"] == "10\u00a0% lavere sykefravær enn i 2025"
    assert row["Det vil si sykefravær"] == "6,3\u00a0%"


def test_a_target_is_shown_in_the_measure_that_is_chosen():
    here = set_target(visit("targets"), 8.0)
    here.sidebar.get("button_group")[0].set_value("attendance")
    (row,) = listed(here.run())
    assert row["Mål"] == "8,0\u00a0% sykefravær", "as it was said"
    assert (row["Det vil si nærvær"], row["Siste 12 måneder"]) == ("92,0\u00a0%", "93,0\u00a0%")
    assert row["Fra målet (prosentpoeng)"] == "+1,0"


def test_the_overview_tells_the_target():
    set_target(visit("targets"), 8.0)
    assert "Målet på 8,0\u00a0% er nådd, med 1,0 prosentpoeng å gå på." in said(visit("overview"))


def test_what_describes_a_person_is_no_note():
    here = visit("targets")
    here.main.text_input[1].set_value("Kari Nordmann er syk")
    here = here.run()
    assert here.error and button(here, "Lagre målet").disabled


def paste(here, text):
    here.main.text_area[0].set_value(text)
    return here.run()


def test_a_line_is_pasted_understood_saved_taken_away_and_had_back():
    here = pick(paste(visit("targets"), KS), "Hvilken linje i tabellen?", "Kommuner")
    assert "Lest: 4 perioder, fra 1. kvartal 2019 (7,8) til 4. kvartal 2019 (7,5)." in said(here)
    button(pick(here, "Hvilket fravær er talt?", "doctor"), "Lagre linjen").click()
    here = here.run()
    (row,) = listed(here, LINES)
    assert (row["Linje"], row["Hva tallene er"], row["Sykefravær"]) == ("Kommuner", "Bare legemeldt", "7,5\u00a0%")
    assert any("Det er ikke sagt" in each.value for each in here.info)
    assert not here.main.text_area[0].value
    button(here, "Fjern").click()
    assert not listed(here.run(), LINES)
    button(here, "Hent tilbake").click()
    assert len(listed(here.run(), LINES)) == 1


def test_a_line_of_another_definition_is_marked_where_it_is_shown():
    own = imported(
        "unit  service_area  period_start  lost_days  possible_days\n Nes  Barnehage  2025-12-01  14.0  200",
        fingerprint="b",
    )
    store.save_upload(own, municipality=SOLVIK, who="Kari", definition=SeriesDefinition("both"))
    here = pick(paste(visit("targets"), "2025;7,0"), "Hvilket fravær er talt?", "doctor")
    here.main.text_input[2].set_value("Landet")
    button(here.run(), "Lagre linjen").click()
    here = here.run()
    assert listed(here, LINES)[0]["Linje"] == "Landet (annen definisjon)"
    assert "ikke det samme som kommunens egne tall" in here.warning[0].value


def test_attendance_is_turned_and_days_for_a_position_are_a_share_of_227():
    here = paste(visit("targets"), "2025;93,0")
    here.main.text_input[2].set_value("Nærvær i landet")
    button(here.run(), "Lagre linjen").click()
    here = paste(here.run(), "2025;11,35")
    here.main.text_input[2].set_value("KRL")
    button(pick(here.run(), "Tallene er", "days"), "Lagre linjen").click()
    here.run()
    values = store.read("external_line_values", municipality=SOLVIK).set_index("line")["rate_pct"]
    assert values.to_dict() == pytest.approx({"KRL": 5.0, "Nærvær i landet": 7.0})


def test_what_cannot_be_read_is_told_with_its_place():
    here = paste(visit("targets"), "Periode;Landet\n2024;7,0\ni fjor;7,1\n2025;høyt")
    assert "A3: dette er ikke en periode" in here.warning[0].value + here.warning[1].value
    assert "B4: «høyt»" in here.warning[0].value + here.warning[1].value
    here = paste(here, "bare tull")
    assert "Ingen perioder med tall ble funnet." in here.warning[0].value


def test_a_reader_sees_targets_and_has_no_form(monkeypatch):
    set_target(visit("targets"), 8.0)
    monkeypatch.setattr(login, "required", lambda: True)
    here = visit("overview", is_logged_in=True, name="Kari", iat=time.time(), roles=["reader"])
    here = go(here, "targets")
    assert len(listed(here)) == 1
    assert not here.main.text_area and not here.main.text_input and not [each for each in here.main.button]


def test_the_level_of_a_line_without_days_is_said_to_be_a_mean_where_units_are_counted_against_it():
    values = [LineValue(Granularity.QUARTER, date(2025, month, 1), rate) for month, rate in QUARTERS]
    line = ExternalLine("Kommunene *i alt*", Reach.SECTOR, values, certified="doctor")
    store.save_external_line(line, municipality=SOLVIK, who="Kari")
    here = visit()
    assert "gjennomsnitt" not in said(here)
    here = pick(here, "Linjen enhetene telles mot", "Kommunene *i alt*")
    assert "Kommunene *i alt*: 7,0\u00a0% (2025)" in said(here)
    assert "Derfor er årsnivået et gjennomsnitt av prosentene" in said(here)


def test_the_overview_warns_of_a_line_of_another_definition_before_the_curve():
    values = [LineValue(Granularity.MONTH, date(2025, month, 1), 6.6) for month in range(1, 13)]
    store.save_external_line(ExternalLine("Landet", Reach.NATIONAL, values), municipality=SOLVIK, who="Kari")
    assert "Det er ikke sagt om «Landet» og kommunens egne tall er det samme" in said(visit())
