"""Who could help with something; what a school is good at; one strength."""

from __future__ import annotations

from typing import Any

import rules as who_may
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from alongside.floor.accounts.people import by
from alongside.floor.accounts.waiting import Who
from alongside.floor.kernel import clock
from alongside.floor.web import things
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.places import place_in
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.sharing.strengths import asking, presenters, queries
from alongside.work.sharing.strengths.models import Strength
from alongside.work.ties.topics import topics

A_PAGE = 20
SECTION = "together"
HEADER = ("School", "URN", "Phase", "District", "Miles", "Topics", "What", "How we know", "As of", "Takes visitors")


@permitted("strengths.see")
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """`?topic=`, `?q=` (words), `?phase=`, `?near=` (URN) and `?within=` (miles)."""
    own = Who(by(request)).schools()
    asked = asking.Asked.of(request.GET, own)
    answer = asking.answer(asked, user=request.user, on=clock.today(), own=own) if asked.anything else None
    page = Paginator(answer.schools if answer else [], A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "asked": asked,
        "answer": answer,
        "page": page,
        "lines": [(one, _ask_to_visit(one, asked.topic)) for one in page.object_list],
        "groups": topics().grouped(),
        "phases": PHASES.values(),
        "within": asking.WITHIN,
        "near": _name(asked.near),
        "own": own,
    }
    return render(request, "strengths/find.html", context)


@permitted("strengths.see")
@require_safe
def found_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same as csv or xlsx, a line for each thing that a school has."""
    own = Who(by(request)).schools()
    asked, today = asking.Asked.of(request.GET, own), clock.today()
    answer = asking.answer(asked, user=request.user, on=today, own=own)
    rows = [
        (
            *(one.name, one.urn, one.phase, one.district, None if one.far is None else round(one.far, 1)),
            *(", ".join(topics().names(thing.topics)), thing.words, thing.mark, thing.since),
            "yes" if one.to_visit else "",
        )
        for one in answer.schools
        for thing in one.found
    ]
    about = {
        "What this is": f"Who could help: {asked.what or 'everything'}",
        "Made on": today,
        "For": str(request.user),
    }
    return as_asked(kind, "who could help", HEADER, rows, about=about)


@permitted("strengths.see")
@require_safe
def school(request: HttpRequest, urn: int) -> HttpResponse:
    """All that a school is good at, and glad to share."""
    profile = profile_of(urn)
    place, user = place_in(profile), request.user
    context = {
        "section": SECTION,
        "profile": profile,
        "said": presenters.of_school(urn, user, clock.today(), version=head()),
        "may_say": who_may.has_perm("strengths.say", user, place),
        "is_own": who_may.has_perm("strengths.answer", user, place),
        "ask_to_visit": address_of_asking(urn),
    }
    return render(request, "strengths/school.html", context)


@permitted("strengths.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One strength, with who confirmed it and what the school says."""
    return render(request, "strengths/one.html", context_of(request, found_for(request, pk)))


def found_for(request: HttpRequest, pk: int, permission: str = "strengths.see") -> Strength:
    """The strength; 404 alike where there is none and where this person may not know of it."""
    found = queries.one(pk, request.user)
    if found is None:
        raise Http404("There is no such strength, or it was taken back.")
    if permission != "strengths.see":
        demand(request, permission, found)
    return found


def context_of(request: HttpRequest, found: Strength) -> dict[str, Any]:
    user = request.user
    shown = found.state == Strength.State.SAID
    return {
        "section": SECTION,
        "strength": found,
        "line": presenters.line(found, clock.today()),
        "school": _name(found.school),
        "source": things.address_of(found.source),
        "confirmations": list(found.confirmations.select_related("person")),
        "shown": shown,
        "may_confirm": shown and who_may.has_perm("strengths.confirm", user, found),
        "may_answer": shown and who_may.has_perm("strengths.answer", user, found),
        "may_change": shown and who_may.has_perm("strengths.change", user, found),
        "may_take_back": shown and who_may.has_perm("strengths.take-back", user, found),
        "thing": found.thing,
        "may_history": who_may.has_perm("strengths.history", user, found),
        "ask_to_visit": address_of_asking(found.school, found.topic),
    }


def profile_of(urn: int) -> Profile:
    found: Profile | None = Profile.objects.current().filter(urn=urn).first()
    if found is None:
        raise Http404("There is no such school.")
    return found


def address_of_asking(urn: int, topic: str = "") -> str:
    """Where a visit is asked for, of a package beside this one; empty where it is not there."""
    try:
        return reverse("hosting:ask", args=[urn]) + (f"?topic={topic}" if topic else "")
    except NoReverseMatch:
        return ""


def _ask_to_visit(one: asking.School, topic: str) -> str:
    if one.to_visit is None:
        return ""
    return one.to_visit.address or address_of_asking(one.urn, topic)


def _name(urn: int | None) -> str:
    return Profile.objects.current().filter(urn=urn).values_list("name", flat=True).first() or "" if urn else ""
