from datetime import date

import pytest

from naervaer.analysis.forecast import forecast, growth_pct


# NAV Arbeidslivssenter, as the IA parties report: 64 806 services so far against 59 314 the year before, and
# 74 000 expected for the year. The whole year before is not given there; 67 729 is what the three figures agree on.
SO_FAR, YEAR_BEFORE, WHOLE_YEAR_BEFORE = 64_806, 59_314, 67_729


def test_growth_against_the_same_part_of_the_year_before():
    assert growth_pct(SO_FAR, YEAR_BEFORE) == pytest.approx(9.3, abs=0.05)
    assert growth_pct(SO_FAR, None) is None
    assert growth_pct(SO_FAR, 0) is None


def test_with_the_year_before_known_the_year_grows_as_it_has_grown():
    found = forecast(SO_FAR, date(2017, 10, 31), YEAR_BEFORE, WHOLE_YEAR_BEFORE)
    assert found.by == "last_year"
    assert found.total == pytest.approx(74_000, abs=1)
    assert found.growth_pct == pytest.approx(9.3, abs=0.05)


def test_without_it_the_rest_of_the_year_goes_on_as_the_days_so_far():
    found = forecast(181, date(2017, 6, 30))
    assert (found.total, found.by, found.growth_pct) == (365, "days", None)
    assert forecast(366, date(2016, 12, 31)).total == 366


def test_half_known_is_not_known():
    assert forecast(SO_FAR, date(2017, 10, 31), YEAR_BEFORE, None).by == "days"
    assert forecast(SO_FAR, date(2017, 10, 31), None, WHOLE_YEAR_BEFORE).by == "days"
