from datetime import date

import pytest

from naervaer.analysis.forecast import Count, delivered, forecast, growth_pct, known_by


def half_years(year, first, second):
    return [
        Count(date(year, 1, 1), date(year, 6, 30), first),
        Count(date(year, 7, 1), date(year, 12, 31), second),
    ]


# NAV Arbeidslivssenter, as the IA parties report: 64 806 services so far against 59 314 the year before.
def test_growth_against_the_same_part_of_the_year_before():
    assert growth_pct(64_806, 59_314) == pytest.approx(9.3, abs=0.05)
    assert growth_pct(64_806, None) is None
    assert growth_pct(64_806, 0) is None


def test_spans_that_lie_end_to_end_or_inside_each_other_say_what_the_others_do_not():
    counts = [*half_years(2016, 300, 200), Count(date(2017, 1, 1), date(2017, 12, 31), 700)]
    assert delivered(counts, date(2016, 1, 1), date(2016, 12, 31)) == 500
    assert delivered(counts, date(2016, 1, 1), date(2017, 12, 31)) == 1200
    assert delivered(counts, date(2017, 1, 1), date(2017, 6, 30)) is None
    inside = [*counts, Count(date(2017, 1, 1), date(2017, 6, 30), 400)]
    assert delivered(inside, date(2017, 7, 1), date(2017, 12, 31)) == 300


def test_what_was_counted_is_that_count_even_where_others_add_up_to_something_else():
    counts = [*half_years(2016, 300, 200), Count(date(2016, 1, 1), date(2016, 12, 31), 510)]
    assert delivered(counts, date(2016, 1, 1), date(2016, 12, 31)) == 510


def test_less_than_nothing_is_not_known():
    counts = [Count(date(2016, 1, 1), date(2016, 12, 31), 100), Count(date(2016, 1, 1), date(2016, 6, 30), 300)]
    assert delivered(counts, date(2016, 7, 1), date(2016, 12, 31)) is None
    assert known_by([], date(2016, 1, 1)) == {date(2016, 1, 1): 0.0}


def test_the_year_is_spread_as_the_half_years_of_the_year_before():
    counts = [*half_years(2016, 300, 200), Count(date(2017, 1, 1), date(2017, 6, 30), 360)]
    found = forecast(counts, date(2017, 6, 30))
    assert (found.total, found.by, found.years, found.low) == (pytest.approx(600), "years", (2016,), None)


def test_several_years_are_summed_and_each_alone_is_an_end():
    counts = [*half_years(2015, 200, 200), *half_years(2016, 300, 200), Count(date(2017, 1, 1), date(2017, 6, 30), 360)]
    found = forecast(counts, date(2017, 6, 30))
    assert found.total == pytest.approx(360 * 900 / 500)
    assert (found.low, found.high, found.years) == (pytest.approx(600), pytest.approx(720), (2015, 2016))


def test_inside_a_half_year_the_days_are_alike():
    counts = [
        *half_years(2016, 300, 184),
        *half_years(2017, 300, 0)[:1],
        Count(date(2017, 7, 1), date(2017, 10, 31), 123),
    ]
    found = forecast(counts, date(2017, 10, 31))  # 123 of the 184 days of the second half-year have gone
    assert found.total == pytest.approx(423 * 484 / 423)


def test_this_years_half_years_lie_end_to_end():
    counts = [*half_years(2016, 300, 200), *half_years(2017, 360, 250)]
    assert forecast(counts, date(2017, 12, 31)).total == pytest.approx(610)


def test_without_an_earlier_year_the_rest_goes_on_as_the_days_so_far():
    found = forecast([Count(date(2017, 1, 1), date(2017, 6, 30), 181)], date(2017, 6, 30))
    assert (found.total, found.by, found.years) == (365, "days", ())
    leap = forecast([Count(date(2016, 1, 1), date(2016, 12, 31), 366)], date(2016, 12, 31))
    assert leap.total == 366


def test_a_whole_year_alone_does_not_tell_how_it_was_spread():
    counts = [Count(date(2016, 1, 1), date(2016, 12, 31), 500), Count(date(2017, 1, 1), date(2017, 6, 30), 360)]
    assert forecast(counts, date(2017, 6, 30)).by == "days"


def test_the_same_part_of_last_year_alone_does_not_tell_what_came_after():
    counts = [Count(date(2016, 1, 1), date(2016, 6, 30), 300), Count(date(2017, 1, 1), date(2017, 6, 30), 360)]
    assert forecast(counts, date(2017, 6, 30)).by == "days"


def test_nothing_before_or_nothing_so_far_is_no_division_by_nothing():
    counts = [*half_years(2016, 0, 0), Count(date(2017, 1, 1), date(2017, 6, 30), 0)]
    assert forecast(counts, date(2017, 6, 30)).total == 0


def test_a_year_that_was_not_counted_from_its_beginning_is_not_forecast():
    assert forecast([Count(date(2017, 7, 1), date(2017, 10, 31), 100)], date(2017, 10, 31)) is None


@pytest.mark.parametrize("counted_to", [date(2020, 2, 28), date(2020, 2, 29)])
def test_a_leap_day_has_no_day_before_it_to_stumble_on(counted_to):
    counts = [*half_years(2019, 300, 200), Count(date(2020, 1, 1), counted_to, 100)]
    assert forecast(counts, counted_to).by == "years"
