"""How long visitors wait for the first chart and for a changed filter, one at a time and twenty at once.

Everything is told as a ratio to a page with one choice and nothing else, measured in turn with it in the same run:
once with the settings of this house, and once as Streamlit comes, which is what the aims were set by.
"""

import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from naervaer import ingest, store
from naervaer.example.large import write_large
from tests.benchmarks import visitors
from tests.benchmarks.measure import Measured, in_turn, table
from tests.browser.server import Server, example_store, running
from tests.browser.visit import launched, settle, watched


ROUNDS = 9
VISITORS, CHANGES = 20, 6
EMPTY, STOCK = "a page with one choice", "the same as Streamlit comes"
# The settings of .streamlit/config.toml that cost or save time, as they are without it.
AS_IT_COMES = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "auto"}
FIRST_CHART_AIM, CHANGE_AIM, UNCHANGED_AIM, AT_ONCE_AIM = 1.3, 2.0, 3.0, 2.0

DRAWN = ".naervaer-chart svg path"
WORDS = "[data-testid=stMarkdown] >> text=Chosen"
EMPTY_PAGE = "tests/benchmarks/empty_page.py"

# Notes when the page's content last changed. What happens in the toolbar (the running man) is not content.
WATCH_CONTENT = """() => {
    window.changed = performance.now();
    new MutationObserver(() => { window.changed = performance.now(); }).observe(
        document.querySelector('[data-testid=stMainBlockContainer]'),
        {childList: true, subtree: true, characterData: true, attributes: true});
    document.addEventListener('click', () => { window.clicked = performance.now(); }, true);
}"""

# A choice in the sidebar that every page answers to, and the first list of a page.
MEASURE = "[data-testid=stSidebar] [role=radio][aria-checked=false]"
FIRST_LIST = "[data-testid=stMain] [data-testid=stSelectbox] input"


@dataclass(frozen=True)
class Place:
    """A page of a server: its address there, and what must be seen before its first chart counts as drawn."""

    server: Server
    path: str
    drawn: str = DRAWN


def report() -> Iterator[str]:
    """Measure each question in a real browser, then twenty visitors without one, and tell the medians."""
    with tempfile.TemporaryDirectory() as folder:
        example, large, empty = (Path(folder) / f"{name}.duckdb" for name in ("example", "large", "empty"))
        example_store(example)
        _large_store(large)
        shutil.copy(example, empty)
        with (
            running(empty, script=EMPTY_PAGE) as bare,
            running(empty, script=EMPTY_PAGE, settings=AS_IT_COMES) as stock,
            running(large) as many,
            running(example) as house,
            sync_playwright() as playwright,
        ):
            floors = {STOCK: Place(stock, "/", WORDS), EMPTY: Place(bare, "/", WORDS)}
            big = {"Oversikt": Place(many, "/"), "Utvikling": Place(many, "/trend")}
            example_page = {"Før og etter": Place(house, "/before_after")}
            browser = launched(playwright)
            yield f"First chart, an empty browser cache, warm server, 400 units x 120 months, median of {ROUNDS}"
            aims = dict.fromkeys(big, FIRST_CHART_AIM)
            yield from table(_first_charts(browser, {**floors, **big, **example_page}), STOCK, aims)
            yield f"A changed filter, until the page stands still, median of {ROUNDS}"
            aims = {**dict.fromkeys(big, CHANGE_AIM), **dict.fromkeys(example_page, UNCHANGED_AIM)}
            yield from table(_changes(browser, {**floors, **big, **example_page}), STOCK, aims)
            browser.close()
        with (
            running(empty, script=EMPTY_PAGE) as bare,
            running(empty, script=EMPTY_PAGE, settings=AS_IT_COMES) as stock,
            running(large) as many,
        ):
            yield f"{VISITORS} visitors at once, {CHANGES} changes each, the slowest of twenty (p95), without a browser"
            yield from _at_once({STOCK: Place(stock, ""), EMPTY: Place(bare, ""), "Utvikling": Place(many, "trend")})


def _large_store(path: Path) -> None:
    """400 units, 120 months and two parts, brought in as a file."""
    book = path.with_suffix(".xlsx")
    write_large(book)
    store.close()
    store.connect(path)
    store.save_municipality("stor", name="Stor kommune")
    store.save_upload(ingest.read(book.read_bytes(), book.name), municipality="stor", who="")
    store.close()


def _first_charts(browser: Browser, places: Mapping[str, Place]) -> dict[str, Measured]:
    def first(place: Place) -> float:
        with watched(browser, place.server.address) as page:
            page.goto(place.path, wait_until="commit")
            page.wait_for_selector(place.drawn)
            return float(page.evaluate("performance.now()")) / 1000

    things = {name: lambda place=place: first(place) for name, place in places.items()}
    in_turn(1, things)  # the first visitor pays for imports; server.py warms them, this settles the rest
    return in_turn(ROUNDS, things)


def _changes(browser: Browser, places: Mapping[str, Place]) -> dict[str, Measured]:
    with ExitStack() as open_pages:
        pages = {}
        for name, place in places.items():
            pages[name] = open_pages.enter_context(watched(browser, place.server.address))
            pages[name].goto(place.path)
            settle(pages[name])
            pages[name].evaluate(WATCH_CONTENT)
        things = {name: lambda page=page: change(page) for name, page in pages.items()}
        in_turn(2, things)  # there and back again: what is measured is a change to what has been seen before
        return in_turn(ROUNDS, things)


def change(page: Page) -> float:
    """Choose otherwise: in the first list of the page, or where it has none in the sidebar. Seconds from the click to
    the last change of content.
    """
    page.bring_to_front()
    choice = page.locator(FIRST_LIST).first
    if choice.count():
        now = choice.input_value()
        choice.click()
        options = page.get_by_role("option")
        options.filter(has_not_text=now).first.click()
    else:
        page.locator(MEASURE).first.click()
    settle(page)
    return float(page.evaluate("(window.changed - window.clicked) / 1000"))


def _at_once(places: Mapping[str, Place]) -> Iterator[str]:
    found = {}
    for name, place in places.items():
        list(visitors.at_once(place.server.address, place.path, "", 1, CHANGES))
        before = _processor_seconds(place.server.pid)
        waited = sorted(visitors.at_once(place.server.address, place.path, "", VISITORS, CHANGES))
        spent = (_processor_seconds(place.server.pid) - before) / (VISITORS * (CHANGES + 2))
        found[name] = (waited[int(0.95 * len(waited))], statistics.median(waited), spent)
    floor = found[STOCK]
    for name, (slow, middle, spent) in found.items():
        aim = "" if name in (STOCK, EMPTY) else f"   aim ≤ {AT_ONCE_AIM:g}"
        yield (
            f"  {name:<34}{slow * 1000:8.0f} ms  (half: {middle * 1000:.0f})   × {slow / floor[0]:.2f}{aim}   "
            f"{spent * 1000:.0f} ms of processor a run (× {spent / floor[2]:.1f})"
        )


def _processor_seconds(pid: int) -> float:
    """What a process has used so far (Linux only)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
