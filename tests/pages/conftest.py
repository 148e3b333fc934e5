"""Pages are tried from the folder they are served from: they open their files beside app.py."""

import pytest

from tests.pages.visiting import ROOT


@pytest.fixture(autouse=True)
def served_from_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)
