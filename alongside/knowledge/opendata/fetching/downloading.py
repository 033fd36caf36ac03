"""Fetching one address into a file, from a server that may fail, stall, break off or say one thing and send another.

What has come is kept beside the place it is for (`.part`), with the mark by which the server knows this version of the
file, and the next attempt goes on from there: in the same run or on another day.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError

from alongside.knowledge.opendata.files.unpacking import LARGEST_PACKED

BLOCK = 1 << 16
MOST_REDIRECTS = 5
LONGEST_WAIT = 60.0  # seconds, however long a server asks for

_GO_ON = "What has come is kept; fetch again later, and it goes on from there."


class NotFetched(Exception):
    """The address could not be fetched: why, and what to do."""


class NotThere(NotFetched):
    """The server says that there is nothing at this address."""


class _Again(Exception):
    """This attempt failed in a way that the next may not. `after`: seconds that the server asks to be left alone."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


def pool_for(address: str) -> urllib3.PoolManager:
    """Connections to the server of an address, through the proxy that this machine's environment names, if any."""
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    if proxy and parts.hostname and not proxy_bypass(parts.hostname):
        return urllib3.ProxyManager(proxy)
    return urllib3.PoolManager()


@dataclass(slots=True)
class Downloader:
    """Fetches addresses. `waits` are the seconds before the second, third, … attempt; a test gives its own clock."""

    pool: Callable[[str], urllib3.PoolManager] = pool_for
    waits: Sequence[float] = (1, 2, 4, 8, 16)
    sleep: Callable[[float], None] = time.sleep
    timeout: urllib3.Timeout = field(default_factory=lambda: urllib3.Timeout(connect=15, read=60))
    largest: int = LARGEST_PACKED
    said: Callable[[str], None] = lambda words: None

    def fetch(self, address: str, to: Path) -> None:
        """Bring what is at an address to a path. Raises NotThere, or NotFetched when no attempt succeeds."""
        part = _Part(to)
        for wait in (*self.waits, None):
            try:
                self._attempt(address, part)
                part.complete()
                return
            except _Again as again:
                if wait is None:
                    attempts = f"{address}: {again} ({len(self.waits) + 1} attempts)."
                    later = _GO_ON if part.size else "Fetch again later."
                    raise NotFetched(f"{attempts} {later}") from None
                pause = min(max(wait, again.after or 0), LONGEST_WAIT)
                self.said(f"{again}; trying again in {pause:g} seconds")
                self.sleep(pause)

    def _attempt(self, address: str, part: _Part) -> None:
        have = part.size
        try:
            response = self._answer(address, part.conditions())
            try:
                if self._begin(address, response, part, have):
                    self._take(response, part)
            finally:
                response.close()
        except HTTPError as error:
            raise _Again(_in_words(error)) from None

    def _answer(self, address: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        """Follow redirects, but never from a safe address to an unsafe one."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "Alongside (school improvement partnership)", **headers}
        for _ in range(MOST_REDIRECTS + 1):
            response = self.pool(address).request(
                "GET",
                address,
                headers=headers,
                preload_content=False,
                redirect=False,
                retries=False,
                timeout=self.timeout,
            )
            onward = response.headers.get("Location")
            if response.status not in (301, 302, 303, 307, 308) or not onward:
                return response
            response.close()
            before, address = address, urljoin(address, onward)
            scheme = urlsplit(address).scheme
            if scheme not in ("http", "https") or (scheme == "http" and before.startswith("https:")):
                raise NotFetched(f"{before} leads on to {address}, which is not safe. Check the address.")
        raise NotFetched(f"{address}: the server sends us round in circles. Check the address.")

    def _begin(self, address: str, response: urllib3.BaseHTTPResponse, part: _Part, have: int) -> bool:
        """Look at what the server answers; True where its body is to be taken."""
        status = response.status
        if status == 206:
            if not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
                part.forget()
                raise _Again("the server sent another part of the file than was asked for")
            return True
        if status == 200:
            part.begin(response.headers)
            return True
        if status == 416:
            if response.headers.get("Content-Range") == f"bytes */{have}":
                return False  # all of it had come already
            part.forget()
            raise _Again("the file on the server is another than the one begun")
        if status in (404, 410):
            raise NotThere(f"{address}: there is nothing at this address.")
        if status == 429 or status >= 500:
            asked = response.headers.get("Retry-After", "")
            raise _Again(f"the server answers {status}", float(asked) if asked.isdigit() else None)
        raise NotFetched(f"{address}: the server answers {status}. Check the address.")

    def _take(self, response: urllib3.BaseHTTPResponse, part: _Part) -> None:
        with part.path.open("ab") as stream:
            for block in response.stream(BLOCK):
                if stream.tell() + len(block) > self.largest:
                    part.forget()
                    raise NotFetched(
                        f"What the server sends is larger than {self.largest:,} bytes, so it is not taken."
                    )
                stream.write(block)


class _Part:
    """What has come of a file, and which version of it that is."""

    def __init__(self, whole: Path) -> None:
        self._whole = whole
        self.path = whole.with_name(f"{whole.name}.part")
        self._mark = whole.with_name(f"{whole.name}.mark")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    def conditions(self) -> dict[str, str]:
        """Ask for the rest, if it is still the same file; else for all of it."""
        mark = json.loads(self._mark.read_text(encoding="utf-8")) if self._mark.is_file() else None
        if not mark or not self.size:
            self.forget()
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": mark}

    def begin(self, headers: urllib3.HTTPHeaderDict) -> None:
        """From the beginning. Without a mark of the version it cannot be gone on with later."""
        self.forget()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        tag = headers.get("ETag", "")
        mark = tag if tag.startswith('"') else headers.get("Last-Modified", "")
        packed = headers.get("Content-Encoding", "identity") != "identity"
        if mark and not packed:
            self._mark.write_text(json.dumps(mark), encoding="utf-8")

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)

    def complete(self) -> None:
        self.path.touch()
        self.path.replace(self._whole)
        self._mark.unlink(missing_ok=True)


def _in_words(error: HTTPError) -> str:
    known = {
        "IncompleteRead": "the server broke off in the middle",
        "ProtocolError": "the connection broke off",
        "ReadTimeoutError": "the server fell silent",
        "ConnectTimeoutError": "the server cannot be reached",
        "NewConnectionError": "the server cannot be reached",
        "NameResolutionError": "the server's name is not known",
        "SSLError": "the connection is not safe",
    }
    return known.get(type(error).__name__, f"the connection failed ({type(error).__name__})")
