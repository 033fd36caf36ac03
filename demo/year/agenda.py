"""What is still to be done, in order of time. Doing something may bring more to be done later."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime
from itertools import count

from django.db import transaction

from alongside.work.contacts.heard import keeping as hearing
from alongside.work.ties.isolation import keeping as holding
from demo.doings import Event

_AT_ONCE = 100  # events in one transaction: each action is one within it


class Agenda:
    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._turn = count()
        self._waiting: list[tuple[datetime, int, Event]] = []
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        heapq.heappush(self._waiting, (event.at, next(self._turn), event))

    def __len__(self) -> int:
        return len(self._waiting)

    def do_until(self, at: datetime | None = None) -> int:
        """Do what is to be done before a moment, or all of it. Returns how much that was."""
        done = 0
        while self._is_due(at):
            with transaction.atomic(), hearing.together(), holding.together():
                for _ in range(_AT_ONCE):
                    if not self._is_due(at):
                        break
                    heapq.heappop(self._waiting)[2].do()
                    done += 1
        return done

    def _is_due(self, at: datetime | None) -> bool:
        return bool(self._waiting) and (at is None or self._waiting[0][0] < at)
