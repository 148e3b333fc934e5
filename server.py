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


def refuse_strangers() -> None:
    """Stop at once if the server would be reachable from other machines while nobody has to sign in."""
    address = config.get_option("server.address") or "0.0.0.0"
    if _is_this_machine(address) or "auth" in st.secrets:
        return
    sys.exit(t(Language.NB, "server.refuses", address=address))


def _is_this_machine(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class PageLanguage:
    """Says `<html lang="nb">` from the first byte on; Streamlit says English, whatever the page holds (WCAG 3.1.1)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the one attribute in HTML answers; pass everything else through."""

        async def translated(message: Message) -> None:
            if message["type"] == "http.response.body" and message.get("body", b"")[:200].lstrip().startswith(b"<!"):
                # Same length, so that Content-Length still holds.
                message["body"] = message["body"].replace(b'<html lang="en">', b'<html lang="nb">', 1)
            await send(message)

        await self.app(scope, receive, translated if scope["type"] == "http" else send)


def warm_up() -> None:
    """Import what the first visitor would otherwise wait for."""
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401

    from naervaer import analysis, charts, store  # noqa: F401


@asynccontextmanager
async def lifespan(_: ASGIApp) -> AsyncIterator[None]:
    """Before the first visitor: check who can come, and settle what the first session would guess wrongly."""
    refuse_strangers()
    # A folder named pages/ makes Streamlit guess, until its first session, that this is an app of the old kind; a
    # deep link as the very first request then gets "Page not found" over the right page.
    PagesManager.uses_pages_directory = False
    threading.Thread(target=warm_up, daemon=True).start()
    yield


app = st.App(
    str(Path(__file__).parent / "app.py"),
    lifespan=lifespan,
    middleware=[Middleware(PageLanguage)],
)
