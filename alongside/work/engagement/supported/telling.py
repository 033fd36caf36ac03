"""Who hears what of a round. Nothing that anybody is told or that the ledger holds depends on an answer in
confidence."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.accounts.models import User
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.actions import Party
from alongside.work.engagement.supported.models import Answer, Asked, Round

KIND = "supported"


def of_opening(found: Round, *, by: User | None, at: datetime) -> None:
    words = (
        f"Three questions, yes or no, until {day(found.closes_on)}. You may answer in confidence: then only "
        f"{found.trusted.name} reads what you say."
    )
    _everybody(found, "Do you feel safe and supported?", words, by=by, at=at)


def of_reminder(found: Round, *, by: User | None, at: datetime) -> None:
    words = (
        f"Everybody who was asked gets this reminder, also who has answered: nobody here knows who did in "
        f"confidence. It is open until {day(found.closes_on)}."
    )
    _everybody(found, "Do you feel safe and supported? A reminder", words, by=by, at=at)


def of_open_answer(answer: Answer, asked: Asked, *, is_new: bool, by: User, at: datetime) -> None:
    """The ledger hears that the school was heard; who replies hears of a no."""
    contacts.post(
        kind="survey",
        on=answer.answered_on,
        subject="Says openly whether they feel safe and supported",
        parties=[Party(role=asked.role, person=asked.person, school=asked.school)],
        school=asked.school,
        source=answer.thing,
        by=by,
        at=at,
    )
    to = people.recipient(answer.responder) if answer.responder else None
    if answer.says_no and not answer.replied_at and to:
        subject = "Somebody does not feel safe or supported" if is_new else "An answer with a no was changed"
        words = f"Please reply by {day(answer.reply_due)}."
        mail.tell(to=[to], kind=KIND, subject=subject, words=words, thing=answer.thing, at=at, by=by)


def of_reply(answer: Answer, *, by: User, at: datetime) -> None:
    to = people.recipient(answer.asked.person)
    if to:
        subject, words = "You were replied to", f"{by} replied to what you answered openly."
        mail.tell(to=[to], kind=KIND, subject=subject, words=words, thing=answer.asked.round.thing, at=at, by=by)


def _everybody(found: Round, subject: str, words: str, *, by: User | None, at: datetime) -> None:
    asked = found.asked.select_related("person", "person__user")
    to: list[Recipient] = [one for row in asked if (one := people.recipient(row.person))]
    mail.tell(to=to, kind=KIND, subject=subject, words=words, thing=found.thing, at=at, by=by)
