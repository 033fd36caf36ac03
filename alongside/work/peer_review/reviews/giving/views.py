"""The head decides who reads which part of the report, and takes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import does
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.places import place_of
from alongside.work.peer_review.reviews import actions, consent, presenters
from alongside.work.peer_review.reviews import forms as own
from alongside.work.peer_review.reviews.asking import GET_OR_POST, does_one_thing, review_for
from alongside.work.peer_review.reviews.models import Part, Release, Review
from alongside.work.peer_review.reviews.permissions import OWN
from alongside.work.peer_review.reviews.views import parts_for
from alongside.work.ties.models import Tie
from alongside.work.ties.topics import topics

To = Release.To
PERSON, SCHOOL = "person:", "school:"


@permitted(OWN)
@require_http_methods(GET_OR_POST)
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Several parts at once to one audience; below, who reads what, to be taken back."""
    review, today = review_for(request, pk, OWN), clock.today()
    parts = [one for one in parts_for(request, review) if _can_be_given(one, review)]
    given = presenters.given_to(parts, on=today)
    choices = [(str(one.pk), own.short(one)) for one in parts]
    to = list(_audiences(review, request))
    named = [(one.key, one.name) for one in topics().topics]

    def make(data: Any) -> own.ShareForm:
        return own.ShareForm(data, parts=choices, to=to, topics=named)

    def did(form: own.ShareForm) -> str:
        said = form.cleaned_data
        kind, _, key = said["to"].partition(":")
        audience = consent.Audience(kind, key)
        strengths = {str(one.pk) for one in parts if one.kind == Part.Kind.STRENGTH}
        for part in said["parts"]:
            lists = kind == To.ALL and said["until"] is None and part in strengths
            actions.release(
                part=int(part),
                to=audience,
                until=said["until"],
                topic=said["topic"] if lists else "",
                by=by(request),
                at=clock.now(),
            )
        return "Given. You can take it back at any time."

    return does_one_thing(
        request,
        review,
        make,
        did,
        title="Who reads your report",
        button="Give them these parts",
        template="reviews/share.html",
        to=reverse("reviews:share", args=[pk]),
        rows=[(one, own.short(one), given.get(one.pk, [])) for one in parts],
        shared=len(given),
        agreed=review.state == Review.State.AGREED,
    )


@permitted(OWN)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """One part from one audience, at once."""
    release = get_object_or_404(Release.objects.select_related("part__review"), pk=pk)
    demand(request, OWN, release.part.review)

    def act() -> str:
        actions.take_back(release=pk, by=by(request), at=clock.now())
        return "Taken back: they read it no more."

    return does(request, act, to=reverse("reviews:share", args=[release.part.review_id]))


def _can_be_given(part: Part, review: Review) -> bool:
    if part.kind in consent.NEVER_GIVEN:
        return False
    return part.kind not in consent.WHEN_AGREED or review.state == Review.State.AGREED


def _audiences(review: Review, request: HttpRequest) -> Iterator[tuple[str, str]]:
    """To whom the head can give something, the nearest first."""
    today, place = clock.today(), place_of(review.school)
    mine = people.person_of(request.user)
    near = [*people.holders(school=review.school, on=today)]
    near += people.leads_of(review.school, on=today, district=place.district)
    seen = {mine.pk if mine else 0}
    for one in near:
        if one.person_id not in seen and one.person.user_id:
            seen.add(one.person_id)
            yield f"{PERSON}{one.person_id}", f"{one.person.name}, {one.title.lower()}"
    for member in review.members.select_related("person"):
        if member.person_id not in seen and member.person.user_id:
            seen.add(member.person_id)
            yield (
                f"{PERSON}{member.person_id}",
                f"{member.person.name}, reviewer (also when the reviewers’ time is over)",
            )
    yield f"{SCHOOL}{review.school}", "Our head and our chair of governors, whoever they are"
    for circle, name in sorted(_families(review.school, today).items(), key=lambda one: one[1]):
        yield f"{To.FAMILY.value}:{circle}", f"Heads and chairs of the schools in {name}"
    districts = {one.key: one.name for one in policy_of_districts().districts}
    if place.district in districts:
        yield f"{To.DISTRICT.value}:{place.district}", f"Heads and chairs of the schools in {districts[place.district]}"
    yield To.OFFICE.value, To.OFFICE.label
    yield To.ALL.value, To.ALL.label


def _families(urn: int, on: Any) -> dict[str, str]:
    """The families to which the school belongs, by their key in the ledger of ties."""
    ties = Tie.objects.lasting_on(on).filter(kind__in=consent.FAMILIES, school=urn).exclude(circle="")
    return {one.circle: one.name or "our family of schools" for one in ties}
