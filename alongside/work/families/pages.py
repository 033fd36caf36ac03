"""What the views of families share: who may, what is not there, one shape for every form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.floor.web import asking
from alongside.floor.web.asking import Told
from alongside.floor.web.audience import demand
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.places import place_of
from alongside.work.families import queries
from alongside.work.families.models import Asking, Family, Membership

SECTION = "together"
GET_OR_POST = ["GET", "POST"]


def family_for(request: HttpRequest, pk: int, permission: str = "") -> Family:
    """The family, for who may know of it and do this with it. Raises Http404, PermissionDenied."""
    found: Family | None = queries.visible(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such family, or it is only proposed.")
    if permission:
        demand(request, permission, found)
    return found


def membership_for(request: HttpRequest, pk: int) -> Membership:
    """A membership that holds or waits, for who may say for the school whether it does."""
    found: Membership | None = Membership.objects.open().select_related("family__lead", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such membership, or it is over.")
    demand(request, "families.word", place_of(found.school))
    return found


def own_membership(request: HttpRequest, pk: int, urn: int) -> Membership:
    """The membership of a school in a family, for who speaks for the school."""
    demand(request, "families.speak", place_of(urn))
    of_family = Membership.objects.members().filter(family=pk).select_related("family__lead", "by")
    found: Membership | None = of_family.of_school(urn).first()
    if found is None:
        raise Http404("The school is not a member of it.")
    return found


def asking_for(pk: int) -> Asking:
    found = Asking.objects.select_related("family__lead", "asked_by", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("No school asked so.")
    return found


def speaks_for(request: HttpRequest) -> dict[int, str]:
    """The schools that somebody speaks for, with their names."""
    return names_of(reach(request.user, "families.speak").schools)


def page_of(family: Family) -> str:
    return reverse("families:one", args=[family.pk])


def asks(
    request: HttpRequest,
    make: Callable[[Any], forms.Form],
    did: Callable[[Any], Told],
    *,
    title: str,
    button: str,
    back: str,
    **context: Any,
) -> HttpResponse:
    """`floor.web.asking.asks` on the one page for forms of families."""
    shown = {"section": SECTION, "title": title, "button": button, "back": back, **context}
    return asking.asks(request, "families/form.html", make, did, **shown)
