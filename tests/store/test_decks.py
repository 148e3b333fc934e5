"""Sentences written on a deck: the last one counts, everyone's is kept, and each has a way back."""

import pytest

from naervaer import store
from naervaer.model import Language


HERE = {"municipality": "solvik", "language": Language.NB}


def write(said, *, key="answer.1", own="Tallene sier dette.", who="Kari"):
    store.save_deck_edit("steering:1", key, own=own, said=said, who=who, **HERE)


def standing():
    rows = store.read_anew("deck_edits", deck="steering:1", **HERE)
    return {row.text_key: (row.said, row.edited_by) for row in rows.itertuples(index=False)}


def test_the_last_sentence_counts_and_undoing_brings_back_the_one_before():
    write("Første")
    write("Andre", who="Ola")
    assert standing() == {"answer.1": ("Andre", "Ola")}
    store.undo_deck_edit("steering:1", who="Kari", **HERE)
    assert standing() == {"answer.1": ("Første", "Kari")}
    store.undo_deck_edit("steering:1", who="Kari", **HERE)
    assert standing() == {}
    with pytest.raises(store.StoreError):
        store.undo_deck_edit("steering:1", who="Kari", **HERE)


def test_saying_the_same_again_is_no_change():
    write("Tallene sier dette.")
    assert standing() == {}
    write("Første")
    write("Første")
    store.undo_deck_edit("steering:1", who="Kari", **HERE)
    assert standing() == {}


def test_decks_languages_and_municipalities_do_not_mix():
    write("Første")
    other = {**HERE, "language": Language.DA}
    assert store.read_anew("deck_edits", deck="steering:1", **other).empty
    assert store.read_anew("deck_edits", deck="steering:2", **HERE).empty
    assert store.read_anew("deck_edits", deck="steering:1", **{**HERE, "municipality": "annen"}).empty


def test_the_newest_template_counts_until_it_is_removed():
    for content in (b"en", b"to"):
        store.save_slide_template("mal.pptx", content, municipality="solvik", who="Kari")
    assert bytes(store.read_anew("slide_template", municipality="solvik")["content"].iloc[0]) == b"to"
    store.remove_slide_template(municipality="solvik")
    assert store.read_anew("slide_template", municipality="solvik").empty
    assert store.read_anew("slide_template", municipality="annen").empty
