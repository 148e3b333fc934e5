"""Before and after in days, kroner and unit by unit: what a day is worth is typed, kept with who, and can be undone."""

import pytest

from tests.pages import swinging
from tests.pages.visiting import said, sent, speak, tables, visit


STARTED = [(f"Barnehage {n:02}", "2025-01-01") for n in range(8)]


@pytest.fixture(autouse=True)
def eight_kindergartens():
    swinging.save(starts=[*STARTED, ("Skolehagen", "2025-01-01")])


def opened():
    here = visit("before_after")
    here.session_state["cost.open"] = True
    return here.run()


def typed(here):
    here.number_input(key="cost.amount").set_value(3000)
    here.text_input(key="cost.source").set_value("Økonomiplan *2026*").run()
    return here.button(key="cost.save").click().run()


def test_days_are_said_with_their_range_and_no_kroner_before_somebody_has_typed_a_price():
    words = said(visit("before_after"))
    assert "Hva er det i dager?" in words and "dager spart" in words
    assert "kroner (mellom" not in words and "kroner regnes ikke" not in words


def test_a_price_is_kept_with_its_source_and_who_and_can_be_undone():
    here = typed(opened())
    assert "Nå gjelder 3\u00a0000 kroner for en dag (Økonomiplan *2026*, " in said(here)
    assert "kroner (mellom" in said(here) or "Verdien i kroner regnes ikke ut" in said(here)
    (undo,) = [button for button in here.button if str(button.key).startswith("cost.undo")]
    assert "kroner for en dag" not in said(undo.click().run())


def test_an_impossible_year_is_refused_with_a_sentence():
    here = opened()
    here.number_input(key="cost.year").set_value(26)
    here = typed(here)
    assert "er ikke et år vi kan bruke" in said(here) and "Nå gjelder" not in said(here)


def test_each_unit_stands_by_name_and_a_hidden_one_not_at_all():
    here = visit("before_after")
    (rows,) = (rows for caption, rows in tables(here).items() if "hver enhet mot det vi ventet" in caption)
    # The tiny unit is in no sum beside them, so none of the others need be hidden for it.
    assert [row["Enhet"] for row in rows] == sorted(name for name, _ in STARTED if name.startswith("Barnehage"))
    assert {row["Sammenliknet med de andre"] for row in rows} <= {
        "kan være tilfeldig",
        "skiller seg ut: lavere enn ventet",
        "skiller seg ut: høyere enn ventet",
    }
    assert "37,3" not in sent(here)


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_said_in_every_language(language):
    here = speak(typed(opened()), language)
    assert not here.exception and ("dage sparet" in said(here) or "days saved" in said(here))


def test_the_verdict_tells_where_it_was_fixed():
    words = said(visit("before_after"))
    assert "Vurderingen settes fast tre ganger: etter 6 måneder: " in words
    assert "etter 24 måneder: ikke kommet så langt." in words
