"""A visit, as far as who looks may see it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from alongside.floor.web.audience import permitted
from alongside.work.engagement.visits.permissions import OPEN


@permitted(OPEN)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(str(pk))
