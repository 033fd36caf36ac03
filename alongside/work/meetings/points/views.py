"""*You said, we did*: points of all groups for who answers them, one point, raising and answering."""

from __future__ import annotations

from functools import partial
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.people.queries import person_of
from alongside.knowledge.schools.places import places_of
from alongside.work.meetings import permissions, presenters, queries
from alongside.work.meetings.models import Series
from alongside.work.meetings.pages import SECTION, asks, series_for
from alongside.work.meetings.points import actions
from alongside.work.meetings.points.actions import By
from alongside.work.meetings.points.forms import AnswerForm, GiveForm, RaiseForm
from alongside.work.meetings.points.models import Point
from alongside.work.meetings.policies import meetings

GET_OR_POST = ["GET", "POST"]
HEADER = ("Group", "Raised on", "You said", "Raised by", "State", "We did", "Answered on", "Next word due", "Overdue")
SHOWN = ("waiting", "overdue", "all")


@permitted("meetings.answer")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Points of every group that somebody answers for, the longest waiting first. `?show=` waiting, overdue, all."""
    asked = request.GET.get("show", "waiting")
    found = [presenters.point(one, on=clock.today()) for one in queries.points_for(request.user, on=clock.today())]
    context = {
        "section": SECTION,
        "points": [one for one in found if _shown(one, asked)],
        "overdue": sum(one.overdue for one in found),
        "waiting": sum(one.point.is_waiting for one in found),
        "show": asked if asked in SHOWN else "waiting",
        "days": meetings().answer_within_days,
    }
    return render(request, "meetings/points.html", context)


@permitted("meetings.answer")
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same as csv or xlsx."""
    asked = request.GET.get("show", "waiting")
    found = [presenters.point(one, on=clock.today()) for one in queries.points_for(request.user, on=clock.today())]
    rows = [_row(one) for one in found if _shown(one, asked)]
    about = {"What this is": "You said, we did: points raised in District Strategy Groups", "Made on": clock.today()}
    return as_asked(kind, "points raised", HEADER, rows, about=about)


def _shown(one: presenters.ShownPoint, asked: str) -> bool:
    return asked == "all" or (one.overdue if asked == "overdue" else one.point.is_waiting)


def _row(one: presenters.ShownPoint) -> list[Any]:
    point = one.point
    return [
        point.series.name,
        point.raised_on,
        point.words,
        one.raised_by,
        point.get_state_display(),
        point.answer,
        point.answered_at.date() if point.answered_at else None,
        point.due if point.is_waiting else None,
        one.overdue,
    ]


@permitted("meetings.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One point: what was said, what we did."""
    found = _point(request, pk)
    context = {
        "section": SECTION,
        "one": presenters.point(found, on=clock.today()),
        "point": found,
        "may_answer": rules.has_perm("meetings.answer", request.user, found),
    }
    return render(request, "meetings/point.html", context)


@permitted("meetings.answer")
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what we did."""
    found = _point(request, pk)
    demand(request, "meetings.answer", found)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        actions.answer(
            point=pk,
            version=said["seen"],
            state=said["state"],
            words=said["answer"],
            next_word=said["due"],
            by=by(request),
            at=clock.now(),
        )
        return "Answered. Who raised it is told.", reverse("meetings:point", args=[pk])

    initial = {"seen": found.version, "answer": found.answer, "state": found.state}
    make = partial(AnswerForm, initial=initial)
    back = reverse("meetings:point", args=[pk])
    return asks(request, make, did, title="You said, we did", own_words=found.words, button="Answer", back=back)


@permitted("meetings.answer")
@require_http_methods(GET_OR_POST)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who of us is to answer."""
    found = _point(request, pk)
    demand(request, "meetings.answer", found)
    people = queries.who_may_answer(found, on=clock.today())
    back = reverse("meetings:point", args=[pk])

    def did(said: dict[str, Any]) -> Told:
        owner = people[int(said["owner"])].person
        actions.give(point=pk, version=said["seen"], owner=owner, by=by(request), at=clock.now())
        return f"{owner} answers it.", back

    named = {key: f"{one.person}, {one.title}" for key, one in people.items()}
    make = partial(GiveForm, people=named, initial={"seen": found.version, "owner": found.owner_id})
    return asks(request, make, did, title="Who answers it?", own_words=found.words, button="Save", back=back)


@permitted("meetings.raise")
@require_http_methods(GET_OR_POST)
def raise_point(request: HttpRequest, pk: int) -> HttpResponse:
    """A member raises a point between two meetings."""
    series = series_for(request, pk, "meetings.raise")
    schools = _schools_in(request, series)

    def did(said: dict[str, Any]) -> tuple[str, str]:
        urn = int(said["school"]) if said.get("school") else None
        person = person_of(request.user)
        actions.raise_point(
            series=series,
            words=said["words"],
            raised_by=[By(role=_role(request, urn), person=person, name=str(request.user), school=urn)],
            by=by(request),
            at=clock.now(),
        )
        days = meetings().answer_within_days
        return f"Thank you. You hear from us within {days} days.", reverse("meetings:series", args=[pk])

    names = queries.names_of(schools)
    make = partial(RaiseForm, schools=[(str(urn), names.get(urn, str(urn))) for urn in schools])
    back = reverse("meetings:series", args=[pk])
    return asks(request, make, did, title="Raise a point", lede=series.name, button="Raise it", back=back)


def _schools_in(request: HttpRequest, series: Series) -> list[int]:
    """The schools of the district that this person speaks for."""
    held = {
        int(post.key) for post in posts_of(request.user) if post.scope == "school" and post.role in ("head", "chair")
    }
    places = places_of(held) if held else {}
    return [urn for urn, place in places.items() if place.district == series.district]


def _role(request: HttpRequest, urn: int | None) -> str:
    posts = posts_of(request.user)
    held = [post.role for post in posts if urn and post.scope == "school" and post.key == str(urn)]
    return (held or [post.role for post in posts] or ["other"])[0]


def _point(request: HttpRequest, pk: int) -> Point:
    found = queries.point(pk)
    if found is None:
        raise Http404("There is no such point.")
    if not permissions.sees_point(request.user, found):
        raise PermissionDenied("This is not for you to see. If you think it should be, ask the partnership’s office.")
    return found
