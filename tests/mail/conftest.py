"""A mail server, and an outbox that uses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.floor.mail.outbox import server
from tests.mail.post_office import Opened, PostOffice


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def opened(office: PostOffice) -> Iterator[Opened]:
    running = Opened(office)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def mail_is_set_up(opened: Opened, settings: Any) -> PostOffice:
    """Mail is set up, and goes to the server of the test."""
    settings.EMAIL_BACKEND = server.OURS
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 5
    settings.DEFAULT_FROM_EMAIL = "Alongside <alongside@partnership.example>"
    office: PostOffice = opened.handler
    return office
