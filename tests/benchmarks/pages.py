"""How long a visitor waits for the first chart and for a changed filter, against a page with nothing on it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.measure import Measured, in_turn, table
from tests.browser.server import Server, example_store, running
from tests.browser.visit import launched, settle, watched


ROUNDS = 9
EMPTY, BARE_CHART = "empty page", "a bare chart and nothing else"
CHARTS = {"Før og etter": "/before_after", "Utvikling": "/trend"}
FIRST_CHART_AIM = 1.5
RERUN_AIM = 3.0

DRAWN = "[data-testid=stVegaLiteChart] svg.marks path, .naervaer-chart svg path"
WORDS = "[data-testid=stMarkdown] >> text=Chosen"

# Notes when the page's content last changed. What happens in the toolbar (the running man) is not content.
WATCH_CONTENT = """() => {
    window.changed = performance.now();
    new MutationObserver(() => { window.changed = performance.now(); }).observe(
        document.querySelector('[data-testid=stMainBlockContainer]'),
        {childList: true, subtree: true, characterData: true, attributes: true});
    document.addEventListener('click', () => { window.clicked = performance.now(); }, true);
}"""


def report() -> Iterator[str]:
    """Measure both questions and tell the medians."""
    with tempfile.TemporaryDirectory() as folder:
        example, empty = Path(folder) / "example.duckdb", Path(folder) / "empty.duckdb"
        example_store(example)
        shutil.copy(example, empty)
        with (
            running(example) as server,
            running(empty, script="tests/benchmarks/empty_page.py") as floor,
            sync_playwright() as playwright,
        ):
            browser = launched(playwright)
            yield f"First chart, an empty browser cache, warm server, median of {ROUNDS}"
            yield from table(_first_charts(browser, server, floor), EMPTY, dict.fromkeys(CHARTS, FIRST_CHART_AIM))
            yield f"A changed filter, until the page stands still, median of {ROUNDS}"
            yield from table(_changes(browser, server, floor), EMPTY, dict.fromkeys(CHARTS, RERUN_AIM))
            browser.close()


def _first_charts(browser: Browser, server: Server, floor: Server) -> dict[str, Measured]:
    def first(address: str, path: str, sign: str) -> float:
        with watched(browser, address) as page:
            page.goto(path, wait_until="commit")
            page.wait_for_selector(sign)
            return float(page.evaluate("performance.now()")) / 1000

    things = {
        EMPTY: lambda: first(floor.address, "/", WORDS),
        BARE_CHART: lambda: first(floor.address, "/?chart", DRAWN),
    }
    things |= {name: lambda path=path: first(server.address, path, DRAWN) for name, path in CHARTS.items()}
    in_turn(1, things)  # the first visitor pays for imports; server.py warms them, this settles the rest
    return in_turn(ROUNDS, things)


def _changes(browser: Browser, server: Server, floor: Server) -> dict[str, Measured]:
    with (
        watched(browser, floor.address) as empty,
        watched(browser, floor.address) as bare_chart,
        watched(browser, server.address) as before_after,
        watched(browser, server.address) as trend,
    ):
        pages = {EMPTY: empty, BARE_CHART: bare_chart, **dict(zip(CHARTS, (before_after, trend), strict=True))}
        addresses = {EMPTY: "/", BARE_CHART: "/?chart", **CHARTS}
        for name, page in pages.items():
            page.goto(addresses[name])
            settle(page)
            page.evaluate(WATCH_CONTENT)
        return in_turn(ROUNDS, {name: lambda page=page: change(page) for name, page in pages.items()})


def change(page: Page) -> float:
    """Choose another option in the first list of the page; seconds from the click to the last change of content."""
    page.bring_to_front()
    choice = page.locator("[data-testid=stMain] [data-testid=stSelectbox] input").first
    now = choice.input_value()
    choice.click()
    options = page.get_by_role("option")
    options.filter(has_not_text=now).first.click()
    settle(page)
    return float(page.evaluate("(window.changed - window.clicked) / 1000"))
