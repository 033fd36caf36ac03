"""What the tests of the journal share: the moment at which they begin, and how they write."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Protocol

from alongside.floor.audit.models import Entry

NOW = datetime(2026, 11, 21, 10, 15, 30, 123456, tzinfo=UTC)


class Write(Protocol):
    """Writes entries, a minute apart, and returns the last: `write(3)`, `write(details={"a": 1})`."""

    def __call__(self, count: int = 1, **more: Any) -> Entry: ...
