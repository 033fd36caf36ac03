"""Whatever workers, servers and people do, in whatever order: no letter is accepted twice unless a person asked, and
none is lost.

Workers go step by step, several at once, and may die between any two steps; the clock may run on, so that leases end
while their holders live. What the server has accepted is counted outside of the outbox.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from alongside.floor.accounts.models import User
from alongside.floor.mail import actions
from alongside.floor.mail.facts import Recipient
from alongside.floor.mail.models import Letter
from alongside.floor.mail.outbox import actions as outbox
from alongside.floor.mail.outbox.facts import Fate, Outcome

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = st.sampled_from(["one", "two", "three"])


class Outbox(RuleBasedStateMachine):
    """A worker is None while idle, else the letter that it holds and how far it is: taken, handed, or answered."""

    ruth: User

    def __init__(self) -> None:
        super().__init__()
        Letter.objects.all().delete()
        self.now = START
        self.workers: dict[str, tuple[Letter, str, Outcome | None]] = {}
        self.accepted: Counter[int] = Counter()
        self.asked: Counter[int] = Counter()
        self.posted = 0

    @rule()
    def somebody_writes(self) -> None:
        self.posted += 1
        actions.post(
            to=Recipient("hana@school.example"), subject="x", text="x", at=self.now, key=f"letter {self.posted}"
        )

    @rule(name=NAMES)
    def a_worker_takes_a_letter(self, name: str) -> None:
        if name not in self.workers and (letter := outbox.take(worker=name, at=self.now)):
            self.workers[name] = (letter, "taken", None)

    @rule(name=NAMES, answer=st.sampled_from(list(Fate)))
    def it_hands_over_and_the_server_answers(self, name: str, answer: Fate) -> None:
        letter, step, _ = self.workers.get(name, (None, "", None))
        if letter is None or step != "taken":
            return
        if answer in (Fate.BOUNCED, Fate.NOT_OURS):  # refused before the text was given
            self.workers[name] = (letter, "answered", Outcome(Fate.BOUNCED, "550"))
        elif not outbox.hand_over(letter=letter, at=self.now):
            self.workers[name] = (letter, "answered", Outcome(Fate.NOT_OURS))
        else:
            self.accepted[letter.pk] += answer in (Fate.SENT, Fate.UNKNOWN)  # of the unknown it may have been
            self.workers[name] = (letter, "answered", Outcome(answer))

    @rule(name=NAMES)
    def it_hands_over_and_dies(self, name: str) -> None:
        letter, step, _ = self.workers.get(name, (None, "", None))
        if letter is not None and step == "taken":
            if outbox.hand_over(letter=letter, at=self.now):
                self.accepted[letter.pk] += 1
            del self.workers[name]

    @rule(name=NAMES)
    def it_writes_down_the_answer(self, name: str) -> None:
        letter, step, outcome = self.workers.get(name, (None, "", None))
        if letter is not None and outcome is not None and step == "answered":
            outbox.settle(letter=letter, outcome=outcome, at=self.now)
            del self.workers[name]

    @rule(name=NAMES)
    def it_dies(self, name: str) -> None:
        self.workers.pop(name, None)

    @rule(minutes=st.sampled_from([1, 4, 6, 60, 1000]))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def somebody_sweeps(self) -> None:
        outbox.sweep(at=self.now)

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def a_person_has_one_sent_again(self, data: Any) -> None:
        letters = Letter.objects.filter(state__in=["uncertain", "failed", "bounced", "cancelled"])
        if keys := list(letters.values_list("pk", flat=True)):
            pk = data.draw(st.sampled_from(keys))
            outbox.send_again(letter=pk, by=self.ruth, at=self.now)
            self.asked[pk] += 1

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def a_person_cancels_one(self, data: Any) -> None:
        waiting = Letter.objects.filter(state="waiting").values_list("pk", flat=True)
        if keys := list(waiting):
            outbox.cancel(letter=data.draw(st.sampled_from(keys)), by=self.ruth, at=self.now)

    @invariant()
    def none_is_accepted_more_often_than_people_asked(self) -> None:
        assert all(times <= 1 + self.asked[pk] for pk, times in self.accepted.items())

    @invariant()
    def none_is_lost(self) -> None:
        assert Letter.objects.count() == self.posted
        assert all(self.accepted[pk] for pk in Letter.objects.filter(state="sent").values_list("pk", flat=True))

    def teardown(self) -> None:
        """In the end workers live: every letter comes to an end, and what the server has never seen is not “sent”."""
        self.workers.clear()
        for _ in range(self.posted * 9 + 2):
            self.now += timedelta(days=1)
            outbox.sweep(at=self.now)
            while letter := outbox.take(worker="last", at=self.now):
                assert outbox.hand_over(letter=letter, at=self.now)
                self.accepted[letter.pk] += 1
                outbox.settle(letter=letter, outcome=Outcome(Fate.SENT), at=self.now)
        self.none_is_accepted_more_often_than_people_asked()
        states = set(Letter.objects.values_list("state", flat=True))
        assert not {"waiting", "sending"} & states
        unseen = [pk for pk in Letter.objects.values_list("pk", flat=True) if not self.accepted[pk]]
        assert set(Letter.objects.filter(pk__in=unseen).values_list("state", flat=True)) <= {
            "failed",
            "bounced",
            "cancelled",
            "uncertain",
        }


@pytest.mark.django_db
def test_no_letter_is_accepted_twice_and_none_is_lost(ruth: User):
    Outbox.ruth = ruth
    run_state_machine_as_test(
        Outbox,
        settings=settings(
            max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
