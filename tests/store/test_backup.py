import threading

import duckdb
import pytest

from naervaer import store
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
ROWS = "unit  period_start  lost_days\n Lia  2015-01-01  5.0"
SHEET = "unit  initiative  start\n Lia  NED  2015-08-01"
REVISED = "unit  period_start  lost_days\n Lia  2015-01-01  7.0"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where the store of the test lies; it holds one upload."""
    path = tmp_path / "store" / "naer'vaer.duckdb"
    monkeypatch.setenv("NAERVAER_STORE", str(path))
    store.save_upload(imported(ROWS, SHEET), **HERE)
    return path


def numbers():
    return store.read("panel", municipality="fjordvik", granularity="month", part="total")["lost_days"].tolist()


def test_a_copy_has_all_that_was_written_and_is_a_store_that_goes_on(place, tmp_path):
    copy = tmp_path / "kopi.duckdb"
    store.backup(copy)
    store.save_upload(imported(REVISED, fingerprint="b"), **HERE)
    assert numbers() == [7.0]
    aside = store.restore(copy)
    assert numbers() == [5.0]
    assert store.read("participations", municipality="fjordvik")["unit"].tolist() == ["Lia"]
    again = store.save_upload(imported(REVISED, fingerprint="b"), **HERE)
    assert again.upload_id == 2
    assert numbers() == [7.0]
    store.close()
    store.restore(aside)
    assert numbers() == [7.0]


def test_nothing_but_the_copy_is_left_behind(place, tmp_path):
    store.backup(tmp_path / "kopi.duckdb")
    store.restore(tmp_path / "kopi.duckdb")
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == [
        "kopi.duckdb",
        "naer'vaer.before_restore.duckdb",
        "naer'vaer.duckdb",
    ]


def test_a_copy_made_while_others_write_is_whole(place, tmp_path):
    done = threading.Event()

    def write():
        n = 0
        while not done.is_set():
            n += 1
            store.save_upload(imported(REVISED, fingerprint=f"b{n}"), **HERE)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        store.backup(tmp_path / "kopi.duckdb")
    finally:
        done.set()
        writer.join()
    store.restore(tmp_path / "kopi.duckdb")
    uploads = store.read("uploads", municipality="fjordvik")
    versions = store.read(
        "sources", municipality="fjordvik", granularity="month", part="total", unit_id=1, period_start=None
    )
    assert versions["upload_id"].tolist() == [uploads["upload_id"].max()]
    assert numbers() in ([5.0], [7.0])


def test_a_store_in_memory_can_be_copied_too(tmp_path):
    store.save_upload(imported(ROWS), **HERE)
    store.backup(tmp_path / "kopi.duckdb")
    with duckdb.connect(str(tmp_path / "kopi.duckdb"), read_only=True) as copy:
        assert copy.execute("select count(*) from observation").fetchall() == [(1,)]


def not_there(path, copy):
    pass


def text(path, copy):
    path.write_text("Enhet;Sykefravær\n" * 500, encoding="utf-8")


def another_database(path, copy):
    with duckdb.connect(str(path)) as other:
        other.execute("create table invoice (amount integer)")


def half(path, copy):
    path.write_bytes(copy[: len(copy) // 2])


def one_byte_wrong(path, copy):
    # In a table that is not read when a store is opened.
    at = copy.rfind(b'{"sheets": []}')
    assert at > 0
    path.write_bytes(copy[:at] + b"[" + copy[at + 1 :])


@pytest.mark.parametrize("made", [not_there, text, another_database, half, one_byte_wrong])
def test_a_copy_that_is_not_whole_replaces_nothing(place, tmp_path, made):
    store.backup(tmp_path / "kopi.duckdb")
    bad = tmp_path / "darlig.duckdb"
    made(bad, (tmp_path / "kopi.duckdb").read_bytes())
    with pytest.raises(store.StoreError, match="not_a_store"):
        store.restore(bad)
    assert numbers() == [5.0]
    assert sorted(path.name for path in place.parent.iterdir() if path.suffix != ".wal") == [place.name]


def test_a_damaged_store_is_replaced_and_put_aside(place, tmp_path):
    store.backup(tmp_path / "kopi.duckdb")
    store.close()
    place.write_bytes(b"damaged" * 1000)
    aside = store.restore(tmp_path / "kopi.duckdb")
    assert aside.read_bytes().startswith(b"damaged")
    assert numbers() == [5.0]


def test_a_copy_can_be_the_beginning_of_a_store(place, tmp_path, monkeypatch):
    store.backup(tmp_path / "kopi.duckdb")
    store.close()
    monkeypatch.setenv("NAERVAER_STORE", str(tmp_path / "ny" / "naervaer.duckdb"))
    assert store.restore(tmp_path / "kopi.duckdb") is None
    assert numbers() == [5.0]
