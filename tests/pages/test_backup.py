"""An administrator can take a copy of the store along; nobody else is offered one."""

import time

import duckdb
import pytest

from naervaer import store
from pages.components import backup, login
from tests.pages.municipality import save, unit
from tests.pages.visiting import visit


@pytest.fixture(autouse=True)
def figures():
    save(unit("Lia barnehage", "Barnehage", 10.0))


def offered(here):
    return [button for button in here.get("download_button") if "sikkerhetskopi" in button.proto.label]


def test_it_is_offered_to_those_who_look_after_the_store_only(monkeypatch):
    assert offered(visit("upload"))
    monkeypatch.setattr(login, "required", lambda: True)
    known = {"is_logged_in": True, "name": "Kari", "iat": time.time()}
    assert offered(visit("upload", **known, roles=["admin"]))
    assert not offered(visit("upload", **known, roles=["leader"]))


def test_the_copy_is_a_whole_store(tmp_path):
    path = tmp_path / "copy.duckdb"
    path.write_bytes(backup._copy())
    with duckdb.connect(str(path), read_only=True) as copy:
        assert copy.execute("select count(*) from observation").fetchone() == (24,)
    assert len(store.read("panel", municipality="solvik", granularity="month", part="total")) == 24
