"""The link by which somebody stops letters of a kind with one click, signed in or not (RFC 8058)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "mail.unsubscribe"


@dataclass(frozen=True, slots=True)
class Token:
    """Whose letters, and of which kinds: an account's, or those to an address that has none."""

    kinds: tuple[str, ...]
    user: int | None = None
    email: str = ""


def address(token: Token) -> str:
    """The whole address, for a letter."""
    said = {"k": token.kinds, **({"u": token.user} if token.user else {"e": token.email})}
    return settings.HERE.address + reverse("mail:unsubscribe", args=[signing.dumps(said, salt=_SALT)])


def token_of(signed: str) -> Token | None:
    """What a link says; None where it is not one of ours. It holds for good: an old letter still stops the next."""
    try:
        said = signing.loads(signed, salt=_SALT)
    except signing.BadSignature:
        return None
    return Token(kinds=tuple(said["k"]), user=said.get("u"), email=said.get("e", ""))


def headers(link: str) -> dict[str, str]:
    """By which mail programs show a button of their own."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
