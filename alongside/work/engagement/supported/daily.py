"""What a day brings for the rounds of questions: one to open, to remind of, to close; words for the trusted person."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.knowledge.people.queries import recipient
from alongside.work.engagement.supported import actions, queries
from alongside.work.engagement.supported.models import Round, Sealed
from alongside.work.engagement.supported.policies import supported


def tend(at: datetime) -> list[str]:
    """What the worker’s timer does each day: all but opening a round, which a person decides."""
    return what_is_due(at=at, opening=False)


def what_is_due(*, at: datetime, opening: bool = True) -> list[str]:
    """Do it, and say in a sentence each what was done. Raises actions.CannotRecord where a round is due and cannot be
    opened."""
    on, policy, done = at.astimezone(LONDON).date(), supported(), []
    for one in queries.open_rounds():
        halfway = one.opened_on + (one.closes_on - one.opened_on) / 2
        if on > one.closes_on:
            actions.close_round(round=one, by=None, at=at)
            done.append(f"{one.name}: closed, and its figures are made.")
        elif one.reminded_on is None and on >= halfway:
            actions.remind(round=one, by=None, at=at)
            done.append(f"{one.name}: everybody who is asked was reminded.")
    key, name, first = policy.term_on(on)
    if opening and on >= first + timedelta(days=policy.ask_after_days) and not Round.objects.filter(key=key).exists():
        actions.open_round(by=None, at=at)
        done.append(f"{name}: schools are asked.")
    tell_trusted(at=at)
    return done


def tell_trusted(*, at: datetime) -> None:
    """Tell the trusted person that words wait. Once a day at the hour of the command, never when somebody answers: the
    time of a letter would tell whose answer it was."""
    for one in Round.objects.filter(pk__in=Sealed.objects.filter(waits=True).values("round")).select_related("trusted"):
        to = recipient(one.trusted)
        if to:
            words = "Somebody waits for your reply. Please read it today."
            subject = "There are words in confidence to read"
            mail.tell(
                to=[to], kind="supported", subject=subject, words=words, thing=f"supported-words {one.key}", at=at
            )
