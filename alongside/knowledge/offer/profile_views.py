"""The profile of a district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.floor.kernel import clock
from alongside.floor.web.audience import everyone
from alongside.floor.web.charts import Picture
from alongside.floor.web.exports import as_asked
from alongside.knowledge.indicators.models import Indicator
from alongside.knowledge.indicators.queries import visible
from alongside.knowledge.offer import gathering, presenters, profile_presenters, profiling, queries
from alongside.knowledge.offer.policies import needs
from alongside.knowledge.offer.presenters import Shown
from alongside.knowledge.offer.profiling import NeedSeen
from alongside.knowledge.offer.views import is_office
from alongside.knowledge.results.measures import measures
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.partnership import partnership


@dataclass(frozen=True)
class District:
    """What the page and its download are made of."""

    key: str
    name: str
    today: date
    known: tuple[int, int]
    seen: list[NeedSeen]
    services: dict[int, Shown]  # those offered here today


def _district(key: str) -> District:
    name = policy_of_districts().name_of(key)
    if not name:
        raise Http404("There is no such district.")
    today, known = clock.today(), gathering.version()
    offered = [one for one in queries.services(on=today) if one.reaches(key) and one.offered_on(today)]
    services = {one.pk: presenters.shown(one, needs(), today=today) for one in offered}
    lines = gathering.profiles_of_all(on=today, known=known)[key]
    seen = profiling.seen(lines, [queries.offered(one) for one in offered], district=key, on=today)
    return District(key, name, today, known, seen, services)


@everyone
@require_safe
def profile(request: HttpRequest, key: str) -> HttpResponse:
    """Needs by published figures, and the services of the district held against them."""
    found = _district(key)
    city, policy = partnership().city, measures()
    shown = [profile_presenters.shown(one, found.services, policy, city) for one in found.seen]
    context = {
        "section": "city",
        "crumbs": [(city, reverse("desk:city")), (found.name, reverse("desk:district", args=[key]))],
        "key": key,
        "name": found.name,
        "city": city,
        "sentences": profile_presenters.sentences(found.seen, found.services.values(), found.name, needs()),
        "act": any(one.without_offer for one in found.seen),
        "picture": _picture(found, city),
        "needs": shown,
        "policy": needs(),
        "chosen": _chosen(is_office(request)),
        "for_office": is_office(request),
        "loaded": bool(found.known[0]),
        "districts": policy_of_districts().districts,
    }
    return render(request, "offer/profile.html", context)


def _chosen(for_office: bool) -> list[Indicator]:
    """Adopted indicators of wellbeing: where no measure is published, schools may have chosen their own."""
    kinds = (Indicator.Kind.WELLBEING, Indicator.Kind.SOCIAL)
    return list(visible(for_office=for_office).filter(state=Indicator.State.ADOPTED, kind__in=kinds))


def _picture(found: District, city: str) -> Picture | None:
    return gathering.kept(
        "picture",
        lambda: profile_presenters.picture(found.seen, found.name, city, measures()),
        found.key,
        found.today,
        found.known,
    )


@everyone
@require_safe
def profile_as(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """The figures of the profile, as csv or xlsx."""
    found = _district(key)
    rows = profile_presenters.rows(found.seen, found.services, measures())
    about = profile_presenters.about(found.name, needs(), found.today)
    return as_asked(kind, f"profile {found.name}", profile_presenters.HEADER, rows, about=about)
