"""Where attendance is chosen it holds on every page: in figures, axes, headings, verdicts and what is taken along."""

import re
from datetime import date

import pytest

from naervaer import store
from naervaer.model import Measure
from naervaer.store import Target
from tests.pages import swinging
from tests.pages.visiting import go, pictures, said, tables, visit
from tests.reports import fjellvik


def choose(here, measure):
    here.sidebar.get("button_group")[0].set_value(measure)
    return here.run()


PAGES = (
    "overview",
    "before_after",
    "trend",
    "unit_comparison",
    "unit",
    "review",
    "initiative",
    "initiatives",
    "targets",
)
SHARES = {"Korttid (andel)"}  # of the lost days


def percents(here):
    """Every percent in the tables of the page, with its heading."""
    return [
        (heading, float(number.replace(",", ".")))
        for rows in tables(here).values()
        for row in rows
        for heading, text in row.items()
        if heading not in SHARES and "sykefravær" not in text  # a target in the words it was set in
        for number in re.findall(r"(\d+,\d)\u00a0%", text)
    ]


@pytest.mark.parametrize("page", PAGES)
def test_where_attendance_is_chosen_no_figure_axis_or_verdict_of_a_page_is_of_sick_leave(page):
    fjellvik.filled()
    store.save_target(Target(date(2025, 1, 1), Measure.ABSENCE, percent=8.0), municipality="solvik", who="Kari")
    here = choose(visit(), "attendance")
    if page != "overview":
        go(here, page)
    if page == "initiative":
        next(one for one in here.get("button_group") if one.key == "section").set_value("result").run()
    assert not here.exception and not here.error
    low = [found for found in percents(here) if found[1] < 60]
    assert low == []
    axes = [picture.svg for picture in pictures(here) if "Sykefravær i prosent" in picture.svg]
    headings = [heading for rows in tables(here).values() for row in rows[:1] for heading in row]
    assert axes == [] and not [heading for heading in headings if "sykefravær" in heading.lower()]
    if page != "targets":  # which also tells what was set, in the words it was set in
        assert not re.search(r"\d,\d\u00a0% sykefravær|sykefraværet (var|er) \d", said(here))


def test_a_page_that_reckons_in_sick_leave_says_so_where_attendance_is_chosen():
    swinging.save(2020, 2025)
    here = choose(visit(), "attendance")
    for page in ("power", "method"):
        assert "Denne siden regner i sykefravær" in said(go(here, page))
    choose(here, "absence")
    assert "Denne siden regner i sykefravær" not in said(go(here, "power"))
