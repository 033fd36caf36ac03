"""Which schools can be visited, one's own visits, and one visit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.floor.accounts.permissions import reach
from alongside.floor.kernel import clock
from alongside.floor.kernel.prose import counted
from alongside.floor.web.audience import demand, permitted
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.sharing.hosting import presenters, queries, telling
from alongside.work.sharing.hosting.models import Offer, Visit
from alongside.work.sharing.hosting.permissions import sides
from alongside.work.sharing.hosting.rules import weekdays
from alongside.work.ties.topics import topics

PER_PAGE = 30
MOST_VISITS = 60
SECTION = "together"


@permitted("hosting.find")
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for one's own school, its visits, and who can be visited: `?topic=`, `?phase=`."""
    today, user = clock.today(), request.user
    own = reach(user, "hosting.arrange").schools
    visits = list(queries.visible(user).order_by("-on", "-pk")[:MOST_VISITS])
    names = names_of([*own, *(urn for one in visits for urn in (one.host, one.guest))])
    lines = [presenters.line(one, names, own, on=today) for one in visits]
    page = Paginator(_hosts(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "own": _own(own, names),
        "own_urns": own,
        "waiting": [one for one in lines if one.for_me],
        "visits": [one for one in lines if not one.for_me],
        "page": page,
        "hosts": page.object_list,
        "groups": topics().choices(),
        "topic": request.GET.get("topic", ""),
        "phases": [(one.key, one.name) for one in PHASES.values()],
        "phase": request.GET.get("phase", ""),
        "may_ask": bool(own) or bool(reach(user, "hosting.arrange")),
        "sees_visits": bool(reach(user, "hosting.see")),
    }
    return render(request, "hosting/list.html", context)


def _own(urns: Collection[int], names: Mapping[int, str]) -> list[tuple[int, str, Offer | None, str]]:
    """Of each own school: its name, what it shows, on which days."""
    offers = {one.school: one for one in Offer.objects.filter(school__in=urns, is_open=True)} if urns else {}
    said = {
        urn: f"{weekdays(one.days)}; {counted(one.most_a_term, 'visit')} a term at most" for urn, one in offers.items()
    }
    return [(urn, names[urn], offers.get(urn), said.get(urn, "")) for urn in sorted(urns)]


def _hosts(request: HttpRequest) -> list[presenters.HostShown]:
    topic, phase, today = request.GET.get("topic", ""), request.GET.get("phase", ""), clock.today()
    offers = [one for one in queries.offers() if not topic or topic in one.topics]
    profiles = {one.urn: one for one in Profile.objects.current().filter(urn__in=[one.school for one in offers])}
    if phase:
        profiles = {urn: one for urn, one in profiles.items() if one.phase == phase}
    booked = queries.bookings_of(list(profiles), on=today) if profiles else {}
    return presenters.hosts(offers, profiles, booked, on=today)


@permitted("hosting.see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A visit: what is next at the top, then the plan and what came of it."""
    visit = found_for(request, pk)
    return render(request, "hosting/one.html", context_of(request, visit))


@permitted("hosting.see")
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The visit as an iCalendar file."""
    visit = found_for(request, pk)
    if visit.on is None:
        raise Http404("This visit has no day yet.")
    answer = HttpResponse(telling.event(visit, at=clock.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="visit-{visit.pk}.ics"'
    return answer


def found_for(request: HttpRequest, pk: int) -> Visit:
    """The visit, where this person may see it; 404 where there is none."""
    found: Visit | None = Visit.objects.select_related("by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such visit.")
    demand(request, "hosting.see", found)
    return found


def context_of(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What every page of a visit shows."""
    today, names, own = clock.today(), names_of([visit.host, visit.guest]), sides(request.user, visit)
    return {
        "section": SECTION,
        "visit": visit,
        "host": names[visit.host],
        "guest": names[visit.guest],
        "topic": topics().name(visit.topic),
        "sides": own,
        "says": presenters.says(visit, names, own, on=today),
        "turn": str(visit.standing(today).turn),
        "look": presenters.TAGS.get(visit.state, "tag--quiet"),
        "is_host": "host" in own,
        "is_guest": "guest" in own,
        "thing": str(visit),
    }
