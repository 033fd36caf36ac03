"""Every distinct structure of page, for every role that sees it differently: by all A and AA rules of axe, and without
sideways scrolling at 320 px. It goes by what the matrix expects: who adds an address and its lines has it looked at."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

from tests.access import matrix, structures
from tests.access.asking import Asker
from tests.access.matrix import Asked
from tests.access.structures import Drawn
from tests.access.world import World
from tests.browser import PHONE
from tests.conventions.house import told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Giver(ThreadingHTTPServer):
    """Gives one page as it was answered, with its parts, and the static files: the product is not asked again."""

    daemon_threads = True
    now: Drawn

    def given(self, path: str) -> tuple[bytes, str] | None:
        """The bytes and what they are."""
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return (Path(found).read_bytes(), kind) if found else None
        html = self.now.html if path == self.now.path else self.now.parts.get(path)
        return (html.encode(), "text/html; charset=utf-8") if html is not None else None


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Giver

    def do_GET(self) -> None:
        found = self.server.given(urlsplit(self.path).path)
        body, kind = found or (b"", "text/plain")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store" if kind.startswith("text/html") else "max-age=3600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[[Drawn], Page]]:
    """Shows a page on a phone, with everything that it fetches and all that waits behind a click."""
    giver = Giver(("127.0.0.1", 0), Answering)
    Thread(target=giver.serve_forever, daemon=True).start()
    context = browser.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(15_000)
    page = context.new_page()

    def shown(drawn: Drawn) -> Page:
        giver.now = drawn
        page.goto(f"http://127.0.0.1:{giver.server_port}{drawn.address}", wait_until="load")
        if drawn.parts:
            page.wait_for_function("() => !document.querySelector('[hx-trigger=load]')")
        page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        return page

    yield shown
    context.close()
    giver.shutdown()
    giver.server_close()


def everything(world: World) -> Iterator[Asked]:
    """All that the matrix asks for; what it cannot ask for is told there (test_matrix.py)."""
    known = {name for name, _ in matrix.names()}
    for name, expected in matrix.expectations().items():
        if name in known:
            with suppress(LookupError):
                yield from matrix.asked(expected, world)


@pytest.mark.django_db
def test_every_structure_is_clean_and_fits_a_phone(
    world: World,
    ask: Asker,
    show: Callable[[Drawn], Page],
    axe: Callable[..., list[str]],
    sideways: Callable[[Any], list[str]],
) -> None:
    faults = []
    for drawn in structures.different(everything(world), ask):
        page = show(drawn)
        found = axe(page, without=() if drawn.is_new else ("color-contrast",))
        faults += [f"{drawn}: {fault}" for fault in (*found, *sideways(page))]
    assert faults == [], told(faults, "Whoever reads by ear, by keyboard or on a small screen meets it.")
