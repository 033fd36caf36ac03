"""What the views of meetings share: who may, what is not there, and one shape for every form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.floor.audit.editing import ChangedMeanwhile
from alongside.floor.web.asking import asked, posted
from alongside.floor.web.audience import demand
from alongside.floor.web.both_versions import anew, apart
from alongside.work.meetings import queries
from alongside.work.meetings.models import Item, Meeting, Series
from alongside.work.meetings.refusing import CannotRecord

SECTION = "meetings"


def meeting_for(request: HttpRequest, pk: int, permission: str) -> Meeting:
    """The meeting, for who may do this with it. Raises Http404, PermissionDenied."""
    return _for(request, queries.meeting(pk), permission)


def series_for(request: HttpRequest, pk: int, permission: str) -> Series:
    return _for(request, queries.series(pk), permission)


def item_for(request: HttpRequest, pk: int, permission: str) -> Item:
    found = queries.item(pk)
    _for(request, found.meeting if found else None, permission)
    assert found
    return found


def _for(request: HttpRequest, found: Any, permission: str) -> Any:
    if found is None:
        raise Http404("There is no such meeting.")
    demand(request, permission, found)
    return found


def asks(
    request: HttpRequest,
    make: Callable[[Any], forms.Form],
    did: Callable[[dict[str, Any]], tuple[str, str]],
    *,
    template: str = "meetings/form.html",
    **context: Any,
) -> HttpResponse:
    """Ask, do, say so. `did` gives what to say and where to go. A newer state of somebody else's is shown beside."""
    form = make(posted(request))
    shown: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        try:
            said, to = did(form.cleaned_data)
        except ChangedMeanwhile as error:
            shown = {"theirs": error.theirs, "differences": apart(form, error.theirs)}
            form = make(anew(form, error.theirs.version))
            form.add_error(None, str(error))
        except CannotRecord as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect(to)
    return asked(request, template, form, section=SECTION, **shown, **context)


def does(request: HttpRequest, act: Callable[[], str], *, to: str) -> HttpResponse:
    """A button: do, say so, go back. What cannot be done is said there."""
    try:
        messages.success(request, act())
    except (CannotRecord, ChangedMeanwhile) as error:
        messages.error(request, str(error))
    return redirect(to)


def seen_in(request: HttpRequest) -> int:
    """The version that a button was drawn for."""
    return int(request.POST.get("seen") or 0) if (request.POST.get("seen") or "0").isdigit() else 0
