"""The local offer: all services, and one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.kernel import clock
from alongside.floor.web.audience import everyone
from alongside.floor.web.exports import as_asked
from alongside.knowledge.offer import presenters, queries
from alongside.knowledge.offer.asking import OfferFilter
from alongside.knowledge.offer.policies import needs


def is_office(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_office", False))


@everyone
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """`?district=` and `?need=` narrow the list; the office also finds what has ended, with `?ended=yes`."""
    today, policy = clock.today(), needs()
    asked = OfferFilter.of(request.GET)
    every = queries.services()
    now = [one for one in every if one.ends_on is None or today < one.ends_on]
    ended = [one for one in every if one.ends_on and one.ends_on <= today]
    found = [presenters.shown(one, policy, today=today) for one in now if asked.holds(one)]
    context = {
        "section": "city",
        "asked": asked,
        "found": found,
        "any": bool(now),
        "stale": [one for one in found if one.stale],
        "ended": [presenters.shown(one, policy, today=today) for one in ended] if is_office(request) else [],
        "policy": policy,
        "for_office": is_office(request),
    }
    return render(request, "offer/list.html", context)


@everyone
@require_safe
def listed_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the list shows, as csv or xlsx."""
    today = clock.today()
    asked = OfferFilter.of(request.GET)
    found = [one for one in queries.services(on=today) if asked.holds(one)]
    about = {
        "What this is": f"The local offer of services{asked.words}",
        "Made on": today,
        "A check is old after": f"{needs().stale_after_days} days",
        "Source": "Recorded and checked by the partnership’s office",
    }
    return as_asked(kind, "local offer", presenters.HEADER, presenters.rows(found, needs(), today=today), about=about)


@everyone
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One service."""
    service = queries.service(pk)
    if service is None:
        raise Http404("There is no such service.")
    context = {
        "section": "city",
        "one": presenters.shown(service, needs(), today=clock.today()),
        "stale_after": needs().stale_after_days,
        "for_office": is_office(request),
        "thing": f"service {pk}",
    }
    return render(request, "offer/one.html", context)
