"""The worker's part: sends what waits, one letter after the other, and takes over what dead workers left."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.utils.crypto import get_random_string

from alongside.floor.kernel import clock
from alongside.floor.mail.models import Letter
from alongside.floor.mail.outbox import actions, composing
from alongside.floor.mail.outbox.facts import Fate, Outcome
from alongside.floor.mail.outbox.server import MailServer, is_set_up
from alongside.floor.mail.policy import mail

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

PAUSE = timedelta(minutes=1)  # after the server was not there, before any letter is tried again


class Postman:
    """Sends letters for one worker. `now` says the moment."""

    def __init__(self, now: Clock, *, name: str = "") -> None:
        self._now = now
        self._name = name or f"{socket.gethostname()}:{os.getpid()}:{get_random_string(8)}"
        self._not_before: datetime | None = None

    def round(self) -> int:
        """Send what is due, as many letters as policy says at a time. Returns how many were tried."""
        if not is_set_up():
            return actions.keep_here(at=self._now())
        actions.sweep(at=self._now())
        if self._not_before and self._not_before - PAUSE <= self._now() < self._not_before:
            return 0
        tried = 0
        with MailServer() as server:
            while tried < mail().sending.letters_at_a_time and (letter := self._next()):
                tried += 1
                outcome = self._send(letter, server)
                actions.settle(letter=letter, outcome=outcome, at=self._now())
                if not outcome.server_is_there:
                    self._not_before = self._now() + PAUSE
                    break
        return tried

    def _next(self) -> Letter | None:
        return actions.take(worker=self._name, at=self._now())

    def _send(self, letter: Letter, server: MailServer) -> Outcome:
        handed = False

        def handing() -> bool:
            nonlocal handed
            handed = actions.hand_over(letter=letter, at=self._now())
            return handed

        try:
            message = composing.composed(letter, at=self._now())
            return server.send(message, letter.to, handing=handing)
        except Exception as error:  # whatever is wrong with this letter, it must neither stop the others nor come again
            log.warning("Letter %s could not be written", letter.pk, exc_info=error)
            return Outcome(Fate.UNKNOWN if handed else Fate.REFUSED, f"It could not be written: {error}")


@cache
def _postman() -> Postman:
    """That of this worker: one for as long as it lives, so that it remembers when the server was not there."""
    return Postman(clock.now)


def deliver(at: datetime) -> None:
    """Send what waits. Every letter is a transaction of its own, so a worker may be killed at any moment."""
    _postman().round()


def anything_to_do(at: datetime) -> bool:
    """Whether a round would find something. One query."""
    waiting = Letter.objects.due(at) | Letter.objects.left_behind(at)
    return bool(waiting.exists())
