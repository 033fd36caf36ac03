"""What waits for somebody on My work, the days in their diary, and the sentence on the page Together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from alongside.floor.accounts.waiting import Entry, Waiting, Who
from alongside.floor.kernel.periods import add_months
from alongside.floor.web.words import day
from alongside.work.peer_review.reviews.models import Member, Part, Review
from alongside.work.peer_review.reviews.permissions import is_somebody

MOST = 50
State = Review.State


def lines(who: Who, on: date) -> Sequence[Waiting]:
    """Heads: prepare, agree the report, look again. Reviewers: write, say what they learned. One query, and one more
    where looks are due."""
    if not is_somebody(who.user) or who.person is None:
        return []
    own = who.schools("head")
    reflected = Part.objects.filter(review=OuterRef("pk"), kind=Part.Kind.REFLECTION, person=who.person)
    seat = Member.objects.filter(review=OuterRef("pk"), person=who.person)
    found = (
        Review.objects.standing()
        .filter(Q(school__in=own) | Exists(seat))
        .annotate(sits=Exists(seat), reflected=Exists(reflected))
        .prefetch_related("looks")[:MOST]
    )
    return [line for one in found for line in _of(one, on, is_own=one.school in own)]


def _of(review: Review, on: date, *, is_own: bool) -> Iterator[Waiting]:
    at = reverse("reviews:one", args=[review.pk])
    if is_own and review.state == State.PREPARING and review.packed_on is None:
        words = "Decide what the reviewers read before they come"
        yield Waiting(words=words, address=at, kind="Review", due=review.first, school=review.school)
    if review.state == State.ON and (is_own or review.sits):  # type: ignore[attr-defined]
        words = "Read the report of your review and agree it" if is_own else "Write down what you found with the school"
        yield Waiting(words=words, address=at, kind="Review", since=review.begun_on, school=review.school)
    if review.state != State.AGREED or review.agreed_on is None:
        return
    if review.sits and not review.reflected and review.reviewers_until and on <= review.reviewers_until:  # type: ignore[attr-defined]
        words = "Say what you take home from the review"
        yield Waiting(words=words, address=at, kind="Review", due=review.reviewers_until, school=review.school)
    if is_own:
        said = {one.months for one in review.looks.all()}
        due = [(add_months(review.agreed_on, months), months) for months in review.review_model.look_again_months]
        for when, months in due:
            if months not in said and when <= on < add_months(when, 6):
                words = f"Look again at what your school chose to do, {months} months on"
                yield Waiting(words=words, address=at, kind="Review", due=when, school=review.school)


def entries(who: Who, since: date) -> Sequence[Entry]:
    """The days of reviews, of their school or on which they go to one. One query."""
    if not is_somebody(who.user) or who.person is None:
        return []
    seat = Member.objects.filter(review=OuterRef("pk"), person=who.person)
    found = Review.objects.filter(Q(school__in=who.schools("head")) | Exists(seat), first__gte=since)[:MOST]
    return [
        Entry(
            uid=str(one),
            begins=one.first,
            words="Peer review" if one.first == one.last else f"Peer review (until {day(one.last)})",
            address=reverse("reviews:one", args=[one.pk]),
            school=one.school,
            cancelled=one.state == State.CALLED_OFF,
        )
        for one in found
        if one.first
    ]


def glance(who: Who, on: date) -> str:
    """When their school is reviewed next, or was last. Nothing for who is head of none."""
    own = who.schools("head") if is_somebody(who.user) else ()
    review = Review.objects.standing().filter(school__in=own, first__isnull=False).first() if own else None
    if review is None or review.first is None:
        return ""
    if review.state == State.PREPARING and review.first >= on:
        return f"Your school is reviewed from {day(review.first)}."
    return f"Your school was reviewed in {day(review.first).partition(' ')[2]}; who reads the report is yours to say."
