"""A real mail server on this machine, that does with a letter what the test says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

Answer = str | None
Said = Callable[[str], Answer]


@dataclass
class PostOffice:
    """`accepted`: every letter for which the server answered 250, as it came. What `at_recipient` and `at_data` return
    is answered instead; they are called with the recipient, `at_data` before the letter is accepted."""

    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    at_recipient: Said = lambda to: None
    at_data: Said = lambda to: None
    after_accepting: Callable[[str], None] = lambda to: None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, to: str, options: Any) -> str:
        if answer := self.at_recipient(to):
            return answer
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        (to,) = envelope.rcpt_tos
        if answer := self.at_data(to):
            return answer
        assert isinstance(envelope.content, bytes)
        self.accepted.append((to, envelope.content))
        self.after_accepting(to)
        return "250 Taken"

    @property
    def letters(self) -> list[Message]:
        return [message_from_bytes(content) for _, content in self.accepted]

    @property
    def times(self) -> Counter[str]:
        """How often a letter to each address was accepted."""
        return Counter(to for to, _ in self.accepted)


class Opened(Controller):
    """The server in a thread of its own, which is gone when it is closed."""

    def __init__(self, office: PostOffice) -> None:
        super().__init__(office, hostname="127.0.0.1", port=0)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # the one that the system chose
        super()._trigger_server()
