"""What is chosen to begin with does not stand in a page's address, so it must not change when more is brought."""

from naervaer import store
from tests.pages.municipality import save, unit
from tests.pages.visiting import visit


def test_a_municipality_brought_later_is_not_what_an_old_address_shows():
    save(unit("Lia skole", "Skole", 8))
    save(unit("Bakken skole", "Skole", 7), key="asvik", name="Asvik", fingerprint="b")
    chosen = visit().sidebar.selectbox(key="municipality")
    assert (chosen.options, chosen.value) == (["Asvik", "Solvik"], "solvik")


def test_an_initiative_that_began_earlier_but_is_told_later_is_not_either():
    save(unit("Lia skole", "Skole", 8), starts=[("Lia skole", "Gruppene", "2025-03-01")])
    save(unit("Åsen skole", "Skole", 7), starts=[("Åsen skole", "Verkstedene", "2025-01-01")], fingerprint="b")
    chosen = visit("before_after").selectbox(key="initiative")
    assert chosen.options == ["Verkstedene", "Gruppene"]
    assert visit("before_after").title[0].value.endswith("Gruppene")


def test_nor_is_a_unit_whose_name_comes_first():
    save(unit("Lia skole", "Skole", 8))
    save(unit("Bakken skole", "Skole", 7), fingerprint="b")
    assert visit("unit").title[0].value == "Enhet: Lia skole"
    assert len(store.read("units", municipality="solvik")) == 2
