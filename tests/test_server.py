"""The serving entry: no open door without a login, and the one HTML page mended before the browser sees it."""

import asyncio
import re
from pathlib import Path

import pytest
import streamlit
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

import server
from naervaer.i18n import t
from naervaer.model import Language
from pages.components import early


PAGE = b'<!doctype html><html lang="en"><head><title>Streamlit</title></head><body>\xc3\xa6</body></html>'


@pytest.fixture
def listens_on():
    """Set the address the server would listen on; what was set before comes back afterwards."""
    shipped = config.get_option("server.address")
    yield lambda address: config.set_option("server.address", address)
    config.set_option("server.address", shipped)


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.3.2.1", "::1"])
def test_this_machine_needs_no_login(listens_on, address):
    listens_on(address)
    server.refuse_strangers()


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.168.1.20", "10.0.0.4", "fravær.example.no", "localhost.evil", ""]
)
def test_beyond_this_machine_it_stops_and_says_why(listens_on, address):
    listens_on(address)
    with pytest.raises(SystemExit) as stopped:
        server.refuse_strangers()
    assert stopped.value.code == t(Language.NB, "server.refuses", address=address or "0.0.0.0")


def test_without_an_address_streamlit_listens_to_everyone(listens_on):
    listens_on(None)
    with pytest.raises(SystemExit):
        server.refuse_strangers()


def test_with_a_login_it_may_be_reached_from_other_machines(listens_on, monkeypatch):
    monkeypatch.setattr(server.login, "required", lambda: True)
    listens_on("0.0.0.0")
    server.refuse_strangers()


def test_the_shipped_address_is_this_machine():
    assert config.get_option("server.address") == "localhost"


def asked(*, accept=b"text/html,*/*", parts=(PAGE,), kind=b"text/html; charset=utf-8", path="/", protocol="http"):
    """What comes out of FrontPage for one request: start, body, and the headers the inner app saw."""
    seen, sent = {}, []

    async def inner(scope, receive, send):
        seen.update(scope["headers"])
        length = str(sum(map(len, parts))).encode()
        headers = [(b"Content-Type".lower(), kind), (b"Content-Length".lower(), length), (b"etag", b'"7"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for place, part in enumerate(parts, start=1):
            await send({"type": "http.response.body", "body": part, "more_body": place < len(parts)})

    async def out(message):
        sent.append(message)

    scope = {"type": protocol, "path": path, "headers": [(b"accept", accept), (b"accept-encoding", b"gzip, br")]}
    asyncio.run(server.FrontPage(inner)(scope, None, out))
    start, *rest = sent
    return dict(start["headers"]), b"".join(message["body"] for message in rest), seen


def test_the_page_says_its_language_from_the_first_byte():
    _, body, _ = asked()
    assert b'<html lang="nb">' in body and b'lang="en"' not in body


def test_the_page_tells_the_browser_where_the_server_is():
    _, body, _ = asked()
    assert b"<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin}</script><script>" in body


def test_the_page_brings_streamlits_own_texts_in_the_visitors_language():
    _, body, _ = asked()
    assert t(Language.DA, "built_in.choose_option").encode() in body


def test_nothing_else_of_the_page_is_changed():
    _, body, _ = asked()
    for old, new in server.FrontPage.MENDED:
        body = body.replace(new, old)
    assert body == PAGE


def test_the_length_is_the_length_of_what_is_sent():
    headers, body, _ = asked()
    assert int(headers[b"content-length"]) == len(body) > len(PAGE)
    assert headers[b"etag"] == b'"7"'


def test_a_page_in_pieces_is_mended_whole():
    middle = PAGE.index(b'"en"') + 2
    headers, body, _ = asked(parts=(PAGE[:middle], PAGE[middle:]))
    assert body == asked()[1]
    assert int(headers[b"content-length"]) == len(body)


def test_the_page_is_asked_for_uncompressed():
    _, _, seen = asked()
    assert b"accept-encoding" not in seen


@pytest.mark.parametrize(
    "other",
    [
        {"accept": b"*/*"},
        {"accept": b"text/html,*/*", "kind": b"application/json"},
        {"protocol": "websocket"},
    ],
    ids=["a script", "not a page after all", "the session's socket"],
)
def test_everything_else_goes_through_untouched(other):
    headers, body, _ = asked(**other)
    assert body == PAGE
    assert int(headers[b"content-length"]) == len(PAGE)


def test_other_files_may_still_be_compressed():
    _, _, seen = asked(accept=b"*/*")
    assert seen[b"accept-encoding"] == b"gzip, br"


def test_streamlits_own_page_has_what_is_to_be_mended():
    """A new Streamlit that writes its page differently must be noticed here, not by a screen reader."""
    page = (Path(streamlit.__file__).parent / "static/index.html").read_bytes()
    assert [page.count(old) for old, _ in server.FrontPage.MENDED] == [1, 1, 1]
    names = {name.split(".", 1)[0] for name in re.findall(r'/static/js/([^"]+)"', early.links())}
    assert names.issuperset(early.PARTS)


def test_a_deep_link_as_the_first_request_is_no_app_of_the_old_kind(monkeypatch):
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)

    async def starts():
        async with server.lifespan(None):
            return PagesManager.uses_pages_directory

    assert asyncio.run(starts()) is False
