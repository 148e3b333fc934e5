"""Pages are tried from the folder they are served from: they open their files beside app.py."""

import pytest

from naervaer.charts import picture
from tests.pages.visiting import ROOT, remember


@pytest.fixture(autouse=True)
def served_from_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.fixture(autouse=True)
def pictures_are_remembered(monkeypatch):
    monkeypatch.setattr(picture, "inline", remember(picture.inline))
