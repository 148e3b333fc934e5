"""A visitor's browser, watched: what the page complained about and whom it tried to reach outside the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

from naervaer.i18n import t
from naervaer.model import Language
from tests.browser import chromium
from tests.menu import menu


# Chromium's own errands are off, so that whatever still leaves the machine was sent by the page.
# No sandbox: CI runs as root.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
DESKTOP = {"width": 1280, "height": 900}
SECONDS_TO_WAIT = 30

# True once the script has rested for a while: right after a click the old run is still called finished.
QUIET_MILLISECONDS = 400
QUIET = """milliseconds => {
    const app = document.querySelector('[data-testid=stApp]');
    const busy = !app || app.dataset.testScriptState !== 'notRunning'
        || app.dataset.testConnectionState !== 'CONNECTED'
        || document.querySelector('[data-testid=stSkeleton], [data-stale=true]');
    if (busy) { window.quietSince = undefined; return false; }
    window.quietSince ??= performance.now();
    return performance.now() - window.quietSince > milliseconds;
}"""

# The levels that Norwegian and Danish law ask of public bodies, and WCAG 2.2 on top.
ACCESSIBILITY_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def launched(playwright: Playwright) -> Browser:
    """The Chromium of this machine, without a window."""
    return playwright.chromium.launch(executable_path=chromium.executable(), args=FLAGS)


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A new visitor at `address`; fails afterwards on console errors, page errors and requests outside the server."""
    complaints: list[str] = []
    options = {"locale": "nb-NO", "timezone_id": "Europe/Oslo", "viewport": DESKTOP, **options}
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(SECONDS_TO_WAIT * 1000)
    page = context.new_page()
    inside = (address, address.replace("http", "ws", 1), "data:", "blob:")

    def request_made(url: str) -> None:
        if not url.startswith(inside):
            complaints.append(f"a request outside the server: {url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text} ({message.location['url']})")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
    page.on("request", lambda request: request_made(request.url))
    page.on("websocket", lambda socket: request_made(socket.url))
    try:
        yield page
    finally:
        context.close()
    assert not complaints, "\n".join(complaints)


def settle(page: Page) -> None:
    """Wait until the page has finished running and drawing."""
    page.evaluate("window.quietSince = undefined")
    page.wait_for_function(QUIET, arg=QUIET_MILLISECONDS, polling=50)


def through_the_menu(page: Page, name: str, language: Language = Language.NB) -> None:
    """Go to a page as people do: open its section, then click its name."""
    (section,) = (section for section, known in menu() if known == name)
    by_itself = section == menu()[0][0]
    if not by_itself:
        page.get_by_role("button", name=t(language, f"menu.{section}"), exact=True).click()
    role = "link" if by_itself else "menuitem"
    page.get_by_role(role, name=t(language, f"{name}.title"), exact=True).click()
    page.get_by_role("heading", level=1, name=t(language, f"{name}.title")).wait_for()
    settle(page)


def violations(page: Page) -> list[str]:
    """What axe-core has against the page as it stands: one line for each rule and element."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": ACCESSIBILITY_RULES}})
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
