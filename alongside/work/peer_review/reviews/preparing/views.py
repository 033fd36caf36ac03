"""Before the days: the preparation pack, the days, the timetable; and the beginning."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.floor.web.words import day
from alongside.work.peer_review.reviews import actions, consent
from alongside.work.peer_review.reviews import forms as own
from alongside.work.peer_review.reviews.asking import (
    GET_OR_POST,
    SECTION,
    does_one_thing,
    is_own,
    name_of,
    review_for,
)
from alongside.work.peer_review.reviews.models import Part, Review
from alongside.work.peer_review.reviews.permissions import OWN, SEE, member_of
from alongside.work.peer_review.reviews.preparing.pack import sections
from alongside.work.peer_review.reviews.views import parts_for

Kind = Part.Kind


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """The school says what it wants to understand, and ticks what the reviewers read."""
    review = review_for(request, pk, OWN)
    words = {one.kind: one.words for one in parts_for(request, review) if one.kind in consent.PACKED}
    initial = {
        "focus": words.get(Kind.FOCUS, ""),
        "self_review": words.get(Kind.SELF_REVIEW, ""),
        "pack": review.pack,
        "seen": review.version,
    }

    def did(form: own.PackForm) -> str:
        said = form.cleaned_data
        actions.prepare(
            review=pk,
            version=said["seen"],
            pack=said["pack"],
            focus=said["focus"],
            self_review=said["self_review"],
            by=by(request),
            at=clock.now(),
        )
        return "Kept. The reviewers read what you ticked, and nothing else."

    return does_one_thing(
        request,
        review,
        lambda data: own.PackForm(data, initial=initial),
        did,
        title="What the reviewers read before they come",
        button="Keep it",
        lede="It is your school’s. They read what you tick, and nothing else.",
    )


@permitted(SEE)
@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """The preparation pack as the reviewers read it; for the head, to look it through."""
    review, today = review_for(request, pk), clock.today()
    viewer = consent.viewer_of(request.user, on=today)
    keys = consent.packed(viewer, review, on=today)
    if not keys and not is_own(request, review):
        raise Http404("Nothing of the preparation pack was given to you.")
    context = {
        "section": SECTION,
        "review": review,
        "school": name_of(review.school),
        "own": is_own(request, review),
        "words": [one for one in parts_for(request, review) if one.kind in consent.PACKED and one.in_pack],
        "sections": sections(review.school, keys, on=today),
    }
    return render(request, "reviews/pack.html", context)


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def days(request: HttpRequest, pk: int) -> HttpResponse:
    """On which days the team comes."""
    review = review_for(request, pk, OWN)
    initial = {"first": review.first, "last": review.last, "seen": review.version}

    def did(form: own.DaysForm) -> str:
        said = form.cleaned_data
        actions.fix_days(
            review=pk,
            version=said["seen"],
            first=said["first"],
            last=said["last"],
            by=by(request),
            at=clock.now(),
        )
        return f"The days are fixed: from {day(said['first'])}. Everybody has them by letter, for their calendars."

    return does_one_thing(
        request,
        review,
        lambda data: own.DaysForm(data, initial=initial),
        did,
        title="The days of the review",
        button="Fix the days",
    )


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def timetable(request: HttpRequest, pk: int) -> HttpResponse:
    """What is done when, and with whom of the school."""
    review = review_for(request, pk, OWN)
    if review.first is None:
        return days(request, pk)
    initial = {**own.lines_of(review), "seen": review.version}

    def did(form: own.TimetableForm) -> str:
        version = form.cleaned_data["seen"]
        actions.timetable(review=pk, version=version, sessions=form.lines, by=by(request), at=clock.now())
        return "The timetable is kept. Everybody has it by letter."

    return does_one_thing(
        request,
        review,
        lambda data: own.TimetableForm(data, review=review, initial=initial),
        did,
        title="The timetable",
        button="Keep the timetable",
        lede="Each activity is done together with somebody of the school: no lesson is watched alone.",
    )


@permitted(SEE)
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The team is there: the head or a reviewer says so."""
    review = _to_begin(request, pk)
    today = clock.today()
    on = min(review.first, today) if review.first else today

    def did(form: own.BeginForm) -> str:
        said = form.cleaned_data
        actions.begin(review=pk, version=said["seen"], on=said["on"], by=by(request), at=clock.now())
        return "The review has begun. Write down what you find, together with the school."

    return does_one_thing(
        request,
        review,
        lambda data: own.BeginForm(data, initial={"on": on, "seen": review.version}),
        did,
        title="The review begins",
        button="It has begun",
        to=reverse("reviews:write", args=[pk]),
    )


def _to_begin(request: HttpRequest, pk: int) -> Review:
    review = review_for(request, pk)
    if not is_own(request, review) and member_of(request.user, review) is None:
        raise Http404("Only the school and its reviewers begin a review.")
    return review
