"""Working the answer out another way: drawn when it is opened, beside the house's own answer, never instead of it."""

import pytest

from tests.pages import swinging
from tests.pages.visiting import said, visit


@pytest.fixture
def opened():
    swinging.save(starts=[(f"Barnehage {n:02}", "2025-01-01") for n in range(8)])
    here = visit("before_after")
    assert "Svaret øverst:" not in said(here) and not here.checkbox
    here.session_state["choices.open"] = True
    return here.run()


def test_it_changes_nothing_before_something_is_chosen(opened):
    assert opened.checkbox(key="choices.own_areas").value is False
    assert "Svaret øverst:" not in said(opened)


def test_what_is_chosen_stands_beside_the_answer(opened):
    top = said(opened).split("\n")[2]
    here = opened.checkbox(key="choices.own_areas").check().run()
    assert not here.exception and said(here).split("\n")[2] == top
    assert "Svaret øverst:" in said(here) and "Med disse valgene:" in said(here)


def test_a_hidden_unit_is_not_left_out_by_itself(opened):
    """The answer with it less the answer without it would tell its figure."""
    offered = opened.multiselect(key="choices.left_out").options
    assert "Skole 03" in offered and not set(swinging.TINY) & set(offered)
