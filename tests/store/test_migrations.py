import duckdb
import pytest

from naervaer.store import migrations
from naervaer.store.migrations import migrate, steps


def test_steps_are_numbered_without_gaps():
    assert [int(step.name.split("_")[0]) for step in steps()] == list(range(1, len(steps()) + 1))


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    good, bad = tmp_path / "0001_good.sql", tmp_path / "0002_bad.sql"
    good.write_text("create table a (i integer)", encoding="utf-8")
    bad.write_text("create table b (i integer); select * from nowhere", encoding="utf-8")
    monkeypatch.setattr(migrations, "steps", lambda: [good, bad])
    with duckdb.connect() as connection:
        with pytest.raises(duckdb.CatalogException):
            migrate(connection)
        assert connection.execute("select number from migration").fetchall() == [(1,)]
        assert ("b",) not in connection.execute("select table_name from duckdb_tables()").fetchall()
        bad.write_text("create table b (i integer)", encoding="utf-8")
        migrate(connection)
        assert ("b",) in connection.execute("select table_name from duckdb_tables()").fetchall()


def test_migrating_twice_does_nothing():
    with duckdb.connect() as connection:
        migrate(connection)
        once = connection.execute("select * from migration order by number").fetchall()
        migrate(connection)
        assert connection.execute("select * from migration order by number").fetchall() == once


def test_a_store_killed_right_after_its_steps_opens_again(tmp_path):
    """DuckDB cannot replay all that it can write: a column added to a table with a default from a sequence, for one."""
    alive = duckdb.connect(tmp_path / "alive.duckdb")
    alive.execute("set wal_autocheckpoint = '1TB'")
    migrate(alive)
    for end in ("", ".wal"):
        (tmp_path / f"killed.duckdb{end}").write_bytes((tmp_path / f"alive.duckdb{end}").read_bytes())
    with duckdb.connect(tmp_path / "killed.duckdb") as killed:
        assert killed.execute("select count(*) from migration").fetchone() == (len(steps()),)
    alive.close()
