"""Sealed words: readable with the key of this installation only, without author, time or length to be seen.

A token stands for one person in one round. Who has the database sees neither who answered nor what; who has the key too
(whoever runs the server) could. Lose the key and the words are lost: that is the better of the two.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings

_PAD = 4096  # bytes: short and long words look alike


def token(round_key: str, person: int) -> str:
    """What an answer in confidence is filed under: the same person in the same round has the same."""
    return hmac.new(_key("token"), f"{round_key} {person}".encode(), sha256).hexdigest()


def seal(said: dict[str, Any]) -> str:
    text = json.dumps(said).encode()
    padded = text + b" " * (-len(text) % _PAD)
    # Fernet writes the time beside what it seals; here it is always the same.
    return Fernet(urlsafe_b64encode(_key("box"))).encrypt_at_time(padded, 0).decode()


def unseal(box: str) -> dict[str, Any]:
    """Raises cryptography.fernet.InvalidToken where it was sealed with another key."""
    found: dict[str, Any] = json.loads(Fernet(urlsafe_b64encode(_key("box"))).decrypt(box.encode()))
    return found


def _key(purpose: str) -> bytes:
    return sha256(f"alongside supported {purpose} {settings.SECRET_KEY}".encode()).digest()
