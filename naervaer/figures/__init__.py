"""The figures everything shown stands on: panels from the store, and the answers worked out of them.

Page, chart, slide and terminal take them here, so that the same question has the same answer everywhere.
"""

from naervaer.figures.answers import Answer, Choices, another_answer, answer, verdicts
from naervaer.figures.beside import beside_activities, beside_steps, enrolled_above
from naervaer.figures.criteria import AgainstBaseYear, against_base_year, criteria, missing
from naervaer.figures.implementation import Due, Implementation, implementation, last_data, late, next_due, status
from naervaer.figures.organisations import organisations, organisations_not_listed
from naervaer.figures.panels import hidden, lengths, panel, unsized
from naervaer.figures.starts import starts
from naervaer.figures.taking_part import overlapping, proposed_units, starts_outside


__all__ = [
    "AgainstBaseYear",
    "Answer",
    "Choices",
    "Due",
    "Implementation",
    "against_base_year",
    "another_answer",
    "answer",
    "beside_activities",
    "beside_steps",
    "criteria",
    "enrolled_above",
    "hidden",
    "implementation",
    "last_data",
    "late",
    "lengths",
    "missing",
    "next_due",
    "organisations",
    "organisations_not_listed",
    "overlapping",
    "panel",
    "proposed_units",
    "starts",
    "starts_outside",
    "status",
    "unsized",
    "verdicts",
]
