"""EMAIL_BACKEND where mail is set up: what allauth and the invitation send goes into the outbox like all else.

These letters let somebody in, so they are urgent, and their text is forgotten once they are sent.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from alongside.floor.kernel import clock
from alongside.floor.mail import actions
from alongside.floor.mail.facts import Recipient


class Outbox(BaseEmailBackend):
    """Writes a letter for every recipient of every message."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                actions.post(
                    to=Recipient(address),
                    subject=str(message.subject),
                    text=str(message.body),
                    at=clock.now(),
                    key=f"account {uuid.uuid4()}",
                    urgent=True,
                    secret=True,
                )
        return len(email_messages)
