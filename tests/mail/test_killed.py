"""Kill -9 while a letter is being sent, at every moment that matters: none is lost, none accepted twice by itself."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.installations import Installation, wait_until
from tests.mail.post_office import Opened, PostOffice

LETTERS = """
from datetime import UTC, datetime
from alongside.floor.mail import actions
from alongside.floor.mail.facts import Recipient
for number in range({count}):
    actions.post(to=Recipient(f"head{{number}}@school.example"), subject="A visit", text="On Monday.",
                 at=datetime(2026, 1, 1, tzinfo=UTC), key=f"letter {{number}}")
"""
AGAIN = """
from alongside.floor.kernel import clock
from alongside.floor.mail.outbox import actions
from alongside.floor.mail.models import Letter
from alongside.floor.accounts.actions import invite
ruth, _ = invite(email="ruth@partnership.example", by=None, at=clock.now())
for letter in Letter.objects.filter(state="uncertain"):
    actions.send_again(letter=letter.pk, by=ruth, at=clock.now())
"""


class Outbox:
    """An installation with letters that wait, workers that are started, and the mail server that they reach."""

    def __init__(self, installation: Installation, port: int, policies: Path) -> None:
        self.installation = installation
        self.environ = {
            "ALONGSIDE_MAIL": f"smtp://127.0.0.1:{port}",
            "ALONGSIDE_POLICIES": str(policies),
        }
        self.workers: list[subprocess.Popen[str]] = []

    def do(self, code: str) -> str:
        return self.installation.alongside("shell", "--no-imports", "-c", code, **self.environ).stdout.strip()

    def states(self) -> list[str]:
        """How the letters stand, in their order; read past Django, so that it costs nothing."""
        with connected(self.installation) as connection:
            return [state for (state,) in connection.execute("SELECT state FROM mail_letter ORDER BY id").fetchall()]

    def start(self) -> None:
        self.workers.append(self.installation.start("worker", "--interval", "0.1", **self.environ))

    def kill(self, *_: Any) -> None:
        """The worker dies as if the power had gone."""
        self.workers[-1].kill()
        self.workers[-1].wait()

    def was_killed(self) -> bool:
        """Whether the last worker has ended; by kill -9 and by nothing else."""
        code = self.workers[-1].poll()
        assert code in (None, -signal.SIGKILL), self.workers[-1].communicate()[0]
        return code is not None

    def stop(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGTERM)
            worker.communicate(timeout=60)
        self.workers.clear()


@pytest.fixture
def outbox(installation: Installation, opened: Opened, tmp_path: Path) -> Iterator[Outbox]:
    policies = tmp_path / "policies"
    policies.mkdir()
    ours = Path("policies/mail.yaml").read_text(encoding="utf-8").replace("lease_seconds: 300", "lease_seconds: 2")
    (policies / "mail.yaml").write_text(ours, encoding="utf-8")
    made = Outbox(installation, opened.port, policies)
    yield made
    made.stop()


@contextmanager
def connected(installation: Installation) -> Iterator[Any]:
    if installation.database_url:
        with psycopg.connect(installation.database_url) as server:
            yield server
        return
    file = sqlite3.connect(
        installation.var / "alongside.sqlite3", timeout=20, isolation_level=None, check_same_thread=False
    )
    with closing(file):
        yield file


@contextmanager
def nobody_else_can_write(installation: Installation) -> Iterator[None]:
    with connected(installation) as connection:
        lock = "LOCK TABLE mail_letter IN EXCLUSIVE MODE" if installation.database_url else "BEGIN IMMEDIATE"
        connection.execute(lock)
        yield
        connection.rollback()


def taken_over(outbox: Outbox, office: PostOffice, *, until: Callable[[list[str]], bool]) -> list[str]:
    """Another worker comes; what it makes of the letters."""
    office.at_recipient = office.at_data = lambda to: None
    office.after_accepting = lambda to: None
    outbox.start()
    wait_until(lambda: until(outbox.states()), seconds=60)
    outbox.stop()
    return outbox.states()


def settled(states: list[str]) -> bool:
    return not {"waiting", "sending"} & set(states)


def no_time_to_answer(outbox: Outbox) -> Callable[[str], None]:
    def killed(to: str) -> None:
        outbox.kill()

    return killed


def test_killed_before_the_letter_was_handed_over_it_is_sent_by_the_next(outbox: Outbox, office: PostOffice):
    outbox.do(LETTERS.format(count=2))
    office.at_recipient = no_time_to_answer(outbox)
    outbox.start()
    wait_until(outbox.was_killed)
    assert outbox.states() == ["sending", "waiting"]
    assert taken_over(outbox, office, until=settled) == ["sent", "sent"]
    assert office.times == {"head0@school.example": 1, "head1@school.example": 1}


def test_killed_before_it_hears_the_answer_the_letter_is_uncertain_and_never_sent_again_by_itself(
    outbox: Outbox, office: PostOffice
):
    outbox.do(LETTERS.format(count=2))
    office.after_accepting = no_time_to_answer(outbox)
    outbox.start()
    wait_until(outbox.was_killed)
    assert office.times == {"head0@school.example": 1}
    assert taken_over(outbox, office, until=settled) == ["uncertain", "sent"]
    assert office.times == {"head0@school.example": 1, "head1@school.example": 1}

    outbox.do(AGAIN)
    assert taken_over(outbox, office, until=settled) == ["sent", "sent"]
    assert office.times["head0@school.example"] == 2, "a person asked for it"


def test_killed_between_the_answer_and_the_commit_the_letter_is_uncertain(outbox: Outbox, office: PostOffice):
    outbox.do(LETTERS.format(count=1))
    with ExitStack() as held:

        def answer_and_hold(to: str) -> None:
            """From now on nobody can write; the answer goes out, the worker hears it, and dies."""
            held.enter_context(nobody_else_can_write(outbox.installation))
            asyncio.get_running_loop().call_later(0.5, outbox.workers[-1].kill)

        office.after_accepting = answer_and_hold
        outbox.start()
        wait_until(outbox.was_killed)
    assert taken_over(outbox, office, until=settled) == ["uncertain"]
    assert office.times == {"head0@school.example": 1}


def test_workers_killed_again_and_again_lose_nothing_and_send_nothing_twice(outbox: Outbox, office: PostOffice):
    count = 12
    outbox.do(LETTERS.format(count=count))
    moments = iter(["at_recipient", "after_accepting", "at_data"] * 2)
    for moment in moments:
        office.at_recipient = office.at_data = lambda to: None
        office.after_accepting = lambda to: None
        setattr(office, moment, no_time_to_answer(outbox))
        outbox.start()
        wait_until(outbox.was_killed, seconds=60)
    states = taken_over(outbox, office, until=settled)
    assert len(states) == count
    assert set(states) <= {"sent", "uncertain"}
    assert set(office.times.values()) == {1}
    uncertain = {f"head{number}@school.example" for number, state in enumerate(states) if state == "uncertain"}
    sent = {f"head{number}@school.example" for number, state in enumerate(states) if state == "sent"}
    assert sent <= set(office.times), "what we say was sent, the server has"
    assert set(office.times) - sent <= uncertain
