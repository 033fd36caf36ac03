"""Where letters go: ALONGSIDE_MAIL in one line, as DATABASE_URL is."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def settings_of(address: str) -> dict[str, Any]:
    """Django's EMAIL_ settings for `smtp+tls://user:password@host:587`. Without an address letters are printed.

    `smtp` in the clear (to a relay on this machine), `smtp+tls` after STARTTLS, `smtps` over TLS from the start. Raises
    ValueError with a sentence.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(
            f"ALONGSIDE_MAIL should read like smtp+tls://user:password@mail.example:587 (or smtp://, smtps://), "
            f"and it begins {address.partition('@')[0].partition(':')[0]!r}."
        )
    return {
        "EMAIL_BACKEND": "alongside.floor.mail.backend.Outbox",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
