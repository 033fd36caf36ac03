"""Begin and end to see the pages as a school sees them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.floor.accounts import seeing_as
from alongside.floor.accounts.people import by
from alongside.floor.web import things
from alongside.floor.web.audience import demand, permitted, signed_in


@permitted(seeing_as.PERMISSION)
@require_POST
@transaction.atomic
def start(request: HttpRequest, urn: int) -> HttpResponse:
    school = seeing_as.found(urn)
    if school is None:
        raise Http404("There is no such school.")
    demand(request, seeing_as.PERMISSION, school)
    seeing_as.stop(request, by(request), "they went on to another school")
    seeing_as.start(request, school, by(request))
    return redirect(things.address_of(f"school {urn}") or "/")


@signed_in
@require_POST
@transaction.atomic
def stop(request: HttpRequest) -> HttpResponse:
    urn = seeing_as.stop(request, by(request), "they said so")
    if urn is None:
        return redirect("/")
    messages.success(request, "You see the pages as yourself again.")
    return redirect(things.address_of(f"school {urn}") or "/")
