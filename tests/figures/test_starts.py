"""When initiatives began somewhere: the first unit's start, of the units that are asked about."""

from naervaer import figures
from naervaer.model import Granularity
from tests.pages.municipality import SOLVIK, save, unit


def test_the_first_start_of_each_initiative_among_the_units_asked_about():
    save(
        unit("Lia", "Skole", 8),
        unit("Ås", "Skole", 8),
        unit("Vik", "Sykehjem", 8),
        starts=[
            ("Lia", "Samtaler", "2025-06-01"),
            ("Ås", "Samtaler", "2025-03-01"),
            ("Vik", "Samtaler", "2025-01-01"),
            ("Lia", "Kurs", "2025-02-01"),
        ],
    )

    def began(**where):
        found = figures.starts(SOLVIK, **({"area": None, "unit": None} | where))
        return [(row.initiative, str(row.start.date())) for row in found.itertuples()]

    assert began() == [("Samtaler", "2025-01-01"), ("Kurs", "2025-02-01")]
    assert began(area="Skole") == [("Kurs", "2025-02-01"), ("Samtaler", "2025-03-01")]
    panel = figures.panel(SOLVIK, Granularity.MONTH)
    lia = int(panel.unit_id[panel.unit == "Lia"][0])
    assert began(unit=lia) == [("Kurs", "2025-02-01"), ("Samtaler", "2025-06-01")]
    assert began(area="Bolig") == []
