"""A server of the example municipality and a watched page in a real browser, for each file of tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import Server, example_store, running
from tests.browser.visit import launched, watched


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example municipality; copied, never opened."""
    return example_store(tmp_path_factory.mktemp("example") / "example.duckdb")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Iterator[Server]:
    """The app with the example municipality in it."""
    with running(Path(shutil.copy(example, tmp_path_factory.mktemp("store")))) as server:
        yield server


@pytest.fixture
def example_copy(tmp_path: Path, example: Path) -> Path:
    """A store of one's own with the example municipality in it, which no server has opened."""
    return Path(shutil.copy(example, tmp_path))


# Not for the whole session: Playwright keeps an event loop running, and other tests need a thread without one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser of its own for each file of tests."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A new visitor, who has not gone anywhere yet."""
    with watched(browser, server.address) as page:
        yield page
