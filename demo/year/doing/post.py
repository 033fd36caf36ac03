"""People read what they were told; letters stay in the house, because no mail is set up in the demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.outbox import actions as outbox
from demo import TODAY
from demo.doings import Event
from demo.year.doing.people import Register

_MONTHS = tuple(date(2025 + (8 + n) // 12, (8 + n) % 12 + 1, 28) for n in range(1, 14))


class Reading:
    def __init__(self, register: Register) -> None:
        self._register = register

    def events(self) -> Iterator[Event]:
        for day in (*_MONTHS, TODAY - timedelta(days=1)):
            at = datetime.combine(day, time(23, 30), tzinfo=LONDON)
            yield Event(at, partial(self._keep, at))
        read = datetime.combine(TODAY - timedelta(days=6), time(21), tzinfo=LONDON)
        yield Event(read, partial(self._read, read))

    def _keep(self, at: datetime) -> None:
        outbox.keep_here(at=at)

    def _read(self, at: datetime) -> None:
        """By the middle of last week everybody has read what was there."""
        for user in self._register.user.values():
            mail.read(user=user, by=user, at=at)
