"""What `streamlit run server.py` serves: app.py, with the few things a script cannot do for itself."""

import ipaddress
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from naervaer.i18n import t
from naervaer.model import Language
from pages.components import built_in, early, login


MENU = Path(__file__).parent / "pages/components/menu.js"


def refuse_strangers() -> None:
    """Stop at once if the server would be reachable from other machines while nobody has to sign in."""
    address = config.get_option("server.address") or "0.0.0.0"
    if _is_this_machine(address) or login.required():
        return
    sys.exit(t(Language.NB, "server.refuses", address=address))


def _is_this_machine(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class FrontPage:
    """Mends the one HTML page that Streamlit serves, before the browser sees it.

    It says `<html lang="nb">` from the first byte on, where Streamlit says English whatever the page holds (WCAG
    3.1.1); it tells the browser where the server is, which on a deep link would otherwise be guessed wrongly; it
    brings the scripts that say Streamlit's own texts in the page's language and mend the markup of its menu; and it
    asks at once for what every page is drawn with.
    """

    MENDED = (
        (b'<html lang="en">', b'<html lang="nb">'),
        (
            b"<head>",
            b"<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script>"
            b"<script>" + built_in.script().encode() + MENU.read_bytes() + b"</script>",
        ),
        (b"</head>", early.links().encode() + b"</head>"),
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold back an HTML answer's head until its body is known; pass everything else through."""
        held: list[Message] = []

        async def mended(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_html(message):
                held.append(message)
            elif held and message["type"] == "http.response.body":
                held.append(message)
                if not message.get("more_body"):
                    for part in self._mend(held):
                        await send(part)
                    held.clear()
            else:
                await send(message)

        if scope["type"] == "http" and _asks_for_a_page(scope):
            # Uncompressed, so that there is text to mend; the page is 8 kB.
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self.app({**scope, "headers": plain}, receive, mended)
        else:
            await self.app(scope, receive, send)

    def _mend(self, held: list[Message]) -> list[Message]:
        start, *parts = held
        body = b"".join(part.get("body", b"") for part in parts)
        for old, new in self.MENDED:
            body = body.replace(old, new, 1)
        headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        return [{**start, "headers": headers}, {"type": "http.response.body", "body": body}]


def _asks_for_a_page(scope: Scope) -> bool:
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _is_html(start: Message) -> bool:
    return dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html")


def warm_up() -> None:
    """Import what the first visitor would otherwise wait for."""
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401

    from naervaer import analysis, ingest, store  # noqa: F401
    from naervaer.charts import picture

    ingest.warm()
    picture.warm()


@asynccontextmanager
async def lifespan(_: ASGIApp) -> AsyncIterator[None]:
    """Before the first visitor: settle what the first session would guess wrongly, and fetch what it would wait for."""
    # A folder named pages/ makes Streamlit guess, until its first session, that this is an app of the old kind; a
    # deep link as the very first request then gets "Page not found" over the right page.
    PagesManager.uses_pages_directory = False
    threading.Thread(target=warm_up, daemon=True).start()
    yield


refuse_strangers()
app = st.App(
    str(Path(__file__).parent / "app.py"),
    lifespan=lifespan,
    middleware=[Middleware(FrontPage)],
)
