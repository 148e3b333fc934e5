"""A verdict in days and kroner: only with its range, only a price somebody typed, and never called saved money."""

import pytest

from naervaer import store
from naervaer.analysis.verdict import State, of_judgement
from naervaer.figures import Answer, days
from naervaer.model import Language
from tests.analysis.test_verdict import a_judgement, an_effect


HERE = "solvik"


def said(points, se, state, language=Language.NB):
    judgement = a_judgement(state, an_effect(points, se))
    answer = Answer(None, of_judgement(judgement), {}, judgement)
    return days.said(answer, HERE, language)


def typed(amount=3000.0):
    store.save_day_value(amount, "Økonomiplan", 2026, municipality=HERE, who="Kari")


def test_a_clear_fall_is_told_in_days_with_its_range_and_without_kroner():
    (sentence,) = said(-2.0, 0.5, State.CLEAR_FALL)
    assert sentence == (
        "Om lag 400 færre tapte dagsverk enn ventet første år etter oppstart, det samme som 1,7 årsverk. "
        "Usikkerheten: mellom 190 og 610 dager spart."
    )


@pytest.mark.parametrize(("positions", "shown"), [(1.74, "1,7"), (9.94, "9,9"), (11.1, "11"), (142.5, "140")])
def test_positions_have_no_more_figures_than_the_days_they_are_made_of(positions, shown):
    assert days._positions(Language.NB, positions) == shown


def test_kroner_only_where_the_range_is_clear_of_zero():
    typed()
    _, worth = said(-2.0, 0.5, State.CLEAR_FALL)
    assert worth.startswith(
        "Verdi av arbeidstid: om lag 1\u00a0200\u00a0000 kroner (mellom 570\u00a0000 og 1\u00a0800\u00a0000)"
    )
    assert "3\u00a0000 kroner for en dag (Økonomiplan, 2026)" in worth
    probable, none = said(-0.9, 0.5, State.PROBABLE_FALL)
    assert "mellom 390 dager spart og 29 dager tapt" in probable
    assert none == "Verdien i kroner regnes ikke ut, fordi dagene kan være både spart og tapt."


def test_without_an_answer_only_the_range_is_said():
    typed()
    sentence, none = said(-0.3, 0.5, State.NO_CLEAR_CHANGE)
    assert "mellom 270 dager spart og 150 dager tapt. Det kan ikke tallfestes nærmere." in sentence
    assert "regnes ikke ut" in none


def test_a_rise_is_days_lost():
    typed()
    sentence, worth = said(2.0, 0.5, State.CLEAR_RISE)
    assert sentence.startswith("Om lag 400 flere tapte dagsverk") and "mellom 190 og 610 dager tapt" in sentence
    assert worth.startswith("Verdi av tapt arbeidstid")


@pytest.mark.parametrize("language", Language)
def test_it_is_the_value_of_working_time_and_never_a_saving(language):
    typed()
    words = " ".join(said(-2.0, 0.5, State.CLEAR_FALL, language) + said(2.0, 0.5, State.CLEAR_RISE, language)).lower()
    assert not [word for word in ("besparelse", "innsparing", "saving", "gevinst") if word in words]


def test_without_a_range_there_is_no_figure():
    assert days.said(Answer(None, of_judgement(a_judgement(State.NO_COMPARISON)), {}), HERE, Language.NB) == []


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.4, "0"), (7.3, "7"), (84.6, "85"), (1234, "1\u00a0200"), (2_713_450, "2\u00a0700\u00a0000")],
)
def test_no_more_digits_than_a_range_can_carry(value, written):
    assert days.about(Language.NB, value) == written
