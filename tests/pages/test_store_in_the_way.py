"""A store that cannot be opened is a sentence in the visitor's language, not a broken page."""

from naervaer.i18n import t
from naervaer.model import Language
from tests.pages.visiting import speak, visit


def test_a_file_that_is_no_store(tmp_path, monkeypatch):
    place = tmp_path / "store.duckdb"
    place.write_bytes(b"not a database at all " * 400)
    monkeypatch.setenv("NAERVAER_STORE", str(place))
    here = visit()
    assert not here.exception
    assert [error.value for error in here.error] == [t(Language.NB, "store.not_a_store")]
    speak(here, Language.DA)
    assert [error.value for error in here.error] == [t(Language.DA, "store.not_a_store")]
