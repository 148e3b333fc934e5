"""A table with everything that can go wrong on the way to a spreadsheet."""

import math

from naervaer.charts.table import Column, Kind, Table


# Names that a spreadsheet program would run, or that look like numbers and dates.
NAMES = ["=1+1", "+4799999999", "-Myra", "@SUM(A1)", "\t=1+1", "\r=1+1", 'Lia; «øst», "vest"', "1.3", "Ærø barnehave"]
FORMULAS = NAMES[:6]
RATES = [math.pi * 3, 0.0, 100.0, 8.25, 12.00004, 7.1, None, 0.1 + 0.2, 1234.5678]


def exhibit(names=NAMES):
    columns = (
        Column("Enhet"),
        Column("=Fravær", Kind.PERCENT),
        Column("Over tid", Kind.SPARKLINE),
        Column("Endring", Kind.POINTS),
        Column("Dager", Kind.DAYS),
        Column("Enheter", Kind.COUNT),
    )
    rows = tuple(
        (name, rate, (8.0, 9.0), -rate if rate else None, 1234.5, 7) for name, rate in zip(names, RATES, strict=False)
    )
    return Table("Enhetene før og etter", columns, rows)
