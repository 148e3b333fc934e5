"""How long a visitor waits for a changed filter while another imports 1.2 million rows, against an idle server."""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from naervaer.example.large import write_large
from naervaer.i18n import t
from naervaer.model import Language
from tests.benchmarks.measure import Measured, table
from tests.benchmarks.pages import WATCH_CONTENT, change
from tests.browser.server import example_store, running
from tests.browser.visit import launched, settle, watched


MUNICIPALITY = "Stordal kommune"
UNITS = 5_000  # 1.2 million rows
ROUNDS = 9
AIM = 1.5
MOST_CHANGES = 200
SECONDS_TO_SHOW_PROGRESS = 5

ALONE, READING, STORING = "nobody imports", "while a file is read", "while it is stored"
CHART, UPLOAD = "/trend", "/upload"


def report() -> Iterator[str]:
    """Change a filter again and again: before the import, until the file is understood, and until it is stored."""
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.xlsx"
        rows = write_large(large, UNITS)
        with (
            running(example_store(Path(folder) / "store.duckdb")) as server,
            sync_playwright() as playwright,
            watched(browser := launched(playwright), server.address) as visitor,
            watched(browser, server.address) as importer,
        ):
            visitor.goto(CHART)
            importer.goto(UPLOAD)
            for page in (visitor, importer):
                settle(page)
            visitor.evaluate(WATCH_CONTENT)
            _changes(visitor, lambda: False, 2)
            found = {ALONE: _changes(visitor, lambda: False, ROUNDS)}
            importer.set_input_files("input[type=file]", large)
            importer.wait_for_selector("[data-testid=stProgress]", timeout=1000 * SECONDS_TO_SHOW_PROGRESS)
            save = importer.get_by_role("button", name=re.compile(t(Language.NB, "upload.save", n=7).split("7")[0]))
            found[READING] = _changes(visitor, lambda: save.count() > 0, MOST_CHANGES)
            importer.get_by_label(t(Language.NB, "destination.name")).fill(MUNICIPALITY)
            importer.keyboard.press("Tab")
            settle(importer)
            save.click()
            said = importer.locator("[data-testid=stAlertContentSuccess]")
            found[STORING] = _changes(visitor, lambda: said.count() > 0, MOST_CHANGES)
            counts = ", ".join(f"{len(measured.values)} {name}" for name, measured in found.items())
            yield f"A changed filter beside an import of {rows:,} rows, whose progress was shown; median of {counts}"
            yield from table(found, ALONE, {READING: AIM, STORING: AIM})


def _changes(page: Page, done: Callable[[], bool], most: int) -> Measured:
    found: list[float] = []
    while len(found) < most and not done():
        found.append(change(page))
    return Measured(tuple(sorted(found)))
