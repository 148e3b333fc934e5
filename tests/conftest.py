"""A closed world for every test: the store is empty and in memory, and the real one cannot be reached."""

import pytest

from naervaer import store
from naervaer.store import connection


@pytest.fixture(autouse=True)
def closed_world(monkeypatch):
    """Each test begins with no store; the first question opens an empty one in memory."""

    def real_store():
        raise RuntimeError(
            "A test reached for the real store; leave NAERVAER_STORE set, or name a path under tmp_path."
        )

    monkeypatch.setenv("NAERVAER_STORE", connection.IN_MEMORY)
    monkeypatch.setattr(connection, "default_place", real_store)
    yield
    store.close()
