"""A municipality's own programmes stand beside those that are ready, and nobody else sees them."""

from dataclasses import replace

import pytest

from naervaer import store
from naervaer.model import Language
from naervaer.programme import Programme, Step, standing


HERE = {"municipality": "fjordvik", "who": "Kari"}


def everywhere(text):
    return dict.fromkeys(Language, text)


OWN = Programme(
    key="own_1",
    name=everywhere("Morgenmøter"),
    description=everywhere("Ti minutter hver morgen."),
    aim=everywhere("Lavere korttidsfravær"),
    rhythm_months=1,
    steps=(Step("start", everywhere("Første møte")),),
    enrolled_above_pct=10.0,
    own=True,
)


def test_a_sixth_is_made_and_found_by_its_name():
    store.save_programme(OWN, None, **HERE)
    assert store.programmes("fjordvik") == (*standing(), OWN)
    assert store.programmes("nabokommune") == standing()
    assert store.programme_of("morgenmøter", "fjordvik") == OWN
    assert store.programme_of("Morgenmøter", "nabokommune") is None
    assert store.programme_of(None, "fjordvik") is None


def test_the_later_of_two_who_change_it_is_told():
    store.save_programme(OWN, None, **HERE)
    changed = replace(OWN, run_in_months=3)
    store.save_programme(changed, OWN, **HERE)
    with pytest.raises(store.ChangedMeanwhileError):
        store.save_programme(replace(OWN, run_in_months=6), OWN, **HERE)
    assert store.programmes("fjordvik")[-1] == changed


@pytest.mark.parametrize(
    ("programme", "why"),
    [
        (replace(OWN, name=everywhere(" ")), "no_programme_name"),
        (replace(OWN, steps=()), "empty_programme"),
        (replace(OWN, name=everywhere("NED – IA-ledelse 2.0 (KS)")), "programme_name_in_use"),
    ],
)
def test_what_cannot_be_a_programme_is_refused(programme, why):
    with pytest.raises(store.StoreError, match=why):
        store.save_programme(programme, None, **HERE)
    assert store.programmes("fjordvik") == standing()


def test_a_programme_in_use_stays_and_another_goes():
    store.save_programme(OWN, None, **HERE)
    store.save_initiative("Morgenmøter i hjemmetjenesten", **HERE, programme=OWN.key)
    with pytest.raises(store.StoreError, match="programme_in_use"):
        store.delete_programme(OWN, **HERE)
    store.save_initiative("Morgenmøter i hjemmetjenesten", **HERE, initiative_id=1, seen_version=1)
    store.delete_programme(OWN, **HERE)
    assert store.programmes("fjordvik") == standing()
