"""Who is told what becomes of a review. No word of it travels: a notice says that there is something to read or do."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.accounts.models import User
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Person
from alongside.work.peer_review.reviews.models import Review

KIND = "reviews"


def prepared(*, review: Review, by: User, at: datetime) -> None:
    """The team hears that the school has decided what they read."""
    words = "The school has decided what you read before you come. It is on the page of the review."
    _tell(review, _team(review), "The preparation pack of your review", words, by=by, at=at)


def agreed(*, review: Review, by: User, at: datetime) -> None:
    """The team hears that the report is agreed and how long they still read it."""
    words = (
        f"The school has agreed the report. You can read it until {day(review.reviewers_until)}. Please write down "
        "what you take home to your own school: only you and the head of the school that you reviewed read that."
    )
    _tell(review, _team(review), "The report of your review is agreed", words, by=by, at=at)


def given(*, review: Review, to: Person, by: User, at: datetime) -> None:
    """Somebody hears that a school has given them something to read."""
    words = "A school has given you a part of the report of its peer review to read. It can take it back at any time."
    found = people.recipient(to)
    _tell(review, [found] if found and found.user else [], "Something to read from a peer review", words, by=by, at=at)


def _team(review: Review) -> list[Recipient]:
    members = review.members.select_related("person", "person__user")
    return [one for member in members if (one := people.recipient(member.person))]


def _tell(review: Review, to: list[Recipient], subject: str, words: str, *, by: User, at: datetime) -> None:
    mail.tell(to=to, kind=KIND, subject=subject, words=words, thing=str(review), at=at, by=by)
