"""What a letter is made of: to whom, with which invitation to the calendar, with which papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from alongside.floor.accounts.models import User

Method = Literal["REQUEST", "CANCEL", "PUBLISH", "REPLY"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to. Who has an account is told as they prefer; who has none is always written to."""

    email: str
    name: str = ""
    user: User | None = None


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An invitation, or its withdrawal, as iCalendar says it. It stands among the forms of the letter's text, or the
    buttons to answer it are not shown (2026-11, several mail programs)."""

    method: Method
    ics: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to go with a letter, by reference: `path` below the installation's folder, read when it is sent."""

    name: str
    type: str
    path: str
