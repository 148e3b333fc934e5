import pytest

from naervaer.analysis.cost import saved
from naervaer.analysis.verdict import State
from tests.analysis.test_verdict import an_effect


def test_days_saved_and_their_worth():
    effect = an_effect(-2.0, se=0.5, n=20)
    found = saved(effect, State.CLEAR_FALL, price=2000)
    assert found.days == pytest.approx(400)
    assert found.positions == pytest.approx(400 / 230)
    assert found.amount == pytest.approx(800_000)
    low, high = found.days_range
    assert low < 400 < high
    assert found.amount_range == pytest.approx((low * 2000, high * 2000))


def test_no_point_figure_without_a_fall_or_a_rise_and_no_price_nobody_typed():
    found = saved(an_effect(-0.3), State.NO_CLEAR_CHANGE)
    assert found.days is None
    assert found.amount is None
    assert found.amount_range is None
    assert found.days_range[0] < 0 < found.days_range[1]
    unknown = an_effect(-1)
    object.__setattr__(unknown, "se", None)
    with pytest.raises(ValueError, match="no range"):
        saved(unknown, State.CLEAR_FALL)
