"""The numbers of the analysis pages once more by hand: plain sums over the example's rows, written as the page does."""

import pytest

from naervaer import store
from naervaer.charts import drawings
from naervaer.figures.trends import Place
from naervaer.i18n import number, percent, period, signed
from naervaer.model import Granularity, Language
from tests import plain
from tests.pages import fjordvik
from tests.pages.municipality import SOLVIK
from tests.pages.visiting import tables, visit


NB = Language.NB
OVER_TIME = "Sykefravær per periode, nyeste først"
YEARS = "Sykefravær i samme del av hvert år"
PARTS = "Deler av sykefraværet siste 12 måneder, ved slutten av hver periode"
UNITS = "Enhetene etter navn, siste 12 måneder"
DAYS_IN_A_POSITION = 230  # METHODS 2.k
MISSING = "mangler"


@pytest.fixture
def rows():
    return fjordvik.saved()


def choose(here, key, value):
    widgets = (here.selectbox, here.multiselect, here.get("button_group"))
    next(one for kind in widgets for one in kind if one.key == key).set_value(value).run()
    assert not here.exception and not here.error
    return here


def of(rows, *, area=None, unit=None):
    """The frame's rows of an area, a unit, or (neither) the municipality, as plain loops read them."""
    chosen = rows[(rows["service_area"] == area) | (area is None)]
    return fjordvik.plainly(chosen[(chosen["unit"] == unit) | (unit is None)])


def rate(rows, first, months=1):
    """Percent in so many months from the first; None unless all of them have figures."""
    span = range(first, first + months)
    chosen = [row for row in rows if row.month in span]
    if {row.month for row in chosen} != set(span):
        return None
    return 100 * sum(row.lost for row in chosen) / sum(row.possible for row in chosen)


def written(value):
    return MISSING if value is None else percent(NB, value)


def by_hand(rows, length=1):
    """A row for each period as the page's table has it, the newest first."""
    first, last = min(row.month for row in rows), max(row.month for row in rows)
    granularity = {1: Granularity.MONTH, 3: Granularity.QUARTER, 6: Granularity.HALF_YEAR}[length]
    made = []
    for start in range((first - 1) // length * length + 1, last + 1, length):
        now, before = rate(rows, start, length), rate(rows, start - 12, length)
        made.append(
            {
                "Periode": period(NB, day(start), granularity),
                "Sykefravær i prosent": written(now),
                "Samme periode året før": written(before),
                "Endring (prosentpoeng)": MISSING if None in (now, before) else signed(NB, now - before),
                "Siste 12 måneder": written(None if now is None else rate(rows, start + length - 12, 12)),
            }
        )
    return made[::-1]


def day(month):
    return fjordvik.date_of(month)


def shown(here, like):
    """The page's table, with the columns that are worked out by hand."""
    return [{heading: row[heading] for heading in like[0]} for row in tables(here)[OVER_TIME]]


@pytest.mark.parametrize(("granularity", "length"), [("month", 1), ("quarter", 3), ("half_year", 6)])
def test_the_whole_municipality_over_time(rows, granularity, length):
    expected = by_hand(of(rows), length)
    assert shown(choose(visit("trend"), "granularity", granularity), expected) == expected


def test_an_area_over_time(rows):
    expected = by_hand(of(rows, area="Skole"))
    assert shown(choose(visit("trend"), "area", "Skole"), expected) == expected


def test_a_unit_on_its_own_page_and_over_time(rows):
    name = rows.loc[rows["service_area"] == "Skole", "unit"].iloc[0]
    expected = by_hand(of(rows, unit=name))
    number_of = store.read("units", municipality=SOLVIK).set_index("unit")["unit_id"]
    assert shown(choose(visit("trend"), "unit", str(number_of[name])), expected) == expected
    assert shown(choose(visit("unit"), "unit", str(number_of[name])), expected) == expected


def test_the_months_of_each_year_beside_each_other(rows):
    whole = of(rows)
    years = sorted({day(row.month).year for row in whole})
    table = tables(choose(visit("trend"), "view", "years"))[YEARS]
    for month, line in enumerate(table, start=1):
        expected = {str(year): written(rate(whole, 12 * year + month)) for year in years}
        assert {heading: line[heading] for heading in expected} == expected


def test_short_and_long_absence_in_the_last_twelve_months(rows):
    table = tables(choose(visit("trend"), "view", "parts_short_long"))[PARTS]
    parts = {"korttid": fjordvik.plainly(rows, "short_days"), "langtid": fjordvik.plainly(rows, "long_days")}
    last = max(row.month for row in parts["korttid"])
    for back, line in enumerate(table):
        expected = {name: written(rate(part, last - back - 11, 12)) for name, part in parts.items()}
        assert {name: line[name] for name in expected} == expected


@pytest.mark.parametrize("kind", ["kindergarten", "school"])
def test_the_units_of_a_kind_beside_each_other(rows, kind):
    here = choose(visit("unit_comparison"), "kind", kind)
    table, end = tables(here)[UNITS], fjordvik.month_number(rows["period_start"].max())
    every = fjordvik.plainly(rows)
    rates = plain.year_of_each(every, {line["Enhet"] for line in table}, end)
    assert len(table) == len(rates) > 5
    for line in table:
        _, possible = plain.total(every, line["Enhet"], range(end - 11, end + 1))
        assert line["Sykefravær i prosent"] == percent(NB, rates[line["Enhet"]])
        assert line["Størrelse (årsverk)"] == number(NB, possible / DAYS_IN_A_POSITION, 0)


def test_each_line_beside_the_others_is_its_own_last_twelve_months(rows):
    places = {"Hele kommunen": {}, "Skole": {"area": "Skole"}, "Barnehage": {"area": "Barnehage"}}
    drawn = drawings.side_by_side(SOLVIK, Granularity.MONTH, tuple(Place(**place) for place in places.values()), NB)
    assert [column.heading for column in drawn.table.columns] == ["Periode", *places]
    last = fjordvik.month_number(rows["period_start"].max())
    for back, line in enumerate(drawn.table.rows[:24]):
        assert line[1:] == pytest.approx([rate(of(rows, **place), last - back - 11, 12) for place in places.values()])
