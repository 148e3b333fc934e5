from datetime import date

import numpy as np
import pytest

from naervaer import store
from naervaer.figures.external_lines import external_lines
from naervaer.model import Granularity, Language, Reach
from naervaer.store import ExternalLine, LineValue, SeriesDefinition
from tests.store.build import imported


HERE = {"municipality": "solvik", "who": "Kari"}

# Kommuner, legemeldt: KS, «Sykefraværet i kommunesektoren første halvår 2021», tabell 1 (kilde SSB).
PUBLISHED = {(2019, 1): 7.8, (2019, 2): 6.9, (2019, 3): 5.6, (2019, 4): 7.5, (2020, 1): 8.4, (2020, 2): 7.0}


def quarters(published=PUBLISHED):
    return [LineValue(Granularity.QUARTER, date(year, 3 * n - 2, 1), rate) for (year, n), rate in published.items()]


@pytest.fixture(autouse=True)
def own_figures():
    rows = "unit  service_area  period_start  lost_days  possible_days\n Lia  Barnehage  2020-06-01  10.0  100"
    definition = SeriesDefinition(certified="both", holiday_in_possible_days=False)
    store.save_upload(imported(rows), definition=definition, **HERE)


def save(values=None, **said):
    store.save_external_line(ExternalLine("Kommunene", Reach.SECTOR, values or quarters(), **said), **HERE)
    (line,) = external_lines("solvik", Granularity.MONTH, said.get("area"))
    return line


def months(first, last):
    return np.arange(np.datetime64(first), np.datetime64(last) + 1)


def test_a_quarter_stands_for_its_months():
    along, length = save().along(months("2019-12", "2020-07"), Granularity.MONTH)
    assert length is Granularity.QUARTER
    assert along.tolist()[:7] == [7.5, 8.4, 8.4, 8.4, 7.0, 7.0, 7.0]
    assert np.isnan(along[7]), "a quarter that is not published is missing"


def test_rates_of_quarters_do_not_make_a_half_year_but_days_do():
    halves = np.array(["2019-01", "2019-07"], "datetime64[M]")
    assert save().along(halves, Granularity.HALF_YEAR) is None
    days = [LineValue(Granularity.QUARTER, date(2019, 3 * n - 2, 1), None, 10.0 * n, 100.0 + n) for n in range(1, 5)]
    found, length = save(days).along(halves, Granularity.HALF_YEAR)
    assert length is Granularity.HALF_YEAR
    assert found == pytest.approx([100 * 30 / 203, 100 * 70 / 207])


def test_the_newest_twelve_months_are_told_with_which_they_are():
    year = save().last_year(np.datetime64("2020-06", "M"))
    assert (str(year.first), str(year.last)) == ("2019-07", "2020-06")
    assert year.rate_pct == pytest.approx((5.6 + 7.5 + 8.4 + 7.0) / 4) and year.is_mean
    year = save().last_year(np.datetime64("2020-02", "M"))
    assert (str(year.last), year.rate_pct) == ("2019-12", pytest.approx(6.95))


def test_twelve_months_are_summed_days_where_there_are_days():
    days = [LineValue(Granularity.QUARTER, date(2019, 3 * n - 2, 1), None, 10.0 * n, 100.0 * n**2) for n in range(1, 5)]
    year = save(days).last_year(np.datetime64("2019-12", "M"))
    assert year.rate_pct == pytest.approx(100 * 100 / 3000) and not year.is_mean


def test_old_or_broken_lines_have_no_newest_year():
    line = save()
    assert line.last_year(np.datetime64("2021-12", "M")) is None
    gap = {quarter: rate for quarter, rate in PUBLISHED.items() if quarter != (2019, 4)}
    store.remove_external_line(line.line_id, **HERE)
    assert save(quarters(gap)).last_year(np.datetime64("2020-06", "M")) is None


def test_a_line_of_something_else_is_marked_and_its_difference_said():
    line = save(certified="doctor", holiday_in_possible_days=True)
    assert line.differs == ("certified", "holiday_in_possible_days")
    assert line.label(Language.NB) == "Kommunene (annen definisjon)"
    assert "bare legemeldt" in line.warning(Language.NB)


def test_a_line_of_the_same_is_not_marked():
    line = save(certified="both", holiday_in_possible_days=False)
    assert (line.differs, line.unknown, line.warning(Language.NB)) == ((), (), "")
    assert line.label(Language.NB) == "Kommunene"


def test_what_nobody_has_said_may_differ():
    line = save(certified="both")
    assert line.unknown == ("holiday_in_possible_days",)
    assert "Det er ikke sagt" in line.warning(Language.NB)


def test_a_line_of_an_area_stands_beside_that_area_only():
    save(area="Barnehage")
    assert external_lines("solvik", Granularity.MONTH) == []
    assert len(external_lines("solvik", Granularity.MONTH, "Barnehage")) == 1
