"""Whom a letter or a notice goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.floor.accounts.models import User


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address and a name; the account, where there is one. Without one it is always a letter."""

    email: str
    name: str
    user: User | None = None
