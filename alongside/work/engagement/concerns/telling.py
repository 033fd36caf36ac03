"""Who is told what about a concern, and what the ledger of contacts hears. Nothing of what is restricted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Holding
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.actions import Party
from alongside.work.engagement.concerns.models import Concern

KIND = "concerns"
_IN_THE_LEDGER = {"call": "call", "meeting": "meeting", "email": "email"}


def of_new(concern: Concern, *, by: User, at: datetime) -> None:
    """The District Lead hears what somebody else recorded."""
    if concern.restricted:
        return
    to = [one for one in _leads(concern, at) if one.user != by]
    words = f"Recorded by {by}. The school has not been told yet."
    mail.tell(to=to, kind=KIND, subject=f"A new {concern.kind}", words=words, thing=concern.thing, at=at, by=by)


def of_being_told(concern: Concern, holdings: Sequence[Holding], *, by: User, at: datetime) -> None:
    """The head and the chair hear that they can read and answer; the ledger, that they were talked to."""
    on = at.astimezone(LONDON).date()
    both = [people.head_of(concern.school, on=on), people.chair_of(concern.school, on=on)]
    to = [found for one in both if one and (found := people.recipient(one.person))]
    words = "You can read it, with what is done next, and answer in your own words."
    subject = f"A {concern.kind} was recorded of your school"
    mail.tell(to=to, kind=KIND, subject=subject, words=words, thing=concern.thing, at=at, by=by)
    if holdings and concern.told_on and concern.told_how in _IN_THE_LEDGER:
        ours = people.person_of(by)
        listened = [Party(role=_role_of(by), person=ours, ours=True)] if ours else []
        contacts.post(
            kind=_IN_THE_LEDGER[concern.told_how],
            on=concern.told_on,
            subject=f"Told what was recorded of the school: a {concern.kind}",
            parties=[*(Party(role=one.role, person=one.person, school=concern.school) for one in holdings), *listened],
            school=concern.school,
            source=concern.thing,
            by=by,
            at=at,
        )


def of_reply(concern: Concern, *, by: User, at: datetime) -> None:
    """Who recorded it and the District Lead hear that the school answered."""
    recorder = concern.recorded_by
    to = [*_leads(concern, at), Recipient(recorder.email, recorder.name, recorder)]
    subject = f"The school answered about a {concern.kind}"
    mail.tell(to=to, kind=KIND, subject=subject, words=f"{by} answered.", thing=concern.thing, at=at, by=by)


def _leads(concern: Concern, at: datetime) -> list[Recipient]:
    held = people.leads_of(concern.school, on=at.astimezone(LONDON).date())
    return [found for one in held if (found := people.recipient(one.person))]


def _role_of(user: User) -> str:
    return str(user.posts[0]["role"]) if user.posts else "other"
