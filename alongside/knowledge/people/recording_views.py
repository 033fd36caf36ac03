"""Record people, give and end roles, put right what was recorded, invite, close an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks
from alongside.floor.web.audience import permitted
from alongside.knowledge.people import actions
from alongside.knowledge.people.forms import (
    BodyForm,
    ChangePersonForm,
    ChangeRoleForm,
    EndRoleForm,
    RecordForm,
    RoleForm,
    slug_of,
)
from alongside.knowledge.people.models import Body, Holding, Person
from alongside.knowledge.people.permissions import CHANGE, may_change, may_give, places_held
from alongside.knowledge.people.views import person_or_404

GET_OR_POST = ["GET", "POST"]
F = TypeVar("F", bound=forms.Form)
NOT_YOURS = "This is not yours to change. The partnership’s office or its director can."


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest) -> HttpResponse:
    """Somebody new with their first role. `?role=` and `?school=` come from a School page."""
    initial = {name: request.GET.get(name, "") for name in ("role", "school", "district", "body")}

    def make(data: Any) -> RecordForm:
        return RecordForm(data, user=request.user, initial=initial)

    def do(form: RecordForm) -> Person:
        _demand_role(request, form)
        said = form.cleaned_data
        at, who = clock.now(), by(request)
        made = actions.record_person(name=said["name"], email=said["email"], phone=said["phone"], by=who, at=at)
        actions.hold(person=made, where=form.where, by=who, at=at, **form.held)
        return made

    return _done(request, make, "people/record.html", do, lambda made: f"{made} is recorded.")


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """One more role for somebody."""
    found = person_or_404(pk)
    initial = {name: request.GET.get(name, "") for name in ("role", "school", "district", "body")}
    _demand_known(request, found)

    def make(data: Any) -> RoleForm:
        return RoleForm(data, user=request.user, initial=initial)

    def do(form: RoleForm) -> Person:
        _demand_role(request, form)
        actions.hold(person=found, where=form.where, by=by(request), at=clock.now(), **form.held)
        return found

    said = f"The role of {found} is recorded."
    return _done(request, make, "people/give_role.html", do, lambda _: said, person=found)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a role."""
    held = _holding(request, pk)

    def make(data: Any) -> EndRoleForm:
        return EndRoleForm(data, initial={"until": clock.today()})

    def do(form: EndRoleForm) -> Person:
        said = form.cleaned_data
        actions.end_holding(holding=held, until=said["until"], why=said["why"], by=by(request), at=clock.now())
        return held.person

    said = f"The end of {held.title} is recorded."
    return _done(request, make, "people/end_role.html", do, lambda _: said, holding=held, person=held.person)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right how a role was recorded. What another changed meanwhile is shown beside."""
    held = _holding(request, pk)

    def make(data: Any) -> ChangeRoleForm:
        return ChangeRoleForm(data, holding=held)

    def do(form: ChangeRoleForm) -> Person:
        said = form.cleaned_data
        days = {"since": said["since"], "until": said["until"], "kind": said.get("kind", held.kind)}
        actions.change_holding(holding=held.pk, version=said["seen"], by=by(request), at=clock.now(), **days)
        return held.person

    context = {"holding": held, "person": held.person}
    return _done(request, make, "people/change_role.html", do, lambda _: "Saved.", **context)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how somebody is called and reached. What another changed meanwhile is shown beside."""
    found = _changeable(request, pk)

    def make(data: Any) -> ChangePersonForm:
        return ChangePersonForm(data, initial=ChangePersonForm.initial_of(found))

    def do(form: ChangePersonForm) -> Person:
        said = form.cleaned_data
        told = {name: said[name] for name in ("name", "email", "phone")}
        return actions.change_person(person=pk, version=said["seen"], by=by(request), at=clock.now(), **told)

    return _done(request, make, "people/edit.html", do, lambda one: f"{one}: saved.", person=found)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter by which somebody chooses a password; again, and the older link ends."""
    found = _changeable(request, pk)

    def do(form: forms.Form) -> Person:
        actions.invite(person=found, site=settings.HERE.address, by=by(request), at=clock.now())
        return found

    said = f"A letter to {found} is on its way to {found.email}. Its link works once, for three days."
    return _done(request, forms.Form, "people/invite.html", do, lambda _: said, person=found)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close somebody's account."""
    found = _changeable(request, pk)

    def do(form: forms.Form) -> Person:
        actions.close_account(person=found, by=by(request), at=clock.now())
        return found

    said = f"The account of {found} is closed. What they did stays."
    return _done(request, forms.Form, "people/close.html", do, lambda _: said, person=found)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def record_body(request: HttpRequest) -> HttpResponse:
    """A group of people that meets."""
    if not reach(request.user, CHANGE).everywhere:
        raise PermissionDenied(NOT_YOURS)

    def did(form: BodyForm) -> Told:
        said = form.cleaned_data
        key = slug_of(said["name"], set(Body.objects.values_list("key", flat=True)), clock.today())
        made = actions.record_body(key=key, by=by(request), at=clock.now(), **said)
        return f"{made} is recorded.", reverse("people:bodies")

    return asks(request, "people/record_body.html", BodyForm, did, section="people")


def _done(
    request: HttpRequest,
    make: Callable[[Any], F],
    template: str,
    do: Callable[[F], Person],
    said: Callable[[Person], str],
    **context: Any,
) -> HttpResponse:
    """One shape for all of them: ask, do, say so, and back to the person."""

    def did(form: F) -> Told:
        with transaction.atomic():
            found = do(form)
        return said(found), reverse("people:person", args=[found.pk])

    return asks(request, template, make, did, section="people", **context)


def _demand_role(request: HttpRequest, form: RoleForm) -> None:
    if not may_give(request.user, form.cleaned_data["role"], form.where):
        raise PermissionDenied("You may not give this role there. The partnership’s office or its director can.")


def _demand_known(request: HttpRequest, found: Person) -> None:
    """Whoever is given a role by somebody must be within their sight: their name is on the page."""
    sees = reach(request.user, "people.see")
    if not sees.everywhere and not any(sees.covers(place) for place in places_held(found.holdings.all())):
        raise PermissionDenied(NOT_YOURS)


def _holding(request: HttpRequest, pk: int) -> Holding:
    held: Holding | None = Holding.objects.select_related("person", "body").filter(pk=pk).first()
    if held is None:
        raise Http404("There is no such role.")
    place: Place = places_held([held])[0]
    if not may_give(request.user, held.role, place):
        raise PermissionDenied(NOT_YOURS)
    return held


def _changeable(request: HttpRequest, pk: int) -> Person:
    found = person_or_404(pk)
    if not may_change(request.user, found, found.holdings.select_related("body")):
        raise PermissionDenied(NOT_YOURS)
    return found
