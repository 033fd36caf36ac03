"""The only writes to a letter that is in the outbox.

A try is known by its worker and its number. Every write of a worker names both and the state that it expects, so that
who was taken over writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail.models import Letter, Notice
from alongside.floor.mail.outbox.facts import Fate, Outcome
from alongside.floor.mail.policy import mail

State = Letter.State


class CannotSend(CannotRecord):
    """What cannot be done with a letter, and why, in a sentence."""


def take(*, worker: str, at: datetime) -> Letter | None:
    """Take the next letter that is due, under a lease; None where there is none."""
    while (found := Letter.objects.due(at).values_list("pk", flat=True).first()) is not None:
        taken = Letter.objects.filter(pk=found, state=State.WAITING).update(
            state=State.SENDING, worker=worker, lease_until=_lease(at), tries=F("tries") + 1, handed_at=None
        )
        if taken:
            return Letter.objects.get(pk=found)
    return None


def hand_over(*, letter: Letter, at: datetime) -> bool:
    """Write down that the last dot goes to the server now. False where another worker has taken the letter over."""
    return bool(_this_try(letter).filter(state=State.SENDING).update(handed_at=at, lease_until=_lease(at)))


@transaction.atomic
def settle(*, letter: Letter, outcome: Outcome, at: datetime) -> None:
    """Write down what came of a try; also when the lease had run out meanwhile and it was held to be uncertain."""
    if outcome.fate is Fate.NOT_OURS:
        return
    now = _after(letter, outcome, at)
    ours = _this_try(letter).filter(state__in=[State.SENDING, State.UNCERTAIN])
    if not ours.update(**now, lease_until=None, said=outcome.said):
        return
    if now["state"] in (State.UNCERTAIN, State.BOUNCED, State.FAILED):
        _journal(letter, now["state"], by=None, at=at, said=outcome.said)


@transaction.atomic
def sweep(*, at: datetime) -> tuple[int, int]:
    """Take over the letters of workers that died: how many wait again, and how many are uncertain."""
    again = uncertain = 0
    for letter in Letter.objects.left_behind(at):
        ours = _this_try(letter).filter(state=State.SENDING, lease_until=letter.lease_until)
        if letter.handed_at is None and letter.tries - letter.tried_before >= _DEATHS:
            ours.update(
                state=State.FAILED, lease_until=None, ended_at=at, said="Each worker that tried to send it died."
            )
        elif letter.handed_at is None:
            again += ours.filter(handed_at__isnull=True).update(state=State.WAITING, due_at=at, lease_until=None)
        elif ours.update(state=State.UNCERTAIN, lease_until=None, ended_at=at, said=_DIED):
            uncertain += 1
            _journal(letter, State.UNCERTAIN, by=None, at=at, said=_DIED)
    return again, uncertain


@transaction.atomic
def keep_here(*, at: datetime) -> int:
    """Where no mail is set up: keep what waits, to be read on the site. It does not go out when mail is set up."""
    waiting = Letter.objects.filter(state=State.WAITING, due_at__lte=at)
    return waiting.update(state=State.SHOWN, ended_at=at, said="No mail is set up here.")


@transaction.atomic
def send_again(*, letter: int, by: User, at: datetime) -> Letter:
    """A person decides that a letter is to be sent once more. Raises CannotSend."""
    found = Letter.objects.select_for_update().get(pk=letter)
    if found.state in (State.WAITING, State.SENDING):
        raise CannotSend("It is on its way already.")
    if found.state == State.SENT:
        raise CannotSend("It was sent: whoever should have it again can read it on the site.")
    if found.secret and not found.text:
        raise CannotSend("It held a link that lets its reader in, which is forgotten by now. Have a new one made.")
    before, found.state = found.state, State.WAITING
    found.due_at, found.tried_before, found.ended_at = at, found.tries, None
    found.save(update_fields=["state", "due_at", "tried_before", "ended_at"])
    _journal(found, "sent-again", by=by, at=at, before=before)
    return found


@transaction.atomic
def cancel(*, letter: int, by: User | None, at: datetime, why: str = "") -> Letter:
    """Keep a letter from being sent, or tried again. Raises CannotSend where it is too late."""
    found = Letter.objects.select_for_update().get(pk=letter)
    if found.state not in (State.WAITING, State.FAILED, State.BOUNCED, State.UNCERTAIN, State.SHOWN):
        raise CannotSend("It is too late: it was sent, or is being sent at this moment.")
    before, found.state = found.state, State.CANCELLED
    found.ended_at, found.said = at, why.strip() or found.said
    found.save(update_fields=["state", "ended_at", "said"])
    _journal(found, State.CANCELLED, by=by, at=at, before=before, why=why.strip())
    return found


@transaction.atomic
def bounce(*, letter: int, said: str, by: User | None, at: datetime) -> bool:
    """A message came back: the letter did not arrive. False where it was not sent, or is known to have bounced."""
    sent = Letter.objects.filter(pk=letter, state__in=[State.SENT, State.UNCERTAIN])
    if not sent.update(state=State.BOUNCED, ended_at=at, said=said[:1000]):
        return False
    _journal(Letter.objects.get(pk=letter), State.BOUNCED, by=by, at=at, said=said[:1000])
    return True


@transaction.atomic
def forget_old(*, at: datetime) -> int:
    """Remove letters that ended so long ago that policy keeps them no more, with their notices."""
    before = at - timedelta(days=mail().sending.days_kept)
    old = list(Letter.objects.filter(ended_at__lt=before).order_by("pk").values_list("pk", flat=True)[:500])
    Notice.objects.filter(letter__in=old).delete()
    Notice.objects.filter(letter__isnull=True, at__lt=before).delete()
    return Letter.objects.filter(pk__in=old).delete()[0]


_DEATHS = 10  # or tries, after which a letter whose worker died is not taken again
_DIED = "The worker died while the server was answering: it may have arrived, or not."


def _lease(at: datetime) -> datetime:
    return at + timedelta(seconds=mail().sending.lease_seconds)


def _this_try(letter: Letter) -> Any:
    return Letter.objects.filter(pk=letter.pk, worker=letter.worker, tries=letter.tries)


def _after(letter: Letter, outcome: Outcome, at: datetime) -> dict[str, Any]:
    """How a letter stands after a try."""
    if outcome.fate is Fate.LATER:
        waits = mail().sending.minutes_between_tries
        tried = letter.tries - letter.tried_before
        if tried <= len(waits):
            return {"state": State.WAITING, "due_at": at + timedelta(minutes=waits[tried - 1]), "ended_at": None}
    ended = {
        Fate.SENT: State.SENT,
        Fate.LATER: State.FAILED,
        Fate.REFUSED: State.FAILED,
        Fate.BOUNCED: State.BOUNCED,
        Fate.UNKNOWN: State.UNCERTAIN,
    }[outcome.fate]
    forgotten = {"text": "", "html": ""} if letter.secret and ended == State.SENT else {}
    return {"state": ended, "ended_at": at, **forgotten}


def _journal(letter: Letter, what: str, *, by: User | None, at: datetime, **details: Any) -> None:
    said = {"key": letter.key, "to": letter.to, "about": letter.thing, **details}
    journal.record(action=f"letter.{what}", subject=f"letter {letter.pk}", by=by, at=at, details=said)


def cancel_all(*, keys: Iterable[str], by: User | None, at: datetime, why: str = "") -> int:
    """Cancel those of these letters that still wait: what they announce is no longer so. How many."""
    found = Letter.objects.filter(key__in=list(keys), state=State.WAITING).values_list("pk", flat=True)
    return len([cancel(letter=pk, by=by, at=at, why=why) for pk in found])
