"""A small made-up municipality, stored the way an upload is."""

from naervaer import store
from naervaer.model import Language
from tests.store.build import imported


SOLVIK = "solvik"

# A flat calendar, so that an expected rate can be read off the factor alone.
POSSIBLE = 200.0


def months(first_year, last_year):
    return [f"{year}-{month:02}-01" for year in range(first_year, last_year + 1) for month in range(1, 13)]


def unit(name, area, rate, *, employees=20, years=(2024, 2025), after=None, since="9999"):
    """A unit with the same rate in every month; `after` is its rate from `since` on. Rates in percent."""
    return [
        (
            name,
            area,
            month,
            (after if after is not None and month >= since else rate) * POSSIBLE / 100,
            POSSIBLE,
            employees,
        )
        for month in months(*years)
    ]


def save(*units, starts=(), fingerprint="a", key=SOLVIK, name="Solvik"):
    """Store the units and the starts (unit, initiative, day) in one upload."""
    columns = ("unit", "service_area", "period_start", "lost_days", "possible_days", "employees")
    rows = [columns, *(row for each in units for row in each)]
    taking_part = [("unit", "initiative", "start"), *starts]
    text = ["\n".join("  ".join(map(str, row)) for row in table) for table in (rows, taking_part)]
    store.save_municipality(key, name=name, language=Language.NB)
    return store.save_upload(imported(*text, fingerprint=fingerprint), municipality=key, who="Kari")
