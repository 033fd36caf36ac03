"""Who hears of a self-report, by notice and letter. What it says stays on the site."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Holding
from alongside.work.engagement.self_reports.models import Report

KIND = "self-reports"


def of_sending(report: Report, place: Place, *, by: User, at: datetime) -> None:
    """Whoever answers; for a maintained school the council's officers, by the contract."""
    words = f"Please answer by {day(report.answer_due)}."
    _tell(report, _answerer(report), "A school says what it needs", words, by=by, at=at)
    if place.contract:
        officers = people.holders(role="council-officer", on=at.astimezone(LONDON).date())
        words = f"The partnership answers by {day(report.answer_due)}. The contract says that the council is told."
        _tell(report, _of(officers), "A maintained school says what it needs", words, by=by, at=at)


def of_addition(report: Report, *, by: User, at: datetime) -> None:
    _tell(report, _answerer(report), "A school added to what it needs", "Read it before you answer.", by=by, at=at)


def of_withdrawal(report: Report, *, by: User, at: datetime) -> None:
    _tell(report, _answerer(report), "A school withdrew what it asked for", "Nothing is due any more.", by=by, at=at)


def of_answer(report: Report, *, by: User, at: datetime) -> None:
    _tell(report, _school(report, at), "What you asked for is answered", f"{by} answered.", by=by, at=at)


def of_agreement(report: Report, *, by: User, at: datetime) -> None:
    words = "It becomes the draft of a plan. What it costs is not known yet."
    _tell(report, _school(report, at), "What was agreed is written down", words, by=by, at=at)


def _school(report: Report, at: datetime) -> list[Recipient]:
    """Who sent it, and the head and chair of today."""
    on = at.astimezone(LONDON).date()
    held = [people.head_of(report.school, on=on), people.chair_of(report.school, on=on)]
    sender = report.sent_by
    own = [Recipient(sender.email, sender.name, sender)] if sender else []
    return own + _of([one for one in held if one])


def _answerer(report: Report) -> list[Recipient]:
    found = people.recipient(report.answerer) if report.answerer else None
    return [found] if found else []


def _of(held: list[Holding]) -> list[Recipient]:
    return [found for one in held if (found := people.recipient(one.person))]


def _tell(report: Report, to: list[Recipient], subject: str, words: str, *, by: User, at: datetime) -> None:
    mail.tell(to=to, kind=KIND, subject=subject, words=words, thing=report.thing, at=at, by=by)
