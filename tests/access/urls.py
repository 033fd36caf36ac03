"""The product's addresses, with refusals that say only why: the frame around them is tried in tests/web, and drawing it
ten thousand times is half of the time that the matrix takes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape

from alongside.config.urls import *  # noqa: F403
from alongside.config.urls import urlpatterns

__all__ = ["urlpatterns"]


def _refused(request: HttpRequest, exception: Exception | None = None, *, status: int) -> HttpResponse:
    return HttpResponse(escape(str(exception or "")), status=status)


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refused(request, exception, status=403)


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refused(request, None, status=404)
