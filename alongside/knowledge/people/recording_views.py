"""Record people, give and end roles, put right what was recorded, invite, close an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.actions import CannotInvite
from alongside.floor.accounts.people import by
from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place
from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.kernel import clock
from alongside.floor.web import both_versions
from alongside.floor.web.asking import asked, posted
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
FAULTS = (actions.CannotRecord, CannotInvite)
NOT_YOURS = "This is not yours to change. The partnership’s office or its director can."


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest) -> HttpResponse:
    """Somebody new with their first role. `?role=` and `?school=` come from a School page."""
    initial = {name: request.GET.get(name, "") for name in ("role", "school", "district", "body")}
    form = RecordForm(posted(request), user=request.user, initial=initial)

    def do() -> Person:
        _demand_role(request, form)
        said = form.cleaned_data
        at, who = clock.now(), by(request)
        made = actions.record_person(name=said["name"], email=said["email"], phone=said["phone"], by=who, at=at)
        actions.hold(person=made, where=form.where, by=who, at=at, **form.held)
        return made

    return _done(request, form, "people/record.html", do, lambda made: f"{made} is recorded.")


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """One more role for somebody."""
    found = person_or_404(pk)
    initial = {name: request.GET.get(name, "") for name in ("role", "school", "district", "body")}
    form = RoleForm(posted(request), user=request.user, initial=initial)
    _demand_known(request, found)

    def do() -> Person:
        _demand_role(request, form)
        actions.hold(person=found, where=form.where, by=by(request), at=clock.now(), **form.held)
        return found

    said = f"The role of {found} is recorded."
    return _done(request, form, "people/give_role.html", do, lambda _: said, person=found)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a role."""
    held = _holding(request, pk)
    form = EndRoleForm(posted(request), initial={"until": clock.today()})

    def do() -> Person:
        said = form.cleaned_data
        actions.end_holding(holding=held, until=said["until"], why=said["why"], by=by(request), at=clock.now())
        return held.person

    said = f"The end of {held.title} is recorded."
    return _done(request, form, "people/end_role.html", do, lambda _: said, holding=held, person=held.person)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right how a role was recorded. What another changed meanwhile is shown beside."""
    held = _holding(request, pk)
    form = ChangeRoleForm(posted(request), holding=held)

    def do() -> Person:
        said = form.cleaned_data
        days = {"since": said["since"], "until": said["until"], "kind": said.get("kind", held.kind)}
        actions.change_holding(holding=held.pk, version=said["seen"], by=by(request), at=clock.now(), **days)
        return held.person

    def again(bound: Any) -> forms.Form:
        return ChangeRoleForm(bound, holding=held)

    context = {"holding": held, "person": held.person}
    return _done(request, form, "people/change_role.html", do, lambda _: "Saved.", again=again, **context)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how somebody is called and reached. What another changed meanwhile is shown beside."""
    found = _changeable(request, pk)
    form = ChangePersonForm(posted(request), initial=ChangePersonForm.initial_of(found))

    def do() -> Person:
        said = form.cleaned_data
        told = {name: said[name] for name in ("name", "email", "phone")}
        return actions.change_person(person=pk, version=said["seen"], by=by(request), at=clock.now(), **told)

    return _done(
        request, form, "people/edit.html", do, lambda one: f"{one}: saved.", again=ChangePersonForm, person=found
    )


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter by which somebody chooses a password; again, and the older link ends."""
    found = _changeable(request, pk)
    form = forms.Form(posted(request))

    def do() -> Person:
        actions.invite(person=found, site=settings.HERE.address, by=by(request), at=clock.now())
        return found

    said = f"A letter to {found} is on its way to {found.email}. Its link works once, for three days."
    return _done(request, form, "people/invite.html", do, lambda _: said, person=found)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close somebody's account."""
    found = _changeable(request, pk)
    form = forms.Form(posted(request))

    def do() -> Person:
        actions.close_account(person=found, by=by(request), at=clock.now())
        return found

    said = f"The account of {found} is closed. What they did stays."
    return _done(request, form, "people/close.html", do, lambda _: said, person=found)


@permitted(CHANGE)
@require_http_methods(GET_OR_POST)
def record_body(request: HttpRequest) -> HttpResponse:
    """A group of people that meets."""
    if not reach(request.user, CHANGE).everywhere:
        raise PermissionDenied(NOT_YOURS)
    form = BodyForm(posted(request))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        key = slug_of(said["name"], set(Body.objects.values_list("key", flat=True)), clock.today())
        made = actions.record_body(key=key, by=by(request), at=clock.now(), **said)
        messages.success(request, f"{made} is recorded.")
        return redirect("people:bodies")
    return asked(request, "people/record_body.html", form, section="people")


def _done(
    request: HttpRequest,
    form: forms.Form,
    template: str,
    do: Callable[[], Person],
    said: Callable[[Person], str],
    *,
    again: Callable[[Any], forms.Form] | None = None,
    **context: Any,
) -> HttpResponse:
    """One shape for all of them: ask, do, say so, and back to the person. A newer state is shown beside what was
    typed, and `again` binds the form to it."""
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                found = do()
        except ChangedMeanwhile as error:
            assert again is not None
            context |= {"theirs": error.theirs, "differences": both_versions.apart(form, error.theirs)}
            form = again(both_versions.anew(form, error.theirs.version))
            form.add_error(None, str(error))
        except FAULTS as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said(found))
            return redirect(reverse("people:person", args=[found.pk]))
    return asked(request, template, form, section="people", **context)


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
