from datetime import date

from naervaer import figures, store
from naervaer.model import Granularity
from tests.pages.municipality import SOLVIK, save, unit
from tests.store.build import imported


def test_a_part_of_the_absence_is_a_part_of_the_days_given_beside_the_whole():
    rows = """
        unit  period_start  part   lost_days  possible_days  employees
        Lia   2025-01-01    total  10.0       100            20
        Lia   2025-01-01    short  4.0        -              -
        Ås    2025-01-01    total  5.0        50             20
        Ås    2025-01-01    short  1.0        40             20
    """
    store.save_upload(imported(rows), municipality="solvik", who="Kari")
    short = figures.panel("solvik", Granularity.MONTH, part="short")
    assert short.rate[:, 0].tolist() == [4.0, 2.5]
    assert short.employees[:, 0].tolist() == [20, 20]


def of_the_initiative(end=None):
    """The months the figures of the initiative hold for Lia, which took part from June 2024 until `end`."""
    save(unit("Lia", "Skole", 8, years=(2024, 2024)), unit("Moen", "Skole", 8, years=(2024, 2024)))
    known = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    taking_part = [store.TakingPart(int(known["Lia"]), date(2024, 6, 1), end)]
    key = store.save_initiative("Samtaler", municipality=SOLVIK, who="Kari", taking_part=taking_part)
    return lambda: _months(figures.panel(SOLVIK, Granularity.MONTH, key), "Lia")


def _months(panel, name):
    (row,) = panel.rate[panel.unit == name]
    return [str(month) for month in panel.period[row == row]]


def test_a_month_in_which_a_unit_left_is_the_last_one_that_counts():
    assert of_the_initiative(end=date(2024, 9, 1))()[-1] == "2024-09"


def test_an_initiative_that_began_with_a_break_has_the_figures_from_there_on():
    months = of_the_initiative()
    store.save_break(date(2024, 6, 1), "Nytt lønnssystem", municipality=SOLVIK, who="Kari")
    assert (months()[0], months()[-1]) == ("2024-06", "2024-12")
