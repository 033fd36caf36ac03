"""People: the list of who holds which role, and one person with their roles over time."""

from __future__ import annotations

import rules
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.seen_by import seen_by
from alongside.floor.kernel import clock
from alongside.floor.web.audience import permitted
from alongside.floor.web.exports import as_asked
from alongside.knowledge.people import listing, presenters
from alongside.knowledge.people.heads import queries as heads
from alongside.knowledge.people.models import Body, Person
from alongside.knowledge.people.permissions import CHANGE, SEE, may_change, places_held

ON_A_PAGE = 50


@permitted(SEE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """`?q=`, `?role=`, `?district=`, `?when=ended`, `?page=`."""
    form, today = listing.Filter(request.GET or None), clock.today()
    found = listing.found(reach(request.user, SEE), form.chosen, today=today)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    may_record = bool(rules.has_perm(CHANGE, request.user))
    waiting = heads.waiting(reach(request.user, CHANGE)) if may_record else []
    context = {
        "section": "people",
        "form": form,
        "chosen": form.chosen,
        "page": page,
        "lines": listing.lines(page.object_list),
        "query": f"?{urlencode(form.chosen)}" if form.chosen else "",
        "waiting": waiting[:10],
        "more_waiting": max(0, len(waiting) - 10),
        "may_record": may_record,
        "sees_bodies": reach(request.user, SEE).everywhere,
        "seen_by": seen_by(SEE),
    }
    return render(request, "people/list.html", context)


@permitted(SEE)
@require_safe
def people_as(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the same address shows, all pages of it, as csv or xlsx."""
    form, today = listing.Filter(request.GET or None), clock.today()
    shown = listing.lines(listing.found(reach(request.user, SEE), form.chosen, today=today))
    about = {
        "What this is": "Who holds which role, as the partnership recorded it",
        "Made on": today,
        "Roles": len(shown),
        "Address": request.build_absolute_uri(reverse("people:list")),
        "Who may see it": seen_by(SEE),
    }
    return as_asked(kind, f"people-{today}", listing.HEADER, listing.rows(shown), about=about)


@permitted(SEE)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: how they are reached, the roles that whoever looks may see, over time."""
    found = person_or_404(pk)
    held = list(found.holdings.select_related("person", "body").order_by("-until", "-since", "pk"))
    within, places = reach(request.user, SEE), places_held(held)
    seen = [one for one, place in zip(held, places, strict=True) if within.covers(place)]
    if not seen and not within.everywhere:
        raise PermissionDenied("This is not for you to see. If you think it should be, ask the partnership’s office.")
    may = may_change(request.user, found, held)
    give = reach(request.user, CHANGE)
    covered = {one.pk for one, place in zip(held, places, strict=True) if give.covers(place)}
    context = {
        "section": "people",
        "person": found,
        **presenters.roles_of(listing.lines(seen), covered, request.user, today=clock.today()),
        "account": presenters.account_of(found),
        "may_change": may,
        "may_give": bool(give),
        "thing": f"person {found.pk}" if rules.has_perm(CHANGE, request.user) and give.everywhere else "",
    }
    return render(request, "people/person.html", context)


@permitted(SEE)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body, and who is in it now."""
    within, today = reach(request.user, SEE), clock.today()
    shown = Body.objects.all() if within.everywhere else Body.objects.filter(key__in=within.bodies)
    context = {
        "section": "people",
        "bodies": presenters.with_members(shown, today),
        "may_record": reach(request.user, CHANGE).everywhere,
    }
    return render(request, "people/bodies.html", context)


def person_or_404(pk: int) -> Person:
    found: Person | None = Person.objects.select_related("user", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such person.")
    return found
