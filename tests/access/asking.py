"""Requests by thousands: through the whole stack of the product, but without what Django's test client notes down of
every template, and with whatever was written taken back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from traceback import format_exception_only
from typing import Any
from urllib.parse import urlencode, urlsplit
from zipfile import ZipFile

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import transaction
from django.test.client import ClientHandler, RequestFactory

from tests.access.world import GHOST, VISITOR
from tests.cast import signed_in


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    said: bytes

    @property
    def text(self) -> bytes:
        """What it says; a spreadsheet unpacked."""
        if not self.said.startswith(b"PK"):
            return self.said
        with ZipFile(BytesIO(self.said)) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())

    @property
    def to_sign_in(self) -> bool:
        return self.status in (302, 204) and self.location.startswith("/account/sign-in/")

    @property
    def refused(self) -> bool:
        """Not for who asked: not allowed, not there (for them), or to be signed in first."""
        return self.status in (403, 404) or self.to_sign_in

    @property
    def given(self) -> bool:
        """Shown or taken, or sent back with what is not right in the form, or found not to work that way (405)."""
        return self.status in (200, 204, 301, 302, 303, 400, 405, 409, 422) and not self.to_sign_in


class Asker:
    """Asks as each of some people."""

    def __init__(self, users: Mapping[str, Any]) -> None:
        self._factory = RequestFactory()
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self.broke = ""  # what went wrong inside, the last time that something did
        got_request_exception.connect(self._note, weak=False)
        self._users = users
        self._cookies = {VISITOR: ""} | {name: _cookie(signed_in(user)) for name, user in users.items()}

    def __call__(
        self, who: str, method: str, address: str, form: Mapping[str, str] | bytes | None = None, **headers: str
    ) -> Answer:
        """The answer. Whatever the request wrote to the database is taken back."""
        body = form if isinstance(form, bytes) else urlencode(form or {}).encode()
        parts = urlsplit(address)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "QUERY_STRING": parts.query,
            "HTTP_COOKIE": self._cookies[who],
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            **headers,
        }
        request = self._factory.generic("GET", parts.path).environ | environ
        if method in ("GET", "HEAD"):
            return self._answer(request)
        with transaction.atomic():
            try:
                return self._answer(request)
            finally:
                transaction.set_rollback(True)

    def seeing_as(self, who: str, urn: int) -> None:
        """From now on, `ghost` asks: this person, seeing as this school."""
        client = signed_in(self._users[who])
        assert client.post(f"/account/see-as/{urn}/").status_code == 302
        self._cookies[GHOST] = _cookie(client)

    def _note(self, **_: Any) -> None:
        error = sys.exc_info()[1]
        self.broke = "".join(format_exception_only(error)).strip() if error else ""

    def _answer(self, environ: dict[str, Any]) -> Answer:
        response = self._handler(environ)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        location = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
        return Answer(response.status_code, location, said)


def _cookie(client: Any) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
