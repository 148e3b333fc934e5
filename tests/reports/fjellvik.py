"""A made-up municipality to hold meetings about: what is true of it is written here, the rest is seeded noise."""

from datetime import date

import numpy as np

from naervaer import store
from naervaer.store import Activity, Organisation, Volume
from tests.pages.municipality import SOLVIK, months, save


YEARS = (2021, 2025)
START = "2024-07"
INITIATIVE = "Refleksjonsgrupper"
POSSIBLE_A_PERSON = 19.0  # days in a month
SEASON = (1.2, 1.15, 1.05, 1.0, 0.95, 0.9, 0.7, 0.8, 1.0, 1.05, 1.1, 1.1)

# Seven employees: shown in the house, never outside it. Rates that nothing else here has, so that a leak is seen.
SMALL, SMALL_BEFORE, SMALL_AFTER = "Rødgrana skjermet bolig", 31.7, 23.3
LONG = "Storfjellet og Nedre Elvedalen interkommunale barnehage- og avlastningssenter, avdeling nord"


def filled(n_started=6, n_others=14, *, factor=0.6, small=True, start=START, years=YEARS):
    """Store the municipality; gives the initiative's number."""
    noise = np.random.default_rng(7)
    started = ["Lia sykehjem 0", LONG, *(f"Lia sykehjem {number}" for number in range(2, n_started))][:n_started]
    rows = [_unit(noise, name, "Sykehjem", 24 + 3 * place, factor, start, years) for place, name in enumerate(started)]
    rows += [_unit(noise, f"Åsen skole {place}", "Skole", 30, 1.0, None, years) for place in range(n_others)]
    if small:
        rows.append(_flat(SMALL, "Sykehjem", 7, start, years))
        started.append(SMALL)
    save(*rows, starts=[(name, INITIATIVE, f"{start}-01") for name in started], name="Fjellvik kommune")
    return int(store.read("initiatives", municipality=SOLVIK)["initiative_id"].iloc[0])


def _unit(noise, name, area, employees, factor, start, years):
    level = noise.uniform(7, 11)
    rows = []
    for day in months(*years):
        after = factor if start is not None and day >= start else 1.0
        rate = level * SEASON[int(day[5:7]) - 1] * after * noise.normal(1, 0.12)
        possible = employees * POSSIBLE_A_PERSON
        rows.append((name, area, day, round(possible * max(rate, 0.5) / 100, 2), possible, employees))
    return rows


def _flat(name, area, employees, start, years):
    possible = employees * POSSIBLE_A_PERSON
    rates = [(day, SMALL_AFTER if day >= start else SMALL_BEFORE) for day in months(*years)]
    return [(name, area, day, possible * rate / 100, possible, employees) for day, rate in rates]


def reporting(initiative):
    """Two organisations that report in the initiative: one with half-years of three years, one that has not counted."""
    own = {"municipality": SOLVIK, "who": "Kari"}
    seen = int(store.read("initiatives", municipality=SOLVIK)["version"].iloc[0])
    store.save_initiative(INITIATIVE, programme="ia", initiative_id=initiative, seen_version=seen, **own)
    named = [Organisation("KS Vest"), Organisation("NAV Arbeidslivssenter")]
    store.save_rows(Organisation, initiative, [], named, **own)
    counts = [(2023, 420.0, 380.0), (2024, 460.0, 410.0), (2025, 520.0, 470.0)]
    volumes = [
        Volume("NAV Arbeidslivssenter", "service", date(year, first, 1), date(year, last, day), None, n)
        for year, *halves in counts
        for (first, last, day), n in zip(((1, 6, 30), (7, 12, 31)), halves, strict=True)
    ]
    store.save_rows(Volume, initiative, [], volumes, **own)
    held = [
        Activity(None, "seminar", "Roller", "KS Vest", (), date(2025, 9, 1), date(2025, 9, 3), False, 40, 31),
        Activity(None, "seminar", "Samtaler", "KS Vest", (), date(2025, 11, 1)),
        Activity(None, "course", "Roller", "NAV Arbeidslivssenter", (), date(2024, 10, 1), date(2024, 10, 1)),
    ]
    store.save_rows(Activity, initiative, [], held, **own)
