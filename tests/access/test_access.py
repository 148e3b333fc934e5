import pytest

from naervaer.access import LOWEST_ROLE, Action, NotAllowedError, Role, Visitor, may, require
from naervaer.model import Language


def visitor(role):
    return Visitor(name="Kari", role=role, municipality="fjordvik", language=Language.NB)


def test_every_action_has_its_lowest_role():
    assert set(LOWEST_ROLE) == set(Action)


@pytest.mark.parametrize("action", Action)
def test_an_action_is_open_to_its_role_and_refused_to_the_one_below(action):
    lowest = LOWEST_ROLE[action]
    assert may(visitor(lowest), action)
    assert not may(visitor(Role(lowest - 1)), action)


def test_a_visitor_without_a_role_may_do_nothing():
    assert not any(may(visitor(Role.VISITOR), action) for action in Action)


def test_require_raises_where_may_says_no():
    require(visitor(Role.READER), Action.READ)
    with pytest.raises(NotAllowedError, match="upload"):
        require(visitor(Role.READER), Action.UPLOAD)
