"""What every view of reviews begins with: the review, and whether who asks may do what they came for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import demand
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.reviews import consent
from alongside.work.peer_review.reviews.models import Review
from alongside.work.peer_review.reviews.permissions import OWN, member_of

GET_OR_POST = ["GET", "POST"]
SECTION = "together"


def review_for(request: HttpRequest, pk: int, *permissions: str) -> Review:
    """The review, for somebody who may do all of this with it; with none named, for its head, its team, and whoever
    reads a part of it today. 404 alike where there is none and where nothing of it is for them."""
    found: Review | None = Review.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such review, or nothing of it was given to you.")
    for permission in permissions:
        demand(request, permission, found)
    if not permissions and not _opens(request, found):
        raise Http404("There is no such review, or nothing of it was given to you.")
    return found


def is_own(request: HttpRequest, review: Review) -> bool:
    return bool(rules.has_perm(OWN, request.user, review))


def name_of(urn: int) -> str:
    return names_of([urn]).get(urn) or f"School {urn}"


def does_one_thing(
    request: HttpRequest,
    review: Review,
    make: Callable[[Any], forms.Form],
    did: Callable[[Any], str],
    *,
    title: str,
    button: str,
    template: str = "reviews/do.html",
    to: str = "",
    **context: Any,
) -> HttpResponse:
    """A page that asks one thing about a review and goes back to it (or to `to`)."""
    back = to or reverse("reviews:one", args=[review.pk])

    def told(form: Any) -> Told:
        return did(form), back

    about = {"section": SECTION, "review": review, "school": name_of(review.school), "title": title, "button": button}
    return asks(request, template, make, told, about=about, back=back, **context)


def _opens(request: HttpRequest, review: Review) -> bool:
    if is_own(request, review) or member_of(request.user, review):
        return True
    viewer = consent.viewer_of(request.user, on=clock.today())
    return consent.readable(viewer, on=clock.today()).filter(review=review).exists()
