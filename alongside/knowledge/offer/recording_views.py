"""The office records services, changes them, checks them again and ends them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import asked, posted
from alongside.floor.web.audience import office
from alongside.floor.web.both_versions import Difference
from alongside.knowledge.offer import actions, presenters, queries
from alongside.knowledge.offer.forms import CheckForm, EndForm, NewServiceForm, ServiceForm
from alongside.knowledge.offer.models import Service
from alongside.knowledge.offer.policies import needs

GET_OR_POST = ["GET", "POST"]


@office
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest) -> HttpResponse:
    """Record a service. `?need=` and `?district=` come from a profile where nobody answers that need."""
    initial = {
        "needs": request.GET.getlist("need"),
        "districts": request.GET.getlist("district"),
        "where": "some" if request.GET.get("district") else None,
        "starts_on": clock.today(),
    }
    form = NewServiceForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            said, checked_with = form.said(), form.cleaned_data["checked_with"]
            made = actions.record(said=said, checked_with=checked_with, by=by(request), at=clock.now())
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{made.name} is in the local offer now.")
            return redirect(reverse("offer:one", args=[made.pk]))
    return _asked(request, "offer/record.html", form)


@office
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a service. What another changed meanwhile is shown beside."""
    service = _service(pk)
    form = ServiceForm(posted(request), service=service)
    differences: list[Difference] = []
    theirs: Service | None = None
    if form.is_bound and form.is_valid():
        said, version = form.said(), form.cleaned_data["seen"] or 0
        try:
            actions.edit(service=pk, version=version, said=said, by=by(request), at=clock.now())
        except actions.ChangedMeanwhile as error:
            theirs = error.theirs
            differences = presenters.apart(asdict(said), theirs, needs())
            form = ServiceForm({**_lists(request), "seen": str(theirs.version)}, service=service)
            form.add_error(None, str(error))
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{said.name}: saved.")
            return redirect(reverse("offer:one", args=[pk]))
    return _asked(request, "offer/edit.html", form, service=service, theirs=theirs, differences=differences)


@office
@require_http_methods(GET_OR_POST)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that it was found to be so."""

    def did(service: Service, said: dict[str, Any], at: Any) -> str:
        actions.check(
            service=pk,
            version=said["seen"],
            on=said["on"],
            checked_with=said["checked_with"],
            by=by(request),
            at=at,
        )
        return f"{service.name}: checked."

    return _done(request, pk, CheckForm, "offer/check.html", did)


@office
@require_http_methods(GET_OR_POST)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Record from when it is offered no more."""

    def did(service: Service, said: dict[str, Any], at: Any) -> str:
        actions.end(service=pk, version=said["seen"], on=said["on"], reason=said["reason"], by=by(request), at=at)
        return f"{service.name}: its end is recorded."

    return _done(request, pk, EndForm, "offer/end.html", did)


def _done(
    request: HttpRequest,
    pk: int,
    kind: type[forms.Form],
    template: str,
    did: Callable[[Service, dict[str, Any], Any], str],
) -> HttpResponse:
    """One shape for the two small forms: ask, do, say so. What another changed meanwhile is shown, and asked again."""
    service = _service(pk)
    form = kind(posted(request), initial={"on": clock.today(), "seen": service.version})
    if form.is_bound and form.is_valid():
        try:
            said = did(service, form.cleaned_data, clock.now())
        except actions.ChangedMeanwhile as error:
            form = kind({**_lists(request), "seen": str(error.theirs.version)})
            form.add_error(None, str(error))
        except actions.CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect(reverse("offer:one", args=[pk]))
    one = presenters.shown(service, needs(), today=clock.today())
    return _asked(request, template, form, service=service, one=one)


def _lists(request: HttpRequest) -> dict[str, Any]:
    """What was posted, several values of a name kept."""
    several = ("needs", "phases", "districts")
    return {name: request.POST.getlist(name) if name in several else request.POST[name] for name in request.POST}


def _service(pk: int) -> Service:
    found = queries.service(pk)
    if found is None:
        raise Http404("There is no such service.")
    return found


def _asked(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    return asked(request, template, form, section="city", **context)
