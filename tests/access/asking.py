"""Requests by thousands: through the whole stack of the product, but without what Django's test client notes down of
every template, and with whatever was written taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.test.client import ClientHandler, RequestFactory

from tests.access.world import VISITOR


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    said: bytes

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
        from django.test import Client

        from tests.cast import signed_in

        self._factory = RequestFactory()
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self._cookies = {VISITOR: ""}
        for name, user in users.items():
            client: Client = signed_in(user)
            self._cookies[name] = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

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

    def _answer(self, environ: dict[str, Any]) -> Answer:
        response = self._handler(environ)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        location = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
        return Answer(response.status_code, location, said)
