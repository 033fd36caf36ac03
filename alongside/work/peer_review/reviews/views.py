"""The list of reviews, one of them, its report to take along."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.kernel import clock
from alongside.floor.kernel.periods import add_months
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.floor.web.words import day
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.reviews import consent, presenters
from alongside.work.peer_review.reviews.asking import SECTION, is_own, name_of, review_for
from alongside.work.peer_review.reviews.models import Member, Part, Review
from alongside.work.peer_review.reviews.permissions import SEE, member_of
from alongside.work.peer_review.reviews.policies import review_reports

State = Review.State
MOST = 200


@permitted(SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """One's own, those that one takes part in, and those of which one was given something."""
    today = clock.today()
    viewer = consent.viewer_of(request.user, on=today)
    heads, person = (viewer.heads, viewer.person) if viewer else (frozenset(), None)
    readable = consent.readable(viewer, on=today)
    sits = Exists(Member.objects.filter(review=OuterRef("pk"), person=person))
    mine = list(Review.objects.standing().filter(Q(school__in=heads) | sits).annotate(sits=sits)[:MOST])
    given = list(
        readable.exclude(review__in=[one.pk for one in mine]).values("review", "review__school", "review__first")
        .annotate(number=Count("pk")).order_by("-review__first", "review")[:MOST]
    )  # fmt: skip
    names = names_of([*(one.school for one in mine), *(one["review__school"] for one in given)])
    context = {
        "section": SECTION,
        "own": [(one, names[one.school]) for one in mine if one.school in heads],
        "team": [(one, names[one.school]) for one in mine if one.school not in heads],
        "given": [(one, names[one["review__school"]]) for one in given],
        "leads": bool(heads),
    }
    return render(request, "reviews/list.html", context)


@permitted(SEE)
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: what is to be done, then what whoever looks may read of it."""
    review = review_for(request, pk)
    return render(request, "reviews/one.html", page_of(request, review))


@permitted(SEE)
@require_safe
def report_as(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """What whoever asks may read of it, as csv or xlsx."""
    review = review_for(request, pk)
    model = review.review_model
    questions = {one.key: one.words for one in model.questions}
    rows = [
        (presenters._called(review, one), questions.get(one.question, ""), one.words, one.at)
        for one in parts_for(request, review)
    ]
    about = {
        "What this is": f"The report of a peer review of {name_of(review.school)}, as far as it was given to you",
        "Whose it is": "The school’s. Please do not pass it on.",
        "Made on": clock.today(),
    }
    return as_asked(kind, "peer review", ("What", "Question", "Words", "Written"), rows, about=about)


def parts_for(request: HttpRequest, review: Review) -> list[Part]:
    """The parts of a review that whoever asks may read."""
    today = clock.today()
    viewer = consent.viewer_of(request.user, on=today)
    found = consent.readable(viewer, on=today).filter(review=review)
    return list(found.select_related("person", "action__task", "look"))


def page_of(request: HttpRequest, review: Review) -> dict[str, Any]:
    today = clock.today()
    own, seat = is_own(request, review), member_of(request.user, review)
    parts = parts_for(request, review)
    given = presenters.given_to(parts, on=today) if own else {}
    inside = own or seat is not None
    in_time = review.reviewers_until is None or today <= review.reviewers_until
    saying = presenters.shown(review, parts, given)
    return {
        "section": SECTION,
        "review": review,
        "model": review.review_model,
        "school": name_of(review.school),
        "own": own,
        "seat": seat,
        "team": list(review.members.select_related("person")) if inside else [],
        "sessions": list(review.sessions.all()) if inside else [],
        "reads_pack": own or (seat is not None and in_time),
        "may_write": review.state == State.ON and inside,
        "reflected": any(one.part.person_id == seat.person_id for one in saying["reflections"]) if seat else False,
        "shared": sum(bool(one) for one in given.values()),
        "number": len([one for one in parts if one.kind not in consent.NEVER_GIVEN]),
        "to_look": _to_look(review, parts, today) if own else [],
        "policy": review_reports(),
        "today": today,
        **saying,
    }


def _to_look(review: Review, parts: list[Part], today: date) -> list[tuple[int, date, str]]:
    """When the school looks again, and whether that is now: months, day, “due”, “later” or “said”."""
    if review.agreed_on is None:
        return []
    said = {one.look.months for one in parts if one.kind == Part.Kind.LOOK}
    due = [(months, add_months(review.agreed_on, months)) for months in review.review_model.look_again_months]
    return [(months, when, "said" if months in said else "due" if today >= when else "later") for months, when in due]


def seen_by(review: Review) -> str:
    """Who reads the report, in a sentence for its foot."""
    until = f" until {day(review.reviewers_until)}" if review.reviewers_until else ""
    return f"Read by the head of the school, by the reviewers{until}, and by whomever the school gave a part of it."
