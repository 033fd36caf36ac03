"""The office records services, changes them, checks them again and ends them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.floor.accounts.people import by
from alongside.floor.kernel import clock
from alongside.floor.web.asking import Told, asks, nothing_differs
from alongside.floor.web.audience import office
from alongside.floor.web.both_versions import Difference
from alongside.knowledge.offer import actions, presenters, queries
from alongside.knowledge.offer.forms import CheckForm, EndForm, NewServiceForm, ServiceForm
from alongside.knowledge.offer.models import Service
from alongside.knowledge.offer.policies import needs

GET_OR_POST = ["GET", "POST"]
SECTION = "city"


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

    def did(form: NewServiceForm) -> Told:
        checked_with = form.cleaned_data["checked_with"]
        made = actions.record(said=form.said(), checked_with=checked_with, by=by(request), at=clock.now())
        return f"{made.name} is in the local offer now.", reverse("offer:one", args=[made.pk])

    return asks(request, "offer/record.html", lambda data: NewServiceForm(data, initial=initial), did, section=SECTION)


@office
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a service. What another changed meanwhile is shown beside."""
    service = _service(pk)

    def did(form: ServiceForm) -> Told:
        said, version = form.said(), form.cleaned_data["seen"] or 0
        actions.edit(service=pk, version=version, said=said, by=by(request), at=clock.now())
        return f"{said.name}: saved.", reverse("offer:one", args=[pk])

    def differs(form: ServiceForm, theirs: Any) -> list[Difference]:
        return presenters.apart(asdict(form.said()), theirs, needs())

    def make(data: Any) -> ServiceForm:
        return ServiceForm(data, service=service)

    return asks(request, "offer/edit.html", make, did, differs=differs, section=SECTION, service=service)


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
    act: Callable[[Service, dict[str, Any], Any], str],
) -> HttpResponse:
    """One shape for the two small forms about a service."""
    service = _service(pk)

    def did(form: forms.Form) -> Told:
        return act(service, form.cleaned_data, clock.now()), reverse("offer:one", args=[pk])

    def make(data: Any) -> forms.Form:
        return kind(data, initial={"on": clock.today(), "seen": service.version})

    def about() -> dict[str, Any]:
        return {"service": service, "one": presenters.shown(service, needs(), today=clock.today())}

    return asks(request, template, make, did, differs=nothing_differs, about=about, section=SECTION)


def _service(pk: int) -> Service:
    found = queries.service(pk)
    if found is None:
        raise Http404("There is no such service.")
    return found
