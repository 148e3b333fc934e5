"""The programmes that stand ready can be named, described and found in every language."""

import pytest

from naervaer.model import Language
from naervaer.programme import find, programmes


def test_the_five_stand_ready_with_reflection_groups_first() -> None:
    assert [each.key for each in programmes()] == ["reflection_groups", "ned", "five_elements", "nav_services", "ia"]


@pytest.mark.parametrize("language", list(Language))
def test_everything_is_said_in_every_language(language: Language) -> None:
    for programme in programmes():
        texts = [programme.name, programme.description, programme.aim, *(step.name for step in programme.steps)]
        assert all(text[language].strip() for text in texts)


def test_steps_are_told_apart() -> None:
    for programme in programmes():
        assert len({step.key for step in programme.steps}) == len(programme.steps) >= 2


def test_reflection_groups_meet_every_second_month_and_are_followed_for_a_year() -> None:
    first = programmes()[0]
    assert (first.rhythm_months, first.follow_up_months) == (2, 12)


def test_ned_has_three_steps_and_the_danish_model_five_elements() -> None:
    assert [len(each.steps) for each in programmes()[1:3]] == [3, 5]


@pytest.mark.parametrize("language", list(Language))
def test_a_programme_is_found_by_its_name_or_key(language: Language) -> None:
    for programme in programmes():
        assert find(f" {programme.name[language].upper()} ") is programme
        assert find(programme.key) is programme


def test_other_names_are_nobodys_programme() -> None:
    assert find("Ny turnus") is None
    assert find("") is None
