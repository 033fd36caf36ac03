"""The list of families, one family, the families of a school with those suggested to it, schools that are in none."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.accounts.permissions import granted, reach
from alongside.floor.kernel import clock
from alongside.floor.web.audience import demand, permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.opendata import queries as opendata
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.places import place_of
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.families import listing, pages, presenters, queries, suggesting
from alongside.work.families.models import Asking
from alongside.work.families.permissions import own_schools
from alongside.work.families.policies import families

A_PAGE = 30


@permitted("families.see")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for whoever looks, the families of their schools, and all there are. `?q=`, `?kind=` narrow."""
    wanted = listing.Asked.of(request.GET)
    found = wanted.narrow(queries.with_numbers(queries.visible(request.user)))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    user, schools = request.user, own_schools(request.user)
    proposes = bool(reach(user, "families.speak"))
    context = {
        "section": pages.SECTION,
        "asked": wanted,
        "kinds": families().kinds,
        "page": page,
        "lines": [(one, one.rules) for one in page.object_list],
        "to_answer": queries.to_answer(user),
        "to_confirm": queries.to_confirm(user),
        "mine": listing.mine(schools),
        "proposes": proposes,
        "decides": bool(granted("families.decide")(user)),
        "sees_gaps": reach(user, "families.gaps").everywhere,
    }
    return render(request, "families/list.html", context)


@permitted("families.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One family: for everybody who signs in its name, purpose, members and how to join; for its members the rest."""
    family = pages.family_for(request, pk)
    context = presenters.page(family, request.user, on=clock.today())
    return render(request, "families/one.html", {"section": pages.SECTION, "kind": family.rules, **context})


@permitted("families.gaps")
@require_safe
def of_school(request: HttpRequest, urn: int) -> HttpResponse:
    """The families of a school, and those that would suit it, with reasons."""
    profile = queries.profiles_of([urn]).get(urn)
    if profile is None:
        raise Http404("There is no such school.")
    demand(request, "families.gaps", place_of(urn))
    held = queries.of_schools([urn])
    waiting = list(Asking.objects.filter(school=urn, state=Asking.State.WAITS).select_related("family"))
    is_in_one = any(one.state == "member" and one.family.rules.counts for one in held)
    taken = {one.family_id for one in held} | {one.family_id for one in waiting}
    suggested = suggesting.for_school(profile, on=clock.today(), version=opendata.head())
    context = {
        "section": pages.SECTION,
        "profile": profile,
        "held": held,
        "waiting": waiting,
        "is_in_one": is_in_one,
        "suggested": [one for one in suggested.families if one.family not in taken],
        "companions": suggested.companions,
        "speaks": urn in reach(request.user, "families.speak").schools,
        "decides": bool(granted("families.decide")(request.user)),
    }
    return render(request, "families/of_school.html", context)


@permitted("families.see")
@require_safe
def trusts(request: HttpRequest) -> HttpResponse:
    """Trusts and federations with schools here, as the register lists them."""
    page = Paginator(queries.trusts(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "families/trusts.html", {"section": pages.SECTION, "page": page})


@permitted("families.gaps")
@require_safe
def without(request: HttpRequest) -> HttpResponse:
    """Schools in no family, each with what is suggested to it. `?district=`, `?phase=` and `?q=` narrow."""
    _demand_all(request)
    wanted = listing.Narrowed.of(request.GET)
    page = Paginator(wanted.narrow(queries.without()), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": pages.SECTION,
        "asked": wanted,
        "districts": policy_of_districts().districts,
        "phases": PHASES.values(),
        "page": page,
        "lines": listing.lines(list(page.object_list), on=clock.today(), version=opendata.head()),
        "counting": [kind.title.lower() for kind in families().kinds.values() if kind.counts],
    }
    return render(request, "families/without.html", context)


@permitted("families.gaps")
@require_safe
def without_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same list as csv or xlsx."""
    _demand_all(request)
    wanted, today = listing.Narrowed.of(request.GET), clock.today()
    found = listing.lines(list(wanted.narrow(queries.without())), on=today, version=opendata.head())
    about: dict[str, Any] = {"What this is": "Schools in no family", "Made on": today, "For": str(request.user)}
    return as_asked(kind, "schools in no family", listing.HEADER, listing.rows(found), about=about)


def _demand_all(request: HttpRequest) -> None:
    if not reach(request.user, "families.gaps").everywhere:
        raise PermissionDenied(
            "This list is for the partnership’s office; the page of your school’s families is yours."
        )
