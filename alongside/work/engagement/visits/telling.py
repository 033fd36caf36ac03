"""Who is told what becomes of a visit. What was written stays on the site: a notice says that there is something
to read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from alongside.floor.accounts.models import User
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.policies import templates


def sent(*, visit: Visit, by: User, at: datetime) -> None:
    """The head, and the chair where included, can read the report; the head is asked for an answer."""
    until = (visit.sent or visit.on) + timedelta(days=templates().days.answer)
    words = (
        f"{by} has written up the visit of {day(visit.on)}. Please read it, and say by {day(until)} whether it is "
        "accurate. Where something is not, say what; it is put right, or you are told why it stays."
    )
    _tell(visit, _school(visit, at), f"The visit of {day(visit.on)}: is it accurate?", words, by=by, at=at)


def answered(*, visit: Visit, by: User, at: datetime) -> None:
    """Lead and author hear what the head says."""
    if visit.accurate:
        subject, words = f"The visit of {day(visit.on)} is accurate", f"{by} says that what you wrote is accurate."
    else:
        subject = f"The visit of {day(visit.on)}: something is not accurate"
        words = f"{by} says what is not accurate. Please mend it, or say why it stays."
    newest = visit.reports.select_related("by").last()
    author = [Recipient(newest.by.email, str(newest.by), newest.by)] if newest else []
    lead = people.recipient(visit.lead)
    _tell(visit, [*author, *([lead] if lead else [])], subject, words, by=by, at=at)


def replied(*, visit: Visit, mended: bool, by: User, at: datetime) -> None:
    """The head, and the chair where included, hear what became of the answer."""
    subject = f"The visit of {day(visit.on)}: {'mended' if mended else 'your answer'}"
    words = (
        f"{by} has mended what was not accurate. What was said before stays. Please say whether it is right now."
        if mended
        else f"{by} has answered what you said. Both your words and theirs stay with the visit."
    )
    _tell(visit, _school(visit, at), subject, words, by=by, at=at)


def _school(visit: Visit, at: datetime) -> list[Recipient]:
    on: date = at.date()
    holdings = [people.head_of(visit.school, on=on)]
    if visit.chair_included:
        holdings.append(people.chair_of(visit.school, on=on))
    found = [people.recipient(holding.person) for holding in holdings if holding]
    return [one for one in found if one]


def _tell(visit: Visit, to: list[Recipient], subject: str, words: str, *, by: User, at: datetime) -> None:
    mail.tell(to=to, kind="visits", subject=subject, words=words, thing=str(visit), at=at, by=by)
