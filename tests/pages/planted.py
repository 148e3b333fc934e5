"""A workbook with known answers: the same season every year, and from the start on a factor of our own choosing."""

import io
from functools import cache

import xlsxwriter

from tests.plain import Row


FIRST_YEAR, MONTHS = 2022, 48
END = MONTHS  # the number of the month after the last one
SEASON = (1.2, 1.15, 1.05, 1.0, 0.95, 0.9, 0.7, 0.8, 1.0, 1.05, 1.1, 1.1)
WORKDAYS = (21, 20, 22, 19, 20, 21, 23, 22, 21, 23, 21, 20)

# name: employees, percent lost in an average month, month of the start (counted from the first), factor from then on
PLANTED = {
    "Elvebakken barnehage": (18, 11.0, 30, 0.75),
    "Nordlia barnehage": (24, 9.0, 30, 0.9),
    "Åsen barnehage": (15, 8.0, 33, 1.0),
    "Breivik barnehage": (31, 7.0, 33, 1.15),
    "Tangen barnehage": (20, 10.0, END - 2, 0.5),
    "Sundet barnehage": (27, 8.5, None, 1.0),
    "Haugen barnehage": (40, 6.5, None, 1.0),
}
JUST_STARTED = "Tangen barnehage"
FACTORS = {
    name: factor for name, (_, _, start, factor) in PLANTED.items() if start is not None and name != JUST_STARTED
}


def rows():
    """Every unit-month as the slow twin reads it."""
    return [_row(name, month) for name in PLANTED for month in range(MONTHS)]


def _row(name, month):
    employees, level, start, factor = PLANTED[name]
    possible = employees * WORKDAYS[month % 12] * 0.85
    changed = factor if start is not None and month >= start else 1.0
    return Row(name, month, possible * level / 100 * SEASON[month % 12] * changed, possible, start)


def day(month):
    """The first of the month with this number, as a person writes it."""
    return f"01.{month % 12 + 1:02}.{FIRST_YEAR + month // 12}"


@cache
def workbook():
    """The file a project leader would send: figures on one sheet, who takes part on another; the same bytes again."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        figures = book.add_worksheet("Fravær")
        figures.write_row(
            0, 0, ["Enhet", "Tjenesteområde", "Periode", "Tapte dagsverk", "Mulige dagsverk", "Antall ansatte"]
        )
        for line, row in enumerate(rows(), start=1):
            place = [row.unit, "Barnehage", day(row.month), row.lost, row.possible, PLANTED[row.unit][0]]
            figures.write_row(line, 0, place)
        initiatives = book.add_worksheet("Tiltak")
        initiatives.write_row(0, 0, ["Enhet", "Tiltak", "Startdato"])
        started = [(name, start) for name, (_, _, start, _) in PLANTED.items() if start is not None]
        for line, (name, start) in enumerate(started, start=1):
            initiatives.write_row(line, 0, [name, "Refleksjonsgrupper", day(start)])
    return out.getvalue()
