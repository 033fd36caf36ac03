"""What the views of meetings share: who may, what is not there, and one shape for every form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse

from alongside.floor.web import asking
from alongside.floor.web.asking import Told
from alongside.floor.web.audience import demand
from alongside.work.meetings import queries
from alongside.work.meetings.models import Item, Meeting, Series

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
    did: Callable[[dict[str, Any]], Told],
    *,
    template: str = "meetings/form.html",
    **context: Any,
) -> HttpResponse:
    """`floor.web.asking.asks` in the section of meetings; `did` takes what was said."""
    return asking.asks(request, template, make, lambda form: did(form.cleaned_data), section=SECTION, **context)
