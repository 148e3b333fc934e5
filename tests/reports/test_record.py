"""A deck as text: what is read back is what was written."""

import pytest

from naervaer.model import Language
from naervaer.reports import record
from tests.reports import fjellvik
from tests.reports.test_decks import made


@pytest.mark.parametrize("language", Language)
def test_what_is_read_back_is_the_deck(language):
    deck = made("steering", fjellvik.filled(), language)
    assert record.from_json(record.to_json(deck)) == deck


def test_what_is_not_plain_is_no_part_of_a_deck():
    with pytest.raises(TypeError, match="no place"):
        record._plain(object())
