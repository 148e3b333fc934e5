import subprocess
import sys
import threading

import duckdb
import pytest

from naervaer import store
from naervaer.model import Language
from naervaer.store import connection
from naervaer.store.queries import run
from tests.store.build import imported


HERE = {"municipality": "fjordvik", "who": "Kari"}
ROWS = "unit  period_start  lost_days\n Lia  2015-01-01  5.0"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A store in a file of its own."""
    path = tmp_path / "store" / "naervaer.duckdb"
    monkeypatch.setenv("NAERVAER_STORE", str(path))
    return path


def test_the_real_store_cannot_be_reached(monkeypatch):
    monkeypatch.delenv("NAERVAER_STORE")
    with pytest.raises(RuntimeError, match="real store"):
        store.read("municipalities")


def test_what_was_written_is_there_when_the_store_is_opened_again(file):
    store.save_upload(imported(ROWS), **HERE)
    store.close()
    assert store.read("units", municipality="fjordvik")["unit"].tolist() == ["Lia"]
    assert file.exists()


def test_the_version_is_another_after_every_write_and_opening():
    seen = {store.version()}
    store.connect()
    seen.add(store.version())
    upload_id = store.save_upload(imported(ROWS), **HERE).upload_id
    seen.add(store.version())
    store.undo_upload(upload_id, **HERE)
    seen.add(store.version())
    store.close()
    store.read("municipalities")
    assert len(seen | {store.version()}) == 5


def test_a_store_that_another_process_has_is_said_in_words(file):
    file.parent.mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", f"import duckdb; c = duckdb.connect({str(file)!r}); print('open', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(store.StoreBusyError) as busy:
            store.read("municipalities")
        holder.communicate("\n")
    assert "the app is running" in busy.value.sentence(Language.EN)
    assert store.read("municipalities").empty


def test_a_file_that_is_no_store_is_said_in_words_and_left_alone(file):
    file.parent.mkdir()
    file.write_bytes(b"Enhet;Sykefravaer\n" * 500)
    with pytest.raises(store.StoreError, match="not_a_store"):
        store.read("municipalities")
    assert file.read_bytes() == b"Enhet;Sykefravaer\n" * 500


def test_a_store_from_a_newer_program_is_refused(file):
    store.read("municipalities")
    store.close()
    with duckdb.connect(str(file)) as plain:
        plain.execute("insert into migration values (9999, '9999_from_the_future', null)")
    with pytest.raises(store.StoreError, match="newer"):
        store.read("municipalities")


@pytest.mark.parametrize(
    "reach_out",
    [
        "select * from read_text('/etc/hostname')",
        "copy municipality to '/etc/naervaer.csv'",
        "attach '/etc/naervaer.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "select * from outside",
    ],
)
def test_sql_reaches_nothing_but_the_store(reach_out):
    outside = imported(ROWS).rows
    assert len(outside) == 1
    with connection.cursor() as own, pytest.raises(duckdb.Error):
        own.execute(reach_out)


def test_each_thread_gets_its_own_rows():
    for n in range(8):
        store.save_upload(imported(f"unit  period_start\n Enhet {n}  2015-01-01"), municipality=f"m{n}", who="Kari")
    wrong = []

    def ask(n):
        for _ in range(10):
            found = store.read("units", municipality=f"m{n}")["unit"].tolist()
            if found != [f"Enhet {n}"]:
                wrong.append(found)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_writers_wait_for_each_other():
    def save(n):
        rows = f"unit  period_start\n Enhet {n}  2015-01-01"
        store.save_upload(imported(rows, fingerprint=str(n)), **HERE)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.read("units", municipality="fjordvik")) == 8


def test_a_conflict_is_tried_once_more():
    store.save_municipality("fjordvik", name="Fjordvik")
    tried = []

    def work(cursor):
        tried.append(cursor)
        run(cursor, "municipalities")
        if len(tried) == 1:
            rename_meanwhile()
        rename(cursor, "Fjordvik kommune")

    connection.write(work)
    assert len(tried) == 2
    assert store.read("municipalities")["name"].tolist() == ["Fjordvik kommune"]


def test_a_conflict_that_comes_again_is_said_in_words():
    store.save_municipality("fjordvik", name="Fjordvik")

    def work(cursor):
        run(cursor, "municipalities")
        rename_meanwhile()
        rename(cursor, "Fjordvik kommune")

    with pytest.raises(store.ChangedMeanwhileError):
        connection.write(work)
    assert store.read("municipalities")["name"].tolist() == ["Meanwhile"]


def rename(cursor, name):
    run(cursor, "rename_municipality", municipality="fjordvik", name=name, language="nb", made_up=False)


def rename_meanwhile():
    with connection.cursor() as other:
        rename(other, "Meanwhile")
