from naervaer import figures, store
from naervaer.model import Granularity
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
