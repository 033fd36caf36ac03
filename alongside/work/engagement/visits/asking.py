"""What every view of visits begins with: the visit, and whether who asks may do what they came for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse

from alongside.floor.accounts.roles import Place
from alongside.floor.web.asking import asked as shown
from alongside.floor.web.audience import demand
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import MAINTAINED
from alongside.work.engagement.visits.models import Visit

GET_OR_POST = ["GET", "POST"]
SECTION = "visits"


def visit_for(request: HttpRequest, pk: int, *permissions: str) -> Visit:
    """The visit, for somebody who may do all of this with it. Raises Http404, PermissionDenied."""
    found = Visit.objects.select_related("lead", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such visit.")
    for permission in permissions:
        demand(request, permission, found)
    return found


def school_for(request: HttpRequest, urn: int, *permissions: str) -> Profile:
    """The school, for somebody who may do all of this there. Raises Http404, PermissionDenied."""
    found = Profile.objects.current().filter(urn=urn).first()
    if found is None:
        raise Http404("No loaded file tells of this school.")
    place = Place(school=urn, district=found.district, contract=found.group == MAINTAINED)
    for permission in permissions:
        demand(request, permission, place)
    return found


def name_of(urn: int) -> str:
    """The name of a school today."""
    return names_of([urn])[urn]


def names_of(urns: Sequence[int]) -> dict[int, str]:
    """The names of schools, in one query; one that no file tells of is called by its number."""
    found = dict(Profile.objects.current().filter(urn__in=set(urns)).values_list("urn", "name"))
    return {urn: found.get(urn) or f"School {urn}" for urn in urns}


def asked(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    return shown(request, template, form, section=SECTION, **context)
