"""A municipality whose units swing as real ones do: what can be seen in it, and what happens by itself."""

from functools import cache

import numpy as np

from naervaer import store
from naervaer.model import Language
from tests.pages.municipality import SOLVIK, months
from tests.store.build import imported


COLUMNS = ("unit", "service_area", "period_start", "lost_days", "possible_days", "employees")
KINDERGARTENS, SCHOOLS = 8, 14

# Two units too small to be shown, which hide each other, so that no other unit has to be hidden to protect them.
TINY = ("Kommunearkivet", "Skolehagen")


@cache
def rows(first_year, last_year, tiny=True):
    """(unit, area, month, lost, possible, employees) with a bad year now and then, in winter most."""
    rng = np.random.default_rng(7)
    calendar = months(first_year, last_year)
    names = [(f"Barnehage {n:02}", "Barnehage") for n in range(KINDERGARTENS)]
    names += [(f"Skole {n:02}", "Skole") for n in range(SCHOOLS)]
    made = []
    for number, (unit, area) in enumerate(names):
        possible = 200 + 20 * number
        level = rng.uniform(0.06, 0.11)
        years = np.repeat(np.exp(rng.normal(0, 0.25, len(calendar) // 12)), 12)
        for place, month in enumerate(calendar):
            winter = 1 + 0.3 * np.cos(2 * np.pi * place / 12)
            lost = round(min(possible, possible * level * winter * years[place] * np.exp(rng.normal(0, 0.2))), 1)
            made.append((unit, area, month, lost, possible, 12 + number))
    if tiny:
        made += [(unit, "Skole", month, 37.3, 100, 3) for unit in TINY for month in calendar]
    return made


def save(first_year=2020, last_year=2025, *, starts=(), tiny=True):
    """Store it, with starts (unit, day) of one initiative."""
    taking_part = [("unit", "initiative", "start"), *((unit, "Refleksjonsgrupper", day) for unit, day in starts)]
    table = [COLUMNS, *rows(first_year, last_year, tiny)]
    text = ["\n".join("  ".join(map(str, row)) for row in lines) for lines in (table, taking_part)]
    store.save_municipality(SOLVIK, name="Solvik", language=Language.NB)
    return store.save_upload(imported(*text), municipality=SOLVIK, who="Kari")


def yearly(year):
    """Lost and possible days of each unit that may be shown in one year, by name."""
    found = {}
    for unit, _, month, lost, possible, _ in rows(2020, 2025, False):
        if month.startswith(str(year)):
            before = found.get(unit, (0, 0))
            found[unit] = (before[0] + lost, before[1] + possible)
    return found
