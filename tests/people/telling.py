"""What the tests of pages about people share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.knowledge.people import actions
from alongside.knowledge.people.models import Holding

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
ClientOf = Callable[[User], Any]


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return unescape(content.decode("utf-8-sig"))


def recorded(name: str, role: str, where: Place, email: str = "", **period: date) -> Holding:
    person = actions.record_person(name=name, email=email, by=None, at=AT)
    return actions.hold(person=person, role=role, where=where, by=None, at=AT, **period)  # type: ignore[arg-type]
