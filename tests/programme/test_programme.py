"""The programmes that stand ready can be named, described and found in every language."""

import json

import pytest

from naervaer.model import Language
from naervaer.programme import Criterion, find, from_plain, standing, to_plain


def test_the_five_stand_ready_with_reflection_groups_first() -> None:
    assert [each.key for each in standing()] == ["reflection_groups", "ned", "five_elements", "nav_services", "ia"]


@pytest.mark.parametrize("language", list(Language))
def test_everything_is_said_in_every_language(language: Language) -> None:
    for programme in standing():
        lists = (*programme.plan, *programme.activities, *programme.cases, *programme.headings)
        texts = [programme.name, programme.description, programme.aim, *(one.name for one in lists)]
        assert all(text[language].strip() for text in texts)


def test_what_a_unit_is_to_reach_is_told_apart() -> None:
    for programme in standing():
        assert len({one.key for one in programme.plan}) == len(programme.plan) >= 2


def test_reflection_groups_meet_every_second_month_and_are_followed_for_a_year() -> None:
    first = standing()[0]
    assert (first.rhythm_months, first.follow_up_months) == (2, 12)
    assert first.cases


def test_ned_has_three_steps_for_units_above_ten_percent() -> None:
    ned = standing()[1]
    assert len(ned.steps) == 3 and ned.enrolled_above_pct == 10


def test_the_danish_model_has_five_elements_and_two_criteria() -> None:
    model = standing()[2]
    names = ["Sygemelding", "Forebyggelse", "Sygefraværskoordinering", "Organisering", "Data"]
    assert [element.name[Language.DA] for element in model.elements] == names
    assert model.criteria == (Criterion.SICK_LEAVE, Criterion.IMPLEMENTATION)


def test_oslo_reviews_first_agrees_services_and_aims_ten_percent_lower() -> None:
    oslo = standing()[3]
    assert oslo.review_first and oslo.target_change_pct == -10
    assert [service.key for service in oslo.services] == ["role_training", "leader_day"]


def test_the_half_year_report_has_its_three_headings() -> None:
    assert all(
        [heading.key for heading in each.headings] == ["experience", "deviation", "success"] for each in standing()
    )


@pytest.mark.parametrize("language", list(Language))
def test_a_programme_is_found_by_its_name_or_key(language: Language) -> None:
    for programme in standing():
        assert find(f" {programme.name[language].upper()} ") is programme
        assert find(programme.key) is programme


def test_other_names_are_nobodys_programme() -> None:
    assert find("Ny turnus") is None
    assert find("") is None


def test_a_programme_is_kept_as_plain_values_and_read_back() -> None:
    for programme in standing():
        assert from_plain(json.loads(json.dumps(to_plain(programme)))) == programme


def test_a_key_is_called_what_the_programme_calls_it_and_another_stands_as_it_is() -> None:
    groups = standing()[0]
    assert groups.called("gathering", Language.NB) == "Samling"
    assert groups.called("Noe annet", Language.NB) == "Noe annet"
    assert groups.called(None, Language.NB) == ""
